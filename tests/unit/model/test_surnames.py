"""Names are split only where the surname is sure."""

import pytest

from kaluga_site.model.surnames import family_first


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dương Quỳnh", ("Dương", "Quỳnh")),
        ("Nguyễn Thị  Minh Khai", ("Nguyễn", "Thị Minh Khai")),
        ("Đỗ Mười", ("Đỗ", "Mười")),
        ("Huỳnh Thúy Hoà", ("Huỳnh", "Thúy Hoà")),
        ("Tôn Nữ Thị Ninh", ("Tôn Nữ", "Thị Ninh")),
        ("Âu Dương Kiệt", ("Âu Dương", "Kiệt")),
        ("Âu Văn Kiệt", ("Âu", "Văn Kiệt")),
        ("Tôn Nữ", None),
        ("Nguyễn", None),
        ("Hiếu Lam", None),
        ("Người Viết", None),
        ("Nhóm Phóng viên", None),
        ("Ban Thời sự", None),
        ("PV", None),
        ("NGUYỄN VĂN AN", None),
        ("Lê Văn An (tổng hợp)", None),
        ("John Smith", None),
        ("Vladislav Shapsha", None),
        ("", None),
    ],
)
def test_a_name_is_split_where_its_surname_is_sure(name, parts):
    assert family_first(name) == parts
