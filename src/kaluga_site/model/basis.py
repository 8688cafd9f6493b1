"""How a value came about, and where in the text it was read."""

from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

T_co = TypeVar("T_co", covariant=True)


class Basis(StrEnum):
    """How a value came about."""

    DECLARED = "declared"
    """The archivist wrote it in the front matter and has reviewed it."""

    INFERRED = "inferred"
    """A rule read it in the text."""

    SUPPLIED = "supplied"
    """The archive made it up, as a title for an untitled piece; shown in [square brackets]."""


class Span(Struct, frozen=True, array_like=True, gc=False):
    """The characters from `start` up to, not including, `end` of a text, counted from 0."""

    start: int
    end: int


class Attested(Struct, Generic[T_co], frozen=True, array_like=True, kw_only=True, gc=False):
    """A value with its basis; an inferred one names the rule that read it and the span it stands in.

    A span counts in the plain text of the body; the span of a title or a stamp that is cut from a raw
    text counts in that raw text.
    """

    value: T_co
    basis: Basis
    rule: str = ""
    span: Span | None = None
