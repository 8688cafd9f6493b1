"""What the archive gives away: the files beside an article, the tables of every month, and what describes them."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from kaluga_site.render import data_files
from kaluga_site.render.data_tables import MONTHLY, PEOPLE, TABLES
from kaluga_site.render.tables import csv_lines

PROFILE = json.loads((Path(__file__).parent / "schemas/data-package.json").read_text(encoding="utf-8"))
PRIVATE = "- {id: an, name: Lê Thị Ẩn, publish: false}\n"
ARTICLES = {
    "mot": (
        "---\ntitle: =Một & hai\ndate: 2025-03-02\nsource: Báo Một\nauthors: [Dương Quỳnh, Lê Thị Ẩn]\n---\n"
        "Ông Nguyễn Văn Hùng nói với bà Lê Thị Ẩn: “Chúng tôi sẽ làm hơn thế”. Vốn đạt gần 5 triệu USD.\n\n"
        "Bà Lê Thị Ẩn có 7 tỷ đồng. Ông Hùng đến Hà Nội.\n"
    ),
    "hai": "---\ntitle: Hai\ndate: 2025-04\n---\nÔng Nguyễn Văn Hùng thăm 3 nhà máy ở Hà Nội.\n",
    "ba": "---\ntitle: Ba\n---\nKhông rõ ngày.\n",
    "rut": "---\ntitle: Rút\ndate: 2025-03-05\nwithdrawn: Đã rút.\npeople: [Trần Văn Giấu]\n---\nÔng Giấu có 9 tỷ.\n",
}


@pytest.fixture
def site(make_archive, build):
    """Return a function that builds an archive of these articles, and returns its site's folder."""

    def made(articles=ARTICLES, settings=""):
        files = {f"articles/2025/{name}.md": text for name, text in articles.items()}
        archive = make_archive({**files, "authorities/people.yaml": PRIVATE, "site.yaml": f"title: Kho\n{settings}"})
        outcome = build(archive)
        assert outcome.published is not None, outcome.problems
        return archive / "_site"

    return made


def rows_of(file):
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def package_of(folder):
    return json.loads((folder / "du-lieu/datapackage.json").read_text(encoding="utf-8"))


def rows_by_table(folder):
    """Return the rows of every table, from all the files that the package names."""
    return {
        resource["name"]: [row for path in resource["path"] for row in rows_of(folder / "du-lieu" / path)]
        for resource in package_of(folder)["resources"]
        if resource["format"] == "csv"
    }


def test_beside_an_article_stand_its_other_forms(site):
    folder = site() / "bai-viet/2025"
    text = (folder / "mot.txt").read_text(encoding="utf-8")
    assert text.startswith("Ông Nguyễn Văn Hùng nói với bà Lê Thị Ẩn: “Chúng tôi")
    assert text.endswith("đến Hà Nội.\n")
    record = json.loads((folder / "mot.json").read_text(encoding="utf-8"))
    assert (record["id"], record["title"], record["authors"]) == ("2025/mot", "=Một & hai", ["Dương Quỳnh"])
    for kind in ("mentions", "figures", "quotations"):
        for one in record[kind]:
            assert record["text"][one["start"] : one["end"]] == one.get("form", one.get("quote")), one
    page = (folder / "mot.html").read_text(encoding="utf-8")
    for suffix in (".bib", ".ris", ".json", ".txt"):
        assert page.count(f'href="../../bai-viet/2025/mot{suffix}"') == 2, "as an alternate, and for readers"
    assert (folder / "mot.bib").read_text(encoding="utf-8").startswith("@article{2025-mot,\n  author = {{Dương Quỳnh}}")
    assert b"AU  - D\xc6\xb0\xc6\xa1ng Qu\xe1\xbb\xb3nh,\r\n" in (folder / "mot.ris").read_bytes()
    assert sorted(file.name for file in folder.glob("rut.*")) == ["rut.html"]


def test_nothing_of_private_people_and_withdrawn_articles_is_given_away(site):
    folder = site()
    for table, rows in rows_by_table(folder).items():
        assert not [row for row in rows if "Giấu" in str(row) or row.get("id") == "2025/rut"], table
        assert not [row for row in rows if "Ẩn" in str({**row, "summary": ""})], table  # the article's own words
    figures = {row["quote"]: row for row in rows_by_table(folder)["so-lieu"]}
    assert figures["7 tỷ đồng"]["sentence"] == ""
    for file in (folder / "du-lieu").rglob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert "Ẩn" not in json.dumps(json.loads(line) | {"text": "", "summary": ""}, ensure_ascii=False)


def counts_on_page(folder):
    page = (folder / "du-lieu/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<h3 id="bang-([\w-]+)">[^<]*<span class="count">([\d.]+) dòng', page)
    return {name: int(count.replace(".", "")) for name, count in found}


@pytest.mark.parametrize("limit", [1, 1000])
def test_the_counts_on_the_page_are_those_of_the_files(site, monkeypatch, limit):
    monkeypatch.setattr(data_files, "LIMIT", limit)
    folder = site()
    tables = rows_by_table(folder)
    assert counts_on_page(folder) == {name: len(rows) for name, rows in tables.items()}
    assert {row["id"] for row in tables["bai-viet"]} == {"2025/mot", "2025/hai", "2025/ba"}
    assert all(tables.values())
    lines = [line for file in (folder / "du-lieu").rglob("*.jsonl") for line in file.read_text().splitlines()]
    assert sorted(json.loads(line)["id"] for line in lines) == sorted(row["id"] for row in tables["bai-viet"])
    entries = "".join(file.read_text(encoding="utf-8") for file in (folder / "du-lieu").rglob("*.bib"))
    assert entries.count("@article{") == len(tables["bai-viet"])


def test_a_month_of_very_many_articles_is_cut_into_parts(site, monkeypatch):
    monkeypatch.setattr(data_files, "LIMIT", 1)
    folder = site(dict.fromkeys("abc", ARTICLES["mot"]))
    parts = sorted(file.name for file in (folder / "du-lieu/2025/03").glob("*.jsonl"))
    assert parts == [f"phan-{digit:x}.jsonl" for digit in range(16)]
    assert len(rows_by_table(folder)["bai-viet"]) == 3


def test_the_lines_of_a_month_are_the_records_of_its_articles(site):
    folder = site()
    (line,) = (folder / "du-lieu/2025/03.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == json.loads((folder / "bai-viet/2025/mot.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["own_site", "own_site_in_both_languages"])
def test_the_data_package_keeps_to_its_profile(request, name):
    folder = request.getfixturevalue(name)
    package = package_of(folder)
    jsonschema.Draft4Validator(PROFILE).validate(package)
    for resource in package["resources"]:
        for path in resource["path"]:
            assert (folder / "du-lieu" / path).is_file(), path
    assert {source["title"] for source in package["sources"]} >= {"Phụ nữ Thủ đô"}


def test_every_cell_has_the_type_that_its_column_says(own_site):
    read = {"string": str, "integer": int, "number": float}
    tables = rows_by_table(own_site)
    for resource in package_of(own_site)["resources"]:
        for row in tables.get(resource["name"], ()):
            fields = resource["schema"]["fields"]
            assert [*row] == [field["name"] for field in fields]
            for field in fields:
                assert row[field["name"]] == "" or read[field["type"]](row[field["name"]]) is not None
    keys = {
        resource["name"]: resource["schema"].get("primaryKey") for resource in package_of(own_site)["resources"][:5]
    }
    for name, key in keys.items():
        values = [tuple(row[column] for column in key) for row in tables[name]] if key else []
        assert len(values) == len(set(values))
    assert {row["article"] for row in tables["so-lieu"]} <= {row["id"] for row in tables["bai-viet"]}


def test_the_page_explains_every_column(own_site):
    page = (own_site / "du-lieu/index.html").read_text(encoding="utf-8")
    for table in TABLES:
        section = page.partition(f'id="bang-{table.name}"')[2].partition("</section>")[0]
        assert re.findall(r"<code>(\w+)</code>", section) == [*table.header]


def test_the_files_stand_once_for_both_languages(own_site_in_both_languages):
    folder = own_site_in_both_languages
    assert [file.name for file in (folder / "en/du-lieu").rglob("*") if file.is_file()] == ["index.html"]
    english = (folder / "en/du-lieu/index.html").read_text(encoding="utf-8")
    assert 'href="../../du-lieu/2025/11.jsonl"' in english
    assert not list((folder / "en").rglob("*.bib"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 là mã", "'+84 là mã"),
        ("-cmd", "'-cmd"),
        ("@ai", "'@ai"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+1.5%", "+1.5%"),
        ("5 = 5", "5 = 5"),
        (-5, "-5"),
        (None, ""),
        (("=a", "b"), "'=a; b"),
    ],
)
def test_no_cell_is_a_formula(cell, written):
    assert csv_lines([("x", cell)]) == f"x,{written}\r\n".encode()


def test_a_title_that_looks_like_a_formula_is_none_in_a_table(site):
    (row,) = [row for row in rows_by_table(site())["bai-viet"] if row["id"] == "2025/mot"]
    assert row["title"] == "'=Một & hai"


def test_what_is_counted_is_in_the_order_of_the_tables():
    assert [table.name for table in MONTHLY] == ["bai-viet", "nhac-ten", "so-lieu", "phat-bieu"]
    assert PEOPLE not in MONTHLY
