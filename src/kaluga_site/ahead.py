"""Begin with the article files that changed, in children of this process, while it imports what a build takes."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from kaluga_site import load, state
from kaluga_site.aside import Aside
from kaluga_site.model.ahead import Ahead, ReadAhead
from kaluga_site.standing import Place
from kaluga_site.workers import SMALL, Workers


def look_ahead(place: Place) -> Ahead:
    """Have children read what changed since the last build, and look at it if it is much; nothing where all is new."""
    known, stamps = place.left.seen.sketch.sources, place.sources.stamps
    changed = state.changed_files(stamps, known)
    renewed = [path for path in changed if path in known] if len(changed) > SMALL else []
    stale = {*changed}.difference(renewed)
    return Ahead(
        changed,
        Aside(lambda: _read(place, stale), ReadAhead, at_once=True) if known and 0 < len(stale) <= SMALL else None,
        Aside(lambda: _digests(place, renewed), dict[str, bytes], at_once=True) if renewed else None,
    )


def _read(place: Place, stale: AbstractSet[str]) -> ReadAhead:
    from kaluga_site import article_reading  # noqa: PLC0415 - the parent reads nothing

    settings, _ = load.load_settings(place.archive)
    authorities, _ = load.load_authorities(place.archive)
    files, _ = load.find_article_files(place.archive, place.sources)
    wanted = [path for path in files if path in stale]
    found = article_reading.read_articles(place.archive, wanted, settings, authorities, Workers())
    return ReadAhead(closed=settings.closed, entries=load.trace_entries(authorities), articles=tuple(found))


def _digests(place: Place, renewed: Iterable[str]) -> dict[str, bytes]:
    return {path: state.digest_of_file(f"{place.archive}/{path}") for path in renewed}
