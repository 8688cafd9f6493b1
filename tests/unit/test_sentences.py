from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaluga_site.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một. Hai! Ba? Bốn…", ["Một.", "Hai!", "Ba?", "Bốn…"]),
        ("TP. Hà Nội tăng 1.000 tấn. Ông Nguyễn V. An đi.", ["TP. Hà Nội tăng 1.000 tấn.", "Ông Nguyễn V. An đi."]),
        ("Ông nói.Bà cười.", ["Ông nói.", "Bà cười."]),
        ("“Tốt lắm!” Ông đi.", ["“Tốt lắm!”", "Ông đi."]),
        ("không chấm\nhai dòng", ["không chấm", "hai dòng"]),
    ],
)
def test_sentences(text, parts):
    assert [text[start:end] for start, end in sentences(text)] == parts


_WORDS = ["Ông", "An", "nói", "TP.", "có.", "đi!", "“Đi”.", "2025.", "rồi…", "GS.", "thế?”", "ở\nđây"]


@given(st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_the_sentence_at_a_word_is_the_one_that_holds_it(text):
    for start, end in sentences(text):
        for at in range(start, end):
            if text[at].isalnum():
                assert sentence_at(text, at, at + 1) == (start, end)


def test_the_sentence_at_a_name_with_a_full_stop_is_whole():
    text = "Mưa. Ông V. Putin đến TP. Hồ Chí Minh. Rồi về."
    name = text.index("TP. Hồ")
    assert text[slice(*sentence_at(text, name, name + 6))] == "Ông V. Putin đến TP. Hồ Chí Minh."
    assert text[slice(*sentence_at(text, 0, 9))] == "Mưa. Ông V. Putin đến TP. Hồ Chí Minh."


@given(st.text(alphabet="aĐấ .!?…”\n1"))
def test_sentences_hold_every_word_once(text):
    words = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(words.split()) == "".join(text.split())


def test_the_sentence_at_a_place_is_the_one_that_parting_the_text_gives():
    articles = (Path(__file__).parents[2] / "articles").rglob("*.md")
    texts = [file.read_text(encoding="utf-8").split("---\n", 2)[2] for file in articles]
    texts += [
        "Ông A. Ông B. nói... “Hay!” Rồi đi. 5 người.",
        "TP. Hà Nội có 3,5 triệu người.Sau đó hết",
        "Một dòng\nHai",
    ]
    for text in texts:
        for start, end in sentences(text):
            places = [place for place in range(start, end) if text[place].isalnum()]
            assert {sentence_at(text, place, place + 1) for place in places} <= {(start, end)}
