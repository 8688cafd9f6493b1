"""`kaluga-site stats`. What is slow to import is imported where it is used."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import click

from kaluga_site.commands.options import HELP, archive_argument
from kaluga_site.commands.report import NOUNS
from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.telling import counted


class _Articles(TypedDict):
    shown: int
    hidden: int
    withdrawn: int
    undated: int
    by_year: dict[str, int]
    by_source: list[dict[str, object]]
    without_source: int


class _Names(TypedDict):
    all: int
    without_entry: int


class _Numbers(TypedDict):
    articles: _Articles
    names: dict[str, _Names]
    figures: int
    measures: int
    quotations: int
    problems: dict[str, int]


_NAMED = (Vocabulary.PEOPLE, Vocabulary.ORGANISATIONS, Vocabulary.PLACES, Vocabulary.TOPICS, Vocabulary.SOURCES)


@click.command(context_settings=HELP)
@archive_argument
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def stats(archive: Path, as_json: bool) -> None:
    """Count what ARCHIVE (default: the current folder) holds, as a build would show it.

    Told are articles by year and newspaper, the names of people, organisations, places and topics with how many of them
    no entry of the authority files knows, figures, quotations and problems. Nothing is built.

    \b
    Exit codes: 0 counted, 1 it could not be, 2 wrong use.

    \b
    Examples:
      kaluga-site stats
      kaluga-site stats --json | jq .articles.by_year
    """
    numbers = _numbers(archive)
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=2).encode())
        return
    for line in _lines(numbers):
        click.echo(line.encode())


def _numbers(archive: Path) -> _Numbers:
    from kaluga_site.commands import rewriting

    found = rewriting.look_at(archive)
    sources = sorted(found.listings[Vocabulary.SOURCES].values(), key=lambda one: (-one.count, one.order))
    articles = _Articles(
        shown=sum(found.years.values()),
        hidden=found.hidden,
        withdrawn=found.withdrawn,
        undated=found.years.get(0, 0),
        by_year={f"{year:04}": count for year, count in found.years.items() if year},
        by_source=[{"id": one.id, "name": one.name, "articles": one.count} for one in sources if not one.is_unknown],
        without_source=sum(one.count for one in sources if one.is_unknown),
    )
    return _Numbers(
        articles=articles,
        names={kind.value: _count([*found.listings[kind].values()]) for kind in _NAMED},
        figures=found.amounts.figures,
        measures=found.measures,
        quotations=found.amounts.quotations,
        problems=dict(sorted(Counter(f"{one.severity} {one.code}" for one in found.problems).items())),
    )


def _count(listings: list[Listing]) -> _Names:
    known = [one for one in listings if not one.is_unknown]
    return _Names(all=len(known), without_entry=sum(one.entry_id is None for one in known))


def _lines(numbers: _Numbers) -> Iterator[str]:
    """Yield the numbers as a table; what is nought is told only where that says something."""
    articles = numbers["articles"]
    kept = ((articles["hidden"], "not shown"), (articles["withdrawn"], "withdrawn"))
    notes = [f"{count} {said}" for count, said in kept if count]
    yield _line("articles", articles["shown"], ", ".join(notes))
    for year, count in articles["by_year"].items():
        yield _line(f"  {year}", count)
    if articles["undated"]:
        yield _line("  without date", articles["undated"])
    for kind, one in numbers["names"].items():
        yield _line(kind, one["all"], f"{one['without_entry']} without an entry" if one["without_entry"] else "")
    for source in articles["by_source"]:
        yield _line(f"  {source['name']}", source["articles"])
    if articles["without_source"]:
        yield _line("  newspaper unknown", articles["without_source"])
    yield _line(
        "figures", numbers["figures"], f"{counted(numbers['measures'], 'measure')}" if numbers["measures"] else ""
    )
    yield _line("quotations", numbers["quotations"])
    yield _line("problems", sum(numbers["problems"].values()))
    for kind, count in numbers["problems"].items():
        yield _line(f"  {kind}", count)


def _line(label: str, count: object, note: str = "") -> str:
    if count == 1 and not label.startswith(" "):
        label = next((one for one, several in NOUNS.values() if several == label), label.removesuffix("s"))
    return f"{count:>8,}  {label}" + (f" ({note})" if note else "")
