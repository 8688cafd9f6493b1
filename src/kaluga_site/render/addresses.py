"""The addresses of the site: Vietnamese, ASCII, permanent, the same on a server and on a disk."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from kaluga_site.model.entities import Listing
from kaluga_site.model.names import Vocabulary
from kaluga_site.vietnamese import slug

HOME = "index.html"
ARTICLES = "bai-viet"
FEED = f"{ARTICLES}/index"
"""The feed of all articles, without its suffix."""

TIMELINE = "dong-thoi-gian"
FIGURES = "so-lieu"
FIGURES_LIST = f"{FIGURES}/index.html"
DATA = "du-lieu"
DATA_LIST = f"{DATA}/index.html"
DATA_PACKAGE = f"{DATA}/datapackage.json"
PEOPLE_DATA = f"{DATA}/nhan-vat.csv"
SEARCH = "tim-kiem.html"
STATIC = "static"
CARD = f"{STATIC}/card.png"
"""The picture of the site where others show a link to it."""

NOT_FOUND = "404.html"
ROBOTS = "robots.txt"
REDIRECTS = "_redirects"
HEADERS = "_headers"
SITEMAP = "sitemap.xml"
SITEMAPS = "sitemap"
UNKNOWN_YEAR = "khong-ro-nam"
UNKNOWN_MONTH = "khong-ro-thang"
UNKNOWN_DAY = "khong-ro-ngay"
LETTERS = "chu-cai"
"""The folder of a vocabulary's letters: their pages' names are letters, those of an entity's pages years."""

FOLDERS = {
    Vocabulary.PEOPLE: "nhan-vat",
    Vocabulary.TOPICS: "chu-de",
    Vocabulary.ORGANISATIONS: "to-chuc",
    Vocabulary.PLACES: "dia-danh",
    Vocabulary.SOURCES: "nguon",
    Vocabulary.AUTHORS: "tac-gia",
}
"""Vocabulary → the folder of its pages, in the order of the navigation."""


def list_address(vocabulary: Vocabulary) -> str:
    """Return the address of the page that lists a vocabulary."""
    return f"{FOLDERS[vocabulary]}/index.html"


def entity_stem(entity: Listing) -> str:
    """Return an entity's address without its suffix."""
    return f"{FOLDERS[entity.vocabulary]}/{entity.id}"


def entity_address(entity: Listing) -> str:
    """Return the address of an entity's page."""
    return f"{entity_stem(entity)}.html"


def year_address(year: str) -> str:
    """Return the address of a year's articles."""
    return f"{ARTICLES}/{year}/index.html"


def month_address(year: str, month: str) -> str:
    """Return the address of a month of the timeline; both numbers have their full digits."""
    return f"{TIMELINE}/{year}/{month}.html"


def day_address(year: str, month: str, day: str) -> str:
    """Return the address of a day of the timeline; all numbers have their full digits."""
    return f"{TIMELINE}/{year}/{month}/{day}.html"


def figures_stem(year: str, month: str) -> str:
    """Return the address of a month's figures without its suffix; both numbers have their full digits."""
    return f"{FIGURES}/{year}/{month}"


def data_stem(year: str, month: str) -> str:
    """Return the address of a month's data without its suffix; both numbers have their full digits."""
    return f"{DATA}/{year}/{month}"


def measure_stem(id_: str) -> str:
    """Return the address of a measure's page without its suffix."""
    return f"{FIGURES}/{id_}"


def harvest_address(year: int) -> str:
    """Return the address of the file for harvesters that holds a year's articles."""
    return f"{DATA}/oai/{year:04}.xml"


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


def photo_address(file: str, article: str) -> str:
    """Return where a photo is published: in a folder beside its article's page.

    `file` is its path from the archive's folder; "articles/2025/a/b 1.JPG" is published as "a-b-1.jpg".
    """
    path = PurePosixPath(file)
    year = article.split("/")[1]
    parts = [part for part in path.parts[1:-1] if part != year]
    return f"{article}/{slug(' '.join((*parts, path.stem)))}{path.suffix.lower()}"
