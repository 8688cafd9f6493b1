"""In what two near-duplicates differ, word by word."""

from kaluga_site.reviewing import compare

SAME = " ".join(f"chữ{number}" for number in range(60))


def shown(first, second):
    marks = {"both": "{}", "first": "[-{}-]", "second": "[+{}+]"}
    return [
        marks[one.where].format(one.text) + (f" …{one.left_out}…" if one.left_out else "")
        for one in compare(first, second)
    ]


def test_what_stands_in_one_alone():
    assert shown("Ông Nam đến Hà Nội hôm qua.", "Ông Nam đến Huế.") == [
        "Ông Nam đến",
        "[-Hà Nội hôm qua.-]",
        "[+Huế.+]",
    ]


def test_of_what_both_have_only_what_is_near_a_difference_is_shown():
    words = SAME.split()
    assert shown(f"Một {SAME} hai {SAME}", f"Một {SAME} ba {SAME} bốn") == [
        f" …{61 - 12}…",
        " ".join(words[-12:]),
        "[-hai-]",
        "[+ba+]",
        " ".join(words[:12]) + f" …{60 - 24}…",
        " ".join(words[-12:]),
        "[+bốn+]",
    ]


def test_lines_and_the_marks_of_markdown_make_no_difference():
    raw, written = "Tít phụ\nÔng Nam đến.\nHết.", "## Tít phụ\n\nÔng Nam\nđến.\n\n> Hết."
    assert shown(raw, written) == ["Tít phụ\n\nÔng Nam đến.\n\nHết."]


def test_nothing_is_compared_with_nothing():
    assert shown("", "") == []
    assert shown("", "Có chữ.") == ["[+Có chữ.+]"]
