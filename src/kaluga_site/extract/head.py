"""The head of an article: its title line, a stray date stamp; what each paragraph is for."""

import datetime

from kaluga_site.extract.bylines import find_signed
from kaluga_site.extract.dateline import is_dateline, skip_lines
from kaluga_site.extract.tags import find_tag_end, is_tag_line
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.dates import PartialDate
from kaluga_site.model.findings import BlockKind, RawBlock, RawLayout
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_LONGEST_TITLE = 200
_LONGEST_HEADING = 120
_LONGEST_SUPPLIED = 80
_LONGEST_CAPTION = 500
_CAPTION_WORDS = ("Ảnh", "ảnh", "ẢNH", "Nguồn")
_SHORTEST_CLAUSE = 30

_LINE = compiled(r"[^\s](?:[^\n]*[^\s])?")
_STAMP = compiled(r"date\s+(\d{4})-(\d{2})-(\d{2})(?!\d)\s*")
_CAPTION = compiled(
    r"(?:(?<!, )(?<!,)\b(?:Ảnh|ẢNH|ảnh(?=\s?:))(?: minh họa| minh hoạ| tư liệu)?\s?[:/–-]\s?|\(?Nguồn(?: ảnh)?\s?:\s?)"
    r"[^.!?:\n]{1,60}[.)]*$"
    r"|^Ảnh minh (?:họa|hoạ)\b[^\n]{0,200}$"
)
_CREDIT_LINE = compiled(r"^(?:Tin|Bài|Ảnh|Tin, ảnh|Bài, ảnh|Theo|Nguồn|Tác giả)\b[^\n]{0,80}$")
_HEADING = compiled(rf"[{UPPER}\d“\"'‘][^\n]*[\w\"”'’)]")
_CLOSED_BY = {"“": '”"', '"': '"”', "‘": "’'", "'": "'’"}
_CLAUSE_END = compiled(r"(?=[,;:.!?…]\s|\s[-–—]\s)")
_WORD_END = compiled(r"(?=\s)")


def read_raw(text: str) -> RawLayout:
    """Take a raw article apart: title line, stray stamp, and every other line as a paragraph, word for word."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    head = skip_lines(text, _is_head_line)
    place = next((place for place, (start, _) in enumerate(lines) if start == head), 0)
    title = _read_title(text, lines[place:])
    if title:
        del lines[place]
    date = _read_stamp(text, lines[place][0]) if lines[place:] else None
    if date:
        start, end = lines[place]
        after = _STAMP.match(text, start)
        start = min(after.end(), end) if after else start
        lines[place : place + 1] = [(start, end)] if start < end else []
    blocks = _read_blocks([(start, text[start:end]) for start, end in lines], find_signed(text))
    return RawLayout(title=title, date=date, blocks=blocks)


def block_kind(text: str) -> BlockKind:
    """Tell a photo caption, which names its photographer or source at the end, from a paragraph."""
    body = text.strip()
    may_be = len(body) <= _LONGEST_CAPTION and any(word in body for word in _CAPTION_WORDS)
    return BlockKind.CAPTION if may_be and _CAPTION.search(body) else BlockKind.PARAGRAPH


def supply_title(text: str) -> Attested[str]:
    """Make a title of the opening words of an untitled body, in [square brackets], "…" where they are cut.

    They stand behind datelines and tags, and are cut at the end of a clause within 80 characters, or else of
    a word.
    """
    opening = _LINE.search(text, find_tag_end(text, skip_lines(text, _is_head_line)))
    if not opening:
        return Attested(value="[…]", basis=Basis.SUPPLIED, rule="opening-words")
    line = opening.group().rstrip(" .,;:")
    cut = _cut(line)
    value = line if cut == len(line) else f"{line[:cut]}…"
    span = Span(opening.start(), opening.start() + cut)
    return Attested(value=f"[{value}]", basis=Basis.SUPPLIED, rule="opening-words", span=span)


def _read_title(text: str, lines: list[tuple[int, int]]) -> Attested[str] | None:
    if len(lines) < 2:
        return None
    start, end = lines[0]
    line = text[start:end]
    if len(line) > _LONGEST_TITLE or (line[-1] in ".:;," and not line.endswith("...")) or _STAMP.match(line):
        return None
    if find_tag_end(line, 0) or _is_head_line(line) or block_kind(line) is BlockKind.CAPTION:
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


def _read_blocks(paragraphs: list[tuple[int, str]], byline: int) -> tuple[RawBlock, ...]:
    """Mark headings from the end backwards: a heading needs a paragraph behind it, and is not the byline."""
    blocks: list[RawBlock] = []
    following: BlockKind | None = None
    for place, (start, paragraph) in reversed(list(enumerate(paragraphs))):
        kind = block_kind(paragraph)
        may_head = kind is BlockKind.PARAGRAPH and start != byline and place
        if may_head and following is BlockKind.PARAGRAPH and _is_heading(paragraph):
            kind = BlockKind.HEADING
        blocks.append(RawBlock(kind=kind, text=paragraph, start=start))
        following = kind
    return tuple(reversed(blocks))


def _is_head_line(line: str) -> bool:
    return is_dateline(line) or is_tag_line(line)


def _is_heading(line: str) -> bool:
    """Tell a heading: short, without a full stop; no credit, no date, no question, no quotation that goes on."""
    if len(line) > _LONGEST_HEADING or not _HEADING.fullmatch(line):
        return False
    return not (_CREDIT_LINE.match(line) or _is_head_line(line) or _is_open_quotation(line))


def _is_open_quotation(line: str) -> bool:
    """Tell whether a line begins with a quotation mark that it does not close."""
    closing = _CLOSED_BY.get(line[0])
    return closing is not None and not any(mark in closing for mark in line[1:])


def _cut(line: str) -> int:
    if len(line) <= _LONGEST_SUPPLIED:
        return len(line)
    opening = line[: _LONGEST_SUPPLIED + 2]
    ends = [match.start() for match in _CLAUSE_END.finditer(opening, _SHORTEST_CLAUSE)]
    ends = ends or [match.start() for match in _WORD_END.finditer(opening, 1)]
    return max((end for end in ends if end <= _LONGEST_SUPPLIED), default=_LONGEST_SUPPLIED)
