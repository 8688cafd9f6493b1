"""The addresses that entities and measures had before their ids changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from kaluga_site.model.archive import Archive
from kaluga_site.model.authorities import AuthorityFile, Entry
from kaluga_site.model.groups import MEASURES
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.views import Link


class Moved(Struct, frozen=True):
    """What has another id now."""

    former: str
    """The beginning of the addresses that it had, up to a stop or a slash."""

    stem: str
    """The beginning of those that it has."""

    name: str
    owner: str
    """What asks for its pages (see `plan.Pages`)."""


def moved_addresses(archive: Archive, addresses_of: Callable[[str], Iterable[str]]) -> dict[str, Link]:
    """Return where each of them leads now, to the page of the same year or the same feed where there is one.

    `addresses_of` tells the addresses of what asks for pages. An address that has become another page's is that page's.
    """
    found: dict[str, Link] = {}
    for moved in (*_of_entities(archive), *_of_measures(archive)):
        for address in addresses_of(moved.owner):
            rest = address.removeprefix(moved.stem)
            if address.startswith(moved.stem) and rest[:1] in {".", "/"}:
                found.setdefault(f"{moved.former}{rest}", Link(moved.name, address))
    return found


def _of_entities(archive: Archive) -> Iterator[Moved]:
    for vocabulary, listings in archive.listings.items():
        if vocabulary is Vocabulary.AUTHORS:
            continue
        file: AuthorityFile[Entry] = getattr(archive.authorities, vocabulary)
        if not any(entry.former_ids for entry in file.entries):
            continue
        shared = {one.slug for one in archive.homonyms if one.vocabulary is vocabulary}
        stems = {one.id: (addresses.entity_stem(one), one.name) for one in listings.values()}
        known = {one.entry_id: stems[one.id] for one in listings.values() if one.entry_id}
        yield from _moved(addresses.FOLDERS[vocabulary], file.entries, known, shared | stems.keys(), f"{vocabulary} #")


def _of_measures(archive: Archive) -> Iterator[Moved]:
    known = {id_: (addresses.measure_stem(id_), one.name) for id_, one in archive.measures.items()}
    yield from _moved(addresses.FIGURES, archive.authorities.measures.entries, known, known.keys(), f"{MEASURES} ")


def _moved(
    folder: str, entries: Iterable[Entry], known: Mapping[str, tuple[str, str]], taken: Collection[str], kind: str
) -> Iterator[Moved]:
    for entry in entries:
        for former in entry.former_ids if entry.id in known else ():
            if former not in taken:
                yield Moved(f"{folder}/{former}", *known[entry.id], f"{kind}{entry.id}")
