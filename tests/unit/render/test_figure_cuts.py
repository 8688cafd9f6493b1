from kaluga_site.model.cards import Card
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.groups import Period
from kaluga_site.model.heads import Head
from kaluga_site.render.figure_cuts import FIGURES_LIMIT, count_of, cut_figures

NOVEMBER = Period(2025, 11)


def head(number, figures, date=None):
    card = Card(
        address=f"bai-viet/2025/bai-{number}",
        path=f"articles/2025/bai-{number}.md",
        title="",
        title_key=b"",
        language="vi",
        date=date,
        date_basis=None,
        summary=None,
        source=None,
        authors=(),
        corrected=None,
        withdrawn=False,
    )
    return Head(
        card=card,
        uses=(),
        said=(),
        events=(),
        photos=(),
        redirects=(),
        draft=False,
        expires=None,
        record=b"",
        text=b"",
        corrections=0,
        figures=figures,
    )


def november(day, number, figures=10):
    return head(number, figures, PartialDate(year=2025, month=11, day=day))


def outline(cuts):
    return {cut.address: (count_of(cut.heads), [shelf[1:] for shelf in cut.shelves]) for cut in cuts}


def test_a_month_within_the_limit_is_one_page():
    cuts = cut_figures(NOVEMBER, [november(2, 1, FIGURES_LIMIT - 1), november(1, 2, 1)])
    assert outline(cuts) == {"so-lieu/2025/11.html": (FIGURES_LIMIT, [])}
    assert cuts[0].label == "Tháng 11 năm 2025"


def test_a_longer_month_is_cut_by_day():
    heads = [november(25, 1, FIGURES_LIMIT), november(3, 2), head(3, 5, PartialDate(year=2025, month=11))]
    cuts = cut_figures(NOVEMBER, heads)
    days = [("25", FIGURES_LIMIT), ("03", 10), ("khong-ro-ngay", 5)]
    assert outline(cuts) == {
        "so-lieu/2025/11.html": (0, [(f"so-lieu/2025/11/{day}.html", count) for day, count in days]),
        **{f"so-lieu/2025/11/{day}.html": (count, []) for day, count in days},
    }
    assert [cut.label for cut in cuts[1:]] == [
        "Thứ Ba, ngày 25 tháng 11 năm 2025",
        "Thứ Hai, ngày 3 tháng 11 năm 2025",
        "Không rõ ngày",
    ]
    assert cuts[1].parents == (("Tháng 11 năm 2025", "so-lieu/2025/11.html"),)


def test_a_day_that_is_too_long_is_cut_in_parts_that_never_shift():
    few = [november(25, number) for number in range(FIGURES_LIMIT // 10 + 5)]
    many = [november(25, number) for number in range(FIGURES_LIMIT // 10 * 40)]
    places = []
    for heads in (few, many):
        cuts = cut_figures(NOVEMBER, heads)
        held = [(one.card.path, cut.address) for cut in cuts for one in cut.heads]
        assert sorted(path for path, _ in held) == sorted(one.card.path for one in heads)
        assert all(count_of(cut.heads) <= FIGURES_LIMIT for cut in cuts)
        assert len({cut.address for cut in cuts}) == len(cuts)
        shelves = {address: count for cut in cuts for _, address, count in cut.shelves}
        assert shelves.keys() == {cut.address for cut in cuts[1:]}
        places.append(dict(held))
    before, after = places
    assert all(after[path].startswith(address.removesuffix(".html")) for path, address in before.items())
    assert {address.rpartition("/")[0] for address in before.values()} == {"so-lieu/2025/11/25"}


def test_one_article_is_never_cut():
    (page,) = cut_figures(NOVEMBER, [november(25, 1, FIGURES_LIMIT * 3)])
    assert count_of(page.heads) == FIGURES_LIMIT * 3


def test_undated_articles_are_cut_in_parts_at_once():
    cuts = cut_figures(Period(0, 0), [head(number, FIGURES_LIMIT) for number in range(9)])
    assert cuts[0].address == "so-lieu/khong-ro-nam/khong-ro-thang.html"
    assert all(cut.address.startswith("so-lieu/khong-ro-nam/khong-ro-thang/phan-") for cut in cuts[1:])
