"""Names told by the age, or the year of birth, behind them."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from kaluga_site.extract.around import begins_sentence, follows_place_word
from kaluga_site.extract.names import LONGEST_NAME, Words, find_surnamed, is_place, is_work
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import phrases, plain_words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import is_syllable

_AGE = compiled(r"\d{1,3} tuổi(?!\w)")
_OPENS_AGE = frozenset((", ", " ("))
_ENDS_BIRTH = frozenset(("n ", "m "))
_BIRTHS = ("sn ", "sinh năm ")
_THINGS = frozenset(("chiếc", "cái", "cây", "ngôi", "căn", "tòa", "bộ", "tuyển", "chủ", "hãng"))
"""Before what an age is said of that is no person."""

_FEWEST_HALF_FOREIGN = 3
"""So many words, some of them Vietnamese syllables, are a name where an age follows: "Ko Eun Suh, 18 tuổi"."""

_START = attrgetter("start")


def find_aged(passage: Passage) -> Iterator[Named]:
    """Yield the names right before an age or a year of birth: "T.V.T (7 tuổi)", "Mevlut Altintash, 22 tuổi"."""
    for at in passage.numbers:
        end = _before_age(passage.plain, at)
        if not end:
            continue
        place = bisect_right(passage.runs, end - 1, key=_START) - 1
        if place < 0 or passage.runs[place].end != end:
            continue
        shape = passage.runs[place].shape
        if shape.full_name and shape.full_name[1] == shape.length:
            if shape.full_name[2] == "surname-and-given" and shape.spelled.count(" ") > 1:
                yield Named(end - shape.length + shape.full_name[0], end, "name-before-age")
            continue
        run = run_at(passage, passage.runs[place].start)
        if run[0].plain in plain_words("sentence_starters") and begins_sentence(passage.text, run[0].start):
            run = run[1:]
        name = find_surnamed(run)
        if not run or (
            len(name) < 3 and (passage.runs[place].before in _THINGS or not _may_be_aged(passage, name or run))
        ):
            continue
        name = name or run
        yield Named(name[0].start, end, "name-before-age")


def _before_age(small: str, at: int) -> int:
    """Return where the comma or bracket stands before an age or a year of birth whose number begins at an offset.

    That is 0 where there is none.
    """
    before = small[at - 2 : at]
    if before in _OPENS_AGE:
        return at - 2 if _AGE.match(small, at) else 0
    if before not in _ENDS_BIRTH or not small.endswith(_BIRTHS, 0, at):
        return 0
    at -= len(_BIRTHS[0] if before == "n " else _BIRTHS[1])
    return at - 2 if small[at - 2 : at] in _OPENS_AGE else 0


def _may_be_aged(passage: Passage, run: Words) -> bool:
    """Tell whether a run may be a name where an age follows: any but one word for people, places or bodies."""
    first, start, syllables = run[0], run[0].start, sum(is_syllable(word.plain) for word in run)
    if 0 < syllables < len(run) < _FEWEST_HALF_FOREIGN:
        return False
    if len(run) > LONGEST_NAME or first.plain in plain_words("place_words"):
        return False
    if is_place(run) or is_work(run) or phrases("places").longest_at(passage.plain, start):
        return False
    if follows_place_word(passage.plain, start) or begins_office(passage, start):
        return False
    return len(run) > 1 or "." in first.text or first.plain not in plain_words("honorifics")
