"""The front matter of articles that refers to a person or topic: found, and made to refer to another."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from kaluga_site import editing, load
from kaluga_site.model.names import Vocabulary
from kaluga_site.renaming.subjects import key_of

_SAYINGS = ("figures", "quotations")
"""The fields whose entries name their speakers."""


class Referent(Struct, frozen=True, kw_only=True):
    """A person or topic as front matter refers to it: by its id or by its name."""

    vocabulary: Vocabulary
    id: str | None
    """None for a name that no entry knows."""

    name: str

    def stands_in(self, declared: load.Declared) -> bool:
        """Return whether a front matter refers to it."""
        return any(map(self.is_meant_by, self._references(declared)))

    def is_meant_by(self, value: object) -> bool:
        """Return whether a value in front matter is its id or its name."""
        return self.has_id(value) or self.has_name(value)

    def has_id(self, value: object) -> bool:
        """Return whether a value is its id."""
        return isinstance(value, str) and value.strip() == self.id

    def has_name(self, value: object) -> bool:
        """Return whether a value is a form of its name."""
        return isinstance(value, str) and key_of(value, self.vocabulary) == key_of(self.name, self.vocabulary)

    def _references(self, declared: load.Declared) -> Iterator[str | None]:
        if self.vocabulary is not Vocabulary.PEOPLE:
            yield from (one.value for one in getattr(declared, self.vocabulary))
            return
        for person in declared.people:
            yield from (person.id, person.name)
        yield from (figure.speaker for figure in declared.figures)
        yield from (quotation.speaker for quotation in declared.quotations)


class Swap(Struct, frozen=True, kw_only=True):
    """What a front matter has to say instead: an id for an id, a name for a name."""

    old: Referent
    new_id: str
    new_name: str | None
    """None where the new name stands for several: then the id is written."""

    other: Referent | None = None
    """The one that the old one becomes, where that is another than it was."""

    @property
    def vocabulary(self) -> Vocabulary:
        """That of both."""
        return self.old.vocabulary

    def change(self, mapping: dict[str, Any]) -> None:
        """Change a front matter; what then stands twice in a list is left out the second time."""
        if self.vocabulary in mapping:
            entries = [self._swapped(entry) for entry in _listed(mapping[self.vocabulary])]
            kept = _each_once(entries, self._is_new)
            is_alone = not isinstance(mapping[self.vocabulary], list) and len(kept) == 1
            editing.put(mapping, self.vocabulary, kept[0] if is_alone else kept)
        for field in _SAYINGS if self.vocabulary is Vocabulary.PEOPLE else ():
            for one in _listed(mapping.get(field)):
                if isinstance(one, dict) and self.old.has_name(one.get("speaker")):
                    one["speaker"] = self.new_name or one["speaker"]

    def _swapped(self, entry: Any) -> Any:  # noqa: ANN401 - whatever stands in a list
        if not isinstance(entry, dict):
            return self._new_for(entry) if self.old.is_meant_by(entry) else entry
        made = dict(entry)
        if self.old.has_id(made.get("id")):
            made["id"] = self.new_id
        if self.old.has_name(made.get("name")):
            if self.new_name is None:
                made = {"id": self.new_id, **{key: one for key, one in made.items() if key not in {"id", "name"}}}
            else:
                made["name"] = self.new_name
        return made

    def _new_for(self, value: Any) -> str:  # noqa: ANN401
        return self.new_id if self.old.has_id(value) else self.new_name or self.new_id

    def _is_new(self, entry: Any) -> bool:  # noqa: ANN401
        said = (entry.get("id") or entry.get("name")) if isinstance(entry, dict) else entry
        if not isinstance(said, str):
            return False
        names = {key_of(self.new_name, self.vocabulary)} if self.new_name else set()
        return said.strip() == self.new_id or key_of(said, self.vocabulary) in names


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    """Return the entries of a list; a single value is a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _each_once(entries: list[Any], is_meant: Any) -> list[Any]:  # noqa: ANN401
    """Return entries, of those that are meant one: in the first place, the first that has more to say than a name."""
    meant = [entry for entry in entries if is_meant(entry)]
    if len(meant) < 2:
        return entries
    fullest = next((entry for entry in meant if isinstance(entry, dict) and len(entry) > 1), meant[0])
    place = next(number for number, entry in enumerate(entries) if is_meant(entry))
    others = [entry for entry in entries if not is_meant(entry)]
    return [*others[:place], fullest, *others[place:]]
