"""The settings of one archive, from its `site.yaml`."""

import re
from urllib.parse import urlsplit

from msgspec import Struct

from kaluga_site.model.names import Vocabulary

_WEB_ADDRESS = re.compile(r"https://[^\s/?#<>\"]+[^\s<>\"]*")
_EMAIL = re.compile(r"[^\s@<>\"?&:/,;]+@[^\s@<>\"?&:/,;]+\.[^\s@<>\"?&:/,;]+")

ARCHIVE_LANGUAGE = "vi"
"""The language of the articles, of the authority files and of what the archivist writes."""

LANGUAGES = (ARCHIVE_LANGUAGE, "en")
"""In which the interface can be shown."""


class Settings(Struct, frozen=True, kw_only=True):
    """What `site.yaml` says; every field has a value when the file is missing."""

    title: str = "Kho lưu trữ bài báo"
    """The archive's name, on every page."""

    description: str | None = None
    """A sentence or two on what the archive holds, on the home page and in the feed."""

    base_url: str | None = None
    """Where the site is published, ending in "/"; without it no canonical link and no sitemap is made."""

    time_zone: str = "Asia/Ho_Chi_Minh"
    """IANA name of the zone in which dates without one are meant."""

    contact: str | None = None
    """Where readers report what is wrong in an article: an e-mail address or an https address."""

    oai_admin: str | None = None
    """The e-mail address of whoever keeps the files for harvesters (OAI-PMH); without it none are made."""

    oai_gateway: str | None = None
    """The address of the gateway through which harvesters read those files, ending in "/"."""

    closed: tuple[Vocabulary, ...] = ()
    """The vocabularies (topics, sources) in which only entries of the authority file are allowed."""

    languages: tuple[str, ...] = (ARCHIVE_LANGUAGE,)
    """The languages of the interface: the first stands at the site's root, others in folders called as they are."""


def is_contact(text: str) -> bool:
    """Return whether a text is an e-mail address or one that begins with https://."""
    return is_email(text) or _WEB_ADDRESS.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Return whether a text is an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def parse_base_url(text: str) -> str | None:
    """Return a site's address, ending in "/"; None where it is no http(s) address or has a query or fragment.

    Nor may it have letters that an address does not have: "https://example.org/khô/" is "…/kh%C3%B4/" to a browser.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    fits = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    return text.rstrip("/") + "/" if fits and text.isascii() and not set(text) & set(' ?#"<>') else None
