"""Names that no authority file has, and whom they may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from kaluga_site.model.authorities import Authorities, Entry
from kaluga_site.model.names import Vocabulary, name_key
from kaluga_site.reviewing.survey import Waiting
from kaluga_site.vietnamese import fold

_FEW = 5
_LONG = 5
_ALIKE = 0.85
"""Names whose letters are so much the same may be one that is misspelt."""


class Unknown(Struct, frozen=True, kw_only=True):
    """A name that no authority file has."""

    vocabulary: Vocabulary
    name: str
    """The form that most articles have."""

    count: int
    """In how many articles it stands."""

    paths: tuple[str, ...]
    """Some of them."""

    candidates: tuple[Entry, ...]
    """The entries that may be meant, the likeliest first."""


def unknown_names(waiting: Iterable[Waiting], authorities: Authorities) -> list[Unknown]:
    """Return all names that no authority file has, those first that most articles have."""
    forms: defaultdict[tuple[Vocabulary, str], Counter[str]] = defaultdict(Counter)
    paths: defaultdict[tuple[Vocabulary, str], list[str]] = defaultdict(list)
    for article in waiting:
        for vocabulary, name in article.unknown:
            if getattr(authorities, vocabulary).find(name):  # it has come since the preview was built
                continue
            key = vocabulary, name_key(name)
            forms[key][name] += 1
            paths[key].append(article.path)
    known = {vocabulary: _Known(getattr(authorities, vocabulary).entries) for vocabulary, _ in forms}
    found = [
        Unknown(
            vocabulary=vocabulary,
            name=min(names, key=lambda name: (-names[name], name)),
            count=len(set(paths[vocabulary, key])),
            paths=tuple(dict.fromkeys(paths[vocabulary, key]))[:_FEW],
            candidates=tuple(known[vocabulary].like(key)),
        )
        for (vocabulary, key), names in forms.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.vocabulary, one.name))


class _Known:
    """Finds the entries that have a word of a name, or nearly one, without looking at all others."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_word: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for entry in entries:
            for name in map(fold, entry.names):
                for nearly in set().union(*map(_nearly, name.split())):
                    self._by_word[nearly].append((name, entry))

    def like(self, name: str) -> list[Entry]:
        """Return the entries that a name may mean: one holds the other's words, or the letters are nearly the same."""
        folded = fold(name)
        words = set(folded.split())
        likely: dict[str, tuple[float, Entry]] = {}
        for word in sorted(words, key=lambda one: len(self._by_word.get(one, ())))[:2]:
            for other, entry in {hit for nearly in _nearly(word) for hit in self._by_word.get(nearly, ())}:
                others = set(other.split())
                share = SequenceMatcher(None, folded, other).ratio()
                if words <= others or others <= words or share >= _ALIKE:
                    before = likely.get(entry.id, (0.0, entry))
                    likely[entry.id] = max(before, (share, entry), key=lambda one: one[0])
        return [entry for _, entry in sorted(likely.values(), key=lambda one: (-one[0], one[1].id))[:_FEW]]


def _nearly(word: str) -> set[str]:
    """Return a word, and a longer one without each of its letters: two that differ in a letter share one of these."""
    shorter = {word[:place] + word[place + 1 :] for place in range(len(word))} if len(word) >= _LONG else set()
    return {word, *shorter}
