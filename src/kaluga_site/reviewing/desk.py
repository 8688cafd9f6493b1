"""One article on the desk: every value that a rule read, the words it was read in, and what else is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from kaluga_site import articles, editing, load
from kaluga_site.importing import subjects
from kaluga_site.model.article import Article, ArticlePerson, Figure, Quotation
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.checks import FigureCheck, Verdict
from kaluga_site.model.findings import BlockKind
from kaluga_site.model.names import Reference
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.model.settings import Settings
from kaluga_site.reviewing.decisions import value_of

_OF_RAW_TEXT = ("first-line", "stamp", "opening-words")
"""The rules whose spans count in the raw text, or in nothing."""


class Row(Struct, frozen=True, kw_only=True):
    """One value of a field."""

    value: str
    """As it stands in the front matter, or would."""

    role: str | None = None
    """Of a person; None where the field has no roles."""

    rule: str = ""
    spans: tuple[Span, ...] = ()
    """Where in the text it was read."""

    remark: str = ""
    """The comment beside it in the front matter, where `import` says why it is uncertain."""


class Field(Struct, frozen=True, kw_only=True):
    """A field of the front matter with its values, which are nobody's word yet unless it is reviewed."""

    name: str
    rows: tuple[Row, ...]
    is_list: bool
    is_inferred: bool

    @property
    def offered(self) -> tuple[Row, ...]:
        """The rows to fill in: its own, and an empty one where another value can stand."""
        empty = Row(value="", role="" if self.name == "people" else None)
        return (*self.rows, empty) if self.is_list or not self.rows else self.rows

    @property
    def waits(self) -> bool:
        """Whether it waits for review; a summary that is the first sentence is read anew by every build."""
        return self.is_inferred and not any(row.rule == "first-sentence" for row in self.rows)


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure of the text, as it was read."""

    figure: Figure
    sums: tuple[str, ...]
    """The calculations in which it does not agree."""

    alike: int
    """How many figures of the text have its words, itself among them: a decision is about all of them."""


class Words(Struct, frozen=True, kw_only=True):
    """Some words of a paragraph; with a number where a value was read in them."""

    text: str
    number: int | None = None
    kind: str = ""


class Desk(Struct, frozen=True, kw_only=True):
    """An article to review."""

    path: str
    digest: str
    """Of the file's bytes, by which a decision is known to be about the file as it was shown."""

    is_raw: bool
    """Whether it is raw text: the first decision makes it a Markdown file."""

    article: Article | None
    """None where the file cannot be read as one; the problems tell why."""

    problems: tuple[Problem, ...]
    fields: tuple[Field, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    paragraphs: tuple[tuple[BlockKind, tuple[Words, ...]], ...] = ()
    numbers: dict[Span, int]
    """By which number the words of a span can be found in the paragraphs."""


def read_desk(archive: Path, path: str, settings: Settings, authorities: Authorities) -> Desk:
    """Lay an article on the desk as its file stands now. Raises Refused for whatever is no article of the archive."""
    content = editing.open_file(archive, path).content
    digest = sha256(content).hexdigest()
    problems = Problems(path)
    text = load.decode_content(content, problems)
    file = None if text is None else load.parse_article_file(text, Problems(path))
    (article,) = articles.read_article_contents([(content, problems)], settings, authorities)
    is_raw = file is not None and file.is_raw
    if article is None or file is None:
        return Desk(path=path, digest=digest, is_raw=is_raw, article=None, problems=tuple(problems.found), numbers={})
    fields = tuple(_fields(article))
    if not is_raw and file.declared.inferred:
        fields = tuple(_with_origins(fields, text or "", path, settings, authorities))
    marks = dict(_marks(article, fields))
    numbers = {span: number for number, span in enumerate(sorted(marks, key=lambda one: (one.start, one.end)), 1)}
    return Desk(
        path=path,
        digest=digest,
        is_raw=is_raw,
        article=article,
        problems=tuple(sorted(problems.found)),
        fields=fields,
        figures=tuple(_figures(article)),
        quotations=article.quotations,
        paragraphs=tuple(_paragraphs(article, marks, numbers)),
        numbers=numbers,
    )


def _fields(article: Article) -> Iterator[Field]:
    yield _single("title", article.title, article.title.value)
    yield _single("date", article.date, article.date.value.edtf if article.date else "")
    yield _single("source", article.source, _written(article.source.value) if article.source else "")
    yield _single("summary", article.summary, article.summary.value if article.summary else "")
    authors = article.bylines
    yield _list("authors", [_row(one, one.value.name) for one in authors], (one.basis for one in authors))
    for name in ("topics", "organisations", "places"):
        terms: tuple[Attested[Reference], ...] = getattr(article, name)
        yield _list(name, [_row(one, _written(one.value)) for one in terms], (one.basis for one in terms))
    people = subjects(article)
    yield _list("people", [_person(one) for one in people], (one.basis for one in people))


def _with_origins(
    fields: Iterable[Field], text: str, path: str, settings: Settings, authorities: Authorities
) -> Iterator[Field]:
    """Yield the fields of an imported article with what they no longer tell themselves: the rule and the place."""
    again = articles.read_again(text, path, settings, authorities)
    origins = {(field.name, row.value): row for field in (_fields(again) if again else ()) for row in field.rows}
    remarks = {(key, value_of(entry)): remark for key, entry, remark in editing.remarks_of(text)}
    for field in fields:
        rows = []
        for row in field.rows:
            key = field.name, row.value
            origin = origins.get(key, row) if field.is_inferred else row
            remark = remarks.get(key, "")
            rows.append(structs.replace(row, rule=origin.rule, spans=origin.spans or row.spans, remark=remark))
        yield structs.replace(field, rows=tuple(rows))


def _single(name: str, value: Attested[Any] | None, text: str) -> Field:
    rows = () if value is None else (_row(value, text),)
    is_read = value is not None and (value.basis is Basis.INFERRED or bool(value.rule))
    return Field(name=name, rows=rows, is_list=False, is_inferred=is_read)


def _list(name: str, rows: Sequence[Row], bases: Iterable[Basis]) -> Field:
    return Field(name=name, rows=tuple(rows), is_list=True, is_inferred=Basis.INFERRED in set(bases))


def _row(value: Attested[Any], text: str) -> Row:
    in_body = value.span is not None and value.rule not in _OF_RAW_TEXT
    return Row(value=text, rule=value.rule, spans=(value.span,) if in_body and value.span else ())


def _person(person: ArticlePerson) -> Row:
    return Row(
        value=_written(person.reference),
        role=person.role or "",
        rule=person.mentions[0].rule if person.mentions else "",
        spans=tuple(mention.span for mention in person.mentions),
    )


def _written(reference: Reference) -> str:
    return reference.entry_id or reference.name


def _figures(article: Article) -> Iterator[FigureRow]:
    counts = Counter(figure.quote for figure in article.figures)
    for figure in article.figures:
        yield FigureRow(figure=figure, sums=tuple(_sums(figure, article.checks)), alike=counts[figure.quote])


def _sums(figure: Figure, checks: Iterable[FigureCheck]) -> Iterator[str]:
    for check in checks:
        if check.verdict is Verdict.INCONSISTENT and figure.id in check.figures and check.sum:
            yield check.sum


def _marks(article: Article, fields: Iterable[Field]) -> Iterator[tuple[Span, str]]:
    """Yield the spans in which something was read, and what."""
    for quotation in article.quotations:
        yield quotation.span, "quotations"
    for figure in article.figures:
        yield figure.span, "figures"
    for field in fields:
        for row in field.rows:
            yield from ((span, field.name) for span in row.spans)


def _paragraphs(
    article: Article, marks: dict[Span, str], numbers: dict[Span, int]
) -> Iterator[tuple[BlockKind, tuple[Words, ...]]]:
    """Yield the text by paragraphs, cut where marks begin and end; of marks that overlap the one that ends first."""
    for block, place in article.body.placed_blocks():
        inside = [span for span in marks if place.start <= span.start < span.end <= place.end]
        shown: list[Span] = []
        for span in sorted(inside, key=lambda one: (one.end, -one.start)):
            if not shown or shown[-1].end <= span.start:
                shown.append(span)
        pieces, at = [], place.start
        for span in shown:
            pieces.append(Words(text=article.body.text[at : span.start]))
            words = article.body.text[span.start : span.end]
            pieces.append(Words(text=words, number=numbers[span], kind=marks[span]))
            at = span.end
        pieces.append(Words(text=article.body.text[at : place.end]))
        yield block.kind, tuple(piece for piece in pieces if piece.text)
