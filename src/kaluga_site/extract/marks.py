"""Quotation marks: which belong together, where one is missing, and what a straight one does."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import places_of
from kaluga_site.patterns import compiled

_TWO_CLOSING = "’’"
"""What is typed for a closing mark."""

_MARKS = '“”„«»"'
_OPENING, _CLOSING = "“„«", "”»"
_MAY_STAND_BEFORE = "([{“‘„«–—-:/…"
_MAY_STAND_BEHIND = ".,;:!?)]}…”’»–—"
_SENTENCE_END = ".!?…"
_INSERTING = (" - ", " – ", " — ")
_DEEPEST = 3
_LONGEST = 4000
_LONGEST_INNER = 40
_FEWEST_WORDS = 5
"""Fewer words in marks are no speech."""

_MOST_BREAKS = 4
"""A quotation without a mark at the head of its paragraphs closes within so many line breaks."""


_INSERTED = compiled(
    r"\s[-–—]\s(?P<who>[^-–—\"“”\n]{2,60}?)\s"
    r"(?P<says>nói|cho biết|cho hay|kể|chia sẻ|tâm sự|bày tỏ|bộc bạch|khẳng định|nhấn mạnh|nhận định|giải thích|lý giải"
    r"|phân tích|phát biểu|thừa nhận|trả lời)(?:\s(?:thêm|tiếp|lại|rõ))?\s?[-–—]\s"
)


class Quoted(NamedTuple):
    """What stands between two quotation marks, which stand at `start - 1` and `end`; at the end may stand none."""

    start: int
    end: int


def find_quoted(text: str) -> list[Quoted]:
    """Return what stands in quotation marks, in order, without what is quoted inside another.

    A quotation may run over line breaks, its opening mark repeated or not. One that is never closed ends with its
    line where a colon leads to it; else the mark is passed over, for nobody can tell where its words end.
    """
    found: list[Quoted] = []
    if not any(mark in text for mark in _MARKS):
        return found
    opened: list[int] = []
    dropped: list[int] = []
    breaks = line = 0
    for at in places_of((*_MARKS, _TWO_CLOSING, "\n"), text):
        if text[at] == "\n":
            opened, breaks, line = _going_on(text, line, opened, at), breaks + (line < at), at + 1
        elif opened and (at - opened[0] > _LONGEST or (breaks > _MOST_BREAKS and _opens(text, at, is_open=True))):
            dropped += opened[:1]
            opened, breaks = [], 0
        if text[at] == "\n" or (not opened and not _opens(text, at)):
            continue
        if not opened:
            opened, breaks = [at], 0
        elif _opens(text, at, is_open=True):
            if not breaks:
                opened = [*opened, at][:_DEEPEST]
            elif _begins_line(text, line, at) and _ends_sentence(text, line):
                breaks = 0
            elif len(opened) == 1:
                is_inner = _is_inner(text, at)
                dropped += [] if is_inner else opened
                opened, breaks = ([opened[0], at], breaks) if is_inner else ([at], 0)
        else:
            start = opened.pop()
            while not opened and found and found[-1].start > start:
                found.pop()
            found.append(Quoted(start + 1, at))
    return sorted([*found, *_never_closed(text, [*dropped, *opened[:1]], found)])


def _never_closed(text: str, marks: list[int], found: list[Quoted]) -> Iterator[Quoted]:
    """Yield what stands between a mark that nothing closes and the end of its line, where a colon leads to it."""
    starts = [one.start for one in found]
    for at in marks:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text.endswith(":", 0, at - 1) and bisect_left(starts, at) == bisect_left(starts, end):
            yield Quoted(at + 1, end)


def find_inserted(plain: str, quoted: Quoted) -> re.Match[str] | None:
    """Return who says something where the reporter tells it within the marks: "“Chúng tôi - ông Nam nói - đã xong”"."""
    if not any(plain.find(dash, quoted.start, quoted.end) >= 0 for dash in _INSERTING):
        return None
    return _INSERTED.search(plain, quoted.start, quoted.end)


def mask(passage: Passage, quoted: list[Quoted]) -> Passage:
    """Blank what is quoted, so that nothing is read in it; offsets and the last sign of a sentence stay.

    What the reporter has inserted in it stays, too.
    """
    texts: list[str] = []
    plains: list[str] = []
    at = 0
    for start, close in quoted:
        end = close - (close > start and passage.text[close - 1] in _SENTENCE_END)
        inserted = find_inserted(passage.plain, Quoted(start, end))
        parts = ((start, inserted.start()), (inserted.end(), end)) if inserted else ((start, end),)
        for first, last in parts:
            blank = "#" * (last - first)
            texts += passage.text[at:first], blank
            plains += passage.plain[at:first], blank
            at = last
    text, small = "".join((*texts, passage.text[at:])), "".join((*plains, passage.plain[at:]))
    return structs.replace(passage, text=text, plain=small)


def _opens(text: str, at: int, *, is_open: bool = False) -> bool:
    """Tell an opening mark by its form or, where it is straight or typed the wrong way round, by what is around it.

    `is_open` says that another stands open: a straight mark alone between spaces closes that one.
    """
    mark, before, behind = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    space_before = before.isspace() or before in _MAY_STAND_BEFORE
    space_behind = behind.isspace() or behind in _MAY_STAND_BEHIND
    if mark in _OPENING:
        return space_before or not space_behind
    if mark in _CLOSING or not (before.isspace() and behind.isspace()):
        return space_before and not space_behind
    return not is_open


def _is_inner(text: str, at: int) -> bool:
    """Tell whether a mark opens a few words inside a sentence: somebody who speaks may put them in marks as well."""
    if text[at - 1 : at] != " " or not text[at - 2 : at - 1].isalpha():
        return False
    behind = text[at + 1 : at + _LONGEST_INNER].partition("\n")[0]
    close = min((place for mark in _MARKS if (place := behind.find(mark)) >= 0), default=-1)
    return 0 < close < len(behind) - 1 and behind[:close].count(" ") < _FEWEST_WORDS - 1


def _going_on(text: str, line: int, opened: list[int], end: int) -> list[int]:
    """Return the mark that still stands open behind a line.

    A straight one inside a sentence, behind which another one opened and closes the line, was forgotten to be closed.
    """
    if not opened or text[opened[0]] != '"' or opened[0] < line + 2:
        return opened[:1]
    at = opened[0]
    is_inside = text[at - 1] == " " and text[at - 2].isalnum()
    is_closed = text[line:end].rstrip(" .")[-1:] == '"' and text.count('"', at, end) > 1
    return [] if is_inside and is_closed else [at]


def _begins_line(text: str, line: int, at: int) -> bool:
    return not text[line:at].strip(" -–—")


def _ends_sentence(text: str, line: int) -> bool:
    """Tell whether the line before ends like a paragraph of a speech that goes on."""
    return text[max(0, line - 40) : line].rstrip()[-1:] in (*_SENTENCE_END, ":", ";", ",")
