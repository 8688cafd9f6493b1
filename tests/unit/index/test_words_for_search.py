"""The words by which search finds an article, and where they stand."""

import pytest

from kaluga_site.articles import read_article_text
from kaluga_site.index import NO_WORDS, words_of
from kaluga_site.load import load_authorities
from kaluga_site.model.settings import Settings


@pytest.fixture
def words(make_archive):
    """Return a function that reads an article and returns its words, decoded, and how many its text has."""

    def read(text, people=""):
        archive = make_archive({"authorities/people.yaml": people})
        authorities, _ = load_authorities(archive)
        found = words_of(read_article_text(text, "articles/2025/a.md", Settings(), authorities)[0])
        return {form: places(posting) for form, posting in decode(found.postings).items()}, found.length

    return read


def decode(postings):
    lines = postings.decode().split("\n")
    half = len(lines) // 2
    return dict(zip(lines[:half], lines[half:], strict=True))


def places(letters):
    """Return the places in the title and in the text."""
    codes = [ord(letter) for letter in letters]
    title = [code - 0xE000 for code in codes if 0xE000 <= code < 0xF900]
    text = [code - 0x80 if code < 0xD800 else code - 0x10000 + 0xD800 - 0x80 for code in codes[len(title) :]]
    assert all(code < 0xD800 or code >= 0xE000 for code in codes)
    return title, text


def test_every_word_is_placed_and_blocks_are_apart(words):
    found, length = words("---\ntitle: Hoà bình\n---\nHòa bình, BÌNH.\n\nHết.\n")
    assert found == {"hòa": ([0], [0]), "bình": ([1], [1, 2]), "hết": ([], [4])}
    assert length == 4


def test_pieces_of_several_words_or_none_keep_their_place(words):
    found, length = words("---\ntitle: Tít\n---\nMột – Nga-Việt 6.000 hai.\n\n***\n\nBa…\n")
    assert {form: text for form, (_, text) in found.items() if text} == {
        "một": [0], "nga": [1], "việt": [2], "6": [3], "000": [4], "hai": [5], "ba": [7],
    }  # fmt: skip
    assert length == 7


def test_a_word_of_the_title_alone_and_far_places(words):
    found, length = words(f"---\ntitle: Tít\n---\n{'một ' * 60000}hai\n")
    assert found["tít"] == ([0], [])
    assert found["hai"] == ([], [60000])
    assert found["một"] == ([], list(range(60000)))
    assert length == 60001


def test_of_a_title_of_too_many_words_the_last_are_left_out(words):
    found, _ = words(f"---\ntitle: {'một ' * 6400}hai\n---\nBa.\n")
    assert found["một"] == (list(range(6400)), [])
    assert "hai" not in found


def test_a_private_name_is_left_out_wherever_it_stands(words):
    private = "- {name: Lê Thị Ẩn, publish: false}\n"
    found, _ = words("---\ntitle: Lê Thị Ẩn kể\npeople: [Vũ Bình]\n---\nBà Lê Thị Ẩn gặp Vũ Bình. Ẩn mình.\n", private)
    assert {"lê", "thị"}.isdisjoint(found)
    assert {"kể", "bà", "bình", "mình"} <= found.keys()


def test_what_was_taken_back_has_no_words(make_archive):
    authorities, _ = load_authorities(make_archive({}))
    text = "---\ntitle: Tít\nwithdrawn: Sai\n---\nMột.\n"
    assert words_of(read_article_text(text, "articles/2025/a.md", Settings(), authorities)[0]) == NO_WORDS
