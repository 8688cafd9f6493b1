"""Who speaks in a clause: the person named as its subject, or one for whom a pronoun or a bare title stands."""

import re
from functools import cache

from kaluga_site.extract.holders import Place
from kaluga_site.extract.offices import read_title
from kaluga_site.extract.scene import NEAR, Scene
from kaluga_site.extract.stand_ins import UNNAMED, Subject, stand_in
from kaluga_site.extract.words import any_of
from kaluga_site.patterns import compiled

_RELATIVE = compiled(
    r"(?:vợ|chồng|mẹ|cha|bố)(?: (?:vợ|chồng|đẻ|ruột))?\s|(?:con|anh|em|chị) (?:trai|gái|ruột|dâu|rể|họ)\s"
    r"|(?:người (?:nhà|thân)|họ hàng|hàng xóm|bạn (?:gái|trai))\s"
)
"""Somebody told by kinship alone: "anh trai kể"."""

_CLAUSE = compiled(r"(?:[\n,;:.!?…”\"(]|\s[–—-]|\s(?:và|nhưng|thì|còn|khi|sau đó|song|rồi|nơi|do|vì)(?=\s))\s*")
_NO_SUBJECT = compiled(
    r"(?:\s*(?:cũng|đã|còn|lại|và|đồng thời|qua đó|từ đó|bên cạnh đó|ngoài ra|tiếp tục|nhân dịp này|tại đây"
    r"|về vấn đề này|trước đó|sau đó|đặc biệt|tuy nhiên|thậm chí|nhiều lần|một lần nữa|một mực|không ngừng|liên tục"
    r"|luôn|luôn luôn)(?!\w),?)*\s*"
)
_JOINT = compiled(r"\s?[,(–-]\s*")
_BRACKET = compiled(r"\s\([^()\n]{1,60}\)(?=,)")
_AND = compiled(r"\s(?:và|cùng|với)\s")


def subject_before(scene: Scene, start: int, verb: int) -> Subject | None:
    """Return who is the subject of a verb, in what stands before it; None where it has no subject there."""
    place = next((one for one in reversed(scene.between(start, verb)) if not scene.is_object(one)), None)
    nearest = place.end if place else start
    end, is_near = verb, True
    for clause in _clauses(scene, nearest, verb, with_first=not place):
        if place and _says_who(scene, place.end, clause):
            break
        begin = _NO_SUBJECT.match(scene.plain, clause, end).end()  # type: ignore[union-attr]
        if begin < end:
            if _RELATIVE.fullmatch(scene.plain, begin, end) or _indefinite_pattern().match(scene.plain, begin, end):
                return UNNAMED
            if found := stand_in(scene, begin, end, with_title=is_near or clause == start):
                return found
            is_near = False
        end = clause
    if place:
        return Subject(_first_of_row(scene, place, start), "by-name")
    return None if is_near else UNNAMED


def _says_who(scene: Scene, name_end: int, clause: int) -> bool:
    """Tell whether a clause says who somebody named is, right behind a comma or behind other offices of his.

    That is "Giám đốc HTX" of "bà Thoa - Chủ tịch HĐQT, Giám đốc HTX cho biết".
    """
    bracket = _BRACKET.match(scene.plain, name_end, clause)
    at = bracket.end() if bracket else name_end
    while (joint := _JOINT.match(scene.plain, at, clause)) and joint.end() < clause:
        title = read_title(scene.passage, joint.end())
        if title is None or title.office is None:
            return False
        at = scene.plain.find(",", title.end, clause)
        if at < 0:
            return False
    return joint is not None


def _clauses(scene: Scene, start: int, end: int, *, with_first: bool) -> list[int]:
    """Return where the clauses between two offsets begin, the last one first."""
    clauses = [match.end() for match in _CLAUSE.finditer(scene.plain, start, end)]
    return [*reversed(clauses), *([start] if with_first else [])]


def _first_of_row(scene: Scene, place: Place, start: int) -> Place:
    """Return the first of those who speak together: "ông Nam và bà Hoa"."""
    before = scene.between(max(start, place.start - NEAR), place.start)
    return before[-1] if before and _AND.match(scene.plain, before[-1].end, place.start) else place


def subject_behind(scene: Scene, start: int, verb: int) -> Subject:
    """Return who is the subject of a verb, in a clause that begins with the subject."""
    if found := stand_in(scene, start, verb):
        return found
    place = next((one for one in scene.between(start, verb) if not scene.is_object(one)), None)
    return Subject(place, "by-name") if place else UNNAMED


def first_subject(scene: Scene, start: int, end: int) -> Subject | None:
    """Return whom a stretch of text speaks of first, not as an object."""
    at = start + len(scene.plain[start:end]) - len(scene.plain[start:end].lstrip(" \n-–—"))
    place = next((one for one in scene.between(start, end) if not scene.is_object(one)), None)
    return stand_in(scene, at, end) or (Subject(place, "by-name") if place else None)


@cache
def _indefinite_pattern() -> re.Pattern[str]:
    return compiled(rf"(?:rằng\s|là\s|theo\s)?{any_of('indefinite')}(?!\w)")
