import unicodedata
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from conftest import ROOT, tree

FILE, LICENCE = "static/kaluga-serif.woff2", "static/kaluga-serif-OFL.txt"

ARTICLE = {"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."}
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@pytest.fixture(scope="module")
def made():
    return (ROOT / FILE).read_bytes()


def test_the_typeface_is_one_small_file_with_one_axis(made):
    assert len(made) <= 50_000
    font = TTFont(BytesIO(made))
    assert font.flavor == "woff2"
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]
    assert {"kern", "mark"} <= {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_the_typeface_has_every_letter_of_vietnamese(made):
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    letters |= set("bcdđghklmnpqrstvx")
    letters |= {letter.upper() for letter in letters} | set("0123456789 .,;:!?%()[]/-–—…‘’“”₫°²")
    assert not {letter for letter in letters if ord(letter) not in TTFont(BytesIO(made)).getBestCmap()}


def test_the_typeface_does_not_bear_the_name_that_its_licence_reserves(made):
    names = {record.nameID: record.toUnicode() for record in TTFont(BytesIO(made))["name"].names}
    assert (names[1], names[6]) == ("Kaluga Serif", "KalugaSerif-Regular")
    assert "Reserved Font Name ‘Source’" in names[0]
    assert "SIL Open Font License" in names[13]
    assert not [text for number, text in names.items() if "Source" in text and number not in {0, 13}]


def test_a_site_has_the_typeface_and_its_licence(made, make_archive, build):
    archive = make_archive(ARTICLE)
    build(archive)
    assert (archive / "_site" / FILE).read_bytes() == made
    assert "SIL OPEN FONT LICENSE Version 1.1" in (archive / "_site" / LICENCE).read_text("utf-8")


def test_an_archive_may_have_a_typeface_of_its_own(make_archive, build):
    archive = make_archive({**ARTICLE, FILE: b"own"})
    build(archive)
    site = tree(archive / "_site")
    assert site[FILE] == b"own"
    assert LICENCE not in site
    (archive / LICENCE).write_text("own licence")
    build(archive)
    assert (archive / "_site" / LICENCE).read_text() == "own licence"
