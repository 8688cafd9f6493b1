"""Whom a pronoun or a bare title stands for: "ông", "quan chức này", "Thủ tướng"."""

import re
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.holders import DEPUTY, Place, bearer_pattern
from kaluga_site.extract.offices import read_title
from kaluga_site.extract.scene import Scene
from kaluga_site.extract.words import alternation, any_of, lines, phrases, places_of, plain
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_FARTHEST = 1500
"""A pronoun stands for nobody who was named further back than this."""

_SOMEBODY = compiled(
    r"\s*(?:một|đại diện)\s(?:\w+\s){0,2}?(?:lãnh đạo|cán bộ|quan chức|chuyên gia|người|phụ huynh|nhân viên"
    r"|chủ|tài xế|nguồn tin|bác sĩ|giáo viên|luật sư|đại biểu|nhân chứng|du khách|cư dân|độc giả|sinh viên)(?!\w)"
)
"""A sentence that begins so speaks of somebody without a name, for whom the next pronoun stands."""

_LEAD = 600
"""An office in the first so many characters may stand before its holder is named."""

_THIS = " này"
_CALLING = frozenset(("", "là", "là một", "một"))
"""What stands between a name and what its bearer is."""

_SOME = "vị "
_POLITE = (_SOME, "ngài ")
"""What may stand before an office: "vị Chủ tịch tỉnh nói", "Ngài Đại sứ cho biết"."""

_LATEST = 100
"""So many of those who spoke last, a pronoun still stands for one."""

_NAME = compiled(rf"\s+[{UPPER}]")
_NO_PARENT = r"(?! (?:trẻ|(?:một|hai|ba|\d) con)(?!\w))"
"""Behind "bà mẹ", what does not tell which one: "bà mẹ trẻ" is who was named before."""

_KIN_OF = compiled(rf"\scủa\s[{UPPER}]")
"""Behind "ông", "bà": a grandfather or a grandmother, "ông của Abdullah"."""

_FULLER_STAND_IN = compiled(r"\s(?:này|ta|ấy|nói trên|kể trên|trên)(?!\w)")
_BESIDE = compiled(r"(?<!\w)(?:ông|bà|anh|chị|cô|chú) (?:và|cùng|với)\s(?:[^\W\d_]+\s)?$")
"""Before somebody who is named beside whom a pronoun means: "cô và Công Vinh"."""

_LONGEST_BESIDE = 24
_SELF = compiled(r"(?:chính|bản thân|về phần)\s")


class Subject(NamedTuple):
    """Who speaks, None for somebody whom the article does not name; and how that is known."""

    place: Place | None
    how: str


UNNAMED = Subject(None, "unnamed")


def stand_in(scene: Scene, at: int, end: int, *, with_title: bool = True) -> Subject | None:
    """Read a pronoun or a bare title at an offset, and find whom it stands for."""
    while at < end and scene.plain[at].isspace():
        at += 1
    if myself := _SELF.match(scene.plain, at, end):
        at = myself.end()
    polite = next((word for word in _POLITE if scene.plain.startswith(word, at)), "")
    if polite and scene.text[at + len(polite) : at + len(polite) + 1].isupper():
        at += len(polite)
    person = _third_person_pattern().match(scene.plain, at, end)
    if person:
        fuller = _FULLER_STAND_IN.match(scene.plain, person.end(), end)
        if _KIN_OF.match(scene.text, person.end(), end) or _is_unnamed(scene, at, person.end()):
            return UNNAMED
        if not fuller and _NAME.match(scene.text, person.end(), end):
            return None
        return Subject(_last_of(scene, person.lastgroup or "", at), "by-pronoun")
    title = read_title(scene.passage, at) if with_title else None
    if title and title.office and title.end <= end and not scene.between(at, end):
        rest = scene.plain[title.end : end].split()[:6] if _is_complement(scene, title.end) else []
        is_deputy = scene.plain.startswith(f"{DEPUTY} {title.office}", title.start)
        office = f"{DEPUTY} {title.office}" if is_deputy else title.office
        holder = scene.holders.last(office, rest, at)
        if holder is None and at < _LEAD:
            holder = scene.holders.next(office, rest, at)
        return Subject(holder, "by-title") if holder else UNNAMED
    bearer = bearer_pattern().match(scene.plain, at, end) if with_title else None
    if bearer and not scene.between(at, end) and not _is_complement(scene, bearer.end()):
        holder = scene.holders.only(bearer.group(), at)
        return Subject(holder, "by-title") if holder else UNNAMED
    return None


def _is_unnamed(scene: Scene, at: int, end: int) -> bool:
    """Tell whether "quan chức này" takes up a "quan chức" of the two sentences before, whom nobody names.

    So it does not where somebody named is called so: "Nam, quan chức", "Nam là quan chức".
    """
    words = scene.plain[at:end]
    noun = words.removeprefix(_SOME).removesuffix(_THIS)
    if " " not in noun or not (words.endswith(_THIS) or scene.plain.startswith(_THIS, end)):
        return False
    start = scene.sentence_start(at)
    told = scene.plain.rfind(noun, scene.sentence_start(max(0, scene.sentence_start(max(0, start - 2)) - 2)), start)
    if told < 0 or any(not scene.is_object(one) for one in scene.between(told, at)):
        return False
    return not any(_is_called(scene, place) for place in places_of((noun,), scene.plain[:start]))


def _is_called(scene: Scene, at: int) -> bool:
    """Tell whether somebody named right before an offset is said to be what stands there."""
    place = scene.named_before(at)
    gap = scene.plain[place.end : at] if place else ""
    return gap.strip(" ,-–—(") in _CALLING and gap != ""


def _is_complement(scene: Scene, at: int) -> bool:
    """Tell whether the words behind an office say whose it is, not what its holder does."""
    is_name = scene.text[at + 1 : at + 2].isupper()
    return is_name or any(
        phrases(name).longest_at(scene.plain, at + 1) for name in ("office_complements", "place_words")
    )


def _last_of(scene: Scene, kind: str, at: int) -> Place | None:
    """Return the person of a kind who last spoke, or was the subject of a sentence, before an offset."""
    floor, end = max(0, at - _FARTHEST), at
    spoken = [(where, place) for where, place in scene.spoken[-_LATEST:] if floor <= where < at]
    while end > floor:
        start = max(floor, scene.sentence_start(end - 1))
        speakers = [place for where, place in reversed(spoken) if start <= where < end]
        spoke = next((place for place in speakers if scene.may_be(place.person, kind)), None)
        named = [
            place
            for place in scene.between(start, end)
            if scene.may_be(place.person, kind)
            and not _BESIDE.search(scene.plain, max(start, place.start - _LONGEST_BESIDE), place.start)
        ]
        if named and _begins_with(scene, kind, start, end):
            named = []  # "Ông đi làm để đưa Kim sang": whom he speaks of there is not he
        if spoke or named:
            return spoke or min(named, key=scene.is_object)
        if _SOMEBODY.match(scene.plain, start, end):
            return None
        end = start
    return None


def _begins_with(scene: Scene, kind: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with a pronoun of a kind."""
    while start < end and scene.plain[start].isspace():
        start += 1
    pronoun = _third_person_pattern().match(scene.plain, start, end)
    return bool(pronoun and pronoun.lastgroup == kind and not _NAME.match(scene.text, pronoun.end(), end))


@cache
def _third_person_pattern() -> re.Pattern[str]:
    kinds = (line.partition(":") for line in lines("third_persons"))
    spelled = {kind: [plain(word.strip()) for word in words.split(",")] for kind, _, words in kinds}
    groups = "|".join(f"(?P<{kind}>{alternation(words)})" for kind, words in spelled.items())
    return compiled(rf"(?!(?:{any_of('not_third_persons')})(?!\w){_NO_PARENT})(?:{groups})(?!\w)")
