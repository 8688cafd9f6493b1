"""Put pages in place: stage them all, then commit, then remove what is no longer planned."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from sys import intern
from threading import Thread

import msgspec
from msgspec import Struct

from kaluga_site.model.build import Published
from kaluga_site.model.pages import (
    NO_FORMS,
    ListedArticle,
    ManifestChange,
    Page,
    PublishedFile,
    form_address,
    form_addresses,
)
from kaluga_site.publish.lines import Buffer
from kaluga_site.publish.locking import holding
from kaluga_site.publish.manifest import MANIFEST, ManifestText
from kaluga_site.publish.placing import is_unchanged, put, remove, write


class StagedFile(Struct, frozen=True, kw_only=True, gc=False):
    """A page that lies ready, or that stands already as it should be."""

    address: str
    file: PublishedFile
    is_new: bool
    """Whether it differs from what stands in the output folder."""

    new_forms: str
    """The suffixes of its other forms that do, with spaces between."""

    lacks_chart: bool
    pieces: tuple[tuple[int, ...], ...] = ()
    terms: bytes = b""
    """All three as its page says."""

    @property
    def new(self) -> list[str]:
        """The addresses of what differs: the page's other forms, and its own."""
        return [*form_addresses(self.address, self.new_forms), *([self.address] if self.is_new else [])]


class PublishedSite(Struct, frozen=True, kw_only=True):
    """The site as it stands after publishing."""

    tally: Published
    listed: ManifestText
    """All its files but the manifest, and the articles behind them."""

    change: ManifestChange
    """How it differs from what stood before."""

    manifest: bytes
    """A digest of the manifest's bytes."""


class _Digest(Thread):
    """Finds the digest of a manifest while the site is published: of a large one that takes as long as to write it."""

    def __init__(self, manifest: ManifestText) -> None:
        super().__init__(daemon=True)
        self._manifest = manifest
        self._found = b""
        self.start()

    def run(self) -> None:
        self._found = self._manifest.digest

    @property
    def found(self) -> bytes:
        """The digest; it is waited for."""
        self.join()
        return self._found


class Stage(Struct, frozen=True, kw_only=True):
    """Where pages lie ready until all are made; several processes may put pages there at once."""

    output: Path
    folder: Path

    @property
    def aside(self) -> Path:
        """A folder for what pages are made from: it is taken away with the stage."""
        return self.folder / "aside"

    def put(self, page: Page) -> StagedFile:
        """Lay a page and its other forms ready where they differ from what is published. Raises OSError."""
        made = {suffix: content for suffix, content in page.forms.items() if isinstance(content, bytes)}
        new = (suffix for suffix, form in made.items() if self._lay_ready(form_address(page.address, suffix), form))
        new_forms = intern(" ".join(new))
        content = page.read()
        forms = {suffix: _file(form) if isinstance(form, bytes) else form for suffix, form in page.forms.items()}
        return StagedFile(
            address=page.address,
            file=_file(content, msgspec.Raw(msgspec.json.encode(forms)) if forms else NO_FORMS),
            is_new=self._lay_ready(page.address, content),
            new_forms=new_forms,
            lacks_chart=page.lacks_chart,
            pieces=page.pieces,
            terms=page.terms,
        )

    def _lay_ready(self, address: str, content: bytes) -> bool:
        """Write a file where it differs from what is published; return whether it does."""
        is_new = not is_unchanged(f"{self.output}/{address}", content)
        if is_new:
            write(self._place(address), content)
        return is_new

    def publish(
        self,
        pages: Iterable[StagedFile],
        dropped: Iterable[str],
        articles: Mapping[str, ListedArticle | None],
        before: ManifestText,
    ) -> PublishedSite:
        """Make the output hold these pages and not what is dropped; return the site.

        `before` is what the output's manifest lists: all else of it stays. `articles` are those behind the pages of
        which it is to tell something else, or no longer anything. Equal files are not touched. No page in the output
        changes before every page lies ready. Raises OSError.
        """
        staged = list(pages)
        made = {page.address: page.file for page in staged}
        files = {**dict.fromkeys(dropped), **made}
        listed, change = before.changed(files, articles), _change(before, files, articles)
        gone = _gone(change, made)
        # A build that is killed from here on leaves a manifest that names the old files and the new ones, so that
        # the next build knows what to remove; and what is new stands before anything that stood leads to it.
        digest = _Digest(listed)
        self._write_manifest(listed.pieces_with(gone), is_other=bool(change.files or change.articles))
        moved = self._put_folders() if not before else frozenset()
        written = 0
        for address in _those_that_stand_last(staged, before):
            if address.partition("/")[0] not in moved:
                put(self._place(address), address, self.output, before)
            written += 1
        removed = sum(remove(self.output, address) for address in sorted(gone))
        if gone:
            listed.forget(self.output / MANIFEST)
        tally = Published(written=written, unchanged=listed.count - written, removed=removed)
        return PublishedSite(tally=tally, listed=listed, change=change, manifest=digest.found)

    def _put_folders(self) -> frozenset[str]:
        """Move whole folders to where nothing stands yet, each in one renaming, and return their names."""
        moved = set()
        with suppress(OSError):  # what is left is moved file by file
            for name in os.listdir(self._place("")):  # noqa: PTH208 - names are all that is wanted
                folder, target = self._place(name), f"{self.output}/{name}"
                if Path(folder).is_dir() and not os.path.lexists(target):
                    os.replace(folder, target)  # noqa: PTH105 - as files are below
                    moved.add(name)
        return frozenset(moved)

    def _place(self, address: str) -> str:
        return f"{self.folder}/pages/{address}"

    def _write_manifest(self, pieces: Sequence[Buffer], *, is_other: bool) -> None:
        """Write the manifest, unless it stands there, which need not be looked up where it `is_other`."""
        if is_other or not is_unchanged(f"{self.output}/{MANIFEST}", *pieces):
            write(f"{self.folder}/manifest", *pieces)
            put(f"{self.folder}/manifest", MANIFEST, self.output, ())


def remove_published(output: Path, addresses: Iterable[str]) -> int:
    """Remove files of a site, its manifest last, and the folder where nothing is left; return how many they were.

    Raises OSError.
    """
    count = sum(remove(output, address) for address in addresses) + remove(output, MANIFEST)
    if output.is_dir() and not any(output.iterdir()):
        output.rmdir()
    return count


@contextmanager
def staging(output: Path, state: Path, waiting: Callable[[str], None] = lambda _: None) -> Iterator[Stage]:
    """Make a stage for the site in `output`, below `state` where that can be, and take it away at the end.

    Until then no other build writes there. Raises Held.
    """
    output.mkdir(parents=True, exist_ok=True)
    with holding(output, waiting):
        folder = _stage_folder(output, state)
        try:
            yield Stage(output=output, folder=folder)
        finally:
            _remove_folder(folder)
            if folder.parent != state:
                with suppress(OSError):
                    folder.parent.rmdir()


def _file(content: bytes, forms: msgspec.Raw = NO_FORMS) -> PublishedFile:
    return PublishedFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content), forms=forms)


def _those_that_stand_last(pages: Iterable[StagedFile], before: ManifestText) -> Iterator[str]:
    """Yield the addresses of what differs in some pages: first those at which nothing stands."""
    standing: list[str] = []
    for page in pages:
        for address in page.new:
            if address in before:
                standing.append(address)
            else:
                yield address
    yield from standing


def _change(
    before: ManifestText, files: Mapping[str, PublishedFile | None], articles: Mapping[str, ListedArticle | None]
) -> ManifestChange:
    """Return what a manifest tells of these files and articles, and what it is to tell, where that differs."""
    told = ((address, before.file(address), file) for address, file in files.items())
    told_of = ((address, before.article(address), one) for address, one in articles.items())
    return ManifestChange(
        is_first=not before,
        files={address: (old, new) for address, old, new in told if old != new},
        articles={address: (old, new) for address, old, new in told_of if old != new},
    )


def _gone(change: ManifestChange, made: Mapping[str, PublishedFile]) -> dict[str, PublishedFile]:
    """Return what is no longer wanted, each by its own address; what is made may have taken over another's forms."""
    gone: dict[str, PublishedFile] = {}
    for address, (old, new) in change.files.items():
        if old is not None:
            gone |= old.forms_of(address)
            if new is None:
                gone[address] = old
    if gone:
        for address, file in made.items():
            for form in file.forms_of(address):
                gone.pop(form, None)
    return gone


def _stage_folder(output: Path, state: Path) -> Path:
    """Return an empty folder on the output's file system, so that putting a file in place is one renaming."""
    parent = state if _can_hold(state, output) else output / state.name
    parent.mkdir(parents=True, exist_ok=True)
    if parent == state:  # which one build at a time has for itself: what is there is left by one that was killed
        for left in parent.glob("stage-*"):
            _remove_folder(left)
    from tempfile import mkdtemp  # noqa: PLC0415 - a build without changes needs no stage

    return Path(mkdtemp(prefix="stage-", dir=parent))


def _remove_folder(folder: Path) -> None:
    from shutil import rmtree  # noqa: PLC0415 - as above

    rmtree(folder, ignore_errors=True)


def _can_hold(state: Path, output: Path) -> bool:
    """Return whether files can be staged in the archive's state folder: it may be read-only, or elsewhere."""
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(state, os.W_OK) and state.stat().st_dev == output.stat().st_dev
