"""Which year a day without one is of, and which sentences are kept off the timeline."""

import pytest

from kaluga_site.articles import read_article_text
from kaluga_site.load import load_authorities
from kaluga_site.model.settings import Settings

SENTENCE = "Trước đó, ngày {}, hai bên đã gặp nhau lần đầu tại thành phố này."


def events(archive, text, date="date: 2025-11-25\n"):
    authorities, _ = load_authorities(archive)
    article, _ = read_article_text(f"---\n{date}---\n{text}\n", "articles/bai.md", Settings(), authorities)
    assert all(event.block in {block.id for block in article.body.blocks} for event in article.events)
    return [(event.date.value.iso, event.date.rule) for event in article.events]


@pytest.mark.parametrize(
    ("date", "day", "found"),
    [
        ("2025-11-25", "22/10", "2025-10-22"),
        ("2025-12-20", "5/1", "2026-01-05"),
        ("2026-01-05", "20/12", "2025-12-20"),
        ("2024-03-01", "29/2", "2024-02-29"),
        ("2025-03-01", "29/2", None),
        ("2000-03-01", "29/2", "2000-02-29"),
        ("1900-03-01", "29/2", None),
        ("2025-11-25", "22/3", None),
        ("2025-11-25?", "22/10", None),
        ("2025-11", "22/10", None),
    ],
)
def test_a_day_without_year_is_the_one_near_a_certain_date(tmp_path, date, day, found):
    expected = [(found, "day-near-article")] if found else []
    assert events(tmp_path, SENTENCE.format(day), f"date: {date}\n") == expected


def test_an_undated_article_tells_no_year(tmp_path):
    assert events(tmp_path, SENTENCE.format("22/10"), "") == []


def test_a_paragraph_that_names_another_year_leaves_the_year_open(tmp_path):
    other = "Năm 2019, ông sang Nga lần đầu."
    assert events(tmp_path, f"{other} {SENTENCE.format('22/10')}") == []
    assert events(tmp_path, f"{other}\n\n{SENTENCE.format('22/10')}") == [("2025-10-22", "day-near-article")]
    assert events(tmp_path, f"Năm 2025 đã tới. {SENTENCE.format('22/10')}") == [("2025-10-22", "day-near-article")]


def test_of_each_date_the_first_sentence_counts(tmp_path):
    text = " ".join(map(SENTENCE.format, ("22/10/2025", "22/10", "22/10/2025", "23/10/2025")))
    assert events(tmp_path, text) == [("2025-10-22", "day-month-year"), ("2025-10-23", "day-month-year")]


@pytest.mark.parametrize("publish", [True, False])
def test_a_sentence_that_names_a_private_person_is_no_event(tmp_path, publish):
    (tmp_path / "authorities").mkdir()
    entry = f"- {{id: kin, name: Lê Thị Kín, publish: {str(publish).lower()}}}\n"
    (tmp_path / "authorities/people.yaml").write_text(entry, encoding="utf-8")
    text = "Bà Lê Thị Kín đã đến thành phố này vào ngày 5/3/2024 cùng gia đình."
    assert events(tmp_path, text) == ([("2024-03-05", "day-month-year")] if publish else [])


def test_a_withdrawn_article_has_no_events(tmp_path):
    assert events(tmp_path, SENTENCE.format("22/10/2025"), "date: 2025-11-25\nwithdrawn: Nguồn rút.\n") == []
