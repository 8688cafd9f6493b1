"""Long sentences are cut to what stands around the words that matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaluga_site.index.excerpts import excerpt
from kaluga_site.model.basis import Span


@given(st.lists(st.text("abcđ,.", min_size=1, max_size=12), min_size=1, max_size=60), st.data())
def test_the_words_stand_where_the_excerpt_says(parts, data):
    text = " ".join(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    start = len(" ".join(parts[:first])) + (first > 0)
    words = Span(start, start + len(parts[first]))
    cut = excerpt(text, Span(0, len(text)), words, 40)
    assert cut.text[cut.start : cut.end] == parts[first]
    assert len(cut.text) <= 40
    inner = cut.text.removeprefix("…").removesuffix("…")
    assert f" {inner.strip()} " in f" {text} "
    assert cut.text == text or len(text) > 40


@pytest.mark.parametrize(
    ("word", "shown"),
    [("một", "một hai ba bốn năm sáu…"), ("sáu", "…bốn năm sáu bảy tám…"), ("mười", "…sáu bảy tám chín mười")],
)
def test_what_is_cut_off_is_told(word, shown):
    text = "một hai ba bốn năm sáu bảy tám chín mười"
    place = text.index(word)
    assert excerpt(text, Span(0, len(text)), Span(place, place + len(word)), 24).text == shown
