"""What was read in a file as JSON."""

from collections.abc import Iterator

import msgspec

from kaluga_site.extraction.file import Extract
from kaluga_site.model.authorities import Authorities, AuthorityFile, EntryT
from kaluga_site.model.basis import Attested, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import (
    FoundChange,
    FoundDate,
    FoundEvent,
    FoundFigure,
    FoundOrganisation,
    FoundPerson,
    FoundPlace,
    FoundQuotation,
    FoundTopic,
    Mention,
)

Json = dict[str, object]

_encode = msgspec.json.Encoder(decimal_format="number").encode


def as_json(extract: Extract, authorities: Authorities) -> bytes:
    """Return what was read as one line of JSON; offsets count characters of its `text`."""
    findings, published = extract.findings, extract.published
    tag = findings.tag
    record = {
        "path": extract.path,
        "title": extract.title,
        "supplied_title": extract.supplied_title,
        "source_tag": tag.value if tag else None,
        "source": _entry_id(authorities.sources, tag.value) if tag else None,
        "date": _publication(published) if published else None,
        "people": [_person(person, extract, authorities) for person in findings.people],
        "figures": [
            *({**_quantity(figure), **_in_title(figure, extract)} for figure in extract.headline.figures),
            *(_figure(figure, extract) for figure in findings.figures),
        ],
        "changes": [_change(change, extract) for change in findings.changes],
        "quotations": [
            *({**_said(quotation), **_in_title(quotation, extract)} for quotation in extract.headline.quotations),
            *({**_said(one), **_found(one.span, one.rule, extract)} for one in findings.quotations),
        ],
        "organisations": [_body(body, authorities.organisations, extract) for body in findings.organisations],
        "places": [{"kind": place.kind, **_body(place, authorities.places, extract)} for place in findings.places],
        "topics": [_topic(topic, extract) for topic in findings.topics],
        "dates": [*_stamp(extract), *(_date(date, extract) for date in findings.dates)],
        "events": [_event(event, extract) for event in findings.events],
        "text": extract.text,
    }
    return _encode(record)


def _publication(date: Attested[PartialDate]) -> Json:
    return {"edtf": date.value.edtf, "uncertain": date.value.uncertain, "rule": date.rule}


def _person(person: FoundPerson, extract: Extract, authorities: Authorities) -> Json:
    return {
        "name": person.name,
        "forms": person.forms,
        "role": person.role,
        "kind": person.kind.value,
        "id": _entry_id(authorities.people, person.name),
        **_first(person, extract),
        "mentions": [_mention(mention, extract) for mention in person.mentions],
    }


def _first(person: FoundPerson, extract: Extract) -> Json:
    """Return where a person is named first, which may be in the title alone."""
    if person.mentions:
        return _found(person.mentions[0].span, person.mentions[0].rule, extract)
    at, form = extract.title_at, person.forms[0]
    start = None if at is None else at + (extract.title or "").index(form)
    return {"start": start, "end": None if start is None else start + len(form), "rule": "headline-name"}


def _mention(mention: Mention, extract: Extract) -> Json:
    return {"form": mention.form, **_found(mention.span, mention.rule, extract)}


def _in_title(found: FoundFigure | FoundQuotation, extract: Extract) -> Json:
    """Return where the title says something, and by which rule; it need not stand in the text."""
    at, span, rule = extract.title_at, found.span, f"headline-{found.rule}"
    if at is None:
        return {"start": None, "end": None, "rule": rule}
    return {"start": at + span.start, "end": at + span.end, "rule": rule}


def _figure(figure: FoundFigure, extract: Extract) -> Json:
    return {**_quantity(figure), **_found(figure.span, figure.rule, extract)}


def _quantity(figure: FoundFigure) -> Json:
    return {
        "quote": figure.quote,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "kind": figure.kind.value,
        "measures": figure.measured,
        "as_of": figure.as_of.value.edtf if figure.as_of else None,
    }


def _change(change: FoundChange, extract: Extract) -> Json:
    """Show a change; its ends, and the figure that says by how much, are the figures with the same offsets."""
    factor = change.factor
    return {
        "from": _ends(change.start, extract),
        "to": _ends(change.end, extract),
        "by": {"quote": factor.quote, **_ends(factor.span, extract)} if factor else None,
        **_found(change.span, change.rule, extract),
    }


def _ends(span: Span, extract: Extract) -> Json:
    placed = extract.place(span)
    return {"start": placed.start, "end": placed.end}


def _said(quotation: FoundQuotation) -> Json:
    return {"text": quotation.quote, "speaker": quotation.speaker}


def _body(body: FoundOrganisation | FoundPlace, file: AuthorityFile[EntryT], extract: Extract) -> Json:
    first = body.mentions[0]
    return {
        "name": body.name,
        "forms": body.forms,
        "id": _entry_id(file, body.name),
        **_found(first.span, first.rule, extract),
        "mentions": [_mention(mention, extract) for mention in body.mentions],
    }


def _topic(topic: FoundTopic, extract: Extract) -> Json:
    place = _found(topic.span, "keywords", extract) if topic.span else {"start": None, "end": None, "rule": "keywords"}
    return {"id": topic.id, "score": topic.score, **place}


def _stamp(extract: Extract) -> Iterator[Json]:
    if extract.stamp is not None and extract.stamp.span is not None:
        iso, span = extract.stamp.value.iso, extract.stamp.span
        yield {"quote": iso, "iso": iso, "resolved": iso, "start": span.start, "end": span.end, "rule": "stamp"}


def _date(date: FoundDate, extract: Extract) -> Json:
    """Show a date; one without year is resolved to that of the publication, where this is known."""
    resolved: str | None = date.iso
    if date.iso.startswith("--"):
        resolved = f"{extract.published.value.year:04}-{date.iso[2:]}" if extract.published else None
    return {"quote": date.quote, "iso": date.iso, "resolved": resolved, **_found(date.span, date.rule, extract)}


def _event(event: FoundEvent, extract: Extract) -> Json:
    """Show a date of the text on which something happens; its sentence is told by its ends."""
    return {"date": event.iso, "sentence": _ends(event.sentence, extract), **_found(event.span, event.rule, extract)}


def _found(span: Span, rule: str, extract: Extract) -> Json:
    return {**_ends(span, extract), "rule": rule}


def _entry_id(file: AuthorityFile[EntryT], name: str) -> str | None:
    """Return the only entry that a name stands for."""
    entries = file.find(name)
    return entries[0].id if len(entries) == 1 else None
