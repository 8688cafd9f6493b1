"""What the entry of an authority file says once it stands for another one too, or is called otherwise."""

from collections.abc import Iterable
from typing import Any

from kaluga_site import editing
from kaluga_site.model.authorities import Entry, TopicEntry
from kaluga_site.model.names import Vocabulary
from kaluga_site.renaming.subjects import Subject, key_of
from kaluga_site.vietnamese import slug

_FILLED_IN = ("role", "note", "kind", "url", "rights")
"""What an entry that says nothing takes over from the one that goes into it."""


def take_in(mapping: dict[str, Any], gone: Subject, kept_id: str, vocabulary: Vocabulary) -> None:
    """Let an entry stand for another one: its names are variants, its ids former ones, its words fill the gaps."""
    add_names(mapping, gone.entry.names if gone.entry else (gone.name,), vocabulary)
    add_former_ids(mapping, former_ids(gone), kept_id)
    for key in _FILLED_IN if gone.entry else ():
        if mapping.get(key) is None and getattr(gone.entry, key, None) is not None:
            editing.put(mapping, key, getattr(gone.entry, key))
    if isinstance(gone.entry, TopicEntry):
        keywords = dict.fromkeys([*_texts(mapping.get("keywords")), *gone.entry.keywords])
        editing.put(mapping, "keywords", list(keywords))
        if mapping.get("broader") in {None, gone.entry.id}:
            broader = gone.entry.broader
            editing.put(mapping, "broader", None if broader == kept_id else broader)


def call(mapping: dict[str, Any], old: Subject, new_name: str, new_id: str, vocabulary: Vocabulary) -> None:
    """Give an entry another name and id; the ones that it had are kept as variant and former id."""
    mapping["name"] = new_name
    if "id" in mapping or slug(new_name) != new_id:
        editing.put(mapping, "id", new_id)
    add_names(mapping, [old.name], vocabulary)
    add_former_ids(mapping, former_ids(old), new_id)


def new_entry(name: str, id_: str, old: Subject, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return an entry for a name that has none, which stands for another one too."""
    mapping: dict[str, Any] = {"id": id_, "name": name}
    take_in(mapping, old, id_, vocabulary)
    return mapping


def former_ids(subject: Subject) -> list[str]:
    """Return the ids under which its page has stood."""
    now = [subject.address_word] if subject.address_word else []
    return [*(subject.entry.former_ids if subject.entry else ()), *now]


def add_names(mapping: dict[str, Any], names: Iterable[str], vocabulary: Vocabulary) -> None:
    """Add variants that an entry does not have yet, in whatever spelling."""
    variants = [one for one in _texts(mapping.get("variants")) if not _is_same(one, mapping["name"], vocabulary)]
    known = {key_of(one, vocabulary) for one in (mapping["name"], *variants)}
    for name in names:
        if key_of(name, vocabulary) not in known:
            known.add(key_of(name, vocabulary))
            variants.append(name)
    editing.put(mapping, "variants", variants)


def add_former_ids(mapping: dict[str, Any], ids: Iterable[str], own: str) -> None:
    """Add former ids that an entry does not have yet; its own is none."""
    found = dict.fromkeys([*_texts(mapping.get("former_ids")), *ids])
    editing.put(mapping, "former_ids", [one for one in found if one != own])


def lead_elsewhere(entries: Iterable[Entry], old_id: str, new_id: str) -> list[str]:
    """Return the ids of the topics whose broader one has got another id."""
    return [one.id for one in entries if isinstance(one, TopicEntry) and one.broader == old_id and one.id != new_id]


def _is_same(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return key_of(one, vocabulary) == key_of(other, vocabulary)


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - a text, a list of them, or nothing
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]
