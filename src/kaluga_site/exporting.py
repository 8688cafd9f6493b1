"""The whole archive as one SQLite database, with full-text search: what du-lieu/ gives away, and the text."""

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import render, state
from kaluga_site.drafting import Draft, Job, read_archive, record_of
from kaluga_site.model.article import Article
from kaluga_site.model.build import Options
from kaluga_site.model.problems import Problem, has_errors
from kaluga_site.standing import Place
from kaluga_site.vietnamese import fold
from kaluga_site.workers import Workers

SIGNATURE = b"SQLite format 3\0"
"""With this begins every database."""

_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC"}
_MOST = 2**63 - 1

_BEGIN = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "BEGIN",
    'CREATE TABLE columns ("table" TEXT, "column" TEXT, about TEXT)',
)
_FINISH = (
    "CREATE INDEX mentions_of_article ON mentions (article)",
    "CREATE INDEX mentions_of_entity ON mentions (kind, id)",
    "CREATE INDEX figures_of_measure ON figures (measure_id)",
    "CREATE INDEX quotations_of_article ON quotations (article)",
    (
        'CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, folded, content="articles", content_rowid="rowid", '
        'tokenize="unicode61 remove_diacritics 0")'
    ),
    "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    "INSERT INTO articles_fts (articles_fts) VALUES ('optimize')",
    "COMMIT",
)
"""Words with accents are found as they are written, words without in `folded`, where none has any."""

_decode = msgspec.msgpack.Decoder(Article).decode

Value = str | int | float | None


class Export(Struct, frozen=True, kw_only=True):
    """How exporting went; no count where nothing was written."""

    problems: tuple[Problem, ...]
    articles: int | None = None


def export_sqlite(
    archive: Path, file: Path, now: datetime.datetime, options: Options, workers: Workers | None = None
) -> Export:
    """Write the archive into a database in the place of `file`, unless there are errors.

    What the last build has read is not read again; nothing else is changed. The same articles give the same content,
    row for row. `now` (with its zone) decides which articles have expired or are still to come.
    """
    place = Place.of(archive, archive / "_site", options)
    try:
        return _export(place, file, now, workers or Workers())
    except state.Damaged:  # begin again without the state
        state.forget(archive / state.FOLDER)
        return _export(place, file, now, workers or Workers())
    except state.Locked as error:
        return Export(problems=(Problem.of("locked-archive", str(archive), holder=error.args[0]),))
    except (OSError, sqlite3.Error) as error:
        return Export(problems=(Problem.of("unwritable-export", str(file), reason=str(error)),))


def _export(place: Place, file: Path, now: datetime.datetime, workers: Workers) -> Export:
    archive = place.archive
    with state.Store(archive / state.FOLDER, alone=True, seen=place.left.seen) as store:
        last, theme = store.snapshot, render.Theme(archive)
        job = Job(place=place, now=now, store=store, last=last, workers=workers, theme=theme)
        draft = read_archive(job)
        if has_errors(draft.problems):
            return Export(problems=draft.problems)
        with render.speaking(draft.showings[0].site.language):
            return Export(problems=draft.problems, articles=_write(file, job, draft))


def _write(file: Path, job: Job, draft: Draft) -> int:
    """Write the database beside its place, and put it there when it is whole; return how many articles it holds."""
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as database:
            for statement in _BEGIN:
                database.execute(statement)
            for table in render.TABLES:
                database.execute(_create(table))
            _insert(database, "columns", _columns())
            _insert(database, "people", render.people_rows(draft.showings[0]))
            count = _insert_articles(database, job, draft)
            for statement in _FINISH:
                database.execute(statement)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _create(table: render.Table) -> str:
    """Return the statement that makes a table; an article's has its text, too, as it is and folded."""
    columns = [f'"{column.name}" {_SQL_TYPES[column.type]}{_refers(column.name)}' for column in table.columns]
    columns += ["text TEXT", "folded TEXT"] if table is render.MONTHLY[0] else []
    key = [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key else []
    return f"CREATE TABLE {table.sql_name} ({', '.join([*columns, *key])})"


def _refers(column: str) -> str:
    return " REFERENCES articles (id)" if column == "article" else ""


def _columns() -> Iterator[Sequence[render.Cell]]:
    """Yield what each column holds, for those who open the database without the site."""
    return ((table.sql_name, one.name, render.say(one.about)) for table in render.TABLES for one in table.columns)


def _insert_articles(database: sqlite3.Connection, job: Job, draft: Draft) -> int:
    """Put in all articles, the newest first, and return how many they are."""
    showing, count = draft.showings[0], 0
    total = sum(showing.archive.months.values())
    for head in job.workers.watch.over(showing.archive.newest_heads(), "articles written", total):
        if head.card.withdrawn:
            continue
        article, count = _decode(record_of(head, job, draft)), count + 1
        data = render.ArticleData.of(article, showing.links(head), showing.site.base_url)
        own, *others = render.article_rows(data)
        words = (data.text, fold(f"{data.article.title}\n{data.text}"))
        for table, rows in zip(render.MONTHLY, ([(*own[0], *words)], *others), strict=True):
            _insert(database, table.sql_name, rows)
    return count


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Sequence[render.Cell]]) -> None:
    found = [[_value(cell) for cell in row] for row in rows]
    if found:
        places = ", ".join("?" * len(found[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", found)  # noqa: S608 - our own names


def _value(cell: render.Cell) -> Value:
    """Return what a database can hold: a whole number as such, as far as there is room for it."""
    if isinstance(cell, tuple):
        return render.cell_in_one(cell)
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() and abs(cell) <= _MOST else float(cell)
    return cell
