"""Bring together the figures and quotations an article declares and those its text states."""

from collections.abc import Iterable, Sequence

from kaluga_site.load.declared import DeclaredFigure, DeclaredQuotation
from kaluga_site.load.markdown import StableIds
from kaluga_site.load.references import Resolver
from kaluga_site.model.article import Body, Figure, Quotation
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import FoundFigure
from kaluga_site.model.problems import Problems
from kaluga_site.vietnamese import fold


def complete_figures(
    declared: Sequence[DeclaredFigure], basis: Basis, found: Sequence[FoundFigure], body: Body, resolver: Resolver
) -> tuple[Figure, ...]:
    """Return the figures of an article in the order of the text.

    A declared figure speaks for every found one of the same quote, or for the one that it overlaps: what it does
    not say is taken from there. `reject` takes the found ones out. Its quote must stand in the text.
    """
    readings: dict[Span, tuple[FoundFigure | None, DeclaredFigure | None]] = {
        figure.span: (figure, None) for figure in found
    }
    said: dict[Span, int] = {}
    for figure in declared:
        for span in _spans_of(figure, found, body.text, resolver.problems):
            first = next((line for other, line in said.items() if _overlap(other, span)), None)
            if first is not None:
                resolver.problems.add("overlapping-quotes", figure.line, quote=figure.quote, first=first)
            said[span] = figure.line
            overlapped = [one for one in found if _overlap(one.span, span)]
            for one in overlapped:
                readings.pop(one.span, None)
            if not figure.reject:
                readings[span] = (overlapped[0] if len(overlapped) == 1 else None, figure)
    completer = _FigureCompleter(basis, body, resolver)
    in_order = sorted(readings, key=lambda span: (span.start, span.end))
    return tuple(completer.complete(span, *readings[span]) for span in in_order)


def complete_quotations(
    declared: Iterable[DeclaredQuotation], basis: Basis, body: Body, problems: Problems
) -> tuple[Quotation, ...]:
    """Return the quotations of an article in the order of the text; each must stand in it."""
    text, places = body.text, _Places(body)
    quotations = []
    for quotation in declared:
        start = text.find(quotation.quote)
        if start < 0:
            _note_missing(quotation.quote, quotation.line, text, problems)
        elif not quotation.reject:
            span = Span(start, start + len(quotation.quote))
            quotations.append(
                Quotation(
                    quote=quotation.quote,
                    span=span,
                    basis=basis,
                    speaker=quotation.speaker,
                    block=places.block_at(span),
                )
            )
    return tuple(sorted(quotations, key=lambda quotation: quotation.span.start))


class _Places:
    """Finds the block in which a span begins."""

    def __init__(self, body: Body) -> None:
        self.text = body.text
        self.blocks = list(body.placed_blocks())

    def block_at(self, span: Span) -> str:
        return next(block.id for block, place in self.blocks if place.start <= span.start <= place.end)


class _FigureCompleter:
    """Completes the figures of one article, which come in the order of the text."""

    def __init__(self, basis: Basis, body: Body, resolver: Resolver) -> None:
        self.basis = basis
        self.places = _Places(body)
        self.resolver = resolver
        self.ids = StableIds("f")

    def complete(self, span: Span, found: FoundFigure | None, declared: DeclaredFigure | None) -> Figure:
        """Return a figure: what is declared, and for the rest what was found."""
        quote = self.places.text[span.start : span.end]
        said = declared or DeclaredFigure(quote=quote, line=1)
        value = said.value if said.value is not None or found is None else found.value
        qualifier = said.qualifier or (found.qualifier if found else None)
        if found is None and value is None and qualifier is None:
            self.resolver.problems.add("figure-without-value", said.line, quote=quote)
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
            speaker=said.speaker,
            block=self.places.block_at(span),
        )


def _as_of(said: DeclaredFigure, found: FoundFigure | None, basis: Basis) -> Attested[PartialDate] | None:
    if said.as_of is not None:
        return Attested(value=said.as_of, basis=basis)
    return found.as_of if found else None


def _spans_of(figure: DeclaredFigure, found: Sequence[FoundFigure], text: str, problems: Problems) -> list[Span]:
    """Return where a declared figure stands: each found figure of the same words, else their first place."""
    start = text.find(figure.quote)
    if start < 0:
        _note_missing(figure.quote, figure.line, text, problems)
        return []
    same = [one.span for one in found if one.quote == figure.quote]
    return same or [Span(start, start + len(figure.quote))]


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
