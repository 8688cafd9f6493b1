"""One entry of an authority file changes, and no other line."""

import pytest

from kaluga_site import editing

PEOPLE = """# Người
- id: a
  name: A  # tên
  variants: [B]
# về người sau

-   name: Đặng Ơ
    note: >-
      dài
       dòng
- {id: c, name: C}  # cuối
"""


def rewrite(entry_id, change, text=PEOPLE):
    return editing.rewrite_entry(text.encode(), entry_id, change, "authorities/people.yaml").decode()


def add(name):
    return lambda entry: editing.replace_in(entry, "variants", lambda _: False, name)


def test_a_variant_is_added_where_there_are_some():
    assert rewrite("a", add("B: c")) == PEOPLE.replace("[B]", "[B, 'B: c']")


def test_a_variant_is_added_where_there_is_none():
    assert rewrite("dang-o", add("Ơ")) == PEOPLE.replace("name: Đặng Ơ\n", "name: Đặng Ơ\n    variants: [Ơ]\n")
    assert rewrite("c", add("Ơ")) == PEOPLE.replace("name: C}", "name: C, variants: [Ơ]}")


def test_signs_of_the_file_are_kept():
    before = "\ufeff" + PEOPLE.replace("\n", "\r\n")
    assert rewrite("a", add("D"), before) == before.replace("[B]", "[B, D]")


def test_an_entry_is_removed_and_the_comment_behind_it_stays():
    after = editing.remove_entry(PEOPLE.encode(), "a", "authorities/people.yaml").decode()
    assert after == PEOPLE.replace("- id: a\n  name: A  # tên\n  variants: [B]\n", "")


@pytest.mark.parametrize(
    "text", ["[{id: a, name: A}]\n", "- [a]\n", "id: a\n", "", "- id: &a a\n", "- {id: a,", "-\n  id: a\n"]
)
def test_what_cannot_be_changed_line_by_line_is_left_alone(text):
    with pytest.raises(editing.Refused, match=r"authorities/people\.yaml"):
        rewrite("a", add("D"), text)
