"""Quantities of two: ranges whose ends both have their unit ("5% đến 10%"), and terms ("13 năm 2 tháng")."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import structs

from kaluga_site.extract.changes import is_moved
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity

_LINKS = frozenset((" đến ", " tới ", " - ", "-", " – ", "–", " — "))
_LONGEST = max(map(len, _LINKS))
_TO = "tới"
"""A link that is read as a qualifier of what stands behind it, too."""

_BEFORE_HIGH = frozenset((None, _TO, "dưới"))
"""Qualifiers that the upper end of a range may have: "từ 5 gam đến dưới 30 gam"."""

_SIZES: dict[tuple[str | None, str | None], Decimal] = {
    ("năm", "tháng"): Decimal(12),
    ("giờ", "phút"): Decimal(60),
    ("phút", "giây"): Decimal(60),
    ("giờ", "giây"): Decimal(3600),
}
"""How many of the second unit make one of the first; "2 giờ 15 phút" are hours when "30 giây" follow."""

_QUARTERS = 4


def join_pairs(passage: Passage, found: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities, in order, with those joined that are the ends of a range, or the parts of a term.

    Where a verb says that something moved ("tăng từ 5% đến 10%"), both remain: they are a change.
    """
    joined: list[Quantity] = []
    end = -_LONGEST - 1
    for one in found:
        if one.start - end <= _LONGEST and (both := _range(passage, joined[-1], one) or _term(joined[-1], one)):
            joined[-1] = both
        else:
            joined.append(one)
        end = one.end
    return joined


def _range(passage: Passage, one: Quantity, other: Quantity) -> Quantity | None:
    first, second = one.reading, other.reading
    if first.unit is None or first.high or second.high:
        return None
    if second.unit not in {first.unit, f"{first.unit}/{(second.unit or '').rpartition('/')[2]}"}:
        return None
    if first.value is None or second.value is None or first.value >= second.value:
        return None
    linked = other.start + len(_TO) + 1 if second.qualifier == _TO else other.start
    if second.qualifier not in _BEFORE_HIGH or passage.plain[one.end : linked] not in _LINKS:
        return None
    if is_moved(passage, one.start):
        return None
    return structs.replace(one, end=other.end, reading=structs.replace(first, high=second.value, unit=second.unit))


def _term(one: Quantity, other: Quantity) -> Quantity | None:
    """Join "3 năm 6 tháng", three years and a half; 158 months of "13 năm 2 tháng", which no decimal tells in years.

    So are hours, minutes and seconds joined.
    """
    large, small = one.reading, other.reading
    size = _SIZES.get((large.unit, small.unit))
    if size is None or other.start != one.end + 1 or small.qualifier is not None:
        return None
    if large.value is None or small.value is None or large.high or small.high or small.value >= size:
        return None
    whole = large.value * size + small.value
    whole = whole.to_integral_value() if whole % 1 == 0 else whole
    is_quarter = small.value % (size / _QUARTERS) == 0
    value, unit = (whole / size, large.unit) if is_quarter else (whole, small.unit)
    return structs.replace(one, end=other.end, reading=structs.replace(large, value=value, unit=unit))
