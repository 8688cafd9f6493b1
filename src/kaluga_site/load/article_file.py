"""Read one article file: what is declared, and the body as it was written."""

import re
from pathlib import Path

from msgspec import Struct

from kaluga_site.load.declared import Declared, read_declared
from kaluga_site.load.files import IMAGE_SUFFIXES, RAW, read_text
from kaluga_site.load.front_matter import split_article
from kaluga_site.load.markdown import plain_text
from kaluga_site.load.yaml_nodes import Entries
from kaluga_site.model.problems import Problems
from kaluga_site.vietnamese import slug

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n")
_MARKDOWN = re.compile(r"\s*(?:---[ \t]*(?:\n|$)|# )")
"""What a Markdown article begins with: front matter, or a heading. Without either it is raw text."""

_LONGEST_NAME = 200
_LONGEST_LINE = 100_000
_FIRST_HEADING = re.compile(r"# +(?P<title>[^\n]+)(?:\n+|$)")
_MISTYPED = re.compile(
    r"([-–—]+)[ \t]*\n(?:#[^\n]*\n|\s*\n)*(?:title|date|source|summary|authors|people|topics):[^\n]*\n"
)
"""A line of other dashes than three hyphens, as word processors make of them, and then a key."""


class ArticleFile(Struct, frozen=True, kw_only=True):
    """An article as its file has it, before anything is read in its words."""

    path: str
    slug: str
    """Empty where the file's name has no letter or digit: then it can have no page."""

    is_raw: bool
    declared: Declared
    heading: str | None
    """The level-one heading that a Markdown body without declared title begins with, cut off the body."""

    body: str
    body_line: int


def read_article_file(archive: Path, path: str) -> tuple[ArticleFile | None, Problems]:
    """Return an article file, or None where there is no text, and the problems that reading it met."""
    problems = Problems(path)
    text = read_text(archive / path, problems)
    return None if text is None else parse_article_file(text, problems), problems


def parse_article_file(text: str, problems: Problems) -> ArticleFile | None:
    """Return what the cleaned text of an article file says; `problems` tells its path. None where there is no text."""
    file = Path(problems.path)
    name = slug(file.stem, limit=_LONGEST_NAME)
    if not name:
        problems.add("no-slug", name=file.name)
    if not text.strip():
        problems.add("empty-file")
        return None
    _check_lines(text, problems)
    is_text = file.suffix.lower() == RAW
    if is_text and _FRONT_MATTER.match(text):
        problems.add("front-matter-in-text")
    is_raw = is_text or not _MARKDOWN.match(text)
    if is_raw and not is_text and (dashes := _MISTYPED.match(text)):
        problems.add("mistyped-front-matter", dashes=dashes[1])
    article = _read_raw(text, name, problems) if is_raw else _read(text, name, problems)
    problems.read_text(article.body, article.body_line)
    _check_photos(article.declared, problems)
    return article


def _read_raw(text: str, name: str, problems: Problems) -> ArticleFile:
    declared = read_declared(Entries(nodes={}, key_lines={}, line=1, column=1), problems)
    return ArticleFile(
        path=problems.path, slug=name, is_raw=True, declared=declared, heading=None, body=text, body_line=1
    )


def _read(text: str, name: str, problems: Problems) -> ArticleFile:
    parts = split_article(text, problems)
    declared = read_declared(parts.entries, problems)
    heading = None if declared.title else _FIRST_HEADING.match(parts.body)
    body = parts.body[heading.end() :] if heading else parts.body
    if not body.strip() and not declared.may_be_empty and not problems.has_errors:
        problems.add("empty-body", parts.body_line)
    return ArticleFile(
        path=problems.path,
        slug=name,
        is_raw=False,
        declared=declared,
        heading=plain_text(heading["title"].rstrip(" #")) if heading else None,
        body=body,
        body_line=parts.body_line + (heading.group().count("\n") if heading else 0),
    )


def _check_lines(text: str, problems: Problems) -> None:
    """Note the first line that is too long for a paragraph of any newspaper."""
    if len(text) <= _LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            problems.add("line-too-long", number, length=len(line), limit=_LONGEST_LINE)
            return


def _check_photos(declared: Declared, problems: Problems) -> None:
    """Note every photo whose name is not that of an image in the article's folder or below it."""
    for photo in declared.photos:
        name = Path(photo.file)
        inside = not name.is_absolute() and ".." not in name.parts and len(photo.file) <= _LONGEST_NAME
        if not (inside and name.suffix.lower() in IMAGE_SUFFIXES):
            problems.add("missing-photo", photo.line, file=photo.file)
