"""The files of the site: what `render` hands to `publish`, and what is published."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct


class Page(Struct, frozen=True, kw_only=True):
    """A file of the site: its address from the site's root, and its bytes or the file that holds them."""

    address: str
    content: bytes | Path
    lacks_chart: bool = False
    """Whether it would have a chart with the libraries that draw it."""

    def read(self) -> bytes:
        """Return the bytes to publish. Raises OSError where the file cannot be read."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class PublishedFile(Struct, frozen=True, kw_only=True):
    """A file of the site as it was published; `size` in bytes."""

    sha256: str
    size: int


class Redirects(Struct, frozen=True, array_like=True, gc=False):
    """The addresses that lead to another one, all counted from the site's root."""

    target: str
    addresses: tuple[str, ...]


class ListedArticle(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the manifest tells of an article's source; of one that is withdrawn, where it was before alone."""

    source: str = ""
    """The article's file, from the archive's folder."""

    sha256: str = ""
    """Of that file as it is."""

    text_sha256: str = ""
    """Of the article's plain text, see `Article.text_digest`."""

    corrections: int = 0
    """How many the page shows."""

    redirects: tuple[str, ...] = ()
    """The addresses that lead to the article's."""


class Manifest(Struct, frozen=True, kw_only=True):
    """What a site consists of, each sorted by address: every file but the manifest, and the articles behind them."""

    files: Mapping[str, PublishedFile] = {}
    articles: Mapping[str, ListedArticle] = {}
