"""Changes told from their end: "đạt 1,5 tỷ USD, gấp gần ba lần mức 586 triệu USD của năm 2022"."""

from collections.abc import Iterator, Sequence

from kaluga_site.extract.factors import factor_between, leads_to_factor, stated_factor
from kaluga_site.extract.passage import Passage
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FigureKind, FoundChange, FoundFactor, FoundFigure, is_comparable
from kaluga_site.patterns import compiled

_KNOWN = r"(?:mức|con số|số|tỷ lệ|tỉ lệ|kết quả)"
_TIME = (
    r"(?:cùng|kỳ|kì|năm|tháng|quý|tuần|ngày|hôm|hồi|đầu|cuối|giữa|phiên|mùa|vụ|thời điểm|trước|ngoái|này|nay|qua|đó|của"
    r"|liền kề|dự toán|kế hoạch|mục tiêu|dự kiến|ban đầu|hiện hành|hiện tại|[ivx]{1,4}"
    r"|\d{1,4}(?:[/-]\d{1,4}){0,2}|#{4,24})"
)
_WHEN = rf"{_TIME}(?: {_TIME}){{0,7}}"
_COMPARED = compiled(
    rf" so với (?:{_KNOWN} )?(?:chỉ )?$"  # tăng 20% so với mức 100 tỷ đồng
    rf"| {_KNOWN} (?:chỉ )?$"  # gấp ba lần mức 586 triệu USD
    rf"| so với {_WHEN} ?[(](?:là |chỉ |chỉ là |đạt |ở mức |chỉ đạt )?$"  # giảm 11 điểm so với năm 2019 (34 điểm)
    rf"| so với {_WHEN} (?:là|chỉ đạt|chỉ là|ở mức) (?:chỉ )?$"  # tăng 20% so với năm 2022 là 100 tỷ đồng
)
_LOSS = compiled(r"(?<!\w)(?:lỗ|âm|thâm hụt|nhập siêu)(?!\w)[^.,;\n]{0,16}$")
_CLAUSE_END = compiled(r"[.,;:(\n]")
_BETWEEN = 70
"""No more letters stand between two of the three figures."""

_ALIKE = frozenset((FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.SHARE))


def find_comparisons(passage: Passage, figures: Sequence[FoundFigure]) -> Iterator[FoundChange]:
    """Yield the changes whose end, factor and start follow one another, the ends of one unit and kind."""
    for place, end in enumerate(figures[:-1]):
        if not end.unit:
            continue
        factor, start = _read(passage, figures, place)
        if factor and _are_alike(end, start) and not _is_other(passage, figures, place):
            span = Span(end.span.start, start.span.end)
            yield FoundChange(span=span, rule="compared-with", start=start.span, end=end.span, factor=factor)


def _read(passage: Passage, figures: Sequence[FoundFigure], place: int) -> tuple[FoundFactor | None, FoundFigure]:
    """Return what is said of the change that ends with the figure at a place, and the figure it is compared with."""
    end, following = figures[place], figures[place + 1]
    gap = following.span.start - end.span.end
    if gap <= _BETWEEN and leads_to_factor(passage.plain, end.span.end, following.span.start):
        start = figures[place + 2] if place + 2 < len(figures) else following
        near = start.span.start - following.span.end <= _BETWEEN
        compared = near and _COMPARED.fullmatch(passage.plain, following.span.end, start.span.start)
        return stated_factor(passage, following) if compared else None, start
    if gap <= 2 * _BETWEEN and passage.plain.find("gấp", end.span.end, following.span.start) >= 0:
        return factor_between(passage, end.span, following.span, _COMPARED), following
    return None, following


def _are_alike(end: FoundFigure, start: FoundFigure) -> bool:
    same = is_comparable(end.unit, start.unit)
    return same and (end.kind is start.kind or {end.kind, start.kind} <= _ALIKE)


def _is_other(passage: Passage, figures: Sequence[FoundFigure], place: int) -> bool:
    """Tell a loss, and a figure beside one of its unit that may have changed: "lãi 120 tỷ trên doanh thu 2.000 tỷ"."""
    end = figures[place]
    if _LOSS.search(passage.plain, max(0, end.span.start - 24), end.span.start):
        return True
    before = figures[place - 1] if place else None
    if before is None or not is_comparable(before.unit, end.unit) or end.span.start - before.span.end > _BETWEEN:
        return False
    return not _CLAUSE_END.search(passage.text, before.span.end, end.span.start)
