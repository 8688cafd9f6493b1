"""One article file becomes a record: what is declared in it, and what its words say."""

from pathlib import Path

from msgspec import structs

from kaluga_site import extract, load
from kaluga_site.model.article import Article
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.findings import Findings
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
    return read_article_content(content, problems, settings, authorities), problems.found


def read_article_content(
    content: bytes | None, problems: Problems, settings: Settings, authorities: Authorities
) -> Article | None:
    """Return the record of an article file that holds these bytes; `problems` tells its path, and takes what is found.

    None where it holds no article, or could not be read.
    """
    text = None if content is None else load.decode_content(content, problems)
    return None if text is None else _read_text(text, problems, settings, authorities)


def read_article_text(
    text: str, path: str, settings: Settings, authorities: Authorities
) -> tuple[Article | None, list[Problem]]:
    """Return the record that a cleaned text would have if it were the article file `path`."""
    problems = Problems(path)
    return _read_text(text, problems, settings, authorities), problems.found


def read_again(text: str, path: str, settings: Settings, authorities: Authorities) -> Article | None:
    """Return the record of an article's text as if nothing stood in the fields that its front matter calls inferred.

    So every value has its rule and its place again, as on the day when it was imported.
    """
    problems = Problems(path)
    file = load.parse_article_file(text, problems)
    if file is None:
        return None
    return _read_file(structs.replace(file, declared=file.declared.without_inferred()), problems, settings, authorities)


def read_words(article_file: load.ArticleFile, authorities: Authorities, problems: Problems) -> load.Reading:
    """Return what the words of an article say."""
    layout = extract.read_raw(article_file.body) if article_file.is_raw else None
    body = load.read_body(article_file, layout, extract.block_kind, problems)
    text = body.text  # joined once: every reader wants it
    terms = load.terms_named(text, authorities)
    topics = [extract.TopicWords(*topic) for topic in terms.topics]
    return load.Reading(
        layout=layout,
        body=body,
        findings=extract.find_facts(
            text,
            title=load.title_in(article_file, layout),
            known_people=load.people_named(article_file, text, authorities),
            known=extract.Vocabularies(terms.organisations, terms.places, topics),
        ),
        supply_title=extract.supply_title,
    )


def _read_text(text: str, problems: Problems, settings: Settings, authorities: Authorities) -> Article | None:
    article_file = load.parse_article_file(text, problems)
    return None if article_file is None else _read_file(article_file, problems, settings, authorities)


def _read_file(
    article_file: load.ArticleFile, problems: Problems, settings: Settings, authorities: Authorities
) -> Article | None:
    if not article_file.slug:
        return None
    reading = read_words(article_file, authorities, problems)
    if _holds_too_much(article_file.declared, reading.findings, problems):
        return None
    return load.complete_article(article_file, reading, authorities, settings, problems)


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
