"""Which articles an edit of the authority files concerns."""

from collections.abc import Collection, Iterable

from kaluga_site import article_reading, load, state


def find_concerned(
    paths: Collection[str],
    edits: load.ChangedEntries,
    reliances: Iterable[tuple[str, state.Reliance]],
    records: Iterable[tuple[str, bytes]],
) -> set[str]:
    """Return those of these article files of which an edited authority entry could make something else.

    `reliances` and `records` are those of all articles, as the state has them. Raises state.Damaged.
    """
    found, parted, known = set(), set(), set()
    for path, reliance in reliances:
        known.add(path)
        if reliance.has_problems or edits.is_reordered or _concern(edits, reliance):
            found.add(path)
        elif reliance.is_parted:
            parted.add(path)
    if not known.issuperset(paths):
        raise state.Damaged
    if edits.forms or edits.words:  # which the words of any other article may speak of
        unknown = set(paths)
        for path, record in records:
            unknown.discard(path)
            may = path in parted or edits.may_stand_in(record)
            if may and path not in found and edits.stand_in(article_reading.text_of(record)):
                found.add(path)
        found |= unknown
    return found.intersection(paths)


def _concern(edits: load.ChangedEntries, reliance: state.Reliance) -> bool:
    return edits.may_concern(bytes(reliance.encoded)) and edits.concern(reliance.references)
