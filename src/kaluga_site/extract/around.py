"""What the words and signs around a name say of it: a place, a street, a picture, the beginning of a sentence."""

from functools import cache

from kaluga_site.extract.words import before_two_words, last_words, plain_words, word_before
from kaluga_site.patterns import compiled

_SENTENCE_START = compiled(r"(?:^|[\n.!?…:;“”\"'‘(\[*•/–—-])\s*$")
_LAST_WORDS = compiled(r"(?:([\w.&]++)\s)?([\w.&]++)\s$")
_ADDRESS = compiled(
    r"(?<!\w)(?:(?<!áo )(?<!thủ )(?<!đạo )(?<!vệ )(?<!môn )(?<!vợt )(?<!giống )(?<!sao )(?<!hạng )(?<!trí )(?<!sinh )số"
    r"|(?:tại|ở|nhà|căn|quán|bar|karaoke|khách sạn|căn hộ|cơ sở|trụ sở|địa chỉ|cửa hàng|tiệm|chung cư|tòa nhà)(?: số)?)"
    r" \d{1,4}[a-zđ]?(?:[/–-]\d{1,4}[a-zđ]?)*\s$"
)
"""A number in a street that is named behind it; that of a player, "tiền vệ số 10", is none."""

_IN_PICTURE = compiled(r" \((?:bên |bìa |ngoài cùng |đứng |ngồi )?(?:trái|phải|giữa)[),]")
_NO_PLACES = (
    "thượng viện ",
    "hạ viện ",
    "quốc hội ",
    "nghị viện ",
    "yêu cầu ",
    "thỉnh cầu ",
    "đồng đội ",
    "liên bang ",
)
"""Their last words are those of kinds of place, but a person's name may stand behind them."""

_INSTITUTES = ("trung tâm nghiên cứu ", "viện nghiên cứu ", "quỹ nghiên cứu ")
"""What may be named after people, unlike "nhà nghiên cứu" and who leads it."""

OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"


def is_in_picture(small: str, end: int) -> bool:
    """Tell whether behind a name that ends at an offset stands where in a picture somebody is: "(trái)"."""
    return small.startswith(" (", end) and bool(_IN_PICTURE.match(small, end))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether quotation marks stand close around a span: a firm's, a work's or a nick name."""
    return start > 0 and text[start - 1] in OPENING and end < len(text) and text[end] in _CLOSING


def follows_place_word(small: str, start: int) -> bool:
    """Tell whether the word before an offset makes what follows a place or a body: "đường", "trường"."""
    last = word_before(small, start)
    if last is None or (last.isalpha() and last not in last_words("place_words") and last != "cứu"):
        return False
    if last in {"viện", "hội", "cầu", "đội", "bang"} and small.endswith(_NO_PLACES, 0, start):
        return False
    if last[:1].isdecimal() and _ADDRESS.search(small, max(0, start - 40), start):
        return True
    known = plain_words("place_words")
    if last in known or small.endswith(_INSTITUTES, 0, start):
        return True
    match = _LAST_WORDS.search(small, before_two_words(small, start, 24), start)
    if not match:
        return False
    return (
        match[2] in known
        or (match[1] is not None and f"{match[1]} {match[2]}" in known)
        or small.endswith(_long_place_words(), 0, start)
    )


@cache
def _long_place_words() -> tuple[str, ...]:
    """Return the place words that have three parts or more: "khu công nghiệp"."""
    return tuple(f"{word} " for word in plain_words("place_words") if word.count(" ") > 1)


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether an offset begins a sentence or a quotation."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False
    return start == 0 or bool(_SENTENCE_START.search(text, start - 4, start))
