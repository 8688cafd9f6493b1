"""Names without a title: known ones, in full, in a list of people, before a verb of saying."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from kaluga_site.extract.ages import find_aged
from kaluga_site.extract.bodies import known_bodies
from kaluga_site.extract.complements import free_name_end
from kaluga_site.extract.names import (
    LONGEST_NAME,
    RULERS,
    Words,
    follows_place_word,
    is_in_picture,
    is_initials,
    is_quoted,
    is_year,
    ruler_end,
)
from kaluga_site.extract.offices import begins_office, read_title, role_behind
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.runs import Run
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import Phrases, find_all, phrases, plain, plain_words, word_before, words
from kaluga_site.model.names import person_key
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_VIET_NAM = " Việt Nam"
_LONGEST_LEAD = 100
_SUCH_AS = compiled(r" như:? (?=\w)")
_SEVERAL = compiled(r"(?<!\w)(?:những|các|nhiều|một số|hai|ba|bốn|năm)\s")
_COUPLE = compiled(r"(?:vợ chồng|gia đình|cặp đôi) ")
_SEPARATOR = compiled(r", | (?:và|hay|hoặc) ")
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

_FEWEST_STOPS = 2
_NOBODYS_LETTERS = frozenset(("U.S.A", "U.A.E", "U.S.S.R", "U.N.O", "B.B.C", "C.I.A", "F.B.I", "N.B.A"))
_MORE_LETTERS = compiled(r"\.(?:[TNPKCG]h|Tr|Ng|Qu|Gi)\.?(?!\w)")
_CALLED = compiled(r"(?<!theo)(?<!giấu)(?<!ẩn)(?<!nêu)(?<!đổi)(?<!ghi)(?<!ký)(?<!kèm) tên (?:là )?(?=\w)")
_FARTHEST_BEARER = 5
"""So many words before "tên" may say who bears it: "bé trai 2 tuổi tên Julen"."""

_FROM = compiled(
    r",\s(?:từ|thuộc|làm việc (?:tại|ở))\s(?:viện|học viện|trường|đại học|trung tâm|tổ chức|công ty|ngân hàng|hãng"
    r"|cơ quan|khoa|quỹ|nhóm|hội|hiệp hội)\s[^.;:\n“”]{2,80},(?=\s)"
)
_COMES_FROM = compiled(rf" đến từ (?=[{UPPER}])")
_BEFORE_COMERS = frozenset(("có", "và", "cùng", "là"))
"""Before who comes from somewhere; a sentence may begin with what comes from there, "Toyota Camry"."""

_RELATED = compiled(r"(?<!\w)(?:mẹ|cha|bố|vợ|chồng|(?:con|em|bạn) (?:trai|gái)|anh trai|chị gái)(?:\s\w+){0,2},\s$")
"""Somebody's kin, whose name follows: "Mẹ bé, Shaima Swileh, …"."""

_NAMED = compiled(
    r"(?:tên là|dẫn lời|trích lời|tên thật là|vợ của|chồng của|con trai của|con gái của|mẹ của|cha của|bố của|là)\s$"
)


def find_untitled(passage: Passage) -> Iterator[Named]:
    """Yield the names that show themselves by their form or by the words around them."""
    given, known_alone = plain_words("given_names_abroad"), plain_words("known_alone")
    for run in passage.runs:
        shape = run.shape
        if shape.full_name is None and shape.foreign is None:
            if passage.text.startswith(_BEHIND_QUOTATION, run.start - len(_BEHIND_QUOTATION[0])):
                yield from _behind_quotation(passage, run.start)
            elif 1 < len(shape.words) <= _LONGEST_HALF_FOREIGN and shape.words[0].plain in given:
                found = _by_context(passage, run.start, run.end)
                yield from [found] if found else []
            elif shape.is_bare and passage.plain.startswith(",", run.end):
                yield from _told_behind(passage, run)
            elif shape.spelled in known_alone and _is_told_alone(passage, run):
                yield Named(run.start, run.start + shape.length, "known-alone")
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
    yield from _find_initials(passage)
    yield from _find_called(passage)
    yield from _find_listed(passage)


def _is_told_alone(passage: Passage, run: Run) -> bool:
    """Tell "Putin muốn" from "đại lộ Churchill" and a work's name in quotation marks."""
    end = run.start + run.shape.length
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
    if known_bodies().longest_at(passage.text, start) or (start > at and passage.text.endswith(_VIET_NAM, at, end)):
        return None  # "Hoa hậu Hoàn Vũ Việt Nam"
    if passage.plain.startswith(RULERS, end) and ruler_end(passage.plain, end, run_at(passage, start)):
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
    if speaks(passage.plain, end) or _speaks_for(passage.plain, end):
        return "name-before-saying"
    if _NAMED.search(passage.plain, start - 14, start):
        return "called-by-name"
    if passage.plain.endswith(", ", 0, start) and _RELATED.search(passage.plain, max(0, start - 40), start):
        return "called-by-name"
    if is_in_picture(passage.plain, end):
        return "name-in-picture"
    if _COMES_FROM.match(passage.text, end) and word_before(passage.plain, start) in _BEFORE_COMERS:
        return "name-before-title"
    return "name-before-title" if _SOMEBODY.match(passage.plain, end) or role_behind(passage, end) else None


def _told_behind(passage: Passage, run: Run) -> Iterator[Named]:
    """Yield a name of two words with which a comma joins whose kin it is, "Thu Ngô, dì của Jacquelyn".

    A foreign word in it lets it be told by an office as well ("Song Zhongping, một chuyên gia quân sự"), or by what it
    says for a body.
    """
    if not free_name_end(passage, run.start, with_any=True):
        return
    if _SOMEBODY.match(passage.plain, run.end) and passage.plain.find(" của ", run.end, run.end + 20) > 0:
        yield Named(run.start, run.end, "name-before-title")
    elif all(is_syllable(word.plain) for word in run.shape.words):
        return
    elif role := role_behind(passage, run.end):
        yield Named(run.start, run.end, "name-before-title", role)
    elif _speaks_for(passage.plain, run.end):
        yield Named(run.start, run.end, "name-before-saying")


def _speaks_for(plain: str, end: int) -> bool:
    """Tell whether somebody from a body says something: "Euan Graham, từ viện Lowy, cho rằng"."""
    apart = _FROM.match(plain, end)
    return speaks(plain, apart.end()) if apart else False


def _find_initials(passage: Passage) -> Iterator[Named]:
    """Yield who is told by three initials or more, as victims and pupils are: "các em N.T.S và T.T.T.Th"."""
    if "." not in passage.text:
        return
    for run in passage.runs:
        shape = run.shape
        if len(shape.words) != 1 or shape.spelled[1:2] != "." or shape.spelled.count(".") < _FEWEST_STOPS:
            continue
        name = passage.text[run.start : run.start + shape.length]
        if not is_initials(name) or name.rstrip(".") in _NOBODYS_LETTERS or _is_signature(passage, run):
            continue
        if not follows_place_word(passage.plain, run.start):
            more = _MORE_LETTERS.match(passage.text, run.start + shape.length)
            yield Named(run.start, more.end() if more else run.start + shape.length, "initials")


def _is_signature(passage: Passage, run: Run) -> bool:
    """Tell whether letters sign the article: they begin a line, or stand in brackets."""
    before = passage.text[run.start - 1 : run.start]
    return before in {"", "\n", "("}


def _find_called(passage: Passage) -> Iterator[Named]:
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


def _find_listed(passage: Passage) -> Iterator[Named]:
    """Read "những người tiên phong … như Tsiolkovsky, Korolev và Gagarin": the list of people holds people."""
    for such_as in find_all(_SUCH_AS, passage.text, (" như",)):
        start = such_as.start()
        if not passage.text[such_as.end()].isupper():
            continue
        before = max(0, start - _LONGEST_LEAD)
        sentence = max(passage.plain.rfind(mark, before, start) for mark in ".!?;:\n“”")
        *_, last = (None, *_SEVERAL.finditer(passage.plain, max(sentence, before), start))
        if last and _persons().longest_at(passage.plain, last.end(), start):
            yield from _listed(passage, such_as.end())


def _listed(passage: Passage, at: int) -> Iterator[Named]:
    """Yield those in the list that begins at an offset, "và" before the last one; who has a title is found by that."""
    is_last = False
    while True:
        end = _end_with_title(passage, at)
        if end is None:
            run = run_at(passage, at)
            if not run or begins_office(passage, at):
                return
            end = run[-1].end
            place = phrases("places").longest_at(passage.plain, at)
            if not place or at + len(place) < end:  # "Mỹ Linh" is more than "Mỹ"
                yield Named(run[0].start, end, "listed-people")
        separator = None if is_last else _SEPARATOR.match(passage.text, end)
        if not separator:
            return
        at, is_last = separator.end(), separator.group() != ", "


def _end_with_title(passage: Passage, at: int) -> int | None:
    """Return where somebody in a list ends who has a title there: "ca sĩ Quang Dũng", "Vợ chồng ca sĩ Lệ Quyên"."""
    couple = _COUPLE.match(passage.plain, at)
    title = read_title(passage, couple.end() if couple else at)
    if title is None or title.office is None:
        return None
    run = run_at(passage, title.end + 1)
    return run[-1].end if run and passage.text[title.end] == " " else None


@cache
def _persons() -> Phrases:
    """Return what those are called of whom a list may follow."""
    return Phrases(
        plain_words("offices")
        | {"người", "vị", "nhân vật", "danh nhân", "tên tuổi", "huyền thoại", "khách mời", "gương mặt", "ngôi sao"}
        | {"nam thanh nữ tú", "sao việt", "mỹ nhân", "diva"}
    )


@cache
def _bearers() -> Phrases:
    """Return what those are called of whom a name may be told behind it."""
    persons = {
        *("người", "bé", "bé trai", "bé gái", "cậu bé", "cô bé", "cháu", "thanh niên", "thiếu niên", "thiếu nữ"),
        *("phụ nữ", "đàn ông", "cô gái", "chàng trai", "bạn", "bạn trai", "bạn gái", "vợ", "chồng", "kẻ", "gã"),
        *("chủ tiệm", "hàng xóm", "khách", "tài khoản"),
    }
    return Phrases(plain_words("offices") | plain_words("honorifics") | persons)
