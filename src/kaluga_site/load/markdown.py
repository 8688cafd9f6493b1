"""Turn a body, Markdown or raw, into blocks of markup and plain text."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from kaluga_site.load.parser import DEEPEST, markdown_parser
from kaluga_site.model.article import Block, Body
from kaluga_site.model.findings import BlockKind, RawBlock
from kaluga_site.model.problems import Problems
from kaluga_site.vietnamese import clean, folded_words

KindOf = Callable[[str], BlockKind]
"""Tells a caption from a paragraph by its words."""

_TEXT, _MARKUP = "\x02", "\x03"
"""Where plain text and markup begin in rendered Markdown. Cleaned text holds no control characters."""

_EMPHASIS = frozenset(("strong_open", "strong_close", "em_open", "em_close"))
_HOLDING = frozenset(("blockquote_open", "list_item_open"))
_FIRST_TAG = re.compile(r"<[a-z0-9]+")
_ALLOWED_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def read_markdown(text: str, problems: Problems, body_line: int, kind_of: KindOf) -> Body:
    """Return the blocks of a Markdown body (CommonMark with tables, without HTML).

    `body_line` is the line of the file on which the text begins. Links other than http, https and mailto,
    and images, are noted as problems.
    """
    parser = markdown_parser(_SegmentRenderer)
    tokens = parser.parse(text)
    _keep_one_h1(tokens)
    _note_depth(tokens, problems, body_line)
    if "](" in text or "<" in text:  # without them there is no link and no image
        _note_links(tokens, problems, body_line)
    ids = StableIds("p")
    blocks = []
    for group in _top_level(tokens):
        segments = _segments_of_words(group) or _segments(parser.renderer.render(group, parser.options, {}))
        plain = "".join(segments[1::2])
        if plain.strip():
            kind = _kind(group[0], plain, kind_of)
            blocks.append(_block(ids.of(plain), kind, segments))
    return Body(blocks=tuple(blocks))


def plain_text(markdown: str) -> str:
    """Return the words of a line of Markdown."""
    parser = markdown_parser(_SegmentRenderer)
    return "".join(_segments(parser.renderer.render(parser.parseInline(markdown), parser.options, {}))[1::2])


def read_raw_blocks(blocks: Sequence[RawBlock]) -> Body:
    """Return the body of a raw text whose paragraphs have been told apart."""
    ids = StableIds("p")
    tags = {BlockKind.HEADING: "h2"}
    return Body(
        blocks=tuple(
            _block(
                ids.of(block.text),
                block.kind,
                (f"<{tags.get(block.kind, 'p')}>", block.text, f"</{tags.get(block.kind, 'p')}>\n"),
            )
            for block in blocks
        )
    )


class StableIds:
    """Makes ids from texts: a short hash of the folded text, and an ordinal among equals.

    Inserting a paragraph therefore moves no other paragraph's id.
    """

    def __init__(self, prefix: str) -> None:
        """Begin with none given; every id begins with `prefix` and a hyphen."""
        self.prefix = prefix
        self._given: dict[str, int] = {}

    def of(self, text: str) -> str:
        """Return the id of the next thing with this text: "p-" and eight hexadecimal digits, then "-2", …."""
        digest = _short_digest(text) if len(text) <= _SHORT else _digest(text)
        count = self._given[digest] = self._given.get(digest, 0) + 1
        return f"{self.prefix}-{digest}" if count == 1 else f"{self.prefix}-{digest}-{count}"


def _digest(text: str) -> str:
    return blake2b(folded_words(text).encode(), digest_size=4).hexdigest()


_SHORT = 60
"""So many characters most figures have, of which the same come again and again."""

_short_digest = lru_cache(maxsize=10_000)(_digest)


class _SegmentRenderer(RendererHTML):
    """Renders as the library does, but leaves text unescaped between marks."""

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"{_TEXT}{tokens[idx].content}{_MARKUP}"

    def softbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"{_TEXT} {_MARKUP}"

    def hardbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"<br>{_TEXT}\n{_MARKUP}"

    def code_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"<code>{_TEXT}{tokens[idx].content}{_MARKUP}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"<pre><code>{_TEXT}{tokens[idx].content.rstrip()}{_MARKUP}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.code_block(tokens, idx, options, env)

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return _cell(tokens[idx])

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if "title" in token.attrs:
            token.attrs["title"] = clean(str(token.attrs["title"]))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return f"{_TEXT}{tokens[idx].content}{_MARKUP}"

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """Render one top-level block; a line break parts the texts of its items and cells."""
        parts: list[str] = []
        has_text = False
        for index, token in enumerate(tokens):
            if token.type == "inline":
                parts.append(f"{_TEXT}\n{_MARKUP}" if has_text else "")
                parts.append(self.renderInline(token.children or [], options, env))
                has_text = True
            elif token.type in self.rules:
                parts.append(self.rules[token.type](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)


def _cell(token: Token) -> str:
    """Open a table's cell; the side to which it is set is a class, for the pages forbid inline styles."""
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="{side}">' if side else f"<{token.tag}>"


def _top_level(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block of the document."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[start : index + 1]
            start = index + 1


def _keep_one_h1(tokens: Sequence[Token]) -> None:
    """Keep the page's only h1 for its title."""
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"


def _note_depth(tokens: Sequence[Token], problems: Problems, body_line: int) -> None:
    """Note where a quotation or a list lies so deep that the parser reads nothing in it."""
    for token in tokens:
        if token.level >= DEEPEST - 1 and token.type in _HOLDING:
            problems.add("markdown-depth", body_line + (token.map[0] if token.map else 0))
            return


def _note_links(tokens: Sequence[Token], problems: Problems, body_line: int) -> None:
    for token in tokens:
        line = body_line + (token.map[0] if token.map else 0)
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            if child.type == "link_open":
                url = str(child.attrs.get("href") or "")
                if not _ALLOWED_LINK.match(url):
                    problems.add("bad-link", line, url=url)
            elif child.type == "image":
                problems.add("image-in-text", line, url=child.attrs.get("src"))


def _kind(opening: Token, plain: str, kind_of: KindOf) -> BlockKind:
    if opening.type == "heading_open":
        return BlockKind.HEADING
    return kind_of(plain) if opening.type == "paragraph_open" else BlockKind.OTHER


def _segments_of_words(group: Sequence[Token]) -> tuple[str, ...] | None:
    """Return the segments of a paragraph or heading that holds nothing but text, emphasis and line ends; else None.

    Most of an archive is such, and needs no renderer. Only an escape or an entity makes text that is not clean.
    """
    if len(group) != 3 or group[1].type != "inline":
        return None
    segments = [f"<{group[0].tag}>"]
    is_clean = "\\" not in group[1].content and "&" not in group[1].content
    for token in group[1].children or ():
        text = " " if token.type == "softbreak" else token.content if is_clean else clean(token.content)
        if token.type in _EMPHASIS:
            segments[-1] += f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>"
        elif token.type not in {"text", "softbreak"}:
            return None
        elif len(segments) > 1 and not segments[-1]:
            segments[-2] += text
        else:
            segments += [text, ""]
    segments[-1] += f"</{group[0].tag}>\n"
    return tuple(segments)


def _segments(rendered: str) -> tuple[str, ...]:
    """Return (markup, text, markup, …, markup); neighbouring texts are joined."""
    segments = [""]
    for piece in rendered.split(_TEXT):
        text, mark, markup = piece.partition(_MARKUP)
        text = clean(text) if mark else text
        if not mark:
            segments[-1] += text
        elif len(segments) > 1 and not segments[-1]:
            segments[-2] += text
            segments[-1] = markup
        else:
            segments += [text, markup]
    return tuple(segments)


def _block(block_id: str, kind: BlockKind, segments: tuple[str, ...]) -> Block:
    """Make a block whose first tag carries its id, and a caption's its class."""
    of_class = ' class="caption"' if kind is BlockKind.CAPTION else ""
    opening = _FIRST_TAG.sub(lambda tag: f'{tag.group()} id="{block_id}"{of_class}', segments[0], count=1)
    return Block(id=block_id, kind=kind, segments=(opening, *segments[1:]))
