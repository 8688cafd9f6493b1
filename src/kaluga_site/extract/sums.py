"""Sums: a total and its parts in one sentence, "tổng cộng 10 xã, gồm 4 xã … và 6 xã …"."""

from collections.abc import Iterator, Sequence

from kaluga_site.extract.kinds import unit_classes
from kaluga_site.extract.passage import Passage
from kaluga_site.model.findings import FigureKind, FoundFigure, FoundSum, is_comparable
from kaluga_site.patterns import compiled

_LONGEST = 300
_MOST_PARTS = 20
_TOTAL = compiled(r"(?<!\w)(?:tổng cộng|tổng số|tổng|cả thảy|tất cả)(?:\s[^\W\d_]+){0,5}\s$")
_ADDED_UP = compiled(r"(?<!\w)(?:tổng cộng|cả thảy)(?:\s[^\W\d_]+){0,3}\s$")
_CUE = compiled(
    r"(?<!\w)(?:(?P<all>(?:bao )?gồm(?: có)?|chia thành|chia làm)|trong đó(?P<has>\s(?:có|riêng|chỉ|hơn))?)(?!\w)"
)
_CUES = ("gồm", "chia", "trong đó")
_NEXT = compiled(r",|(?<!\w)và(?!\w)")
_LAST = compiled(r"(?<!\w)(?:và|còn lại là|còn lại)(?!\w)")
_NOT_A_LIST = compiled(r"(?<!\w)(?:trong đó|tăng|giảm|so với|từ|mỗi|gấp|khoảng cách|tuổi|nhất|cũng|riêng)(?!\w)")
_PERSONS = frozenset(("người", "đại biểu", "thành viên", "học sinh", "sinh viên", "cán bộ", "nạn nhân", "bệnh nhân"))
_SEXES = frozenset(("nam", "nữ", "đàn ông", "phụ nữ", "nam giới", "nữ giới", "học sinh nam", "học sinh nữ"))
_HALVES = {
    "trung ương": "địa phương",
    "trong nước": "nước ngoài",
    "nội địa": "quốc tế",
    "gốc": "lãi",
    "thành thị": "nông thôn",
    "công lập": "tư thục",
}
"""What halves a whole: of "vốn trung ương …, vốn địa phương …" nothing is left out."""

_HALF = "|".join([*_HALVES, *_HALVES.values()])
_HALF_BEFORE = compiled(rf"(?<!\w)({_HALF}) (?:(?:là|có|đạt|ước|chiếm|khoảng|gần|hơn|trên) ){{0,3}}$")
_HALF_BEHIND = compiled(rf" ({_HALF})(?=[,.;)\n]| và |$)")
_REST_BEFORE = compiled(r"(?<!\w)còn lại (?:là |có |gồm )?$")
_REST_BEHIND = compiled(r"(?: (?!của|cho|các|những|ở|tại|trong|đang|đã|được|là)[^\W\d_]+){0,2} còn lại(?!\w)(?! là)")
_MORE = compiled(r"[^.;\n]{0,80}?(?<!\w)(?:còn lại|khác|nhiều|một số|vài)(?!\w)")
_ENDS = (". ", "\n", "; ", "! ", "? ", "… ")
_SUMMED = frozenset((FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.SHARE, FigureKind.RATE))


def find_sums(passage: Passage, figures: Sequence[FoundFigure]) -> list[FoundSum]:
    """Return the totals that a sentence states together with their parts, all in one unit.

    "Gồm" lists all the parts. "Trong đó" may leave some out, unless the total is said to be added up ("tổng cộng"),
    the rest is named ("còn lại") or the parts halve the whole, as men and women do: only then must they come to the
    total.
    """
    if not any(cue in passage.plain for cue in _CUES):
        return []
    totals = enumerate(figures[:-2])  # behind which there are parts
    return [one for place, total in totals for one in _sum(passage, figures, place, total)]


def _sum(passage: Passage, figures: Sequence[FoundFigure], place: int, total: FoundFigure) -> Iterator[FoundSum]:
    if total.kind not in _SUMMED or total.value is None:
        return
    plain, begin = passage.plain, total.span.end
    end = min(figures[place + 1].span.start, begin + 80)
    cue = _CUE.search(plain, begin, end) if _has_cue(plain, begin, end) else None
    if cue is None or _has_end(plain, begin, cue.start()):
        return
    low = max(0, total.span.start - 60)
    are_persons = total.unit in _PERSONS  # whose parts may be men and women
    is_total = _is_money(total) or _TOTAL.search(plain, low, total.span.start)
    if cue["all"] and not (is_total or are_persons):
        return
    parts = list(_parts(plain, figures, place + 1, cue.end()))
    units = {part.unit for part in parts}
    sexes = are_persons and units <= _SEXES and len(units) > 1
    same = total.unit is not None and all(unit is not None and is_comparable(unit, total.unit) for unit in units)
    if len(parts) < 2 or not (same or sexes):
        return
    is_closed = _ends_in_and(plain, parts)
    if cue["all"] and not (is_closed and (is_total or sexes)):
        return
    added_up = is_closed and not cue["has"] and _ADDED_UP.search(plain, low, total.span.start)
    yield FoundSum(
        rule="sum-of-all" if cue["all"] else "sum-of-which",
        total=total.span,
        parts=tuple(part.span for part in parts),
        is_complete=bool(cue["all"] or added_up or sexes or _are_all(plain, parts)),
    )


def _has_cue(plain: str, start: int, end: int) -> bool:
    return any(plain.find(cue, start, end) >= 0 for cue in _CUES)


def _parts(plain: str, figures: Sequence[FoundFigure], first: int, begin: int) -> Iterator[FoundFigure]:
    """Yield the figures of the list that begins at an offset, to the end of its sentence; none if it is no list.

    `first` is the place of its first figure. What lies behind it is not copied: a sentence may hold thousands.
    """
    parts: list[FoundFigure] = []
    for place in range(first, len(figures)):
        figure = figures[place]
        start = figure.span.start
        if start - begin > _LONGEST or _has_end(plain, begin, start):
            break
        if len(parts) > _MOST_PARTS or _NOT_A_LIST.search(plain, begin, start) or figure.value is None:
            return
        if not _is_in_brackets(plain, begin, start):
            if parts and not _NEXT.search(plain, begin, start):
                return
            parts.append(figure)
        begin = figure.span.end
    rest = _NOT_A_LIST.search(plain, begin, begin + 30)
    if parts and (rest is None or _has_end(plain, begin, rest.start())):
        yield from parts


def _ends_in_and(plain: str, parts: Sequence[FoundFigure]) -> bool:
    return bool(_LAST.search(plain, parts[-2].span.end, parts[-1].span.start))


def _are_all(plain: str, parts: Sequence[FoundFigure]) -> bool:
    """Tell whether the last part is called the rest, or two parts halve the whole and nothing is said of others."""
    last = parts[-1].span
    behind = _REST_BEHIND.match(plain, last.end)
    if _MORE.match(plain, behind.end() if behind else last.end):
        return False
    if behind or _REST_BEFORE.search(plain, last.start - 16, last.start):
        return True
    if len(parts) != 2:
        return False
    one, other = (_half(plain, part) for part in parts)
    return bool(one and other and (_HALVES.get(one) == other or _HALVES.get(other) == one))


def _half(plain: str, part: FoundFigure) -> str | None:
    """Return the word right before or behind a part that names one half of a whole, and nothing else of it."""
    start, end = part.span.start, part.span.end
    found = _HALF_BEFORE.search(plain, max(0, start - 40), start) or _HALF_BEHIND.match(plain, end)
    return found[1] if found else None


def _is_money(total: FoundFigure) -> bool:
    return total.unit in unit_classes()["money"]


def _has_end(plain: str, start: int, end: int) -> bool:
    return any(plain.find(mark, start, end) >= 0 for mark in _ENDS)


def _is_in_brackets(plain: str, start: int, end: int) -> bool:
    return plain.rfind("(", start, end) > plain.rfind(")", start, end)
