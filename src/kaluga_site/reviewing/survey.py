"""What waits in the whole archive: a look at every record that has changed since the last look."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from kaluga_site import state
from kaluga_site.model.article import ArticlePerson, Figure
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.checks import FigureCheck, Verdict
from kaluga_site.model.findings import PersonKind
from kaluga_site.model.names import Reference, Vocabulary
from kaluga_site.model.problems import Problem


class Waiting(Struct, frozen=True, kw_only=True):
    """What waits in one article."""

    path: str
    title: str
    address: str
    inferred: tuple[str, ...]
    """The fields that nobody has reviewed."""

    differing: tuple[tuple[str, str], ...]
    """(words, calculation) of each figure that does not agree with others."""

    unknown: tuple[tuple[Vocabulary, str], ...]
    """Names that no authority file has."""

    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> int:
        """How much waits."""
        return len(self.inferred) + len(self.differing) + len(self.problems)


class Survey:
    """Knows what waits in the archive of a preview."""

    def __init__(self, folder: Path) -> None:
        """Look into the state of a preview, below its folder."""
        self._folder = folder
        self._known: dict[str, tuple[bytes, Waiting]] = {}

    def look(self) -> list[Waiting]:
        """Return what waits in each article, by path; records that are as they were are not decoded again."""
        found: dict[str, tuple[bytes, Waiting]] = {}
        with state.Store(self._folder) as store:
            noted = store.snapshot.noted
            for path, record in store.records():
                if not record:
                    continue
                digest = blake2b(record, digest_size=16).digest()
                known = self._known.get(path)
                same = known is not None and known[0] == digest
                found[path] = known if same and known else (digest, _waiting(path, _decode(record)))
        self._known = found
        return [_with_problems(one, noted) for _, (_, one) in sorted(found.items())]


class _Record(Struct, frozen=True):
    """Of a record, what is looked at."""

    address: str
    title: Attested[str]
    date: Attested[object] | None
    source: Attested[Reference] | None
    bylines: tuple[Attested[Reference], ...]
    people: tuple[ArticlePerson, ...]
    topics: tuple[Attested[Reference], ...]
    organisations: tuple[Attested[Reference], ...]
    places: tuple[Attested[Reference], ...]
    figures: tuple[Figure, ...]
    checks: tuple[FigureCheck, ...]


_decode = msgspec.msgpack.Decoder(_Record).decode


def _with_problems(one: Waiting, noted: Mapping[str, tuple[Problem, ...]]) -> Waiting:
    return msgspec.structs.replace(one, problems=noted.get(one.path, ()))


def _waiting(path: str, record: _Record) -> Waiting:
    people = [one for one in record.people if one.kind is PersonKind.SUBJECT]
    bases = {
        "title": {record.title.basis},
        "date": {record.date.basis} if record.date else set(),
        "source": {record.source.basis} if record.source else set(),
        "authors": {one.basis for one in record.bylines},
        "topics": {one.basis for one in record.topics},
        "people": {one.basis for one in people},
        "organisations": {one.basis for one in record.organisations},
        "places": {one.basis for one in record.places},
    }
    quotes = {figure.id: figure.quote for figure in record.figures}
    differing = (one for one in record.checks if one.verdict is Verdict.INCONSISTENT and one.sum)
    return Waiting(
        path=path,
        title=record.title.value,
        address=record.address,
        inferred=tuple(name for name, found in bases.items() if Basis.INFERRED in found),
        differing=tuple((quotes[one.figures[0]], one.sum or "") for one in differing),
        unknown=tuple(_unknown(record, people)),
    )


def _unknown(record: _Record, people: list[ArticlePerson]) -> Iterator[tuple[Vocabulary, str]]:
    """Yield the names that no authority file has; of those kept private none."""
    references = [one.reference for one in people]
    references += [one.value for one in record.organisations]
    references += [record.source.value] if record.source else []
    for one in references:
        if one.entry_id is None and not one.private:
            yield one.vocabulary, one.name
