"""The Markdown parser: CommonMark with tables, without HTML; news is prose, and prose takes the short ways here."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import paragraph as read_paragraph
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

_IDLE_RULES = ["reference", "html_block", "html_inline", "normalize", "text_join"]
"""Link definitions would be lost text; `_read_inlines` joins texts where there are several; the others do nothing where
HTML is off and a text is clean. All cost time."""

DEEPEST = 20
"""So many levels the parser goes down, of which a list takes two; what lies deeper it leaves out."""

_REACTING = "\n\\`*_[]!<&"
"""The characters at which an enabled inline rule may read more than text. The library's own set serves all plugins."""

_BEGINS_BLOCK = frozenset("`~>*+-_#0123456789")
"""What a line begins with that may be more than the first of a paragraph, whatever stands in the next one."""


@cache
def markdown_parser(renderer: type[RendererProtocol]) -> MarkdownIt:
    """Return the parser of cleaned texts, which makes the same tokens as the library's own rules."""
    parser = library_parser(renderer).disable(_IDLE_RULES)
    parser.inline.terminator_re = re.compile(f"[{re.escape(_REACTING)}]")
    parser.core.ruler.at("inline", _read_inlines)
    parser.block.ruler.before("table", "prose", _read_prose)
    return parser


def library_parser(renderer: type[RendererProtocol]) -> MarkdownIt:
    """Return the parser as the library has it, for the rules of this archive: what ours is compared with."""
    options = {"html": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", options, renderer_cls=renderer).enable("table").disable("reference")
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - the library's signature
    """Make a link of every target: those that an article may not hold are noted, not shown as broken text."""
    return True


def _read_inlines(state: StateCore) -> None:
    """Read the words of each block, as the library's rules do; where no character reacts they are one text."""
    read = []
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.content and not _reacts(token.content):
            token.children = [Token("text", "", 0, content=token.content)]
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            read.append(token)
    text_join(StateCore(state.src, state.md, state.env, read))


def _reacts(text: str) -> bool:
    """Tell whether an inline rule may read more than text; asked for one by one, which is sooner than a pattern."""
    for character in _REACTING:  # noqa: SIM110 - a generator would cost as much as all its answers
        if character in text:
            return True
    return False


def _read_prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Read a paragraph of one line: no other rule can match where a blank line follows, or none."""
    is_alone = line + 1 >= state.lineMax or state.isEmpty(line + 1)
    if not is_alone or state.is_code_block(line):
        return False
    start = state.bMarks[line]
    if state.src[start + state.tShift[line]] in _BEGINS_BLOCK:
        return False
    if state.blkIndent:  # inside a list, where the library knows what of the line is the item's
        return read_paragraph(state, line, end, silent)
    place, level = [line, line + 1], state.level
    words = mdTrim(state.src[start : state.eMarks[line]])
    state.tokens += (
        Token("paragraph_open", "p", 1, map=place, level=level, block=True),
        Token("inline", "", 0, map=[*place], level=level + 1, content=words, children=[], block=True),
        Token("paragraph_close", "p", -1, level=level, block=True),
    )
    state.line = line + 1
    return True
