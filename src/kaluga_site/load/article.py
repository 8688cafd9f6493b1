"""Complete the record of an article: what is declared, then what its text says, then what is supplied."""

import re
from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct, structs

from kaluga_site.load.arithmetic import check_figures
from kaluga_site.load.article_file import ArticleFile
from kaluga_site.load.bylines import complete_bylines
from kaluga_site.load.changes import complete_changes
from kaluga_site.load.declared import Declared, DeclaredPhoto
from kaluga_site.load.events import complete_events
from kaluga_site.load.markdown import KindOf, read_markdown, read_raw_blocks
from kaluga_site.load.people import complete_people, known_names
from kaluga_site.load.privacy import PrivateWords
from kaluga_site.load.quotes import complete_figures, complete_quotations
from kaluga_site.load.references import Resolver
from kaluga_site.load.terms import complete_terms
from kaluga_site.model.article import Article, Body, Photo
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import BlockKind, Findings, PersonKind, RawLayout
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.model.problems import Problems
from kaluga_site.model.settings import Settings
from kaluga_site.sentences import sentences

_REDIRECT = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.html")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_YEAR = re.compile(r"[0-9]{4}")
_LONGEST_REDIRECT = 200
_TAG_REST = re.compile(r"(?:,?\s(?:ngày\s)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)?[\s)\]–—:-]*")
"""What stands between a newspaper's tag and the first word: "21/8) - "."""


class Reading(Struct, frozen=True, kw_only=True):
    """What was read in the words of one article."""

    layout: RawLayout | None
    """For a raw text: its title, stamp and paragraphs."""

    body: Body
    findings: Findings
    supply_title: Callable[[str], Attested[str]]
    """Makes a title of the plain text; few articles want one."""

    @property
    def supplied_title(self) -> Attested[str]:
        """The title to show where the article has none."""
        return self.supply_title(self.body.text)


def read_body(file: ArticleFile, layout: RawLayout | None, kind_of: KindOf, problems: Problems) -> Body:
    """Return the blocks of an article: the paragraphs of its layout if it is raw, else its Markdown."""
    if layout is not None:
        return read_raw_blocks(layout.blocks)
    return read_markdown(file.body, problems, file.body_line, kind_of)


def people_named(file: ArticleFile, text: str, authorities: Authorities) -> list[str]:
    """Return the names in the text of an article that are certainly people: declared, or in the authority file."""
    return known_names(file.declared.people, authorities, text)


def title_in(file: ArticleFile, layout: RawLayout | None) -> str:
    """Return the title of an article as declared or read; empty where one is to be supplied."""
    found = layout.title.value if layout and layout.title else ""
    return file.declared.title or file.heading or found


def complete_article(
    file: ArticleFile, reading: Reading, authorities: Authorities, settings: Settings, problems: Problems
) -> Article:
    """Return the complete record. What is wrong or doubtful is noted in `problems`.

    A declared value replaces the inferred one whole; fields listed under `inferred` keep that basis.
    """
    if file.declared.withdrawn is not None:
        file, reading = _without_words(file)
    elif not reading.body.blocks and not file.declared.draft and not problems.has_errors:
        problems.add("empty-body", file.body_line)
    declared, body, findings = file.declared, reading.body, reading.findings
    resolver = Resolver(authorities, settings, problems)
    kept = _without_unknown(findings, declared.unknown)
    date = _date(file, reading, declared.basis_of("date"), problems)
    terms = complete_terms(declared, kept, resolver)
    people = complete_people(declared.people, declared.basis_of("people"), kept.people, resolver)
    credited = () if "authors" in declared.unknown else people
    private = PrivateWords(people, findings.people, body.text, resolver)
    figures = complete_figures(declared.figures, declared.basis_of("figures"), findings.figures, body, private)
    changes = complete_changes(findings.changes, figures)
    return Article(
        path=file.path,
        address=f"bai-viet/{_year(file, date, problems)}/{file.slug}",
        language=declared.language,
        title=_title(file, reading, declared.basis_of("title")),
        date=date,
        summary=_summary(declared, reading, declared.basis_of("summary")),
        source=_source(declared, kept, declared.basis_of("source"), resolver),
        url=declared.url,
        archived_url=declared.archived_url,
        section=declared.section,
        issue=declared.issue,
        page=declared.page,
        bylines=complete_bylines(declared.authors, declared.basis_of("authors"), credited, resolver),
        series=declared.series,
        photos=_photos(declared.photos, file.path),
        people=people,
        others_named=private.others if figures else (),
        private_names=private.names,
        topics=terms.topics,
        organisations=terms.organisations,
        places=terms.places,
        figures=figures,
        changes=changes,
        checks=check_figures(figures, changes, findings.sums, body.text, problems),
        quotations=complete_quotations(
            declared.quotations, declared.basis_of("quotations"), findings.quotations, body, resolver
        ),
        events=complete_events(findings.events, date.value if date else None, people, body),
        draft=declared.draft,
        expires=declared.expires,
        redirects=tuple(_redirects(declared, problems)),
        corrections=declared.corrections,
        withdrawn=declared.withdrawn,
        body=body,
    )


def _without_words(file: ArticleFile) -> tuple[ArticleFile, Reading]:
    """Return a withdrawn article as if nothing were said: its address and what is declared of its origin stay."""
    nothing = Findings(tag=None, date=None, people=(), figures=(), dates=(), quotations=())
    title = Attested(value="[Bài đã rút]", basis=Basis.SUPPLIED)
    declared = structs.replace(
        file.declared, summary=None, photos=(), people=(), figures=(), quotations=(), organisations=(), places=()
    )
    reading = Reading(layout=None, body=Body(blocks=()), findings=nothing, supply_title=lambda _: title)
    return structs.replace(file, declared=declared, heading=None), reading


def _without_unknown(findings: Findings, unknown: Collection[str]) -> Findings:
    """Return what was read in a text without what is declared to be unknown; credits are no subjects."""
    people = [one for one in findings.people if one.kind is not PersonKind.SUBJECT]
    return structs.replace(
        findings,
        tag=None if "source" in unknown else findings.tag,
        people=tuple(people) if "people" in unknown else findings.people,
        topics=() if "topics" in unknown else findings.topics,
        organisations=() if "organisations" in unknown else findings.organisations,
        places=() if "places" in unknown else findings.places,
    )


def _title(file: ArticleFile, reading: Reading, basis: Basis) -> Attested[str]:
    title = file.declared.title
    if title is not None:
        return Attested(value=title, basis=Basis.SUPPLIED if _BRACKETED.fullmatch(title) else basis)
    if file.heading is not None:
        return Attested(value=file.heading, basis=Basis.INFERRED, rule="first-heading")
    found = reading.layout.title if reading.layout else None
    return found or reading.supplied_title


def _date(file: ArticleFile, reading: Reading, basis: Basis, problems: Problems) -> Attested[PartialDate] | None:
    if file.declared.date is not None:
        return Attested(value=file.declared.date, basis=basis)
    if "date" in file.declared.unknown:
        return None
    found = (reading.layout.date if reading.layout else None) or reading.findings.date
    folder = file.path.split("/")[1]
    if found is not None and found.value.uncertain and _YEAR.fullmatch(folder) and found.value.year != int(folder):
        found = None  # a date that the text merely mentions gives way to the year in which the archivist filed it
    if found is None and not file.declared.draft and not problems.has_errors:
        problems.add("unknown-date")
    return found


def _year(file: ArticleFile, date: Attested[PartialDate] | None, problems: Problems) -> str:
    """Return the year of the address: the folder's, else the date's, else the word for none."""
    folder = file.path.split("/")[1]
    year = f"{date.value.year:04}" if date else "khong-ro-nam"
    if not _YEAR.fullmatch(folder):
        return year
    if date is not None and folder != year:
        problems.add("year-mismatch", folder=folder, date=date.value.edtf)
    return folder


def _summary(declared: Declared, reading: Reading, basis: Basis) -> Attested[str] | None:
    if declared.summary is not None:
        return Attested(value=declared.summary, basis=basis)
    if "summary" in declared.unknown:
        return None
    lead = next((block.text for block in reading.body.blocks if block.kind is BlockKind.PARAGRAPH), "")
    tag = reading.findings.tag
    if tag is not None and tag.span is not None and lead.startswith(reading.body.text[: tag.span.end]):
        lead = lead[_TAG_REST.match(lead, tag.span.end).end() :]  # type: ignore[union-attr]
    spans = sentences(lead)
    if not spans:
        return None
    return Attested(value=lead[slice(*spans[0])], basis=Basis.INFERRED, rule="first-sentence")


def _source(declared: Declared, findings: Findings, basis: Basis, resolver: Resolver) -> Attested[Reference] | None:
    if declared.source is not None:
        reference = resolver.reference(Vocabulary.SOURCES, declared.source)
        return None if reference is None else Attested(value=reference, basis=basis)
    return None if findings.tag is None else resolver.source_of_tag(findings.tag)


def _photos(photos: tuple[DeclaredPhoto, ...], path: str) -> tuple[Photo, ...]:
    """Return the photos with their paths from the archive's folder."""
    return tuple(
        Photo(
            file=(Path(path).parent / photo.file).as_posix(),
            caption=photo.caption,
            credit=photo.credit,
            alt=photo.alt or photo.caption or "",
            line=photo.line,
        )
        for photo in photos
    )


def _redirects(declared: Declared, problems: Problems) -> list[str]:
    found: dict[str, None] = {}
    for redirect in declared.redirects:
        if _REDIRECT.fullmatch(redirect.value) and len(redirect.value) <= _LONGEST_REDIRECT:
            found[redirect.value] = None
        else:
            problems.add("bad-redirect", redirect.line, address=redirect.value)
    return list(found)
