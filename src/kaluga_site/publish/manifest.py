"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from kaluga_site.model.pages import ListedArticle, Manifest, PublishedFile

MANIFEST = "du-lieu/manifest.json"
"""The list of every file that the site consists of. Unless asked to clean, only files named in it are ever removed."""


def manifest_digest(output: Path) -> bytes:
    """Return a digest of the manifest as it stands; empty where there is none."""
    try:
        return digest_of((output / MANIFEST).read_bytes())
    except OSError:
        return b""


def digest_of(content: bytes) -> bytes:
    """Return a digest of a manifest's bytes."""
    return hashlib.sha256(content).digest()[:16]  # which processors know: of megabytes it is the soonest


def read_manifest(output: Path) -> Manifest:
    """Return what an earlier build published here; nothing where its manifest is missing or broken."""
    try:
        return decode_manifest((output / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError):
        return Manifest()


def decode_manifest(content: bytes) -> Manifest:
    """Return the manifest that a file holds. Raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Manifest)


class ManifestText(Collection[str]):
    """The manifest in bytes, a line for each file and each article: what stays is neither decoded nor encoded.

    As a collection it holds the addresses of the files.
    """

    def __init__(self, files: Sequence[bytes] = (), articles: Sequence[bytes] = ()) -> None:
        """Keep lines, each list in order."""
        self._files, self._articles = files, articles

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Return the text of a manifest."""
        return cls(_lines(manifest.files), _lines(manifest.articles))

    @classmethod
    def read(cls, output: Path) -> Self:
        """Return the manifest that a build left in a folder and nobody has changed since. Raises OSError."""
        files, _, articles = (output / MANIFEST).read_bytes()[len(_HEAD) : -len(_END)].partition(_MIDDLE)
        return cls(*(part.split(_BETWEEN) if part else [] for part in (files, articles)))

    def __contains__(self, address: object) -> bool:
        """Return whether a file is listed, not as another form of a page."""
        return isinstance(address, str) and _find(self._files, address) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of the files."""
        return _addresses(self._files)

    def __len__(self) -> int:
        """Return how many lines tell of files."""
        return len(self._files)

    @property
    def count(self) -> int:
        """How many files are listed, every form of a page for itself."""
        return sum(line.count(b'"sha256"') for line in self._files)

    @property
    def whole(self) -> Manifest:
        """All of it, decoded."""
        return decode_manifest(self.content())

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
        return ManifestText(_changed(self._files, files), _changed(self._articles, articles))

    def content(self, others: Mapping[str, PublishedFile] | None = None) -> bytes:
        """Return the bytes of the manifest's file, which may list others before these."""
        files = _BETWEEN.join([*_lines(others or {}), *self._files])
        return b"".join((_HEAD, files, _MIDDLE, _BETWEEN.join(self._articles), _END))


_HEAD, _MIDDLE, _END = b'{\n"files": {\n', b'\n},\n"articles": {\n', b"\n}\n}\n"
_BETWEEN = b",\n"  # no other line ends stand in the text
_decode_file = msgspec.json.Decoder(PublishedFile).decode
_decode_article = msgspec.json.Decoder(ListedArticle).decode


def _lines(entries: Mapping[str, Struct]) -> list[bytes]:
    lines = msgspec.json.Encoder().encode_lines([{address: one} for address, one in entries.items()])
    return sorted(line[1:-1] for line in lines.split(b"\n")[:-1])


def _key(address: str) -> bytes:
    """Return the beginning of the line of an address."""
    return msgspec.json.encode(address) + b":"


def _place(lines: Sequence[bytes], key: bytes) -> int | None:
    place = bisect_left(lines, key)
    return place if place < len(lines) and lines[place].startswith(key) else None


def _find(lines: Sequence[bytes], address: str) -> bytes | None:
    """Return what the line of an address tells."""
    key = _key(address)
    place = _place(lines, key)
    return None if place is None else lines[place][len(key) :]


def _changed(lines: Sequence[bytes], changes: Mapping[str, Struct | None]) -> list[bytes]:
    kept: list[bytes | None] = list(lines)
    for address in changes if lines else ():
        place = _place(lines, _key(address))
        if place is not None:
            kept[place] = None
    new = _lines({address: one for address, one in changes.items() if one is not None})
    return sorted([*filter(None, kept), *new])  # both are in order, so this takes but one look at each line


def _addresses(lines: Iterable[bytes]) -> Iterator[str]:
    return (address for line in lines for address in msgspec.json.decode(b"{%s}" % line))
