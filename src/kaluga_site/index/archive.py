"""Join the records of an archive: what has changed since it was last published, and what that touches."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kaluga_site.index.entities import Vocabularies
from kaluga_site.index.members import Members, groups_of
from kaluga_site.model.archive import Archive, Group, Head, Holdings, Homonyms, Listings, Month
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.settings import Settings

EntryIds = Collection[tuple[Vocabulary, str]]
"""(vocabulary, id) of entries of the authority files."""


class Nothing:
    """The holdings of an archive that was never published."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.listings: Listings = {vocabulary: {} for vocabulary in Vocabulary}
        self.homonyms: Sequence[Homonyms] = ()
        self.months: Mapping[Month, int] = {}

    def heads(self, paths: Iterable[str]) -> dict[str, Head]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return {}

    def paths(self, group: Group) -> Sequence[str]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return ()


def join(
    before: Holdings,
    changed: Mapping[str, Head | None],
    entries: EntryIds,
    authorities: Authorities,
    settings: Settings,
) -> Archive:
    """Return the archive, in which `changed` articles (None: not published any more) and `entries` are new.

    It is the same whatever was known before, but for what it tells of changes: with Nothing before, all is new.
    """
    members = Members(before, changed)
    groups = _changed_groups(before, changed)
    groups |= {Group(vocabulary.value, f"#{id_}") for vocabulary, id_ in entries}
    members.heads(groups)
    vocabularies = Vocabularies(before, members, authorities)
    vocabularies.join(Vocabulary.SOURCES, groups)
    for head in members.heads(vocabularies.moved):  # a list shows where an article's newspaper leads
        groups |= groups_of(head)
    for vocabulary in Vocabulary:
        if vocabulary is not Vocabulary.SOURCES:
            vocabularies.join(vocabulary, groups)
    readers = members.heads([*vocabularies.moved, *_newspapers(entries)])
    changed_months = {Month.of_key(group.key) for group in groups if group.is_month}
    counts = {month: len(members.paths(Group.of_month(month))) for month in changed_months}
    return Archive(
        settings=settings,
        authorities=authorities,
        listings=vocabularies.listings,
        homonyms=vocabularies.homonyms,
        months={month: count for month, count in {**before.months, **counts}.items() if count},
        changed_months=changed_months,
        changed_entities=vocabularies.entities,
        changed_articles={**{head.card.path: head for head in readers}, **changed},
        heads=members.heads,
        paths=members.paths,
    )


def _changed_groups(before: Holdings, changed: Mapping[str, Head | None]) -> set[Group]:
    """Return the groups that show something of a changed article which they did not show before."""
    known, groups = before.heads(changed), set[Group]()
    for path, new in changed.items():
        old = known.get(path)
        if old is None or new is None or old.card != new.card:
            groups |= {group for head in (old, new) if head is not None for group in groups_of(head)}
        else:
            differing = {*enumerate(old.uses)} ^ {*enumerate(new.uses)}
            groups |= {Group.of_use(use) for _, use in differing}
    return groups


def _newspapers(entries: EntryIds) -> Iterator[Group]:
    """Yield the groups of the newspapers among some entries: an article shows their rights statement."""
    for vocabulary, id_ in entries:
        if vocabulary is Vocabulary.SOURCES:
            yield Group(vocabulary.value, f"#{id_}")
