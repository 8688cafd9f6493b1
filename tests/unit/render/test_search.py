"""The files of the search index: how articles are parted, and that nothing but what there is decides."""

import random
import re

import pytest
from msgspec import structs

from kaluga_site.load.synonyms import load_synonyms
from kaluga_site.model.groups import Month, Period
from kaluga_site.render.search.letters import Numbers, as_letters
from kaluga_site.render.search.postings import RewrittenWords, StandingShards, rewritten_shards, shards_of
from kaluga_site.render.search.segments import cut_segments
from kaluga_site.vietnamese import folded_form


def months(**counts):
    """Return how many articles months have: y2025_11=3."""
    found = {}
    for name, count in counts.items():
        year, month = map(int, name.removeprefix("y").split("_"))
        found[Month(f"{year:04}", year, month)] = count
    return found


@pytest.mark.parametrize(
    ("counts", "keys"),
    [
        ({}, []),
        ({"y2025_11": 2}, ["2025-11"]),
        ({"y0_0": 1}, ["khong-ro-nam"]),
        ({"y2025_0": 1}, ["2025-00"]),
        ({"y2025_0": 1, "y2025_1": 1}, ["2025-00-00", "2025-01"]),
        ({f"y2025_{month}": 1 for month in range(13)}, ["2025-01-08", "2025-09-10", "2025-11-11", "2025-12"]),
        ({"y2003_3": 1, "y2015_1": 255, "y2025_1": 1}, ["2003-2015", "2025-01"]),
        ({"y2003_3": 2, "y2015_1": 255, "y2025_1": 1}, ["2003", "2015", "2025-01"]),
        ({"y2015_3": 1, "y2016_1": 1, "y2025_1": 1}, ["2015", "2016", "2025-01"]),
        ({"y2016_1": 1, "y2019_1": 1, "y2020_1": 1, "y2023_1": 254, "y2025_1": 1},
         ["2016-2019", "2020-2023", "2025-01"]),
        ({"y2016_1": 2, "y2018_1": 1, "y2019_1": 254, "y2025_1": 1}, ["2016", "2018-2019", "2025-01"]),
        ({"y2016_1": 1024, "y2017_1": 1024, "y2018_1": 1, "y2025_1": 6143}, ["2016-2017", "2018", "2025-01"]),
        ({"y2016_1": 1024, "y2017_1": 1024, "y2018_1": 1, "y2025_1": 2046}, ["2016", "2017", "2018", "2025-01"]),
        ({"y2024_5": 5000, "y2025_1": 1}, ["2024-05-05", "2025-01"]),
        ({"y2024_1": 3000, "y2024_7": 3000, "y2024_12": 1, "y2025_1": 1},
         ["2024-01-04", "2024-05-08", "2024-09-12", "2025-01"]),
    ],
)  # fmt: skip
def test_articles_are_parted_by_calendar(counts, keys):
    given = months(**counts)
    segments = cut_segments(given)
    assert sorted(segment.key for segment in segments) == sorted(keys)
    for month in given:
        assert sum(month.period in segment.periods for segment in segments) == 1
    backwards = dict(reversed(given.items()))
    assert {one.key: one for one in cut_segments(backwards)} == {one.key: one for one in segments}


def test_the_newest_month_alone_is_the_newest():
    segments = cut_segments(months(y2024_12=1, y2025_1=1, y2025_3=1))
    assert [segment.key for segment in segments if segment.is_newest] == ["2025-03"]


def test_a_month_belongs_to_its_segment_though_its_last_article_went():
    (segment,) = (one for one in cut_segments(months(y2025_1=1, y2025_9=1)) if not one.is_newest)
    assert Period(2025, 5) in segment.periods


def read(shards):
    """Return {form: {article: where it stands}} of some shards."""
    found = {}
    for shard in shards:
        for line in shard.text.decode().split("!")[1:]:
            folded, *rest = line.split(" ")
            for form, postings in zip(rest[::2], rest[1::2], strict=True):
                assert folded_form(form or folded) == folded
                found[form or folded] = _articles(postings)
    return found


def encoded(places):
    """Return the words of an article as `index.words` encodes them."""
    return "\n".join([*places, *places.values()]).encode()


def _articles(postings):
    found, article = {}, -1
    for digits, places in re.findall(r"([#-~]+)([^#-~]+)", postings):
        distance = 0
        for digit in digits:
            distance = distance * 91 + ord(digit) - (0x22 if digit < "\\" else 0x23)
        article += distance
        found[article] = places
    return found


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_shards_hold_what_went_in_however_many_there_are(count):
    choose = random.Random(count)
    forms = ["thống", "thông", "đốc", "a", "b", "kaluga", "ng", "nga", "ngà", "zz"]
    written = [{form: chr(0x80 + choose.randrange(9999)) for form in choose.sample(forms, 4)} for _ in range(300)]
    shards = shards_of(map(encoded, written), count).shards
    assert len(shards) == count
    wanted = {form: {number: one[form] for number, one in enumerate(written) if form in one} for form in forms}
    assert read(shards) == wanted
    firsts = [shard.first for shard in shards if shard.first]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("count", [1, 3, 9, 60])
@pytest.mark.parametrize("size", [1, 2, 5, 200])
def test_shards_with_words_put_in_place_are_those_of_all_words_joined(size, count):
    choose = random.Random(size * 10 + count)
    forms = ["thống", "thông", "đốc", "a", "b", "kaluga", "ng", "nga", "ngà", "zz", *map(str, range(40))]

    def words():
        held = choose.sample(forms, choose.randrange(12))
        return encoded({form: chr(0x80 + choose.randrange(9999)) for form in held}) if held else b""

    for rewritten in (0, 1, 4, 16):
        before = [words() for _ in range(size)]
        numbers = choose.sample(range(size), min(rewritten, size))
        changes = [RewrittenWords(number, before[number], words()) for number in numbers]
        after = {change.number: change.after for change in changes}
        old, now = shards_of(before, count), [after.get(number, one) for number, one in enumerate(before)]
        wanted = shards_of(now, count)
        assert put_in_place(old, changes, count) == wanted
        assert put_in_place(old, changes, count + 1) == shards_of(now, count + 1)
        back = [RewrittenWords(change.number, change.after, change.before) for change in changes]
        assert put_in_place(wanted, back, count) == old


def put_in_place(cut, changes, count):
    """Return the shards after some changes; of what stands, each must be as it was, and at the same place."""
    standing = StandingShards(cut.terms, len(cut.shards), lambda number: cut.shards[number].text)
    found = rewritten_shards(standing, changes, count)
    shards = [cut.shards[number] if one.text is None else one for number, one in enumerate(found.shards)]
    assert [one.first for one in shards] == [one.first for one in found.shards]
    return structs.replace(found, shards=shards)


def test_only_the_shards_that_hold_what_changed_are_read():
    words = [f"{letter}{number}" for letter in "abcdefgh" for number in range(20)]
    before = [encoded(dict.fromkeys(words, "á")) for _ in range(9)]
    cut = shards_of(before, 8)
    assert [shard.first for shard in cut.shards] == [f"{letter}0" for letter in "abcdefgh"]
    read = []
    standing = StandingShards(cut.terms, 8, lambda number: [read.append(number), cut.shards[number].text][1])
    after = encoded({**dict.fromkeys(words, "á"), "c7": "é", "g3": "é"})
    found = rewritten_shards(standing, [RewrittenWords(4, before[4], after)], 8)
    assert sorted(read) == [2, 6]
    assert [number for number, one in enumerate(found.shards) if one.text is not None] == [2, 6]


def test_an_article_without_words_leaves_its_number_free():
    shards = shards_of([encoded({"a": "á"}), b"", encoded({"a": "é"})], 1).shards
    assert read(shards) == {"a": {0: "á", 2: "é"}}


def test_far_articles_are_told_in_more_digits_and_none_in_signs_that_part_words():
    far = 91 + 91 * 91
    having, lacking = encoded({"a": "á"}), b""
    shards = shards_of([having if number in (90, far) else lacking for number in range(far + 1)], 1).shards
    assert shards[0].text.decode() == f"!a  ~á{Numbers()[far - 91].decode()}á"
    assert read(shards) == {"a": {90: "á", far: "á"}}
    assert not set(b"".join(Numbers()[number] for number in range(91 * 91 + 91)).decode()) & set(' !"\\')


def test_numbers_as_letters_leave_out_half_pairs():
    assert as_letters([0, 57, 0xD800 - 0x23, 10**9]) == "#\\\U00010000\U0010ffff"


@pytest.mark.parametrize(
    ("text", "groups", "codes"),
    [
        ("", (), []),
        ("- [UBND, Ủy ban  nhân dân]\n- [kỹ, kĩ, kỹ]\n", (("UBND", "Ủy ban nhân dân"), ("kỹ", "kĩ")), []),
        ("- [Vốn, Vốn]\n- [a, b]\n", (("a", "b"),), ["lone-synonym"]),
        ("- vốn\n- [[a], b]\n- {a: b}\n", (), ["wrong-type"] * 3),
        ("UBND: Ủy ban\n", (), ["wrong-type"]),
    ],
)
def test_synonyms_are_read(make_archive, text, groups, codes):
    archive = make_archive({"authorities/synonyms.yaml": text})
    found, problems = load_synonyms(archive)
    assert found == groups
    assert [problem.code for problem in problems] == codes


def test_many_names_are_cut_by_the_letters_of_their_words(make_archive, build, monkeypatch):
    monkeypatch.setattr("kaluga_site.render.search.names.FEW", 2)
    people = "people: [Nguyễn Văn An, Đỗ Mười, Жуков]\n"
    archive = make_archive({"articles/2025/a.md": f"---\ntitle: Bài\ndate: 2025-01-01\n{people}---\nMột bài.\n"})
    assert build(archive).published is not None
    files = {file.name.rpartition("-")[0] for file in (archive / "_site/tim-kiem/ten").iterdir()}
    assert files == {"ng", "va", "an", "do", "mu", "khac"}
