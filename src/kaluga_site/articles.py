"""One article file becomes a record: what is declared in it, and what its words say."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import structs

from kaluga_site import extract, load
from kaluga_site.model.article import Article, Body
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.findings import Findings, RawLayout
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.model.settings import Settings

_MOST = 2_000
"""The longest tables in newspapers have some hundred figures."""


def read_article(
    archive: Path, path: str, settings: Settings, authorities: Authorities
) -> tuple[Article | None, list[Problem]]:
    """Return the record of one article file and what is wrong or doubtful in it."""
    problems = Problems(path)
    content = load.read_content(archive / path, problems)
    return read_article_contents([(content, problems)], settings, authorities)[0], problems.found


def read_article_contents(
    contents: Sequence[tuple[bytes | None, Problems]], settings: Settings, authorities: Authorities
) -> list[Article | None]:
    """Return the records of article files that hold these bytes; None where one holds no article, or could not be read.

    `Problems` tell the path of each, and take what is found. Files are read step by step, all at each: the processor
    still holds what a step needs, which gains a fifth of its time.
    """
    texts = [
        (None if content is None else load.decode_content(content, problems), problems)
        for content, problems in contents
    ]
    return _read_texts(texts, settings, authorities)


def read_article_text(
    text: str, path: str, settings: Settings, authorities: Authorities
) -> tuple[Article | None, list[Problem]]:
    """Return the record that a cleaned text would have if it were the article file `path`."""
    problems = Problems(path)
    return _read_texts([(text, problems)], settings, authorities)[0], problems.found


def read_again(text: str, path: str, settings: Settings, authorities: Authorities) -> Article | None:
    """Return the record of an article's text as if nothing stood in the fields that its front matter calls inferred.

    So every value has its rule and its place again, as on the day when it was imported.
    """
    problems = Problems(path)
    file = _parse(text, problems)
    if file is None:
        return None
    undeclared = structs.replace(file, declared=file.declared.without_inferred())
    return _complete_all([(undeclared, problems)], settings, authorities)[0]


def read_words(files: Sequence[tuple[load.ArticleFile, Problems]], authorities: Authorities) -> list[load.Reading]:
    """Return what the words of articles say."""
    layouts = [extract.read_raw(file.body) if file.is_raw else None for file, _ in files]
    bodies = [
        load.read_body(file, layout, extract.block_kind, problems)
        for (file, problems), layout in zip(files, layouts, strict=True)
    ]
    texts = [
        _text_of(file, layout, body, authorities)
        for (file, _), layout, body in zip(files, layouts, bodies, strict=True)
    ]
    return [
        load.Reading(layout=layout, body=body, findings=findings, supply_title=extract.supply_title)
        for layout, body, findings in zip(layouts, bodies, extract.find_facts(texts), strict=True)
    ]


def _text_of(file: load.ArticleFile, layout: RawLayout | None, body: Body, authorities: Authorities) -> extract.Text:
    text = body.text  # joined once: every reader wants it
    terms = load.terms_named(text, authorities)
    topics = [extract.TopicWords(*topic) for topic in terms.topics]
    return extract.Text(
        text,
        title=load.title_in(file, layout),
        known_people=load.people_named(file, text, authorities),
        known=extract.Vocabularies(terms.organisations, terms.places, topics),
    )


def _read_texts(
    texts: Iterable[tuple[str | None, Problems]], settings: Settings, authorities: Authorities
) -> list[Article | None]:
    files = [(None if text is None else _parse(text, problems), problems) for text, problems in texts]
    return _complete_all(files, settings, authorities)


def _parse(text: str, problems: Problems) -> load.ArticleFile | None:
    file = load.parse_article_file(text, problems)
    return file if file is not None and file.slug else None


def _complete_all(
    files: Sequence[tuple[load.ArticleFile | None, Problems]], settings: Settings, authorities: Authorities
) -> list[Article | None]:
    parsed = [(file, problems) for file, problems in files if file is not None]
    completed = (
        None
        if _holds_too_much(file.declared, reading.findings, problems)
        else load.complete_article(file, reading, authorities, settings, problems)
        for (file, problems), reading in zip(parsed, read_words(parsed, authorities), strict=True)
    )
    return [None if file is None else next(completed) for file, _ in files]


def _holds_too_much(declared: load.Declared, findings: Findings, problems: Problems) -> bool:
    """Note where an article has more figures, quotations or people than can be compared with each other."""
    counts = {
        "people": len(declared.people) + len(findings.people),
        "figures": len(declared.figures) + len(findings.figures),
        "quotations": len(declared.quotations) + len(findings.quotations),
    }
    over = {what: count for what, count in counts.items() if count > _MOST}
    for what, count in over.items():
        problems.add("too-many-findings", what=what, count=count, limit=_MOST)
    return bool(over)
