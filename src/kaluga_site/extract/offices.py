"""Offices and words of address: where they stand, and the role that they make."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kaluga_site.extract.around import begins_sentence
from kaluga_site.extract.passage import Passage
from kaluga_site.extract.words import alternation, any_of, plain_words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import LOWER, UPPER

_BEFORE_OFFICES = ("nguyên", "cựu", "cố", "quyền", "phó", "đương kim", "nữ")
_BEFORE_OFFICE = rf"(?:(?:{'|'.join(_BEFORE_OFFICES)})\s){{0,2}}"
_ADMINISTRATION = ("chính quyền ", "thẩm quyền ", "uỷ quyền ", "ủy quyền ")
"""What ends in a word for who acts in an office, and does not say so: "chính quyền Tổng thống Mỹ"."""

_ACTING = "quyền "
_APPOSITION = compiled(
    r"\s?(?:,|\s[-–—]|\s?\((?=\w))\s?(?:(?:\d{1,3} tuổi|(?:sinh năm|sn) \d{4}),\s)?"
    r"(?:một (?:trong (?:số )?(?:những |các |hai |ba |bốn |năm )?|(?!người |cư dân|du khách|nhân chứng)))?"
)
_ROLE_END = compiled(
    rf",(?!\s(?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|TP)\.? [{UPPER}\d])|[;:()“”\"\n]"
    rf"|(?<!TP)\.(?!\w)|\s[-–—](?=\s[{LOWER}“])(?!\s(?:truyền thông|thể thao|du lịch|đầu tư|xã hội|công nghệ|môi trường"
    r"|đào tạo|thương mại|tư tưởng|vận tải|nông thôn)(?!\w))|\s(?:đã|cho|nói|phát biểu|khẳng định|nhận|ký|bày tỏ"
    r"|cũng|vừa|đang|sẽ|là|thì|và ông|và bà|trả lời|nhấn|nêu|kết luận|chia sẻ|đầu tiên"
    r"|xác nhận|thừa nhận|thông tin về|đề nghị|yêu cầu|cảnh báo|giải thích|đánh giá|phân tích|tuyên bố|trao đổi|kể"
    r"|trúng cử|đắc cử|giữ chức|chỉ đạo|khai|thông báo|kêu gọi|lên tiếng|trình báo"
    r"|bị|được|có|vì|để|do|về tội|về hành vi|khi|sau khi|trước khi|cùng|từ năm|vào ngày|trong (?:các )?năm|rằng|nhưng"
    r"|về (?:việc|vụ|vấn đề|lựa chọn|quyết định|chuyện|những|thông tin)"
    r"|hôm nay|hôm qua|hôm|sáng|trưa|chiều|tối|ngày|lúc|hiện|vẫn|không|chưa|còn|đến|ra|nhằm)(?!\w)"
)
_NO_LETTER = rf"[^{LOWER}0-9_]"
"""What stands before a word in plain form, or a letter of another script. Such a set is looked for many times as fast
as the edge of a word."""

_TOLD_APART = 10
"""So many signs of a title are looked for before the rest, which costs more."""

_LONGEST_ROLE = 120


class Title(NamedTuple):
    """An office or a word of address in a text."""

    start: int
    end: int
    office: str | None
    """The words of an office, in plain form."""


def find_titles(plain: str) -> Iterator[Title]:
    """Yield the offices and words of address of a text."""
    for found in _title_pattern().finditer(f"\n{plain}"):
        if not found.group()[0].isalpha():
            start = found.start()
            if plain.startswith(_ACTING, start) and plain.endswith(_ADMINISTRATION, 0, start + len(_ACTING)):
                start += len(_ACTING)
            yield Title(start, found.end() - 1, found["office"])


def role_behind(passage: Passage, end: int) -> str | None:
    """Return the office named right behind a name: ", Giám đốc Sở …", " - lãnh đạo Tập đoàn TH -", "(cựu …)"."""
    mark = _APPOSITION.match(passage.plain, end)
    title = read_title(passage, mark.end()) if mark else None
    if not title or title.office is None:
        return None
    stop = _ROLE_END.search(passage.text, title.end, title.end + _LONGEST_ROLE)
    return passage.text[title.start : stop.start()].strip() if stop else None


def begins_office(passage: Passage, at: int) -> bool:
    """Tell whether an office of two words or more begins at an offset."""
    title = read_title(passage, at)
    return bool(title and title.office and " " in title.office)


def read_title(passage: Passage, at: int) -> Title | None:
    """Return the office or the word of address that begins with the word at an offset.

    "Anh" with a capital within a sentence is no word of address, but the country.
    """
    plain, text = passage.plain, passage.text
    if plain[at : at + 2] not in _openings(2):
        return None
    found = _title_pattern().match(plain, at - 1) if at else _title_pattern().match(f"\n{plain}")
    if not found or (found["office"] is None and text[at].isupper() and not begins_sentence(text, at)):
        return None
    return Title(at, at + len(found.group()) - 1, found["office"])


def join_roles(before: str | None, role: str) -> str:
    """Join the offices of one holder: "Phó Thủ tướng, Bộ trưởng"; of too many, only the last."""
    joined = f"{before}, {role}" if before else role
    return joined if len(joined) <= _LONGEST_ROLE else role


@cache
def _title_pattern() -> re.Pattern[str]:
    """Return the pattern of a title and the sign before it: it looks for first signs before it tries all the rest."""
    title = rf"{_BEFORE_OFFICE}(?P<office>{any_of('offices')})|{any_of('honorifics')}"
    return compiled(rf"{_NO_LETTER}(?={alternation(_openings(_TOLD_APART))})(?:{title})(?!\w)")


@cache
def _openings(length: int) -> frozenset[str]:
    """Return the first signs of titles: most words are told from them at once."""
    beginnings = plain_words("offices") | plain_words("honorifics") | frozenset(_BEFORE_OFFICES)
    return frozenset(beginning[:length] for beginning in beginnings)
