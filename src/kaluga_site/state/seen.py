"""The snapshot of a state file, as it is found before a build begins."""

from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import structs

from kaluga_site.state.database import looking_into
from kaluga_site.state.seals import SEAL, Damaged, decoded, opened
from kaluga_site.state.snapshot import Sketch, Snapshot

_LARGE = 250_000
"""So many bytes are the state of a site that takes longer to look at than to split a process: some 1,000 articles."""

_decode_sketch = msgspec.msgpack.Decoder(Sketch).decode


class _Rest(Snapshot, frozen=True, kw_only=True):
    """A snapshot but for what its sketch tells as well, which is large."""

    sources: msgspec.Raw = msgspec.Raw(b"")  # type: ignore[assignment]


_decode_rest = msgspec.msgpack.Decoder(_Rest).decode
decode_snapshot = msgspec.msgpack.Decoder(Snapshot).decode


class Seen:
    """The snapshot of a state file as it was found there, decoded as far as it is asked for."""

    def __init__(self, content: bytes = b"") -> None:
        """Keep its bytes with the seal before them, by which to know it again."""
        self.seal = content[:SEAL]
        self.is_large = len(content) > _LARGE
        self._content = content

    @cached_property
    def sketch(self) -> Sketch:
        """What a build without changes wants of it; an empty one where it cannot be read."""
        try:
            return decoded(self._plain, _decode_sketch)
        except Damaged:
            return Sketch()

    @cached_property
    def snapshot(self) -> Snapshot:
        """All of it. Raises Damaged."""
        if not self._content:
            return Snapshot()
        return structs.replace(decoded(self._plain, _decode_rest), sources=self.sketch.sources)

    @cached_property
    def _plain(self) -> memoryview:
        return opened(self._content)


def see(folder: Path) -> Seen:
    """Return what the state below a folder holds, without writing or waiting; nothing where there is none."""
    try:
        with looking_into(folder) as database:
            (content,) = database.execute("SELECT content FROM snapshot").fetchone()
        return Seen(content)
    except (Damaged, TypeError):
        return Seen()
