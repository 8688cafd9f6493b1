"""Begin with the article files that changed, in children of this process, while it imports what a build takes."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import structs

from kaluga_site import load, state
from kaluga_site.aside import Aside
from kaluga_site.model.ahead import Ahead, ConcernedAhead, ReadAhead
from kaluga_site.standing import Place
from kaluga_site.workers import SMALL, Workers


def look_ahead(place: Place) -> Ahead:
    """Have children read what changed since the last build, and look at it if it is much; nothing where all is new."""
    known, stamps = place.left.seen.sketch.sources, place.sources.stamps
    changed = state.changed_files(stamps, known)
    renewed = [path for path in changed if path in known] if len(changed) > SMALL else []
    stale = {*changed}.difference(renewed)
    is_edited = place.left.seen.is_large and place.left.seen.sketch.surroundings != place.surroundings
    return Ahead(
        changed,
        Aside(lambda: _read(place, stale), ReadAhead, at_once=True) if known and 0 < len(stale) <= SMALL else None,
        Aside(lambda: _digests(place, renewed), dict[str, bytes], at_once=True) if renewed else None,
        Aside(lambda: _concerned(place), ConcernedAhead, at_once=True) if is_edited else None,
    )


def _read(place: Place, stale: AbstractSet[str]) -> ReadAhead:
    from kaluga_site import article_reading  # noqa: PLC0415 - the parent reads nothing

    settings, _ = load.load_settings(place.archive)
    authorities, _ = load.load_authorities(place.archive)
    stamps = {path: place.sources.stamps[path] for path in stale}
    files, _ = load.find_article_files(place.archive, structs.replace(place.sources, stamps=stamps))
    found = article_reading.read_articles(place.archive, files, settings, authorities, Workers())
    return ReadAhead(closed=settings.closed, entries=load.trace_entries(authorities), articles=tuple(found))


def _concerned(place: Place) -> ConcernedAhead:
    from kaluga_site.concerned import find_concerned  # noqa: PLC0415 - as above

    last = place.left.seen.snapshot
    authorities, _ = load.load_authorities(place.archive)
    entries = load.trace_entries(authorities)
    edits = load.ChangedEntries.between(last.entries, entries)
    paths: AbstractSet[str] = frozenset()
    if edits:
        with state.looking_into(place.folder) as database:
            paths = find_concerned(last.contents, edits, state.reliances_in(database), state.records_in(database))
    return ConcernedAhead(entries=entries, paths=tuple(sorted(paths)))


def _digests(place: Place, renewed: Iterable[str]) -> dict[str, bytes]:
    return {path: state.digest_of_file(f"{place.archive}/{path}") for path in renewed}
