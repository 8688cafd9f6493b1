"""What it takes to make pages from articles' records: gathered here, so that any worker can make them."""

from collections.abc import Iterator, Mapping, Sequence

from kaluga_site import article_reading, batches, render, state
from kaluga_site.drafting import Draft, Job, record_of
from kaluga_site.model.found import FoundArticle
from kaluga_site.model.relations import Relations


def work_for(pages: Sequence[render.PlannedPage], job: Job, draft: Draft) -> Iterator[batches.PageWork]:
    """Yield what is needed to make pages from records, each with all that it takes."""
    for page in pages:
        showing = draft.showing(page.language)
        if page.head is not None and page.relations is not None:
            yield batches.ArticleWork(
                address=page.address,
                language=page.language,
                templates=page.templates,
                record=record_of(page.head, job, draft),
                links=showing.links(page.head),
                onward=_onward(page.relations, showing),
                has_forms=not showing.site.prefix,
            )
        elif page.table is not None:
            yield batches.FiguresWork(
                address=page.address,
                language=page.language,
                templates=page.templates,
                page=page.table,
                records=tuple(record_of(head, job, draft) for head in page.heads),
                sources=tuple(showing.source(head.card) for head in page.heads),
            )
        elif page.pieces is not None:
            known = {} if draft.is_anew else _known_pieces(page.address, job)
            pieces = tuple(map(known.get, page.pieces))
            others = [head for head, piece in zip(page.heads, pieces, strict=True) if piece is None]
            yield batches.DataWork(
                address=page.address,
                language=page.language,
                pieces=pieces,
                records=tuple(record_of(head, job, draft) for head in others),
                links=tuple(showing.links(head) for head in others),
            )
        elif page.segment is not None:
            yield batches.SegmentWork(
                planned=page.segment, words=tuple(_words(article, job, draft) for article in page.found)
            )


def _onward(relations: Relations, showing: render.Showing) -> render.Onward:
    with render.speaking(showing.site.language):
        return render.onward(relations, showing)


def _known_pieces(address: str, job: Job) -> Mapping[bytes, tuple[bytes, ...]]:
    """Return what stands of articles in the published files of some data, by the fingerprints of what is given away.

    There is nothing where one of the files is not as it was published.
    """
    known = job.store.pieces(address)
    if known is None or not known.articles:
        return {}
    try:
        files = [(job.place.output / one).read_bytes() for one in render.data_addresses(address)]
    except OSError:
        return {}
    if known.files != tuple(map(state.digest_of_content, files)):
        return {}
    parted = render.parted_data(files, [lengths for _, lengths in known.articles])
    return {fingerprint: pieces for (fingerprint, _), pieces in zip(known.articles, parted, strict=True)}


def _words(article: FoundArticle, job: Job, draft: Draft) -> bytes:
    """Return the encoded words of an article; it is read again where they are lost, or not those last read."""
    path, words = article.path, job.store.words(article.path)
    if words is None or article_reading.digest_of(words) != article.words:
        words = article_reading.read_words(job.archive, path, draft.settings, draft.authorities)
    return words
