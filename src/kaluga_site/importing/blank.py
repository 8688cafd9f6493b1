"""A new article file in which nothing stands yet but what is known of the article."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from kaluga_site import load, state
from kaluga_site.importing.files import write_new
from kaluga_site.importing.naming import Names, names_for, path_of
from kaluga_site.importing.writing import field_line
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.schemas import FOLDER, file_name, schema_line
from kaluga_site.vietnamese import clean

_DRAFT = "draft: true  # not published; delete this line once the article stands below"


class BlankArticle(Struct, frozen=True, kw_only=True):
    """A new article file, or why there is none."""

    path: str | None = None
    """From the archive's folder."""

    numbered: bool = False
    """Whether the name that it should have had is taken by another article."""

    problems: tuple[Problem, ...] = ()


def write_blank(archive: Path, title: str, date: str | None, source: str | None) -> BlankArticle:
    """Write the file of a new article, a draft, into the folder of its year; no other file is ever overwritten.

    Raises OSError.
    """
    given = {"title": title, "date": date, "source": source}
    known = {key: " ".join(clean(value).split()) for key, value in given.items() if value}
    article_file, problems = _read_back(known)
    settings, _ = load.load_settings(archive)
    authorities, _ = load.load_authorities(archive)
    if "source" in known:
        found = authorities.sources.find(known["source"])
        if not found and Vocabulary.SOURCES in settings.closed:
            problems.append(_not_a_source(known["source"]))
        known["source"] = found[0].id if len(found) == 1 else known["source"]
    if problems or article_file is None:
        return BlankArticle(problems=tuple(problems))
    declared = article_file.declared.date
    files, _ = load.find_article_files(archive, state.look_around(archive))
    names, year = Names(archive, files), f"{declared.year:04}" if declared else ""
    text = _text_of(known, f"date: {declared.edtf}" if declared else None)
    for number, name in enumerate(names_for(known["title"]), start=1):
        path = path_of(year, name)
        if names.is_free(year, name) and write_new(archive / path, _for_editors(text, path, archive).encode()):
            return BlankArticle(path=path, numbered=number > 1)
    raise AssertionError


def _for_editors(text: str, path: str, archive: Path) -> str:
    """Return the text with the comment that tells an editor its schema, where the archive has one."""
    has_schema = (archive / FOLDER / file_name("front-matter")).exists()
    return text.replace("---\n", f"---\n{schema_line('front-matter', path)}", 1) if has_schema else text


def _text_of(known: Mapping[str, str], date: str | None = None) -> str:
    """Return the text of the file; `date` is the line of a date that has been read already."""
    lines = [date if key == "date" and date else field_line(key, value) for key, value in known.items()]
    return "\n".join(["---", *lines, _DRAFT, "---", "", ""])


def _read_back(known: Mapping[str, str]) -> tuple[load.ArticleFile | None, list[Problem]]:
    """Return how the front matter will be read, and what is wrong in it: a date that is none."""
    problems = Problems("articles")
    return load.parse_article_file(_text_of(known), problems), problems.found


def _not_a_source(name: str) -> Problem:
    return Problem.of(
        "unknown-id",
        "articles",
        name=name,
        vocabulary="sources",
        why=", and this archive's vocabulary is closed",
        suggestion="Add it there first, or leave the newspaper out.",
    )
