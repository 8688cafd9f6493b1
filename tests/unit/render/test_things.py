"""What pages tell programs, piece by piece."""

import json

import pytest

from kaluga_site.model.dates import PartialDate
from kaluga_site.render.linked_data import dataset, linked_data, sure_date, website
from kaluga_site.render.views import Sibling


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (PartialDate(year=2025), "2025"),
        (PartialDate(year=2025, month=3), "2025-03"),
        (PartialDate(year=2025, month=3, day=2), "2025-03-02"),
        (PartialDate(year=2025, month=3, day=2, time="08:30:00+07:00"), "2025-03-02T08:30:00+07:00"),
        (PartialDate(year=2025, month=3, day=2, uncertain=True), None),
    ],
)
def test_a_date_is_told_unless_it_is_in_doubt(date, told):
    assert sure_date(date) == told


def test_a_search_page_is_named_where_there_is_one():
    assert "potentialAction" not in website("Kho", None, "vi", "index.html", None)
    found = website("Kho", "Một kho.", "vi", "https://a.vn/", "https://a.vn/tim-kiem.html")
    assert found["potentialAction"]["target"]["urlTemplate"] == "https://a.vn/tim-kiem.html?q={search_term_string}"


def test_data_names_its_forms():
    found = dataset("Kho", "Mọi bài.", "index.html", [Sibling("text/csv", "bai.csv")], "../{}".format, license="Riêng")
    assert found["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "../bai.csv"}
    ]
    assert found["license"] == "Riêng"


def test_nothing_in_a_block_is_markup():
    text = linked_data([{"@type": "Thing", "name": "</script><!--"}])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><!--"
