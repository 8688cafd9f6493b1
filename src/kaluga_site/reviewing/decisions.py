"""A decision becomes front matter, or an entry of an authority file."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from kaluga_site import articles, editing, load
from kaluga_site.editing import Refused
from kaluga_site.importing import Newcomer, Newcomers, article_text, tells_origin
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.keys import UNKNOWABLE
from kaluga_site.model.names import Reference, Vocabulary, name_key
from kaluga_site.model.problems import Problems, Severity, has_errors
from kaluga_site.model.settings import Settings

_LISTS = ("authors", "topics", "organisations", "places", "people")
_SINGLE = ("title", "date", "source", "summary")
_OF_FIGURES = ("value", "unit", "qualifier", "measure", "as_of", "speaker")


class Decision(Struct, frozen=True, kw_only=True):
    """What an archivist says of a field, a figure or a quotation of an article."""

    path: str
    digest: str
    """Of the file as it was shown."""

    field: str
    is_rejected: bool = False
    """Whether all of it is wrong; of a list, what `values` leaves out is."""

    is_partial: bool = False
    """Whether only one entry of a list is taken out: nobody has said yet that the others are right."""

    values: Sequence[Mapping[str, str]] = ()
    """What is right: {"value"} of each row, people's with {"role"}; of a figure or quotation its {"quote"} and more."""


def decide(archive: Path, decision: Decision, settings: Settings, authorities: Authorities) -> str:
    """Write a decision into the article's file; return the file's path, which is another where it was raw text.

    Raises Refused, with nothing written, where the file is another than was shown, or would no longer be read.
    """
    path = decision.path
    opened = editing.open_file(archive, path)
    if sha256(opened.content).hexdigest() != decision.digest:
        message = f"{path} has changed since it was shown: look at it again."
        raise Refused(message)
    content = _as_markdown(archive, path, opened.content, settings, authorities)
    after = editing.rewrite_front_matter(content, _change_of(decision), path)
    if not decision.is_partial:  # what is reviewed no longer stands there because a rule read it
        after = editing.drop_remarks(after, decision.field, tells_origin)
    _check(path, content, after, settings, authorities)
    if path.lower().endswith(".txt"):  # renamed first: without front matter a Markdown file is raw text, too
        target = opened.file.with_suffix(".md")
        if target.exists():
            message = f"There is {target.name} beside {path} already."
            raise Refused(message)
        opened.file.rename(target)
        path = f"{path[: -len('.txt')]}.md"
        opened = editing.open_file(archive, path)
    editing.write_all({path: after}, {path: opened})
    return path


def name_as_new(archive: Path, vocabulary: Vocabulary, name: str, authorities: Authorities) -> None:
    """Add a name to an authority file, under the id that its address has already. Raises Refused."""
    newcomers = Newcomers()
    newcomers.add([Newcomer(reference=Reference(vocabulary=vocabulary, name=name))])
    entries = newcomers.entries(authorities).get(vocabulary)
    if entries is None:  # a topic or a place, which nobody meets as a new name
        message = "There are no new names of this kind."
        raise Refused(message)
    path = f"authorities/{vocabulary}.yaml"
    if not (archive / path).exists():
        (archive / "authorities").mkdir(exist_ok=True)
        (archive / path).touch()
    opened = editing.open_file(archive, path)
    after = editing.append_entries(opened.content, entries)
    if after is None:
        message = f"{path} is not written as a list, one entry below the other."
        raise Refused(message)
    editing.write_all({path: after}, {path: opened})


def name_as_variant(archive: Path, vocabulary: Vocabulary, name: str, entry_id: str) -> None:
    """Add a name to the variants of an entry. Raises Refused."""
    path = f"authorities/{vocabulary}.yaml"
    opened = editing.open_file(archive, path)

    def change(entry: dict[str, Any]) -> None:
        editing.replace_in(entry, "variants", lambda known: name_key(str(known)) == name_key(name), name)

    editing.write_all({path: editing.rewrite_entry(opened.content, entry_id, change, path)}, {path: opened})


def _as_markdown(archive: Path, path: str, content: bytes, settings: Settings, authorities: Authorities) -> bytes:
    """Return an article as Markdown: raw text as `import` would write it, word for word."""
    problems = Problems(path)
    text = load.decode_content(content, problems)
    file = None if text is None else load.parse_article_file(text, problems)
    if file is None or text is None or not file.is_raw:
        return content
    article, found = articles.read_article(archive, path, settings, authorities)
    if article is None or has_errors(found):
        message = f"{path} cannot be read without an error."
        raise Refused(message)
    return article_text(article, text, authorities).encode()


def _change_of(decision: Decision) -> Callable[[dict[str, Any]], object]:
    if decision.field in _SINGLE and len(decision.values) <= 1:
        return lambda mapping: _decide_single(mapping, decision)
    if decision.field in _LISTS:
        return lambda mapping: _decide_list(mapping, decision)
    if decision.field in {"figures", "quotations"} and len(decision.values) == 1:
        return lambda mapping: _decide_quoted(mapping, decision)
    message = "There is no such field to decide."
    raise Refused(message)


def _decide_single(mapping: dict[str, Any], decision: Decision) -> None:
    value = " ".join(decision.values[0].get("value", "").split()) if decision.values else ""
    _decide_known(mapping, decision, "" if decision.is_rejected else value)


def _decide_list(mapping: dict[str, Any], decision: Decision) -> None:
    rows = () if decision.is_rejected else decision.values
    before = mapping.get(decision.field)
    known = {value_of(entry): entry for entry in (before if isinstance(before, list) else ())}
    entries = [_entry(row, decision.field, known) for row in rows if row.get("value", "").strip()]
    _decide_known(mapping, decision, entries)


def _decide_known(mapping: dict[str, Any], decision: Decision, value: object) -> None:
    """Set a reviewed field; one that is rejected, or the last entry of which is, is one of which nothing is known."""
    field = decision.field
    if not value and field not in UNKNOWABLE:
        message = f"An article cannot be without {field}."
        raise Refused(message)
    if not value and not (decision.is_rejected or decision.is_partial):
        message = f"Nothing is written as {field}: write a value, or say that it is unknown."
        raise Refused(message)
    if value == [] or not decision.is_partial:
        editing.review(mapping, [field])
    editing.remove_from(mapping, "unknown", lambda name: name == field)
    editing.put(mapping, field, value or None)
    if not value:
        editing.replace_in(mapping, "unknown", lambda name: name == field, field)


def _entry(row: Mapping[str, str], field: str, known: Mapping[str, object]) -> object:
    """Return what stands in a list: the entry that stood there, unless it is to say something else."""
    value, role = " ".join(row["value"].split()), " ".join(row.get("role", "").split())
    before = known.get(value)
    if field != "people":
        return before or value
    if before is not None and role in {"", before.get("role") if isinstance(before, dict) else ""}:
        return before
    return {**before, "role": role} if isinstance(before, dict) else _person(value, role)


def _person(value: str, role: str) -> object:
    key = "id" if value == value.lower() and " " not in value else "name"
    return {key: value, **({"role": role} if role else {})} if role or key == "id" else value


def value_of(entry: object) -> str:
    """Return what an entry of a list says, by which its row on the desk is known."""
    held = entry.get("id") or entry.get("name") if isinstance(entry, dict) else entry
    return " ".join(str(held).split())


def _decide_quoted(mapping: dict[str, Any], decision: Decision) -> None:
    """Accept, complete or reject a figure or a quotation, known by its words."""
    row = decision.values[0]
    quote = row.get("quote", "")
    before = next((one for one in mapping.get(decision.field) or () if _quote_of(one) == quote), None)
    entry: dict[str, Any] = dict(before) if isinstance(before, dict) else {"quote": quote}
    entry.pop("reject", None)
    for key in _OF_FIGURES:
        if value := " ".join(row.get(key, "").split()):
            editing.put(entry, key, value)
    if decision.is_rejected:
        entry["reject"] = True
    editing.replace_in(mapping, decision.field, lambda one: _quote_of(one) == quote, entry)


def _quote_of(entry: object) -> str:
    return str(entry.get("quote")) if isinstance(entry, dict) else str(entry)


def _check(path: str, before: bytes, after: bytes, settings: Settings, authorities: Authorities) -> None:
    """Raise Refused where a decision would bring an error into an article."""
    md = f"{path[: -len('.txt')]}.md" if path.lower().endswith(".txt") else path
    found = []
    for content in (before, after):
        problems = Problems(md)
        articles.read_article_contents([(content, problems)], settings, authorities)
        found.append({(one.code, one.message): one for one in problems.found if one.severity is Severity.ERROR})
    for one in [found[1][key] for key in found[1].keys() - found[0].keys()]:
        message = f"{one.message} {one.hint}"
        raise Refused(message)
