"""When two names are one: the keys by which records are joined."""

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from kaluga_site.keeping import kept


class Vocabulary(StrEnum):
    """A kind of thing that an article refers to and that has pages of its own."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    TOPICS = "topics"
    SOURCES = "sources"
    AUTHORS = "authors"


class Reference(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What an article refers to: an entry of an authority file, or just a name."""

    vocabulary: Vocabulary
    name: str
    entry_id: str | None = None
    private: bool = False
    """Whether it may be somebody whom the authority file keeps private: no page, no list, no feed."""

    @property
    def key(self) -> str:
        """The same for every reference to the same thing, in whatever article."""
        if self.entry_id is not None:
            return f"#{self.entry_id}"
        return person_key(self.name) if self.vocabulary is Vocabulary.PEOPLE else name_key(self.name)


@kept(most=100_000)
def name_key(name: str) -> str:
    """Return what equal names share: letter case, spacing and the two tone placements make no difference."""
    return text_key(name)


def text_key(text: str) -> str:
    """Return a text as `name_key` has names, without keeping it: the key of a name stands in it if the name does."""
    # Its patterns take longer to compile than all else that a build without changes imports of ours.
    from kaluga_site.vietnamese import unify_tone_placement  # noqa: PLC0415

    return " ".join(unify_tone_placement(text).casefold().split())


@kept(most=100_000)
def person_key(name: str) -> str:
    """Return what the forms of one full name share: three or more parts may stand in any order."""
    parts = name_key(name).split()
    return " ".join(sorted(parts)) if len(parts) >= 3 else " ".join(parts)


def hide_names(text: str, names: Iterable[str]) -> str:
    """Return a text with a dash in the place of each of these names, where it stands whole; the longest come first."""
    for name in names:
        if name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "—", text)
    return text
