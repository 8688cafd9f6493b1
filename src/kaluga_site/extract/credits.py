"""Credits: photographers ("Ảnh: X") and the byline at the end of an article; never subjects."""

from collections.abc import Iterator

from kaluga_site.extract.bodies import head_phrases
from kaluga_site.extract.bylines import find_signed
from kaluga_site.extract.names import Words, is_place, surnames
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.runs import RUN
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import find_all, words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER

_CREDIT = compiled(
    r"(?:Ảnh|ẢNH|ảnh|Video|VIDEO|Clip|Đồ họa|Tranh|Thực hiện|Bài|Tin)(?: minh họa| minh hoạ)?\s?:\s?(?=[^\W\d_])"
)
_OF_TEXT = compiled(r"(?<!\w)(?:bài|tin)(?: viết)?(?:(?:,| và| -| –|/| &)? ?ảnh)?\s?:\s?$")
"""Whose words an article is: "Bài và ảnh:", "Bài:", "Tin, ảnh:"."""

_LONGEST_LEAD = len("Thực hiện minh họa ")
_COLON = compiled(r":\s?[^\W\d_]")
"""What every credit holds, and little else."""

_LETTER = compiled(r"\w")
_BYLINE = compiled(
    rf"(?:^|[.!?…”\"/)]\s|\n)\s*(?P<name>{RUN}(?:\s?[-–,/&]\s?{RUN}){{0,2}})\s*(?:[-–]?\s*\([^()\n]{{2,40}}\))?\s*$"
)
_INITIALS = compiled(rf"[{UPPER}](?:\.\s?[{UPPER}])+\.?")
_NAME_END = compiled(r"\s*(?:$|[\n).,/;–(-])")
_SEPARATOR = compiled(r"\s?[-–,/&]\s?")


def find_credits(passage: Passage) -> Iterator[Named]:
    """Yield the names credited for photos and, at the end, for the text; agencies and papers are none."""
    end = 0
    for colon in find_all(_COLON, passage.text, (":",)):
        credit = _CREDIT.search(passage.text, max(end, colon.start() - _LONGEST_LEAD), colon.end())
        end = colon.end() - 1
        if credit and not _LETTER.match(passage.text, max(0, credit.start() - 1), credit.start()):
            is_text = _OF_TEXT.search(passage.plain, max(0, credit.start() - 12), credit.end())
            yield from _credited(passage, credit.end(), "text-credit" if is_text else "photo-credit")
    signed = find_signed(passage.text)
    if signed >= 0 and passage.text.find("\n", signed) >= 0:
        yield from _credited(passage, signed, "byline-above-captions")
    elif _may_end_in_name(passage.text):
        byline = _BYLINE.search(passage.text, max(0, len(passage.text) - 120))
        if byline:
            yield from _credited(passage, byline.start("name"), "closing-byline")


def _may_end_in_name(text: str) -> bool:
    """Tell most texts' ends from a byline: a full stop behind a small letter ends a sentence."""
    end = text[-30:].rstrip()
    return not end.endswith(".") or not end[-2:-1].islower() or end[-3:-2].isupper()


def _credited(passage: Passage, at: int, rule: str) -> Iterator[Named]:
    """Yield the names that begin at an offset, one behind the other with a comma, dash or slash between."""
    for _ in range(3):
        run = run_at(passage, at)
        if not run:
            return
        name = run if _NAME_END.match(passage.text, run[-1].end) else _first_words(run)
        if _is_person(passage.text, name) and not head_phrases().longest_at(passage.plain, at):
            yield Named(name[0].start, name[-1].end, rule, credit=True)
        separator = _SEPARATOR.match(passage.text, name[-1].end)
        if not separator:
            return
        at = separator.end()


def _first_words(run: Words) -> Words:
    """Cut a name from the sentence glued to it: three words after a surname, else two."""
    return run[:3] if len(run) > 3 and run[0].plain in surnames() else run[:2]


def _is_person(text: str, name: Words) -> bool:
    form = text[name[0].start : name[-1].end]
    if form in words("agencies") or name[0].text in words("agencies") or is_place(name) or name[0].plain == "theo":
        return False
    return bool(_INITIALS.fullmatch(form)) or 2 <= len(name) <= 5
