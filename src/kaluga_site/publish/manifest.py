"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from kaluga_site.model.pages import ListedArticle, Manifest, PublishedFile

Lines = bytes | bytearray
Buffer = Lines | memoryview

MANIFEST = "du-lieu/manifest.json"
"""The list of every file that the site consists of. Unless asked to clean, only files named in it are ever removed."""


def manifest_digest(output: Path) -> bytes:
    """Return a digest of the manifest as it stands; empty where there is none."""
    try:
        return _digest_of([(output / MANIFEST).read_bytes()])
    except OSError:
        return b""


def _digest_of(pieces: Sequence[Buffer]) -> bytes:
    digest = hashlib.sha256()  # which processors know: of megabytes it is the soonest
    for piece in pieces:
        digest.update(piece)
    return digest.digest()[:16]


def read_manifest(output: Path) -> Manifest:
    """Return what an earlier build published here; nothing where its manifest is missing or broken."""
    try:
        return decode_manifest((output / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError):
        return Manifest()


def decode_manifest(content: bytes) -> Manifest:
    """Return the manifest that a file holds. Raises msgspec.DecodeError.

    Of one that a killed build has left, the files are those that it had put in place, or not yet removed.
    """
    left = msgspec.json.decode(content, type=_LeftManifest)
    return Manifest(files={**left.gone, **left.files}, articles=left.articles)


class _LeftManifest(Manifest, frozen=True):
    """A manifest while a site is being changed: it names what is to be removed, too."""

    gone: Mapping[str, PublishedFile] = {}


class ManifestText(Collection[str]):
    """The manifest in bytes, a line for each file and each article: what stays is neither decoded nor encoded.

    As a collection it holds the addresses of the files.
    """

    def __init__(self, files: Lines = b"", articles: Lines = b"", count: int | None = None) -> None:
        """Keep lines, those of each kind in order, each with its end; `count` is known to be as the property says."""
        self._files, self._articles, self._known = files, articles, count

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Return the text of a manifest."""
        files, articles = (b"".join(_lines(told).values()) for told in (manifest.files, manifest.articles))
        return cls(files, articles)

    @classmethod
    def read(cls, output: Path, count: int) -> Self:
        """Return the manifest that a build left in a folder and nobody has changed since. Raises OSError.

        `count` is how many files it lists, every form of a page for itself.
        """
        with (output / MANIFEST).open("rb") as opened:
            content = bytearray(os.fstat(opened.fileno()).st_size)  # of which a part can be cut off without a copy
            opened.readinto(content)
        middle = content.rindex(_MIDDLE)
        articles = content[middle + len(_MIDDLE) : -len(_END)]
        content[middle:] = _BETWEEN if middle > len(_HEAD) else b""
        del content[: len(_HEAD)]
        return cls(content, articles + _BETWEEN if articles else b"", count)

    def __contains__(self, address: object) -> bool:
        """Return whether a file is listed, not as another form of a page."""
        return isinstance(address, str) and _find(self._files, address) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of the files."""
        return _addresses(self._files)

    def __bool__(self) -> bool:
        """Return whether a file is listed, without counting them."""
        return bool(self._files)

    def __len__(self) -> int:
        """Return how many lines tell of files."""
        return self._files.count(_BETWEEN)

    @property
    def count(self) -> int:
        """How many files are listed, every form of a page for itself."""
        return self._files.count(_COUNTED) if self._known is None else self._known

    @property
    def whole(self) -> Manifest:
        """All of it, decoded."""
        return decode_manifest(self.content)

    @property
    def articles(self) -> Iterator[str]:
        """The addresses of the articles."""
        return _addresses(self._articles)

    def file(self, address: str) -> PublishedFile | None:
        """Return the file at an address."""
        found = _find(self._files, address)
        return None if found is None else _decode_file(found)

    def article(self, address: str) -> ListedArticle | None:
        """Return what is told of the article at an address."""
        found = _find(self._articles, address)
        return None if found is None else _decode_article(found)

    def changed(
        self, files: Mapping[str, PublishedFile | None], articles: Mapping[str, ListedArticle | None]
    ) -> "ManifestText":
        """Return the text that tells this of some files and articles, and nothing more where it is None."""
        lines, more = _changed(self._files, files)
        return ManifestText(lines, _changed(self._articles, articles)[0], self.count + more)

    @property
    def pieces(self) -> Sequence[Buffer]:
        """The bytes of the manifest's file, which nobody need join: of a large site they are many."""
        files, articles = (memoryview(lines)[: -len(_BETWEEN)] for lines in (self._files, self._articles))
        return _HEAD, files, _MIDDLE, articles, _END

    @property
    def content(self) -> bytes:
        """The bytes of the manifest's file."""
        return b"".join(self.pieces)

    @property
    def digest(self) -> bytes:
        """A digest of them."""
        return _digest_of(self.pieces)

    def pieces_with(self, gone: Mapping[str, PublishedFile]) -> Sequence[Buffer]:
        """Return the bytes of the manifest's file while these files are still there."""
        lines = b"".join(_lines(gone).values()).removesuffix(_BETWEEN)
        return (*self.pieces[:-1], _GONE, lines, _END) if gone else self.pieces

    def forget(self, file: Path) -> None:
        """Take from a manifest's file, which was written with them, the files that are gone.

        What is left is a manifest at any moment, and nothing of it is written again: first the end stands where what
        is forgotten began, and spaces up to where it ended.
        """
        whole = sum(map(len, self.pieces))
        with file.open("r+b", buffering=0) as opened:
            longer = opened.seek(0, os.SEEK_END) - whole
            opened.seek(whole - len(_END))
            opened.write(_END + b" " * longer)
            opened.truncate(whole)


_HEAD, _MIDDLE, _END = b'{\n"files": {\n', b'\n},\n"articles": {\n', b"\n}\n}\n"
_GONE = b'\n},\n"gone": {\n'
_BETWEEN = b",\n"  # no other line ends stand in the text
_COUNTED = b'"sha256"'
_decode_file = msgspec.json.Decoder(PublishedFile).decode
_decode_article = msgspec.json.Decoder(ListedArticle).decode


def _lines(entries: Mapping[str, Struct]) -> dict[bytes, bytes]:
    """Return the lines that tell of some entries by their beginnings, in order, each with its end."""
    encode = msgspec.json.Encoder().encode
    keys = sorted((_key(address), address) for address in entries)
    return {key: key + encode(entries[address]) + _BETWEEN for key, address in keys}


def _key(address: str) -> bytes:
    """Return the beginning of the line of an address."""
    return msgspec.json.encode(address) + b":"


def _place(lines: Lines, key: bytes) -> tuple[int, int]:
    """Return where the line with this beginning starts and ends; both are where it would stand if there is none."""
    low, high, long = 0, len(lines), len(key)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if lines[start : start + long] < key:
            low = lines.index(b"\n", start) + 1
        else:
            high = start
    return low, lines.index(b"\n", low) + 1 if lines.startswith(key, low) else low


def _find(lines: Lines, address: str) -> Lines | None:
    """Return what the line of an address tells."""
    key = _key(address)
    start, end = _place(lines, key)
    return lines[start + len(key) : end - len(_BETWEEN)] if start < end else None


def _changed(lines: Lines, changes: Mapping[str, Struct | None]) -> tuple[bytes, int]:
    """Return the lines that tell of these changes, and of how many more files they tell."""
    new = _lines({address: one for address, one in changes.items() if one is not None})
    more = sum(line.count(_COUNTED) for line in new.values())
    kept, parts, last = memoryview(lines), list[Buffer](), 0
    for key in sorted(map(_key, changes)) if lines else new:
        start, end = _place(lines, key)
        more -= lines.count(_COUNTED, start, end)
        parts += (kept[last:start], new.get(key, b""))
        last = end
    return b"".join((*parts, kept[last:])), more


def _addresses(lines: Lines) -> Iterator[str]:
    return (address for line in lines.split(_BETWEEN)[:-1] for address in msgspec.json.decode(b"{%s}" % line))
