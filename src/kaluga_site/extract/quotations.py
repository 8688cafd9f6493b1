"""Quotations: what is said in quotation marks, and by whom."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.marks import Quoted, find_quoted, mask
from kaluga_site.extract.speakers import UNNAMED, Place, Scene, Subject
from kaluga_site.extract.words import Passage, any_of, plain_words
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import FoundPerson, FoundQuotation

_FEWEST_WORDS = 5
_LEAD = 300
_TAIL = 200
_NAME_IN = 60
_OUTER = " \n\t-–—*•("
_SEPARATOR = re.compile(r"[\s,;–—(-]*")
_GOES_ON = re.compile(
    r"(?:và|hay|hoặc|cùng|là|đã|đang|sẽ|của|cho|để|với|mà|tại|trong|được|bị|có|cũng|như|nhưng|còn|song|trong khi"
    r"|tuy nhiên|đồng thời|vì|do|nên|khi|nếu|gồm|thuộc|trên|từ|đến)(?!\w)"
)
_JOINED = re.compile(r"[\s,;…]*(?:và|hay|hoặc|rồi|cũng như|đồng thời|mà còn|nhưng)?(?:\s(?:là|rằng))?[\s,;:]*")
_OTHERS_SAY = re.compile(
    r"(?:cho biết|cho hay|cho rằng|nói|kể|khẳng định)(?: rằng)?,?\s(?:có\s)?(?:các|những|nhiều|không ít|một|một số|ai đó)"
    r"\s[^,;:]{1,60}"
)
_SPOKEN_WORDS = re.compile(r"(?<!\w)(?:[Tt]ôi|[Cc]húng ta|[Cc]ác bạn|[Cc]húng em|[Cc]on|[Ee]m)(?!\w)|[.!?…]\s*$")
"""Who speaks of himself or to others, or in whole sentences, does not name a thing."""

_DIRECT = re.compile(r"(?:\s(?:rằng|là|như sau|đây là|thêm|lại|với\s[^,.;:]{1,40}))*[\s,:]*")


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
    return [_found(passage, people, *one) for one in _Reader(passage, quoted, people).read()]


def _is_long(text: str, quoted: Quoted) -> bool:
    return sum(any(map(str.isalnum, word)) for word in text[quoted.start : quoted.end].split()) >= _FEWEST_WORDS


def _found(passage: Passage, people: Sequence[FoundPerson], quoted: Quoted, rule: str, place: Place | None) -> FoundQuotation:
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
        at = quoted.start - 1
        start = max(self.scene.sentence_start(at), at - _LEAD)
        lead = self.plain[start:at].strip(_OUTER)
        if not lead:
            return self._read_first(quoted, start, following)
        if self._is_titled(start, quoted):
            return None
        return self._read_introduced(quoted, start, following) if lead.endswith(":") else self._read_inner(quoted, start, following)

    def _read_first(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what begins its sentence: the speaker follows, or it stands alone and the one before goes on."""
        if subject := self._attribution(quoted, following):
            return "followed", subject
        return ("alone", self._carried(start)) if self._stands_alone(quoted) else None

    def _read_introduced(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what stands behind a colon."""
        at = quoted.start - 1
        said = self._introduction(start, at)
        if said == UNNAMED and _writing_pattern().search(self.plain, start, at):
            said = self._carried(start)
        if said and said.place:
            return "introduced", said
        behind = self._attribution(quoted, following)
        if behind and behind.place:
            return "followed", behind
        if said:
            is_wording = said == UNNAMED and _document_pattern().match(self.plain, start, at)
            return None if is_wording else ("introduced", said)
        if self._verbs(start, at):
            return "introduced", self._carried(start)
        if behind:
            return "followed", behind
        named = self.scene.first_subject(start, at)
        if not named and _document_pattern().match(self.plain, start, at):
            return None
        return "introduced", named or UNNAMED

    def _read_inner(self, quoted: Quoted, start: int, following: int) -> tuple[str, Subject] | None:
        """Read what stands inside the reporter's sentence: it is speech where somebody is said to say it."""
        at = quoted.start - 1
        if self.last and start <= self.last.quoted.end < at and _JOINED.fullmatch(self.plain, self.last.quoted.end + 1, at):
            return "partial", self.last.subject._replace(how="carried")
        said, is_said = self._introduction(start, at), self._is_said(start, at)
        may_be = is_said or self._begins_small(quoted) or bool(_SPOKEN_WORDS.search(self.text[quoted.start : quoted.end]))
        if said and said.place and may_be:
            return "partial", said
        behind = self._attribution(quoted, following)
        if behind and (behind.place or behind.how != "unnamed"):
            return "followed", behind
        if is_said:
            return "partial", said or self._carried(start)
        return ("partial", said) if may_be and said and said.how != "unnamed" else None

    def _introduction(self, start: int, at: int) -> Subject | None:
        """Return who speaks in what stands before the words; None where nobody is said to."""
        verbs = self._verbs(start, at)
        subject: Subject | None = None
        for verb in reversed(verbs[-3:]):
            subject = self.scene.subject_before(start, verb.start())
            if subject and subject.place:
                return UNNAMED if self._has_own_subject(subject.place, verbs, verb) else subject
            if subject:
                break
        if subject and subject.how != "unnamed":
            return subject
        return self._named_behind(start, at) or subject

    def _has_own_subject(self, place: Place, verbs: list[re.Match[str]], verb: re.Match[str]) -> bool:
        """Tell "ông Nam cho biết nhiều người nói": it is not he who says it."""
        others = (_OTHERS_SAY.fullmatch(self.plain, one.start(), verb.start()) for one in verbs if place.end <= one.start())
        return any(others)

    def _named_behind(self, start: int, end: int) -> Subject | None:
        """Return who is named behind "theo", "dẫn lời", "lời của"."""
        for match in reversed(list(_others_pattern().finditer(self.plain, start, end))):
            for place in self.scene.between(match.end(), min(end, match.end() + _NAME_IN)):
                if not set(",;:.(") & set(self.plain[match.end() : place.start]):
                    return Subject(place, "by-name")
                break
            if found := self.scene.stand_in(match.end(), end):
                return found
        return None

    def _attribution(self, quoted: Quoted, following: int) -> Subject | None:
        """Return who speaks in what follows the words; None where it says nothing of it."""
        close = quoted.end + 1
        end = min(self.scene.sentence_end(close), close + _TAIL, following)
        separator = _SEPARATOR.match(self.plain, close, end)
        start = separator.end() if separator else close
        if start >= end or "\n" in self.plain[close:start] or _GOES_ON.match(self.plain, start, end):
            return None
        if (others := _others_pattern().match(self.plain, start, end)) and others.end() < end:
            return self._named_behind(start, end)
        marked = bool(self.plain[close:start].strip())
        verbs = self._verbs(start, end)
        if not verbs:
            signed = self._signed(start, end) if set("–—-(") & set(self.plain[close:start]) else None
            return signed or self._named_behind(start, end)
        if verbs[0].start() == start:
            return self._spoken_by(start, verbs, end)
        subject = self.scene.subject_behind(start, verbs[0].start())
        return subject if marked or subject is not UNNAMED else None

    def _spoken_by(self, start: int, verbs: list[re.Match[str]], end: int) -> Subject | None:
        """Read "…, khẳng định của ông Nam" and "…, trả lời báo chí, ông Nam nói"."""
        for verb in verbs[1:]:
            place = next((one for one in self.scene.between(start, verb.start()) if not self.scene.is_object(one)), None)
            if place:
                return Subject(place, "by-name")
        return self._named_behind(start, end)

    def _signed(self, start: int, end: int) -> Subject | None:
        """Read "“…” - Nguyễn Văn Nam" and "“…” (ông Nam)"."""
        places = self.scene.between(start, min(end, start + _NAME_IN))
        return Subject(places[0], "by-name") if places and end - places[0].end <= _NAME_IN else None

    def _stands_alone(self, quoted: Quoted) -> bool:
        """Tell whether the words are a whole sentence, with nothing of the reporter's in it."""
        words = self.text[quoted.start : quoted.end].strip()
        behind = self.text[quoted.end + 1 : quoted.end + 4]
        if not words or not (words[0].isupper() or words[0].isdigit() or words[0] in "“\"‘'.…"):
            return False
        if not behind.strip(" .!?…") or behind.lstrip(" .!?…")[:1] == "\n":
            return True
        return behind[0] in ".!?…" or (words[-1] in ".!?…" and behind.lstrip()[:1] in "“\"") or (
            words[-1] in ".!?…" and behind.lstrip()[:1].isupper()
        )

    def _carried(self, start: int) -> Subject:
        """Return who spoke in the sentence before one, or whom it spoke of."""
        last = self.last
        if last and not self.plain[last.sentence_end : start].strip(" .!?…\n”\"»"):
            return last.subject._replace(how="carried")
        before = self.scene.sentence_start(max(0, start - 2))
        while before > 0 and not self.plain[before:start].strip(" \n.”\""):
            before = self.scene.sentence_start(before - 1)
        found = self._introduction(before, start) or self.scene.first_subject(before, start)
        if found:
            return found._replace(how="carried") if found.place else found
        if last and start - last.quoted.end < _LEAD:
            return last.subject._replace(how="carried")
        return UNNAMED

    def _verbs(self, start: int, end: int) -> list[re.Match[str]]:
        return [match for match in _saying_pattern().finditer(self.plain, start, end) if match["says"]]

    def _is_titled(self, start: int, quoted: Quoted) -> bool:
        """Tell whether the words right before a mark call what it holds a title, a name or a slogan."""
        at = quoted.start - 1
        thing = _titled_pattern(self._begins_small(quoted)).search(self.plain, max(start, at - _NAME_IN), at)
        return bool(thing and not self._is_said(start, at, thing.end("thing")))

    def _is_said(self, start: int, at: int, thing: int = 0) -> bool:
        """Tell whether a verb of saying stands right before the words, not before the word for a thing."""
        verbs = self._verbs(start, at)
        return bool(verbs and verbs[-1].end() >= thing and _DIRECT.fullmatch(self.plain, verbs[-1].end(), at))

    def _begins_small(self, quoted: Quoted) -> bool:
        return self.text[quoted.start : quoted.end].lstrip()[:1].islower()


@cache
def _saying_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('not_sayings')}|(?P<says>{any_of('sayings')}))(?!\w)")


@cache
def _others_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('sayings_of_others')}(?!\w)")


@cache
def _titled_pattern(begins_small: bool) -> re.Pattern[str]:
    things = any_of("titled_things") if begins_small else f"{any_of('titled_things')}|{any_of('named_bodies')}"
    return re.compile(rf"(?<!\w)(?P<thing>{things})(?:\s[\w&/-]{{1,12}}){{0,{2 if begins_small else 4}}}\s?:?\s?$")


@cache
def _document_pattern() -> re.Pattern[str]:
    return re.compile(rf"[\s(–-]*(?:(?:theo|tại|trong)\s)?{any_of('documents')}(?!\w)[^,]*$")


@cache
def _writing_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('writings')}(?!\w)")
