"""The pages of figures: every quantity with its sentence, and what is measured over time."""

import csv
import gc
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from kaluga_site.render import series_pages, shelves
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
    assert f'<tr id="{figure}"' in page
    assert f'id="{block}"' in page
    assert "<q>Vốn đạt gần 5 triệu USD.</q>" in row
    assert '<td class="number">5.000.000</td><td>USD</td><td>gần</td>' in row
    assert '<a href="../../so-lieu/von.html">Vốn đầu tư</a>' in row
    assert '<a href="../../so-lieu/von.html">Vốn đầu tư</a>' in page


def test_a_dash_between_two_ends_below_zero_is_told_from_a_sign(site):
    """By the first end, in front of the dash with its spaces, the script sorts the table."""
    read = site({"a": article("Nhiệt độ từ -10 đến -15 độ C; rồi tăng 5-7 độ.", "quote: 5-7 độ")})
    assert re.findall(r'<td class="number">(.*?)</td>', read("so-lieu/2025/03.html")) == ["-15 – -10", "5–7"]


def test_a_column_that_is_empty_in_all_rows_is_not_shown(site):
    read = site(
        {
            "a": article("Có 5 xã. Vốn đạt 5 triệu USD.", "quote: 5 triệu USD, measure: von"),
            "b": article("Có gần 5 xã.", "quote: gần 5 xã, speaker: Lê Văn An", date="2025-04-02"),
        }
    )
    assert '<table class="figures no-qualifier no-as_of no-speaker">' in read("so-lieu/2025/03.html")
    assert '<table class="figures no-measure no-as_of">' in read("so-lieu/2025/04.html")


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


def over_years(count, more=""):
    """Return articles that state one measure, two newspapers in turn, each of another year."""
    return {
        f"bai-{year}": article(
            f"Vốn đạt {year - 1990} tỷ USD.",
            f"quote: {year - 1990} tỷ USD, measure: von, as_of: {year}{more}",
            source="Báo Một" if year % 2 else "Báo Hai",
        )
        for year in range(2001, 2001 + count)
    }


def charts_in(page):
    return [ElementTree.fromstring(chart) for chart in re.findall(r"<svg class=\"chart\".*?</svg>", page, re.DOTALL)]


@pytest.mark.usefixtures("charts")
def test_a_series_of_many_values_has_a_chart_above_its_table(site):
    read = site(over_years(12))
    page = read("so-lieu/von.html")
    (chart,) = charts_in(page)
    assert len(list(chart.iter("circle"))) == 12
    lines = [path.get("d") for path in chart.iter("path") if path.get("fill") == "none"]
    assert [re.sub(r"[\d.,]+", "", line) for line in lines] == ["MLLLLLMLLLLL"]
    assert chart.find("title").text == "Vốn đầu tư theo thời gian (USD)"
    assert chart.find("desc").text == (
        "12 giá trị từ 2001 đến 2012; thấp nhất 11 tỷ, cao nhất 22 tỷ. Từng giá trị và nguồn nêu trong bảng bên dưới."
    )
    labels = [label.text for label in chart.iter("text")]
    assert [label for label in labels if "tỷ" in label] == ["10 tỷ", "15 tỷ", "20 tỷ", "25 tỷ"]
    assert [label for label in labels if "tỷ" not in label] == ["2002", "2004", "2006", "2008", "2010", "2012"]
    assert page.index('class="chart"') < page.index("<table")


@pytest.mark.usefixtures("charts")
@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([f"2024-{month:02}" for month in range(1, 13)], ["1/2024", "4/2024", "7/2024", "10/2024"]),
        ([f"2024-02-{day:02}" for day in range(3, 28, 2)], ["4/2/2024", "18/2/2024"]),
        (["2024-02-03"] * 8 + ["2024-02-04"], ["3/2/2024", "4/2/2024"]),
    ],
)
def test_the_dates_below_a_chart_are_no_more_exact_than_they_must_be(site, days, labels):
    figures = [f"quote: {number} tấn, measure: von, as_of: {day}" for number, day in enumerate(days, start=10)]
    words = " ".join(f"Có {number} tấn." for number in range(10, 10 + len(days)))
    (chart,) = charts_in(site({"a": article(words, *figures)})("so-lieu/von.html"))
    assert [label.text for label in chart.iter("text") if "/" in label.text] == labels


@pytest.mark.usefixtures("charts")
def test_numbers_that_have_no_room_beside_a_chart_are_left_to_the_table(site):
    values = {number: 10**number for number in range(11, 24)}
    figures = [f"quote: {number} tấn, measure: von, value: {values[number]}, as_of: 20{number}" for number in values]
    words = " ".join(f"Có {number} tấn." for number in values)
    page = site({"a": article(words, *figures)})("so-lieu/von.html")
    assert "100.000.000.000.000.000.000.000" in page
    assert 'class="chart"' not in page


@pytest.mark.usefixtures("charts")
def test_a_chart_has_no_style_or_colour_of_its_own_and_ids_that_are_its_own(site):
    words = " ".join(f"Vốn đạt {number} triệu USD, {number} tấn." for number in range(1, 10))
    figures = [
        f"quote: {number} {unit}, measure: von, as_of: 20{number:02}"
        for number in range(1, 10)
        for unit in ("triệu USD", "tấn")
    ]
    page = site({"a": article(words, *figures)})("so-lieu/von.html")
    charts = charts_in(page)
    ids = [element.get("id") for chart in charts for element in chart.iter() if element.get("id")]
    assert ids == ["bieu-do-von-1-ten", "bieu-do-von-1-mo-ta", "bieu-do-von-2-ten", "bieu-do-von-2-mo-ta"]
    for chart in charts:
        assert not any(element.get("style") for element in chart.iter())
        colours = {element.get(name) for element in chart.iter() for name in ("fill", "stroke")}
        assert colours == {None, "none", "currentColor"}
        assert {element.tag for element in chart.iter()} == {"svg", "title", "desc", "path", "g", "text", "circle"}
        width = float(chart.get("viewBox").split()[2])
        assert float(chart.get("font-size")) * 350 / width >= 11
        assert len(ElementTree.tostring(chart)) < 5000


@pytest.mark.usefixtures("charts")
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Ho_Chi_Minh"])
def test_a_chart_is_the_same_wherever_it_is_drawn(zone, make_archive, tmp_path):
    archive = charted_archive(make_archive)
    pages = []
    for name, environment in (("here", {}), ("there", {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": "7"})):
        command = [sys.executable, "-m", "kaluga_site", "build", archive, "--output", tmp_path / name, "--no-cache"]
        subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)
        pages.append((tmp_path / name / "so-lieu/von.html").read_bytes())
    assert b'class="chart"' in pages[0]
    assert pages[0] == pages[1]


def charted_archive(make_archive):
    articles = {f"articles/2025/{name}.md": text for name, text in over_years(9, "-01-01").items()}
    return make_archive({**articles, "authorities/measures.yaml": MEASURES})


def test_without_what_draws_charts_the_tables_stand_alone_and_the_build_says_so(make_archive, build, monkeypatch):
    archive = charted_archive(make_archive)
    monkeypatch.setattr(series_pages, "CHART_MODULES", ("no_such_module",))
    assert build(archive).chartless == 1
    assert 'class="chart"' not in (archive / "_site/so-lieu/von.html").read_text(encoding="utf-8")
    (archive / "articles/2025/khac.md").write_text("---\ntitle: Bài khác\n---\nLời.\n", encoding="utf-8")
    assert build(archive).chartless == 1
    for name in ("bai-2001", "bai-2002"):
        (archive / f"articles/2025/{name}.md").unlink()
    assert build(archive).chartless == 0


@pytest.mark.parametrize(
    "articles",
    [
        over_years(8),
        {name: re.sub("as_of: .{4}", "as_of: 2024", text) for name, text in over_years(9).items()},
        {name: re.sub(", as_of: .{4}|date: .{10}\n", "", text) for name, text in over_years(9).items()},
    ],
    ids=["few", "of one time", "undated"],
)
def test_what_a_table_says_as_well_has_no_chart(site, articles):
    assert 'class="chart"' not in site(articles)("so-lieu/von.html")


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
