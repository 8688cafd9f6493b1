"""Quotations: what is said in quotation marks, and by whom."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kaluga_site.extract.attributions import speaker_before, speaker_behind, subject_behind_comma
from kaluga_site.extract.holders import Place
from kaluga_site.extract.marks import Quoted, find_inserted, find_quoted, mask
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.sayings import (
    document_behind,
    find_verbs,
    is_content,
    is_reported,
    is_said,
    is_titled,
    is_worded,
    is_written,
)
from kaluga_site.extract.scene import Scene
from kaluga_site.extract.speakers import first_subject, subject_before
from kaluga_site.extract.stand_ins import UNNAMED, Subject, stand_in
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPerson, FoundQuotation
from kaluga_site.patterns import compiled

_FEWEST_WORDS = 5
_NEXT = 20
"""Among so many that follow, the words of a heading may come again."""

_LEAD = 300
"""So many characters before a quotation are read for who speaks in it."""

_LONGEST_ADDRESS = 12
"""Before the name of whom a clause begins with: "chị ", "bác sĩ "."""

_GOING_ON = frozenset(("theo đó", "cụ thể"))
"""What leads from one sentence to words of the one who spoke in it."""

_OUTER = " \n\t-–—*•("
_BETWEEN = ' .!?…\n”"»'
_SENTENCE_SIGNS = ".!?…"
_MAY_BEGIN = "“\"‘'.…"
_JOINED = compiled(r"[\s,;…]*(?:và|hay|hoặc|rồi|cũng như|đồng thời|mà còn|nhưng)?(?:\s(?:là|rằng))?[\s,;:]*")
_ASKED = compiled(r"(?<!\w)(?:được|bị) hỏi(?: [^\W\d_]+){0,5}:\s*$")
"""Before a question that somebody is asked, nobody knows by whom."""

_SPOKEN_WORDS = compiled(r"(?<!\w)(?:[Tt]ôi|[Cc]húng ta|[Cc]ác bạn|[Cc]húng em|[Cc]on|[Ee]m)(?!\w)|[.!?…]\s*$")
"""Who speaks of himself or to others, or in whole sentences, does not name a thing."""


class _Spoken(NamedTuple):
    """Words found to be speech: where they stand, where their sentence ends, and who speaks."""

    quoted: Quoted
    sentence_end: int
    subject: Subject


def find_quotations(passage: Passage, people: Sequence[FoundPerson]) -> list[FoundQuotation]:
    """Return direct speech of five words and more in quotation marks, in order, with its speakers.

    The words of documents, titles, names and slogans are none. Speech without marks, behind a dash, is not read:
    an interview's questions and answers name nobody.
    """
    quoted = find_quoted(passage.text)
    if not any(_is_long(passage.text, one) for one in quoted):
        return []
    return _said_once([_found(passage, people, *one) for one in _Reader(passage, quoted, people).read()])


def _said_once(found: list[FoundQuotation]) -> list[FoundQuotation]:
    """Leave out what stands alone like a heading, without a full stop, when a later quotation says it in its place."""
    return [
        one
        for place, one in enumerate(found)
        if not one.rule.startswith("alone-")
        or one.quote[-1] in _SENTENCE_SIGNS
        or not any(one.quote in later.quote for later in found[place + 1 : place + _NEXT])
    ]


def _is_long(text: str, quoted: Quoted) -> bool:
    words = (word for word in text[quoted.start : quoted.end].split() if word.isalnum() or any(map(str.isalnum, word)))
    return next(islice(words, _FEWEST_WORDS - 1, None), None) is not None


def _found(
    passage: Passage, people: Sequence[FoundPerson], quoted: Quoted, rule: str, place: Place | None
) -> FoundQuotation:
    start, end = quoted
    words = passage.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    return FoundQuotation(
        quote=passage.text[start:end],
        span=Span(start, end),
        rule=rule,
        speaker=people[place.person].name if place else None,
        speaker_span=Span(place.start, place.end) if place else None,
    )


class _Reader:
    """Reads the quotations of one text in their order, for one may go on where the last one ended."""

    def __init__(self, passage: Passage, quoted: list[Quoted], people: Sequence[FoundPerson]) -> None:
        self.text = passage.text
        self.quoted = quoted
        self.scene = Scene(mask(passage, quoted), people)
        self.plain = self.scene.plain
        self.last: _Spoken | None = None

    def read(self) -> Iterator[tuple[Quoted, str, Place | None]]:
        """Yield what is speech, with the rule and the mention of the speaker."""
        for number, quoted in enumerate(self.quoted):
            if not _is_long(self.text, quoted):
                continue
            following = self.quoted[number + 1].start - 1 if number + 1 < len(self.quoted) else len(self.text)
            found = self._read_one(quoted, following)
            if found:
                kind, subject = found
                self.last = _Spoken(quoted, self.scene.sentence_end(quoted.end + 1), subject)
                if subject.place:
                    self.scene.spoken.append((quoted.end, subject.place))
                yield quoted, f"{kind}-{subject.how}", subject.place

    def _read_one(self, quoted: Quoted, following: int) -> tuple[str, Subject] | None:
        if inserted := find_inserted(self.plain, quoted):
            subject = subject_before(self.scene, inserted.start("who"), inserted.start("says"))
            if subject and subject.place:
                return "parted", subject
        at = quoted.start - 1
        start = max(self.scene.sentence_start(at), at - _LEAD)
        lead = self.plain[start:at].strip(_OUTER)
        if not lead:
            return self._read_first(quoted, start, following)
        is_named = is_titled(self.plain, start, at, begins_small=self._begins_small(quoted))
        if is_named or is_content(self.plain, start, at):
            return None
        if lead.strip(", ") in _GOING_ON and self._begins_small(quoted) and (last := self._carried(start)).place:
            return "partial", last
        read = self._read_introduced if lead.endswith(":") else self._read_inner
        return read(quoted, start, following)

    def _read_first(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what begins its sentence: the speaker follows, or it stands alone and the one before goes on."""
        said = document_behind(self.plain, quoted.end + 1, following)
        if said and not self.scene.between(quoted.end + 1, said):
            return None
        if subject := speaker_behind(self.scene, quoted.end + 1, following):
            return "followed", subject
        if not self._begins_small(quoted) and (subject := subject_behind_comma(self.scene, quoted.end + 1)):
            return "followed", subject
        return ("alone", self._carried(start)) if self._stands_alone(quoted) else None

    def _read_introduced(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what stands behind a colon."""
        at = quoted.start - 1
        if _ASKED.search(self.plain, start, at):
            return "introduced", UNNAMED
        said = speaker_before(self.scene, start, at)
        if said == UNNAMED and is_written(self.plain, start, at):
            said = self._carried(start)
        elif said == UNNAMED:
            said = self._subject_of_last_clause(start, at) or said
        if said and said.place:
            return "introduced", said
        behind = speaker_behind(self.scene, quoted.end + 1, following)
        if behind and behind.place:
            return "followed", behind
        if not said and find_verbs(self.plain, start, at):
            said = self._carried(start)
        elif not said and behind:
            return "followed", behind
        said = said or first_subject(self.scene, start, at) or UNNAMED
        return None if said == UNNAMED and is_worded(self.plain, start, at) else ("introduced", said)

    def _subject_of_last_clause(self, start: int, at: int) -> Subject | None:
        """Return who begins the clause before a colon, which tells of no speech: "Nghe con nói, chị Hoa cười:"."""
        clause = self.plain.rfind(", ", start, at) + 2
        if clause < start + 2 or find_verbs(self.plain, clause, at):
            return None
        subject = first_subject(self.scene, clause, at)
        is_first = subject and subject.place and subject.place.start - clause <= _LONGEST_ADDRESS
        return subject if is_first else None

    def _read_inner(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what stands inside the reporter's sentence: it is speech where somebody is said to say it."""
        at = quoted.start - 1
        last = self.last
        if last and start <= last.quoted.end < at and _JOINED.fullmatch(self.plain, last.quoted.end + 1, at):
            return "partial", last.subject._replace(how="carried")
        said, is_direct = speaker_before(self.scene, start, at), is_said(self.plain, start, at)
        may_be = is_direct or self._begins_small(quoted) or bool(_SPOKEN_WORDS.search(self._words(quoted)))
        if said and said.place and may_be:
            return "partial", said
        behind = speaker_behind(self.scene, quoted.end + 1, following)
        if is_direct and self._leads_on(quoted.end + 1, following):
            behind = None
        if behind and (behind.place or behind != UNNAMED):
            return "followed", behind
        if said in {None, UNNAMED} and is_worded(self.plain, start, at):
            return None
        if is_direct:
            return "partial", said or self._carried(start)
        if not said:
            said = self._going_on(quoted, start)
        elif not may_be or (said == UNNAMED and not is_reported(self.plain, start, at)):
            said = None
        return ("partial", said) if said else None

    def _going_on(self, quoted: Quoted, start: int) -> Subject | None:
        """Return who spoke before, where a sentence tells their further words without a word of saying.

        It begins with a pronoun, or ends with these words.
        """
        spoke = self._spoke_before(start) if self._begins_small(quoted) else None
        if not spoke:
            return None
        pronoun = stand_in(self.scene, start, quoted.start - 1, with_title=False)
        if pronoun and pronoun.place:
            return pronoun
        return spoke if self.scene.sentence_end(quoted.end + 1) <= quoted.end + 1 else None

    def _spoke_before(self, start: int) -> Subject | None:
        """Return who is said to speak in the sentence before one that tells what they said without a word of saying."""
        if last := self._right_before(start):
            return last
        before = self.scene.sentence_start(max(0, start - 2))
        said = speaker_before(self.scene, max(before, start - _LEAD), start)
        return said._replace(how="carried") if said and said.place else None

    def _leads_on(self, start: int, following: int) -> bool:
        """Tell whether the rest of a sentence leads to words of its own: nobody in it speaks those before."""
        return self.scene.sentence_end(start) >= following and self.plain[start:following].rstrip().endswith(":")

    def _stands_alone(self, quoted: Quoted) -> bool:
        """Tell whether the words are a whole sentence, with nothing of the reporter's in it."""
        words = self._words(quoted).strip()
        behind = self.text[quoted.end + 1 : quoted.end + 4]
        rest = behind.lstrip(" .!?…")
        if not words or not (words[0].isupper() or words[0].isdigit() or words[0] in _MAY_BEGIN):
            return False
        if not rest or rest[0] == "\n" or behind[0] in _SENTENCE_SIGNS:
            return True
        return words[-1] in _SENTENCE_SIGNS and (rest[0] in '“"' or rest[0].isupper())

    def _carried(self, start: int) -> Subject:
        """Return who spoke in the sentence before one, or whom it spoke of."""
        if adjacent := self._right_before(start):
            return adjacent
        before = self.scene.sentence_start(max(0, start - 2))
        while before > 0 and self._is_blank(before, start):
            before = self.scene.sentence_start(before - 1)
        before = max(before, start - _LEAD)
        found = speaker_before(self.scene, before, start) or first_subject(self.scene, before, start)
        if found:
            return found._replace(how="carried") if found.place else found
        if self.last and start - self.last.quoted.end < _LEAD:
            return self.last.subject._replace(how="carried")
        only = self.scene.only_person(start)
        return Subject(only, "carried") if only else UNNAMED

    def _right_before(self, start: int) -> Subject | None:
        """Return who spoke the words with which the sentence before one ends."""
        is_adjacent = self.last and self._is_blank(self.last.sentence_end, start)
        return self.last.subject._replace(how="carried") if self.last and is_adjacent else None

    def _is_blank(self, start: int, end: int) -> bool:
        """Tell whether nothing of the reporter's stands between two offsets, which are near each other."""
        return end - start < _LEAD and not self.plain[start:end].strip(_BETWEEN)

    def _words(self, quoted: Quoted) -> str:
        return self.text[quoted.start : quoted.end]

    def _begins_small(self, quoted: Quoted) -> bool:
        return self._words(quoted).lstrip()[:1].islower()
