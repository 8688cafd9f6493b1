"""Bytes become text: what tells its encoding, what is guessed, and what is not."""

import sys
import unicodedata

import pytest

from kaluga_site.importing import decoding
from kaluga_site.importing.decoding import DecodingError, MissingExtraError, decode
from kaluga_site.importing.spelling import likeness
from kaluga_site.vietnamese import clean
from unit.importing.legacy import encode

TEXT = (
    "Đoàn công tác của tỉnh đã đến thăm và làm việc tại thành phố.\n"
    "Hai bên khẳng định sẽ mở rộng hợp tác, chẳng những về kinh tế mà cả về y tế, văn hóa - “rất tốt đẹp”.\n"
    "Kim ngạch năm nay tăng kỷ lục, một trụ cột của quan hệ; người dân được hưởng lợi từ những dự án ấy.\n"
)
PLAIN = TEXT.replace("“", '"').replace("”", '"')
"""VISCII has no typographic quotation marks."""

OLD = ["windows-1258", "tcvn3", "vni", "viscii"]


@pytest.fixture
def without_viparse(monkeypatch):
    for module in ("viparse", "viparse.normalize", "viparse.normalize.encodings", "viparse.normalize.tables"):
        monkeypatch.setitem(sys.modules, module, None)
    decoding._charmaps.cache_clear()  # noqa: SLF001
    yield
    decoding._charmaps.cache_clear()  # noqa: SLF001


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_tells_for_itself(codec):
    found = decode(TEXT.encode(codec))
    assert (found.text, found.encoding) == (TEXT, codec.removesuffix("-sig"))


def test_nfd_becomes_nfc():
    assert clean(decode(unicodedata.normalize("NFD", TEXT).encode()).text) == TEXT


@pytest.mark.parametrize("encoding", OLD)
def test_old_encodings_are_guessed(encoding):
    text = PLAIN if encoding == "viscii" else TEXT
    wanted = text.replace("Đ", "Đ") if encoding != "tcvn3" else text
    found = decode(encode(text, encoding))
    assert (clean(found.text), found.encoding) == (wanted, encoding)


@pytest.mark.parametrize("encoding", OLD)
def test_old_encodings_are_read_when_named(encoding):
    word = "Hà Nội"
    assert clean(decode(encode(word, encoding), encoding).text) == word


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_letters_of_an_old_font_pasted_as_unicode(encoding):
    surface = encode(TEXT, encoding).decode("cp1252")
    found = decode(surface.encode())
    assert (found.text, found.encoding) == (TEXT, encoding)
    assert decode(surface.encode(), encoding).text == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "Le président français a déclaré à l’Assemblée que l’économie était en crise, où l’été dernier fût très long.",
        "El señor Núñez habló ayer con los niños de la región según explicó después.",
        "Губернатор Калужской области прибыл в Ханой.",
        "Plain English text without any accent at all.",
    ],
)
def test_text_in_another_language_is_left_alone_in_unicode_and_refused_elsewhere(text):
    assert decode(text.encode()).text == text
    codec = "cp1251" if "Г" in text else "cp1252"
    if not text.isascii():
        with pytest.raises(DecodingError):
            decode(text.encode(codec))


@pytest.mark.parametrize("data", [b"\xff\x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00\x00", "Hà".encode("cp1258"), b"\xe0"])
def test_what_cannot_be_told_names_the_guesses(data):
    with pytest.raises(DecodingError) as error:
        decode(data)
    assert "% as " in error.value.reason
    assert "--encoding NAME" in error.value.suggestion


def test_bytes_that_are_not_in_the_encoding_named():
    with pytest.raises(DecodingError, match=r"byte 2 \(0x8a\) is not windows-1258"):
        decode(b"ab\x8a", "windows-1258")
    with pytest.raises(DecodingError, match=r"byte 0 \(0xff\) is not utf-8"):
        decode(b"\xff", "utf-8")


@pytest.mark.parametrize("stray", [b"\x81nh", b"\x80i", b"\x04"])
def test_a_letter_that_an_old_font_does_not_have_is_not_lost(stray):
    data = encode(TEXT, "tcvn3") + stray
    for encoding in (None, "tcvn3"):
        with pytest.raises(DecodingError):
            decode(data, encoding)


@pytest.mark.usefixtures("without_viparse")
def test_without_the_extra():
    with pytest.raises(MissingExtraError) as error:
        decode(b"\xb8", "tcvn3")
    assert error.value.suggestion == "Install it: pip install viparse."
    with pytest.raises(DecodingError) as error:
        decode(b"B\xb8o c\xb8o t\xb5i ch\xddnh qu\xfd hai n\xa8m nay")
    assert "% as windows-1258" in error.value.reason
    assert "pip install viparse" in error.value.suggestion
    assert clean(decode(encode(TEXT, "windows-1258")).text) == TEXT
    assert decode("B¸o c¸o tµi chÝnh".encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("word", "share"),
    [
        ("quyết", 1.0), ("giữa", 1.0), ("gì", 1.0), ("nghiêng", 1.0), ("khuỷu", 1.0), ("Được", 1.0), ("tươi", 0.0),
        ("khềt", 0.0), ("tiêìng", 0.0), ("sŏ", 0.0), ("là", 1.0), ("béc", 1.0), ("thảc", 0.0), ("đ", 0.0), ("nǵ", 0.0),
    ],
)  # fmt: skip
def test_likeness_of_a_word(word, share):
    assert likeness(f"{word} ơ").share == (share + 1) / 2 if word != "tươi" else likeness("tươi").share == 1.0
