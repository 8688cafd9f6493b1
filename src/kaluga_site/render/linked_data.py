"""What pages tell programs: things of schema.org as JSON-LD 1.1. What is not known or not certain is left out.

Addresses come through a `Locate`: whole where the site has an address, else relative to the page, as JSON-LD allows.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec import Struct

from kaluga_site.model.dates import PartialDate
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.surnames import family_first
from kaluga_site.render.views import Link, Sibling

Thing = dict[str, object]
Locate = Callable[[str], str]
"""Returns where an address leads from the page."""

TYPES = {
    Vocabulary.PEOPLE: "Person",
    Vocabulary.TOPICS: "DefinedTerm",
    Vocabulary.ORGANISATIONS: "Organization",
    Vocabulary.PLACES: "Place",
    Vocabulary.SOURCES: "NewsMediaOrganization",
}
"""Vocabulary → what its entities are; of authors it depends on the name."""

_encode = msgspec.json.Encoder(decimal_format="number").encode


class Told(Struct, frozen=True):
    """What a page has for programs: its other forms, and the things that it is about."""

    siblings: tuple[Sibling, ...] = ()
    things: Sequence[Thing] = ()


NOTHING_TOLD = Told()


def linked_data(things: Sequence[Thing]) -> str:
    """Return things for a data block of a page: no text in it can end the block or open a comment. Nothing of none."""
    if not things:
        return ""
    return _encode({"@context": "https://schema.org", "@graph": things}).decode().replace("<", "\\u003c")


def breadcrumbs(steps: Iterable[Link], title: str, locate: Locate) -> Thing:
    """Return the way to a page, which is itself the last step."""
    items: list[Thing] = [
        {"@type": "ListItem", "position": number, "name": step.label, "item": {"@id": locate(step.address)}}
        for number, step in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(name: str, description: str | None, language: str, home: str, search: str | None) -> Thing:
    """Return the site; `search` is the whole address of its search page, if there is one to be named."""
    found: Thing = {"@type": "WebSite", "name": name, "url": home, "inLanguage": language}
    if description:
        found["description"] = description
    if search:
        found["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        }
    return found


def thing(type_: str, name: str, address: str | None, **others: object) -> Thing:
    """Return something that articles refer to; of the other properties, those that are there."""
    found: Thing = {"@type": type_, "name": name}
    if address is not None:
        found["url"] = address
    found.update({key: value for key, value in others.items() if value})
    return found


def is_person(author: str) -> bool:
    """Return whether an author is surely a person, by the name: others may be a group or an office."""
    return family_first(author) is not None


def dataset(
    name: str, description: str, address: str, forms: Iterable[Sibling], locate: Locate, **others: object
) -> Thing:
    """Return data that can be downloaded, in some forms; `locate` is for what stands once for all languages."""
    downloads = [
        {"@type": "DataDownload", "encodingFormat": form.type, "contentUrl": locate(form.address)} for form in forms
    ]
    return thing("Dataset", name, address, description=description, distribution=downloads, **others)


def sure_date(date: PartialDate) -> str | None:
    """Return a date, with its time where that is known (ISO 8601); None for one that is not certain."""
    if date.uncertain:
        return None
    return f"{date.iso}T{date.time}" if date.time else date.iso
