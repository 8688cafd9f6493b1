"""The byline that stands on a line of its own, above the captions at the end of an article."""

from kaluga_site.extract.names import is_place, is_work
from kaluga_site.extract.runs import shape_at
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_SIGNED = compiled(
    rf"(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{1,3}})"
    rf"(?:\s?[-–,/&]\s?[{UPPER}][\w .]*)?(?:\s?[-–]?\s?\([^()\n]{{2,40}}\))?"
)
_LONGEST_SIGNED = 80
_MOST_BELOW = 8
"""So many lines may stand below a byline: the captions of the photos."""

_LONGEST_BELOW = 800
_SHORTEST_ABOVE = 30
"""A line so long is a sentence or a caption also without a full stop; a shorter one is a heading or part of a list."""
_SENTENCE_CLOSE = tuple('.!?…”"»)')


def find_signed(text: str) -> int:
    """Return where the one line begins that is nothing but a Vietnamese name, with captions alone below it; or -1.

    A source in brackets may stand behind the name. Where several lines are like that, they are a list.
    """
    found, end = -1, len(text.rstrip())
    floor = max(0, end - _LONGEST_BELOW)
    for _ in range(_MOST_BELOW):
        start = text.rfind("\n", floor, end) + 1
        if not start:
            break
        if end - start <= _LONGEST_SIGNED and text[start].isupper() and _is_signature(text, start, end):
            if found >= 0:
                return -1
            found = start
        end = floor + len(text[floor:start].rstrip())
    return found


def _is_signature(text: str, start: int, end: int) -> bool:
    """Tell a byline from a heading: that follows a whole paragraph, and names nobody whom the text named before."""
    signed = _SIGNED.match(text, start, end)
    shape = shape_at(text, start) if signed and signed.end() == end else None
    if not signed or not shape:
        return False
    name = shape.words
    if not all(is_syllable(word.plain) for word in name) or is_place(name) or is_work(name):
        return False
    before = text[max(0, start - _LONGEST_SIGNED) : start].rstrip()
    is_whole = before[-1:] in _SENTENCE_CLOSE or "\n" not in before[-_SHORTEST_ABOVE:]
    return is_whole and text.find(signed["name"], 0, start) < 0
