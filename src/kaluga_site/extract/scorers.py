"""Players who are told by what they score: in a list of those who did, or by the minutes behind their names."""

from collections.abc import Iterator

from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import LONGEST_NAME, is_work
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import find_all
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_LEAD = compiled(
    r"(?:(?:ghi bàn|lập công|bàn thắng|bàn gỡ)[^.;:\n“”]{0,60}?(?: là|:| gồm| do:| do công(?: của)?)|do công(?: của)?)"
    r"\s{1,2}(?=\w)"
)
_LEADS = ("ghi bàn", "lập công", "bàn thắng", "bàn gỡ", "do công")
_BRACKETS = compiled(r"\s?\([^()\n]{1,30}\)")
_MINUTES = compiled(r"\s?\(\s?(?:phút (?:thứ )?\d{1,3}|\d{1,3}(?:\s?\+\s?\d)?['’′])[^()\n]{0,24}\)")
_GOALS = compiled(r"\s?\(\s?(?:phút )?\d{1,3}(?!\d)")
_SEPARATOR = compiled(rf"(?:, | (?:và|cùng) )(?=[{UPPER}])")


def find_scorers(passage: Passage) -> Iterator[Named]:
    """Yield "các cầu thủ ghi bàn là Trọng Luân (phút 12), Ngọc Sơn (13)", "do công của Saka" and "Quang Hải (15')"."""
    for lead in find_all(_LEAD, passage.plain, _LEADS):
        yield from _listed(passage, lead.end())
    if "phút" in passage.plain or "'" in passage.text or "’" in passage.text:
        for run in passage.runs:
            if passage.text.startswith(("(", " ("), run.end) and _MINUTES.match(passage.plain, run.end):
                yield from _scorer(passage, run.start)


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
