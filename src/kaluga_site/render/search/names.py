"""The names of people, topics and whatever else has a page, by the letters that their words begin with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kaluga_site.model.archive import Archive
from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.series import MeasureListing
from kaluga_site.render import addresses
from kaluga_site.render.search.script import FOLDER, encode_json, name_digest
from kaluga_site.vietnamese import folded_form, word_forms

FEW = 300
"""So many names stand in one file; more are cut by the first two letters of each of their words."""

ALL = "tat-ca"
_MOST = 2_000
"""So many names stand in a file, those of the most articles."""

_Name = tuple[str, str, int, Sequence[str]]
"""The address, the name, how many digits the binary number of its articles has, and other forms of the name."""


class NameFiles:
    """The files that hold all names of an archive."""

    def __init__(self, archive: Archive) -> None:
        """Put the names into files."""
        names = [*_entities(archive), *map(_measure, archive.measures.values())]
        names.sort(key=lambda name: (-name[2], name[0]))
        self._files = {key: encode_json(of[:_MOST]) for key, of in sorted(_by_letters(names).items())}
        self.digests: Mapping[str, str] = {key: name_digest(content) for key, content in self._files.items()}
        """By the letters: what stands in the file's name besides them."""

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Yield the address of each file, and what it holds."""
        for key, content in self._files.items():
            yield f"{FOLDER}ten/{key}-{self.digests[key]}.js", content


def _entities(archive: Archive) -> Iterator[_Name]:
    for vocabulary in Vocabulary:
        for listing in archive.listings[vocabulary].values():
            if not listing.is_unknown:
                yield _entity(listing, archive)


def _entity(listing: Listing, archive: Archive) -> _Name:
    entry = archive.authorities.entry(listing.vocabulary, listing.key)
    others = [name for name in entry.names if name != listing.name] if entry else []
    return addresses.entity_stem(listing), listing.name, listing.count.bit_length(), others


def _measure(listing: MeasureListing) -> _Name:
    return addresses.measure_stem(listing.id), listing.name, listing.count.bit_length(), ()


def _by_letters(names: Sequence[_Name]) -> Mapping[str, Sequence[_Name]]:
    if len(names) <= FEW:
        return {ALL: names} if names else {}
    found: defaultdict[str, dict[str, _Name]] = defaultdict(dict)
    for name in names:
        for form in word_forms(" ".join((name[1], *name[3]))):
            letters = folded_form(form)[:2]
            found[letters if letters.isascii() else "khac"][name[0]] = name
    return {key: tuple(of.values()) for key, of in found.items()}
