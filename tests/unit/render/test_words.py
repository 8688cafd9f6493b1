from decimal import Decimal

import pytest

from kaluga_site.load.dates import parse_date
from kaluga_site.model.basis import Basis
from kaluga_site.render.words import date_in_words, date_note, moment, number_in_words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2025-11-25", "Thứ Ba, ngày 25 tháng 11 năm 2025"), ("2025-11", "Tháng 11 năm 2025"), ("2025", "Năm 2025")],
)
def test_dates(date, words):
    assert date_in_words(parse_date(date)) == words


def test_how_sure_a_date_is():
    certain, uncertain = parse_date("2025"), parse_date("2025?")
    assert date_note(certain, Basis.DECLARED) is None
    assert date_note(uncertain, Basis.DECLARED) == "ngày chưa chắc chắn"
    assert date_note(certain, Basis.INFERRED) == "ngày suy ra từ nội dung"
    assert date_note(uncertain, Basis.INFERRED) == "ngày suy ra từ nội dung, chưa chắc chắn"


@pytest.mark.parametrize(
    ("value", "words"), [("21000000000", "21.000.000.000"), ("1.5", "1,5"), ("0.00012", "0,00012"), ("-2", "-2")]
)
def test_numbers(value, words):
    assert number_in_words(Decimal(value)) == words


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-11-25", "2025-11-25T00:00:00+07:00"),
        ("2025", "2025-01-01T00:00:00+07:00"),
        ("2025-11-25T08:30", "2025-11-25T08:30:00+07:00"),
        ("2025-11-25T08:30Z", "2025-11-25T08:30:00+00:00"),
    ],
)
def test_a_time_without_offset_is_meant_in_the_zone(date, text):
    assert moment(parse_date(date), "Asia/Ho_Chi_Minh").isoformat() == text
