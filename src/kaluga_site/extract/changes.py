"""Changes: the two figures of "từ 4 triệu USD lên 316 triệu USD", and by how much they are said to differ."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from kaluga_site.extract.comparisons import find_comparisons
from kaluga_site.extract.factors import TIME, factors_in_words, is_of_change, leads_to_factor, stated_factor
from kaluga_site.extract.passage import Passage
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FigureKind, FoundChange, FoundFactor, FoundFigure, is_comparable
from kaluga_site.patterns import compiled

_FROM = compiled(r"(?<!\w)từ (?:mức |chỉ |con số )?(?:chỉ )?$")
_TO = compiled(
    rf"{TIME},? (?:đã )?(?:tăng |giảm )?(?P<to>lên|xuống|còn|đến|tới|thành)(?: (?:còn|mức|thành|đến|tới|đạt))? ?$"
)
_MOVED = compiled(r"(?<!\w)(?:tăng|giảm|nâng|hạ|cắt|sụt|rút)(?: [^\W\d_]+){0,4} từ (?:mức |chỉ )?$")
_BEFORE = compiled(r"(?: so với [^.,;:()\n]{1,40})?,? ?\(?(?:từ|đi từ) (?:mức |chỉ )?(?:chỉ )?$")
_AVERAGED = compiled(r"(?:bình quân|trung bình|mỗi|hằng|hàng)(?: [^\W\d_]+){0,3} $")
_NEAR = 60


def find_changes(passage: Passage, figures: Sequence[FoundFigure]) -> list[FoundChange]:
    """Return the changes of a text of which both ends are figures of one unit, first those told from their start.

    "Từ … đến …" is a range unless a verb says that something moved. What is said of the change belongs to it where
    it stands right before "từ" or behind the second figure: "tăng gần 80 lần, từ …", "…, gấp 79 lần".
    """
    found: list[FoundChange] = []
    for place, (start, end) in enumerate(pairwise(figures)):
        connector = _connector(passage, start, end)
        if connector and is_comparable(start.unit, end.unit):
            factor = _factor(passage, figures, place)
            first, last = start.span.start, end.span.end
            if factor:
                first, last = min(first, factor.span.start), max(last, factor.span.end)
            rule = "from-to" if connector in {"đến", "tới", "thành"} else f"from-{_DIRECTIONS[connector]}"
            found.append(FoundChange(span=Span(first, last), rule=rule, start=start.span, end=end.span, factor=factor))
    taken = {change.factor.span for change in found if change.factor}
    found += [one for one in find_comparisons(passage, figures) if one.factor and one.factor.span not in taken]
    return found


_DIRECTIONS = {"lên": "up", "xuống": "down", "còn": "down"}


def share_measured(figures: Sequence[FoundFigure], changes: Sequence[FoundChange]) -> list[FoundFigure]:
    """Return the figures; the ends of a change and its factor measure the same, where one of them tells what."""
    said: dict[int, str] = {}
    by_start = {figure.span.start: figure for figure in figures} if changes else {}
    for change in changes:
        places = [change.start.start, change.end.start, *([change.factor.span.start] if change.factor else [])]
        joined = [figure for place in places if (figure := by_start.get(place))]
        phrase = next(
            (figure.measured for figure in joined if figure.measured and figure.measured != figure.unit), None
        )
        if phrase:
            said.update(dict.fromkeys(places, phrase))
    if not said:
        return list(figures)
    return [
        structs.replace(figure, measured=said[figure.span.start]) if figure.span.start in said else figure
        for figure in figures
    ]


def _connector(passage: Passage, start: FoundFigure, end: FoundFigure) -> str | None:
    """Return the word between the ends of a change: "lên"; None where the two are no change."""
    if start.span.end >= end.span.start or end.span.start - start.span.end > _NEAR:
        return None
    plain, low = passage.plain, max(0, start.span.start - 24)
    if start.kind is FigureKind.RANK or plain.find("từ ", low, start.span.start) < 0:
        return None
    if not _FROM.search(plain, low, start.span.start):
        return None
    between = plain[start.span.end : end.span.start]
    number = f"{between}{(end.qualifier or '')} " if (end.qualifier or "").startswith(("lên", "tới")) else between
    match = _TO.fullmatch(number)
    if match is None:
        return None
    ranges = match["to"] in {"đến", "tới", "thành"}
    return None if ranges and not is_moved(passage, start.span.start) else match["to"]


def is_moved(passage: Passage, at: int) -> bool:
    """Tell whether a verb before an offset says that something moved from there: "tăng từ", "giảm từ mức"."""
    return bool(_MOVED.search(passage.plain, at - 50, at))


def _factor(passage: Passage, figures: Sequence[FoundFigure], place: int) -> FoundFactor | None:
    """Return what is said of the change that begins with the figure at a place."""
    plain, start, end = passage.plain, figures[place], figures[place + 1]
    if place and _BEFORE.fullmatch(plain, figures[place - 1].span.end, start.span.start):
        found = stated_factor(passage, figures[place - 1])
        if found and not _AVERAGED.search(plain, found.span.start - 30, found.span.start):
            return found
    if place + 2 < len(figures) and leads_to_factor(plain, end.span.end, figures[place + 2].span.start):
        found = stated_factor(passage, figures[place + 2])
        if found and is_of_change(plain, found.span.end):
            return found
    return next(factors_in_words(passage, start.span, end.span), None)
