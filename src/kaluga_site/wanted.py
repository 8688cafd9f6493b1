"""Which pages have to be made, which stand as they would be made, and what is known of them all once they stand."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import structs

from kaluga_site import publish, render, state
from kaluga_site.drafting import Draft, Job
from kaluga_site.model.pages import PublishedFile


class WantedPages:
    """The pages that have to be made, and the published files that can stay as they are."""

    def __init__(self, draft: Draft, theme: render.Theme, last: state.Snapshot, output: Path) -> None:
        """Compare what is planned with what is known of the last build and with what its manifest lists."""
        self.pages: list[render.PlannedPage] = []
        self.manifest = publish.read_manifest(output)
        self._listed = self.manifest.files
        self._draft = draft
        self._fingerprints: dict[str, bytes] = {}
        self.standing = draft.standing
        standing = {*chain.from_iterable(draft.standing.values())}
        self.kept = {address: file for address, file in self._listed.items() if address in standing}
        known = last.pages if last.output == str(output.resolve()) else {}
        look = render.digest(state.code_digest(), theme.fingerprint())
        for owner, pages in draft.plan.pages.items():
            before = known.get(owner, {})
            for page in pages:
                files = (page.copied, *page.photos) if page.copied else page.photos
                stamps = [state.stamp_of(file.stat()) for file in files]
                fingerprint = self._fingerprints[page.address] = render.digest(look, page.fingerprint, stamps)
                if self._stands(output, page.address, before.get(page.address), fingerprint):
                    self.kept[page.address] = self._listed[page.address]
                else:
                    self.pages.append(page)

    def _stands(self, output: Path, address: str, page: state.PageState | None, fingerprint: bytes) -> bool:
        """Return whether a page is published as it would be made; other builds write the manifest too."""
        return (
            page is not None
            and page.fingerprint == fingerprint
            and page.is_file(self._listed.get(address))
            and state.size_of(f"{output}/{address}") == page.size
            and (not page.forms or self._forms_stand(output, address))
        )

    def _forms_stand(self, output: Path, address: str) -> bool:
        """Return whether the other forms of a page have the size that the manifest tells."""
        forms = self._listed[address].forms_of(address)
        return all(state.size_of(f"{output}/{form}") == file.size for form, file in forms.items())

    def states(self, files: Mapping[str, PublishedFile]) -> state.Pages:
        """Return the states of the published files of which the plan speaks, by what asked for them."""
        found = {}
        for owner, pages in self._draft.plan.pages.items():
            made = {
                page.address: state.PageState.of(self._fingerprints[page.address], files[page.address])
                for page in pages
            }
            if made:
                found[owner] = {**self.standing.get(owner, {}), **made}
        return found


def known_of_site(
    known: state.Snapshot,
    job: Job,
    wanted: WantedPages,
    site: publish.PublishedSite,
    pages: Sequence[publish.StagedFile],
) -> state.Snapshot:
    """Return what is known once a site stands, of which these pages were made."""
    output, made = job.place.output, wanted.states(site.files)
    folders = {*job.last.folders, *state.forms_by_folder(made)}
    return structs.replace(
        known,
        pages={**wanted.standing, **made},
        files=site.tally.written + site.tally.unchanged,
        folders={one: when for one in sorted(folders) if (when := state.changed_ns(f"{output}/{one}")) is not None},
        chartless=(job.last.chartless & wanted.kept.keys()) | {page.address for page in pages if page.lacks_chart},
        output=str(output.resolve()),
        manifest=site.manifest,
        manifest_stamp=state.stamp_of_file(output / publish.MANIFEST),
    )
