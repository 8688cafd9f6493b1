"""What a build depends on besides the articles: the generator, its libraries, and the archive's other files."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from kaluga_site.model.build import Options
from kaluga_site.model.resources import PACKAGE, built_in
from kaluga_site.state.stamps import RACY_NS, stamp_of

_LIBRARIES = (
    "anyascii", "babel", "imagesize", "jinja2", "markdown-it-py", "msgspec", "python-frontmatter", "pyyaml", "tzdata",
)  # fmt: skip
_EXTRAS = ("altair", "vl-convert-python")
"""Libraries that change pages where they are installed."""

_PARTS = (".py", ".txt", ".po")
"""Of the generator's files: its modules, its word lists and its catalogues of messages."""

_FOLDERS = ("authorities", "templates", "static")

_SIZE = 16

_KEPT = f"{__spec__.cached}.digest" if __spec__.cached else ""
"""Here the digest of the generator's files lies: to find it takes longer than most of a look at an archive."""


@cache
def code_digest() -> bytes:
    """Return a digest of the generator's files and of its libraries' versions."""
    files = [file for file in _files_below(PACKAGE) if file.endswith(_PARTS)]
    files += [file for name in ("templates", "static") for file in _files_below(built_in(name))]
    libraries = f"{sys.version} {' '.join(versions_of(_LIBRARIES, _EXTRAS))}"
    stamps = _stamps(files, libraries)
    return _kept(stamps) or _keep(stamps, _digest(files, PACKAGE.parents[1], libraries))


def _stamps(files: Sequence[str], words: str) -> bytes:
    """Return a digest of the stamps of files, with some words; nothing if one has none, or changed too shortly ago."""
    racy_ns = time.time_ns() - RACY_NS
    try:
        stamps = [(file, stamp_of(os.stat(file), racy_ns)) for file in sorted(files)]  # noqa: PTH116 - as below
    except OSError:  # editors leave links that lead nowhere
        return b""
    encoded = msgspec.msgpack.encode((words, stamps))
    return blake2b(encoded, digest_size=_SIZE).digest() if all(stamp for _, stamp in stamps) else b""


def _kept(stamps: bytes) -> bytes:
    """Return the digest of the generator's files as an earlier process found it; nothing if they have other stamps."""
    kept = b""
    with suppress(OSError):
        kept = _read(_KEPT)
    return kept[_SIZE:] if stamps and len(kept) == 2 * _SIZE and kept.startswith(stamps) else b""


def _keep(stamps: bytes, digest: bytes) -> bytes:
    """Keep a digest of the generator's files beside the bytecode, where Python may write that, and return it."""
    if stamps and _KEPT and not sys.dont_write_bytecode:
        with suppress(OSError):
            beside = f"{_KEPT}.{os.getpid()}"
            with open(beside, "wb") as opened:  # noqa: PTH123 - as below
                opened.write(stamps + digest)
            os.replace(beside, _KEPT)  # noqa: PTH105 - as below
    return digest


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
    digest, start = blake2b(words.encode(), digest_size=_SIZE), len(str(root)) + 1
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
