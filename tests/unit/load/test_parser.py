"""The short ways of the Markdown parser make what the library's own rules make, whatever is written."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaluga_site.load import markdown
from kaluga_site.load.markdown import read_markdown
from kaluga_site.load.parser import library_parser, markdown_parser
from kaluga_site.model.findings import BlockKind
from kaluga_site.model.problems import Problems
from kaluga_site.vietnamese import clean

RENDERER = markdown._SegmentRenderer  # noqa: SLF001 - the parsers are compared with what they are used with

SIGNS = "\n\n\n\\`*_[]!<&()>#-+=|~:.1 \t\"'{}$%@^;/"
PAIRS = ["**", "](", "![", "```", "&amp;", "&#824;", "|", "|---|", "http://x.vn", "Hà", "≠", "é", "\u200b", "“", "…"]
STARTS = ["    ", "  \n", "\n\n", "1. ", "- ", "> "]
PIECES = st.one_of(st.sampled_from([*SIGNS, *PAIRS, *STARTS]), st.text(max_size=4))
TEXTS = st.lists(PIECES, max_size=40).map(lambda pieces: clean("".join(pieces)))


@given(TEXTS)
@example("Một câu, hai nước [x] & y.\n\n# Đầu đề\n\n- một\n\n  hai\n- ba\n")
@example("> Lời dẫn\nđi tiếp\n\nSau đó\n===\n\n1986\n\n1986. Năm\n")
@example("[a!](b)c ![d] <http://e.vn> `f` g\\* h_i_j *k*\\\nl")
def test_the_tokens_are_those_of_the_library(text):
    ours, theirs = (
        [token.as_dict() for token in parser.parse(text)]
        for parser in (markdown_parser(RENDERER), library_parser(RENDERER))
    )
    assert ours == theirs


@given(TEXTS.filter(lambda text: "\n" not in text))
def test_so_are_those_of_a_line(text):
    ours, theirs = (
        [token.as_dict() for token in parser.parseInline(text)]
        for parser in (markdown_parser(RENDERER), library_parser(RENDERER))
    )
    assert ours == theirs


@given(TEXTS)
@example("# Đầu đề\n\nMột *câu* **đậm**\nvà &amp; ***hai***\n\n*a*\\<\u0338\n")
def test_words_make_the_same_blocks_as_rendered_ones(text):
    def read():
        return read_markdown(text, Problems("x.md"), 1, lambda _: BlockKind.PARAGRAPH)

    quick = read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "_segments_of_words", lambda _: None)
        assert read() == quick
