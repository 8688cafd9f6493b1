"""Figures: quantities of a text with their kind and what they measure."""

from collections.abc import Iterable

from kaluga_site.extract.clause import clause_of
from kaluga_site.extract.kinds import kind_of
from kaluga_site.extract.measured import measured_by
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.quantity import Quantity
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundFigure


def read_figures(passage: Passage, quantities: Iterable[Quantity]) -> list[FoundFigure]:
    """Return the figures that quantities are, by the words of the clause that each stands in."""
    return [_figure(passage, one) for one in quantities]


def _figure(passage: Passage, quantity: Quantity) -> FoundFigure:
    reading, start, end = quantity.reading, quantity.start, quantity.end
    clause = clause_of(passage, Span(start, end))
    kind = kind_of(clause, quantity.rule, reading.value, reading.unit)
    return FoundFigure(
        quote=passage.text[start:end],
        span=clause.span,
        rule=quantity.rule,
        value=reading.value,
        high=reading.high,
        unit=reading.unit,
        qualifier=reading.qualifier,
        kind=kind,
        measured=measured_by(clause, reading.unit, kind),
    )
