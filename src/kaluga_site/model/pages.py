"""The files of the site: what `render` hands to `publish`, and what is published."""

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
