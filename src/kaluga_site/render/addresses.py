"""The addresses of the site: Vietnamese, ASCII, permanent, the same on a server and on a disk."""

from urllib.parse import urlsplit

from kaluga_site.model.archive import Entity
from kaluga_site.model.names import Vocabulary

HOME = "index.html"
ARTICLES = "bai-viet"
TIMELINE = "dong-thoi-gian"
STATIC = "static"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
UNKNOWN_YEAR = "khong-ro-nam"
UNKNOWN_MONTH = "khong-ro-thang"

FOLDERS = {
    Vocabulary.PEOPLE: "nhan-vat",
    Vocabulary.TOPICS: "chu-de",
    Vocabulary.ORGANISATIONS: "to-chuc",
    Vocabulary.PLACES: "dia-danh",
    Vocabulary.SOURCES: "nguon",
}
"""Vocabulary → the folder of its pages, in the order of the navigation."""


def list_address(vocabulary: Vocabulary) -> str:
    """Return the address of the page that lists a vocabulary."""
    return f"{FOLDERS[vocabulary]}/index.html"


def entity_stem(entity: Entity) -> str:
    """Return an entity's address without its suffix."""
    return f"{FOLDERS[entity.vocabulary]}/{entity.id}"


def entity_address(entity: Entity) -> str:
    """Return the address of an entity's page."""
    return f"{entity_stem(entity)}.html"


def year_address(year: str) -> str:
    """Return the address of a year's articles."""
    return f"{ARTICLES}/{year}/index.html"


def month_address(year: str, month: str) -> str:
    """Return the address of a month of the timeline; both numbers have their full digits."""
    return f"{TIMELINE}/{year}/{month}.html"


def root_from(address: str) -> str:
    """Return what leads from a page up to the site's root: "../../" from "bai-viet/2025/x.html"."""
    return "../" * address.count("/")


def root_on_server(base_url: str | None) -> str | None:
    """Return the path of the site's root on its server, for the one page that is shown at any address."""
    return urlsplit(base_url).path if base_url else None


def on_server(address: str, base_url: str) -> str:
    """Return a page's whole address on a server, which shows a folder's index as the folder."""
    name = address.rpartition("/")[2]
    return base_url + (address.removesuffix(name) if name == "index.html" else address)
