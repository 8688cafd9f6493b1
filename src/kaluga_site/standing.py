"""Tell whether the site that stands is what a build would make: then nothing else need be imported, read or made."""

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from kaluga_site import publish, state
from kaluga_site.aside import Aside
from kaluga_site.model.build import Build, Options, Published
from kaluga_site.model.changes import Changes
from kaluga_site.model.sources import Sources


class Left(Struct, frozen=True):
    """What the last build has left."""

    folder: Path
    """That of its state."""

    seen: state.Seen
    """Its state, as it stands before another one can have begun."""

    stands: Aside[bool]
    """Whether the site stands as that build left it."""

    is_shared: bool
    """Whether a child of this process may look at that."""

    @classmethod
    def of(cls, output: Path, folder: Path, *, shared: bool = False) -> "Left":
        """Look at the folder of a state; at its site only when that is asked.

        With `shared` a child of this process may look at the site if it is large (see Aside).
        """
        seen = state.see(folder)
        stands = Aside(lambda: pages_stand(seen.sketch, output, folder), bool, at_once=False)
        return cls(folder=folder, seen=seen, stands=stands, is_shared=shared and seen.is_large)

    @property
    def ended_ns(self) -> float:
        """When the last build ended; never, where nothing is known of one."""
        ended = self.seen.sketch.manifest_stamp
        return ended.mtime_ns if ended else math.inf


class OnChange(NamedTuple):
    """What is called where something is seen to have changed since the last build, perhaps."""

    surroundings: Callable[[], None] = lambda: None
    """For what the build depends on besides the files in articles/; that is looked at first."""

    article: Callable[[], None] = lambda: None
    """For the first of the files in articles/."""


class Place(Struct, frozen=True, kw_only=True):
    """An archive, the folder of its site, how to build it, and how its files stand."""

    archive: Path
    output: Path
    options: Options
    sources: Sources
    surroundings: bytes
    """A digest of all that the build depends on but the files in articles/."""

    left: Left

    @property
    def folder(self) -> Path:
        """Where the state is kept."""
        return self.left.folder

    @classmethod
    def of(
        cls,
        archive: Path,
        output: Path,
        options: Options,
        left: Left | None = None,
        on_change: OnChange | None = None,
    ) -> "Place":
        """Look at an archive, of which `left` has been seen before; without, its state lies where `build` has it.

        `on_change` is told of the first change of each kind that there may be, while the rest is looked at.
        """
        left = left or Left.of(output, archive / state.FOLDER)
        last = left.seen.sketch
        surroundings = state.surroundings(archive, options)
        on_change = on_change or OnChange()
        if surroundings != last.surroundings:
            on_change.surroundings()
        return cls(
            archive=archive,
            output=output,
            options=options,
            sources=state.look_around(archive, last.sources, on_change.article, shared=left.is_shared),
            surroundings=surroundings,
            left=left,
        )


def standing_build(place: Place, now: datetime.datetime) -> Build | None:
    """Return how the last build went, if building again would come to the same; None where something has changed."""
    if not _may_stand(place.options) or not place.archive.is_dir():
        return None
    last = place.left.seen.sketch
    same = (
        last.since <= now.timestamp() < last.until
        and last.surroundings == place.surroundings
        and not place.sources.differing
        and len(last.sources) == len(place.sources.stamps)
        and place.left.stands.answer
    )
    if not same:
        return None
    published = Published(written=0, unchanged=last.files, removed=0)
    return Build(
        problems=last.problems,
        articles=last.shown,
        published=published,
        chartless=len(last.chartless),
        left_out=last.left_out,
        changes=Changes(),
    )


def _may_stand(options: Options) -> bool:
    """Return whether a build is asked for nothing that takes more than what stands."""
    return options.cache and not options.clean and options.against is None


def pages_stand(last: state.Sketch | state.Snapshot, output: Path, folder: Path) -> bool:
    """Return whether the site stands in `output` as the last build left it there; `folder` is that of its state."""
    if last.output != str(output.resolve()) or not manifest_stands(last, output):
        return False
    try:
        lone = state.lone_sizes(folder) if last.lone else {}
    except state.Damaged:
        return False
    if len(lone) != last.lone:
        return False
    pages = [*last.page_sizes.values(), lone]
    sizes = ((address, page.size) for found in pages for address, page in found.items())
    return state.have_sizes(last.output, sizes) and _forms_stand(last, pages)


def manifest_stands(last: state.Sketch | state.Snapshot, output: Path) -> bool:
    """Return whether the manifest is the same: by its stamp, in a copy of the site by its bytes."""
    stamp = state.stamp_of_file(output / publish.MANIFEST)
    return stamp is not None and (stamp == last.manifest_stamp or publish.manifest_digest(output) == last.manifest)


def _forms_stand(
    last: state.Sketch | state.Snapshot, pages: Sequence[Mapping[str, state.PageSize | state.PageState]]
) -> bool:
    """Return whether the other forms of all pages are there: by their names, for their sizes would take too long.

    Of a folder that has the time stamp that it had, not even the names are looked at.
    """
    changed = {folder for folder, stamp in last.folders.items() if state.changed_ns(f"{last.output}/{folder}") != stamp}
    wanted = state.forms_by_folder(pages) if changed else {}
    return all(state.names_in(f"{last.output}/{folder}").issuperset(wanted[folder]) for folder in changed)
