"""Read single files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site import articles, extract, load
from kaluga_site.model.article import BLOCK_SEPARATOR
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import Findings, FoundFigure, FoundQuotation
from kaluga_site.model.problems import Problem, printable

_SUFFIXES = {".txt", ".md"}


class Headline(Struct, frozen=True):
    """What only the title says, with spans in it: records leave it out, for a headline rounds and shortens."""

    figures: tuple[FoundFigure, ...] = ()
    quotations: tuple[FoundQuotation, ...] = ()


class Extract(Struct, frozen=True, kw_only=True):
    """What was read in one file."""

    path: str
    text: str
    """The text in which all spans count: of a raw file the whole, cleaned; of a Markdown file the plain text."""

    starts: tuple[tuple[int, int], ...]
    """For each block of the body: where it begins in the body, and where in `text`."""

    title: str | None
    """None where one would be supplied."""

    supplied_title: str | None
    stamp: Attested[PartialDate] | None
    """A stray date stamp at the head of a raw file."""

    findings: Findings
    headline: Headline
    title_at: int | None
    """Where in `text` the title stands, if it does."""

    @property
    def published(self) -> Attested[PartialDate] | None:
        """When the piece seems to have been published."""
        return self.stamp or self.findings.date

    def place(self, span: Span) -> Span:
        """Return where in `text` a span of the body stands."""
        before = [(start, at) for start, at in self.starts if start <= span.start]
        start, at = before[-1] if before else (0, 0)
        return Span(span.start - start + at, span.end - start + at)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and of each folder all articles below it, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file())
        else:
            yield path


def read_file(file: Path, authorities: Authorities) -> tuple[Extract | None, list[Problem]]:
    """Return what is read in a file, and the problems; nothing where it holds no text."""
    article, problems = load.read_article_file(file.parent, file.name)
    if article is None:
        return None, problems.found
    (reading,) = articles.read_words([(article, problems)], authorities)
    layout, title = reading.layout, article.declared.title or article.heading
    if title is None and layout is not None and layout.title is not None:
        title = layout.title.value
    starts, at = [], 0
    for place, block in enumerate(reading.body.blocks):
        starts.append((at, layout.blocks[place].start if layout else at))
        at += len(block.text) + len(BLOCK_SEPARATOR)
    return Extract(
        path=printable(str(file)),
        text=article.body if layout else reading.body.text,
        starts=tuple(starts),
        title=title,
        supplied_title=None if title else reading.supplied_title.value,
        stamp=layout.date if layout else None,
        findings=reading.findings,
        headline=_read_headline(title, reading.findings) if title else Headline(),
        title_at=layout.title.span.start if layout and layout.title and layout.title.span else None,
    ), problems.found


def _read_headline(title: str, body: Findings) -> Headline:
    (found,) = extract.find_facts([extract.Text(title, known_people=[person.name for person in body.people])])
    stated, said = _spelled(body.figures), " ".join(_spelled(body.quotations))
    return Headline(
        figures=tuple(figure for figure in found.figures if figure.quote.casefold() not in stated),
        quotations=tuple(
            _with_speaker(one, title, body) for one in found.quotations if one.quote.casefold() not in said
        ),
    )


def _with_speaker(said: FoundQuotation, title: str, body: Findings) -> FoundQuotation:
    """Return a quotation of a title with its speaker as the body calls them."""
    if said.speaker:
        return structs.replace(said, speaker=_in_full(said.speaker, body))
    holder = _holder(title[: said.span.start], body)
    return structs.replace(said, speaker=holder, rule=said.rule.replace("unnamed", "by-title")) if holder else said


def _in_full(name: str, body: Findings) -> str:
    """Return the name in full of the only one in the body who can be called so; else the name as it is."""
    parts = set(name.split())
    named = [person.name for person in body.people if parts.issubset(person.name.split())]
    return named[0] if len(named) == 1 else name


def _holder(before: str, body: Findings) -> str | None:
    """Return the only one in the body who holds the office that stands before a colon: "Bộ trưởng Israel: …"."""
    office, colon, _ = before.partition(":")
    words = set(office.casefold().split())
    held = [person.name for person in body.people if words and words <= set((person.role or "").casefold().split())]
    return held[0] if colon and len(held) == 1 else None


def _spelled(found: Iterable[FoundFigure | FoundQuotation]) -> list[str]:
    return [one.quote.casefold() for one in found]
