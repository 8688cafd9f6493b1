"""The manifest: what a site consists of, and the articles behind it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site.model.pages import Manifest

MANIFEST = "du-lieu/manifest.json"
"""The list of every file that the site consists of. Unless asked to clean, only files named in it are ever removed."""


def manifest_digest(output: Path) -> bytes:
    """Return a digest of the manifest as it stands; empty where there is none."""
    try:
        return hashlib.blake2b((output / MANIFEST).read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def read_manifest(output: Path) -> Manifest:
    """Return what an earlier build published here; nothing where its manifest is missing or broken."""
    try:
        return decode_manifest((output / MANIFEST).read_bytes())
    except (OSError, msgspec.DecodeError):
        return Manifest()


def decode_manifest(content: bytes) -> Manifest:
    """Return the manifest that a file holds. Raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Manifest)


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the bytes of the manifest's file: a line for each file and each article, to be compared."""
    files, articles = _lines(manifest.files), _lines(manifest.articles)
    return b'{\n"files": {\n%s\n},\n"articles": {\n%s\n}\n}\n' % (files, articles)


def _lines(entries: Mapping[str, Struct]) -> bytes:
    lines = msgspec.json.Encoder().encode_lines([{address: entry} for address, entry in entries.items()])
    return lines[1:-2].replace(b"}\n{", b",\n")  # no other line ends stand in it
