import unicodedata

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
