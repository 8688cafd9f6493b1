"""Plan those files of the search index that may have changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter

from kaluga_site.model.archive import Archive
from kaluga_site.model.found import MOST_REWRITTEN, FoundArticle, FoundWords
from kaluga_site.render import search
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.planned import PlannedPage

_AGE = attrgetter("age")


def plan_search(
    archive: Archive, standing: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, Sequence[PlannedPage]]]:
    """Yield what asks for files of the index, with these; `standing` are those of the last build."""
    listed: list[Collection[str]] = []
    segments = {search.owner_of_segment(one.key): one for one in search.cut_segments(archive.months)}
    for owner, segment in segments.items():
        known = standing.get(owner)
        if known is None or not segment.periods.isdisjoint(archive.changed_data):
            pages = list(_segment(segment, archive, known or ()))
            known = [page.address for page in pages]
            yield owner, pages
        listed += [known] if known else []
    gone = (owner for owner in standing if owner.startswith(search.OF_SEGMENT) and owner not in segments)
    yield from ((owner, ()) for owner in gone)
    yield search.OWNER, list(_root(listed, archive))


def _segment(segment: search.Segment, archive: Archive, standing: Iterable[str]) -> Iterator[PlannedPage]:
    """Plan both files of a segment; those beside them come with them. There are none where nothing can be found.

    `standing` are those of the last build.
    """
    periods = segment.periods.intersection(month.period for month in archive.months)
    found = tuple(sorted(chain.from_iterable(map(archive.found, periods)), key=_AGE))
    if found:
        articles = search.SegmentArticles.of(segment.key, found)
        yield PlannedPage(address=articles.address, fingerprint=b"", segment=articles)
        words = search.SegmentWords.of(segment, found)
        of_articles = tuple(FoundWords(article.path, article.words) for article in found)
        yield PlannedPage(
            address=words.address,
            fingerprint=b"",
            segment=words,
            words=of_articles,
            standing_words=_standing_words(segment, archive, found, standing),
        )


def _standing_words(
    segment: search.Segment, archive: Archive, found: Sequence[FoundArticle], standing: Iterable[str]
) -> search.StandingWords | None:
    """Return the published file that holds nearly all words of a segment's articles, which `found` are now."""
    address = next((one for one in standing if search.is_of_words(one)), None)
    if address is None:
        return None
    changed = segment.periods.intersection(archive.changed_data)
    before = sorted(chain.from_iterable(map(archive.found_before, changed)), key=_AGE)
    now = sorted(chain.from_iterable(map(archive.found, changed)), key=_AGE)
    if [one.path for one in before] != [one.path for one in now]:
        return None
    rewritten = {old.path: old.words for old, new in zip(before, now, strict=True) if old.words != new.words}
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
