"""A quantity as it stands in a text, and the word before it that says how exact it is."""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.units import Unit
from kaluga_site.extract.words import any_of, last_words, word_before

_HALF = " rưỡi"


class Reading(Struct, frozen=True, gc=False):
    """How a quantity reads."""

    value: Decimal | None
    high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None


class Quantity(Struct, frozen=True, gc=False):
    """A quantity as it stands in a text: where, by which rule it was found, and how it reads."""

    start: int
    end: int
    rule: str
    reading: Reading


def read_qualifier(passage: Passage, start: int) -> tuple[int, str | None]:
    """Return where the qualifier before an offset begins, and the qualifier: "gần", "hơn"."""
    word = word_before(passage.plain, start)
    if word is None or (word.isalpha() and word not in last_words("qualifiers")):
        return start, None
    match = _qualifier_pattern().search(passage.plain, start - 12, start)
    return (match.start(1), match[1]) if match else (start, None)


def with_half(passage: Passage, value: Decimal, unit: Unit) -> tuple[Decimal, int]:
    """Return the value and the end of a quantity, with the half of "hai năm rưỡi"."""
    if unit.measure and passage.plain.startswith(_HALF, unit.end):
        return value + Decimal("0.5"), unit.end + len(_HALF)
    return value, unit.end


@cache
def _qualifier_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({any_of('qualifiers')})\s$")
