"""The words around a quotation that tell speech from titles, names and the wording of documents."""

import re
from functools import cache

from kaluga_site.extract.words import any_of, any_word_of, plain_words, word_alternation
from kaluga_site.patterns import compiled

_THING_IN = 60
_NO_THINGS = r"(?:bài học|giải pháp|giải quyết|vụ việc|nhóm họp)(?!\w)"
"""What begins like a word for something that bears a title, and is none."""

_NO_ARTICLE = r"(?!(?:điều|khoản)\s(?!\d|lệ|ước))"
"""An article of a law has a number: "Điều 5", but not "Điều bà nói"."""

_REPORTING = (" rằng ", " rằng: ")
_SAID, _SAID_ABOVE = "nói", "nói trên"
_IN_PUBLIC = compiled(
    r" (?:twitter|facebook|fb|instagram|youtube|tiktok|weibo|telegram|truyền hình|truyền thông|sóng|đài|kênh|mạng|trang"
    r"|báo|tờ|tạp chí|blog|diễn đàn|cnn|bbc|cbs|nbc|abc|fox|vtv|vov)(?!\w)"
)
_CONTENT = ("có nội dung", "nội dung như sau", "có đoạn", "có câu", "có dòng")
_DIRECT = compiled(
    r"(?:\s(?:rằng|là|như sau|đây là|thêm|lại|với\s[^,.;:]{1,40}|(?:trong|trên)\s[^,.;:]{1,30}(?=\srằng)))*[\s,:]*"
)
_REPORTED = compiled(r"[^,;:.()–]{1,60}")
_OTHERS_SAY = compiled(
    r"(?:cho biết|cho hay|cho rằng|nói|kể|khẳng định)(?: rằng)?,?\s"
    r"(?:có\s)?(?:các|những|nhiều|không ít|một|một số|ai đó)\s[^,;:]{1,60}"
)


_SPEAKS = compiled(
    r"\s(?:(?:cũng|đã|vừa|từng|liền|còn|lại|mới|vẫn|lần đầu|thẳng thắn|không ngại|không ngần ngại|hài hước|xúc động)\s)"
    r"{0,2}(?:cho biết|cho hay|cho rằng|nói|viết|khẳng định|chia sẻ|bày tỏ|thừa nhận|phát biểu|nhấn mạnh|kể|tâm sự"
    r"|thổ lộ|bộc bạch|trải lòng|giãi bày|tiết lộ|nhớ lại|giải thích|khoe|lên tiếng|trả lời|bật khóc|phân trần)(?!\w)"
)
_DOCUMENT_SAYS = compiled(
    r"[’ ]*(?:[,;]|\s[–—-])\s(?:bản\s)?(?:báo cáo(?! viên)|văn bản|công văn|cáo trạng|kết luận|bản án|tờ trình"
    r"|nghị quyết|biên bản)(?: [\w.-]+){0,6}?"
    r" (?:nêu|cho biết|cho hay|viết|ghi|khẳng định|nhận định|kết luận|quy định)(?!\w)"
)


def speaks(plain: str, end: int) -> bool:
    """Tell whether what ends at an offset does what people do: a verb of saying, or the like, stands behind it."""
    return bool(_SPEAKS.match(plain, end))


def find_verbs(plain: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the verbs of saying between two offsets of a text in plain form."""
    found = _saying_pattern().finditer(plain, start, end)
    verbs = (_said_in_public(match) if match.group() == _SAID_ABOVE else match for match in found)
    return [verb for verb in verbs if verb.group() in plain_words("sayings")]


def _said_in_public(above: re.Match[str]) -> re.Match[str]:
    """Return the verb of "nói trên truyền hình", which is none in "vụ việc nói trên"."""
    if not _IN_PUBLIC.match(above.string, above.end(), above.endpos):
        return above
    verb = _saying_pattern().match(above.string, above.start(), above.start() + len(_SAID))
    return verb or above


def say_others(plain: str, verb: re.Match[str], last: re.Match[str]) -> bool:
    """Tell whether a verb of saying leads to somebody unnamed who says the rest: "cho biết nhiều người nói"."""
    return bool(_OTHERS_SAY.fullmatch(plain, verb.start(), last.start()))


def is_said(plain: str, start: int, at: int, thing: int = 0) -> bool:
    """Tell whether a verb of saying stands right before an offset, not before the end of the word for a thing."""
    verbs = find_verbs(plain, start, at)
    return bool(verbs and verbs[-1].end() >= thing and _DIRECT.fullmatch(plain, verbs[-1].end(), at))


def is_reported(plain: str, start: int, at: int) -> bool:
    """Tell whether a verb of saying stands so near before an offset that the words behind it belong to it."""
    verbs = find_verbs(plain, start, at)
    return bool(verbs and _REPORTED.fullmatch(plain, verbs[-1].end(), at))


def is_titled(plain: str, start: int, at: int, *, begins_small: bool) -> bool:
    """Tell whether the words right before a mark call what it holds a title, a name or a slogan.

    What `begins_small` is not the name of a body.
    """
    if plain.endswith(_REPORTING, start, at):  # "viết trong một lá thư rằng"
        return False
    pattern = _phrase_pattern() if begins_small else _title_pattern()
    thing = pattern.search(plain, max(start, at - _THING_IN), at)
    if not thing or (thing["thing"] == "quan điểm" and plain[thing.end("thing") : at].strip() == ":"):
        return False
    return not is_said(plain, start, at, thing.end("thing"))


def is_worded(plain: str, start: int, at: int) -> bool:
    """Tell whether a document says the words that begin behind an offset: "Điều 5 quy định:"."""
    return bool(_document_pattern().match(plain, start, at))


def document_behind(plain: str, close: int, end: int) -> int:
    """Return where the words end by which a document says what a mark closes, "“…”, báo cáo nêu"; 0 for none."""
    says = _DOCUMENT_SAYS.match(plain, close, end)
    return says.end() if says else 0


def is_content(plain: str, start: int, at: int) -> bool:
    """Tell whether the words behind an offset are what a document is said to hold: "hiệp ước, trong đó có nội dung"."""
    if not any(plain.find(word, start, at) >= 0 for word in _CONTENT):
        return False
    verbs = find_verbs(plain, start, at)
    if not verbs or verbs[-1].group() not in _CONTENT or not _DIRECT.fullmatch(plain, verbs[-1].end(), at):
        return False
    things = list(_content_pattern().finditer(plain, start, verbs[-1].start()))
    return bool(things and things[-1]["document"])


def is_written(plain: str, start: int, at: int) -> bool:
    """Tell whether a letter, a poem or the like is spoken of between two offsets: its writer speaks in it."""
    return bool(_writing_pattern().search(plain, start, at))


@cache
def others_pattern() -> re.Pattern[str]:
    """Return the pattern of the words behind which the speaker is named: "theo", "dẫn lời"."""
    return compiled(rf"{any_word_of('sayings_of_others')}(?!\w)")


@cache
def _saying_pattern() -> re.Pattern[str]:
    """Return the pattern of the verbs of saying, and of what only holds one: of two that begin alike the longer."""
    return compiled(rf"{word_alternation(plain_words('sayings') | plain_words('not_sayings'))}(?!\w)")


@cache
def _title_pattern() -> re.Pattern[str]:
    things = f"{any_of('titled_things')}|{any_of('named_bodies')}"
    return compiled(rf"\b(?!{_NO_THINGS})(?P<thing>{things})(?:\s[\w&/-]{{1,12}}){{0,4}}\s?:?\s?$")


@cache
def _phrase_pattern() -> re.Pattern[str]:
    titled = rf"{any_of('titled_things')}(?=(?:\s[\w&/-]{{1,12}}){{0,2}}\s?:?\s?$)"
    return compiled(rf"\b(?!{_NO_THINGS})(?P<thing>{titled}|{any_of('labelled_things')}(?=\s$))")


@cache
def _document_pattern() -> re.Pattern[str]:
    return compiled(rf"[\s(–-]*(?:(?:theo|tại|trong)\s)?{_NO_ARTICLE}{any_of('documents')}(?!\w)[^,]*$")


@cache
def _content_pattern() -> re.Pattern[str]:
    return compiled(rf"\b(?:{any_of('writings')}|(?P<document>{any_of('documents')}))(?!\w)")


@cache
def _writing_pattern() -> re.Pattern[str]:
    return compiled(rf"{any_word_of('writings')}(?!\w)")
