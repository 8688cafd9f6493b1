"""The pages of figures: every quantity with its sentence, and what is measured over time."""

import csv
import gc
import json
import re

import pytest

from kaluga_site.render import shelves
from kaluga_site.render.figure_views import ArticleFigures, FigureRow
from kaluga_site.render.views import ShownArticle

MEASURES = "- {id: von, name: Vốn đầu tư, unit: USD}\n- {id: lao-dong, name: Lao động}\n"
PEOPLE = "- {id: an, name: Lê Thị Ẩn, publish: false}\n"


def article(words, *figures, source="Báo Một", date="2025-03-02", more=""):
    listed = "".join(f"  - {{{figure}}}\n" for figure in figures)
    return f"---\ntitle: Một bài\ndate: {date}\nsource: {source}\n{more}figures:\n{listed}---\n{words}\n"


@pytest.fixture
def site(make_archive, build):
    """Return a function that builds an archive of articles and returns what reads its pages."""

    def made(articles, people=PEOPLE):
        files = {f"articles/2025/{name}.md": text for name, text in articles.items()}
        archive = make_archive({**files, "authorities/measures.yaml": MEASURES, "authorities/people.yaml": people})
        outcome = build(archive)
        assert outcome.published is not None, outcome.problems
        return lambda address: (archive / "_site" / address).read_text(encoding="utf-8")

    return made


def test_a_row_leads_to_its_sentence_and_to_its_row_in_the_record(site):
    read = site({"a": article("Đầu đoạn. Vốn đạt gần 5 triệu USD.", "quote: gần 5 triệu USD, measure: von")})
    table, page = read("so-lieu/2025/03.html"), read("bai-viet/2025/a.html")
    (row,) = re.findall(r"<tr id=.*</tr>", table)
    figure, block = re.findall(r'href="../../bai-viet/2025/a.html#([\w-]+)"', row)
    assert row.startswith(f'<tr id="2025/a/{figure}">')
    assert f'<tr id="{figure}">' in page
    assert f'id="{block}"' in page
    assert "<q>Vốn đạt gần 5 triệu USD.</q>" in row
    assert '<td class="number">5.000.000</td><td>USD</td><td>gần</td>' in row
    assert '<a href="../../so-lieu/von.html">Vốn đầu tư</a>' in row
    assert '<a href="../../so-lieu/von.html">Vốn đầu tư</a>' in page


def test_nothing_of_private_people_and_withdrawn_articles_shows(site):
    read = site(
        {
            "a": article(
                "Bà Lê Thị Ẩn có 5 tỷ đồng. Công ty có 7 nhà máy. Bà Ẩn chi 3 tỷ đồng.",
                "quote: 7 nhà máy, speaker: Lê Thị Ẩn",
                more="people: [Nguyễn Văn Hùng]\n",
            ),
            "b": article("Vốn đạt 9 triệu USD.", "quote: 9 triệu USD, measure: von", more="withdrawn: Đã rút.\n"),
        }
    )
    table = read("so-lieu/2025/03.html")
    assert "Ẩn" not in table
    assert [quote in table for quote in ("5 tỷ đồng", "7 nhà máy", "3 tỷ đồng", "9 triệu")] == [True, True, True, False]
    assert table.count("<q>") == 1


def test_making_a_person_private_takes_their_sentences_away(make_archive, build):
    text = article("Bà Lê Thị Ẩn có 5 tỷ đồng.", "quote: 5 tỷ đồng", more="people: [Nguyễn Văn Hùng]\n")
    archive = make_archive({"articles/2025/a.md": text, "authorities/people.yaml": PEOPLE.replace("false", "true")})
    table, seen = archive / "_site/so-lieu/2025/03.html", []
    for publish in ("true", "false"):
        (archive / "authorities/people.yaml").write_text(PEOPLE.replace("false", publish), encoding="utf-8")
        build(archive)
        seen.append("Lê Thị Ẩn" in table.read_text(encoding="utf-8"))
    assert seen == [True, False]


def test_an_archive_without_figures_has_no_way_in_to_them(make_archive, build):
    archive = make_archive({"articles/2025/a.txt": "Một bài\nKhông có con số nào trong bài này cả."})
    build(archive)
    assert not (archive / "_site/so-lieu").exists()
    assert "Số liệu" not in (archive / "_site/index.html").read_text(encoding="utf-8")


def test_articles_that_state_different_values_of_one_time_are_told_apart(site):
    read = site(
        {
            "a": article("Vốn đạt 5 triệu USD.", "quote: 5 triệu USD, measure: von, as_of: 2024"),
            "b": article("Vốn đạt 6 triệu USD.", "quote: 6 triệu USD, measure: von, as_of: 2024", source="Báo Hai"),
            "c": article("Vốn đạt 6 triệu USD.", "quote: 6 triệu USD, measure: von, as_of: 2023", source="Báo Hai"),
            "d": article("Vốn đạt 7 triệu USD.", "quote: 7 triệu USD, measure: von"),
        }
    )
    page = read("so-lieu/von.html")
    bodies = re.findall(r"<tbody.*?</tbody>", page, re.DOTALL)
    assert ["differing" in body for body in bodies] == [False, True, False]
    assert "Năm 2024: các bài nêu khác nhau" in bodies[1]
    assert re.findall(r'<td class="number">([\d.]+)', page) == ["6.000.000", "5.000.000", "6.000.000", "7.000.000"]
    assert re.findall(r'<rect width="([\d.]+)"', page) == ["85.7", "71.4", "85.7", "100.0"]


def test_units_are_never_mixed_and_what_has_no_value_stands_as_written(site):
    words = "Vốn đạt 5 triệu USD, tăng từ 20 đến 30%, có hàng trăm lao động."
    figures = [f"quote: {quote}, measure: von" for quote in ("5 triệu USD", "từ 20 đến 30%", "hàng trăm lao động")]
    page = site({"a": article(words, *figures)})("so-lieu/von.html")
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    assert [re.findall(r"<h2 [^>]*>(.*?)</h2>", section) for section in sections] == [
        ["Đơn vị: USD"],
        ["Đơn vị: %"],
        ["Đơn vị: lao động"],
    ]
    assert "20–30" in sections[1]
    assert ">hàng trăm lao động</a>" in sections[2]
    assert "<svg" not in page


def test_more_values_than_bars_can_show_have_none(site):
    words = " ".join(f"Vốn đạt {number} triệu USD." for number in range(1, 10))
    figures = [f"quote: {number} triệu USD, measure: von" for number in range(1, 10)]
    assert "<svg" not in site({"a": article(words, *figures)})("so-lieu/von.html")


def test_the_data_of_a_series_says_what_the_page_says(site):
    words = "Vốn đạt gần 1,5 triệu USD, ông Hùng nói."
    figure = "quote: 'gần 1,5 triệu USD', measure: von, as_of: 2024-06, speaker: Hùng"
    read = site({"a": article(words, figure)})
    (record,) = json.loads(read("so-lieu/von.json"))["figures"]
    assert (record["value"], record["unit"], record["qualifier"], record["as_of"]) == (1500000, "USD", "gần", "2024-06")
    assert record["sentence"] == words
    (line,) = csv.DictReader(read("so-lieu/von.csv").splitlines())
    assert line == {key: "" if value is None else str(value) for key, value in record.items()}
    assert re.fullmatch(r"bai-viet/2025/a.html#f-[0-9a-f]{8}", record["address"])


def test_a_long_series_is_cut_by_calendar_each_part_with_its_data(site, monkeypatch):
    monkeypatch.setattr(shelves, "LIST_LIMIT", 2)
    monkeypatch.setattr(shelves, "LATEST", 1)
    read = site(
        {
            f"bai-{year}": article(f"Vốn đạt {year - 2000} triệu USD.", f"quote: {year - 2000} triệu USD, measure: von",
                                   date=f"{year}-05-01").replace("articles/2025", "articles")
            for year in (2021, 2022, 2023)
        }
    )  # fmt: skip
    assert re.findall(r'href="../so-lieu/von/(\d+).html"', read("so-lieu/von.html")) == ["2023", "2022", "2021"]
    assert [record["quote"] for record in json.loads(read("so-lieu/von/2022.json"))["figures"]] == ["22 triệu USD"]
    assert "21 triệu USD" in read("so-lieu/von/2021.html")


def test_the_home_page_shows_the_latest_figure_of_each_measure_of_the_newest_articles(site):
    words = "Vốn đạt 5 triệu USD năm 2023 và 9 triệu USD năm 2024. Có 70 lao động."
    figures = ("quote: 5 triệu USD, measure: von, as_of: 2024", "quote: 9 triệu USD, measure: von, as_of: 2023",
               "quote: 70 lao động, measure: lao-dong")  # fmt: skip
    read = site({"a": article(words, *figures), "b": article("Vốn đạt 1 USD.", "quote: 1 USD", date="2025-04-01")})
    home = read("index.html")
    assert re.findall(r'class="quantity" href="(.*?)#p-\w+">(.*?)</a>', home) == [
        ("bai-viet/2025/a.html", "5 triệu USD"),
        ("bai-viet/2025/a.html", "70 lao động"),
    ]
    listed = read("so-lieu/index.html")
    assert "2 số liệu, mới nhất: 5 triệu USD" in listed


def test_a_table_that_was_made_is_let_go_at_once(make_archive, build):
    """A large build does without the garbage collector, so no template may stand in a circle with what it shows."""
    archive = make_archive({"articles/2025/bai.txt": "Tít\nNăm 2025, kim ngạch đạt 316 triệu USD."})
    gc.collect()
    gc.disable()
    try:
        build(archive)
        left = [one for one in gc.get_objects() if isinstance(one, FigureRow | ArticleFigures | ShownArticle)]
    finally:
        gc.enable()
    assert list((archive / "_site/so-lieu").glob("*/*.html"))
    assert left == []
