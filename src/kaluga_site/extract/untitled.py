"""Names without a title: known ones, in full, before a verb of saying."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from kaluga_site.extract.ages import find_aged
from kaluga_site.extract.around import follows_place_word, is_in_picture, is_quoted
from kaluga_site.extract.bodies import known_bodies
from kaluga_site.extract.called import find_called
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.initials import find_initials
from kaluga_site.extract.listed import find_listed
from kaluga_site.extract.listed_things import is_in_row_of_schools, is_listed_firm
from kaluga_site.extract.names import RULERS, Words, begins_with_given, is_work, is_year, ruler_end
from kaluga_site.extract.offices import begins_office, role_behind
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.rows import find_in_pictures, find_line_ups, find_scorers
from kaluga_site.extract.runs import Run
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import pairs, phrases, plain, plain_words, word_before, words
from kaluga_site.model.names import person_key
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_VIET_NAM, _LONGEST_OF_PERSON = " Việt Nam", 2
_SOMEBODY = compiled(
    r",\s(?:(?:một\s)?(?:người|công dân|cô gái|chàng trai|phụ nữ|nhân chứng|cư dân|(?:du |hành )?khách)(?!\w)"
    r"|(?:vợ|chồng|mẹ|cha|bố|(?:con|em|bạn) (?:trai|gái)|anh trai|chị gái|dì|cậu|chú|bác)(?: (?:cũ|ruột|nuôi))? của\s"
    r"(?!các|những|mọi|nhiều))"
)
_BODY_BEFORE = compiled(r"(?:cơ quan|tổ chức|công ty|hãng|tập đoàn|dịch vụ|trang|tờ)(?: [^\W\d_]+){1,2} $")
"""What says before a name from abroad that it is a body's: "cơ quan cứu thương Aamin Ambulance"."""

_BEHIND_QUOTATION = ("”, ", '", ')
_LONGEST_HALF_FOREIGN = 3
"""So many words, some of them Vietnamese syllables, may be a name where an office follows: "Sean Tan, giám đốc"."""

_HOME = compiled(
    r"\s\((?:(?:ở|trú|trú tại|quê|ngụ)\s[^()\n]{2,60}"
    r"|(?:[^()\n]{2,30}, ){0,2}(?:quận|huyện|tp|phường|xã|thị xã|tỉnh|thành phố|hà nội)[^()\n]{0,40})\)"
)
_SOMEBODY_OF = compiled(r", (?:bạn|người|chị|anh|em|con|cháu|vợ|chồng|mẹ|chủ|sinh viên|học sinh|nhân viên|kỹ sư)(?!\w)")
"""What stands behind a name: where somebody lives, and who that is."""

_FROM = compiled(
    r",\s(?:từ|thuộc|làm việc (?:tại|ở))\s(?:viện|học viện|trường|đại học|trung tâm|tổ chức|công ty|ngân hàng|hãng"
    r"|cơ quan|khoa|quỹ|nhóm|hội|hiệp hội)\s[^.;:\n“”]{2,80},(?=\s)"
)
_COMES_FROM = compiled(rf" đến từ (?=[{UPPER}])")
_BEFORE_COMERS = frozenset(("có", "và", "cùng", "là"))
"""Before who comes from somewhere; a sentence may begin with what comes from there, "Toyota Camry"."""

_NAMED_AFTER_THEM = frozenset(("ngoan", "lăng", "tượng", "cá", "hiệu", "đội"))
_FIRM_ENDS = frozenset(("group", "holdings", "corporation", "corp", "land", "bank", "capital", "media", "homes", "jsc"))
_RELATED = compiled(r"(?<!\w)(?:mẹ|cha|bố|vợ|chồng|(?:con|em|bạn) (?:trai|gái)|anh trai|chị gái)(?:\s\w+){0,2},\s$")
"""Somebody's kin, whose name follows: "Mẹ bé, Shaima Swileh, …"."""

_ASIDE = compiled(r" \([^()\n]{2,80}\)")
"""What may stand between a name and what is said: "Jeffrey Hall (Đại học Kanda) viết"."""

_PLAYING = (
    *(" lập cú đúp", " lập hat-trick", " ghi cú đúp", " sút phạt", " đánh đầu", " đệm bóng", " đi bóng", " rê bóng"),
    *(" kiến tạo", " vào sân", " rời sân", " nhận thẻ", " bị thay ra", " đá chính", " ghi bàn thứ", " treo giò"),
)
"""What a player does, and no team: "Kylian Mbappe lập cú đúp", but "Real Madrid ghi 2 bàn"."""

_SCORING = compiled(
    r"(?: (?:đã|kịp|xuất sắc|kịp thời|nhanh chóng|bất ngờ|tiếp tục|lại|cũng)){0,3} (?:ghi bàn|lập công|gỡ hòa|mở tỷ số"
    r"|mở tỉ số|nâng t[ỷỉ] số|ấn định t[ỷỉ] số|dứt điểm|tung cú|sút|đánh đầu|đệm bóng|tạt bóng)(?!\w)"
)
"""What a player does, and a team; but no team has a name of two syllables that is no place."""

_NAMED = compiled(
    r"(?:tên là|dẫn lời|trích lời|tên thật là|vợ của|chồng của|con trai của|con gái của|mẹ của|cha của|bố của|là)\s$"
)


def find_untitled(passage: Passage) -> Iterator[Named]:
    """Yield the names that show themselves by their form or by the words around them."""
    given, known_alone = plain_words("given_names_abroad"), _known_alone()
    for run in passage.runs:
        shape = run.shape
        if shape.full_name is None and shape.foreign is None:
            if passage.text.startswith(_BEHIND_QUOTATION, run.start - len(_BEHIND_QUOTATION[0])):
                yield from _behind_quotation(passage, run.start)
            elif 1 < len(shape.words) <= _LONGEST_HALF_FOREIGN and shape.words[0].plain in given:
                is_firm = shape.words[-1].plain in _FIRM_ENDS
                found = None if is_firm else _by_context(passage, run.start, run.end)
                yield from [found] if found else []
            elif shape.spelled in known_alone and _is_told_alone(passage, run):
                yield Named(run.start, run.start + shape.length, "known-alone")
            elif shape.is_bare and _SCORING.match(passage.plain, run.end):
                if free_name_end(passage, run.start):
                    yield Named(run.start, run.end, "name-before-play")
            elif shape.is_bare and passage.plain.startswith(" (", run.end):
                yield from _told_by_home(passage, run)
            elif shape.is_bare and passage.plain.startswith(",", run.end):
                yield from _told_behind(passage, run)
            continue
        start = run.start
        found = None
        if shape.full_name and not is_year(shape.words, run.before):
            found = _by_form(passage, start, shape.full_name)
        if not found and shape.foreign:
            found = _by_context(passage, start + shape.foreign[0], start + shape.foreign[1])
        if found:
            yield found
    yield from find_aged(passage)
    yield from find_initials(passage)
    yield from find_called(passage)
    yield from find_listed(passage)
    yield from find_scorers(passage)
    yield from find_line_ups(passage)
    yield from find_in_pictures(passage)


@cache
def _known_alone() -> frozenset[str]:
    return plain_words("known_alone") | pairs("sobriquets").keys()


def _is_told_alone(passage: Passage, run: Run) -> bool:
    """Tell "Putin muốn" from "đại lộ Churchill", "cháu ngoan Bác Hồ" and a work's name in quotation marks."""
    end = run.start + run.shape.length
    if run.before in _NAMED_AFTER_THEM:
        return False
    return not follows_place_word(passage.plain, run.start) and not is_quoted(passage.text, run.start, end)


def _behind_quotation(passage: Passage, start: int) -> Iterator[Named]:
    """Yield the name of two syllables behind a quotation, an office behind it: "“…”, Min Ya, bác sĩ ở Cáp Nhĩ Tân"."""
    end = free_name_end(passage, start)
    if end and (role := role_behind(passage, end)):
        yield Named(start, end, "name-before-title", role)


def find_known(runs: Iterable[Run], known: Collection[str]) -> Iterator[Named]:
    """Yield the names that are known to be persons; three or more parts in any order."""
    keys = {person_key(name) for name in known if name.strip()}
    parts = {part for name in known for part in plain(name).split()}
    longest = max((len(key.split()) for key in keys), default=0)
    for run in runs if keys else ():
        start, words, at = run.start, run.shape.words, 0
        while at < len(words):
            sizes = range(min(len(words) - at, longest) if words[at].plain in parts else 0, 0, -1)
            size = next((size for size in sizes if _key(words[at : at + size]) in keys), 0)
            if size:
                yield Named(start + words[at].start, start + words[at + size - 1].end, "known-name")
            at += size or 1


def _key(name: Words) -> str:
    return person_key(" ".join(word.text for word in name))


def _by_form(passage: Passage, at: int, full_name: tuple[int, int, str]) -> Named | None:
    start, end, rule = at + full_name[0], at + full_name[1], full_name[2]
    if is_quoted(passage.text, start, end) or follows_place_word(passage.plain, start) or begins_office(passage, start):
        return None
    is_longer = start > at or passage.text.count(" ", start, end) > _LONGEST_OF_PERSON
    if known_bodies().longest_at(passage.text, start) or (is_longer and passage.text.endswith(_VIET_NAM, at, end)):
        return None  # "Hoa hậu Hoàn Vũ Việt Nam", "nhạc Vũ Kịch Việt Nam"
    if passage.plain.startswith(RULERS, end) and ruler_end(passage.plain, end, run_at(passage, start)):
        return None
    if is_in_row_of_schools(passage, start, end) or is_listed_firm(passage, start, end):
        return None
    return Named(start, end, rule)


def _by_context(passage: Passage, start: int, end: int) -> Named | None:
    """Take two to four foreign words for a name by the words around them: a verb of saying, "tên là", an office."""
    place = phrases("places").longest_at(passage.plain, start)
    if place and (start + len(place) == end or not role_behind(passage, end)):
        return None  # "Chad", but "Chad O'Carroll, CEO của …"
    if passage.text[start:end] in words("agencies"):
        return None
    if follows_place_word(passage.plain, start) or is_quoted(passage.text, start, end):
        return None
    if _BODY_BEFORE.search(passage.plain, max(0, start - 30), start):
        return None
    rule = _context_rule(passage, start, end)
    return Named(start, end, rule) if rule else None


def _context_rule(passage: Passage, start: int, end: int) -> str | None:
    aside = _ASIDE.match(passage.plain, end)
    if speaks(passage.plain, aside.end() if aside else end) or _speaks_for(passage.plain, end):
        return "name-before-saying"
    if _NAMED.search(passage.plain, start - 14, start):
        return "called-by-name"
    if passage.plain.endswith(", ", 0, start) and _RELATED.search(passage.plain, max(0, start - 40), start):
        return "called-by-name"
    is_playing = passage.plain.startswith(_PLAYING, end)
    if is_playing or is_in_picture(passage.plain, end):
        return "name-before-play" if is_playing else "name-in-picture"
    if _COMES_FROM.match(passage.text, end) and word_before(passage.plain, start) in _BEFORE_COMERS:
        return "name-before-title"
    return "name-before-title" if _SOMEBODY.match(passage.plain, end) or role_behind(passage, end) else None


def _told_by_home(passage: Passage, run: Run) -> Iterator[Named]:
    """Yield a name of two words with where its bearer lives, who says something: "Cẩm Tú (quận 2) trải lòng"."""
    home = _HOME.match(passage.plain, run.end)
    if (
        home
        and free_name_end(passage, run.start)
        and (speaks(passage.plain, home.end()) or _SOMEBODY_OF.match(passage.plain, home.end()))
    ):
        yield Named(run.start, run.end, "name-before-home")


def _told_behind(passage: Passage, run: Run) -> Iterator[Named]:
    """Yield a name of two words with which a comma joins whose kin it is, "Thu Ngô, dì của Jacquelyn".

    A foreign word in it, or a surname behind the name, lets it be told by an office as well ("Song Zhongping, một
    chuyên gia quân sự", "Khánh Trần, Giám đốc Touchstone"), or by what it says for a body.
    """
    if not free_name_end(passage, run.start, with_any=True) or is_work(run.shape.words):
        return
    if _SOMEBODY.match(passage.plain, run.end) and passage.plain.find(" của ", run.end, run.end + 20) > 0:
        yield Named(run.start, run.end, "name-before-title")
    elif all(is_syllable(word.plain) for word in run.shape.words) and not begins_with_given(run.shape.words):
        return
    elif role := role_behind(passage, run.end):
        yield Named(run.start, run.end, "name-before-title", role)
    elif _speaks_for(passage.plain, run.end):
        yield Named(run.start, run.end, "name-before-saying")


def _speaks_for(plain: str, end: int) -> bool:
    """Tell whether somebody from a body says something: "Euan Graham, từ viện Lowy, cho rằng"."""
    apart = _FROM.match(plain, end)
    return speaks(plain, apart.end()) if apart else False
