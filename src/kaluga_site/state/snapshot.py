"""What a build knows of the one before: small enough to be loaded whole."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from kaluga_site.model.amounts import Amounts
from kaluga_site.model.authorities import EntryTrace
from kaluga_site.model.configuration import Configuration
from kaluga_site.model.entities import Homonyms, Listings
from kaluga_site.model.groups import Month, Period
from kaluga_site.model.heads import Head, Release
from kaluga_site.model.pages import PublishedFile, Redirects, form_addresses
from kaluga_site.model.problems import Problem
from kaluga_site.model.series import MeasureListing
from kaluga_site.model.sources import SourceStamp


class Reading(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """What reading an article file gave."""

    head: Head | None
    """None where the file holds no article."""

    problems: tuple[Problem, ...]


class PageState(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """A published file: its size, the fingerprint of what it shows, and by what to know its bytes again."""

    size: int
    forms: str
    """The suffixes of its other forms, with spaces between."""

    fingerprint: bytes
    content: bytes
    """The first half of the SHA-256 digest of its bytes; of a page with other forms, a digest of all of them."""

    @classmethod
    def of(cls, fingerprint: bytes, file: PublishedFile) -> "PageState":
        """Return the state of a published file."""
        forms = " ".join(file.suffixes)
        return cls(fingerprint=fingerprint, content=_half_digest(file), size=file.size, forms=forms)

    def is_file(self, file: PublishedFile | None) -> bool:
        """Return whether a manifest names the same file."""
        return file is not None and file.size == self.size and _half_digest(file) == self.content


def _half_digest(file: PublishedFile) -> bytes:
    forms = file.forms_of("")
    if not forms:
        return bytes.fromhex(file.sha256[:32])
    return blake2b("".join([file.sha256, *(form.sha256 for form in forms.values())]).encode(), digest_size=16).digest()


class PhotoState(Struct, frozen=True, array_like=True, gc=False):
    """An image file of an article as it was published; `file` is its path from the archive's folder."""

    file: str
    stamp: SourceStamp


Pages = Mapping[str, Mapping[str, PageState]]
"""What asked for pages (see `render.plan.Plan`; "static" for the static files) → the addresses of its files → state."""


class PageSize(Struct, frozen=True, array_like=True, gc=False):
    """The beginning of a PageState: by what to tell whether the page stands."""

    size: int
    forms: str


def forms_by_folder(pages: Iterable[Mapping[str, PageState | PageSize]]) -> Mapping[str, Sequence[str]]:
    """Return the names of all other forms of pages, by the folders in which they lie."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for found in pages:
        for address, page in found.items():
            if page.forms:
                folder, _, name = address.rpartition("/")
                names[folder] += form_addresses(name, page.forms)
    return names


class LastBuild(Struct, frozen=True, kw_only=True):
    """How the last build went, and what tells whether the site stands that it left."""

    sources: Mapping[str, SourceStamp | None] = {}
    """Every file in articles/ → its stamp; None where it was too new to be told by it."""

    hidden: frozenset[str] = frozenset()
    """The articles that are not published: those whose release forbids it, and files that hold none."""

    releases: Mapping[str, Release] = {}
    """The articles that are not public, or will not be some day → what they were on the day of the build."""

    since: float = 0.0
    """When that day began, in seconds from the epoch on."""

    until: float = math.inf
    """From when on the same files give another site, for the release of some article is another."""

    months: Sequence[tuple[Month, int]] = ()

    output: str = ""
    """The folder in which the pages were published."""

    files: int = 0
    """How many files were published, the manifest aside."""

    lone: int = 0
    """How many articles have one page each, which is not among `pages` (see `state/lone.py`)."""

    folders: Mapping[str, int | None] = {}
    """The folders in which other forms of pages lie → when a name in each changed last, after the build."""

    manifest: bytes = b""
    """A digest of the manifest that stood in `output` after the build."""

    manifest_stamp: SourceStamp | None = None
    """The stamp of that manifest: while it is the same, so is the digest."""

    surroundings: bytes = b""
    """A digest of all that the build depended on but the files in articles/; empty where nothing was published."""

    configuration: msgspec.Raw = msgspec.Raw(b"")
    """The encoded Configuration: no YAML need be read while the surroundings are the same."""

    chartless: frozenset[str] = frozenset()
    """The addresses of the pages that would have a chart with the libraries that draw it."""

    problems: tuple[Problem, ...] = ()

    def configuration_in(self, surroundings: bytes) -> Configuration | None:
        """Return what the archivist has written besides the articles; None if it may have changed."""
        is_known = self.surroundings and self.surroundings == surroundings
        return _decode_configuration(self.configuration) if is_known else None

    @property
    def shown(self) -> int:
        """How many articles are published."""
        return sum(count for _, count in self.months)

    @property
    def left_out(self) -> Mapping[Release, Sequence[str]]:
        """The articles that are not published, by why."""
        found: dict[Release, list[str]] = {}
        for path, release in self.releases.items():
            if path in self.hidden:
                found.setdefault(release, []).append(path)
        return found


_decode_configuration = msgspec.msgpack.Decoder(Configuration).decode


class Sketch(LastBuild, frozen=True, kw_only=True):
    """The beginning of a snapshot: enough for a build without changes, and sooner decoded."""

    pages: msgspec.Raw = msgspec.Raw(b"\x80")
    """The encoded states of all pages but the lone ones."""

    later_pages: msgspec.Raw = msgspec.Raw(b"\x80")
    gone_pages: tuple[str, ...] = ()
    """What has changed of them since they were written, and what asks for pages no more."""

    @property
    def page_sizes(self) -> Mapping[str, Mapping[str, PageSize]]:
        """By what to tell whether each of these pages stands."""
        found: dict[str, Mapping[str, PageSize]] = {**_decode_sizes(self.pages), **_decode_sizes(self.later_pages)}
        for owner in self.gone_pages:
            del found[owner]
        return found


_decode_sizes = msgspec.msgpack.Decoder(dict[str, dict[str, PageSize]]).decode


class Snapshot(LastBuild, frozen=True, kw_only=True):
    """All that a build knows of the one before, but for the readings and records of the articles."""

    context: bytes = b""
    """A digest of what every reading depends on, the authority files aside."""

    entries: tuple[EntryTrace, ...] = ()
    """The authority entries that the readings depend on."""

    contents: Mapping[str, bytes] = {}
    """The article files whose readings are known → the SHA-256 digest of the bytes that were read."""

    noted: Mapping[str, tuple[Problem, ...]] = {}
    """The article files in which something is wrong or doubtful → what."""

    basis: bytes = b""
    """A digest of what every page depends on, the articles and the authority files aside; empty if none stands."""

    site: bytes = b""
    """A digest of what every page shows around its content."""

    photos: Mapping[str, tuple[PhotoState, ...]] = {}
    """The articles that have photos → their image files."""

    redirects: Mapping[str, Redirects] = {}
    """The articles to which other addresses lead → these."""

    withdrawn: Mapping[str, str] = {}
    """The articles that are withdrawn → the addresses of their pages."""

    listings: msgspec.Raw = msgspec.Raw(b"\x80")
    """The encoded Listings, which are decoded only when they are wanted."""

    homonyms: Sequence[Homonyms] = ()
    events: Sequence[tuple[Period, int]] = ()
    figures: Sequence[tuple[Period, int]] = ()
    """How many figures the articles of each month state."""

    measures: Mapping[str, MeasureListing] = {}
    """The measures that have figures, by their ids."""

    amounts: Sequence[tuple[Period, Amounts]] = ()
    """How much data the articles of each month give."""

    pages: Pages = {}
    """All but the lone pages of articles."""

    def known_listings(self) -> Listings:
        """Return the listings of the archive as it was published."""
        found: Listings = msgspec.msgpack.decode(self.listings, type=Listings)
        return found

    @property
    def page_sizes(self) -> Pages:
        """By what to tell whether each of these pages stands."""
        return self.pages
