"""The language in which the site speaks. Its own words are Vietnamese; a catalogue translates them.

Whoever makes views or renders them does so within `speaking`; the rest asks `spoken`.
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

from babel import Locale

from kaluga_site.model.resources import PACKAGE
from kaluga_site.model.settings import ARCHIVE_LANGUAGE

LOCALES = PACKAGE / "locale"
DOMAIN = "kaluga_site"


class Language:
    """A language of the interface."""

    def __init__(self, tag: str) -> None:
        """Read its catalogue, if it needs one."""
        self.tag = tag
        self._translations = gettext.NullTranslations() if tag == ARCHIVE_LANGUAGE else _read(catalogue_of(tag))
        self.say_plainly = self._translations.gettext
        """Translate what holds no values."""

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of it."""
        return Locale(self.tag)

    @cached_property
    def is_archives(self) -> bool:
        """Whether it is the language of the articles and of the authority files."""
        return self.tag == ARCHIVE_LANGUAGE

    @cached_property
    def fingerprint(self) -> str:
        """What tells this language and its words from others in the name of a file."""
        content = b"" if self.is_archives else catalogue_of(self.tag).read_bytes()
        return f"{self.tag}-{blake2b(content, digest_size=8).hexdigest()}"

    def say(self, message: str, **values: object) -> str:
        """Translate a message, and put values in the places that it has for them."""
        return self.say_plainly(message).format(**values)

    def choose(self, message: str, number: int) -> str:
        """Translate a message that tells a number: Vietnamese has one form for all, others have several."""
        return self._translations.ngettext(message, message, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own word
    """Mark a message that is translated later, by `say`."""
    return message


def NN_(message: str) -> str:  # noqa: N802 - as above
    """Mark a message with a number that is translated later, by `words.counted`."""
    return message


@cache
def language_of(tag: str) -> Language:
    """Return a language."""
    return Language(tag)


_spoken = ContextVar("spoken", default=ARCHIVE_LANGUAGE)


def spoken() -> Language:
    """Return the language of what is being made."""
    return language_of(_spoken.get())


@contextmanager
def speaking(tag: str) -> Iterator[Language]:
    """Make in a language what is made within."""
    language = language_of(tag)
    token = _spoken.set(tag)
    try:
        yield language
    finally:
        _spoken.reset(token)


def say(message: str, **values: object) -> str:
    """Translate a message into the language that is spoken, and put values in the places that it has for them."""
    return spoken().say(message, **values)


def catalogue_of(tag: str) -> Path:
    """Return the catalogue of a language."""
    return LOCALES / tag / "LC_MESSAGES" / f"{DOMAIN}.po"


def _read(catalogue: Path) -> gettext.GNUTranslations:
    """Read a catalogue as it is kept, so that no compiled one can be older than it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - for other languages only
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    with catalogue.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
