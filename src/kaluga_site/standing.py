"""Tell whether the site that stands is what a build would make: then nothing else need be imported, read or made."""

from pathlib import Path

from kaluga_site import publish, state
from kaluga_site.model.build import Build, Options, Published


def standing_build(archive: Path, output: Path, options: Options) -> Build | None:
    """Return how the last build went, if building again would come to the same; None where something has changed."""
    if not options.cache or not archive.is_dir():
        return None
    with state.Store(archive / state.FOLDER) as store:
        last = store.snapshot
    same = (
        pages_stand(last, output)
        and not last.expiring  # on some day, the same files give another site
        and None not in last.sources.values()
        and last.surroundings == state.surroundings(archive, options)
        and last.sources == state.look_around(archive)
    )
    if not same:
        return None
    published = Published(written=0, unchanged=sum(map(len, last.pages.values())), removed=0)
    return Build(problems=last.problems, articles=last.shown, published=published)


def pages_stand(last: state.Snapshot, output: Path) -> bool:
    """Return whether the site stands in a folder as the last build left it there."""
    return (
        last.output == str(output.resolve())
        and last.manifest == publish.manifest_digest(output)
        and all(
            state.size_of(f"{last.output}/{address}") == page.size
            for pages in last.pages.values()
            for address, page in pages.items()
        )
    )
