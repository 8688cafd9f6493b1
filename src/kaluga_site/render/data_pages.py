"""The page of downloads, and the data package that describes the same for programs."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec

from kaluga_site.model.amounts import NONE, Amounts
from kaluga_site.model.authorities import SourceEntry
from kaluga_site.model.names import Vocabulary
from kaluga_site.render import addresses
from kaluga_site.render.data_files import BIBTEX, JSON_LINES, data_stems, table_suffix
from kaluga_site.render.data_tables import ARTICLES, MONTHLY, PEOPLE, TABLES, Column, Table
from kaluga_site.render.data_views import DataMonth, DataView, DataYear, ShownColumn, ShownTable
from kaluga_site.render.language import N_, say
from kaluga_site.render.linked_data import Told, dataset
from kaluga_site.render.shelves import month_label, words_of, year_label
from kaluga_site.render.showing import Showing, shown_name
from kaluga_site.render.site import data_link
from kaluga_site.render.views import Sibling
from kaluga_site.vietnamese import slug

Json = Mapping[str, object]

_PURPOSE = N_(
    "Toàn bộ kho ở dạng dữ liệu, để tra cứu, tính toán và dùng lại: những gì các trang trình bày, không thêm không "
    "bớt. Điều gì bài không nói thì để trống."
)
_TYPES = {"string": N_("chữ"), "integer": N_("số nguyên"), "number": N_("số")}


def data_view(showing: Showing) -> DataView:
    """Return what the page of downloads shows."""
    counts, site, title = _counts(showing), showing.site, data_link().label
    forms = (Sibling("application/json", addresses.DATA_PACKAGE, "datapackage.json"),)
    locate, locate_once = site.locate(addresses.DATA_LIST), site.locate_once(addresses.DATA_LIST)
    told = dataset(f"{site.title}: {title}", say(_PURPOSE), locate(addresses.DATA_LIST), forms, locate_once)
    return DataView(
        page=site.frame(addresses.DATA_LIST, title, description=say(_PURPOSE), told=Told(forms, [told])),
        purpose=say(_PURPOSE),
        count=counts[ARTICLES.name],
        tables=tuple(_shown_table(table, counts[table.name]) for table in TABLES),
        years=tuple(_years(showing)),
        people=addresses.PEOPLE_DATA,
        package=addresses.DATA_PACKAGE,
    )


def data_package(showing: Showing) -> bytes:
    """Return the description of all data as a data package. Source: Frictionless Data Package, version 1."""
    archive, stems = showing.archive, _stems(showing)
    settings = archive.settings
    package = {
        "name": slug(settings.title) or "data",
        "title": settings.title,
        "description": settings.description,
        "homepage": settings.base_url,
        "profile": "data-package",
        "sources": [*_sources(showing)],
        "resources": [
            *(_resource(table, [f"{stem}{table_suffix(table.name)}" for stem in stems]) for table in MONTHLY),
            _resource(PEOPLE, [addresses.PEOPLE_DATA]),
            {
                "name": f"{ARTICLES.name}-jsonl",
                "title": say("Bài viết đầy đủ (JSON Lines)"),
                "path": [_from_package(f"{stem}{JSON_LINES}") for stem in stems],
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
            },
            {
                "name": f"{ARTICLES.name}-bib",
                "title": say("Trích dẫn (BibTeX)"),
                "path": [_from_package(f"{stem}{BIBTEX}") for stem in stems],
                "format": "bib",
                "mediatype": "application/x-bibtex",
                "encoding": "utf-8",
            },
        ],
    }
    return msgspec.json.format(msgspec.json.encode(_known(package)), indent=1) + b"\n"


def _resource(table: Table, paths: list[str]) -> Json:
    schema: dict[str, object] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [*table.key]
    if table.columns[0].name == "article":
        schema["foreignKeys"] = [{"fields": "article", "reference": {"resource": ARTICLES.name, "fields": "id"}}]
    return {
        "name": table.name,
        "title": say(table.title),
        "description": say(table.about),
        "profile": "tabular-data-resource",
        "path": [_from_package(path) for path in paths],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> Json:
    return {"name": column.name, "type": column.type, "description": say(column.about)}


def _from_package(address: str) -> str:
    """Return an address as it is counted from the package's own folder."""
    return address.removeprefix(f"{addresses.DATA}/")


def _sources(showing: Showing) -> Iterator[Json]:
    """Yield the newspapers, each with its own rights statement."""
    archive = showing.archive
    for one in sorted(archive.listings[Vocabulary.SOURCES].values(), key=lambda one: (one.name_key, one.id)):
        entry = archive.authorities.entry(Vocabulary.SOURCES, one.key)
        known = entry if isinstance(entry, SourceEntry) else None
        if not one.is_unknown:
            told = {"path": known.url, "rights": known.rights} if known else {}
            yield _known({"title": shown_name(one), **told})


def _known(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _stems(showing: Showing) -> list[str]:
    amounts = showing.archive.amounts
    return [stem for period, found in amounts.items() for stem in data_stems(period, found.articles)]


def _counts(showing: Showing) -> Mapping[str, int]:
    """Return how many rows each table has."""
    total = NONE
    for amounts in showing.archive.amounts.values():
        total = total.plus(amounts)
    monthly = dict(zip((table.name for table in MONTHLY), total, strict=True))
    return {**monthly, PEOPLE.name: len(showing.archive.listings[Vocabulary.PEOPLE])}


def _shown_table(table: Table, count: int) -> ShownTable:
    return ShownTable(
        name=table.name,
        title=say(table.title),
        about=say(table.about),
        count=count,
        columns=tuple(
            ShownColumn(name=column.name, type=say(_TYPES[column.type]), about=say(column.about))
            for column in table.columns
        ),
    )


def _years(showing: Showing) -> Iterator[DataYear]:
    amounts = showing.archive.amounts
    for word, periods in groupby(amounts, lambda period: words_of(period)[0]):
        months = tuple(
            DataMonth(
                label=month_label(*words_of(period)),
                stems=tuple(data_stems(period, amounts[period].articles)),
                amounts=Amounts(*amounts[period]),
            )
            for period in periods
        )
        yield DataYear(label=year_label(word), months=months)
