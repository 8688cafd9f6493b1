"""Read the authority files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kaluga_site.load.fields import Fields, mapping_of, suggest
from kaluga_site.load.settings import read_root
from kaluga_site.load.synonyms import load_synonyms
from kaluga_site.load.yaml_nodes import Items
from kaluga_site.model.authorities import (
    Authorities,
    AuthorityFile,
    Entry,
    MeasureEntry,
    OrganisationEntry,
    PersonEntry,
    PlaceEntry,
    SourceEntry,
    TopicEntry,
)
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.vietnamese import slug

EntryT = TypeVar("EntryT", bound=Entry)
_EXAMPLE = "- {id: dau-tu, name: Đầu tư}"


def load_authorities(archive: Path) -> tuple[Authorities, list[Problem]]:
    """Return the authority files below `archive`/authorities and their problems; a missing file is empty."""
    synonyms, found = load_synonyms(archive)
    authorities = Authorities(
        people=_load(archive, "people", _read_person, found),
        organisations=_load(archive, "organisations", _read_organisation, found),
        places=_load(archive, "places", _read_place, found),
        topics=_load(archive, "topics", _read_topic, found),
        sources=_load(archive, "sources", _read_source, found),
        measures=_load(archive, "measures", _read_measure, found),
        synonyms=synonyms,
    )
    found += _check_broader(authorities.topics)
    found += _check_circles(authorities.topics)
    found += _check_names(archive / "authorities")
    return authorities, found


_NAMELESS: dict[str, Any] = {
    "id": "", "name": "", "variants": (), "note": None, "former_ids": (), "path": "", "line": 1,
}  # fmt: skip
"""In the place of what all entries have, so that what else is wrong in one is told at once."""


def _load(
    archive: Path, name: str, read: Callable[[Fields, dict[str, Any]], EntryT], found: list[Problem]
) -> AuthorityFile[EntryT]:
    path = f"authorities/{name}.yaml"
    problems = Problems(path)
    root = read_root(archive, problems)
    if root is not None and not isinstance(root, Items):
        given = "one value"
        problems.add("wrong-type", root.line, key=path, wanted="a list", given=given, example=_EXAMPLE)
    entries: dict[str, EntryT] = {}
    for node in root.nodes if isinstance(root, Items) else ():
        mapping = mapping_of(node, path, problems, _EXAMPLE)
        fields = None if mapping is None else Fields(mapping, problems, " of an entry")
        if fields is None:
            continue
        common = _read_common(fields, path)
        entry = read(fields, common or _NAMELESS)
        fields.refuse_unknown()
        if common is None:
            continue
        if entry.id in entries:
            problems.add("duplicate-id", entry.line, id=entry.id, first=entries[entry.id].line)
        entries.setdefault(entry.id, entry)
    for entry in entries.values():
        for former in entry.former_ids:
            if former in entries:
                problems.add("duplicate-id", entry.line, id=former, first=entries[former].line)
    found += problems.found
    return AuthorityFile.of(entries.values())


def _read_common(fields: Fields, path: str) -> dict[str, Any] | None:
    name = fields.required_text("name", "name: Đầu tư")
    declared = fields.text("id")
    variants = tuple(variant.value for variant in fields.texts("variants"))
    note = fields.text("note")
    former_ids = _read_former_ids(fields)
    if name is None:
        return None
    made = slug(declared or name)
    if declared not in {None, made} or made in {"", "index"}:
        problem_id = declared or name
        fields.problems.add("bad-id", fields.line("id"), id=problem_id, suggestion=made or "dau-tu")
        return None
    return {
        "id": made, "name": name, "variants": variants, "note": note, "former_ids": former_ids, "path": path,
        "line": fields.entries.line,
    }  # fmt: skip


def _read_former_ids(fields: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in fields.texts("former_ids"):
        made = slug(one.value)
        if one.value == made != "index":
            found[made] = None
        else:
            fields.problems.add("bad-id", one.line, id=one.value, suggestion="dau-tu" if made == "index" else made)
    return tuple(found)


def _read_person(fields: Fields, common: dict[str, Any]) -> PersonEntry:
    return PersonEntry(**common, role=fields.text("role"), publish=fields.flag("publish") is not False)


def _read_organisation(_fields: Fields, common: dict[str, Any]) -> OrganisationEntry:
    return OrganisationEntry(**common)


def _read_place(fields: Fields, common: dict[str, Any]) -> PlaceEntry:
    return PlaceEntry(**common, kind=fields.text("kind"))


def _read_topic(fields: Fields, common: dict[str, Any]) -> TopicEntry:
    keywords = tuple(keyword.value for keyword in fields.texts("keywords"))
    return TopicEntry(**common, keywords=keywords, broader=fields.text("broader"))


def _read_source(fields: Fields, common: dict[str, Any]) -> SourceEntry:
    return SourceEntry(**common, url=fields.web_address("url"), rights=fields.text("rights"))


def _read_measure(fields: Fields, common: dict[str, Any]) -> MeasureEntry:
    return MeasureEntry(**common, unit=fields.text("unit"))


def _check_names(folder: Path) -> Iterator[Problem]:
    """Yield a warning for every file that is no authority file."""
    known = [f"{name}.yaml" for name in (*Authorities.names(), "synonyms")]
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() and os.access(folder, os.R_OK) else []
    for name in names:
        if name not in known and not name.startswith((".", "_")):
            yield Problem.of(
                "unused-file", f"authorities/{name}", suggestion=suggest(name, known, "The authority files are: ")
            )


def _check_circles(topics: AuthorityFile[TopicEntry]) -> Iterator[Problem]:
    """Yield an error for every topic that is broader than itself, by others or at once."""
    for topic in topics.entries:
        above, at = [topic.id], topics.by_id.get(topic.broader or "")
        while at and at.id not in above:
            above.append(at.id)
            at = topics.by_id.get(at.broader or "")
        if at is topic:
            circle = " → ".join((*above, topic.id))
            yield Problem.of("broader-circle", topic.path, topic.line, id=topic.id, circle=circle)


def _check_broader(topics: AuthorityFile[TopicEntry]) -> list[Problem]:
    return [
        Problem.of(
            "unknown-id",
            topic.path,
            topic.line,
            name=topic.broader,
            vocabulary="topics",
            why=", and a broader topic must be",
            suggestion=suggest(topic.broader, [entry.id for entry in topics.entries], "Add it, or use one of: "),
        )
        for topic in topics.entries
        if topic.broader is not None and topic.broader not in topics.by_id
    ]
