"""The Markdown parser: CommonMark with tables, without HTML; news is prose, and prose takes the short ways here."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import paragraph as read_paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_IDLE_RULES = ["reference", "html_block", "html_inline", "normalize"]
"""Link definitions would be lost text; the others do nothing where HTML is off and a text is clean, and cost time."""

_REACTING = re.compile(r"[\n\\`*_\[\]!<&]")
"""The characters at which an enabled inline rule may read more than text. The library's own set serves all plugins."""

_BEGINS_BLOCK = frozenset("`~>*+-_#0123456789")
"""What a line begins with that may be more than the first of a paragraph, whatever stands in the next one."""


@cache
def markdown_parser(renderer: type[RendererProtocol]) -> MarkdownIt:
    """Return the parser of cleaned texts, which makes the same tokens as the library's own rules."""
    parser = library_parser(renderer).disable(_IDLE_RULES)
    parser.inline.terminator_re = _REACTING
    parser.core.ruler.at("inline", _read_inlines)
    parser.block.ruler.before("table", "prose", _read_prose)
    return parser


def library_parser(renderer: type[RendererProtocol]) -> MarkdownIt:
    """Return the parser as the library has it, for the rules of this archive: what ours is compared with."""
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=renderer).enable("table").disable("reference")
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - the library's signature
    """Make a link of every target: those that an article may not hold are noted, not shown as broken text."""
    return True


def _read_inlines(state: StateCore) -> None:
    """Read the words of each block, as the library's rule does; where no character reacts they are one text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if token.content and not _REACTING.search(token.content):
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _read_prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    """Read a paragraph of one line: no other rule can match where a blank line follows, or none."""
    is_alone = line + 1 >= state.lineMax or state.isEmpty(line + 1)
    if not is_alone or state.is_code_block(line):
        return False
    first = state.src[state.bMarks[line] + state.tShift[line]]
    return first not in _BEGINS_BLOCK and read_paragraph(state, line, end, silent)
