"""Who is said to speak the words in quotation marks, in what stands before and behind them."""

import re

from kaluga_site.extract.holders import Place
from kaluga_site.extract.sayings import others_pattern, say_others
from kaluga_site.extract.scene import Scene
from kaluga_site.extract.speakers import subject_before, subject_behind
from kaluga_site.extract.stand_ins import UNNAMED, Subject, stand_in
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_NEAR = 60
_COMMA = ", "
_SHORT, _FEW = 20, 3
"""Within so many characters, and behind fewer words, stands the subject of a clause with its word of address."""

_LONGEST = 200
_TRIED = 3
"""So many verbs of saying are looked at for a subject, the nearest first."""

_SEPARATOR = compiled(r"’?[\s,;–—(-]*")
_FOR = compiled(r"\s(?:cho|tới|đến)\s")
_ENDS_SENTENCE = compiled(rf"[.!?…]+[{UPPER}]")
"""Behind a closing mark, the end of a sentence that the next one follows without a space."""

_GOES_ON = compiled(
    r"(?:và|hay|hoặc|cùng|là|đã|đang|sẽ|của|cho|để|với|mà|tại|trong|được|bị|có|cũng|như|nhưng|còn|song|trong khi"
    r"|tuy nhiên|đồng thời|vì|do|nên|khi|nếu|gồm|thuộc|trên|từ|đến)(?!\w)"
)
"""How the reporter's own sentence goes on behind words that it only holds."""

_AS_SAID = compiled(r"như\s(?:cách\s|lời\s|điều\s)?")
_CALLED = compiled(
    r"là\s(?:một\s|những\s)?(?:câu hỏi|thắc mắc|băn khoăn|trăn trở|tâm sự|chia sẻ|khẳng định|nhận định|nhận xét"
    r"|lời (?:khẳng định|nhắn|nhắn nhủ|dặn|dặn dò|khuyên|tâm sự|chia sẻ|hứa|kêu gọi))(?P<link>\s(?:mà|của|được))?\s"
)
_PUT = compiled(r"(?:đặt ra|nêu ra|đưa ra|gửi|gửi đến|gửi tới|dành cho)(?!\w)")

_SOURCE = compiled(
    r"(?P<by>theo\s)?(?P<medium>(?:báo|tờ|hãng|đài|kênh|trang|tạp chí|truyền thông|thông cáo|tuyên bố|nguồn tin)\s)?"
)
_PASSED_ON = compiled(
    r"[^,;:.()]{1,60}?\s(?:dẫn|trích)\s(?:lời|lại|tin|nguồn|tuyên bố|thông báo|thông cáo|phát biểu|báo cáo)(?!\w)"
)


def speaker_before(scene: Scene, start: int, at: int) -> Subject | None:
    """Return who speaks, as the words between two offsets say that lead to a quotation; None where they do not."""
    verbs = scene.verbs(start, at)
    if verbs and scene.plain.endswith(" bị ", 0, verbs[-1].start()):  # "tỏ ra giận dữ khi bị nói": others say it
        return UNNAMED
    subject: Subject | None = None
    for verb in reversed(verbs[-_TRIED:]):
        subject = subject_before(scene, start, verb.start())
        if subject and not (subject == UNNAMED and verb is not verbs[0] and _is_noun(scene.plain, verb)):
            break
    if subject and subject.place:
        end = subject.place.end
        others = any(say_others(scene.plain, one, verb) for one in verbs if end <= one.start() < verb.start())
        return UNNAMED if others else subject
    if subject and subject != UNNAMED:
        return subject
    return _named_behind(scene, start, at) or subject


def _is_noun(plain: str, verb: re.Match[str]) -> bool:
    """Tell "những cáo buộc trên là" from somebody who accuses."""
    return plain.endswith(("những ", "các "), 0, verb.start())


def speaker_behind(scene: Scene, close: int, following: int) -> Subject | None:
    """Return who speaks, as the words say that follow a closing mark; None where they do not.

    `following` is where the next quotation begins. Nothing follows where a line has ended instead.
    """
    plain, end = scene.plain, min(scene.sentence_end(close), close + _LONGEST, following)
    separator = _SEPARATOR.match(plain, close, end)
    start = separator.end() if separator else close
    if start >= end or "\n" in plain[close - 1 : start] or _ENDS_SENTENCE.match(scene.text, close):
        return None
    if _GOES_ON.match(plain, start, end):
        return _said_as(scene, start, end) or _called(scene, start, end)
    if others_pattern().match(plain, start, end):
        return _named_behind(scene, start, end) or _by_report(scene, start, end)
    verbs = scene.verbs(start, end)
    if not verbs:
        signed = _signed(scene, start, end) if set("–—-(") & set(plain[close:start]) else None
        return signed or _named_behind(scene, start, end) or _by_report(scene, start, end)
    if verbs[0].start() == start:
        return _spoken_by(scene, verbs, end)
    subject = subject_behind(scene, start, verbs[0].start())
    if subject == UNNAMED:
        subject = _named_behind(scene, start, end) or UNNAMED
    is_apart = bool(plain[close:start].strip()) or not plain[verbs[-1].end() : end].strip(" .")
    return subject if is_apart or subject != UNNAMED else _by_report(scene, start, end)


def subject_behind_comma(scene: Scene, close: int) -> Subject | None:
    """Read "“…”, ông Nam ứa nước mắt": who does something right behind a comma has said the sentence before it."""
    start = close + len(_COMMA)
    if not scene.plain.startswith(_COMMA, close):
        return None
    place = next(iter(scene.between(start, start + _SHORT)), None)
    is_at = place and len(scene.plain[start : place.start].split()) < _FEW
    return Subject(place, "by-name") if place and is_at else None


def _by_report(scene: Scene, start: int, end: int) -> Subject | None:
    """Read "…, theo Reuters" and "…, Reuters dẫn tuyên bố của quân đội": nobody named says it."""
    source = _SOURCE.match(scene.plain, start, end)
    if not source or not (source["medium"] or scene.text[source.end() : source.end() + 1].isupper()):
        return None
    return UNNAMED if source["by"] or _PASSED_ON.match(scene.plain, source.end(), end) else None


def _said_as(scene: Scene, start: int, end: int) -> Subject | None:
    """Read "“…” như ông Nam nói"."""
    link = _AS_SAID.match(scene.plain, start, end)
    verbs = scene.verbs(link.end(), end) if link else []
    if not link or not verbs:
        return None
    place = next(iter(scene.between(link.end(), verbs[0].start())), None)
    return Subject(place, "by-name") if place and _is_joined(scene.plain, link.end(), verbs[0].start()) else None


def _called(scene: Scene, start: int, end: int) -> Subject | None:
    """Read "“…?” là câu hỏi mà bà Hoa đặt ra" and "“…” là nhận định của ông Nam"."""
    called = _CALLED.match(scene.plain, start, end)
    if not called:
        return None
    place = next(iter(scene.between(called.end(), end)), None)
    if place and _is_joined(scene.plain, called.end(), place.start):
        return Subject(place, "by-name")
    is_put = _PUT.search(scene.plain, called.end(), end) or scene.verbs(called.end(), end)
    return UNNAMED if called["link"] or is_put else None


def _is_joined(plain: str, start: int, end: int) -> bool:
    """Tell whether no sign parts the words between two offsets; that of "TP. HCM" does not."""
    return set(",;:.(").isdisjoint(plain[start:end].replace("tp.", ""))


def _named_behind(scene: Scene, start: int, end: int) -> Subject | None:
    """Return who is named behind "theo", "dẫn lời", "lời của", the last one first."""
    for match in reversed(list(others_pattern().finditer(scene.plain, start, end))):
        place = next(iter(scene.between(match.end(), min(end, match.end() + _NEAR))), None)
        if place and _FOR.search(scene.plain, match.end(), place.start):
            continue  # "dành lời khen cho anh Nhật Hào"
        if place and _is_joined(scene.plain, match.end(), place.start):
            return Subject(place, "by-name")
        if found := stand_in(scene, match.end(), end):
            return found
    return None


def _spoken_by(scene: Scene, verbs: list[re.Match[str]], end: int) -> Subject | None:
    """Read "…, khẳng định của ông Nam" and "…, trả lời báo chí, ông Nam nói"."""
    first, *others = verbs
    for verb in others:
        place = _first_subject(scene, first.end(), verb.start())
        if place:
            return Subject(place, "by-name")
    return _named_behind(scene, first.start(), end) or (UNNAMED if others else None)


def _first_subject(scene: Scene, start: int, end: int) -> Place | None:
    return next((place for place in scene.between(start, end) if not scene.is_object(place)), None)


def _signed(scene: Scene, start: int, end: int) -> Subject | None:
    """Read "“…” - Nguyễn Văn Nam" and "“…” (ông Nam)"."""
    places = scene.between(start, min(end, start + _NEAR))
    return Subject(places[0], "by-name") if places and end - places[0].end <= _NEAR else None
