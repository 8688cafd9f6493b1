"""Players who are told by what they score, in a list or by the minutes behind their names, and by a line-up."""

from collections.abc import Iterator

from kaluga_site.extract.bare import artists
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import LONGEST_NAME, is_work
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import find_all, phrases
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_LEAD = compiled(
    r"(?:(?:ghi bàn|lập công|bàn thắng|bàn gỡ)[^.;:\n“”]{0,60}?(?: là|:| gồm| do:| do công(?: của)?)|do công(?: của)?)"
    r"\s{1,2}(?=\w)"
)
_LEADS = ("ghi bàn", "lập công", "bàn thắng", "bàn gỡ", "do công")
_COLON = compiled(": ")
_BRACKETS = compiled(r"\s?\([^()\n]{1,30}\)")
_MINUTES = compiled(r"\s?\(\s?(?:phút (?:thứ )?\d{1,3}|\d{1,3}(?:\s?\+\s?\d)?['’′])[^()\n]{0,24}\)")
_GOALS = compiled(r"\s?\(\s?(?:phút )?\d{1,3}(?!\d)")
_HEAD = compiled(r"(?:^|\n)[^\n:,;]{2,60}:\s$")
_BETWEEN = compiled(r"(?:\s?\([^()\n]{1,20}\))?(?:, |; | [-–] |, và | và )")
_FEWEST_IN_LINE_UP, _MOST_IN_LINE_UP, _LONGEST_HEAD = 7, 30, 64
"""So many names in a row, behind a line's first words and a colon, are a team's."""

_SEPARATOR = compiled(rf"(?:, | (?:và|cùng) )(?=[{UPPER}])")


def find_scorers(passage: Passage) -> Iterator[Named]:
    """Yield "các cầu thủ ghi bàn là Trọng Luân (phút 12), Ngọc Sơn (13)", "do công của Saka" and "Quang Hải (15')"."""
    for lead in find_all(_LEAD, passage.plain, _LEADS):
        yield from _listed(passage, lead.end())
    if "phút" in passage.plain or "'" in passage.text or "’" in passage.text:
        for run in passage.runs:
            if passage.text.startswith(("(", " ("), run.end) and _MINUTES.match(passage.plain, run.end):
                yield from _scorer(passage, run.start)


def find_line_ups(passage: Passage) -> Iterator[Named]:
    """Yield "Bình Dương: Đức Cường, Thiện Đức, Rabo Ali, …": those who play, where the text speaks of players."""
    if not artists().search(passage.plain):
        return
    for colon in find_all(_COLON, passage.text, (": ",)):
        if _HEAD.search(passage.text, max(0, colon.end() - _LONGEST_HEAD), colon.end()):
            names = list(_row(passage, colon.end()))
            if len(names) >= _FEWEST_IN_LINE_UP:
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


def _listed(passage: Passage, at: int) -> Iterator[Named]:
    while one := next(_scorer(passage, at), None):
        yield one
        brackets = _BRACKETS.match(passage.text, one.end)
        separator = _SEPARATOR.match(passage.text, brackets.end() if brackets else one.end)
        if not separator:
            return
        at = separator.end()


def _scorer(passage: Passage, at: int) -> Iterator[Named]:
    """Yield the one whose name begins at an offset; behind that of a place stand no minutes: "Ngọc Sơn (13, 27)"."""
    run = run_at(passage, at)
    is_player = 1 < len(run) <= LONGEST_NAME and _GOALS.match(passage.plain, run[-1].end) and not is_work(run)
    end = run[-1].end if is_player else free_name_end(passage, at, with_single=True, with_any=True)
    if end:
        yield Named(at, end, "scorer")
