"""Keep the readings of article files up to date: read anew what changed, know the rest."""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from pathlib import Path

from msgspec import structs

from kaluga_site import article_reading, load, state
from kaluga_site.concerned import find_concerned
from kaluga_site.model.ahead import Ahead, ReadArticle
from kaluga_site.model.authorities import Authorities, EntryTrace
from kaluga_site.model.build import Options
from kaluga_site.model.cards import Use
from kaluga_site.model.heads import Head, Release
from kaluga_site.model.pages import Redirects
from kaluga_site.model.problems import Problem
from kaluga_site.model.settings import Settings
from kaluga_site.model.sources import Sources, SourceStamp
from kaluga_site.workers import Workers


class Readings:
    """The readings of an archive's article files."""

    def __init__(
        self,
        archive: Path,
        store: state.Store,
        last: state.Snapshot,
        files: Sequence[str],
        ahead: Ahead,
    ) -> None:
        """Begin with the readings that `last` knows and `store` holds, for the article files that there are now.

        `ahead` knows more of some of them.
        """
        self._archive = archive
        self._store = store
        self._last = last
        self._files = files
        self._ahead = ahead
        self._fresh: dict[str, state.Reading] = {}
        self._uses: dict[Use, Use] = {}
        self.contents: dict[str, bytes] = {}
        """Article file → the digest of its bytes."""

        self.stale: list[str] = []
        """The article files that are to be read anew, in their order."""

        self.gone: AbstractSet[str] = frozenset()
        """The article files that are no longer there."""

    def look(self, sources: Sources, edits: load.ChangedEntries, entries: Sequence[EntryTrace]) -> None:
        """Find out which files are to be read anew: those that changed, and those that edited entries concern.

        `entries` are those of the authority files.
        """
        known = self._last.contents
        added = [path for path in self._files if path not in known]
        is_less = len(known) + len(added) > len(self._files)
        self.gone = known.keys() - self._files if is_less else frozenset()
        self.contents = {**known, **dict.fromkeys(added, b"")}
        for path in self.gone:
            del self.contents[path]
        changed = self._ahead.changed
        if changed is None:
            before = self._last.sources
            changed = [path for path, stamp in sources.stamps.items() if stamp is None or stamp != before.get(path)]
        renewed = [path for path in changed if self.contents.get(path)]
        digests = self._ahead.digests.answer if self._ahead.digests else {}
        for path in renewed:
            self.contents[path] = digests.get(path) or state.digest_of_file(f"{self._archive}/{path}")
        stale = {path for path in renewed if self.contents[path] != known[path]}.union(added)
        if b"" in known.values():  # there was what could not be read
            stale |= {path for path, content in self.contents.items() if not content}
        stale |= self._concerned(self.contents.keys() - stale, edits, entries) if edits else set()
        self.stale = sorted(stale)

    def read(
        self, settings: Settings, authorities: Authorities, entries: Sequence[EntryTrace], workers: Workers
    ) -> None:
        """Read anew what is to be, as far as that has not been done; `entries` are those of the authority files."""
        with workers.clock.stage("read"):
            done = self._read_ahead(settings, entries) if self.stale else {}
        left = [path for path in self.stale if path not in done]
        found = article_reading.read_articles(self._archive, left, settings, authorities, workers) if left else ()
        read = chain((done[path] for path in self.stale if path in done), found)
        for article in workers.watch.over(read, "articles read", len(self.stale)):
            self._fresh[article.path] = self._sparing(state.decode_reading(article.reading))
            self.contents[article.path] = article.content
            with workers.clock.stage("save"):
                self._store.put(article.path, article.reading, article.reliance, article.record, article.words)

    def _read_ahead(self, settings: Settings, entries: Sequence[EntryTrace]) -> Mapping[str, ReadArticle]:
        """Return what has been read of the article files, with the same settings and authority entries."""
        if self._ahead.read is None:
            return {}
        ahead = self._ahead.read.answer
        is_same = ahead.closed == settings.closed and ahead.entries == entries
        return {article.path: article for article in ahead.articles} if is_same else {}

    def of(self, paths: Iterable[str]) -> Iterator[tuple[str, state.Reading]]:
        """Yield the readings of these files. Raises state.Damaged."""
        paths = list(paths)
        yield from ((path, self._fresh[path]) for path in paths if path in self._fresh)
        for path, reading in self._store.readings(path for path in paths if path not in self._fresh):
            yield path, self._sparing(reading)

    def noted(self) -> dict[str, tuple[Problem, ...]]:
        """Return the problems of the article files that have some."""
        known = {path: noted for path, noted in self._last.noted.items() if path in self.contents}
        fresh = {path: reading.problems for path, reading in self._fresh.items()}
        return {path: noted for path, noted in {**known, **fresh}.items() if noted}

    def _sparing(self, reading: state.Reading) -> state.Reading:
        """Return the same reading, equal uses in all of them being one in memory."""
        if reading.head is None:
            return reading
        uses = tuple(self._uses.setdefault(use, use) for use in reading.head.uses)
        return structs.replace(reading, head=structs.replace(reading.head, uses=uses))

    def _concerned(
        self, paths: AbstractSet[str], edits: load.ChangedEntries, entries: Sequence[EntryTrace]
    ) -> AbstractSet[str]:
        """Return the articles of which an edited authority entry could make something else. Raises state.Damaged."""
        if self._ahead.concerned is not None:
            article_reading.prepare()  # while a child looks for them
            ahead = self._ahead.concerned.answer
            if ahead.entries == entries:
                return paths & set(ahead.paths)
        return find_concerned(paths, edits, self._store.reliances(), self._store.records())


class Shown:
    """Which articles are published, with which photos, and from which other addresses."""

    def __init__(
        self, archive: Path, readings: Readings, last: state.Snapshot, day: datetime.date, options: Options
    ) -> None:
        """Begin with those that were published last, for what is published on a day."""
        self._archive = archive
        self._readings = readings
        self._day = day
        self._shown = {Release.PUBLIC}
        self._shown |= ({Release.DRAFT} if options.drafts else set()) | ({Release.FUTURE} if options.future else set())
        self.problems: list[Problem] = []
        self.hidden = set(last.hidden) - readings.gone
        self.releases = {path: release for path, release in last.releases.items() if path not in readings.gone}
        self.next_change: datetime.date | None = None
        """The next day on which the release of an article changes."""

        self.photos = {path: photos for path, photos in last.photos.items() if path not in readings.gone}
        self.redirects = {path: found for path, found in last.redirects.items() if path not in readings.gone}
        self.withdrawn = {path: address for path, address in last.withdrawn.items() if path not in readings.gone}

    @property
    def ahead(self) -> frozenset[str]:
        """The articles whose date has not come yet, and that are shown all the same."""
        found = {path for path, release in self.releases.items() if release is Release.FUTURE}
        return frozenset(found - self.hidden)

    def changed(self) -> list[str]:
        """Return the articles that may have changed since they were published: words, photos, or their release."""
        found = {*self._readings.stale, *self._readings.gone}
        before = {path: release for path, release in self.releases.items() if path not in found}
        found |= {
            path
            for path, head in self._heads(before)
            if (head is None) != (path in self.hidden) or self.releases.get(path) != before[path]
        }
        found |= {path for path, photos in self.photos.items() if not all(map(self._stands, photos))}
        return sorted(found)

    def look_at(self, paths: Iterable[str]) -> dict[str, Head | None]:
        """Return the heads of some articles, None for those that are not published, and note what there is to know."""
        gone = self._readings.gone
        found: dict[str, Head | None] = dict.fromkeys(path for path in paths if path in gone)
        for path, head in self._heads(path for path in paths if path not in gone):
            found[path] = head
            self._note(path, head)
        return found

    def _heads(self, paths: Iterable[str]) -> Iterator[tuple[str, Head | None]]:
        for path, reading in self._readings.of(paths):
            head = reading.head
            release = None if head is None else self._note_release(path, head)
            yield path, head if release in self._shown else None

    def _note_release(self, path: str, head: Head) -> Release:
        release, change = head.release_on(self._day), head.next_change(self._day)
        if release is Release.PUBLIC and change is None:
            self.releases.pop(path, None)
        else:
            self.releases[path] = release
        if change and (self.next_change is None or change < self.next_change):
            self.next_change = change
        return release

    def _note(self, path: str, head: Head | None) -> None:
        (self.hidden.add if head is None else self.hidden.discard)(path)
        for known in (self.photos, self.redirects, self.withdrawn):
            known.pop(path, None)
        if head is None:
            return
        address = f"{head.card.address}.html"
        if head.redirects:
            self.redirects[path] = Redirects(address, head.redirects)
        if head.card.withdrawn:
            self.withdrawn[path] = address
        if head.photos:
            self.problems += load.check_photos(self._archive, head)
            self.photos[path] = tuple(
                state.PhotoState(file, stamp) for file, _ in head.photos if (stamp := self._stamp(file))
            )

    def _stands(self, photo: state.PhotoState) -> bool:
        return self._stamp(photo.file) == photo.stamp

    def _stamp(self, file: str) -> SourceStamp | None:
        try:
            return state.stamp_of(os.stat(f"{self._archive}/{file}"))  # noqa: PTH116 - of every photo, each time
        except OSError:
            return None
