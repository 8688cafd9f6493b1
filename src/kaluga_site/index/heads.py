"""Take from a record what the archive needs to know of it."""

from collections.abc import Iterator

from kaluga_site.index.excerpts import excerpt
from kaluga_site.index.said import Sayings
from kaluga_site.model.article import YEAR_OF_ARTICLE, Article, Figure, Measure
from kaluga_site.model.cards import UNKNOWN_SOURCE, Card, Use
from kaluga_site.model.heads import DatedSentence, Head
from kaluga_site.model.said import NOTHING
from kaluga_site.model.series import MeasureUse
from kaluga_site.vietnamese import collation_key

LONGEST_SENTENCE = 200
"""So many letters of a sentence that dates an event are shown."""

_When = tuple[int, int, int, str]
_NEVER: _When = (0, 0, 0, "")


def head_of(article: Article, record: bytes, words: bytes, length: int) -> Head:
    """Return the head of an article; `record` and `words` are the digests of its record and its words."""
    uses = list(_uses(article))
    return Head(
        card=_card(article),
        uses=tuple(use for use, _ in uses),
        said=tuple(said for _, said in uses),
        events=tuple(_events(article)),
        photos=tuple((photo.file, photo.line) for photo in article.photos),
        redirects=article.redirects,
        draft=article.draft,
        expires=article.expires,
        record=record,
        text=article.text_digest,
        corrections=len(article.corrections),
        figures=len(article.figures),
        mentions=article.mention_count,
        quotations=len(article.quotations),
        measures=tuple(_measures(article)),
        words=words,
        length=length,
    )


def _card(article: Article) -> Card:
    return Card(
        address=article.address,
        path=article.path,
        title=article.title.value,
        title_key=collation_key(article.title.value),
        language=article.language,
        date=article.date.value if article.date else None,
        date_basis=article.date.basis if article.date else None,
        summary=article.summary.value if article.summary else None,
        source=article.source.value if article.source else None,
        authors=article.authors,
        corrected=max((one.date for one in article.corrections), key=lambda date: date.sort_key, default=None),
        withdrawn=article.withdrawn is not None,
    )


def _measures(article: Article) -> Iterator[MeasureUse]:
    """Yield what an article states of each measure; of equally late figures the one that comes last counts."""
    when = article.date.value.sort_key if article.date else _NEVER
    found: dict[str, tuple[int, Measure, Figure, _When]] = {}
    for figure in article.figures:
        if figure.measure is not None:
            then = figure.as_of.value.sort_key if figure.as_of else when
            count, _, _, latest = found.get(figure.measure.id, (0, None, None, _NEVER))
            shown = (figure.measure, figure, then) if then >= latest else found[figure.measure.id][1:]
            found[figure.measure.id] = (count + 1, *shown)
    for count, measure, figure, then in found.values():
        yield MeasureUse(measure.id, measure.name, count, figure.quote, then, figure.id, figure.block)


def _uses(article: Article) -> Iterator[tuple[Use, bytes]]:
    """Yield all that an article refers to, and what it says of it."""
    sayings = Sayings(article)
    for person in article.shown_people:
        use = Use(person.reference, person.reference.key, person.forms, person.role)
        yield use, sayings.of_person(person)
    yield from ((Use(term.value, term.value.key), NOTHING) for term in article.topics)
    for term in (*article.organisations, *article.places):
        yield Use(term.value, term.value.key), sayings.of_term(term.span)
    yield from ((Use(byline.value, byline.value.key), NOTHING) for byline in article.shown_bylines)
    source = article.source.value if article.source else UNKNOWN_SOURCE
    yield Use(source, source.key), NOTHING


def _events(article: Article) -> Iterator[DatedSentence]:
    text = article.body.text if article.events else ""
    for event in article.events:
        words = event.date.span or event.sentence
        cut = excerpt(text, event.sentence, words, LONGEST_SENTENCE)
        yield DatedSentence(
            date=event.date.value,
            is_year_inferred=event.date.rule == YEAR_OF_ARTICLE,
            sentence=cut.text,
            start=cut.start,
            end=cut.end,
            block=event.block,
        )
