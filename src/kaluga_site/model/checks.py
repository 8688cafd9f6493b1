"""What calculating with an article's figures gives."""

from enum import StrEnum

from msgspec import Struct

from kaluga_site.model.problems import printable


class Verdict(StrEnum):
    """Whether figures agree with each other."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNCHECKED = "cannot be checked"


class Doubt(StrEnum):
    """Why figures cannot be checked."""

    NO_ENDS = "the text does not give both ends of the change"
    NO_VALUE = "not every figure has one value in one unit"
    SOME_PARTS = "the text does not say that these are all the parts"
    ROUNDED = "the figures are too round to tell"


class FigureCheck(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """One calculation; it corrects nothing."""

    verdict: Verdict
    doubt: Doubt | None
    """Why it could not be done; None where it was."""

    figures: tuple[str, ...]
    """The ids of the figures, first the one that the others are compared with."""

    sum: str | None
    """The calculation, with the article's own words: "316 ÷ 4 = 79 ≈ gần 80 lần"."""


class FigureVerdict(Struct, frozen=True, kw_only=True):
    """A check as a list of them tells it."""

    path: str
    """The article's file."""

    quote: str
    sum: str | None
    verdict: Verdict
    doubt: Doubt | None

    def __str__(self) -> str:
        """Return the verdict as one line of text."""
        parts = [f"{self.path}: '{self.quote}'", self.sum, self.verdict, self.doubt]
        return printable(": ".join(part for part in parts if part))
