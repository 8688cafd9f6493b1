"""The files of the site: what `render` hands to `publish`, and what is published."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

NO_FORMS = msgspec.Raw(b"{}")


class PublishedFile(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of the site as it was published; `size` in bytes."""

    sha256: str
    size: int
    forms: msgspec.Raw = NO_FORMS
    """Its other forms, in JSON, for there are many and few are asked for: suffix → file."""

    def forms_of(self, address: str) -> dict[str, "PublishedFile"]:
        """Return its other forms by their addresses, if this is the file at an address."""
        return {form_address(address, suffix): file for suffix, file in _decode_forms(self.forms).items()}

    def __reduce__(self) -> tuple[object, ...]:
        """Come back from another process as it was: the manifest leaves out NO_FORMS itself, not what equals it."""
        return _file_of, (self.sha256, self.size, bytes(self.forms))

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of its other forms."""
        return tuple(_decode_forms(self.forms))


def _file_of(sha256: str, size: int, forms: bytes) -> PublishedFile:
    told = NO_FORMS if forms == bytes(NO_FORMS) else msgspec.Raw(forms)
    return PublishedFile(sha256=sha256, size=size, forms=told)


_decode_forms = msgspec.json.Decoder(dict[str, PublishedFile]).decode


class Page(Struct, frozen=True, kw_only=True):
    """A file of the site: its address from the site's root, and its bytes or the file that holds them."""

    address: str
    content: bytes | Path
    lacks_chart: bool = False
    """Whether it would have a chart with the libraries that draw it."""

    forms: Mapping[str, bytes | PublishedFile] = {}
    """Files that are made with it, as its other forms: what stands in the place of the address's suffix → bytes, or the
    file that stands there already, and stays.
    """

    pieces: tuple[tuple[int, ...], ...] = ()
    """Of data: how many bytes of each file come from each article, those of the page itself first."""

    terms: bytes = b""
    """Of the words of a segment of the search index: how they are cut (see `render.search.postings.Terms`)."""

    def read(self) -> bytes:
        """Return the bytes to publish. Raises OSError where the file cannot be read."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class KnownPieces(Struct, frozen=True, array_like=True, gc=False):
    """Of which pieces the published files of some data consist: in each file there is one of each article."""

    files: tuple[bytes, ...] = ()
    """The SHA-256 digest of each file, that of the page itself first."""

    articles: tuple[tuple[bytes, tuple[int, ...]], ...] = ()
    """The fingerprint of what is given away of each article, and how many bytes that takes in each file."""


def form_address(address: str, suffix: str) -> str:
    """Return the address of another form of a file: "a/b.bib" of "a/b.html", and of "a/b.2f.html"."""
    return f"{_stem(address)}{suffix}"


def form_addresses(address: str, suffixes: str) -> list[str]:
    """Return the addresses of the other forms of a file, by their suffixes, between which are spaces."""
    stem = _stem(address)
    return [stem + suffix for suffix in suffixes.split()]


def _stem(address: str) -> str:
    """Return an address up to the first stop in the file's name: what follows may be named by what the file holds."""
    folder, slash, name = address.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}"


class Redirects(Struct, frozen=True, array_like=True, gc=False):
    """The addresses that lead to another one, all counted from the site's root."""

    target: str
    addresses: tuple[str, ...]


class ListedArticle(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the manifest tells of an article's source; of one that is withdrawn, where it was before alone."""

    source: str = ""
    """The article's file, from the archive's folder."""

    sha256: str = ""
    """Of that file as it is."""

    text_sha256: str = ""
    """Of the article's plain text, see `Article.text_digest`."""

    corrections: int = 0
    """How many the page shows."""

    redirects: tuple[str, ...] = ()
    """The addresses that lead to the article's."""


class Manifest(Struct, frozen=True, kw_only=True):
    """What a site consists of, each sorted by address: every file but the manifest, and the articles behind them."""

    files: Mapping[str, PublishedFile] = {}
    articles: Mapping[str, ListedArticle] = {}


class ManifestChange(Struct, frozen=True, kw_only=True):
    """How a manifest differs from one before: by addresses, what that told and what this one tells, None of nothing."""

    is_first: bool
    """Whether there was none before."""

    files: Mapping[str, tuple[PublishedFile | None, PublishedFile | None]]
    articles: Mapping[str, tuple[ListedArticle | None, ListedArticle | None]]

    @classmethod
    def between(cls, before: Manifest, after: Manifest) -> "ManifestChange":
        """Compare two manifests."""
        return cls(
            is_first=not before.files,
            files=_differences(before.files, after.files),
            articles=_differences(before.articles, after.articles),
        )


Told = TypeVar("Told")


def _differences(before: Mapping[str, Told], after: Mapping[str, Told]) -> dict[str, tuple[Told | None, Told | None]]:
    both = ((address, before.get(address), after.get(address)) for address in before.keys() | after.keys())
    return {address: (old, new) for address, old, new in both if old != new}


def every_file(files: Mapping[str, PublishedFile]) -> dict[str, PublishedFile]:
    """Return files and their other forms, each by its own address."""
    forms = {form: file for address, one in files.items() for form, file in one.forms_of(address).items()}
    return {**files, **forms}
