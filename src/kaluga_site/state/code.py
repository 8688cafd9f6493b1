"""Which generator made a state: its own code and the libraries that records and pages depend on."""

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("anyascii", "babel", "jinja2", "markdown-it-py", "msgspec", "python-frontmatter", "pyyaml", "tzdata")


@cache
def code_digest() -> bytes:
    """Return a digest of the generator's files and of its libraries' versions."""
    digest = blake2b(digest_size=16)
    for file in sorted([*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("data/*.txt")]):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode())
        digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    digest.update(sys.version.encode())
    return digest.digest()
