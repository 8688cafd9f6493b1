"""What pages tell programs: JSON-LD whose types hold and whose addresses lead somewhere, Open Graph, Zotero's tags."""

import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from conftest import tool
from kaluga_site.render.linked_data import website

BASE = "https://example.org/kho/"
KINDS = {
    "index.html": {"WebSite"},
    "bai-viet/2025/day-du.html": {"NewsArticle", "BreadcrumbList"},
    "bai-viet/2025/rut.html": {"BreadcrumbList"},
    "bai-viet/2025/index.html": {"BreadcrumbList"},
    "nhan-vat/vladislav-valerievich-shapsha.html": {"Person", "BreadcrumbList"},
    "nhan-vat/nguyen-van-hung.html": {"BreadcrumbList"},
    "to-chuc/cong-ty-thu.html": {"Organization", "BreadcrumbList"},
    "dia-danh/kaluga.html": {"Place", "BreadcrumbList"},
    "chu-de/dau-tu.html": {"DefinedTerm", "BreadcrumbList"},
    "nguon/bao-thu.html": {"NewsMediaOrganization", "BreadcrumbList"},
    "nguon/khong-ro.html": {"BreadcrumbList"},
    "tac-gia/hieu-lam.html": {"Thing", "BreadcrumbList"},
    "so-lieu/kim-ngach.html": {"Dataset", "Observation", "BreadcrumbList"},
    "so-lieu/2025/03.html": {"BreadcrumbList"},
    "dong-thoi-gian/2025/03.html": {"BreadcrumbList"},
}
WITHIN_SITE = ("@id", "url", "contentUrl", "inDefinedTermSet", "image")


class Head(HTMLParser):
    """Reads what the head of a page tells programs, and the ids of its elements."""

    def __init__(self, file):
        super().__init__()
        self.meta, self.links, self.ids, self.blocks = [], [], set(), []
        self._in_block = False
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids.add(attributes.get("id"))
        if tag == "meta":
            self.meta.append((attributes.get("name") or attributes.get("property"), attributes.get("content")))
        if tag == "link":
            self.links.append(attributes)
        if self._in_block or attributes.get("type") == "application/ld+json":
            self._in_block = True
            self.blocks.append("")

    def handle_data(self, data):
        if self._in_block:
            self.blocks[-1] += data

    def handle_endtag(self, tag):
        self._in_block &= tag != "script"

    @property
    def data(self):
        blocks = self.blocks or ['{"@graph": []}']  # a page that is shown at any address is nowhere
        assert len(blocks) == 1
        return json.loads(blocks[0])

    @property
    def things(self):
        return self.data["@graph"]

    def tags(self, prefix):
        return [(name, content) for name, content in self.meta if name and name.startswith(prefix)]


def pages_of(site):
    files = (file for file in sorted(site.rglob("*.html")))
    return [file for file in files if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")]


def values_of(thing, names):
    """Yield all values of some properties, at any depth."""
    if isinstance(thing, list):
        for one in thing:
            yield from values_of(one, names)
    elif isinstance(thing, dict):
        for name, value in thing.items():
            if name in names and not isinstance(value, dict):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from values_of(value, names)


@pytest.mark.parametrize("address", KINDS)
def test_a_page_of_each_kind_tells_what_it_is_about(sites, address):
    data = Head(sites["golden"] / address).data
    assert data["@context"] == "https://schema.org"
    assert {thing["@type"] for thing in data["@graph"]} == KINDS[address]


def test_every_address_that_a_page_tells_programs_is_there(site):
    heads = {file: Head(file) for file in pages_of(site)}
    is_published = (site / "sitemap.xml").exists()
    assert len(heads) > 30
    for file, head in heads.items():
        address = file.relative_to(site).as_posix()
        found = [value for value in values_of(head.things, WITHIN_SITE) if value != "https://example.org/goc"]
        found += [link["href"] for link in head.links if "alternate" in link["rel"]]
        for value in found:
            whole = urljoin(f"{BASE}{address}", value)
            assert whole.startswith(BASE), (address, value)
            assert (
                value == whole or not is_published or value.endswith((".xml", ".json", ".csv", ".bib", ".ris", ".txt"))
            ), (address, value)
            target = urlsplit(whole.removeprefix(BASE))
            place = site / unquote(target.path)
            place = place / "index.html" if place.is_dir() else place
            assert place.is_file(), (address, value)
            assert not target.fragment or target.fragment in heads[place].ids, (address, value)


def test_every_page_has_what_others_show_beside_a_link(site):
    is_published = (site / "sitemap.xml").exists()
    wanted = {"og:type", "og:title", "og:site_name", "og:locale", "og:description"}
    for file in pages_of(site):
        head = Head(file)
        found = dict(head.tags("og:"))
        assert len(found) == len(head.tags("og:"))
        assert all(found.values())
        assert found.keys() == wanted | ({"og:url", "og:image"} if is_published else set()), file
        assert found["og:type"] == ("article" if head.tags("citation_title") else "website")
        assert found.get("og:image", f"{BASE}static/card.png") == f"{BASE}static/card.png"
        assert dict(head.meta)["twitter:card"] == "summary"
    assert (site / "static/card.png").read_bytes()[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


def test_no_script_but_a_block_of_data_stands_in_a_page(site):
    for file in pages_of(site):
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", file.read_text(encoding="utf-8"))
        assert inline == ['<script type="application/ld+json">'] * (file.name != "404.html"), file


def test_an_article_is_told_whole(sites):
    head = Head(sites["golden"] / "bai-viet/2025/day-du.html")
    (article,) = (thing for thing in head.things if thing["@type"] == "NewsArticle")
    page = f"{BASE}bai-viet/2025/day-du"
    assert article == {
        "@type": "NewsArticle",
        "url": f"{page}.html",
        "headline": "Bài đủ mọi trường & dấu <đặc biệt>",
        "inLanguage": "vi",
        "datePublished": "2025-03-02T08:30:00+07:00",
        "dateModified": "2025-04-01",
        "description": "Một bài thử có đủ mọi trường.",
        "creditText": "Người Viết",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Báo Thử", "url": f"{BASE}nguon/bao-thu.html"},
        "copyrightNotice": article["copyrightNotice"],
        "articleSection": "Kinh tế",
        "printPage": "3",
        "image": [f"{page}/anh.png", f"{page}/anh-hai.jpg"],
        "about": [
            {"@type": "DefinedTerm", "name": name, "url": f"{BASE}chu-de/{word}.html"}
            for name, word in (("Đầu tư", "dau-tu"), ("Kinh tế", "kinh-te"))
        ],
        "mentions": article["mentions"],
        "isBasedOn": "https://example.org/goc",
        "archivedAt": "https://example.org/luu",
        "citation": article["citation"],
        "isPartOf": [
            {"@type": "WebSite", "name": "Kho thử", "url": BASE},
            {"@type": "PublicationIssue", "issueNumber": "12"},
            {"@type": "CreativeWorkSeries", "name": "Loạt thử"},
        ],
    }
    assert [(one["@type"], one["name"]) for one in article["mentions"]] == [
        ("Person", "Nguyễn Văn Hùng"),
        ("Person", "Vladislav Valerievich Shapsha"),
        ("Organization", "Công ty Thử"),
        ("Place", "Đà Thử"),
    ]
    assert article["mentions"][0]["jobTitle"] == "Giám đốc"
    assert article["citation"] in (sites["golden"] / "bai-viet/2025/day-du.html").read_text(encoding="utf-8").replace(
        "&lt;", "<"
    ).replace("&gt;", ">").replace("&amp;", "&")
    assert head.tags("article:") == [
        ("article:published_time", "2025-03-02T08:30:00+07:00"),
        ("article:modified_time", "2025-04-01"),
        ("article:section", "Kinh tế"),
    ]
    assert head.tags("citation_") + head.tags("z:") == [
        ("citation_title", "Bài đủ mọi trường & dấu <đặc biệt>"),
        ("citation_publication_date", "2025-03-02"),
        ("citation_language", "vi"),
        ("citation_public_url", f"{page}.html"),
        ("z:itemType", "newspaperArticle"),
        ("z:publicationTitle", "Báo Thử"),
    ]


def test_what_is_not_known_or_not_certain_is_not_told(make_archive, build):
    text = "---\ntitle: '[Bài không tít]'\ndate: 2025-03-02?\n---\nÔng Nguyễn Văn Hùng đến dự."
    archive = make_archive({"articles/2025/mot.md": text})
    build(archive)
    head = Head(archive / "_site/bai-viet/2025/mot.html")
    assert head.things[0].keys() == {
        "@type",
        "name",
        "url",
        "inLanguage",
        "description",
        "mentions",
        "citation",
        "isPartOf",
    }
    assert head.things[0]["name"] == "[Bài không tít]"
    assert [name for name, _ in head.meta if name and name.startswith(("citation_", "article:", "z:"))] == [
        "citation_title",
        "citation_language",
        "z:itemType",
    ]


def test_a_withdrawn_article_is_told_no_more(sites):
    head = Head(sites["golden"] / "bai-viet/2025/rut.html")
    assert [name for name, _ in head.meta if name and name.startswith(("citation_", "article:", "z:"))] == []


def test_somebody_private_is_told_nowhere(sites):
    for file in pages_of(sites["golden"]):
        head = Head(file)
        told = json.dumps([head.data, head.meta], ensure_ascii=False)
        assert "Ẩn" not in told, file


def test_no_title_ends_the_block_that_tells_it(make_archive, build):
    title = "</script><!-- <script> ]]> & \u2028"
    text = f"---\ntitle: '{title}'\ndate: 2025-03-02\nauthors: ['</SCRIPT>']\n---\nMột câu."
    archive = make_archive({"articles/2025/mot.md": text})
    build(archive)
    file = archive / "_site/bai-viet/2025/mot.html"
    head = Head(file)
    assert head.things[0]["headline"] == title.strip()
    assert head.things[0]["creditText"] == "</SCRIPT>"
    page = file.read_text(encoding="utf-8")
    assert page.count("<script") == page.count("</script>") == 4


def test_mentions_and_observations_have_a_limit(make_archive, build):
    names = ", ".join(f"Tổ chức {number}" for number in range(60))
    figures = "\n".join(f"  - {{quote: {number} tỷ đồng, measure: von, as_of: 20{number}}}" for number in range(10, 70))
    words = ", ".join(f"{number} tỷ đồng" for number in range(10, 70))
    text = "---\ntitle: Bài\ndate: 2025-03-02\norganisations: [{}]\nfigures:\n{}\n---\n{}.\n"
    archive = make_archive(
        {f"articles/2025/{name}.md": text.format(names, figures, words) for name in ("mot", "hai")}
        | {"authorities/measures.yaml": "- {id: von, name: Vốn}\n"}
    )
    build(archive)
    assert len(Head(archive / "_site/bai-viet/2025/mot.html").things[0]["mentions"]) == 40
    things = Head(archive / "_site/so-lieu/von.html").things
    told = [thing for thing in things if thing["@type"] == "Observation"]
    assert len(told) == 100
    assert told[0].keys() == {"@type", "name", "url", "variableMeasured", "unitText", "observationDate", "value"}
    assert (told[0]["value"], told[0]["observationDate"]) == (10_000_000_000, "2010")


def shape_of(value):
    """Return what is the same for things of the same types with the same properties."""
    if isinstance(value, dict):
        return tuple((name, one if name == "@type" else shape_of(one)) for name, one in value.items())
    if isinstance(value, list):
        return tuple(sorted({repr(shape_of(one)) for one in value}))
    return type(value).__name__


def test_all_types_and_properties_are_those_of_schema_org(sites, tmp_path):
    """Checked by the TypeScript compiler, with the types of schema-dts."""
    modules = Path(tool(os.environ.get("SCHEMA_DTS"), "schema-dts (set SCHEMA_DTS to its folder)")).parent
    compiler = tool(modules / ".bin/tsc", "typescript (beside schema-dts)")
    (tmp_path / "node_modules").symlink_to(modules)
    things = {
        repr(shape_of(thing)): (thing, file)
        for site in sites.values()
        for file in pages_of(site)
        for thing in Head(file).things
    }
    assert {thing["@type"] for thing, _ in things.values()} == set().union(*KINDS.values())
    search = website("Kho", None, "vi", BASE, f"{BASE}tim-kiem.html")
    del search["potentialAction"]["query-input"]  # Google's own, which schema-dts does not know here
    things["search"] = search, "what the home page tells of a search page"
    things["wrong"] = {"@type": "Person", "nmae": "A"}, "wrong"
    lines = [
        f'export const thing{number}: import("schema-dts").{thing["@type"]} = {json.dumps(thing)}; // {file}'
        for number, (thing, file) in enumerate(things.values(), 1)
    ]
    (tmp_path / "things.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--types", "", "--pretty", "false"]
    modern = ["--moduleResolution", "bundler", "--module", "esnext", "--target", "esnext"]
    command = [compiler, *options, *modern, tmp_path / "things.ts"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    wrong = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert [line.partition("(")[2].partition(",")[0] for line in wrong] == [str(len(lines))], done.stdout
    assert "nmae" in wrong[0]
