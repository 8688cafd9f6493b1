"""Who speaks in a clause: the person named as its subject, or one whom a pronoun or a bare title stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from kaluga_site.extract.holders import DEPUTY, Holders, Place, bearer_pattern
from kaluga_site.extract.offices import read_title
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.sayings import find_verbs
from kaluga_site.extract.words import alternation, any_of, lines, phrases, places_of, plain
from kaluga_site.model.findings import FoundPerson, PersonKind
from kaluga_site.vietnamese import UPPER

_FARTHEST = 1500
"""A pronoun stands for nobody who was named further back than this."""

_SOMEBODY = re.compile(
    r"\s*(?:một|đại diện)\s(?:\w+\s){0,2}?(?:lãnh đạo|cán bộ|quan chức|chuyên gia|người|phụ huynh|nhân viên"
    r"|chủ|tài xế|nguồn tin|bác sĩ|giáo viên|luật sư|đại biểu|nhân chứng|du khách|cư dân|độc giả|sinh viên)(?!\w)"
)
"""A sentence that begins so speaks of somebody without a name, for whom the next pronoun stands."""

_RELATIVE = re.compile(
    r"(?:vợ|chồng|mẹ|cha|bố)(?: (?:vợ|chồng|đẻ|ruột))?\s|(?:con|anh|em|chị) (?:trai|gái|ruột|dâu|rể|họ)\s"
    r"|(?:người (?:nhà|thân)|họ hàng|hàng xóm|bạn (?:gái|trai))\s"
)
"""Somebody told by kinship alone: "anh trai kể"."""

_THIS = " này"
_CALLING = frozenset(("", "là", "là một", "một"))
"""What stands between a name and what its bearer is."""

_POLITE = "vị "
"""What may stand before an office: "vị Chủ tịch tỉnh nói"."""

_NEAR = 60
_LATEST = 100
"""So many of those who spoke last, a pronoun still stands for one."""

_SENTENCE_END = re.compile(
    r"[.!?…\n](?<![.!?…][.!?…\n])(?<!T[Pp]\.)(?<![TGBhKL]S\.)(?<![MD]r\.)(?<!St\.)"
    rf"(?<!\W[{UPPER}]\.)(?:(?<=\n)|[.!?…]*[”»\"’)\]]*(?=\s+(?:[–-]\s?)?[{UPPER}“„«\"‘(\d]|\s*\n|\s*$))"
)
_CLAUSE = re.compile(r"(?:[\n,;:.!?…”\"(]|\s[–—-]|\s(?:và|nhưng|thì|còn|khi|sau đó|song|rồi|nơi|do|vì)(?=\s))\s*")
_NAME = re.compile(rf"\s+[{UPPER}]")
_KIN_OF = re.compile(rf"\scủa\s[{UPPER}]")
"""Behind "ông", "bà": a grandfather or a grandmother, "ông của Abdullah"."""

_FULLER_STAND_IN = re.compile(r"\s(?:này|ta|ấy|nói trên|kể trên|trên)(?!\w)")
_NO_SUBJECT = re.compile(
    r"(?:\s*(?:cũng|đã|còn|lại|và|đồng thời|qua đó|từ đó|bên cạnh đó|ngoài ra|tiếp tục|nhân dịp này|tại đây"
    r"|về vấn đề này|trước đó|sau đó|đặc biệt|tuy nhiên|thậm chí|nhiều lần|một lần nữa|một mực|không ngừng|liên tục"
    r"|luôn|luôn luôn)(?!\w),?)*\s*"
)
_SELF = re.compile(r"(?:chính|bản thân|về phần)\s")
_AND = re.compile(r"\s(?:và|cùng|với)\s")
_ADDRESS = {
    "man": ("ông ", "anh ", "chú ", "cậu ", "thầy ", "ngài "),
    "woman": ("bà ", "chị ", "cô ", "nữ ", "dì "),
}
_MIDDLE_PARTS = {"văn": "man", "thị": "woman"}


class Subject(NamedTuple):
    """Who speaks, None for somebody whom the article does not name; and how that is known."""

    place: Place | None
    how: str


UNNAMED = Subject(None, "unnamed")


class Scene:
    """A text in which what is quoted is blanked: its sentences, and the people named in them."""

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
        self._holders = Holders(self.plain, people, self._places)
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

    def subject_before(self, start: int, verb: int) -> Subject | None:
        """Return who is the subject of a verb, in what stands before it; None where it has no subject there."""
        place = next((one for one in reversed(self.between(start, verb)) if not self.is_object(one)), None)
        nearest = place.end if place else start
        end, is_near = verb, True
        for clause in self._clauses(nearest, verb, with_first=not place):
            if place and self.plain[place.end : clause].strip() in {",", "-", "–", "("}:
                break  # what follows a name behind a comma says who that is
            begin = _NO_SUBJECT.match(self.plain, clause, end).end()  # type: ignore[union-attr]
            if begin < end:
                if _RELATIVE.fullmatch(self.plain, begin, end) or _indefinite_pattern().match(self.plain, begin, end):
                    return UNNAMED
                if found := self.stand_in(begin, end, with_title=is_near or clause == start):
                    return found
                is_near = False
            end = clause
        if place:
            return Subject(self._first_of_row(place, start), "by-name")
        return None if is_near else UNNAMED

    def _clauses(self, start: int, end: int, *, with_first: bool) -> list[int]:
        """Return where the clauses between two offsets begin, the last one first."""
        clauses = [match.end() for match in _CLAUSE.finditer(self.plain, start, end)]
        return [*reversed(clauses), *([start] if with_first else [])]

    def _first_of_row(self, place: Place, start: int) -> Place:
        """Return the first of those who speak together: "ông Nam và bà Hoa"."""
        before = self.between(max(start, place.start - _NEAR), place.start)
        return before[-1] if before and _AND.match(self.plain, before[-1].end, place.start) else place

    def subject_behind(self, start: int, verb: int) -> Subject:
        """Return who is the subject of a verb, in a clause that begins with the subject."""
        if found := self.stand_in(start, verb):
            return found
        place = next((one for one in self.between(start, verb) if not self.is_object(one)), None)
        return Subject(place, "by-name") if place else UNNAMED

    def first_subject(self, start: int, end: int) -> Subject | None:
        """Return whom a stretch of text speaks of first, not as an object."""
        at = start + len(self.plain[start:end]) - len(self.plain[start:end].lstrip(" \n-–—"))
        place = next((one for one in self.between(start, end) if not self.is_object(one)), None)
        return self.stand_in(at, end) or (Subject(place, "by-name") if place else None)

    def is_object(self, place: Place) -> bool:
        """Tell whether a person is spoken of or to, or stands there for a relative: "với ông Nam", "vợ ông Nam"."""
        others = self._places[max(0, bisect_left(self._starts, place.start) - 1)]
        floor = max(0, place.start - _NEAR, others.end if others.end <= place.start else 0)
        floor = max(floor, *(self.plain.rfind(mark, floor, place.start) + 1 for mark in "\n,;:("))
        if _relative_pattern().search(self.plain, floor, place.start):
            return True
        ends = [match.end() for match in _object_pattern().finditer(self.plain, floor, place.start)]
        return bool(ends) and (ends[-1] == place.start or self._is_title(ends[-1], place.start))

    def stand_in(self, at: int, end: int, *, with_title: bool = True) -> Subject | None:
        """Read a pronoun or a bare title at an offset, and find whom it stands for."""
        while at < end and self.plain[at].isspace():
            at += 1
        if myself := _SELF.match(self.plain, at, end):
            at = myself.end()
        if self.plain.startswith(_POLITE, at) and self.text[at + len(_POLITE) : at + len(_POLITE) + 1].isupper():
            at += len(_POLITE)
        person = _third_person_pattern().match(self.plain, at, end)
        if person:
            fuller = _FULLER_STAND_IN.match(self.plain, person.end(), end)
            if _KIN_OF.match(self.text, person.end(), end) or self._is_unnamed(at, person.end()):
                return UNNAMED
            if not fuller and _NAME.match(self.text, person.end(), end):
                return None
            return Subject(self._last_of(person.lastgroup or "", at), "by-pronoun")
        title = read_title(self.passage, at) if with_title else None
        if title and title.office and title.end <= end and not self.between(at, end):
            rest = self.plain[title.end : end].split()[:6] if self._is_complement(title.end) else []
            is_deputy = self.plain.startswith(f"{DEPUTY} {title.office}", title.start)
            holder = self._holders.last(f"{DEPUTY} {title.office}" if is_deputy else title.office, rest, at)
            return Subject(holder, "by-title") if holder else UNNAMED
        bearer = bearer_pattern().match(self.plain, at, end) if with_title else None
        if bearer and not self.between(at, end) and not self._is_complement(bearer.end()):
            holder = self._holders.only(bearer.group(), at)
            return Subject(holder, "by-title") if holder else UNNAMED
        return None

    def _is_unnamed(self, at: int, end: int) -> bool:
        """Tell whether "quan chức này" takes up a "quan chức" of the two sentences before, whom nobody names.

        So it does not where somebody named is called so: "Nam, quan chức", "Nam là quan chức".
        """
        words = self.plain[at:end]
        noun = words.removeprefix(_POLITE).removesuffix(_THIS)
        if " " not in noun or not (words.endswith(_THIS) or self.plain.startswith(_THIS, end)):
            return False
        start = self.sentence_start(at)
        told = self.plain.rfind(noun, self.sentence_start(max(0, self.sentence_start(max(0, start - 2)) - 2)), start)
        if told < 0 or any(not self.is_object(one) for one in self.between(told, at)):
            return False
        return not any(self._is_called(place) for place in places_of((noun,), self.plain[:start]))

    def _is_called(self, at: int) -> bool:
        """Tell whether somebody named right before an offset is said to be what stands there."""
        place = bisect_left(self._starts, at) - 1
        gap = self.plain[self._places[place].end : at] if place >= 0 else ""
        return gap.strip(" ,-–—(") in _CALLING and gap != ""

    def verbs(self, start: int, end: int) -> list[re.Match[str]]:
        """Return the verbs of saying between two offsets that are no part of a name, as "Đăng" is of "ông Đăng Anh"."""
        found = find_verbs(self.plain, start, end)
        return [verb for verb in found if self.text[verb.start()].islower() or not self._is_in_name(verb.start())]

    def _is_in_name(self, at: int) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._places[place].end

    def _is_complement(self, at: int) -> bool:
        """Tell whether the words behind an office say whose it is, not what its holder does."""
        is_name = self.text[at + 1 : at + 2].isupper()
        return is_name or any(
            phrases(name).longest_at(self.plain, at + 1) for name in ("office_complements", "place_words")
        )

    def _is_title(self, at: int, end: int) -> bool:
        """Tell a title inside a sentence: there "Anh" is the country, "anh" a word of address."""
        title = read_title(self.passage, at)
        return bool(title and title.end <= end and self.text[at : title.end] != "Anh")

    def _last_of(self, kind: str, at: int) -> Place | None:
        """Return the person of a kind who last spoke, or was the subject of a sentence, before an offset."""
        floor, end = max(0, at - _FARTHEST), at
        spoken = [(where, place) for where, place in self.spoken[-_LATEST:] if floor <= where < at]
        while end > floor:
            start = max(floor, self.sentence_start(end - 1))
            speakers = [place for where, place in reversed(spoken) if start <= where < end]
            spoke = next((place for place in speakers if self._may_be(place.person, kind)), None)
            named = [place for place in self.between(start, end) if self._may_be(place.person, kind)]
            if named and self._begins_with(kind, start, end):
                named = []  # "Ông đi làm để đưa Kim sang": whom he speaks of there is not he
            if spoke or named:
                return spoke or min(named, key=self.is_object)
            if _SOMEBODY.match(self.plain, start, end):
                return None
            end = start
        return None

    def _begins_with(self, kind: str, start: int, end: int) -> bool:
        """Tell whether a sentence begins with a pronoun of a kind."""
        while start < end and self.plain[start].isspace():
            start += 1
        pronoun = _third_person_pattern().match(self.plain, start, end)
        return bool(pronoun and pronoun.lastgroup == kind and not _NAME.match(self.text, pronoun.end(), end))

    def _may_be(self, person: int, kind: str) -> bool:
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
def _third_person_pattern() -> re.Pattern[str]:
    kinds = (line.partition(":") for line in lines("third_persons"))
    spelled = {kind: [plain(word.strip()) for word in words.split(",")] for kind, _, words in kinds}
    groups = "|".join(f"(?P<{kind}>{alternation(words)})" for kind, words in spelled.items())
    return re.compile(rf"(?!(?:{any_of('not_third_persons')})(?!\w))(?:{groups})(?!\w)")


@cache
def _indefinite_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:rằng\s|là\s|theo\s)?{any_of('indefinite')}(?!\w)")


@cache
def _object_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('object_words')}\s")


@cache
def _relative_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!vợ ){any_of('relatives')}\s(?:của\s)?(?:{any_of('honorifics')}|bị cáo|nạn nhân)\s$")
