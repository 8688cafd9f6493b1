from hypothesis import given
from hypothesis import strategies as st

from kaluga_site.making import LaidDownWords


@given(words=st.lists(st.binary()))
def test_words_that_are_laid_down_are_taken_once_as_they_were(words, tmp_path_factory):
    file = tmp_path_factory.getbasetemp() / "below" / "words"
    laid_down = LaidDownWords.of(iter(words), file)
    assert file.read_bytes() == b"".join(words)
    assert list(laid_down.take()) == words
    assert not file.exists()
