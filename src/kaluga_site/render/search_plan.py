"""Plan those files of the search index that may have changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, zip_longest
from operator import attrgetter

from kaluga_site.model.archive import Archive
from kaluga_site.model.found import MOST_REWRITTEN, FoundArticle, FoundWords
from kaluga_site.model.groups import Period
from kaluga_site.render import search
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.planned import PlannedPage

_TOLD = attrgetter("age", "words", "length", "shown")
"""All of an article that a segment's file for words tells."""


def plan_search(
    archive: Archive, standing: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, Sequence[PlannedPage], Collection[str]]]:
    """Yield what asks for files of the index, with these, and with the addresses of its files that stay as they are.

    `standing` are those of the last build.
    """
    listed: list[Collection[str]] = []
    segments = {search.owner_of_segment(one.key): one for one in search.cut_segments(archive.months)}
    for owner, segment in segments.items():
        known = standing.get(owner)
        if known is None or not segment.periods.isdisjoint(archive.changed_data):
            pages, staying = _segment(segment, archive, known or ())
            known = [*(page.address for page in pages), *staying]
            yield owner, pages, staying
        listed += [known] if known else []
    gone = (owner for owner in standing if owner.startswith(search.OF_SEGMENT) and owner not in segments)
    yield from ((owner, (), ()) for owner in gone)
    yield search.OWNER, list(_root(listed, archive)), ()


def _segment(
    segment: search.Segment, archive: Archive, standing: Iterable[str]
) -> tuple[Sequence[PlannedPage], Collection[str]]:
    """Plan both files of a segment, or only that by which articles are narrowed, and return the other's address.

    Those beside them come with them. There are none where nothing can be found. `standing` are those of the last build.
    """
    found = _found(archive.found, segment.periods.intersection(month.period for month in archive.months))
    if not found:
        return (), ()
    articles = search.SegmentArticles.of(segment.key, found)
    pages = [PlannedPage(address=articles.address, fingerprint=b"", segment=articles)]
    address = next((one for one in standing if search.is_of_words(one)), None)
    if address is None:
        return [*pages, _words(segment, found, None)], ()
    changed = segment.periods.intersection(archive.changed_data)
    before, now = _found(archive.found_before, changed), _found(archive.found, changed)
    if list(map(_TOLD, before)) == list(map(_TOLD, now)):
        return pages, [address]
    return [*pages, _words(segment, found, _standing_words(address, before, now, found))], ()


def _found(of: Callable[[Period], Iterable[FoundArticle]], periods: Iterable[Period]) -> Sequence[FoundArticle]:
    """Return the articles of some months, the oldest first."""
    return sorted(chain.from_iterable(map(of, periods)), key=attrgetter("age"))


def _words(
    segment: search.Segment, found: Sequence[FoundArticle], standing: search.StandingWords | None
) -> PlannedPage:
    """Plan a segment's file for words."""
    planned = search.SegmentWords.of(segment, found)
    return PlannedPage(
        address=planned.address,
        fingerprint=b"",
        segment=planned,
        words=tuple(FoundWords(article.path, article.words) for article in found),
        standing_words=standing,
    )


def _standing_words(
    address: str, before: Iterable[FoundArticle], now: Iterable[FoundArticle], found: Iterable[FoundArticle]
) -> search.StandingWords | None:
    """Return the published file for the words of a segment, if few articles have others and none came or went.

    `before` and `now` are the articles of the months that may have changed, `found` all those of the segment.
    """
    pairs = list(zip_longest(before, now))
    if any(old is None or new is None or old.path != new.path for old, new in pairs):
        return None
    rewritten = {old.path: old.words for old, new in pairs if old.words != new.words}
    if len(rewritten) > MOST_REWRITTEN:
        return None
    places = ((number, rewritten[one.path]) for number, one in enumerate(found) if one.path in rewritten)
    return search.StandingWords(address=address, rewritten=tuple(places))


def _root(segments: Iterable[Collection[str]], archive: Archive) -> Iterator[PlannedPage]:
    names = search.NameFiles(archive)
    root = search.root_file(segments, names.digests, archive.authorities.synonyms)
    yield PlannedPage(address=search.ROOT, fingerprint=digest(root), make_data=lambda: root)
    for address, content in names:
        make_data = partial(search.packed, address, content)
        yield PlannedPage(address=address, fingerprint=b"", make_data=make_data)
