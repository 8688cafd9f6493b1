"""Rewriting in place: what is asked for changes, all else keeps its bytes, and nothing is written that is not read."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kaluga_site import editing
from kaluga_site.editing.nodes import compose, data_of

ARTICLE = """---
# Ghi chú đầu bài
title: "[Tít]"   # do kho đặt
date: 2025-11-25?  # dấu ngày
topics: [ dau-tu,  'y-te' ]

people:
    # người thứ nhất
    -   {id: a,   role: Thống đốc}  # ông A
    - name:   Nguyễn Xuân Lưu
      role: >-
        Phó
        Chủ tịch
    # sau cùng
figures:
- quote: top 5 tỉnh
inferred: [date, people]  # chưa ai xem
draft: no
---

Thân bài  có   khoảng trắng.\t
---
người
"""


def rewrite(change, text=ARTICLE):
    return editing.rewrite_front_matter(text.encode(), change, "articles/a.md").decode()


def diff(before, after):
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_name_leaves_the_list_of_what_is_inferred_and_nothing_else_moves():
    after = rewrite(lambda m: editing.review(m, ["date"]))
    assert diff(ARTICLE, after) == (
        ["inferred: [date, people]  # chưa ai xem"],
        ["inferred: [people]  # chưa ai xem"],
    )


def test_with_the_last_name_the_list_goes():
    after = rewrite(lambda m: editing.review(m, ["people", "date"]))
    assert diff(ARTICLE, after) == (["inferred: [date, people]  # chưa ai xem"], [])
    scalar = "---\ninferred: date\ntitle: A\n---\nx\n"
    assert rewrite(lambda m: editing.review(m, ["date"]), scalar) == "---\ntitle: A\n---\nx\n"


def test_a_value_changes_and_keeps_its_comment():
    after = rewrite(lambda m: editing.put(m, "date", "2025-11-26"))
    assert after == ARTICLE.replace("2025-11-25?", "2025-11-26")


def test_new_keys_stand_in_their_place():
    after = rewrite(lambda m: (editing.put(m, "source", "pntd"), editing.put(m, "withdrawn", "x: #y")))
    lines = after.splitlines()
    assert lines[lines.index("source: pntd") - 1].startswith("date:")
    assert diff(ARTICLE, after) == ([], ["source: pntd", "withdrawn: 'x: #y'"])


def test_one_entry_of_a_list_goes_with_its_own_lines_only():
    after = rewrite(lambda m: editing.remove_from(m, "people", lambda one: one.get("id") == "a"))
    assert diff(ARTICLE, after) == (["    -   {id: a,   role: Thống đốc}  # ông A"], [])
    after = rewrite(lambda m: editing.remove_from(m, "people", lambda one: one.get("name")))
    gone, come = diff(ARTICLE, after)
    assert come == []
    assert "    # sau cùng" not in gone


def test_one_entry_of_a_list_is_replaced_where_it_stands():
    wanted = {"quote": "top 5 tỉnh", "reject": True}
    after = rewrite(lambda m: editing.replace_in(m, "figures", lambda one: one["quote"] == "top 5 tỉnh", wanted))
    assert diff(ARTICLE, after) == ([], ["  reject: true"])
    after = rewrite(lambda m: editing.replace_in(m, "quotations", lambda _: False, {"quote": "Có", "speaker": "yes"}))
    assert diff(ARTICLE, after) == ([], ["quotations:", '  - {quote: Có, speaker: "yes"}'])


def test_line_ends_bom_and_body_are_kept():
    before = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    after = rewrite(lambda m: editing.put(m, "source", "pntd"), before)
    assert after.replace("source: pntd\r\n", "") == before


def test_an_article_with_a_heading_gets_front_matter():
    after = rewrite(lambda m: editing.put(m, "source", "pntd"), "# Tít\n\nĐoạn.\n")
    assert after == "---\nsource: pntd\n---\n\n# Tít\n\nĐoạn.\n"


def test_an_emptied_front_matter_keeps_its_comments():
    assert (
        rewrite(lambda m: editing.put(m, "title", None), "---\n# a\ntitle: x\n# b\n---\ny\n")
        == "---\n# a\n# b\n---\ny\n"
    )


@pytest.mark.parametrize(
    "front_matter",
    [
        "a: &x [1]\nb: *x", "a: !!python/object:os.system x", "a: 1\na: 2", "- a", "a: [", "a:\n\t- b", "a: 1\rb: 2",
        "a: " + "[" * 30 + "]" * 30, "? [a]\n: b", "a: x\x00", "title: " + "x" * 100_001, "a: \u2028b",
    ],
)  # fmt: skip
def test_what_a_build_does_not_read_is_not_rewritten(front_matter):
    with pytest.raises(editing.Refused, match=r"articles/a\.md"):
        rewrite(lambda m: editing.put(m, "source", "pntd"), f"---\n{front_matter}\n---\nx\n")


@pytest.mark.parametrize("text", ["Văn bản thô.\n", "---\ntitle: x\n", ""])
def test_a_file_without_front_matter_is_not_rewritten(text):
    with pytest.raises(editing.Refused):
        rewrite(lambda m: editing.put(m, "source", "pntd"), text)


def said(value):
    """Return what a value says to a build: nothing, or texts."""
    if isinstance(value, list):
        return [said(one) for one in value]
    if isinstance(value, dict):
        return {key: said(one) for key, one in value.items()}
    return None if value in ("", "~", "null") else value


WORDS = st.sampled_from(
    ["a", "Thái Hương", "yes", "null", "~", "2025-11-25?", "0123", "x: y", "# z", "- a", "'", '"', "[b]", "{c: d}", "é",
     "&a", "*b", "!c", "a\n\nb", " ", "", "%", "@", "|", ">", "…", "a #b", "1.000,5", "true", "🙂"]
)  # fmt: skip
VALUES = st.one_of(
    WORDS, st.lists(WORDS, max_size=3), st.lists(st.dictionaries(st.sampled_from("kqr"), WORDS, max_size=3), max_size=3)
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, False, True]),
        "default_style": st.sampled_from([None, None, "'", '"']),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 80, 1000]),
    }
)


@given(
    before=st.dictionaries(st.sampled_from(["title", "people", "topics", "url", "note", "x"]), VALUES, max_size=5),
    style=STYLES,
    key=st.sampled_from(["title", "people", "source", "inferred"]),
    value=st.one_of(st.none(), VALUES),
    newline=st.sampled_from(["\n", "\r\n"]),
    body=st.text(max_size=20).filter(lambda text: "\r" not in text),
)
@settings(max_examples=200)
def test_whatever_is_put_is_read_back_and_the_rest_stays(before, style, key, value, newline, body):
    lines = []
    for name, held in before.items():
        lines += [f"# về {name}", *yaml.safe_dump({name: held}, allow_unicode=True, **style).splitlines()]
    if style["default_flow_style"]:
        lines = [line.strip("{}") if line.startswith("{") and line.endswith("}") else line for line in lines]
    text = newline.join(["---", *lines, "---", body])
    try:
        after = rewrite(lambda m: editing.put(m, key, value), text)
    except editing.Refused:
        return  # it has a form in which a build does not read it either, or which cannot be kept
    assert after.endswith(f"{newline}---{newline}{body}" if lines else f"---{newline}{body}")
    held = data_of(compose(after.split(f"---{newline}")[1].replace("\r\n", "\n"))) or {}
    was = data_of(compose("\n".join(lines))) or {}
    wanted = value if value not in ([], {}) else None
    assert {name: one for name, one in held.items() if name != key} == {k: v for k, v in was.items() if k != key}
    assert said(held.get(key)) == said(wanted)
    assert [line for line in after.splitlines() if line.startswith("# về") and line != f"# về {key}"] == [
        line for line in lines if line.startswith("# về") and line != f"# về {key}"
    ]
