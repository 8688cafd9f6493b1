"""Tell what a build has changed: in a line or two, and as Markdown to post on a pull request."""

import re
from collections.abc import Iterable, Iterator

from kaluga_site.changes import LISTED
from kaluga_site.model.build import Build
from kaluga_site.model.changes import ChangedArticle, ChangedArticles, Changes
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem, printable
from kaluga_site.telling import counted, few_of, tally

_MARK = "<!-- kaluga-site report -->"
"""By this a program that posts the report finds the one that it posted before."""

_LONGEST = 60_000
"""GitHub takes 65,536 characters."""

_LONGEST_WORDS = 160
_PUNCTUATION = re.compile(r"([!-/:-@[-`{-~])")
_MENTION = re.compile(r"([@#])")
_WORD_JOINER = "\u2060"
NOUNS = {
    Vocabulary.PEOPLE: ("person", "people"),
    Vocabulary.TOPICS: ("topic", "topics"),
    Vocabulary.ORGANISATIONS: ("organisation", "organisations"),
    Vocabulary.PLACES: ("place", "places"),
    Vocabulary.SOURCES: ("source", "sources"),
    Vocabulary.AUTHORS: ("author", "authors"),
}
"""How one of a vocabulary is called, and several."""


def change_lines(changes: Changes) -> Iterator[str]:
    """Yield what changed, for the terminal: nothing where nothing did, or where there is nothing to compare with."""
    if changes.is_first:
        return
    articles = [f"{found.count} {how}" for how, found in _articles(changes) if found.count]
    if articles:
        yield f"Articles: {', '.join(articles)}."
    if gone := [article.source for article in changes.gone.first]:
        yield f"No longer at their addresses: {few_of(gone)}. 'redirects:' in an article leads an address on."
    counts = {
        "added": sum(pages.added for pages in changes.pages.values()),
        "changed": sum(pages.changed for pages in changes.pages.values()),
        "removed": sum(pages.removed for pages in changes.pages.values()),
    }
    pages = [f"{count} {how}" for how, count in counts.items() if count]
    if pages:
        yield f"Pages and other files: {', '.join(pages)}."
    names = [f"{found.count} {NOUNS[kind][found.count != 1]}" for kind, found in changes.names.items()]
    if names:
        yield f"New names: {', '.join(names)}."
    if changes.problems or changes.mended:
        yield f"New problems: {tally(changes.problems)}; no more: {changes.mended}."


def as_markdown(build: Build, outcome: str) -> str:
    """Return what a build has changed as a text in Markdown, in which nothing of the archive is markup.

    `outcome` says in a sentence how the build went. The text is never longer than GitHub takes.
    """
    changes = build.changes or Changes()
    parts = [_MARK, "### What this build changes", _escaped(outcome), *_parts(changes)]
    if len(parts) == 3:
        parts.append("Nothing has changed.")
    text = ""
    for part in parts:
        if len(text) + len(part) > _LONGEST:
            return f"{text}The rest is too long to be told here.\n"
        text += f"{part}\n\n"
    return f"{text.rstrip()}\n"


def _parts(changes: Changes) -> Iterator[str]:
    if changes.is_first:
        yield "There was no site to compare with: everything is new."
    for how, found in _articles(changes):
        if found.count:
            yield _section(f"{counted(found.count, 'article')} {how}", map(_article, found.first), found.count)
    if changes.pages:
        yield _table(changes)
    for kind, names in changes.names.items():
        heading = f"{names.count} new {NOUNS[kind][names.count != 1]}"
        yield _section(heading, map(_escaped, names.first), names.count)
    if changes.problems:
        shown = map(_problem, changes.problems[:LISTED])
        yield _section(f"New problems: {tally(changes.problems)}", shown, len(changes.problems))
    if changes.mended:
        yield f"{counted(changes.mended, 'problem')} of the build before: no more."


def _articles(changes: Changes) -> tuple[tuple[str, ChangedArticles], ...]:
    return (
        ("new", changes.new),
        ("edited", changes.edited),
        ("withdrawn", changes.withdrawn),
        ("gone", changes.gone),
    )


def _section(heading: str, lines: Iterable[str], count: int) -> str:
    shown = [f"- {line}" for line in lines]
    more = [f"- and {count - len(shown)} more"] if count > len(shown) else []
    return "\n".join([f"**{heading}**", "", *shown, *more])


def _article(article: ChangedArticle) -> str:
    file = _escaped(article.source)
    return f"{_escaped(article.title)} ({file})" if article.title else file


def _table(changes: Changes) -> str:
    rows = [f"| {kind} | {found.added} | {found.changed} | {found.removed} |" for kind, found in changes.pages.items()]
    return "\n".join(["| pages and files | added | changed | removed |", "|---|---:|---:|---:|", *rows])


def _problem(problem: Problem) -> str:
    place = _escaped(f"{problem.path}:{problem.line}")
    return f"{problem.severity} {place}: {_escaped(problem.code)}. {_escaped(problem.message)} {_escaped(problem.hint)}"


def _escaped(text: str) -> str:
    """Return words that show themselves: no markup, nobody who is called, no other issue, no link."""
    words = printable(" ".join(text.split()))
    words = words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
    return _MENTION.sub(rf"\1{_WORD_JOINER}", _PUNCTUATION.sub(r"\\\1", words))
