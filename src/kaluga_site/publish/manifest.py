"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

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
    return hashlib.blake2b(content, digest_size=16).digest()


def read_manifest(output: Path) -> Manifest:
    """Return what an earlier build published here; nothing where its manifest is missing or broken."""
    try:
        return decode_manifest((output / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError):
        return Manifest()


def decode_manifest(content: bytes) -> Manifest:
    """Return the manifest that a file holds. Raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Manifest)


class ManifestText:
    """The manifest in bytes: a line for each file and each article, to be compared."""

    def __init__(self, files: Mapping[str, PublishedFile], articles: Mapping[str, ListedArticle]) -> None:
        """Encode what a site consists of, in any order: this takes longer than all else, and is done once."""
        self._files, self._articles = _lines(files), _lines(articles)

    @property
    def count(self) -> int:
        """How many files are listed, every form of a page for itself."""
        return self._files.count(b'"sha256"')

    def content(self, others: Mapping[str, PublishedFile] | None = None) -> bytes:
        """Return the bytes of the manifest's file, which may list others before these."""
        files = b",\n".join([_lines(others), self._files] if others else [self._files])
        return b'{\n"files": {\n%s\n},\n"articles": {\n%s\n}\n}\n' % (files, self._articles)


def _lines(entries: Mapping[str, Struct]) -> bytes:
    lines = msgspec.json.Encoder().encode_lines([{address: entries[address]} for address in sorted(entries)])
    return lines[1:-2].replace(b"}\n{", b",\n")  # no other line ends stand in it
