"""Who wrote an article, declared or named by its last line."""

import pytest

from kaluga_site.articles import read_article_text
from kaluga_site.load import load_authorities
from kaluga_site.model.basis import Basis
from kaluga_site.model.settings import Settings

TEXT = "Hai bên đã gặp nhau và bàn về việc hợp tác trong thời gian tới."


def article(archive, text, declared=""):
    authorities, _ = load_authorities(archive)
    head = f"---\ndate: 2025-11-25\n{declared}---\n"
    return read_article_text(head + text, "articles/bai.md", Settings(), authorities)[0]


def test_declared_authors_replace_the_inferred_ones_and_are_one_but_for_case_and_spacing(tmp_path):
    found = article(tmp_path, f"{TEXT}\n\nHiếu Lam\n", "authors: [Lê Thị Hoà, LÊ THỊ  HÒA, Minh An]\n")
    assert found.authors == ("Lê Thị Hoà", "Minh An")
    assert {byline.basis for byline in found.bylines} == {Basis.DECLARED}


def test_the_last_line_names_the_author(tmp_path):
    found = article(tmp_path, f"{TEXT}\n\nHiếu Lam\n")
    (byline,) = found.bylines
    assert (found.authors, byline.basis, byline.rule) == (("Hiếu Lam",), Basis.INFERRED, "closing-byline")
    assert found.body.text[byline.span.start : byline.span.end] == "Hiếu Lam"


@pytest.mark.parametrize("end", ["Ảnh: Hiếu Lam", "L.H", "(TTXVN)", "Theo VOV", "Bài học lớn: Hiếu Lam"])
def test_photographers_initials_and_agencies_are_no_authors(tmp_path, end):
    assert article(tmp_path, f"{TEXT}\n\n{end}\n").authors == ()


@pytest.mark.parametrize(
    "end",
    [
        "Bài và ảnh: Hiếu Lam",
        "Bài, ảnh: HIẾU LAM",
        "Tin: Hiếu Lam",
        "Toàn cảnh buổi tiếp. Ảnh: Hiếu Lam\n\nHiếu Lam",
        "Hiếu Lam\n\nToàn cảnh buổi tiếp. Ảnh: Minh An",
    ],
)
def test_who_wrote_and_took_the_pictures_is_the_author(tmp_path, end):
    (author,) = article(tmp_path, f"{TEXT}\n\n{end}\n").authors
    assert author.title() == "Hiếu Lam"


def test_a_private_author_is_not_shown(tmp_path):
    (tmp_path / "authorities").mkdir()
    entry = "- {id: kin, name: Lê Thị Kín, publish: false}\n"
    (tmp_path / "authorities/people.yaml").write_text(entry, encoding="utf-8")
    found = article(tmp_path, TEXT, "authors: [lê thị kín, Minh An]\n")
    assert found.authors == ("Minh An",)
    assert len(found.bylines) == 2
