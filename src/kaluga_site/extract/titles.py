"""The people whom the title of an article names."""

from collections.abc import Sequence

from msgspec import structs

from kaluga_site.extract.passage import read_passage
from kaluga_site.extract.people import People
from kaluga_site.extract.runs import Run
from kaluga_site.extract.words import plain, plain_words
from kaluga_site.model.findings import FoundPerson, PersonKind
from kaluga_site.vietnamese import is_syllable

_LONGEST = 500
"""What goes on after so many characters is no title."""


def people_in_title(title: str) -> list[FoundPerson]:
    """Return the people whom a title names, without their mentions: these count in another text."""
    passage = read_passage(title[:_LONGEST])
    if all(map(_names_nobody, passage.runs)):
        return []
    found = People(passage)
    found.find_titled()
    found.find_untitled()
    found.find_repeats()
    return [structs.replace(one, mentions=()) for one in found.found() if one.kind is PersonKind.SUBJECT]


def _names_nobody(run: Run) -> bool:
    """Tell the first word of a title, and a place, from what may be a name: of most titles nothing else is left."""
    return (run.start == 0 and len(run.shape.words) == 1) or run.shape.spelled in plain_words("places")


def with_title(people: Sequence[FoundPerson], titled: Sequence[FoundPerson]) -> list[FoundPerson]:
    """Return the people of a text, and before them those who are named in its title alone.

    A name that the title gives more parts of becomes that person's name. A bare given name says too little alone.
    """
    if not titled:
        return [*people]
    found, added = [*people], []
    forms = [[_parts(form) for form in person.forms] for person in people]
    for one in titled:
        parts = _parts(one.name)
        alike = [place for place, some in enumerate(forms) if any(form <= parts for form in some)]
        if len(alike) == 1:
            found[alike[0]] = _called(found[alike[0]], one)
            continue
        fuller = [place for place, some in enumerate(forms) if any(parts <= form for form in some)]
        if len(fuller) == 1:
            found[fuller[0]] = _called(found[fuller[0]], one)
        elif not fuller and not is_syllable(plain(one.name)):
            added.append(one)
    return [*added, *found]


def _called(person: FoundPerson, in_title: FoundPerson) -> FoundPerson:
    """Return somebody with what the title calls them."""
    names = person.name, in_title.name
    forms = tuple(dict.fromkeys((*person.forms, *in_title.forms)))
    role = person.role or in_title.role
    return structs.replace(person, name=max(names, key=lambda name: len(name.split())), forms=forms, role=role)


def _parts(name: str) -> frozenset[str]:
    return frozenset(plain(name).split())
