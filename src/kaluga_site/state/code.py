"""What a build depends on besides the articles: the generator, its libraries, and the archive's other files."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kaluga_site.model.build import Options
from kaluga_site.model.resources import PACKAGE, built_in

_LIBRARIES = (
    "anyascii", "babel", "imagesize", "jinja2", "markdown-it-py", "msgspec", "python-frontmatter", "pyyaml", "tzdata",
)  # fmt: skip
_EXTRAS = ("altair", "vl-convert-python")
"""Libraries that change pages where they are installed."""

_PARTS = (".py", ".txt", ".po")
"""Of the generator's files: its modules, its word lists and its catalogues of messages."""

_FOLDERS = ("authorities", "templates", "static")


@cache
def code_digest() -> bytes:
    """Return a digest of the generator's files and of its libraries' versions."""
    files = [file for file in _files_below(PACKAGE) if file.endswith(_PARTS)]
    files += [file for name in ("templates", "static") for file in _files_below(built_in(name))]
    return _digest(files, PACKAGE.parents[1], f"{sys.version} {' '.join(versions_of(_LIBRARIES, _EXTRAS))}")


def surroundings(archive: Path, options: Options) -> bytes:
    """Return a digest of all that a build depends on but the articles: code, settings, authority files, theme."""
    files = [f"{archive}/site.yaml", f"{archive}/site.yml"]
    files += [file for name in _FOLDERS for file in _files_below(archive / name)]
    how = f"{options.base_url} {options.strict} {options.drafts} {options.future}"
    return _digest(files, archive, f"{code_digest().hex()} {how}")


def versions_of(libraries: Iterable[str], extras: Iterable[str] = ()) -> list[str]:
    """Return the names and versions of libraries, as the folders that pip leaves beside them are called.

    An extra may be absent, and then has no version.
    importlib.metadata would tell too, but importing it takes longer than all else that a build without changes does.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 - of names alone
                library, _, version = name.removesuffix(".dist-info").partition("-")
                if name.endswith(".dist-info"):
                    found.setdefault(library.lower().replace("_", "-"), version)
    needed = [f"{library} {found.get(library) or _version(library)}" for library in libraries]
    return needed + [f"{library} {found.get(library)}" for library in extras]


def _version(library: str) -> str:
    from importlib.metadata import version  # noqa: PLC0415 - see above

    return version(library)


def _files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder; a Path of each would take longer than to read it."""
    return [f"{place}/{name}" for place, _, names in os.walk(folder) for name in names]


def _digest(files: Iterable[str], root: Path, words: str) -> bytes:
    digest, start = blake2b(words.encode(), digest_size=16), len(str(root)) + 1
    for file in sorted(files):
        digest.update(os.fsencode(file[start:]))
        is_file = os.path.isfile(file)  # noqa: PTH113 - as above
        try:
            content = _read(file) if is_file else b""
        except OSError as error:
            content = str(error.errno).encode()
        digest.update(f" {is_file} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:  # noqa: PTH123 - as above
        return opened.read()
