"""A text in which what is quoted is blanked: its sentences, and the people named in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property

from kaluga_site.extract.holders import Holders, Place
from kaluga_site.extract.offices import read_title
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.sayings import find_verbs
from kaluga_site.extract.words import any_of, any_word_of, plain, plain_words, word_alternation
from kaluga_site.model.findings import FoundPerson, PersonKind
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER

NEAR = 60
"""So many characters before a name stands what makes an object of it, or who speaks with its bearer."""

_SENTENCE_END = compiled(
    r"[.!?…\n](?<![.!?…][.!?…\n])(?<!T[Pp]\.)(?<![TGBhKL]S\.)(?<![MD]r\.)(?<!St\.)"
    rf"(?<!\W[{UPPER}]\.)(?:(?<=\n)|[.!?…]*[”»\"’)\]]*(?=\s+(?:[–-]\s?)?[{UPPER}“„«\"‘(\d]|\s*\n|\s*$)"
    rf"|(?<=[{LOWER}”»\"’)]\.)(?<!Ths\.)(?=[{UPPER}][{LOWER}]|[“„«]))"
)
_CALLING = compiled(r"(?<!\w)nhà (?:phân tích|bình luận|phê bình|đánh giá|tư vấn)$")
_ADDRESS = {
    "man": ("ông ", "anh ", "chú ", "cậu ", "thầy ", "ngài "),
    "woman": ("bà ", "chị ", "cô ", "nữ ", "dì "),
}
_MIDDLE_PARTS = {"văn": "man", "thị": "woman"}


class Scene:
    """The sentences of a masked text and the people of the whole text, as far as they are named outside quotations."""

    def __init__(self, passage: Passage, people: Sequence[FoundPerson]) -> None:
        """Look at a masked text and the people of the whole text."""
        self.passage = passage
        self.text, self.plain = passage.text, passage.plain
        self.people = people
        self.spoken: list[tuple[int, Place]] = []
        """Who was found to speak so far, and where."""

        self._places = sorted(
            Place(mention.span.start, mention.span.end, number)
            for number, person in enumerate(people)
            if person.kind is PersonKind.SUBJECT
            for mention in person.mentions
            if self.text[mention.span.start] != "#"
        )
        self._starts = [place.start for place in self._places]
        self.holders = Holders(self.plain, people, self._places)
        self._ends = [match.span() for match in _SENTENCE_END.finditer(self.text)]
        self._after = [end for _, end in self._ends]

    def sentence_start(self, at: int) -> int:
        """Return where the sentence begins that holds an offset."""
        place = bisect_right(self._after, at)
        return self._after[place - 1] if place else 0

    def sentence_end(self, at: int) -> int:
        """Return where the sentence ends that holds an offset, its full stop not in it."""
        place = bisect_right(self._after, at)
        return max(at, self._ends[place][0]) if place < len(self._ends) else len(self.text)

    def between(self, start: int, end: int) -> list[Place]:
        """Return the mentions that begin between two offsets."""
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def only_person(self, at: int) -> Place | None:
        """Return the last mention before an offset of the only person of the text; None where there are others."""
        number = bisect_left(self._starts, at)
        return self._places[number - 1] if number and self._names_one else None

    @cached_property
    def _names_one(self) -> bool:
        return len({place.person for place in self._places}) == 1

    def is_object(self, place: Place) -> bool:
        """Tell whether a person is spoken of or to, or stands there for a relative: "với ông Nam", "vợ ông Nam"."""
        others = self._places[max(0, bisect_left(self._starts, place.start) - 1)]
        floor = max(0, place.start - NEAR, others.end if others.end <= place.start else 0)
        floor = max(floor, *(self.plain.rfind(mark, floor, place.start) + 1 for mark in "\n,;:("))
        if _relative_pattern().search(self.plain, floor, place.start):
            return True
        ends = [match.end() for match in _object_pattern().finditer(self.plain, floor, place.start)]
        return bool(ends) and (ends[-1] == place.start or self._is_title(ends[-1], place.start))

    def _is_title(self, at: int, end: int) -> bool:
        """Tell a title inside a sentence: there "Anh" is the country, "anh" a word of address."""
        title = read_title(self.passage, at)
        return bool(title and title.end <= end and self.text[at : title.end] != "Anh")

    def verbs(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the verbs of saying between two offsets.

        Part of a name, as "Đăng" is of "ông Đăng Anh", or of a calling, as in "nhà phân tích", they are none.
        """
        found = [
            verb
            for verb in find_verbs(self.plain, start, end)
            if not _CALLING.search(self.plain, verb.start() - 5, verb.end())
        ]
        return [verb for verb in found if self.text[verb.start()].islower() or not self._is_in_name(verb.start())]

    def _is_in_name(self, at: int) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._places[place].end

    def named_before(self, at: int) -> Place | None:
        """Return the last mention that begins before an offset."""
        place = bisect_left(self._starts, at) - 1
        return self._places[place] if place >= 0 else None

    def may_be(self, person: int, kind: str) -> bool:
        """Tell whether a man's, a woman's or anybody's pronoun can stand for a person."""
        kinds = self._kinds[person]
        return kind == "either" or not kinds or kind in kinds

    @cached_property
    def _kinds(self) -> list[set[str]]:
        """Each person's kind, man or woman, by the words of address before the name, or by its middle part."""
        kinds: list[set[str]] = [set() for _ in self.people]
        for place in self._places:
            before = self.plain[max(0, place.start - 7) : place.start]
            if before.endswith("ông bà "):
                continue
            kinds[place.person] |= {kind for kind, words in _ADDRESS.items() if before.endswith(words)}
        for person, known in zip(self.people, kinds, strict=True):
            if not known:
                known.update(_MIDDLE_PARTS[part] for part in plain(person.name).split()[1:-1] if part in _MIDDLE_PARTS)
        return kinds


@cache
def _object_pattern() -> re.Pattern[str]:
    return compiled(rf"{any_word_of('object_words')}\s")


@cache
def _relative_pattern() -> re.Pattern[str]:
    relatives = word_alternation(plain_words("relatives"), not_behind="vợ ")
    return compiled(rf"{relatives}\s(?:của\s)?(?:{any_of('honorifics')}|bị cáo|nạn nhân)\s$")
