import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaluga_site import vietnamese
from kaluga_site.vietnamese import (
    clean,
    collation_key,
    fold,
    folded_words,
    initial,
    sentence_at,
    sentences,
    slug,
    telex,
    unify_tone_placement,
)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Ða\u0300 Nẵng", "Đà Nẵng"),
        (unicodedata.normalize("NFD", "Đường phố Huế"), "Đường phố Huế"),
        ("mềm\u00admại\u200b\ufeff", "mềmmại"),
        ("21\u00a0tỷ\u202frúp", "21 tỷ rúp"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("chuông\x07\x1b[31m đỏ", "chuông[31m đỏ"),
    ],
)
def test_clean_leaves_one_form(raw, cleaned):
    assert clean(raw) == cleaned


@given(st.text())
def test_clean_text_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đầu tư", "dau tu"), ("ĐƯỜNG", "duong"), ("Ðà", "da"), ("Straße", "strasse"), ("Шапша", "шапша")],
)
def test_fold_forgets_accents_and_case(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text("Đầu tư, “Ỹ”–đ°×²³«»•…€\n\u0301") | st.text("Đầu À\u0300\x80ßﬁ≠") | st.text())
def test_common_letters_are_folded_as_any_others(text):
    assert fold(text) == vietnamese._fold_any(text)  # noqa: SLF001 - the long way


def test_every_character_is_folded_alike_beside_a_common_one():
    for code in range(0x30000):
        text = f"ế{chr(code)}"
        assert fold(text) == vietnamese._fold_any(text)  # noqa: SLF001 - the long way


@given(st.text(" \t\nĐầu tư\u2000\u0301\u0323") | st.text())
@example(" Đầu  tư\n")
def test_folded_words_are_parted_by_single_spaces(text):
    assert folded_words(text) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đầu tư", "dau-tu"),
        ("  Khoa học – công nghệ!  ", "khoa-hoc-cong-nghe"),
        ("Nguyễn Xuân Lưu", "nguyen-xuan-luu"),
        ("Łódź, 東京", "lodz-dongjing"),
        ("…", ""),
    ],
)
def test_slug_is_ascii_in_nfc_and_nfd(text, expected):
    assert slug(text) == expected
    assert slug(unicodedata.normalize("NFD", text)) == expected


def test_slug_ends_at_a_word():
    assert slug("một hai ba", limit=7) == "mot-hai"
    assert slug("một hai ba", limit=9) == "mot-hai"
    assert slug("dài" * 40) == ("dai" * 40)[:80]


@given(st.text())
def test_slug_holds_only_letters_digits_and_inner_hyphens(text):
    assert all(part.isalnum() and part.isascii() and part == part.lower() for part in slug(text).split("-") if part)
    assert slug(text).strip("-") == slug(text)
    assert len(slug(text)) <= 80


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Hùng", "Hungf"),
        ("Hưng", "Huwng"),
        ("Nguyễn Đức Quý", "Nguyeenx Dduwcs Quys"),
        ("Ăn Ấm", "Awn Aams"),
    ],
)
def test_telex_tells_apart_what_folding_makes_equal(name, typed):
    assert telex(name) == typed


def test_hoa_and_hoa_are_one_word():
    assert unify_tone_placement("văn hoá, thuỷ thủ, khoẻ, hoàn, quý, Hoà") == "văn hóa, thủy thủ, khỏe, hoàn, quý, Hòa"


def test_vietnamese_order():
    in_order = ["3D", "An", "Anh", "Ánh", "Ăn", "Ân", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Dũng", "Đức", "Ê", "Ô", "Ơ"]
    assert sorted(set(in_order), key=collation_key) == in_order


def test_letters_decide_before_tones():
    assert sorted(["bạ a", "ba b", "ba a"], key=collation_key) == ["ba a", "bạ a", "ba b"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Ốc", "Ô"), ("ánh", "A"), ("Đà", "Đ"), ("Ưng", "Ư"), ("3D", "#"), ("“A”", "#"), ("", "#")]
)
def test_initial_keeps_the_letter_and_drops_the_tone(name, letter):
    assert initial(name) == letter


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
