import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaluga_site.render.typography import typeset

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("hợp tác Nga - Việt", "hợp tác Nga~– Việt"),
        ("bà Thái Hương - lãnh đạo Tập đoàn TH - cũng", "bà Thái Hương~– lãnh đạo Tập đoàn TH~– cũng"),
        ("giai đoạn 2021-2025.", "giai đoạn 2021–2025."),
        ("(1986-1990)", "(1986–1990)"),
        ("tăng 10-15%", "tăng 10–15%"),
        ("tăng 10%-15,5%", "tăng 10%–15,5%"),
        ("từ 1.200-1.500 tấn", "từ 1.200–1.500~tấn"),
        ("đạt 316 triệu USD", "đạt 316~triệu USD"),
        ("6.000 bò sữa và 60% vốn", "6.000~bò sữa và 60%~vốn"),
        ("ngày 25 tháng 11", "ngày 25~tháng 11"),
    ],
)
def test_dashes_and_spaces_are_set(written, shown):
    assert typeset(written).replace(NO_BREAK, "~") == shown


@pytest.mark.parametrize(
    "written",
    [
        "(PNTĐ) -Trong bối cảnh",
        "- một mục",
        "--",
        "Tôn-xtôi, COVID-19, An-dré",
        "ngày 25-11-2025, 25-11, 2025-11-25",
        "sáng 25-11 tại Hà Nội",
        "tháng 11-2025",
        "thắng 15-13 trong hiệp",
        "Nghị quyết 15-NQ/TW, 24-NQ/TW",
        "ĐT: 024-3825-1234",
        "https://a.vn/2020-2025/x-10-15%",
        "năm 2025 các bên",
        "ngày 25/11 tại Hà Nội, 25/11/2025 tại",
        "-5 °C",
    ],
)
def test_what_is_no_dash_and_no_unit_stays(written):
    assert typeset(written) == written


@given(st.text(alphabet="a ộ-–1290.,%/(\u00a0\n", max_size=40))
def test_every_sign_stays_in_its_place(text):
    shown = typeset(text)
    assert len(shown) == len(text)
    assert shown.replace("–", "-").replace(NO_BREAK, " ") == text.replace("–", "-").replace(NO_BREAK, " ")
    assert typeset(shown) == shown
