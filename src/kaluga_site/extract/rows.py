"""People in rows: players by what they score and by a line-up, those in a picture from the left."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from kaluga_site.extract.bare import artists
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import LONGEST_NAME, is_work
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import find_all, phrases
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_START = attrgetter("start")
_LEAD = compiled(
    r"(?:(?:ghi bàn|lập công|bàn thắng|bàn gỡ)[^.;:\n“”]{0,60}?(?: là|:| gồm| do:| do công(?: của)?)|do công(?: của)?)"
    r"\s{1,2}(?=\w)"
)
_IN_PICTURE = compiled(r"từ trái(?: (?:qua|sang)(?: phải)?)?(?::|,)? (?=\w)")
_LEADS = ("ghi bàn", "lập công", "bàn thắng", "bàn gỡ", "do công")
_COLON = compiled(": ")
_BRACKETS = compiled(r"\s?\([^()\n]{1,30}\)")
_MINUTES = compiled(r"\(\s?(?:phút (?:thứ )?\d{1,3}|\d{1,3}(?:\s?\+\s?\d)?['’′])[^()\n]{0,24}\)")
_GOALS = compiled(r"\s?\(\s?(?:phút )?\d{1,3}(?!\d)")
_HEAD = compiled(r"(?:^|\n)[^\n:,;]{2,60}:\s$")
_BETWEEN = compiled(r"(?:\s?\([^()\n]{1,20}\))?(?:, |; | [-–] |, và | và )")
_FEWEST_IN_LINE_UP, _MOST_IN_LINE_UP, _LONGEST_HEAD = 7, 30, 64
"""So many names in a row, behind a line's first words and a colon, are a team's."""

_OF_MINUTES = ("phút", "'", "’", "′")
_SEPARATOR = compiled(rf"(?:, | (?:và|cùng) )(?=[{UPPER}])")


def find_scorers(passage: Passage) -> Iterator[Named]:
    """Yield "các cầu thủ ghi bàn là Trọng Luân (phút 12), Ngọc Sơn (13)", "do công của Saka" and "Quang Hải (15')"."""
    plain = passage.plain
    for lead in find_all(_LEAD, plain, _LEADS) if any(map(plain.__contains__, _LEADS)) else ():
        yield from _listed(passage, lead.end())
    for minutes in find_all(_MINUTES, plain, ("(",)) if any(map(plain.__contains__, _OF_MINUTES)) else ():
        end = minutes.start() - plain.endswith(" ", 0, minutes.start())
        place = bisect_right(passage.runs, end, key=_START) - 1
        if place >= 0 and passage.runs[place].end == end:
            yield from _scorer(passage, passage.runs[place].start)


def find_in_pictures(passage: Passage) -> Iterator[Named]:
    """Yield who stands in a picture, "Từ trái qua: Hanni, Haerin, Minji"."""
    for lead in find_all(_IN_PICTURE, passage.plain, ("từ trái",)):
        yield from _listed(passage, lead.end(), "name-in-picture")


def find_line_ups(passage: Passage) -> Iterator[Named]:
    """Yield "Bình Dương: Đức Cường, Thiện Đức, Rabo Ali, …": those who play, where the text speaks of players."""
    for colon in find_all(_COLON, passage.text, (": ",)):
        if passage.text[colon.end() : colon.end() + 1].isupper() and _HEAD.search(
            passage.text, max(0, colon.end() - _LONGEST_HEAD), colon.end()
        ):
            names = list(_row(passage, colon.end()))
            if len(names) >= _FEWEST_IN_LINE_UP and artists().search(passage.plain):
                yield from (name for name in names if not _is_place(passage, name))


def _is_place(passage: Passage, name: Named) -> bool:
    """Tell "Hà Nội" from "Đức Cường", which begins as a country does."""
    place = phrases("places").longest_at(passage.plain, name.start)
    return bool(place) and (" " in place or name.start + len(place) == name.end)


def _row(passage: Passage, at: int) -> Iterator[Named]:
    for _ in range(_MOST_IN_LINE_UP):
        run = run_at(passage, at)
        if not 0 < len(run) <= LONGEST_NAME or is_work(run):
            return
        yield Named(at, run[-1].end, "line-up")
        between = _BETWEEN.match(passage.text, run[-1].end)
        if not between:
            return
        at = between.end()


def _listed(passage: Passage, at: int, rule: str = "scorer") -> Iterator[Named]:
    while one := next(_scorer(passage, at, rule), None):
        yield one
        brackets = _BRACKETS.match(passage.text, one.end)
        separator = _SEPARATOR.match(passage.text, brackets.end() if brackets else one.end)
        if not separator:
            return
        at = separator.end()


def _scorer(passage: Passage, at: int, rule: str = "scorer") -> Iterator[Named]:
    """Yield the one whose name begins at an offset; behind that of a place stand no minutes: "Ngọc Sơn (13, 27)"."""
    run = run_at(passage, at)
    is_player = 1 < len(run) <= LONGEST_NAME and _GOALS.match(passage.plain, run[-1].end) and not is_work(run)
    end = run[-1].end if is_player else free_name_end(passage, at, with_single=True, with_any=True)
    if end:
        yield Named(at, end, rule)
