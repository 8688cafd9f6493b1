import unicodedata
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from conftest import tree
from kaluga_site.render import typeface
from kaluga_site.render.typefounding import make_typeface
from kaluga_site.state.typefaces import SHARED, KeptTypeface

ARTICLE = {"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."}
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@pytest.fixture(scope="module")
def made():
    return make_typeface()


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


def test_a_site_has_the_same_typeface_each_time_and_its_licence(made, make_archive, build):
    archive = make_archive(ARTICLE)
    build(archive)
    assert (archive / "_site" / typeface.ADDRESS).read_bytes() == made
    assert "SIL OPEN FONT LICENSE Version 1.1" in (archive / "_site" / typeface.LICENCE_ADDRESS).read_text("utf-8")


def test_an_archive_keeps_its_typeface_and_makes_none_again(make_archive, build, monkeypatch):
    archive = make_archive(ARTICLE)
    monkeypatch.setenv(SHARED, "")
    monkeypatch.setattr("kaluga_site.render.typefounding.make_typeface", lambda: b"made")
    build(archive)
    monkeypatch.setattr("kaluga_site.render.typefounding.make_typeface", None)
    site = tree(archive / "_site")
    assert site[typeface.ADDRESS] == b"made"
    (archive / "_site" / typeface.ADDRESS).unlink()
    (archive / ".kaluga-site/state.sqlite").unlink()
    build(archive)
    assert tree(archive / "_site") == site


def test_an_archive_with_a_typeface_of_its_own_needs_none(make_archive, build, monkeypatch):
    monkeypatch.setattr("kaluga_site.render.typefounding.make_typeface", None)
    archive = make_archive({**ARTICLE, typeface.ADDRESS: b"own"})
    build(archive)
    site = tree(archive / "_site")
    assert site[typeface.ADDRESS] == b"own"
    assert typeface.LICENCE_ADDRESS not in site


def test_a_damaged_typeface_is_not_taken(tmp_path, monkeypatch):
    monkeypatch.setenv(SHARED, str(tmp_path))
    kept = KeptTypeface.of(tmp_path, b"one")
    kept.write(b"whole")
    assert kept.read() == b"whole"
    assert KeptTypeface.of(tmp_path, b"other").read() is None
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"half")
    assert kept.read() is None


def test_where_nothing_can_be_kept_the_typeface_is_made_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SHARED, str(tmp_path / "file"))
    kept = KeptTypeface.of(tmp_path, b"one")
    kept.write(b"whole")
    assert kept.read() is None
