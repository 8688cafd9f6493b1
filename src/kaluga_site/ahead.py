"""Begin with the article files that changed, in a child of this process, while it imports what else a build takes."""

from collections.abc import Sequence

from kaluga_site import load, state
from kaluga_site.aside import Aside
from kaluga_site.model.ahead import Ahead
from kaluga_site.standing import Place
from kaluga_site.workers import SMALL, Workers


def look_ahead(place: Place) -> Aside[Ahead] | None:
    """Have a child read what changed since the last build, or look at it if it is much; None where all is new."""
    known = place.left.seen.sketch.sources
    stamps = place.sources.stamps
    changed = {path for path, stamp in stamps.items() if stamp is None or stamp != known.get(path)}
    if not known or not changed:
        return None
    return Aside(lambda: _look(place, sorted(changed)), Ahead, at_once=True)


def _look(place: Place, changed: Sequence[str]) -> Ahead:
    if len(changed) > SMALL:
        return Ahead(contents={path: state.digest_of_file(f"{place.archive}/{path}") for path in changed})
    from kaluga_site import batches  # noqa: PLC0415 - only the child wants it so soon

    settings, _ = load.load_settings(place.archive)
    authorities, _ = load.load_authorities(place.archive)
    files, _ = load.find_article_files(place.archive, place.sources)
    stale = sorted({*changed}.intersection(files))
    found = batches.read_articles(place.archive, stale, settings, authorities, Workers())
    return Ahead(closed=settings.closed, entries=load.trace_entries(authorities), articles=tuple(found))
