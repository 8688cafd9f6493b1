"""What the figures of an archive measure: how many there are of each measure, and the latest."""

from msgspec import Struct


class MeasureUse(Struct, frozen=True, array_like=True, gc=False):
    """What one article states of a measure: how many figures, and the latest of them."""

    id: str
    name: str
    count: int
    quote: str
    when: tuple[int, int, int, str]
    """When the latest was so, or what the article is dated: a date's sort key."""

    figure: str
    """The latest one's id."""

    block: str
    """The id of the paragraph that states it."""


class MeasureTally(Struct, frozen=True, array_like=True, gc=False):
    """What the articles of one month state of a measure."""

    count: int
    name: str
    quote: str
    when: tuple[int, int, int, str]
    place: str
    """The address of the article that states the latest figure, by which equal dates are put in order."""


class MeasureListing(Struct, frozen=True, array_like=True, gc=False):
    """What lists show of a measure: its latest figure as it is written, and how many there are."""

    id: str
    name: str
    name_key: bytes
    """Sorts names in Vietnamese order."""

    count: int
    quote: str
