"""Where the words of an article name somebody whom the archive keeps private."""

from collections.abc import Iterable

from kaluga_site.load.references import Resolver
from kaluga_site.model.article import ArticlePerson
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPerson
from kaluga_site.model.names import person_key


class PrivateWords:
    """The places in one text that name, or may name, somebody private."""

    def __init__(
        self, people: Iterable[ArticlePerson], found: Iterable[FoundPerson], text: str, resolver: Resolver
    ) -> None:
        """Find them: the mentions of the record's people and of all others, and the names that stand in the text."""
        self.resolver = resolver
        """What resolves the names of the article."""

        self._text = text
        people = tuple(people)
        known = {mention.span.start for person in people for mention in person.mentions}
        others = [person for person in found if person.mentions and person.mentions[0].span.start not in known]
        hidden = [mention for one in people if one.reference.private for mention in one.mentions]
        hidden += [mention for one in others if resolver.is_private(one.name) for mention in one.mentions]
        self._spans = [mention.span for mention in hidden]
        self._forms = [form for form in resolver.authorities.people.names_in(text) if resolver.is_private(form)]
        self.others = tuple(sorted({person_key(person.name) for person in others}))
        """The keys of those whom the text names but who are not among the record's people."""

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the text that name somebody private, the longest first."""
        found = {self._text[span.start : span.end] for span in self._spans}
        found.update(form for form in self._forms if form in self._text)
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    def stand_in(self, span: Span) -> bool:
        """Return whether a part of the text names somebody private."""
        if not self._spans and not self._forms:
            return False
        if any(span.start < one.end and one.start < span.end for one in self._spans):
            return True
        return any(form in self._text[span.start : span.end] for form in self._forms)
