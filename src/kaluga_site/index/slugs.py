"""Give every entity of a vocabulary an address word of its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from msgspec import Struct

from kaluga_site.model.names import name_key
from kaluga_site.vietnamese import slug, telex

_RESERVED = "index"
"""The address word of the page that lists a vocabulary."""


class Slugs(Struct, frozen=True, kw_only=True):
    """The slugs of a vocabulary's entities, by their keys."""

    by_key: dict[str, str]
    shared: dict[str, tuple[str, ...]]
    """A slug that several names share, and that none of them took → their keys."""


def assign_slugs(names: Mapping[str, str], fixed: Mapping[str, str | None]) -> Slugs:
    """Return a slug for each key: the fixed one (an authority file's id), else the one made from its name.

    Names that share a slug, as Hùng and Hưng do, take it in Telex where they differ (hungf, huwng), so that none
    of them owns the bare one; a fixed slug stays as it is.
    """
    by_key = {key: id_ for key, id_ in fixed.items() if id_ is not None}
    taken = {_RESERVED, *by_key.values()}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        if key not in by_key:
            groups[_bare_slug(name)].append(key)
    bares, shared = groups.keys() - taken, {}
    for bare, keys in sorted(groups.items()):
        if len(keys) == 1 and bare in bares:
            by_key[keys[0]] = bare
            taken.add(bare)
            continue
        for key, wanted in _telex_slugs({key: names[key] for key in keys}).items():
            by_key[key] = _free(wanted, taken | bares)
            taken.add(by_key[key])
        if bare in bares:
            shared[bare] = tuple(keys)
    return Slugs(by_key=by_key, shared=shared)


def _bare_slug(name: str) -> str:
    return slug(name) or f"x-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _telex_slugs(names: Mapping[str, str]) -> dict[str, str]:
    """Write names of one slug in Telex: only the syllables that differ, where they have equally many."""
    split = {key: name_key(name).split() for key, name in names.items()}
    alike = len(split) > 1 and len({len(syllables) for syllables in split.values()}) == 1
    columns = [set(column) for column in zip(*split.values(), strict=True)] if alike else []
    return {
        key: _joined(
            syllable if alike and len(columns[place]) == 1 else telex(syllable)
            for place, syllable in enumerate(syllables)
        )
        or _bare_slug(names[key])
        for key, syllables in split.items()
    }


def _joined(words: Iterable[str]) -> str:
    return slug(" ".join(words))


def _free(wanted: str, taken: set[str]) -> str:
    """Return the wanted slug, or the first numbered one that is free."""
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)
