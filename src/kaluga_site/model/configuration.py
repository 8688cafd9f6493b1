"""What an archivist has written besides the articles."""

from msgspec import Struct

from kaluga_site.model.authorities import (
    Authorities,
    AuthorityFile,
    MeasureEntry,
    OrganisationEntry,
    PersonEntry,
    PlaceEntry,
    SourceEntry,
    TopicEntry,
)
from kaluga_site.model.problems import Problem
from kaluga_site.model.settings import Settings


class Configuration(Struct, frozen=True, kw_only=True):
    """The settings, the entries of the authority files, and what is wrong with them: all that there is to be kept."""

    settings: Settings
    people: tuple[PersonEntry, ...]
    organisations: tuple[OrganisationEntry, ...]
    places: tuple[PlaceEntry, ...]
    topics: tuple[TopicEntry, ...]
    sources: tuple[SourceEntry, ...]
    measures: tuple[MeasureEntry, ...]
    synonyms: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, settings: Settings, authorities: Authorities, problems: tuple[Problem, ...]) -> "Configuration":
        """Take what was read."""
        return cls(
            settings=settings,
            people=authorities.people.entries,
            organisations=authorities.organisations.entries,
            places=authorities.places.entries,
            topics=authorities.topics.entries,
            sources=authorities.sources.entries,
            measures=authorities.measures.entries,
            synonyms=authorities.synonyms,
            problems=problems,
        )

    @property
    def authorities(self) -> Authorities:
        """The authority files."""
        return Authorities(
            people=AuthorityFile[PersonEntry].of(self.people),
            organisations=AuthorityFile[OrganisationEntry].of(self.organisations),
            places=AuthorityFile[PlaceEntry].of(self.places),
            topics=AuthorityFile[TopicEntry].of(self.topics),
            sources=AuthorityFile[SourceEntry].of(self.sources),
            measures=AuthorityFile[MeasureEntry].of(self.measures),
            synonyms=self.synonyms,
        )
