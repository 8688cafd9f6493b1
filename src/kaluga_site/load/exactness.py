"""How exact a newspaper's number is, as its words tell.

Without a qualifier a number may be off by half of its last written place or by 2 %. "Gần" allows a tenth less, "hơn" a
quarter more, "khoảng" a tenth either way, "dưới" anything less and "ít nhất" anything more.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from kaluga_site.model.article import Figure
from kaluga_site.model.findings import FigureKind

_NEARLY = frozenset(("gần", "ngót", "chưa đầy", "chưa đến", "chưa tới"))
_OVER = frozenset(("hơn", "trên", "vượt", "vượt quá", "vượt mức"))
_ABOUT = frozenset(("khoảng", "chừng", "xấp xỉ", "ước khoảng", "ước chừng", "cỡ"))
_AT_MOST = frozenset(("dưới", "không quá", "tối đa"))
_AT_LEAST = frozenset(("ít nhất", "tối thiểu", "không dưới"))
_NUMBER = re.compile(r"\d[\d.,]*")
_SCALED = re.compile(r"\d\s?(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục)(?!\w)", re.IGNORECASE)
_NO_END = Decimal("Infinity")


class Bounds(NamedTuple):
    """Between what a number lies, both ends belonging to it."""

    low: Decimal
    high: Decimal

    def meet(self, other: "Bounds") -> bool:
        """Tell whether one number can lie within both."""
        return self.low <= other.high and other.low <= self.high

    def hold(self, value: Decimal) -> bool:
        """Tell whether a number lies within."""
        return self.low <= value <= self.high


def is_open(figure: Figure) -> bool:
    """Tell a number that is only said to be at least or at most so much."""
    return figure.qualifier in _AT_MOST | _AT_LEAST


def stated_bounds(quote: str, value: Decimal, qualifier: str | None) -> Bounds:
    """Return between what a number lies as it is stated in a quote."""
    half = _place(quote, value) / 2
    if qualifier in _NEARLY:
        return Bounds(value * Decimal("0.9"), value)
    if qualifier in _OVER:
        return Bounds(value, max(value * Decimal("1.25"), value + half * 2))
    if qualifier in _ABOUT:
        return Bounds(value * Decimal("0.9"), value * Decimal("1.1"))
    if qualifier in _AT_MOST:
        return Bounds(Decimal(0), value)
    if qualifier in _AT_LEAST:
        return Bounds(value, _NO_END)
    slack = max(half, value * Decimal("0.02"))
    return Bounds(value - slack, value + slack)


def rounding_bounds(figure: Figure, value: Decimal, *, is_part: bool = False) -> Bounds:
    """Return between what the number of a figure may have lain before it was rounded.

    A count in full digits was not rounded. Others may be off by half of their last written place, but by no more
    than 1 %, or 5 % where only one digit is written ("4 triệu USD") and nothing is added up (`is_part`).
    """
    if figure.qualifier in _NEARLY | _OVER | _ABOUT | _AT_MOST | _AT_LEAST:
        return stated_bounds(figure.quote, value, figure.qualifier)
    if figure.kind is FigureKind.COUNT and not _SCALED.search(figure.quote):
        return Bounds(value, value)
    place = _place(figure.quote, value)
    most = Decimal("0.05") if value < 10 * place and not is_part else Decimal("0.01")
    slack = min(place / 2, value * most)
    return Bounds(value - slack, value + slack)


def _place(quote: str, value: Decimal) -> Decimal:
    """Return what one stands for in a number's last written place: 100.000 in "1,5 triệu"."""
    number = _NUMBER.search(quote)
    digits = int(number.group().replace(".", "").replace(",", "")) if number else 0
    return value / digits if digits else Decimal(1)
