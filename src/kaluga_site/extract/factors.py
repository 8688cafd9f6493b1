"""What is said of a change: by how much its ends differ, "tăng gần 80 lần", "giảm 25%", "gấp đôi"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kaluga_site.extract.passage import Passage
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FactorSense, FigureKind, FoundFactor, FoundFigure
from kaluga_site.patterns import compiled

TIME = r"(?: (?:vào |trong |hồi )?(?:cuối |đầu )?(?:năm|tháng|quý|ngày) [\w/.-]{1,12}(?: năm \d{4})?| [#]{4,24})?"
"""When an end of a change was so, behind it: the source of a pattern; dates are masked by "#"."""

_BEHIND = compiled(
    rf"{TIME},? ?\(?(?:(?:tức|nghĩa là|hay|tương đương|tương ứng|với|đã|là|mức|khoảng) ){{0,4}}"
    r"(?:(?:tăng|giảm|gấp|cao gấp|lớn gấp) )(?:gấp |hơn |thêm |khoảng |tới )?$"
)
_IN_WORDS = compiled(r"(?<!\w)gấp (?P<times>đôi|hai|ba|bốn|năm|mười|rưỡi)(?: lần)?(?!\w)")
_TIMES = {"đôi": "2", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "mười": "10", "rưỡi": "1.5"}
_IN_WORDS_BEFORE = compiled(r" ?,? ?\(?từ (?:mức |chỉ )?$")
_IN_WORDS_BEHIND = compiled(rf"{TIME},? ?\(?(?:(?:tức|nghĩa là|hay|đã|tăng|cao|lớn) ){{0,3}}$")
_SAID = compiled(r"\s?(?:[.,;:!?…)\n”\"]|$)| (?:trong|chỉ|sau|nhờ|và|kể từ) ")
"""What may follow a factor behind its change; "gấp đôi năm trước" compares with something else."""


def leads_to_factor(plain: str, start: int, end: int) -> bool:
    """Tell whether what stands between two figures says that the second one tells of the first: ", tăng"."""
    return bool(_BEHIND.fullmatch(plain, start, end))


def is_of_change(plain: str, end: int) -> bool:
    """Tell whether a factor that ends there tells of what stands before it, and of nothing that follows."""
    return bool(_SAID.match(plain, end))


def stated_factor(passage: Passage, figure: FoundFigure) -> FoundFactor | None:
    """Return a figure as what is said of a change: a multiple, a percentage or a difference."""
    if figure.kind not in {FigureKind.MULTIPLE, FigureKind.CHANGE} or figure.value is None or figure.high is not None:
        return None
    before = passage.plain[max(0, figure.span.start - 24) : figure.span.start]
    if "gấp" in before[-6:] or "bằng" in before[-6:]:
        sense = FactorSense.RATIO
    else:
        falls = max(map(before.rfind, ("giảm", "sụt", "hạ", "mất", "cắt")))
        sense = FactorSense.DECREASE if falls > before.rfind("tăng") else FactorSense.INCREASE
    return FoundFactor(
        quote=figure.quote,
        span=figure.span,
        sense=sense,
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
    )


def factors_in_words(passage: Passage, start: Span, end: Span) -> Iterator[FoundFactor]:
    """Yield "gấp đôi" right before or behind the two ends of a change."""
    plain = passage.plain
    for low, high in ((max(0, start.start - 40), start.start), (end.end, min(len(plain), end.end + 60))):
        for match in _IN_WORDS.finditer(plain, low, high):
            if low == end.end:
                fits = _IN_WORDS_BEHIND.fullmatch(plain, low, match.start())
            else:
                fits = _IN_WORDS_BEFORE.fullmatch(plain, match.end(), high)
            if fits and (low != end.end or is_of_change(plain, match.end())):
                yield _in_words(passage, match)


def factor_between(passage: Passage, end: Span, start: Span, compared: re.Pattern[str]) -> FoundFactor | None:
    """Return "gấp đôi" between the end of a change and what a pattern says that it is compared with, or None."""
    match = _IN_WORDS.search(passage.plain, end.end, start.start)
    if match is None or not _IN_WORDS_BEHIND.fullmatch(passage.plain, end.end, match.start()):
        return None
    return _in_words(passage, match) if compared.fullmatch(passage.plain, match.end(), start.start) else None


def _in_words(passage: Passage, match: re.Match[str]) -> FoundFactor:
    return FoundFactor(
        quote=passage.text[match.start() : match.end()],
        span=Span(*match.span()),
        sense=FactorSense.RATIO,
        value=Decimal(_TIMES[match["times"]]),
        unit="lần",
        qualifier=None,
    )
