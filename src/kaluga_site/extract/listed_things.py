"""Names of people that the schools of a row and the firms of a list bear: nobody is meant by them."""

from bisect import bisect_left
from operator import attrgetter

from kaluga_site.extract.passage import Passage
from kaluga_site.extract.sayings import speaks
from kaluga_site.patterns import compiled

_FIRMS_LISTED = compiled(
    r"(?<!\w)(?:các|những|nhiều|một số|hàng loạt)(?: \w+){0,2}? (?:doanh nghiệp|công ty|tập đoàn|chủ đầu tư|thương hiệu"
    r"|hãng|ngân hàng|ông lớn|mã|cổ phiếu)(?!\w)[^.;:\n]{0,90}?(?:: | như |gồm )(?:[^.:;\n]{1,60}(?:, | và |; ))?$"
)
_BEFORE_LISTED = (": ", " như ", " gồm ", ", ", " và ", "; ")
_LONGEST_LEAD = 200
_SCHOOLS = frozenset(("thpt", "thcs", "ptth"))
_BEFORE_SCHOOLS = _SCHOOLS | {"trường"}
_ROW_JOINS = (", ", " và ")
_START = attrgetter("start")


def is_listed_firm(passage: Passage, start: int, end: int) -> bool:
    """Tell two syllables among firms, "các doanh nghiệp như Hòa Phát, Hoàng Quân"."""
    if passage.text.count(" ", start, end) > 1 or not passage.plain.endswith(_BEFORE_LISTED, 0, start):
        return False
    return bool(_FIRMS_LISTED.search(passage.plain, max(0, start - _LONGEST_LEAD), start))


def is_in_row_of_schools(passage: Passage, start: int, end: int) -> bool:
    """Tell "THPT Kim Liên, Phan Đình Phùng và Trần Phú", where none of them says anything."""
    at = start
    while passage.text.endswith(_ROW_JOINS, 0, at):
        place = bisect_left(passage.runs, at, key=_START) - 1
        if place < 0 or passage.text[passage.runs[place].end : at] not in _ROW_JOINS:
            return False
        run = passage.runs[place]
        if run.before in _BEFORE_SCHOOLS or run.shape.words[0].plain in _SCHOOLS:
            return not speaks(passage.plain, end)
        at = run.start
    return False
