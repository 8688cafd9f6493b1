"""Where the sentences of a Vietnamese text begin and end."""

import re
from collections.abc import Iterator

from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER

_SENTENCE_END = compiled(
    rf"[.!?…](?<![.!?…].)[.!?…]*[”\"’')\]]*(?=\s+[“\"‘'(\[–-]?\s?[{UPPER}0-9]|[{UPPER}][{LOWER}]|\s*$)"
)
_ABBREVIATION = compiled(
    rf"(?:^|[\s(“\"])(?:[{UPPER}]|TP|Tp|Th|ThS|TS|GS|PGS|BS|KS|LS|Mr|Mrs|Ms|Dr|St|No|Nxb|tr|vs)\.$"
)
_LAST_OF_ABBREVIATIONS = frozenset("phrstob")
"""The small letters that stand last in one."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of each sentence of a plain text; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _SENTENCE_END.finditer(text, line.start(), line.end()):
            if _is_abbreviation(end, start):
                continue
            spans.append((start, end.end()))
            start = end.end()
        spans.append((start, line.end()))
    return [span for span in (_without_outer_space(text, *span) for span in spans) if span[0] < span[1]]


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence, or the run of them, in which a part of a line of plain text stands.

    It is told as `sentences` tells it, but only the neighbourhood is looked at.
    """
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first = line_start
    for place in _signs_before(text, line_start, start):
        before = _SENTENCE_END.match(text, place, line_end)
        if before and before.end() <= start and not _is_abbreviation(before, line_start):
            first = before.end()
            break
    after = _SENTENCE_END.search(text, end, line_end)
    while after and _is_abbreviation(after, first):
        after = _SENTENCE_END.search(text, after.end(), line_end)
    return _without_outer_space(text, first, after.end() if after else line_end)


def _signs_before(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the signs stand between two offsets that may end a sentence, the last one first."""
    dot, other = text.rfind(".", start, end), _other_sign_before(text, start, end)
    while (place := max(dot, other)) >= 0:
        yield place
        if dot > other:
            dot = text.rfind(".", start, place)
        else:
            other = _other_sign_before(text, start, place)


def _other_sign_before(text: str, start: int, end: int) -> int:
    return max(text.rfind("!", start, end), text.rfind("?", start, end), text.rfind("…", start, end))


def _is_abbreviation(end: re.Match[str], start: int) -> bool:
    """Return whether what looks like the end of a sentence, which begins at `start`, belongs to an abbreviation."""
    last = end.end()
    words = end.string[max(start, last - 6) : last]
    if not words.endswith(".") or (words[-2:-1].islower() and words[-2] not in _LAST_OF_ABBREVIATIONS):
        return False
    return end[0].startswith(".") and bool(_ABBREVIATION.search(words))


def _without_outer_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
