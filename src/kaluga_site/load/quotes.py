"""Bring together the figures and quotations an article declares and those its text states."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Protocol, TypeVar

from kaluga_site.load.declared import DeclaredFigure, DeclaredQuotation
from kaluga_site.load.markdown import StableIds
from kaluga_site.load.privacy import PrivateWords
from kaluga_site.load.references import Resolver
from kaluga_site.model.article import BLOCK_SEPARATOR, Body, Figure, Quotation
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundFigure, FoundQuotation
from kaluga_site.model.names import person_key
from kaluga_site.model.problems import Problems
from kaluga_site.sentences import sentence_at
from kaluga_site.vietnamese import fold


def complete_figures(
    declared: Sequence[DeclaredFigure],
    basis: Basis,
    found: Sequence[FoundFigure],
    body: Body,
    private: PrivateWords,
) -> tuple[Figure, ...]:
    """Return the figures of an article in the order of the text.

    A declared figure speaks for every found one of the same quote, or for the one that it overlaps: what it does
    not say is taken from there. `reject` takes the found ones out. Its quote must stand in the text. The sentence of
    a figure is left out where it names somebody private.
    """
    if not declared and not found:
        return ()
    places = _Places(body)
    completer = _FigureCompleter(basis, places, private)
    readings = _merge(declared, found, places.text, private.resolver.problems)
    return tuple(completer.complete(span, *reading) for span, reading in readings)


def complete_quotations(
    declared: Sequence[DeclaredQuotation],
    basis: Basis,
    found: Sequence[FoundQuotation],
    body: Body,
    resolver: Resolver,
) -> tuple[Quotation, ...]:
    """Return the quotations of an article in the order of the text.

    They are merged as figures are: a declared quotation without a speaker takes the found one's. Nobody whom the
    archive keeps private is named as a speaker; the words stay.
    """
    if not declared and not found:
        return ()
    places = _Places(body)
    completer = _QuotationCompleter(basis, places, resolver)
    readings = _merge(declared, found, places.text, resolver.problems)
    return tuple(completer.complete(span, *reading) for span, reading in readings)


_PARTS = {"a thousandth": 1_000, "a millionth": 1_000_000}


class _IsDeclared(Protocol):
    """What a declared figure and a declared quotation have in common."""

    @property
    def quote(self) -> str: ...
    @property
    def reject(self) -> bool: ...
    @property
    def line(self) -> int: ...


class _IsFound(Protocol):
    """What a found figure and a found quotation have in common."""

    @property
    def quote(self) -> str: ...
    @property
    def span(self) -> Span: ...


DeclaredT = TypeVar("DeclaredT", bound=_IsDeclared)
FoundT = TypeVar("FoundT", bound=_IsFound)


def _merge(
    declared: Iterable[DeclaredT], found: Sequence[FoundT], text: str, problems: Problems
) -> list[tuple[Span, tuple[FoundT | None, DeclaredT | None]]]:
    """Return what is found and what is declared, by the words that both speak of, in the order of the text.

    What is declared takes out the found ones that it overlaps; it goes with one of them where it is the only one.
    """
    readings: dict[Span, tuple[FoundT | None, DeclaredT | None]] = {one.span: (one, None) for one in found}
    said: dict[Span, int] = {}
    for entry in declared:
        for span in _spans_of(entry, found, text, problems):
            first = next((line for other, line in said.items() if _overlap(other, span)), None)
            if first is not None:
                problems.add("overlapping-quotes", entry.line, quote=entry.quote, first=first)
            said[span] = entry.line
            overlapped = [one for one in found if _overlap(one.span, span)]
            for one in overlapped:
                readings.pop(one.span, None)
            if not entry.reject:
                readings[span] = (overlapped[0] if len(overlapped) == 1 else None, entry)
    return sorted(readings.items(), key=lambda reading: (reading[0].start, reading[0].end))


class _Places:
    """Finds the block in which a span begins."""

    def __init__(self, body: Body) -> None:
        texts = [block.text for block in body.blocks]
        self.text = BLOCK_SEPARATOR.join(texts)
        self.blocks = body.blocks
        self.starts = list(accumulate((len(text) + len(BLOCK_SEPARATOR) for text in texts), initial=0))[:-1]

    def block_at(self, span: Span) -> str:
        return self.blocks[bisect_right(self.starts, span.start) - 1].id


class _FigureCompleter:
    """Completes the figures of one article, which come in the order of the text."""

    def __init__(self, basis: Basis, places: _Places, private: PrivateWords) -> None:
        self.basis = basis
        self.places = places
        self.private = private
        self.resolver = private.resolver
        self.ids = StableIds("f")
        self._sentence = Span(0, 0)

    def complete(self, span: Span, found: FoundFigure | None, declared: DeclaredFigure | None) -> Figure:
        """Return a figure: what is declared, and for the rest what was found."""
        quote = self.places.text[span.start : span.end]
        said = declared or DeclaredFigure(quote=quote, line=1)
        value = said.value if said.value is not None or found is None else found.value
        qualifier = said.qualifier or (found.qualifier if found else None)
        if found is None and value is None and qualifier is None:
            self.resolver.problems.add("figure-without-value", said.line, quote=quote)
        if found and said.value:
            self._compare(said.value, found, said.line)
        sentence, speaker = self._sentence_at(span), self.resolver.speaker(said.speaker, said.line)
        return Figure(
            id=self.ids.of(quote),
            quote=quote,
            span=span,
            basis=self.basis if declared else Basis.INFERRED,
            rule=found.rule if found else "",
            value=value,
            high=said.high if said.high is not None or found is None else found.high,
            unit=said.unit or (found.unit if found else None),
            qualifier=qualifier,
            kind=found.kind if found else None,
            measure=self.resolver.measure(said.measure),
            measured=found.measured if found else None,
            as_of=_as_of(said, found, self.basis),
            speaker=None if speaker is None or self.resolver.is_private(speaker) else speaker,
            speaker_key=None if speaker is None else person_key(speaker),
            block=self.places.block_at(span),
            sentence=None if self.private.stand_in(sentence) else sentence,
        )

    def _compare(self, value: Decimal, found: FoundFigure, line: int) -> None:
        """Tell of a value whose thousands YAML has read as decimals: "9.200"."""
        part = next((name for name, factor in _PARTS.items() if value * factor == found.value), None)
        if part:
            read = f"{found.value:f}"
            self.resolver.problems.add(
                "value-cut", line, quote=found.quote, value=f"{value.normalize():f}", part=part, read=read
            )

    def _sentence_at(self, span: Span) -> Span:
        """Return the sentence of a figure, which often is that of the figure before."""
        if not self._sentence.start <= span.start < span.end <= self._sentence.end:
            self._sentence = Span(*sentence_at(self.places.text, span.start, span.end))
        return self._sentence


def _as_of(said: DeclaredFigure, found: FoundFigure | None, basis: Basis) -> Attested[PartialDate] | None:
    if said.as_of is not None:
        return Attested(value=said.as_of, basis=basis)
    return found.as_of if found else None


class _QuotationCompleter:
    """Completes the quotations of one article."""

    def __init__(self, basis: Basis, places: _Places, resolver: Resolver) -> None:
        self.basis = basis
        self.places = places
        self.resolver = resolver

    def complete(self, span: Span, found: FoundQuotation | None, declared: DeclaredQuotation | None) -> Quotation:
        """Return a quotation: the declared speaker, else the one that was found."""
        told = self.resolver.speaker(declared.speaker, declared.line) if declared else None
        speaker = told or (found.speaker if found else None)
        return Quotation(
            quote=self.places.text[span.start : span.end],
            span=span,
            basis=self.basis if declared else Basis.INFERRED,
            rule=found.rule if found else "",
            speaker=None if speaker is None or self.resolver.is_private(speaker) else speaker,
            speaker_key=None if speaker is None else person_key(speaker),
            block=self.places.block_at(span),
        )


def _spans_of(entry: _IsDeclared, found: Sequence[_IsFound], text: str, problems: Problems) -> list[Span]:
    """Return where declared words stand: wherever the same were found, else their first place."""
    start = text.find(entry.quote)
    if start < 0:
        _note_missing(entry.quote, entry.line, text, problems)
        return []
    same = [one.span for one in found if one.quote == entry.quote]
    return same or [Span(start, start + len(entry.quote))]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _note_missing(quote: str, line: int, text: str, problems: Problems) -> None:
    """Say that a quote is not there, and what stands there instead where only accents or case differ."""
    folded = fold(text)
    start = folded.find(fold(quote)) if len(folded) == len(text) else -1
    suggestion = (
        f"The text has '{text[start : start + len(fold(quote))]}'."
        if start >= 0
        else "Copy them from the article, letter for letter, or remove the entry."
    )
    problems.add("quote-not-in-text", line, quote=quote, suggestion=suggestion)
