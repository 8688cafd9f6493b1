"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
import mmap
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec

from kaluga_site.model.pages import ListedArticle, Manifest, PublishedFile
from kaluga_site.publish.lines import Buffer, Lines

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
    """The manifest in bytes, a line for each file and each article: what stays is neither decoded nor copied.

    As a collection it holds the addresses of the files.
    """

    def __init__(self, files: Lines | None = None, articles: Lines | None = None, count: int | None = None) -> None:
        """Keep the lines of each kind; `count` files are known to be listed where nothing has changed."""
        self._files, self._articles, self._known = files or Lines(), articles or Lines(), count

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Return the text of a manifest."""
        return cls(Lines.of(manifest.files), Lines.of(manifest.articles))

    @classmethod
    def read(cls, output: Path, count: int) -> Self:
        """Return the manifest that a build left in a folder and nobody has changed since. Raises OSError.

        `count` is how many files it lists, every form of a page for itself.
        """
        content = _mapped(output / MANIFEST)
        middle = content.rfind(_MIDDLE)
        articles = Lines(content, middle + len(_MIDDLE), len(content) - len(_END))
        return cls(Lines(content, len(_HEAD), middle), articles, count)

    def __contains__(self, address: object) -> bool:
        """Return whether a file is listed, not as another form of a page."""
        return isinstance(address, str) and self._files.find(address) is not None

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of the files."""
        return self._files.addresses

    def __bool__(self) -> bool:
        """Return whether a file is listed, without counting them."""
        return bool(self._files.pieces)

    def __len__(self) -> int:
        """Return how many lines tell of files."""
        return sum(1 for _ in self)

    @property
    def count(self) -> int:
        """How many files are listed, every form of a page for itself."""
        files = self._files
        return files.joined.count(_COUNTED) if self._known is None else self._known + files.count_more(_COUNTED)

    @property
    def whole(self) -> Manifest:
        """All of it, decoded."""
        return decode_manifest(self.content)

    @property
    def articles(self) -> Iterator[str]:
        """The addresses of the articles."""
        return self._articles.addresses

    def file(self, address: str) -> PublishedFile | None:
        """Return the file at an address."""
        found = self._files.find(address)
        return None if found is None else _decode_file(found)

    def article(self, address: str) -> ListedArticle | None:
        """Return what is told of the article at an address."""
        found = self._articles.find(address)
        return None if found is None else _decode_article(found)

    def changed(
        self, files: Mapping[str, PublishedFile | None], articles: Mapping[str, ListedArticle | None]
    ) -> "ManifestText":
        """Return the text that tells this of some files and articles, and nothing more where it is None."""
        return ManifestText(self._files.changed(files), self._articles.changed(articles), self._known)

    @property
    def pieces(self) -> Sequence[Buffer]:
        """The bytes of the manifest's file, which nobody need join: of a large site they are many."""
        return _HEAD, *self._files.pieces, _MIDDLE, *self._articles.pieces, _END

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
        return (*self.pieces[:-1], _GONE, *Lines.of(gone).pieces, _END) if gone else self.pieces

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
_COUNTED = b'"sha256"'
_decode_file = msgspec.json.Decoder(PublishedFile).decode
_decode_article = msgspec.json.Decoder(ListedArticle).decode


def _mapped(file: Path) -> bytes | mmap.mmap:
    """Return what a file holds, where the system can without copying it. Raises OSError."""
    with file.open("rb") as opened:
        if sys.platform != "win32":  # where no other can take the place of a file that is mapped
            with suppress(OSError, ValueError):  # some file systems cannot
                return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        return opened.read()
