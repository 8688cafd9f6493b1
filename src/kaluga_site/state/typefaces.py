"""Where a typeface that was made is kept: in the state of an archive, or in one folder for several archives."""

import os
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from kaluga_site.state.stamps import digest_of_content
from kaluga_site.state.store import FOLDER

SHARED = "KALUGA_SITE_TYPEFACES"
"""The environment variable that names a folder in which several archives keep the typeface together."""


class KeptTypeface(Struct, frozen=True):
    """A file whose name tells how it was made and what it holds: a damaged one is not taken for it."""

    folder: Path
    stem: str

    @classmethod
    def of(cls, archive: Path, fingerprint: bytes) -> "KeptTypeface":
        """Say where an archive keeps the typeface with a fingerprint."""
        shared = os.environ.get(SHARED)
        return cls(Path(shared) if shared else archive / FOLDER / "typefaces", fingerprint.hex())

    def read(self) -> bytes | None:
        """Return the typeface; None where none is kept."""
        with suppress(OSError):
            for file in sorted(self.folder.glob(f"{self.stem}-*.woff2")):
                content = file.read_bytes()
                if file.name == self._name(content):
                    return content
        return None

    def write(self, content: bytes) -> None:
        """Keep the typeface, where the folder can be written to; other builds may be doing so at the same time."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = self.folder / f"{self.stem}-{os.getpid()}.tmp"
            draft.write_bytes(content)
            draft.replace(self.folder / self._name(content))

    def _name(self, content: bytes) -> str:
        return f"{self.stem}-{digest_of_content(content).hex()}.woff2"
