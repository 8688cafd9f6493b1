"""What an article says of one of the things that it refers to, in its own words."""

import msgspec
from msgspec import Struct


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """Words of an article, perhaps shortened, and the id of the block that holds them."""

    block: str
    text: str


class Naming(Struct, frozen=True, array_like=True, gc=False):
    """The sentence that first names something: its words before the name, the name, and those after it."""

    block: str
    before: str
    name: str
    after: str


class Said(Struct, frozen=True, array_like=True, gc=False):
    """What an article says of an entity: the sentence that names it; of a person, also what it is quoted with."""

    naming: Naming | None = None
    quotations: tuple[Passage, ...] = ()
    """The first of the quotations whose speaker it is."""

    figures: tuple[Passage, ...] = ()
    """The first of the figures that it gives: it is their speaker, or they stand in its quotations."""

    quotation_count: int = 0
    figure_count: int = 0

    @property
    def further_quotations(self) -> int:
        """How many quotations there are besides the first."""
        return self.quotation_count - len(self.quotations)

    @property
    def further_figures(self) -> int:
        """How many figures there are besides the first."""
        return self.figure_count - len(self.figures)


NOTHING = b""
"""Stands for an article that says nothing of what it refers to."""

encode_said = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Said).decode
_SILENCE = Said()


def decode_said(content: bytes) -> Said:
    """Return what was encoded; nothing but a Said without words where there was nothing to say."""
    return _decode(content) if content else _SILENCE
