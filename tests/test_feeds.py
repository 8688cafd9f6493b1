"""Feeds and sitemaps keep to their specifications: every MUST of them that a file can show."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from lxml import etree

from conftest import ROOT
from kaluga_site.render import sitemap

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"(https://[^\s<>\"]+|urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})")
BASE = "https://example.org/kho/"
MOVED = ("bai-viet/2024/ten-cu.html", "chu-de/lam-an.html")
ONCE = ["id", "title", "updated"]
AT_MOST_ONCE = ["published", "subtitle", "summary", "rights", "logo", "icon", "generator", "content", "source"]


def feeds_of(site):
    return sorted(file for file in site.rglob("*.xml") if ET.parse(file).getroot().tag == f"{ATOM}feed")


def broken_rules(feed):
    """Yield what an Atom feed breaks of RFC 4287, by section."""
    entries = feed.findall(f"{ATOM}entry")
    for element in [feed, *entries]:
        counts = Counter(child.tag.removeprefix(ATOM) for child in element)
        yield from (f"4.1: {name} {counts[name]} times" for name in ONCE if counts[name] != 1)
        yield from (f"4.1: {name} {counts[name]} times" for name in AT_MOST_ONCE if counts[name] > 1)
        links = element.findall(f"{ATOM}link")
        yield from ("4.2.7.1: a link without href" for link in links if not link.get("href"))
        alternates = Counter(
            (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
        )
        yield from (f"4.1: two alternates {alike}" for alike, count in alternates.items() if count > 1)
        if element is not feed and not alternates and not counts["content"]:
            yield "4.1.2: an entry without content and alternate"
        for person in (*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")):
            if [child.tag for child in person if child.tag == f"{ATOM}name" and child.text] != [f"{ATOM}name"]:
                yield "3.2: a person without one name"
        for child in element:
            if child.tag in {f"{ATOM}updated", f"{ATOM}published"} and not MOMENT.fullmatch(child.text or ""):
                yield f"3.3: {child.text} is no moment"
            if child.tag == f"{ATOM}id" and not IRI.fullmatch(child.text or ""):
                yield f"4.2.6: {child.text} is no IRI"
            if child.get("type", "text") not in {"text", "html", "xhtml"} and child.tag != f"{ATOM}link":
                yield f"3.1.1: {child.get('type')} is no type of text"
    if feed.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "4.1.1: no author"
    seen = Counter((entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated")) for entry in entries)
    yield from (f"4.1.1: {id_} twice" for (id_, _), count in seen.items() if count > 1)


def test_every_atom_feed_keeps_to_rfc_4287(site):
    files = feeds_of(site)
    assert {"bai-viet/index.xml", "chu-de", "nguon", "nhan-vat"} <= {
        file.relative_to(site).as_posix() if file.name == "index.xml" else file.parent.name for file in files
    }
    ids = []
    for file in files:
        feed = ET.parse(file).getroot()
        assert list(broken_rules(feed)) == [], file
        ids.append(feed.findtext(f"{ATOM}id"))
        assert feed.findtext(f"{ATOM}updated") == max(entry.text for entry in feed.iterfind(f"*/{ATOM}updated"))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("<updated>", "<updated>vào "), "3.3"),
        (("<title>Một</title>", ""), "4.1: title"),
        (
            ('<link rel="alternate"', '<link rel="alternate" href="x" type="text/html"/><link rel="alternate"'),
            "4.1: two",
        ),
        (("<id>urn:uuid:", "<id>uuid "), "4.2.6"),
        (("<author><name>Kho</name></author>", ""), "4.1.1: no author"),
    ],
)
def test_the_checker_knows_a_broken_feed(make_archive, build, change, rule):
    archive = make_archive(
        {"site.yaml": "title: Kho\n", "articles/2025/mot.md": "---\ntitle: Một\ndate: 2025\n---\nMột."}
    )
    build(archive)
    text = (archive / "_site/bai-viet/index.xml").read_text(encoding="utf-8")
    assert list(broken_rules(ET.fromstring(text))) == []
    broken = list(broken_rules(ET.fromstring(text.replace(*change))))
    assert broken
    assert all(one.startswith(rule) for one in broken)


def test_beside_every_atom_feed_stands_the_same_as_json(site):
    is_published = "https://" in (site / "robots.txt").read_text(encoding="utf-8")
    for file in feeds_of(site):
        atom, found = ET.parse(file).getroot(), json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        address = f"{BASE}{file.relative_to(site).with_suffix('.json').as_posix()}"
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["title"] == atom.findtext(f"{ATOM}title")
        assert found.get("feed_url") == (address if is_published else None)
        itself = atom.find(f"{ATOM}link[@rel='self']")
        assert (itself is not None) == is_published
        assert found["home_page_url"] == atom.find(f"{ATOM}link[@rel='alternate']").get("href")
        assert [
            (one["id"], one["date_modified"], one["title"], one.get("date_published")) for one in found["items"]
        ] == [
            tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "title", "published"))
            for entry in atom.findall(f"{ATOM}entry")
        ]
        for one in found["items"]:
            assert one["content_text"]
            assert one["url"].startswith(BASE if is_published else "../")
            assert all(author["name"] for author in one.get("authors", ()))


def test_a_day_that_is_not_certain_is_no_moment_of_publication(make_archive, build):
    text = "---\ntitle: {0}\ndate: '{0}'\n---\nMột câu."
    dates = ["2025-11-25", "2025-11-24?", "2025-11"]
    archive = make_archive({f"articles/2025/{n}.md": text.format(date) for n, date in enumerate(dates)})
    build(archive, base_url=BASE)
    found = json.loads((archive / "_site/bai-viet/index.json").read_text(encoding="utf-8"))
    assert {one["title"]: one.get("date_published") for one in found["items"]} == {
        "2025-11-25": "2025-11-25T00:00:00+07:00",
        "2025-11-24?": None,
        "2025-11": None,
    }
    part = (archive / "_site/sitemap/2025/11.xml").read_text(encoding="utf-8")
    assert re.findall("<lastmod>(.*?)</lastmod>", part) == ["2025-11-25"]


def locations(file):
    return [element.text for element in ET.parse(file).iter(f"{SITEMAP}loc")]


@pytest.mark.parametrize("name", ["golden", "both at an address"])
def test_the_sitemap_lists_every_page_once(sites, tmp_path, build, name):
    site = sites["golden"]
    if name != "golden":
        archive = shutil.copytree(ROOT / "tests/golden/archive", tmp_path / "archive")
        (archive / "site.yaml").write_text(f"base_url: {BASE}\nlanguages: [vi, en]\n", encoding="utf-8")
        site = tmp_path / "site"
        assert build(archive, site).published is not None
    parts = [site / url.removeprefix(BASE) for url in locations(site / "sitemap.xml")]
    assert set(parts) == {*(site / "sitemap").rglob("*.xml")}
    for part in parts:
        root = ET.parse(part).getroot()
        assert root.tag == f"{SITEMAP}urlset"
        assert len(root) <= sitemap.LIMIT
        for url in root:
            assert next(iter(url)).tag == f"{SITEMAP}loc"
            assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", one.text) for one in url.iter(f"{SITEMAP}lastmod"))
            alternates = {one.get("hreflang"): one.get("href") for one in url.iter(XHTML_LINK)}
            assert alternates.keys() == (set() if name == "golden" else {"vi", "en", "x-default"})
            assert not alternates or alternates["x-default"] == alternates["vi"]
            assert not alternates or url.findtext(f"{SITEMAP}loc") in alternates.values()
    urls = [url for part in parts for url in locations(part)]
    assert len(urls) == len(set(urls))
    listed = {url.removeprefix(BASE) for url in urls}
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    moved = {"404.html", *(f"{root}{old}" for root in ("", "en/") for old in MOVED)}
    assert {f"{url}index.html" if url.endswith("/") or not url else url for url in listed} == pages - moved
    assert (site / "robots.txt").read_text() == f"User-agent: *\nDisallow:\nSitemap: {BASE}sitemap.xml\n"


def test_a_month_with_too_many_articles_has_several_parts(make_archive, build, monkeypatch):
    monkeypatch.setattr(sitemap, "LIMIT", 4)
    monkeypatch.setattr(sitemap, "LIST_LIMIT", 4)
    text = "---\ntitle: Bài\ndate: 2025-01-02\n---\nMột câu."
    archive = make_archive({f"articles/2025/{n}.md": text for n in range(5)} | {"site.yaml": "languages: [vi, en]\n"})
    build(archive, base_url=BASE)
    parts = locations(archive / "_site/sitemap.xml")
    months = [part for part in parts if "2025" in part]
    assert months == [f"{BASE}sitemap/2025/01{more}.xml" for more in ("-2", "-3", "")]
    pages = [url for part in parts for url in locations(archive / "_site" / part.removeprefix(BASE))]
    assert sum("/bai-viet/2025/" in url and url.endswith(".html") for url in pages) == 10
    assert max(len(locations(archive / "_site" / part.removeprefix(BASE))) for part in parts) == 4


def test_a_new_page_is_in_one_part_of_the_sitemap_and_moves_no_other_page(monkeypatch):
    monkeypatch.setattr(sitemap, "LIST_LIMIT", 3)
    pages = [f"nhan-vat/{name}.html" for name in ("an", "anh", "ba", "binh", "chi", "dung", "dung-2")]
    pages += ["index.html", "nguon/bao.html", "tim-kiem.html", "404.html"]
    before = dict(sitemap.list_parts(pages))
    assert before == {
        "sitemap/trang-i.xml": ["index.html"],
        "sitemap/trang-ng.xml": ["nguon/bao.html"],
        "sitemap/trang-nhan-vat_a.xml": ["nhan-vat/an.html", "nhan-vat/anh.html"],
        "sitemap/trang-nhan-vat_b.xml": ["nhan-vat/ba.html", "nhan-vat/binh.html"],
        "sitemap/trang-nhan-vat_c.xml": ["nhan-vat/chi.html"],
        "sitemap/trang-nhan-vat_d.xml": ["nhan-vat/dung-2.html", "nhan-vat/dung.html"],
        "sitemap/trang-t.xml": ["tim-kiem.html"],
    }
    after = dict(sitemap.list_parts([*pages, "nhan-vat/anh-2.html"]))
    assert {part for part in after if after[part] != before.get(part)} == {"sitemap/trang-nhan-vat_a.xml"}
    assert list(sitemap.list_parts(pages[:3])) == [("sitemap/trang.xml", sorted(pages[:3]))]


def test_without_an_address_there_is_no_sitemap(sites):
    assert not (sites["own"] / "sitemap.xml").exists()
    assert (sites["own"] / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"


OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
HARVEST = "title: Kho\nbase_url: https://example.org/kho\noai_admin: kho@example.org\n"
REPOSITORY = ROOT / "tests/schemas/static-repository.xsd"


@pytest.fixture(scope="module")
def harvested(tmp_path_factory, build):
    """An archive that tells harvesters of its articles, the file for them, and what stands in it at first."""
    archive = shutil.copytree(ROOT / "tests/golden/archive", tmp_path_factory.mktemp("harvested") / "archive")
    (archive / "site.yaml").write_text(HARVEST, encoding="utf-8")
    assert build(archive).published is not None
    (file,) = (archive / "_site/du-lieu/oai").iterdir()
    return archive, file, file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("<oai:datestamp>2025-04-01<", "<oai:datestamp>2025-04-31<"),
        ("<oai:datestamp>", "<oai:setSpec>bai</oai:setSpec><oai:datestamp>"),
        ("<dc:date>", "<dc:day>x</dc:day><dc:date>"),
        ("<dc:publisher>Báo Thử<", "<dc:publisher><"),
        ("<oai:deletedRecord>no<", "<oai:deletedRecord>persistent<"),
        (' metadataPrefix="oai_dc"', ""),
        ("kho@example.org", "kho"),
        ("oai:metadata>", "oai:about>"),
    ],
)
def test_the_schema_of_static_repositories_refuses_what_is_broken(harvested, words, others):
    text = harvested[2]
    assert words in text
    assert not etree.XMLSchema(file=REPOSITORY).validate(etree.fromstring(text.replace(words, others).encode()))


def test_harvesters_get_the_articles_of_each_year_where_somebody_keeps_them(harvested, build):
    archive, file, text = harvested
    root = etree.fromstring(text.encode())
    etree.XMLSchema(file=REPOSITORY).assertValid(root)
    assert root[0].findtext(f"{OAI}earliestDatestamp") == min(record[0][1].text for record in root[2])
    assert root[0].findtext(f"{OAI}baseURL") == f"{BASE}du-lieu/oai/{file.name}"
    assert root[0].findtext(f"{OAI}adminEmail") == "kho@example.org"
    told = {
        record[0][0].text: [(child.tag.removeprefix(DC), child.text) for child in record[1][0]] for record in root[2]
    }
    assert told.keys() == {f"{BASE}bai-viet/2025/{name}.html" for name in ("day-du", "tho")}
    whole = told[f"{BASE}bai-viet/2025/day-du.html"]
    assert whole == [
        ("title", "Bài đủ mọi trường & dấu <đặc biệt>"),
        ("creator", "Người Viết"),
        ("subject", "Đầu tư"),
        ("subject", "Kinh tế"),
        ("description", "Một bài thử có đủ mọi trường."),
        ("publisher", "Báo Thử"),
        ("date", "2025-03-02T08:30:00+07:00"),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", f"{BASE}bai-viet/2025/day-du.html"),
        ("language", "vi"),
        ("rights", dict(whole)["rights"]),
    ]
    assert ("date", "2025-11-05?") in told[f"{BASE}bai-viet/2025/tho.html"]
    assert root[2][1][0][1].text == "2025-04-01"  # the day of its correction
    (archive / "site.yaml").write_text(f"{HARVEST}oai_gateway: https://oai.example.net/\n", encoding="utf-8")
    build(archive)
    assert "<oai:baseURL>https://oai.example.net/example.org/kho/du-lieu/oai/2025.xml<" in file.read_text(
        encoding="utf-8"
    )
    (archive / "site.yaml").write_text(HARVEST.replace("oai_admin", "contact"), encoding="utf-8")
    build(archive)
    assert not file.exists()
