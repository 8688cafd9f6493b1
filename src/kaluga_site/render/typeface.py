"""What the site's typeface is made from, and where it is published."""

from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from kaluga_site.render import addresses

NAME = "Kaluga Serif"
"""The licence of Source Serif 4 reserves its name to the unchanged one."""

ADDRESS = f"{addresses.STATIC}/kaluga-serif.woff2"
LICENCE_ADDRESS = f"{addresses.STATIC}/kaluga-serif-OFL.txt"
LIBRARIES = ("brotli", "fontpkg-source-serif-4", "fonttools")


def recipe() -> bytes:
    """Return a digest of how the typeface is made: with other versions of the libraries its bytes may differ too."""
    made_by = (Path(__file__), Path(__file__).with_name("typefounding.py"))
    return blake2b(b"".join(file.read_bytes() for file in made_by), digest_size=16).digest()


def source() -> Path:
    """Return the file of Source Serif 4, all its letters, weights and sizes."""
    return _package() / "files" / "SourceSerif4[opsz,wght].ttf"


def licence() -> Path:
    """Return the file of its licence, which is to be published beside whatever is made of it."""
    return _package() / "LICENSE"


@cache
def _package() -> Path:
    spec = find_spec("fontpkg_source_serif_4")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="fontpkg_source_serif_4")
    return Path(spec.origin).parent
