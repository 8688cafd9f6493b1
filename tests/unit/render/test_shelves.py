from collections import Counter

from kaluga_site.model.cards import Card
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.groups import Period
from kaluga_site.render.shelves import LATEST, LIST_LIMIT, cut_by_calendar


def cards(*counts):
    """Make (year, month, count) articles each, newest first; year or month may be None."""
    return [
        Card(
            address=f"bai-viet/{year}/{month}-{number}",
            path="",
            title="",
            title_key=b"",
            language="vi",
            date=PartialDate(year=year, month=month, day=1 if month else None) if year else None,
            date_basis=None,
            summary=None,
            source=None,
            authors=(),
            corrected=None,
            withdrawn=False,
        )
        for year, month, count in counts
        for number in range(count)
    ]


def cut(stem, cards):
    """Cut a list and fill each of its pages."""
    counts = Counter(map(Period.of, cards))
    pages = cut_by_calendar(stem, dict(sorted(counts.items(), reverse=True)))
    return [page.fill([card for card in cards if Period.of(card) in page.months]) for page in pages]


def outline(pages):
    return {
        page.address: ([(label, len(found)) for label, found in page.groups()], [shelf[1:] for shelf in page.shelves])
        for page in pages
    }


def test_a_short_list_is_one_page_by_year():
    found = cards((2025, 11, 2), (2024, 1, 1), (None, None, 1))
    assert outline(cut("nhan-vat/a", found)) == {
        "nhan-vat/a.html": ([("Năm 2025", 2), ("Năm 2024", 1), ("Không rõ năm", 1)], [])
    }


def test_a_long_list_is_cut_by_year():
    found = cards((2025, 11, LIST_LIMIT), (2019, 2, 1), (None, None, 3))
    assert outline(cut("nhan-vat/a", found)) == {
        "nhan-vat/a.html": (
            [("Mới nhất", LATEST)],
            [
                ("nhan-vat/a/2025.html", LIST_LIMIT),
                ("nhan-vat/a/2019.html", 1),
                ("nhan-vat/a/khong-ro-nam.html", 3),
            ],
        ),
        "nhan-vat/a/2025.html": ([("Tháng 11 năm 2025", LIST_LIMIT)], []),
        "nhan-vat/a/2019.html": ([("Tháng 2 năm 2019", 1)], []),
        "nhan-vat/a/khong-ro-nam.html": ([("Không rõ ngày", 3)], []),
    }


def test_a_full_year_is_cut_by_month():
    found = cards((2025, 11, LIST_LIMIT), (2025, 2, 1), (2025, None, 1))
    pages = outline(cut("nhan-vat/a", found))
    assert pages["nhan-vat/a/2025.html"] == (
        [],
        [
            ("nhan-vat/a/2025/11.html", LIST_LIMIT),
            ("nhan-vat/a/2025/02.html", 1),
            ("nhan-vat/a/2025/khong-ro-thang.html", 1),
        ],
    )
    assert pages["nhan-vat/a/2025/11.html"] == ([("Thứ Bảy, ngày 1 tháng 11", LIST_LIMIT)], [])
    assert pages["nhan-vat/a/2025/khong-ro-thang.html"] == ([("Không rõ ngày", 1)], [])
