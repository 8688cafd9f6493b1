"""Ranges whose ends both have their unit: "5% đến 10%", "2 triệu đồng - 3 triệu đồng"."""

from collections.abc import Sequence

from msgspec import structs

from kaluga_site.extract.changes import is_moved
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity

_LINKS = frozenset((" đến ", " tới ", " - ", "-", " – ", "–", " — "))
_LONGEST = max(map(len, _LINKS))
_TO = "tới"
"""A link that is read as a qualifier of what stands behind it, too."""


def join_ranges(passage: Passage, found: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities, in order, with those joined that are the ends of a range.

    Where a verb says that something moved ("tăng từ 5% đến 10%"), both remain: they are a change.
    """
    joined: list[Quantity] = []
    end = -_LONGEST - 1
    for one in found:
        range_ = _range(passage, joined[-1], one) if one.start - end <= _LONGEST else None
        if range_:
            joined[-1] = range_
        else:
            joined.append(one)
        end = one.end
    return joined


def _range(passage: Passage, one: Quantity, other: Quantity) -> Quantity | None:
    first, second = one.reading, other.reading
    if first.unit is None or first.unit != second.unit or first.high or second.high:
        return None
    if first.value is None or second.value is None or first.value >= second.value:
        return None
    linked = other.start + len(_TO) + 1 if second.qualifier == _TO else other.start
    if second.qualifier not in {None, _TO} or passage.plain[one.end : linked] not in _LINKS:
        return None
    if is_moved(passage, one.start):
        return None
    return structs.replace(one, end=other.end, reading=structs.replace(first, high=second.value))
