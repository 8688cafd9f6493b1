"""Names of people that streets, schools, firms and ships bear: nobody is meant by them."""

from bisect import bisect_left
from operator import attrgetter

from kaluga_site.extract.around import follows_place_word
from kaluga_site.extract.names import DASHES, surnames
from kaluga_site.extract.passage import Passage, run_at
from kaluga_site.extract.runs import Run
from kaluga_site.extract.sayings import speaks
from kaluga_site.extract.titled import Named
from kaluga_site.extract.words import plain, plain_words
from kaluga_site.patterns import compiled
from kaluga_site.vietnamese import UPPER, is_syllable

_START = attrgetter("start")
_WITHOUT_TITLE = frozenset(("surname-and-given", "name-before-saying", "called-by-name"))
_BY_FORM = frozenset(("given-name-abroad", "name-before-title"))
_STREETS = (
    *(" đường ", " phố ", " ngõ ", " hẻm ", "\nđường ", " chân cầu ", " qua cầu ", " trên cầu ", " phố đi bộ "),
    *(" ngã tư ", " ngã ba ", " vòng xoay ", " nút giao ", " nút giao thông ", " giao lộ "),
)
_MAY_BE_COMMUNE = frozenset(("title-before-name", "repeated-name", "address-before-name", "name-before-saying"))
_TALES = (" truyện ", " truyện thơ ", " cải lương ")
_BEFORE_CHARACTER, _ACTS = " vai ", (" đóng", " thủ vai", " đảm nhận", " thể hiện")
"""What stands before the name of a character, and behind that of who plays one."""

_WARSHIPS = ("tàu sân bay ", "hàng không mẫu hạm ", "tàu ngầm ", "chiến hạm ", "khu trục hạm ", "tuần dương hạm ")
_SHIP = compiled(r"(?<!lái )(?<!trưởng )(?<!lên )(?<!rời )(?<!xuống )(?<!chủ )(?<!đi )tàu $")
_THAI, _THAILAND = "thái", "thái lan"
_GOD = "ông công"
_GODS = compiled(rf"{_GOD}(?:, | và | - | – | )ông táo(?!\w)")
_GODS_NAMES = frozenset(("công", "táo"))
_JOINS, _LONGEST_ROW, _BEFORE_ROW, _SENTENCE = (", ", " và ", " - ", " – "), 12, 60, 200
_NAMED_AFTER = compiled(
    r"(?<!\w)(?:trường|đường|phố|cây cầu|giao lộ|ngã tư|bệnh viện|công viên)(?: [^\W\d_]+){0,3},? (?:như|gồm|với)\s$"
)
_ROAD = compiled(
    r"(?<!\w)(?:đường|phố|tuyến|ngã (?:tư|ba|năm|sáu|bảy)|vòng xoay|giao lộ|nút|cầu|hầm|hẻm|ngõ|đoạn|trục|đại lộ|kẹt xe"
    r"|ùn tắc|lộ trình|quận|phường)(?!\w)"
)
_ROUTE = compiled(r"(?<!\w)(?:tuyến(?: buýt| đường| metro)?|lộ trình|cầu vượt|nút(?: giao)?|ngã tư|đoạn(?: từ)?)\s\(?$")
_INSTITUTION = compiled(
    r"(?<!\w)(?:viện|bệnh viện|trường|học viện|nhà văn hóa|nhà hát|quảng trường|công viên|rạp|giải thưởng|giải|cung)"
    r"(?: [^\W\d_]+){0,4} $"
)
"""What bears such a name as well: "Viện Bỏng quốc gia Lê Hữu Trác"."""

_WARD = " (phường "
_WHOSE_BRACKET = compiled(rf"(?<!\w)([{UPPER}]\w+) \($")
_WHERE = compiled(rf"(?:, [{UPPER}][^(),.;\n]*)*?, ([{UPPER}][^(),;\n]*)\)")
"""The places behind a street in brackets, the last of them one that is known."""

_BRAND = compiled(r"(?<!\w)(?:thương hiệu|nhãn hiệu|nhãn hàng)(?: (?!của )[^\W\d_]+){0,4} $")
_BRACKET = compiled(r"\s\([^()\n]{1,40}\)$")
_DELEGATES, _DELEGATION = "đại diện ", "trưởng đại diện "
_AGED = compiled(r"[ ,(]{1,2}(?:sn )?\d{2}")
_SHOPKEEPERS = ("chủ quán", "chủ tiệm", "chủ cửa hàng", "chủ shop", "chủ cơ sở", "chủ nhà hàng", "chủ khách sạn")
_STREETS_BEFORE = compiled(r"(?<!\w)(?:các|những|nhiều|hai|ba|bốn)\s(?:\w+\s)?(?:đường|phố|tuyến|trường)\s$")
"""What stands before the first of a list of streets or schools, which are named after people."""


def without_things(passage: Passage, named: list[Named]) -> list[Named]:
    """Leave out the names that the text gives no title to, and has as a street's or in a row of streets, too.

    Those of two words are also left out where it has them as a firm's or a ship's; what only seems to bear an office,
    people of tales and films, and the gods of the kitchen, whose day each January has, always are.
    """
    named = [one for one in named if passage.plain[one.start : one.end] not in plain_words("characters")]
    bodies = {one for one in named if _is_body_in_brackets(passage, one, named)}
    named = [one for one in named if one not in bodies] if bodies else named
    shops = _shops(passage, named)
    named = [one for one in named if passage.plain[one.start : one.end] not in shops] if shops else named
    named = [one for one in named if one.role is None or not _is_titled_thing(passage, one, named)]
    if _GOD in passage.plain and _GODS.search(passage.plain):
        named = [one for one in named if passage.plain[one.start : one.end] not in _GODS_NAMES]
    rules: dict[str, set[str]] = {}
    for one in named:
        rules.setdefault(passage.plain[one.start : one.end], set()).add(one.rule)
    untitled = {name for name, by in rules.items() if by <= _WITHOUT_TITLE}
    may_be_made = {name for name, by in rules.items() if by <= _WITHOUT_TITLE | _BY_FORM}
    named = [one for one in named if not _is_commune(passage, one)]
    things = {
        run.shape.spelled
        for run in passage.runs
        if run.shape.spelled in may_be_made
        and (
            (run.shape.spelled in untitled and (_is_thing(passage, run) or _is_known_street(passage, run)))
            or _is_ship(passage, run)
            or _BRAND.search(passage.plain, max(0, run.start - 40), run.start)
        )
    }
    return [one for one in named if passage.plain[one.start : one.end] not in things] if things else named


def _is_commune(passage: Passage, one: Named) -> bool:
    """Tell "ngư dân Cẩm Lộc" from people, where the text speaks of "xã Cẩm Lộc": two syllables without a surname."""
    name = passage.plain[one.start : one.end]
    if name.count(" ") != 1 or one.rule not in _MAY_BE_COMMUNE or f"xã {name}" not in passage.plain:
        return False
    if f"ông xã {name}" in passage.plain or f"bà xã {name}" in passage.plain:
        return False
    run = run_at(passage, one.start)
    return bool(run) and run[0].plain not in surnames() and run[-1].end == one.end


def _shops(passage: Passage, named: list[Named]) -> set[str]:
    """Return the names of shops that stand behind who keeps them: "anh Lê Danh, chủ quán Thúng Hải Sản, nói".

    A name in full, a single word, or what is told otherwise too, is rather another person's.
    """
    keepers = [one for one in named if one.role and one.role.lower() in _SHOPKEEPERS]
    if not keepers:
        return set()
    ends, full = {one.end for one in named}, {run.start for run in passage.runs if run.shape.full_name}
    found = {
        passage.plain[one.start : one.end]
        for one in keepers
        if passage.text.endswith(", ", 0, begin := one.start - len(one.role or "") - 1)
        and begin - 2 in ends
        and one.start not in full
        and (passage.text.startswith(",", one.end) or speaks(passage.plain, one.end))
    }
    others = {passage.plain[one.start : one.end] for one in named if one not in keepers}
    return {name for name in found - others if " " in name}


def _is_body_in_brackets(passage: Passage, one: Named, named: list[Named]) -> bool:
    """Tell whether a foreign word is a body's short name, in brackets behind the long one: "Ban Quản lý … (Hepza)"."""
    name = passage.plain[one.start : one.end]
    at = -1 if " " in name or is_syllable(name) else passage.plain.find(f" ({name})")
    return at > 0 and not any(other.end == at for other in named)


def _is_thing(passage: Passage, run: Run) -> bool:
    """Tell whether a run stands there as the name of a street, a firm, a school or a character."""
    if passage.plain.endswith((*_STREETS, *_TALES), 0, run.start) or _is_in_row_of_things(passage, run):
        return True
    if _is_address(passage, run):
        return True
    if passage.plain.endswith(_BEFORE_CHARACTER, 0, run.start) and not passage.plain.startswith(_ACTS, run.end):
        return True
    return run.shape.spelled.count(" ") == 1 and follows_place_word(passage.plain, run.start)


def _is_address(passage: Passage, run: Run) -> bool:
    """Tell whether a run is a street: of somebody with another name, or one of several with their wards.

    "anh Hiếu (Nguyễn Xiển, Thanh Xuân, Hà Nội)", "Hải Triều và Chu Mạnh Trinh (phường Bến Nghé)".
    """
    if passage.plain.startswith(_WARD, run.end) and passage.plain.count(_WARD) > 1:
        return True
    whose = _WHOSE_BRACKET.search(passage.text, max(0, run.start - 20), run.start)
    where = _WHERE.match(passage.text, run.end) if whose else None
    if not whose or not where or passage.text.endswith(f" {whose[1]}", run.start, run.end):
        return False
    return plain(where[1]) in plain_words("places")


def _is_known_street(passage: Passage, run: Run) -> bool:
    """Tell whether a run is one of those whom streets are named after, among words of the road or behind a body's."""
    if run.shape.spelled not in plain_words("street_names") or speaks(passage.plain, run.end):
        return False
    if _AGED.match(passage.plain, run.end):
        return False
    if _INSTITUTION.search(passage.plain, max(0, run.start - 40), run.start):
        return True
    low = max(0, run.start - _SENTENCE)
    begin = max(passage.plain.rfind("\n", low, run.start), passage.plain.rfind(". ", low, run.start), low)
    return bool(_ROAD.search(passage.plain, begin, run.start))


def _is_titled_thing(passage: Passage, one: Named, named: list[Named]) -> bool:
    """Tell what only seems to bear an office from people.

    That is "tàu sân bay Đô đốc Kuznetsov", "đạo diễn Kong" of the "phim Kong", "KS Intercontinental" where it is a
    hotel elsewhere, and "tỉ phú Thái", who says nothing, where the text speaks of "Thái Lan".
    """
    if passage.plain.endswith(_WARSHIPS, 0, one.start - len(one.role or "") - 1):
        return True
    name = passage.plain[one.start : one.end]
    if one.role and one.role.lower() == "đạo diễn" and f"phim {name}" in passage.plain:
        return True
    if one.role == "KS":
        return any(run.before == "sạn" and run.shape.spelled == name for run in passage.runs)
    if name != _THAI or _THAILAND not in passage.plain or speaks(passage.plain, one.end):
        return False
    return not any(passage.plain.endswith(f" {name}", other.start, other.end) for other in named)


def _is_ship(passage: Passage, run: Run) -> bool:
    """Tell whether a run stands there as the name of a ship."""
    if not passage.plain.endswith("tàu ", 0, run.start):
        return passage.plain.endswith(_WARSHIPS, 0, run.start)
    return bool(_SHIP.search(passage.plain, max(0, run.start - 12), run.start))


def _is_in_row_of_things(passage: Passage, run: Run) -> bool:
    """Tell whether a run stands in a list of streets or schools, "các đường A, B", "trường như A, B", or of firms."""
    start = run.start
    at, members = start, 0
    for _ in range(_LONGEST_ROW):
        join = next((join for join in _JOINS if passage.text.endswith(join, 0, at)), None)
        place = bisect_left(passage.runs, at, key=_START) - 1 if join else -1
        end = at - len(join or "")
        if passage.text.endswith(")", 0, end) and (bracket := _BRACKET.search(passage.text, max(0, end - 42), end)):
            end = bracket.start()
            place = bisect_left(passage.runs, end, key=_START) - 1
        if not join or place < 0 or passage.runs[place].start + passage.runs[place].shape.length != end:
            break
        at, members = passage.runs[place].start, members + 1
    before = passage.plain[max(0, at - _BEFORE_ROW) : at]
    if _NAMED_AFTER.search(before) or (members and _STREETS_BEFORE.search(before)):
        return True
    is_delegated = members > 1 and before.endswith(_DELEGATES) and not before.endswith(_DELEGATION)
    return bool(
        (is_delegated and run.shape.foreign)
        or (members and passage.text.endswith(DASHES, 0, start) and _ROUTE.search(before))
    )
