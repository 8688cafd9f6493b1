"""`kaluga-site people` and `topics`. What is slow to import is imported where it is used."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kaluga_site.commands.completing import ids_of
from kaluga_site.commands.options import HELP, archive_option, quiet_option
from kaluga_site.model.names import Vocabulary
from kaluga_site.telling import counted

_yes = click.option("--yes", "-y", is_flag=True, help="Write without asking.")

_GROUP = """{about}

\b
Exit codes: 0 done, 1 nothing was written, 2 wrong use.

\b
Examples:
  kaluga-site {what} list --unresolved
  kaluga-site {what} merge "{one}" {other}
  kaluga-site {what} rename {other} "{one}"
"""

_LIST = """List the {what}, those that most articles name first.

What has no entry in authorities/{what}.yaml is marked so: then it is a name that articles have.

\b
Exit codes: 0 listed, 1 the archive cannot be read, 2 wrong use.

\b
Examples:
  kaluga-site {what} list
  kaluga-site {what} list --unresolved
  kaluga-site {what} list --json | jq -r .name
"""

_MERGE = """Make A and B one: B, with the names of A as variants.

Each is an id or a name; a name that no entry knows will do, and B gets an entry where it has none. What is rewritten
is authorities/{what}.yaml and front matter, the text of no article; the address of A's page will lead to B's.

First it is shown what changes, and then asked; without a terminal and without --yes nothing is written. Whoever
interrupts the writing can say the same again.

\b
Exit codes: 0 written, 1 not written, 2 wrong use.

\b
Examples:
  kaluga-site {what} merge "{one}" {other}
  kaluga-site {what} merge "{one}" {other} --yes
"""

_RENAME = """Give A the name NEW; the one that it had becomes a variant.

A is an id or a name; a name that no entry knows gets an entry. What is rewritten is authorities/{what}.yaml and front
matter, the text of no article; where the id changes, the address of the page will lead to the new one.

First it is shown what changes, and then asked; without a terminal and without --yes nothing is written. Whoever
interrupts the writing can say the same again.

\b
Exit codes: 0 written, 1 not written, 2 wrong use.

\b
Examples:
  kaluga-site {what} rename {other} "{one}"
  kaluga-site {what} rename {other} "{one}" --id {other}
"""


def _group(vocabulary: Vocabulary, one: str, other: str) -> click.Group:
    """Return the commands about one vocabulary; `one` is a name and `other` an id that stand in their examples."""
    what = vocabulary.value
    ids = ids_of(what)

    def told(text: str) -> str:
        return text.format(what=what, one=one, other=other, about=f"See, merge and rename the {what} of an archive.")

    @click.group(what, context_settings=HELP, help=told(_GROUP))
    def group() -> None:
        pass

    @group.command("list", context_settings=HELP, help=told(_LIST))
    @click.option("--unresolved", is_flag=True, help="Only names that no entry knows.")
    @click.option("--json", "as_lines", is_flag=True, help="One JSON object a line, for programs.")
    @archive_option
    def list_(unresolved: bool, as_lines: bool, archive: Path) -> None:
        rows = [row for row in _rows(archive, vocabulary) if not (unresolved and row["entry"])]
        for row in rows if as_lines else ():
            click.echo(json.dumps(row, ensure_ascii=False).encode())
        for line in () if as_lines else _table(rows):
            click.echo(line.encode())
        missing = sum(not row["entry"] for row in rows)
        click.echo(f"{counted(len(rows), 'name')}, {missing} without an entry in authorities/{what}.yaml.", err=True)

    @group.command("merge", context_settings=HELP, help=told(_MERGE))
    @click.argument("a", shell_complete=ids)
    @click.argument("b", shell_complete=ids)
    @_yes
    @archive_option
    @quiet_option
    def merge(a: str, b: str, yes: bool, archive: Path, quiet: bool) -> None:
        from kaluga_site.commands import rewriting

        planned = rewriting.plan(archive, vocabulary, "merge", (a, b, None), quiet=quiet)
        rewriting.carry_out(planned, yes=yes, quiet=quiet)

    @group.command("rename", context_settings=HELP, help=told(_RENAME))
    @click.argument("a", shell_complete=ids)
    @click.argument("new")
    @click.option("--id", "id_", metavar="ID", help="The id, the last part of the address.  [default: made of NEW]")
    @_yes
    @archive_option
    @quiet_option
    def rename(a: str, new: str, id_: str | None, yes: bool, archive: Path, quiet: bool) -> None:
        from kaluga_site.commands import rewriting

        planned = rewriting.plan(archive, vocabulary, "rename", (a, new, id_), quiet=quiet)
        rewriting.carry_out(planned, yes=yes, quiet=quiet)

    return group


people = _group(Vocabulary.PEOPLE, "Họ Và Tên", "ten-va-ho")
topics = _group(Vocabulary.TOPICS, "Tên mới", "ten-cu")


def _rows(archive: Path, vocabulary: Vocabulary) -> list[dict[str, object]]:
    """Return all that articles name or an entry knows, the most named first; nobody who is kept private."""
    from kaluga_site.commands import rewriting

    found = rewriting.look_at(archive)
    listings = found.listings[vocabulary]
    in_order = sorted(listings.values(), key=lambda one: (-one.count, one.order))
    rows = [_row(one.id, one.name, one.count, is_entry=one.entry_id is not None) for one in in_order]
    entries = [one for one in getattr(found.authorities, vocabulary).entries if f"#{one.id}" not in listings]
    return rows + [_row(one.id, one.name, 0, is_entry=True) for one in entries if getattr(one, "publish", True)]


def _row(id_: str, name: str, articles: int, *, is_entry: bool) -> dict[str, object]:
    return {"id": id_, "name": name, "articles": articles, "entry": is_entry}


def _table(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    width = max((len(str(row["id"])) for row in rows), default=0)
    for row in rows:
        mark = "" if row["entry"] else "  (no entry)"
        yield f"{row['articles']:>6}  {row['id']!s:{width}}  {row['name']}{mark}"
