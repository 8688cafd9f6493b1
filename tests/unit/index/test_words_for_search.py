"""The words by which search finds an article, and where they stand."""

import itertools

import msgspec
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
    return msgspec.msgpack.decode(postings, type=dict[str, bytes]) if postings else {}


def numbers(content):
    found, number, shift = [], 0, 0
    for byte in content:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(number)
            number = shift = 0
    return found


def first(content):
    """Return the first number, and what stands behind it."""
    size = next(place for place, byte in enumerate(content, 1) if byte < 0x80)
    return numbers(content[:size])[0], content[size:]


def summed(distances):
    return list(itertools.accumulate(distances))


def places(posting):
    """Return the places in the title and in the text."""
    head, rest = first(posting)
    length, rest = first(rest) if head & 1 else (0, rest)
    title, text = rest[:length], rest[length:]
    assert len(text) == head >> 1
    return summed(numbers(title)), summed(numbers(text))


def test_every_word_is_placed_and_blocks_are_apart(words):
    found, length = words("---\ntitle: Hoà bình\n---\nHòa bình, BÌNH.\n\nHết.\n")
    assert found == {"hòa": ([0], [0]), "bình": ([1], [1, 2]), "hết": ([], [4])}
    assert length == 4


def test_a_word_of_the_title_alone_and_far_places(words):
    found, length = words(f"---\ntitle: Tít\n---\n{'một ' * 20000}hai\n")
    assert found["tít"] == ([0], [])
    assert found["hai"] == ([], [20000])
    assert found["một"] == ([], list(range(20000)))
    assert length == 20001


def test_a_private_name_is_left_out_wherever_it_stands(words):
    private = "- {name: Lê Thị Ẩn, publish: false}\n"
    found, _ = words("---\ntitle: Lê Thị Ẩn kể\npeople: [Vũ Bình]\n---\nBà Lê Thị Ẩn gặp Vũ Bình. Ẩn mình.\n", private)
    assert {"lê", "thị"}.isdisjoint(found)
    assert {"kể", "bà", "bình", "mình"} <= found.keys()


def test_what_was_taken_back_has_no_words(make_archive):
    authorities, _ = load_authorities(make_archive({}))
    text = "---\ntitle: Tít\nwithdrawn: Sai\n---\nMột.\n"
    assert words_of(read_article_text(text, "articles/2025/a.md", Settings(), authorities)[0]) == NO_WORDS
