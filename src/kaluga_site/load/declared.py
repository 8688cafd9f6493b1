"""Read what an archivist declared in an article's front matter."""

import re
from decimal import Decimal

from msgspec import Struct

from kaluga_site.load.fields import Fields, Located, mapping_of, suggest
from kaluga_site.load.yaml_nodes import Entries, Node, Scalar
from kaluga_site.model.article import Correction
from kaluga_site.model.basis import Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.problems import Problems

INFERABLE = (
    "title", "date", "summary", "source", "authors", "people", "topics", "organisations", "places",
    "figures", "quotations",
)  # fmt: skip
"""The fields that `inferred:` may name: those that a rule can write."""

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
    authors: tuple[str, ...]
    photos: tuple[DeclaredPhoto, ...]
    topics: tuple[Located[str], ...]
    organisations: tuple[Located[str], ...]
    places: tuple[Located[str], ...]
    series: str | None
    people: tuple[DeclaredPerson, ...]
    figures: tuple[DeclaredFigure, ...]
    quotations: tuple[DeclaredQuotation, ...]
    inferred: tuple[str, ...]
    language: str
    draft: bool
    expires: PartialDate | None
    redirects: tuple[Located[str], ...]
    corrections: tuple[Correction, ...]
    withdrawn: str | None

    def basis_of(self, field: str) -> Basis:
        """Return the basis of a field's value: inferred as long as `inferred:` names it."""
        return Basis.INFERRED if field in self.inferred else Basis.DECLARED


def read_declared(entries: Entries, problems: Problems) -> Declared:
    """Read every field of a front matter, noting what is wrong and every unknown key."""
    fields = Fields(entries, problems)
    declared = Declared(
        title=fields.text("title"),
        date=fields.date("date"),
        summary=fields.text("summary"),
        source=fields.located_text("source"),
        url=fields.web_address("url"),
        archived_url=fields.web_address("archived_url"),
        section=fields.text("section"),
        issue=fields.text("issue"),
        page=fields.text("page"),
        authors=tuple(author.value for author in fields.texts("authors")),
        photos=_read_photos(fields),
        topics=fields.texts("topics"),
        organisations=fields.texts("organisations"),
        places=fields.texts("places"),
        series=fields.text("series"),
        people=_read_people(fields),
        figures=_read_figures(fields),
        quotations=_read_quotations(fields),
        inferred=_read_inferred(fields),
        language=_read_language(fields),
        draft=bool(fields.flag("draft")),
        expires=fields.date("expires"),
        redirects=fields.texts("redirects"),
        corrections=_read_corrections(fields),
        withdrawn=fields.text("withdrawn"),
    )
    fields.refuse_unknown()
    return declared


def _read_people(fields: Fields) -> tuple[DeclaredPerson, ...]:
    example = "people: [Nguyễn Xuân Lưu, {id: thai-huong, role: lãnh đạo Tập đoàn TH}]"
    people = []
    for node in fields.items("people"):
        if isinstance(node, Scalar):
            name = " ".join(node.text.split())
            people.append(DeclaredPerson(id=None, name=name, role=None, line=node.line))
            continue
        part = _part(node, "people", " of a person", fields.problems, example)
        if part is None:
            continue
        person = DeclaredPerson(
            id=part.text("id"), name=part.text("name"), role=part.text("role"), line=part.entries.line
        )
        if person.id is None and person.name is None:
            part.required_text("name", "name: Nguyễn Xuân Lưu")
        else:
            people.append(person)
        part.refuse_unknown()
    return tuple(people)


def _read_figures(fields: Fields) -> tuple[DeclaredFigure, ...]:
    example = "figures: [{quote: 316 triệu USD, measure: kim-ngach}]"
    figures = []
    for node in fields.items("figures"):
        if isinstance(node, Scalar):
            figures.append(DeclaredFigure(quote=node.text, line=node.line))
            continue
        part = _part(node, "figures", " of a figure", fields.problems, example)
        if part is None:
            continue
        figures.append(
            DeclaredFigure(
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
        )
        part.refuse_unknown()
    return tuple(figure for figure in figures if figure.quote)


def _read_quotations(fields: Fields) -> tuple[DeclaredQuotation, ...]:
    example = "quotations: [{quote: …, speaker: Nguyễn Xuân Lưu}]"
    quotations = []
    for node in fields.items("quotations"):
        if isinstance(node, Scalar):
            quotations.append(DeclaredQuotation(quote=node.text, line=node.line))
            continue
        part = _part(node, "quotations", " of a quotation", fields.problems, example)
        if part is None:
            continue
        quote = part.required_text("quote", "quote: …") or ""
        speaker, reject = part.text("speaker"), bool(part.flag("reject"))
        quotations.append(DeclaredQuotation(quote=quote, speaker=speaker, reject=reject, line=part.line("quote")))
        part.refuse_unknown()
    return tuple(quotation for quotation in quotations if quotation.quote)


def _read_photos(fields: Fields) -> tuple[DeclaredPhoto, ...]:
    example = "photos: [{file: tiep-doan.jpg, caption: …, credit: Quỳnh Dương, alt: …}]"
    photos = []
    for node in fields.items("photos"):
        if isinstance(node, Scalar):
            photos.append(DeclaredPhoto(file=node.text, caption=None, credit=None, alt=None, line=node.line))
            continue
        part = _part(node, "photos", " of a photo", fields.problems, example)
        if part is None:
            continue
        file = part.required_text("file", "file: tiep-doan.jpg") or ""
        caption, credit, alt = part.text("caption"), part.text("credit"), part.text("alt")
        photos.append(DeclaredPhoto(file=file, caption=caption, credit=credit, alt=alt, line=part.line("file")))
        part.refuse_unknown()
    return tuple(photo for photo in photos if photo.file)


def _read_corrections(fields: Fields) -> tuple[Correction, ...]:
    example = "corrections: [{date: 2026-01-05, text: …}]"
    corrections = []
    for node in fields.items("corrections"):
        part = _part(node, "corrections", " of a correction", fields.problems, example)
        if part is None:
            continue
        date, text = None, part.required_text("text", "text: …")
        if part.required_text("date", "date: 2026-01-05"):
            date = part.date("date")
        if date is not None and text is not None:
            corrections.append(Correction(date=date, text=text))
        part.refuse_unknown()
    return tuple(corrections)


def _read_inferred(fields: Fields) -> tuple[str, ...]:
    names = []
    for name in fields.texts("inferred"):
        if name.value in INFERABLE:
            names.append(name.value)
        else:
            suggestion = suggest(name.value, INFERABLE, "Remove it; these can be: ")
            fields.problems.add("unknown-field", name.line, name=name.value, suggestion=suggestion)
    return tuple(names)


def _read_language(fields: Fields) -> str:
    tag = fields.text("language")
    if tag is not None and not _LANGUAGE_TAG.fullmatch(tag):
        suggestion = "Write a BCP 47 tag, such as vi, en or ru."
        fields.problems.add(
            "unknown-setting", fields.line("language"), value=tag, what="language tag", suggestion=suggestion
        )
    return tag or "vi"


def _part(node: Node, key: str, where: str, problems: Problems, example: str) -> Fields | None:
    entries = mapping_of(node, key, problems, example)
    return None if entries is None else Fields(entries, problems, where)
