"""Changes to a mapping: set a key in its place, change a list, mark a field as reviewed."""

from collections.abc import Callable, Iterable
from typing import Any

from kaluga_site.model.keys import FRONT_MATTER

_OF_ENTRIES = ("id", "name", "variants", "role", "kind", "keywords", "broader", "unit", "publish", "note", "former_ids")
_ORDER = (*(key.name for key in FRONT_MATTER), *_OF_ENTRIES)
"""Where a new key goes: behind those that come before it here."""


def put(mapping: dict[str, Any], key: str, value: object) -> None:
    """Set a key to text, a truth value, a list or a mapping; None or nothing removes it.

    A new key stands where the README has it.
    """
    if value is None or value in ([], {}):
        mapping.pop(key, None)
        return
    if key in mapping or key not in _ORDER:
        mapping[key] = _as_text(value)
        return
    earlier = _ORDER[: _ORDER.index(key)]
    place = max((number for number, name in enumerate(mapping, 1) if name in earlier), default=0)
    pairs = [*mapping.items()]
    mapping.clear()
    mapping.update([*pairs[:place], (key, _as_text(value)), *pairs[place:]])


def remove_from(mapping: dict[str, Any], key: str, is_meant: Callable[[Any], object]) -> bool:
    """Take the entries of a list that are meant out of it; without any left, the key goes. Return whether any was."""
    entries = mapping.get(key)
    if not isinstance(entries, list):
        return False
    left = [entry for entry in entries if not is_meant(entry)]
    put(mapping, key, left)
    return len(left) < len(entries)


def replace_in(mapping: dict[str, Any], key: str, is_meant: Callable[[Any], object], value: object) -> bool:
    """Put a value in the place of the first entry of a list that is meant; append it where none is."""
    entries = mapping.get(key)
    entries = entries if isinstance(entries, list) else []
    place = next((place for place, entry in enumerate(entries) if is_meant(entry)), len(entries))
    put(mapping, key, [*entries[:place], value, *entries[place + 1 :]])
    return place < len(entries)


def review(mapping: dict[str, Any], fields: Iterable[str]) -> None:
    """Take the names of fields out of `inferred`: somebody has reviewed them."""
    names = set(fields)
    if isinstance(mapping.get("inferred"), list):
        remove_from(mapping, "inferred", lambda entry: str(entry).strip() in names)
    elif str(mapping.get("inferred")).strip() in names:
        del mapping["inferred"]


def _as_text(value: object) -> object:
    """Return a value with every truth value and number in it as it is written."""
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(one) for one in value]
    return ("true" if value else "false") if isinstance(value, bool) else None if value is None else str(value)
