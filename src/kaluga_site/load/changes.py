"""Join the changes that were found to the figures of the record."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from kaluga_site.model.article import Change, Figure
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundChange, FoundFactor


def complete_changes(found: Sequence[FoundChange], figures: Sequence[Figure]) -> tuple[Change, ...]:
    """Return the changes whose ends are figures of the article; a rejected figure takes its change with it.

    What is declared of a figure holds for the change too.
    """
    changes = []
    for change in found:
        start, end = figure_at(change.start, figures), figure_at(change.end, figures)
        if start is None or end is None or start is end:
            continue
        stated = figure_at(change.factor.span, figures) if change.factor else None
        changes.append(
            Change(
                start=start.id,
                end=end.id,
                factor=_declared(change.factor, stated) if change.factor else None,
                factor_figure=stated.id if stated else None,
                span=change.span,
                rule=change.rule,
            )
        )
    return tuple(changes)


def figure_at(span: Span, figures: Sequence[Figure]) -> Figure | None:
    """Return the last figure that overlaps a span; figures come in the order of the text."""
    place = bisect_left(figures, span.end, key=lambda figure: figure.span.start)
    last = figures[place - 1] if place else None
    return last if last and span.start < last.span.end else None


def _declared(factor: FoundFactor, figure: Figure | None) -> FoundFactor | None:
    """Return a factor with its figure's numbers; None where the archivist says that it has no one value."""
    if figure is None:
        return factor
    if figure.value is None or figure.high is not None:
        return None
    return structs.replace(factor, value=figure.value, unit=figure.unit, qualifier=figure.qualifier)
