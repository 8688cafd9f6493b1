"""Read what an archivist declared in an article's front matter."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, structs

from kaluga_site.load.fields import Fields, Located, mapping_of, suggest
from kaluga_site.load.yaml_nodes import Entries, Scalar
from kaluga_site.model.article import Correction
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.keys import INFERABLE, UNKNOWABLE
from kaluga_site.model.problems import Problems

_FIRST_NEWSPAPER = 1605
"""The year of the first newspaper, the Relation of Strasbourg. Source: World Association of Newspapers, 2005."""

_OF_ONE_VALUE = frozenset(("date", "source", "summary"))
"""What cannot have a value and be unknown. Of a list `unknown` says that it is whole: the text adds nothing."""

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class DeclaredPerson(Struct, frozen=True, kw_only=True):
    """A name or an id, or the long form with a role."""

    id: str | None
    name: str | None
    role: str | None
    line: int


class DeclaredFigure(Struct, frozen=True, kw_only=True):
    """A figure's quote and whatever the archivist says of it."""

    quote: str
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    measure: Located[str] | None = None
    as_of: PartialDate | None = None
    speaker: str | None = None
    reject: bool = False
    line: int


class DeclaredQuotation(Struct, frozen=True, kw_only=True):
    """A quotation and its speaker."""

    quote: str
    speaker: str | None = None
    reject: bool = False
    line: int


class DeclaredPhoto(Struct, frozen=True, kw_only=True):
    """An image file, relative to the article's."""

    file: str
    caption: str | None
    credit: str | None
    alt: str | None
    line: int


class Declared(Struct, frozen=True, kw_only=True):
    """The front matter of one article; None or empty where it says nothing."""

    title: str | None
    date: PartialDate | None
    summary: str | None
    source: Located[str] | None
    url: str | None
    archived_url: str | None
    section: str | None
    issue: str | None
    page: str | None
    authors: tuple[Located[str], ...]
    photos: tuple[DeclaredPhoto, ...]
    topics: tuple[Located[str], ...]
    organisations: tuple[Located[str], ...]
    places: tuple[Located[str], ...]
    series: str | None
    people: tuple[DeclaredPerson, ...]
    figures: tuple[DeclaredFigure, ...]
    quotations: tuple[DeclaredQuotation, ...]
    inferred: tuple[str, ...]
    unknown: tuple[str, ...]
    """The fields in which nothing is to be read."""

    language: str
    draft: bool
    expires: PartialDate | None
    redirects: tuple[Located[str], ...]
    corrections: tuple[Correction, ...]
    withdrawn: str | None

    @property
    def may_be_empty(self) -> bool:
        """Whether the article may have no text: not yet, or not any more."""
        return self.draft or self.withdrawn is not None

    def basis_of(self, field: str) -> Basis:
        """Return the basis of a field's value: inferred as long as `inferred:` names it."""
        return Basis.INFERRED if field in self.inferred else Basis.DECLARED

    def without_inferred(self) -> "Declared":
        """Return it as if nothing stood in the fields that `inferred` names; every article keeps its title."""
        names = [name for name in self.inferred if name != "title"]
        return structs.replace(self, **{name: () if isinstance(getattr(self, name), tuple) else None for name in names})


def _read_date(fields: Fields) -> PartialDate | None:
    """Return the day of an article; a year in which there were no newspapers is a slip."""
    date = fields.date("date")
    if date is not None and date.year < _FIRST_NEWSPAPER:
        fields.problems.add("implausible-date", fields.line("date"), date=date.edtf, year=_FIRST_NEWSPAPER)
    return date


def read_declared(entries: Entries, problems: Problems) -> Declared:
    """Read every field of a front matter, noting what is wrong and every unknown key."""
    fields = Fields(entries, problems)
    declared = Declared(
        title=fields.text("title"),
        date=_read_date(fields),
        summary=fields.text("summary"),
        source=fields.located_text("source"),
        url=fields.web_address("url"),
        archived_url=fields.web_address("archived_url"),
        section=fields.text("section"),
        issue=fields.text("issue"),
        page=fields.text("page"),
        authors=fields.texts("authors"),
        photos=_read_photos(fields),
        topics=fields.texts("topics"),
        organisations=fields.texts("organisations"),
        places=fields.texts("places"),
        series=fields.text("series"),
        people=_read_people(fields),
        figures=_read_figures(fields),
        quotations=_read_quotations(fields),
        inferred=_read_names(fields, "inferred", INFERABLE),
        unknown=_read_names(fields, "unknown", UNKNOWABLE),
        language=_read_language(fields),
        draft=bool(fields.flag("draft")),
        expires=fields.date("expires"),
        redirects=fields.texts("redirects"),
        corrections=_read_corrections(fields),
        withdrawn=fields.words("withdrawn", "the reason"),
    )
    for name in declared.unknown:
        if name in _OF_ONE_VALUE and getattr(declared, name) is not None:
            problems.add("contradicted-unknown", fields.line("unknown"), field=name)
    fields.refuse_unknown()
    return declared


def _read_people(fields: Fields) -> tuple[DeclaredPerson, ...]:
    example = "people: [Nguyễn Xuân Lưu, {id: thai-huong, role: lãnh đạo Tập đoàn TH}]"
    people = []
    fields.tell_unsplit("people")
    for text, line, part in _entries(fields, "people", " of a person", example):
        if part is None:
            people.append(DeclaredPerson(id=None, name=text, role=None, line=line))
            continue
        person = DeclaredPerson(id=part.text("id"), name=part.text("name"), role=part.text("role"), line=line)
        if person.id is None and person.name is None:
            part.required_text("name", "name: Nguyễn Xuân Lưu")
        else:
            people.append(person)
    return tuple(people)


def _read_figures(fields: Fields) -> tuple[DeclaredFigure, ...]:
    figures = []
    for text, line, part in _entries(fields, "figures", " of a figure", "figures: [{quote: 316 triệu USD}]"):
        if part is None:
            figures.append(DeclaredFigure(quote=text, line=line))
            continue
        figure = DeclaredFigure(
            quote=part.required_text("quote", "quote: 316 triệu USD") or "",
            value=part.number("value"),
            high=part.number("high"),
            unit=part.text("unit"),
            qualifier=part.text("qualifier"),
            measure=part.located_text("measure"),
            as_of=part.date("as_of"),
            speaker=part.text("speaker"),
            reject=bool(part.flag("reject")),
            line=part.line("quote"),
        )
        figures += [figure] if figure.quote else []
    return tuple(figures)


def _read_quotations(fields: Fields) -> tuple[DeclaredQuotation, ...]:
    quotations = []
    for text, line, part in _entries(fields, "quotations", " of a quotation", "quotations: [{quote: …}]"):
        if part is None:
            quotations.append(DeclaredQuotation(quote=text, line=line))
            continue
        quote, speaker = part.required_text("quote", "quote: …"), part.text("speaker")
        reject, line_of_quote = bool(part.flag("reject")), part.line("quote")
        if quote is not None:
            quotations.append(DeclaredQuotation(quote=quote, speaker=speaker, reject=reject, line=line_of_quote))
    return tuple(quotations)


def _read_photos(fields: Fields) -> tuple[DeclaredPhoto, ...]:
    example = "photos: [{file: tiep-doan.jpg, caption: …, credit: Quỳnh Dương, alt: …}]"
    photos = []
    for text, line, part in _entries(fields, "photos", " of a photo", example):
        if part is None:
            photos.append(DeclaredPhoto(file=text, caption=None, credit=None, alt=None, line=line))
            continue
        file, line_of_file = part.required_text("file", "file: tiep-doan.jpg"), part.line("file")
        caption, credit, alt = part.text("caption"), part.text("credit"), part.text("alt")
        if file is not None:
            photos.append(DeclaredPhoto(file=file, caption=caption, credit=credit, alt=alt, line=line_of_file))
    return tuple(photos)


def _read_corrections(fields: Fields) -> tuple[Correction, ...]:
    example = "corrections: [{date: 2026-01-05, text: …}]"
    corrections = []
    for _, line, part in _entries(fields, "corrections", " of a correction", example):
        if part is None:
            fields.problems.add(
                "wrong-type", line, key="corrections", wanted="a mapping (key: value)", given="text", example=example
            )
            continue
        text, given = part.required_text("text", "text: …"), part.required_text("date", "date: 2026-01-05")
        date = part.date("date") if given else None
        if date is not None and text is not None:
            corrections.append(Correction(date=date, text=text))
    return tuple(corrections)


def _read_names(fields: Fields, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Read a list of names of fields."""
    names = []
    for name in fields.texts(key):
        if name.value in known:
            names.append(name.value)
        else:
            suggestion = suggest(name.value, known, "Remove it; these can be: ")
            fields.problems.add("unknown-field", name.line, name=name.value, key=key, suggestion=suggestion)
    return tuple(names)


def _read_language(fields: Fields) -> str:
    tag = fields.text("language")
    if tag is not None and not _LANGUAGE_TAG.fullmatch(tag):
        suggestion = "Write a BCP 47 tag, such as vi, en or ru."
        fields.problems.add(
            "unknown-setting", fields.line("language"), value=tag, what="language tag", suggestion=suggestion
        )
    return tag or "vi"


def _entries(fields: Fields, key: str, where: str, example: str) -> Iterator[tuple[str, int, Fields | None]]:
    """Yield (text, line, None) for each entry of a list that is a text, ("", line, its fields) for a mapping.

    When the next entry is asked for, the fields of the last one have been read, and what is left are unknown keys.
    """
    for node in fields.items(key):
        if isinstance(node, Scalar):
            yield " ".join(node.text.split()), node.line, None
            continue
        entries = mapping_of(node, key, fields.problems, example)
        if entries is not None:
            part = Fields(entries, fields.problems, where)
            yield "", entries.line, part
            part.refuse_unknown()
