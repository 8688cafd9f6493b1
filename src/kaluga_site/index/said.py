"""Take from a record what it says of each thing that it refers to: the sentence that names it, quotations, figures."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from kaluga_site.index.excerpts import excerpt
from kaluga_site.model.article import Article, ArticlePerson, Figure, Quotation
from kaluga_site.model.basis import Span
from kaluga_site.model.names import person_key
from kaluga_site.model.said import NOTHING, Naming, Passage, Said, encode_said
from kaluga_site.sentences import sentence_at

LONGEST = 300
"""So many characters of a sentence or a quotation are kept."""

MOST_QUOTATIONS = 3
MOST_FIGURES = 8
_ELLIPSIS = "…"


class Sayings:
    """Finds what one article says of those that it refers to; nothing where words name somebody kept private."""

    def __init__(self, article: Article) -> None:
        """Look at the words of an article."""
        self._article = article
        self._blocks = list(article.body.placed_blocks())
        self._starts = [span.start for _, span in self._blocks]
        self._texts: dict[int, str] = {}
        self._last = (-1, 0, 0)
        self._private = [m.span for person in article.people if person.reference.private for m in person.mentions]
        self._speakers = _speakers(article.shown_people) if _has_speakers(article) else {}

    def of_person(self, person: ArticlePerson) -> bytes:
        """Return, encoded, the sentence that names a person, what it is quoted with and the figures it gives."""
        naming = self._naming([mention.span for mention in person.mentions])
        said = self._spoken(person.reference.key, naming) if self._speakers else Said(naming)
        return NOTHING if said == Said() else encode_said(said)

    def of_term(self, span: Span | None) -> bytes:
        """Return, encoded, the sentence that names something; `span` is where it is first named, if it is."""
        naming = None if span is None else self._naming([span])
        return NOTHING if naming is None else encode_said(Said(naming))

    def _spoken(self, key: str, naming: Naming | None) -> Said:
        quotations = [one for one in self._article.quotations if self._is_by(key, one.speaker) and self._may_show(one)]
        figures = [one for one in self._article.figures if self._is_given(one, key, quotations) and self._may_show(one)]
        return Said(
            naming=naming,
            quotations=tuple(Passage(one.block, shortened(one.quote)) for one in quotations[:MOST_QUOTATIONS]),
            figures=tuple(Passage(one.block, shortened(one.quote)) for one in figures[:MOST_FIGURES]),
            quotation_count=len(quotations),
            figure_count=len(figures),
        )

    def _is_by(self, key: str, speaker: str | None) -> bool:
        return speaker is not None and self._speakers.get(person_key(speaker)) == key

    def _is_given(self, figure: Figure, key: str, quotations: Iterable[Quotation]) -> bool:
        if figure.speaker is not None:
            return self._is_by(key, figure.speaker)
        return any(one.span.start <= figure.span.start and figure.span.end <= one.span.end for one in quotations)

    def _may_show(self, words: Figure | Quotation) -> bool:
        return self._names_nobody_private(words.span.start, words.span.end)

    def _naming(self, mentions: Iterable[Span]) -> Naming | None:
        for span in mentions:
            place = bisect_right(self._starts, span.start) - 1
            block, placed = self._blocks[place]
            text = self._texts.get(place)
            if text is None:
                text = self._texts[place] = block.text
            start, end = span.start - placed.start, span.end - placed.start
            first, last = self._sentence(place, text, start, end)
            if self._names_nobody_private(placed.start + first, placed.start + last):
                cut = excerpt(text, Span(first, last), Span(start, end), LONGEST)
                before, name, after = cut.text[: cut.start], cut.text[cut.start : cut.end], cut.text[cut.end :]
                return Naming(block.id, before, name, after)
        return None

    def _sentence(self, place: int, text: str, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence begins and ends that holds a name: often the one that was asked for before."""
        known, first, last = self._last
        if place != known or not first <= start < end <= last:
            first, last = sentence_at(text, start, end)
            self._last = place, first, last
        return first, last

    def _names_nobody_private(self, start: int, end: int) -> bool:
        return not self._private or not any(one.start < end and start < one.end for one in self._private)


def shortened(text: str) -> str:
    """Return words without line breaks, cut at a word where they are too long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + _ELLIPSIS


def _has_speakers(article: Article) -> bool:
    quoted = any(one.speaker is not None for one in article.quotations)
    return quoted or any(one.speaker is not None for one in article.figures)


def _speakers(people: Sequence[ArticlePerson]) -> dict[str, str | None]:
    """Return the keys of all names of an article's people → whose it is; None for a name of several."""
    owners: dict[str, str | None] = {}
    for person in people:
        reference = person.reference
        names = {reference.name, *person.forms, *([reference.entry_id] if reference.entry_id else [])}
        for name in map(person_key, names):
            owners[name] = reference.key if owners.get(name, reference.key) == reference.key else None
    return owners
