"""Feeds, sitemaps and pages as others read them: by the schemas of the standards, and by a reader of embedded data."""

import json
import shutil
from pathlib import Path

import pytest
import rnc2rng
from extruct import extract
from lxml import etree

from conftest import ROOT

SCHEMAS = Path(__file__).parent / "schemas"
BASE = "https://example.org/kho/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM_FEED = "{http://www.w3.org/2005/Atom}feed"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(scope="module")
def atom():
    """RFC 4287's grammar; rnc2rng declares a prefix for no namespace, which XML does not know."""
    grammar = rnc2rng.dumps(rnc2rng.load(str(SCHEMAS / "atom.rnc"))).replace(' xmlns:local=""', "")
    return etree.RelaxNG(etree.fromstring(grammar.encode()))


@pytest.fixture(scope="module")
def sitemaps():
    """The schemas of an index of sitemaps and of a sitemap, by their roots."""
    names = {"sitemapindex": "siteindex", "urlset": "sitemap"}
    return {f"{SITEMAP}{root}": etree.XMLSchema(file=SCHEMAS / f"{name}.xsd") for root, name in names.items()}


def xml_files(site):
    return [(file, etree.parse(file)) for file in sorted(site.rglob("*.xml"))]


def check_sitemaps(site, sitemaps):
    """Check all sitemaps but for what they tell of other languages: there is no schema of XHTML's links alone."""
    seen = set()
    for file, tree in xml_files(site):
        schema = sitemaps.get(tree.getroot().tag)
        if schema is not None:
            for link in list(tree.iter(ALTERNATE)):
                link.getparent().remove(link)
            seen.add(tree.getroot().tag)
            schema.assertValid(tree)
            assert tree.getroot().nsmap.get(None) == SITEMAP[1:-1], file
    assert seen == sitemaps.keys()


def test_every_atom_feed_is_valid(sites, atom):
    for site in sites.values():
        feeds = [tree for _, tree in xml_files(site) if tree.getroot().tag == ATOM_FEED]
        assert feeds
        for feed in feeds:
            atom.assertValid(feed)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("<updated>", "<updated>x"),
        ("<title>", "<titel/><title>"),
        ("</feed>", "<id>x</id></feed>"),
        (' href="', ' ref="'),
    ],
)
def test_the_grammar_of_atom_refuses_what_is_broken(sites, atom, words, others):
    text = (sites["golden"] / "bai-viet/index.xml").read_text(encoding="utf-8")
    assert atom.validate(etree.fromstring(text.encode()))
    assert words in text
    assert not atom.validate(etree.fromstring(text.replace(words, others, 1).encode()))


def test_every_sitemap_is_valid(sites, sitemaps):
    check_sitemaps(sites["golden"], sitemaps)


def test_sitemaps_in_two_languages_are_valid(tmp_path, build, sitemaps):
    archive = shutil.copytree(ROOT / "tests/golden/archive", tmp_path / "archive")
    (archive / "site.yaml").write_text(f"base_url: {BASE}\nlanguages: [vi, en]\n", encoding="utf-8")
    assert build(archive).published is not None
    check_sitemaps(archive / "_site", sitemaps)


@pytest.mark.parametrize(("words", "others"), [("<loc>", "<lok/><loc>"), ("<lastmod>", "<lastmod>x"), ("url>", "uri>")])
def test_the_schema_of_sitemaps_refuses_what_is_broken(sites, sitemaps, words, others):
    text = (sites["golden"] / "sitemap/2025/03.xml").read_text(encoding="utf-8")
    schema = sitemaps[f"{SITEMAP}urlset"]
    assert schema.validate(etree.fromstring(text.encode()))
    assert words in text
    assert not schema.validate(etree.fromstring(text.replace(words, others).encode()))


def read_article(site, address):
    """Return an article's record, and what extruct reads of its page."""
    page = site / f"{address}.html"
    record = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    return record, extract(page.read_text(encoding="utf-8"), base_url=f"{BASE}{address}.html", uniform=True)


@pytest.mark.parametrize("address", ["bai-viet/2025/day-du", "bai-viet/2025/tho", "bai-viet/khong-ro-nam/khong-ngay"])
def test_others_read_of_an_article_what_its_record_tells(sites, address):
    record, found = read_article(sites["golden"], address)
    (graph,) = found["json-ld"]
    (article,) = (thing for thing in graph["@graph"] if thing["@type"] == "NewsArticle")
    date = record["date"] if record["date"] and not record["date"].endswith("?") else None  # one in doubt is not told
    declared = {
        "headline": record["title"] if record["title_basis"] != "supplied" else None,
        "datePublished": date,
        "dateModified": record["corrected"],
        "inLanguage": record["language"],
        "url": record["address"],
        "isBasedOn": record["url"],
        "archivedAt": record["archived_url"],
        "copyrightNotice": record["rights"],
        "articleSection": record["section"],
    }
    assert {key: article.get(key) for key in declared} == declared
    assert article.get("publisher", {}).get("name") == record["source"]
    assert [topic["name"] for topic in article.get("about", ())] == record["topics"]
    named = {mention["id"] for mention in record["mentions"]}
    assert {Path(mention["url"]).stem for mention in article.get("mentions", ())} == named
    (card,) = found["opengraph"]
    shown = {
        "og:title": record["title"],
        "og:url": record["address"],
        "article:published_time": date,
        "article:modified_time": record["corrected"],
        "article:section": record["section"],
        "@type": "article",
    }
    assert {key: card.get(key) for key in shown} == shown
    assert not found["microdata"]
    assert not found["microformat"]
