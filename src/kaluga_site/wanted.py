"""Which pages have to be made, which stand as they would be made, and what is known of them all once they stand."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site import publish, render, state
from kaluga_site.drafting import Draft, Job
from kaluga_site.model.pages import KnownPieces


class KnownStates(Struct, frozen=True, kw_only=True):
    """What is to be known of the files of a site."""

    pages: state.Pages
    """The states of all but the lone pages, by what asked for them."""

    lone: state.Pages
    """The lone pages of which the plan speaks."""

    gone: AbstractSet[str]
    """What asked for a lone page and does so no more."""

    count: int
    """How many lone pages there are."""

    folders: AbstractSet[str]
    """The folders in which other forms lie of the pages of which the plan speaks."""


class WantedPages:
    """The pages that have to be made, and the published files that can stay as they are."""

    def __init__(self, draft: Draft, theme: render.Theme, last: state.Snapshot, output: Path) -> None:
        """Compare what is planned with what is known of the last build and with what its manifest lists.

        The pages are taken out of the plan, so that what each is made from goes with it once it is made.
        """
        self._pages: list[render.PlannedPage] = []
        self._planned: dict[str, list[str]] = {}
        self.listed = _listed(output, last, is_known=not draft.is_anew)
        self._lone_before: AbstractSet[str] = draft.before.keys() - last.pages.keys()
        self._lone_standing = last.lone - len(self._lone_before)
        self._draft = draft
        self.standing = draft.standing
        self._fingerprints: dict[str, bytes] = {}
        self._known: dict[str, state.PageState] = {}
        known = draft.before if last.output == str(output.resolve()) else {}
        look = render.digest(state.code_digest(), theme.fingerprint())
        for owner, pages in draft.plan.take():
            before = known.get(owner, {})
            self._planned[owner] = [page.address for page in pages]
            for page in pages:
                files = (page.copied, *page.photos) if page.copied else page.photos
                stamps = [state.stamp_of(file.stat()) for file in files]
                fingerprint = self._fingerprints[page.address] = render.digest(look, page.fingerprint, stamps)
                state_before = before.get(page.address)
                if state_before and self._stands(output, page.address, state_before, fingerprint):
                    self._known[page.address] = state_before
                else:
                    self._pages.append(page)
        self.count = len(self._pages)
        """How many pages have to be made."""

        self.pieces = {page.address: page.pieces for page in self._pages if page.pieces is not None}
        """Of the data among them the address → the fingerprints of what it gives away of each article."""

        self.dropped = self._old_addresses() - self._fingerprints.keys()
        """The addresses of published files that are no longer planned."""

    def take(self) -> list[render.PlannedPage]:
        """Return the pages that have to be made, which are held here no more."""
        taken, self._pages = self._pages, []
        return taken

    def _old_addresses(self) -> set[str]:
        """Return the addresses of all published files of which the plan speaks."""
        draft = self._draft
        if draft.is_anew:
            return {*self.listed}
        found = {*chain.from_iterable(draft.before.values())}
        return found.difference(*draft.plan.staying.values())

    def _stands(self, output: Path, address: str, page: state.PageState, fingerprint: bytes) -> bool:
        """Return whether a page is published as it would be made; other builds write the manifest too."""
        return (
            page.fingerprint == fingerprint
            and page.is_file(self.listed.file(address))
            and state.size_of(f"{output}/{address}") == page.size
            and (not page.forms or self._forms_stand(output, address))
        )

    def _forms_stand(self, output: Path, address: str) -> bool:
        """Return whether the other forms of a page have the size that the manifest tells."""
        file = self.listed.file(address)
        forms = file.forms_of(address) if file else {}
        return all(state.size_of(f"{output}/{form}") == file.size for form, file in forms.items())

    def states(self, pages: Iterable[publish.StagedFile]) -> KnownStates:
        """Return what is to be known of all published files, of which these were made."""
        found = self._states(pages)
        lone = {owner: states for owner, states in found.items() if len(states) == 1 and render.article_of(owner)}
        return KnownStates(
            pages={**self.standing, **{owner: states for owner, states in found.items() if owner not in lone}},
            lone=lone,
            gone=self._lone_before - lone.keys(),
            count=len(lone) + (0 if self._draft.is_anew else self._lone_standing),
            folders=state.forms_by_folder(found.values()).keys(),
        )

    def _states(self, pages: Iterable[publish.StagedFile]) -> state.Pages:
        """Return the states of the published files of which the plan speaks, these made, by what asked for them."""
        made = {page.address: state.PageState.of(self._fingerprints[page.address], page.file) for page in pages}
        found, states = {}, {**self._known, **made}
        for owner, planned in self._planned.items():
            if planned:
                own = {address: states[address] for address in planned}
                found[owner] = {**self.standing.get(owner, {}), **own}
        return found


def known_pieces(wanted: WantedPages, pages: Iterable[publish.StagedFile]) -> Mapping[str, KnownPieces | bytes]:
    """Return the pieces of the data, and the terms of the words, among the files that were made."""
    found: dict[str, KnownPieces | bytes] = {}
    for page in pages:
        if page.terms:
            found[page.address] = page.terms
        elif page.address in wanted.pieces:
            files = (page.file, *page.file.forms_of("").values())
            articles = zip(wanted.pieces[page.address], page.pieces, strict=True)
            found[page.address] = KnownPieces(tuple(bytes.fromhex(file.sha256) for file in files), tuple(articles))
    return found


def _listed(output: Path, last: state.Snapshot, *, is_known: bool) -> publish.ManifestText:
    """Return the manifest of what stands; one that is known to be as the last build left it is sooner read."""
    if is_known:
        return publish.ManifestText.read(output, last.files)
    return publish.ManifestText.of(publish.read_manifest(output))


def known_of_site(
    known: state.Snapshot,
    job: Job,
    states: KnownStates,
    site: publish.PublishedSite,
    pages: Sequence[publish.StagedFile],
) -> state.Snapshot:
    """Return what is known once a site stands, of which these pages were made."""
    output = job.place.output
    folders = {*job.last.folders, *states.folders}
    return structs.replace(
        known,
        pages=states.pages,
        lone=states.count,
        files=site.tally.written + site.tally.unchanged,
        folders={one: when for one in sorted(folders) if (when := state.changed_ns(f"{output}/{one}")) is not None},
        chartless=_chartless(job.last, site, pages),
        output=str(output.resolve()),
        manifest=site.manifest,
        manifest_stamp=state.stamp_of_file(output / publish.MANIFEST),
    )


def _chartless(
    last: state.Snapshot, site: publish.PublishedSite, pages: Sequence[publish.StagedFile]
) -> frozenset[str]:
    """Return the addresses of the pages that would have a chart."""
    made = {page.address: page.lacks_chart for page in pages}
    kept = {address for address in last.chartless if address not in made and address in site.listed}
    return frozenset(kept | {address for address, lacks_chart in made.items() if lacks_chart})
