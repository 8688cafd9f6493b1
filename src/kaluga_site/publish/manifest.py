"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
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

    def __init__(self, files: bytes = b"", articles: bytes = b"") -> None:
        """Keep lines, those of each kind in order, each with its end."""
        self._files, self._articles = files, articles

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Return the text of a manifest."""
        return cls(*(b"".join(_lines(told).values()) for told in (manifest.files, manifest.articles)))

    @classmethod
    def read(cls, output: Path) -> Self:
        """Return the manifest that a build left in a folder and nobody has changed since. Raises OSError."""
        content = (output / MANIFEST).read_bytes()
        middle = content.index(_MIDDLE)
        parts = content[len(_HEAD) : middle], content[middle + len(_MIDDLE) : -len(_END)]
        return cls(*(part and part + _BETWEEN for part in parts))

    def __contains__(self, address: object) -> bool:
        """Return whether a file is listed, not as another form of a page."""
        return isinstance(address, str) and _find(self._files, address) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of the files."""
        return _addresses(self._files)

    def __len__(self) -> int:
        """Return how many lines tell of files."""
        return self._files.count(_BETWEEN)

    @property
    def count(self) -> int:
        """How many files are listed, every form of a page for itself."""
        return self._files.count(b'"sha256"')

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
        first = b"".join(_lines(others or {}).values())
        if not self._files:
            first = first.removesuffix(_BETWEEN)
        files, articles = (memoryview(lines)[: -len(_BETWEEN)] for lines in (self._files, self._articles))
        return b"".join((_HEAD, first, files, _MIDDLE, articles, _END))


_HEAD, _MIDDLE, _END = b'{\n"files": {\n', b'\n},\n"articles": {\n', b"\n}\n}\n"
_BETWEEN = b",\n"  # no other line ends stand in the text
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


def _place(lines: bytes, key: bytes) -> tuple[int, int]:
    """Return where the line with this beginning starts and ends; both are where it would stand if there is none."""
    low, high, long = 0, len(lines), len(key)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if lines[start : start + long] < key:
            low = lines.index(b"\n", start) + 1
        else:
            high = start
    return low, lines.index(b"\n", low) + 1 if lines.startswith(key, low) else low


def _find(lines: bytes, address: str) -> bytes | None:
    """Return what the line of an address tells."""
    key = _key(address)
    start, end = _place(lines, key)
    return lines[start + len(key) : end - len(_BETWEEN)] if start < end else None


def _changed(lines: bytes, changes: Mapping[str, Struct | None]) -> bytes:
    new = _lines({address: one for address, one in changes.items() if one is not None})
    kept, parts, last = memoryview(lines), list[bytes | memoryview](), 0
    for key in sorted(map(_key, changes)) if lines else new:
        start, end = _place(lines, key)
        parts += (kept[last:start], new.get(key, b""))
        last = end
    return b"".join((*parts, kept[last:]))


def _addresses(lines: bytes) -> Iterator[str]:
    return (address for line in lines.split(_BETWEEN)[:-1] for address in msgspec.json.decode(b"{%s}" % line))
