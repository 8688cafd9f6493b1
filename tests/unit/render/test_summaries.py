"""The sentence about an entity says what its articles count up to."""

import pytest

from kaluga_site.model.entities import Entity, Listing
from kaluga_site.model.groups import Period
from kaluga_site.model.names import Vocabulary
from kaluga_site.render.summaries import span_in_words, summary_of


def summary(counts, vocabulary=Vocabulary.PEOPLE, name="Thái Hương", id_="x", **numbers):
    counts = {Period(*period): count for period, count in counts.items()}
    listing = Listing(
        vocabulary=vocabulary,
        key="x",
        since=((0, 0, 0, ""), 0),
        first_name=name,
        entry_id=None,
        id=id_,
        name=name,
        name_key=b"",
        note=None,
        count=sum(counts.values()),
    )
    found = {"quotations": 0, "given": 0, "figures": 0, "uncertain": 0, **numbers}
    return summary_of(
        Entity(listing=listing, forms=(), roles=(), entry=None, counts=counts, changed=None, companions=b"", **found)
    )


@pytest.mark.parametrize(
    ("counts", "when"),
    [
        ({(2019, 3): 4, (2025, 11): 8}, "12 bài, từ tháng 3 năm 2019 đến tháng 11 năm 2025."),
        ({(2025, 3): 1, (2025, 11): 1}, "2 bài, từ tháng 3 đến tháng 11 năm 2025."),
        ({(2025, 11): 1}, "1 bài, vào tháng 11 năm 2025."),
        ({(2025, 11): 3}, "3 bài, đều vào tháng 11 năm 2025."),
        ({(2024, 0): 1}, "1 bài, vào năm 2024."),
        ({(2024, 0): 1, (2024, 5): 1}, "2 bài, từ năm 2024 đến tháng 5 năm 2024."),
        ({(0, 0): 2}, "2 bài, không rõ ngày."),
        ({(0, 0): 2, (2025, 11): 1}, "3 bài: 1 bài vào tháng 11 năm 2025; 2 bài không rõ ngày."),
        ({(2020, 1): 999, (2021, 1): 1}, "1.000 bài, từ tháng 1 năm 2020 đến tháng 1 năm 2021."),
    ],
)
def test_when_and_how_often(counts, when):
    assert summary(counts) == f"Thái Hương được nhắc đến trong {when}"


@pytest.mark.parametrize(
    ("counts", "uncertain", "when"),
    [
        ({(2025, 11): 1}, 1, "1 bài, vào tháng 11 năm 2025 (chưa chắc chắn)."),
        ({(2025, 11): 3}, 1, "3 bài, đều vào tháng 11 năm 2025, trong đó 1 bài chưa chắc chắn ngày."),
        (
            {(2025, 11): 3, (0, 0): 1},
            2,
            "4 bài: 3 bài đều vào tháng 11 năm 2025, trong đó 2 bài chưa chắc chắn ngày; 1 bài không rõ ngày.",
        ),
    ],
)
def test_a_date_that_is_uncertain_is_not_told_as_if_it_were(counts, uncertain, when):
    assert summary(counts, uncertain=uncertain) == f"Thái Hương được nhắc đến trong {when}"


@pytest.mark.parametrize(
    ("numbers", "count", "said"),
    [
        ({"quotations": 2}, 1, "Bài viết dẫn lời người này 2 lần."),
        ({"quotations": 2}, 3, "Các bài dẫn lời người này 2 lần."),
        ({"given": 1}, 3, "Các bài ghi 1 số liệu do người này nêu."),
        ({"quotations": 1, "given": 4}, 3, "Các bài dẫn lời người này 1 lần và ghi 4 số liệu do người này nêu."),
    ],
)
def test_what_articles_have_from_a_person(numbers, count, said):
    assert summary({(2025, 1): count}, **numbers).endswith(f"tháng 1 năm 2025. {said}")


def test_other_vocabularies_have_words_of_their_own():
    counts = {(2025, 1): 2}
    assert (
        summary(counts, Vocabulary.TOPICS, "Đầu tư", figures=7)
        == "Kho lưu trữ có 2 bài thuộc chủ đề này, đều vào tháng 1 năm 2025. Các bài nêu 7 số liệu."
    )
    assert summary(counts, Vocabulary.SOURCES, "Báo Thử").startswith("Kho lưu trữ có 2 bài của Báo Thử, đều")
    assert summary(counts, Vocabulary.SOURCES, "Không rõ nguồn", "khong-ro").startswith(
        "Kho lưu trữ có 2 bài không rõ nguồn, đều"
    )
    assert summary(counts, Vocabulary.PLACES, "huyện Mơ").startswith("Huyện Mơ được nhắc đến trong 2 bài")


def test_a_span_of_one_month_is_that_month():
    assert span_in_words(Period(2025, 11), Period(2025, 11)) == "tháng 11 năm 2025"
