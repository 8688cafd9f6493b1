"""Names without a title: in full, in a list of people, before a verb of saying; and repeats of names found."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from kaluga_site.extract.names import (
    RUN,
    Word,
    begins_sentence,
    common_surnames,
    find_given,
    find_hyphenated,
    find_surnamed,
    follows_place_word,
    is_acronym,
    is_quoted,
    is_syllable,
    is_work,
    place_pattern,
    run_at,
)
from kaluga_site.extract.titled import Named, begins_office, role_behind
from kaluga_site.extract.words import Passage, any_of, plain, plain_words, words
from kaluga_site.model.names import person_key

_LIST = re.compile(rf" như (?P<list>{RUN}(?:, {RUN})*(?: (?:và|hay|hoặc) {RUN})?)")
_SAYS = re.compile(
    r"\s(?:cho biết|cho hay|cho rằng|nói|viết|khẳng định|chia sẻ|bày tỏ|thừa nhận|phát biểu|nhấn mạnh|kể)(?!\w)"
)
_SOMEBODY = re.compile(r",\s(?:một\s)?(?:người|cô gái|chàng trai|phụ nữ|nhân chứng|cư dân|du khách)(?!\w)")
_NAMED = re.compile(r"(?:tên là|tên thật là|vợ của|chồng của|con trai của|con gái của|mẹ của|cha của|bố của|là)\s$")


def find_untitled(passage: Passage, runs: Iterable[list[Word]]) -> Iterator[Named]:
    """Yield the names that show themselves by their form or by the words around them."""
    for run in runs:
        found = _by_form(passage, run) or _by_context(passage, run)
        if found:
            yield found
    yield from _find_listed(passage)


def find_known(runs: Iterable[list[Word]], known: Collection[str]) -> Iterator[Named]:
    """Yield the names that are known to be persons; three or more parts in any order."""
    keys = {person_key(name) for name in known if name.strip()}
    longest = max((len(key.split()) for key in keys), default=0)
    for run in runs if keys else ():
        at = 0
        while at < len(run):
            sizes = range(min(len(run) - at, longest), 0, -1)
            size = next((size for size in sizes if _key(run[at : at + size]) in keys), 0)
            if size:
                yield Named(run[at].start, run[at + size - 1].end, "known-name")
            at += size or 1


def find_repeats(passage: Passage, runs: Iterable[list[Word]], names: Iterable[str]) -> Iterator[Named]:
    """Yield the bare repeats of names already found: in full, by given name, by a surname from abroad.

    At the beginning of a sentence, where any word is capitalised, a Vietnamese given name counts only if it
    stands bare inside a sentence as well.
    """
    forms = {form for name in names for form in _forms_of(plain(name))}
    doubtful: list[Named] = []
    bare: set[str] = set()
    for run in runs if forms else ():
        found, initial = _repeat(passage, run, forms)
        if found and initial:
            doubtful.append(found)
        elif found:
            bare.add(passage.text[found.start : found.end])
            yield found
    yield from (found for found in doubtful if passage.text[found.start : found.end] in bare)


def _repeat(passage: Passage, run: list[Word], forms: set[str]) -> tuple[Named | None, bool]:
    """Return the repeat that a run is, and whether it is doubtful: any word would stand capitalised there.

    The first word of a run may be the first of the sentence: "Theo Shapsha".
    """
    for part in (run, run[1:]):
        form = " ".join(word.plain for word in part)
        if form in forms and not follows_place_word(passage, part[0].start):
            first = begins_sentence(passage.text, run[0].start)
            found = Named(part[0].start, part[-1].end, "repeated-name") if first or part is run else None
            return found, len(part) == 1 and part is run and first and is_syllable(form)
    return None, False


def _key(name: list[Word]) -> str:
    return person_key(" ".join(word.text for word in name))


def _by_form(passage: Passage, run: list[Word]) -> Named | None:
    rule = "surname-and-given"
    name = find_surnamed(run)
    if not name:
        rule, name = "given-name-abroad", find_given(run)
        if not name:
            rule, name = "hyphenated-given-name", find_hyphenated(run)
    elif len(name) == 2 and (len(run) > 2 or name[0].plain not in common_surnames()):
        return None
    if not name or is_quoted(passage.text, name) or follows_place_word(passage, name[0].start):
        return None
    return None if begins_office(passage, name[0].start) else Named(name[0].start, name[-1].end, rule)


def _by_context(passage: Passage, run: list[Word]) -> Named | None:
    """Take two to four foreign words for a name by the words around them: a verb of saying, "tên là", an office."""
    name = run[1:] if is_acronym(run[0].text) else run
    if not 2 <= len(name) <= 4 or any(is_syllable(word.plain) for word in name) or is_work(name):
        return None
    start, end = name[0].start, name[-1].end
    if place_pattern().match(passage.plain, start) or passage.text[start:end] in words("agencies"):
        return None
    if follows_place_word(passage, start) or is_quoted(passage.text, name):
        return None
    rule = _context_rule(passage, start, end)
    return Named(start, end, rule) if rule else None


def _context_rule(passage: Passage, start: int, end: int) -> str | None:
    if _SAYS.match(passage.plain, end):
        return "name-before-saying"
    if _NAMED.search(passage.plain, max(0, start - 14), start):
        return "called-by-name"
    return "name-before-title" if _SOMEBODY.match(passage.plain, end) or role_behind(passage, end) else None


def _find_listed(passage: Passage) -> Iterator[Named]:
    """Read "những người tiên phong … như Tsiolkovsky, Korolev và Gagarin": the list of people holds people."""
    for match in _LIST.finditer(passage.text):
        sentence = max(passage.plain.rfind(mark, 0, match.start()) for mark in ".!?;:\n“”")
        if not _listing_pattern().search(passage.plain, max(sentence, match.start() - 100, 0), match.start()):
            continue
        at = match.start("list")
        while at < match.end():
            run = run_at(passage, at)
            if run and not place_pattern().match(passage.plain, at):
                yield Named(run[0].start, run[-1].end, "listed-people")
            at = _next_item(passage.text, run[-1].end if run else at, match.end())


def _next_item(text: str, at: int, end: int) -> int:
    separator = re.compile(r", | (?:và|hay|hoặc) ").match(text, at)
    return separator.end() if separator else end


def _forms_of(name: str) -> Iterator[str]:
    parts = name.split()
    yield " ".join(parts)
    if len(parts) > 1 and all(is_syllable(part) for part in parts):
        short = [parts[-1]]
    else:
        short = [parts[0], *(" ".join(parts[place:]) for place in range(1, len(parts)))]
    yield from (form for form in short if len(form) > 1 and form not in plain_words("places"))


@cache
def _listing_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:những|các|nhiều|một số|hai|ba|bốn|năm)\s"
        rf"(?:người|vị|nhân vật|danh nhân|tên tuổi|huyền thoại|{any_of('offices')})(?!\w)"
    )
