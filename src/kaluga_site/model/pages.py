"""A page of the site: what `render` hands to `publish`."""

from pathlib import Path

from msgspec import Struct


class Page(Struct, frozen=True, kw_only=True):
    """A file of the site: its address from the site's root, and its bytes or the file that holds them."""

    address: str
    content: bytes | Path

    def read(self) -> bytes:
        """Return the bytes to publish. Raises OSError where the file cannot be read."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()
