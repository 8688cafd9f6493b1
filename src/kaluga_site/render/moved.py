"""The addresses that entities and measures had before their ids changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kaluga_site.model.archive import Archive
from kaluga_site.model.authorities import AuthorityFile, Entry
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.views import Link


def moved_addresses(archive: Archive) -> dict[str, Link]:
    """Return where each of them leads now. One that has become another page's is that page's."""
    return dict(reversed([*_of_entities(archive), *_of_measures(archive)]))  # of two claims the first counts


def _of_entities(archive: Archive) -> Iterator[tuple[str, Link]]:
    for vocabulary, listings in archive.listings.items():
        if vocabulary is Vocabulary.AUTHORS:
            continue
        file: AuthorityFile[Entry] = getattr(archive.authorities, vocabulary)
        if not any(entry.former_ids for entry in file.entries):
            continue
        shared = {one.slug for one in archive.homonyms if one.vocabulary is vocabulary}
        pages = {one.id: Link(one.name, addresses.entity_address(one)) for one in listings.values()}
        known = {one.entry_id: pages[one.id] for one in listings.values() if one.entry_id}
        yield from _moved(addresses.FOLDERS[vocabulary], file.entries, known, shared | pages.keys())


def _of_measures(archive: Archive) -> Iterator[tuple[str, Link]]:
    known = {id_: Link(one.name, f"{addresses.measure_stem(id_)}.html") for id_, one in archive.measures.items()}
    yield from _moved(addresses.FIGURES, archive.authorities.measures.entries, known, known.keys())


def _moved(
    folder: str, entries: Iterable[Entry], known: Mapping[str, Link], taken: Collection[str]
) -> Iterator[tuple[str, Link]]:
    for entry in entries:
        for former in entry.former_ids if entry.id in known else ():
            if former not in taken:
                yield f"{folder}/{former}.html", known[entry.id]
