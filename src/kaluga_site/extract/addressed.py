"""Names behind a word of address: "bà Thái Hương", "Mr Smith"."""

from kaluga_site.extract.around import begins_sentence
from kaluga_site.extract.names import LONGEST_NAME, Words, is_acronym, is_place
from kaluga_site.extract.offices import begins_office
from kaluga_site.extract.passage import Passage, words_at
from kaluga_site.extract.words import phrases
from kaluga_site.vietnamese import is_syllable

_MISTERS = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms."))
"""Words of address that are written with a capital within a sentence, too."""

_COMPOUNDS = (
    *("công cụ", "dụng cụ", "khí cụ", "nhạc cụ", "giáo cụ", "phản bác", "ghi chú"),
    *("trẻ em", "con em", "đàn em", "anh em", "chị em", "đàn ông", "đàn bà", "đức bà", "đức ông"),
)


def find_addressed(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the name behind the word of address between two offsets; None where there is none.

    That is the whole run, where it is not an office, an acronym or a place.
    """
    text, plain, begin = passage.text, passage.plain, end + 1
    if text[end] != " ":
        return None
    if text[start].isupper() and not _may_be_capital(text, start, plain[start:end]):
        return None
    run = words_at(passage, begin)
    if not run or (len(run) == 1 and is_acronym(run[0].text)) or begins_office(passage, begin):
        return None
    if len(run) == 1 and (run[0].plain == "tây" or plain[start:end] == "bạn"):  # "ông Tây" is any Westerner
        return None  # and friends with one name are mostly of a country: "nước bạn Lào"
    place_at = phrases("places").longest_at
    is_country = len(run) > 2 and place_at(plain, begin) == plain[begin : begin + run[-1].end]  # "ông thầy Tây Ban Nha"
    if is_country or len(place_at(plain, start)) > end - start or plain.endswith(_COMPOUNDS, 0, end):
        return None
    offices = (place for place, word in enumerate(run) if place and begins_office(passage, begin + word.start))
    name = _first_name(run[: next(offices, None)])
    return (begin + name[0].start, begin + name[-1].end) if name else None


def _may_be_capital(text: str, start: int, address: str) -> bool:
    """Tell whether a word of address may be one that has a capital: at the beginning of a sentence, or "Mr"."""
    return text[start + 1].islower() if address in _MISTERS else begins_sentence(text, start)


def _first_name(run: Words) -> Words:
    """Cut what cannot belong to the name that begins a run: more than four Vietnamese syllables."""
    if is_place(run[:2]) and len(run) != 3:
        return ()
    longest = 4 if all(is_syllable(word.plain) for word in run) else LONGEST_NAME
    return run[:longest]
