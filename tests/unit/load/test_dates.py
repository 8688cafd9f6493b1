import pytest

from kaluga_site.load.dates import DateError, parse_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025", "2025"),
        ("2025-11", "2025-11"),
        ("2025-11-25", "2025-11-25"),
        ("2025-11-25?", "2025-11-25?"),
        ("2025?", "2025?"),
        ("05/11/2025", "2025-11-05"),
        ("5.11.2025", "2025-11-05"),
        ("5-11-2025?", "2025-11-05?"),
        ("11/2025", "2025-11"),
        ("2025-11-25T08:30:00+07:00", "2025-11-25T08:30:00+07:00"),
        ("2025-11-25 8:30", "2025-11-25T08:30:00"),
        ("2025-11-25T08:30Z", "2025-11-25T08:30:00+00:00"),
        ("25/11/2025 08:30 +0700", "2025-11-25T08:30:00+07:00"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_declared_dates(text, edtf):
    assert parse_date(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2025", "impossible-date"),
        ("2025-13-01", "impossible-date"),
        ("2025-00", "impossible-date"),
        ("0000", "impossible-date"),
        ("2025-11-25T25:00", "impossible-date"),
        ("5/11/25", "two-digit-year"),
        ("5.11.25?", "two-digit-year"),
        ("hôm qua", "unreadable-date"),
        ("25/11-2025", "unreadable-date"),
        ("tháng 11 năm 2025", "unreadable-date"),
        ("?", "unreadable-date"),
    ],
)
def test_what_is_no_date(text, code):
    with pytest.raises(DateError) as error:
        parse_date(text)
    assert error.value.code == code
