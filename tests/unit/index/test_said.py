"""What an article says of those that it refers to."""

import pytest

from kaluga_site.articles import read_article_text
from kaluga_site.index import head_of
from kaluga_site.load.authorities import load_authorities
from kaluga_site.model.groups import Group
from kaluga_site.model.names import person_key
from kaluga_site.model.said import Naming, decode_said
from kaluga_site.model.settings import Settings

LONG = "rất dài " * 60


@pytest.fixture
def say(make_archive):
    """Return a function that reads a text and returns what it says of a name."""

    def say(body, name, front="", people="[]", kind="people"):
        archive = make_archive({"authorities/people.yaml": people})
        text = f"---\ntitle: Bài\ndate: 2025-01-01\n{front}---\n{body}\n"
        article, _ = read_article_text(text, "articles/2025/a.md", Settings(), load_authorities(archive)[0])
        said = decode_said(
            head_of(article, b"", b"", 0).said_of(Group(kind, person_key(name) if kind == "people" else name))
        )
        blocks = [block.id for block in article.body.blocks]
        return said, blocks

    return say


def sentence(naming: Naming):
    return f"{naming.before}[{naming.name}]{naming.after}"


def test_the_first_sentence_that_names_a_person_is_kept_with_its_paragraph(say):
    body = "Một câu đầu. Không ai cả.\n\nHôm qua trời mưa. Ông Trần Văn Bình đến Hà Nội. Ông Bình về ngay."
    said, blocks = say(body, "trần văn bình")
    assert sentence(said.naming) == "Ông [Trần Văn Bình] đến Hà Nội."
    assert said.naming.block == blocks[1]
    place, _ = say(body, "hà nội", kind="places")
    assert sentence(place.naming) == "Ông Trần Văn Bình đến [Hà Nội]."


def test_a_long_sentence_is_cut_at_words_around_the_name(say):
    said, _ = say(f"Hôm qua {LONG}ông Trần Văn Bình nói {LONG}ở đây.", "trần văn bình")
    text = sentence(said.naming)
    assert text.startswith("…")
    assert text.endswith("…")
    assert "ông [Trần Văn Bình] nói" in text
    assert 280 <= len(text) <= 305
    assert set(text.strip("…").split()) <= {"rất", "dài", "ông", "[Trần", "Văn", "Bình]", "nói"}


@pytest.mark.parametrize(("before", "after"), [("", f"nói {LONG}ở đây"), (LONG, "nói"), (LONG, f"nói {LONG}")])
def test_a_name_at_an_end_leaves_the_room_to_the_other_side(say, before, after):
    said, _ = say(f"Nay {before}ông Trần Văn Bình {after}.", "trần văn bình")
    assert 270 <= len(sentence(said.naming)) <= 305


def test_quotations_and_their_figures_belong_to_the_speaker(say):
    body = (
        "Ông Trần Văn Bình và bà Lê Thị Cúc đến. “Chúng tôi đã đầu tư 3 tỷ USD vào đây”, ông Bình nói. "
        "“Chúng tôi rất vui mừng về điều này”, bà Cúc đáp."
    )
    said, blocks = say(body, "trần văn bình")
    assert [(one.block, one.text) for one in said.quotations] == [(blocks[0], "Chúng tôi đã đầu tư 3 tỷ USD vào đây")]
    assert [one.text for one in said.figures] == ["3 tỷ USD"]
    other, _ = say(body, "lê thị cúc")
    assert [one.text for one in other.quotations] == ["Chúng tôi rất vui mừng về điều này"]
    assert other.figures == ()


def test_a_declared_speaker_may_be_an_id_and_many_quotations_are_counted(say):
    quotes = [f"Câu nói số {word}" for word in ("một", "hai", "ba", "bốn", "năm")]
    front = "people: [binh]\nquotations:\n" + "".join(f"  - {{quote: {one}, speaker: binh}}\n" for one in quotes)
    people = "- {id: binh, name: Trần Văn Bình}\n"
    said, _ = say(" và ".join(quotes) + ".", "#binh", front, people)
    assert [one.text for one in said.quotations] == quotes[:3]
    assert (said.quotation_count, said.further_quotations) == (5, 2)
    assert said.naming is None


def test_words_that_name_somebody_private_are_not_shown_elsewhere(say):
    body = (
        "Ông Trần Văn Bình gặp bà Lê Thị Ẩn. “Tôi mừng vì bà Lê Thị Ẩn đã đến đây”, ông Trần Văn Bình nói. "
        "Rồi ông Trần Văn Bình về."
    )
    said, _ = say(body, "trần văn bình", people="- {id: an, name: Lê Thị Ẩn, publish: false}\n")
    assert sentence(said.naming) == "Rồi ông [Trần Văn Bình] về."
    assert said.quotations == ()
    assert said.quotation_count == 0
