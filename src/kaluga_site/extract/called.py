"""People who are said to have a name: "một người tên S."."""

from collections.abc import Iterator
from functools import cache

from kaluga_site.extract.names import LONGEST_NAME
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import Phrases, find_all, plain_words
from kaluga_site.patterns import compiled

_CALLED = compiled(r"(?<!theo)(?<!giấu)(?<!ẩn)(?<!nêu)(?<!đổi)(?<!ghi)(?<!ký)(?<!kèm) tên (?:là )?(?=\w)")
_FARTHEST_BEARER = 5
"""So many words before "tên" may say who bears it: "bé trai 2 tuổi tên Julen"."""


def find_called(passage: Passage) -> Iterator[Named]:
    """Yield who is said to have a name: "một người tên S.", "chủ tiệm tên là Zheng"."""
    for called in find_all(_CALLED, passage.plain, (" tên ",)):
        if passage.text[called.end() : called.end() + 1].isupper() and _is_bearer(passage.plain, called.start()):
            run = run_at(passage, called.end())
            if 0 < len(run) <= LONGEST_NAME:
                yield Named(run[0].start, run[-1].end, "called-by-name")


def _is_bearer(small: str, end: int) -> bool:
    """Tell whether one of the words before an offset begins what a person is called."""
    at = end
    for _ in range(_FARTHEST_BEARER):
        at = max(small.rfind(blank, 0, max(at, 0)) for blank in " \n")
        if _bearers().longest_at(small, at + 1, end):
            return True
    return False


@cache
def _bearers() -> Phrases:
    """Return what those are called of whom a name may be told behind it."""
    persons = {
        *("người", "bé", "bé trai", "bé gái", "cậu bé", "cô bé", "cháu", "thanh niên", "thiếu niên", "thiếu nữ"),
        *("phụ nữ", "đàn ông", "cô gái", "chàng trai", "bạn", "bạn trai", "bạn gái", "vợ", "chồng", "kẻ", "gã"),
        *("chủ tiệm", "hàng xóm", "khách", "tài khoản", "phụ huynh", "cư dân", "du khách", "bệnh nhi", "người dùng"),
    }
    return Phrases(plain_words("offices") | plain_words("honorifics") | persons)
