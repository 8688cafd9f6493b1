"""Begin with the article files that changed, in children of this process, while it imports what a build takes."""

import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import load, state
from kaluga_site.aside import Aside, look_in_turn
from kaluga_site.model.ahead import Ahead, ConcernedAhead, ReadAhead
from kaluga_site.model.sources import Sources
from kaluga_site.standing import Left, Place
from kaluga_site.workers import SMALL, Workers


class _Wanted(Struct, frozen=True):
    """What a reader is to read, and in which surroundings."""

    sources: Sources
    surroundings: bytes


class EarlyReader:
    """A child of this process that imports what reading takes while it is not yet known which article files changed.

    After that it looks at what the last build has left. A child that has begun with that is ended: the processors have
    more urgent work, and the site is looked at whole in any case.
    """

    def __init__(self, archive: Path, left: Left, concerned: Aside[ConcernedAhead] | None = None) -> None:
        """Let it begin. Where another child looks for who is concerned already, that one looks at the site."""
        self._archive, self._left = archive, left
        self._wanted: _Wanted | None = None
        self._told, self._telling = os.pipe()
        self._read_ahead = Aside(self._read, ReadAhead, at_once=False)
        if concerned:
            look_in_turn(self._read_ahead)
        else:
            _look_before_the_site(self._read_ahead, left)
        os.close(self._told)

    def read(self, place: Place, stale: AbstractSet[str]) -> Aside[ReadAhead] | None:
        """Let it read some of the files of a place, if there are any."""
        with suppress(OSError), os.fdopen(self._telling, "wb") as telling:  # the child may have been killed
            if not stale:
                return None
            stamps = {path: place.sources.stamps[path] for path in stale}
            unreadable = {path: why for path, why in place.sources.unreadable.items() if path in stale}
            sources = Sources(stamps=stamps, unreadable=unreadable, differing=())
            self._wanted = _Wanted(sources, place.surroundings)
            telling.write(msgspec.json.encode(self._wanted))
        return self._read_ahead

    def _read(self) -> ReadAhead:
        from kaluga_site import article_reading, articles, extract  # noqa: F401, PLC0415 - the parent reads nothing

        wanted = self._wanted or self._wait()
        if wanted is None:
            return ReadAhead(closed=(), entries=(), articles=())
        known = self._left.seen.sketch.configuration_in(wanted.surroundings) or load.load_configuration(self._archive)
        settings, authorities = known.settings, known.authorities
        files, _ = load.find_article_files(self._archive, wanted.sources)
        found = article_reading.read_articles(self._archive, files, settings, authorities, Workers())
        return ReadAhead(closed=settings.closed, entries=load.trace_entries(authorities), articles=tuple(found))

    def _wait(self) -> _Wanted | None:
        """Return, in the child, what it is to read; nothing where the parent wants nothing."""
        os.close(self._telling)
        with os.fdopen(self._told, "rb") as told:
            content = told.read()
        return msgspec.json.decode(content, type=_Wanted) if content else None


def find_concerned_early(archive: Path, left: Left, reader: EarlyReader | None = None) -> Aside[ConcernedAhead]:
    """Have a child find the articles that edited authority entries concern, while files are still looked at.

    Where a reader has begun already, that one looks at the site.
    """
    concerned = Aside(lambda: _concerned(archive, left), ConcernedAhead, at_once=False)
    if reader:
        look_in_turn(concerned)
    else:
        _look_before_the_site(concerned, left)
    return concerned


def _look_before_the_site(question: Aside[ReadAhead] | Aside[ConcernedAhead], left: Left) -> None:
    """Have a child look into a question, and only then whether the site stands: that is less urgent."""
    left.stands.drop()
    look_in_turn(question, *([left.stands] if left.is_shared else []))


def look_ahead(
    place: Place, reader: EarlyReader | None = None, concerned: Aside[ConcernedAhead] | None = None
) -> Ahead:
    """Have children read what changed since the last build, and look at it if it is much; nothing where all is new.

    `reader` has begun already, and so has the child that finds whom edits of authority entries concern.
    """
    known, changed = place.left.seen.sketch.sources, place.sources.differing
    renewed = [path for path in changed if path in known] if len(changed) > SMALL else []
    stale = {*changed}.difference(renewed)
    return Ahead(
        changed,
        reader.read(place, stale if known and len(stale) <= SMALL else frozenset()) if reader else None,
        Aside(lambda: _digests(place, renewed), dict[str, bytes], at_once=True) if renewed else None,
        concerned,
    )


def _concerned(archive: Path, left: Left) -> ConcernedAhead:
    from kaluga_site.concerned import find_concerned  # noqa: PLC0415 - as above

    last = left.seen.snapshot
    authorities, _ = load.load_authorities(archive)
    entries = load.trace_entries(authorities)
    edits = load.ChangedEntries.between(last.entries, entries)
    paths: AbstractSet[str] = frozenset()
    if edits:
        with state.looking_into(left.folder) as database:
            paths = find_concerned(last.contents, edits, state.reliances_in(database), state.records_in(database))
    return ConcernedAhead(entries=entries, paths=tuple(sorted(paths)))


def _digests(place: Place, renewed: Iterable[str]) -> dict[str, bytes]:
    return {path: state.digest_of_file(f"{place.archive}/{path}") for path in renewed}
