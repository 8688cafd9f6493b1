"""The head of an article: its title line, a stray date stamp, the newspaper's tag; what each paragraph is for."""

import datetime
import re

from kaluga_site.extract.words import words
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import BlockKind, RawBlock, RawLayout
from kaluga_site.vietnamese import UPPER

_LONGEST_TITLE = 200
_LONGEST_HEADING = 120
_LONGEST_SUPPLIED = 80
_LONGEST_CAPTION = 500
_CAPTION_WORDS = ("Ảnh", "ảnh", "ẢNH", "Nguồn")
_SHORTEST_CLAUSE = 30

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_STAMP = re.compile(r"date\s+(\d{4})-(\d{2})-(\d{2})(?!\d)\s*")
_BRACKETED_TAG = re.compile(r"\s*\(\s*([^\W\d][^()\n]{1,30}?)\s*\)\s?[-–—]")
_BARE_TAG = re.compile(r"\s*([^\W\d][^()\n–—-]{1,24}?)\s?[-–—]\s")
_CLOSING_TAG = re.compile(r"\(([^()\n]{2,30})\)[\s.]*$")
_CAPTION = re.compile(
    r"(?:(?<!, )(?<!,)\b(?:Ảnh|ẢNH|ảnh(?=\s?:))(?: minh họa| minh hoạ| tư liệu)?\s?[:/–-]\s?|\(?Nguồn(?: ảnh)?\s?:\s?)"
    r"[^.!?:\n]{1,60}[.)]*$"
    r"|^Ảnh minh (?:họa|hoạ)\b[^\n]{0,200}$"
)
_CREDIT_LINE = re.compile(r"^(?:Tin|Bài|Ảnh|Tin, ảnh|Bài, ảnh|Theo|Nguồn|Tác giả)\b[^\n]{0,80}$")
_HEADING = re.compile(rf"[{UPPER}\d“\"'‘][^\n]*[\w\"”'’?)]")
_CLAUSE_END = re.compile(r"(?=[,;:.!?…]\s|\s[-–—]\s)")
_WORD_END = re.compile(r"(?=\s)")


def read_raw(text: str) -> RawLayout:
    """Take a raw article apart: title line, stray stamp, and every other line as a paragraph, word for word."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    title = _read_title(text, lines)
    if title:
        del lines[0]
    date = _read_stamp(text, lines[0][0]) if lines else None
    if date:
        start, end = lines[0]
        after = _STAMP.match(text, start)
        start = min(after.end(), end) if after else start
        lines[:1] = [(start, end)] if start < end else []
    return RawLayout(title=title, date=date, blocks=_read_blocks([text[start:end] for start, end in lines]))


def block_kind(text: str) -> BlockKind:
    """Tell a photo caption, which names its photographer or source at the end, from a paragraph."""
    body = text.strip()
    may_be = len(body) <= _LONGEST_CAPTION and any(word in body for word in _CAPTION_WORDS)
    return BlockKind.CAPTION if may_be and _CAPTION.search(body) else BlockKind.PARAGRAPH


def supply_title(text: str) -> Attested[str]:
    """Make a title of the opening words of an untitled body, in [square brackets], "…" where they are cut.

    They are cut at the end of a clause within 80 characters, or else of a word.
    """
    tag = _BRACKETED_TAG.match(text)
    opening = _LINE.search(text, tag.end() if tag else 0)
    if not opening:
        return Attested(value="[…]", basis=Basis.SUPPLIED, rule="opening-words")
    line = opening.group().rstrip(" .,;:")
    cut = _cut(line)
    value = line if cut == len(line) else f"{line[:cut]}…"
    span = Span(opening.start(), opening.start() + cut)
    return Attested(value=f"[{value}]", basis=Basis.SUPPLIED, rule="opening-words", span=span)


def find_tag(text: str) -> Attested[str] | None:
    """Return the newspaper's or agency's tag: "(PNTĐ) -" or "TTO - " at the head, "(TTXVN)" at the end.

    Without brackets, or at the end, it must be a known one; in brackets at the head it must not be a place.
    """
    known = words("agencies")
    if (match := _BRACKETED_TAG.match(text)) and match[1].lower() not in words("places"):
        return _tag(match, "bracketed-tag")
    if (match := _BARE_TAG.match(text)) and match[1] in known:
        return _tag(match, "known-tag")
    if (match := _CLOSING_TAG.search(text, max(0, len(text) - 60))) and match[1] in known:
        return _tag(match, "closing-tag")
    return None


def _tag(match: re.Match[str], rule: str) -> Attested[str]:
    return Attested(value=match[1], basis=Basis.INFERRED, rule=rule, span=Span(*match.span(1)))


def _read_title(text: str, lines: list[tuple[int, int]]) -> Attested[str] | None:
    if len(lines) < 2:
        return None
    start, end = lines[0]
    line = text[start:end]
    if len(line) > _LONGEST_TITLE or (line[-1] in ".:;," and not line.endswith("...")) or _STAMP.match(line):
        return None
    if _BRACKETED_TAG.match(line) or block_kind(line) is BlockKind.CAPTION:
        return None
    return Attested(value=line, basis=Basis.INFERRED, rule="first-line", span=Span(start, end))


def _read_stamp(text: str, start: int) -> Attested[PartialDate] | None:
    match = _STAMP.match(text, start)
    if not match:
        return None
    try:
        day = datetime.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
    value = PartialDate(year=day.year, month=day.month, day=day.day, uncertain=True)
    return Attested(value=value, basis=Basis.INFERRED, rule="stamp", span=Span(match.start(1), match.end(3)))


def _read_blocks(paragraphs: list[str]) -> tuple[RawBlock, ...]:
    """Mark headings from the end backwards: a heading needs a paragraph behind it."""
    blocks: list[RawBlock] = []
    following: BlockKind | None = None
    for place, paragraph in reversed(list(enumerate(paragraphs))):
        kind = block_kind(paragraph)
        if kind is BlockKind.PARAGRAPH and place and following is BlockKind.PARAGRAPH and _is_heading(paragraph):
            kind = BlockKind.HEADING
        blocks.append(RawBlock(kind=kind, text=paragraph))
        following = kind
    return tuple(reversed(blocks))


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and bool(_HEADING.fullmatch(line)) and not _CREDIT_LINE.match(line)


def _cut(line: str) -> int:
    if len(line) <= _LONGEST_SUPPLIED:
        return len(line)
    opening = line[: _LONGEST_SUPPLIED + 2]
    clauses = [match.start() for match in _CLAUSE_END.finditer(opening, _SHORTEST_CLAUSE)]
    ends = [match.start() for match in _WORD_END.finditer(opening, 1)]
    return max((end for end in clauses or ends if end <= _LONGEST_SUPPLIED), default=_LONGEST_SUPPLIED)
