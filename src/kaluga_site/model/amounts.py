"""How much of an archive's data there is."""

from typing import NamedTuple


class Amounts(NamedTuple):
    """How many rows the tables of data have."""

    articles: int
    mentions: int
    figures: int
    quotations: int

    def plus(self, other: "Amounts", sign: int = 1) -> "Amounts":
        """Return the sum of both or, with the sign -1, the difference."""
        return Amounts(*(one + sign * two for one, two in zip(self, other, strict=True)))


NONE = Amounts(0, 0, 0, 0)
