"""What was read in a file, marked in its words and listed below them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple

from kaluga_site.extraction.file import Extract
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundFigure, PersonKind

Paint = Callable[[str, str], str]
"""Marks words (first) as something of a kind (second)."""


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str


def in_brackets(words: str, kind: str) -> str:
    """Mark words where there are no colours."""
    return f"[{words}]{{{kind}}}"


def as_text(extract: Extract, paint: Paint = in_brackets) -> str:
    """Return the title, the text with its findings marked, and a list of them."""
    title = extract.title or f"{extract.supplied_title} (supplied: the text has no title)"
    lines = [f"{extract.path}: {title}", "", _marked(extract, paint), "", *_list(extract)]
    return "\n".join(lines)


def _marked(extract: Extract, paint: Paint) -> str:
    parts, at = [], 0
    for mark in sorted(_marks(extract), key=itemgetter(0)):
        if mark.start >= at:
            parts += [extract.text[at : mark.start], paint(extract.text[mark.start : mark.end], mark.kind)]
            at = mark.end
    return "".join([*parts, extract.text[at:]]).strip()


def _marks(extract: Extract) -> Iterator[_Mark]:
    findings = extract.findings
    spans: list[tuple[str, Span]] = [
        (person.kind.value if person.kind is PersonKind.CREDIT else "person", mention.span)
        for person in findings.people
        for mention in person.mentions
    ]
    for kind, bodies in (("organisation", findings.organisations), ("place", findings.places)):
        spans += [(kind, mention.span) for body in bodies for mention in body.mentions]
    spans += [("figure", figure.span) for figure in findings.figures]
    spans += [("date", date.span) for date in findings.dates]
    if findings.tag is not None and findings.tag.span is not None:
        spans.append(("tag", findings.tag.span))
    for kind, span in spans:
        placed = extract.place(span)
        yield _Mark(placed.start, placed.end, kind)
    if extract.stamp is not None and extract.stamp.span is not None:
        yield _Mark(extract.stamp.span.start, extract.stamp.span.end, "date")


def _list(extract: Extract) -> Iterator[str]:
    findings, published = extract.findings, extract.published
    yield f"published: {published.value.edtf} ({published.rule})" if published else "published: unknown"
    yield f"source: {findings.tag.value} ({findings.tag.rule})" if findings.tag else "source: unknown"
    for person in findings.people:
        others = [form for form in person.forms if form != person.name]
        also = f"; also {', '.join(others)}" if others else ""
        yield f"{person.kind.value}: {person.name}{f', {person.role}' if person.role else ''}{also}"
    for body in findings.organisations:
        yield f"organisation: {' = '.join(dict.fromkeys([body.name, *body.forms]))}"
    for place in findings.places:
        yield f"place: {' = '.join(dict.fromkeys([place.name, *place.forms]))}{f', {place.kind}' if place.kind else ''}"
    for topic in findings.topics:
        yield f"topic: {topic.id} ({topic.score})"
    for where, figures in (("figure in the title", extract.headline.figures), ("figure", findings.figures)):
        for figure in figures:
            of = f" of {figure.measured}" if figure.measured else ""
            yield f"{where}: {figure.quote} = {_reading(figure)} ({figure.kind.value}{of})"
    for where, quotations in (
        ("quotation in the title", extract.headline.quotations),
        ("quotation", findings.quotations),
    ):
        for quotation in quotations:
            yield f"{where}: {quotation.speaker or 'unknown'}: {quotation.quote}"
    for date in findings.dates:
        yield f"date: {date.quote} = {date.iso}"
    for event in findings.events:
        sentence = extract.place(event.sentence)
        yield f"event: {event.iso}: {extract.text[sentence.start : sentence.end]}"


def _reading(figure: FoundFigure) -> str:
    numbers = " to ".join(_plain(number) for number in (figure.value, figure.high) if number is not None)
    return " ".join(part for part in (figure.qualifier, numbers, figure.unit) if part)


def _plain(number: Decimal) -> str:
    return f"{number:f}"
