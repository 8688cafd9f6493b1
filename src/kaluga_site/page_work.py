"""What it takes to make pages from articles' records: gathered here, so that any worker can make them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kaluga_site import article_reading, making, publish, render
from kaluga_site.drafting import Draft, Job, record_of
from kaluga_site.model.found import FoundWords
from kaluga_site.model.pages import KnownPieces
from kaluga_site.model.relations import Relations


def work_for(
    pages: Iterable[render.PlannedPage], job: Job, draft: Draft, listed: publish.ManifestText, folder: Path
) -> Iterator[making.PageWork]:
    """Yield what is needed to make pages from records, each with all that it takes; `listed` tells what stands.

    The words of segments are laid down in a folder. Raises OSError.
    """
    for page in pages:
        showing = draft.showing(page.language)
        if page.head is not None and page.relations is not None:
            yield making.ArticleWork(
                address=page.address,
                language=page.language,
                templates=page.templates,
                record=record_of(page.head, job, draft),
                links=showing.links(page.head),
                onward=_onward(page.relations, showing),
                has_forms=not showing.site.prefix,
            )
        elif page.table is not None:
            yield making.FiguresWork(
                address=page.address,
                language=page.language,
                templates=page.templates,
                page=page.table,
                records=tuple(record_of(head, job, draft) for head in page.heads),
                sources=tuple(showing.source(head.card) for head in page.heads),
            )
        elif page.pieces is not None:
            known = KnownPieces() if draft.is_anew else job.store.pieces(page.address)
            stands = dict(known.articles)
            others = [head for head, piece in zip(page.heads, page.pieces, strict=True) if piece not in stands]
            yield making.DataWork(
                address=page.address,
                language=page.language,
                pieces=page.pieces,
                known=known,
                output=job.place.output,
                records=tuple(record_of(head, job, draft) for head in others),
                links=tuple(showing.links(head) for head in others),
            )
        elif isinstance(page.segment, render.SegmentArticles):
            yield making.RowsWork(planned=page.segment)
        elif page.segment is not None:
            yield _rewritten(page, job, listed) or making.WordsWork(
                planned=page.segment,
                words=making.LaidDownWords.of(
                    (_words(found, job, draft) for found in page.words), folder / page.address
                ),
            )


def _rewritten(page: render.PlannedPage, job: Job, listed: publish.ManifestText) -> making.RewrittenWork | None:
    """Return what it takes to make a segment's file for words from the published one; None where that cannot be."""
    standing = page.standing_words
    if standing is None or not isinstance(page.segment, render.SegmentWords):
        return None
    rewritten = []
    for number, digest in standing.rewritten:
        found = page.words[number]
        before, after = job.store.words_before(found.path) or b"", job.store.words(found.path) or b""
        if (article_reading.digest_of(before), article_reading.digest_of(after)) != (digest, found.digest):
            return None
        rewritten.append(render.RewrittenWords(number, before, after))
    terms, file = job.store.terms(standing.address), listed.file(standing.address)
    if terms is None or file is None:
        return None
    published = render.PublishedWords(address=standing.address, forms=file.forms_of(""), terms=terms)
    return making.RewrittenWork(
        planned=page.segment, before=published, output=job.place.output, rewritten=tuple(rewritten)
    )


def _onward(relations: Relations, showing: render.Showing) -> render.Onward:
    with render.speaking(showing.site.language):
        return render.onward(relations, showing)


def _words(found: FoundWords, job: Job, draft: Draft) -> bytes:
    """Return the encoded words of an article; it is read again where they are lost, or not those last read."""
    path, words = found.path, job.store.words(found.path)
    if words is None or article_reading.digest_of(words) != found.digest:
        words = article_reading.read_words(job.archive, path, draft.settings, draft.authorities)
    return words
