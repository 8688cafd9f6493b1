"""The currency that a sentence names once for several sums: "Nam nhận 50,5 tỷ, Hoa 7,5 tỷ và Lan 10 tỷ đồng"."""

from collections.abc import Sequence

from msgspec import structs

from kaluga_site.extract.kinds import unit_classes
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity
from kaluga_site.patterns import compiled

_BARE = compiled(r"(?<!\w)(?:triệu|tỷ|tỉ)$")
_ENDS = (". ", "\n", "; ", "! ", "? ", "… ")
_COUNTED = compiled(r"(?<!\w)(?:dân số|(?<!lần )lượt|cổ phiếu|(?:số|lượng)(?!\s(?:tiền|vốn|nợ)))(?!\w)")
_PERHAPS_COUNTED = compiled(r"(?<!\w)(?:dân|người|khách|bản|đạt)(?!\w)")
"""Words behind which a bare "90 triệu" may count something else than money; billions are seldom counted."""

_REACH = 40


def share_currencies(passage: Passage, found: Sequence[Quantity]) -> list[Quantity]:
    """Return quantities, in order, where a sum without a unit has the currency of the next sum of its sentence.

    Nothing but sums stands between them. Where none follows, the currency is that of the last one before, and at
    last the only one of the text.
    """
    quantities = list(found)
    bare = [place for place, one in enumerate(quantities) if one.reading.unit is None and _is_bare(passage, one)]
    for place in reversed(bare):
        _share(passage, quantities, place, place + 1)
    for place in bare:
        if place and quantities[place].reading.unit is None:
            _share(passage, quantities, place, place - 1)
    return _with_only_currency(passage, quantities, bare)


def _with_only_currency(passage: Passage, quantities: list[Quantity], bare: Sequence[int]) -> list[Quantity]:
    """Give billions that have no currency yet the only one that the text names, if it names just one."""
    if not bare:
        return quantities
    named = {one.reading.unit for one in quantities} & unit_classes()["money"]
    for place in bare if len(named) == 1 else ():
        one = quantities[place]
        if one.reading.unit is None and not passage.plain.endswith("triệu", one.start, one.end):
            quantities[place] = structs.replace(one, reading=structs.replace(one.reading, unit=next(iter(named))))
    return quantities


def _is_bare(passage: Passage, quantity: Quantity) -> bool:
    """Tell "50,5 tỷ" from what may count people."""
    if not _BARE.search(passage.plain, max(0, quantity.end - 5), quantity.end):
        return False
    low, start = max(0, quantity.start - _REACH), quantity.start
    is_smaller = passage.plain.endswith("triệu", start, quantity.end)
    counts = _COUNTED.search(passage.plain, low, start)
    return not (counts or (is_smaller and _PERHAPS_COUNTED.search(passage.plain, low, start)))


def _share(passage: Passage, quantities: list[Quantity], place: int, other: int) -> None:
    if not 0 <= other < len(quantities):
        return
    one, giving = quantities[place], quantities[other]
    first, second = (one, giving) if place < other else (giving, one)
    between = passage.plain[first.end : second.start]
    if giving.reading.unit in unit_classes()["money"] and not any(end in between for end in _ENDS):
        quantities[place] = structs.replace(one, reading=structs.replace(one.reading, unit=giving.reading.unit))
