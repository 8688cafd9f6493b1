"""The organisations of an article: bodies named behind a head word, by an acronym, in quotation marks, or known."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from types import MappingProxyType

from msgspec import Struct, structs

from kaluga_site.extract.bodies import (
    LONGEST,
    head_needs,
    head_phrases,
    known_bodies,
    may_be_small,
    names_of_bodies,
    read_body,
)
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.runs import Run
from kaluga_site.extract.spans import Taken
from kaluga_site.extract.words import lines, plain, plain_words, word_alternation
from kaluga_site.keeping import kept
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundOrganisation, Mention
from kaluga_site.patterns import compiled

_OPENING = frozenset('“"«')
_CLOSING = '”"»'
_LONGEST_QUOTED = 50
_LONGEST_HEAD = 5
_MOST_WORDS = 30
_PLURALS = ("các ", "những ", "nhiều ", "một ", "mọi ", "mỗi ", "một số ")
_WORDS = compiled(r"[\w&.-]*\w")


class _Named(Struct, frozen=True, order=True, gc=False):
    start: int
    end: int
    rule: str
    key: str
    """The same for every spelling of one name in this text."""

    weak: bool = False
    name: str | None = None
    """The name by which the archive knows the body, where it does."""


def find_organisations(passage: Passage, people: Taken, known: Collection[str] = ()) -> list[FoundOrganisation]:
    """Return the bodies that a text names, in the order of first mention.

    A name ends where one of the `people` begins. `known` are names that are organisations wherever they stand.
    """
    named = list(_find_known(passage, known))
    mine = Taken((one.start, one.end) for one in named)
    reader = _Reader(passage, people)
    end, leading = -1, _leading_words()
    for run in passage.runs:
        openings = _openings(run.shape.spelled)
        if openings or run.before in leading:
            for found in reader.read(run, openings):
                if found.start >= end and not mine.overlaps(found.start, found.end):
                    named.append(found)
                    end = found.end
    named = _joined(sorted(named))
    named += reader.find_acronyms(Taken((one.start, one.end) for one in named))
    return _organisations(passage, sorted(named))


@kept(most=50_000)
def _openings(spelled: str) -> tuple[int, ...]:
    """Return which words of a run a body's name may begin with."""
    firsts = _first_words()
    return tuple(place for place, word in enumerate(spelled.split()) if word in firsts)


class _Reader:
    """Reads the names of bodies in one text, and keeps the acronyms that it introduces."""

    def __init__(self, passage: Passage, people: Taken) -> None:
        self.passage = passage
        self.people = people
        self.acronyms: dict[str, str] = {}

    def read(self, run: Run, openings: tuple[int, ...]) -> list[_Named]:
        """Return the bodies that begin in a run of capitalised words, or with the small head word before it."""
        start, shape, before = run.start, run.shape, run.before
        if before in _OPENING and (quoted := _read_quoted(self.passage, start)):
            return [quoted]
        found: list[_Named] = []
        if before in _last_head_words() and (head_before := _head_before(self.passage.plain, start)):
            found += self._read_named(*head_before)
        for place in openings:
            word = shape.words[place]
            at = start + word.start
            may_be_known = known_bodies().may_begin_with(word.text)
            if may_be_known and (known := _listed_at(self.passage, at, start + shape.length, self.people)):
                found.append(known)
            elif head := head_phrases().longest_at(self.passage.plain, at):
                found += self._read_named(at, head)
        return found

    def find_acronyms(self, mine: Taken) -> Iterator[_Named]:
        """Yield the later uses of acronyms that the text has introduced."""
        for run in self.passage.runs if self.acronyms else ():
            word = run.shape.words[0]
            at, end = run.start + word.start, run.start + word.end
            is_alone = len(run.shape.words) == 1 or self.people.overlaps(end, end + 2)
            if word.text in self.acronyms and is_alone and not mine.overlaps(at, end):
                yield _Named(at, end, "introduced-acronym", self.acronyms[word.text])

    def _read_named(self, at: int, head: str) -> Iterable[_Named]:
        text, small = self.passage.text, self.passage.plain
        if self.people.overlaps(at, at + 1):
            return ()
        if text[at].islower() and (not may_be_small(head) or small.endswith(_PLURALS, 0, at)):
            return ()
        body = read_body(self.passage, at, head, self.people.next_start(at, min(at + LONGEST, len(text))))
        if body is None:
            return ()
        key = _key(text[body.start : body.end])
        if body.acronym:
            short = text[slice(*body.acronym)]
            self.acronyms[short] = key
            name = names_of_bodies().get(short)
            spans = (body.start, body.end), body.acronym
            return [_Named(*span, "acronym-in-brackets", key, name=name) for span in spans]
        if same := self.acronyms.get(text[body.start : body.end].rpartition(" ")[2]):
            return (_Named(body.start, body.end, "introduced-acronym", same),)
        return (_Named(body.start, body.end, "head-and-name", key, body.weak),)


def _read_quoted(passage: Passage, start: int) -> _Named | None:
    """Read the firm's name in quotation marks behind a head word: doanh nghiệp “Kaluzhskaya Obuv”."""
    text = passage.text
    if start < 3 or text[start - 1] not in _OPENING or text[start - 2] != " ":
        return None
    words = passage.plain[max(0, start - 24) : start - 2].split()
    if not any(" ".join(words[-size:]) in plain_words("quoted_heads") for size in (1, 2, 3)):
        return None
    ends = [end for mark in _CLOSING if (end := text.find(mark, start, start + _LONGEST_QUOTED)) > 0]
    name = text[start : min(ends)] if ends else ""
    if not name or "\n" in name or not all(word[0].isupper() for word in _WORDS.findall(name)):
        return None
    return _Named(start, start + len(name), "quoted-name", _key(name))


def _listed_at(passage: Passage, at: int, run_end: int, people: Taken) -> _Named | None:
    """Return the known body whose name begins at an offset and ends where its run or a person's name does."""
    form = known_bodies().longest_at(passage.text, at)
    end = at + len(form)
    if not form or people.overlaps(at, end):
        return None
    if end < run_end and people.next_start(end, run_end) > end + 1:
        return None
    if passage.text[end : end + 2] == "- ":
        return None
    name = names_of_bodies()[form]
    return _Named(at, end, "known-organisation", _key(name), name=name)


def _head_before(small: str, start: int) -> tuple[int, str] | None:
    """Return the small head word that stands right before an offset, and where it begins."""
    words, needs = small[max(0, start - 32) : start].rsplit(None, _LONGEST_HEAD), head_needs()
    for first in range(max(0, len(words) - _LONGEST_HEAD), len(words)):
        head = " ".join(words[first:]).lstrip("(“\"'[")
        if head in needs and small.startswith(head, start - len(head) - 1):
            return start - len(head) - 1, head
    return None


def _find_known(passage: Passage, known: Collection[str]) -> Iterator[_Named]:
    names = [name for name in known if name.strip()]
    if names:
        for match in re.finditer(rf"{word_alternation(names)}(?!\w)", passage.text):
            yield _Named(*match.span(), "known-name", _key(match.group()))


def _joined(named: Sequence[_Named]) -> list[_Named]:
    """Give a shorter name to the only fuller one before it; what says too little and has none is left out."""
    kept: list[_Named] = []
    fuller: dict[str, str] = {}
    for one in named:
        holding = fuller.get(one.key, "") if one.rule == "head-and-name" else ""
        if holding and holding != one.key:
            kept.append(structs.replace(one, key=holding, rule="short-form"))
        elif not one.weak:
            kept.append(one)
            if holding != one.key:
                fuller |= _beginnings(one.key, fuller)
    return kept


def _beginnings(key: str, fuller: Mapping[str, str]) -> dict[str, str]:
    """Return what the beginnings of a key stand for: the key, or nothing where another one begins alike."""
    words = key.split()[:_MOST_WORDS]
    shorter = accumulate(words[:-1], "{} {}".format)
    return {**{short: key if fuller.get(short, key) == key else "" for short in shorter}, key: key}


def _organisations(passage: Passage, named: Sequence[_Named]) -> list[FoundOrganisation]:
    listed = {mention.key: _key(mention.name) for mention in named if mention.name}
    groups: dict[str, list[_Named]] = {}
    for mention in named:
        groups.setdefault(listed.get(mention.key, mention.key), []).append(mention)
    return [_organisation(passage, mentions) for mentions in groups.values()]


def _organisation(passage: Passage, mentions: Sequence[_Named]) -> FoundOrganisation:
    forms = [passage.text[one.start : one.end] for one in mentions]
    distinct = tuple(dict.fromkeys(forms))
    name = next((one.name for one in mentions if one.name), None)
    if name is None:
        fullest = max(distinct, key=lambda form: len(_key(form))) if len(distinct) > 1 else distinct[0]
        name = fullest[0].upper() + fullest[1:]
    return FoundOrganisation(
        name=name,
        forms=distinct,
        mentions=tuple(
            [
                Mention(form=form, span=Span(one.start, one.end), rule=one.rule)
                for form, one in zip(forms, mentions, strict=True)
            ]
        ),
    )


@kept(most=20_000)
def _key(name: str) -> str:
    """Return what the spellings of one body's name share: "UBND TP Hà Nội", "Ủy ban nhân dân thành phố Hà Nội"."""
    words = [word for word in _WORDS.findall(plain(name).replace("tp.", "tp ")) if word]
    spelled = " ".join(_spellings().get(word, word) for word in words)
    return " ".join(_phrases().sub(lambda match: _spellings()[match.group()], spelled).split())


@cache
def _spellings() -> Mapping[str, str]:
    pairs = (entry.partition("=") for line in lines("organisation_spellings") for entry in line.split(","))
    return MappingProxyType({plain(one.strip()): plain(other.strip()) for one, _, other in pairs})


@cache
def _phrases() -> re.Pattern[str]:
    return compiled(rf"{word_alternation(one for one in _spellings() if ' ' in one)}(?!\w)")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(plain(name.split()[0]) for name in (*names_of_bodies(), *head_needs()))


@cache
def _leading_words() -> frozenset[str]:
    """Return what stands right before a run in which the name of a body may begin, whatever its own words are."""
    return _last_head_words() | _OPENING


@cache
def _last_head_words() -> frozenset[str]:
    return frozenset(head.split()[-1] for head in head_needs())
