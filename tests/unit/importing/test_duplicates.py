"""Near-duplicates: what is like what, and by how much."""

import random

import pytest

from kaluga_site.importing.duplicates import NEAR, Words, runs_of

SYLLABLES = [
    "tỉnh",
    "kaluga",
    "hợp",
    "tác",
    "nga",
    "việt",
    "kinh",
    "tế",
    "văn",
    "hóa",
    "y",
    "thương",
    "mại",
    "đầu",
    "tư",
    "dự",
    "án",
    "lớn",
    "nhất",
    "năm",
    "nay",
    "hai",
    "bên",
    "ký",
    "kết",
]


def text_of(seed, length=300):
    return " ".join(random.Random(seed).choices(SYLLABLES, k=length))


@pytest.fixture
def words(make_archive):
    def make(texts):
        archive = make_archive({f"articles/2025/{name}": text for name, text in texts.items()})
        return Words(archive, [f"articles/2025/{name}" for name in texts])

    return make


def like(words, text, title="Tít"):
    return [
        (twin.path.rpartition("/")[2], round(twin.share, 2)) for twin in words.like(text, title) if twin.share > 0.3
    ]


def test_the_same_words_are_all_shared(words):
    known = words({f"{seed}.txt": text_of(seed) for seed in range(20)})
    assert like(known, text_of(7)) == [("7.txt", 1.0)]
    assert like(known, text_of(77)) == []


def test_accents_case_and_marks_make_no_difference(words):
    known = words({"a.md": f"---\ntitle: Khác\n---\n\n{text_of(1)}".replace("kaluga", "\\*Kaluga\\*")})
    assert like(known, text_of(1).upper().replace("Ỉ", "I")) == [("a.md", 1.0)]


@pytest.mark.parametrize(("changed", "least", "most"), [(3, 0.9, 0.99), (30, 0.5, 0.75), (150, 0.0, 0.4)])
def test_the_share_falls_with_every_changed_word(words, changed, least, most):
    parts = text_of(1).split()
    for place in random.Random(2).sample(range(300), changed):
        parts[place] = f"khac{place}"
    (twin, *_) = words({"a.txt": text_of(1)}).like(" ".join(parts), "Tít")
    assert least <= twin.share <= most


def test_a_part_of_a_longer_article_is_found(words):
    whole = text_of(1, 2000)
    part = " ".join(whole.split()[500:700])
    assert like(words({"a.txt": whole}), part)[0][1] > 0.9
    assert like(words({"a.txt": part}), whole)[0][1] > 0.9


def test_a_few_words_are_no_near_duplicate(words):
    known = words({"a.txt": "Tin sáng nay ở tỉnh"})
    (twin,) = known.like("Tin sáng nay ở tỉnh", "")
    assert twin.share < NEAR
    assert twin.may_be_same


def test_what_is_added_is_known(words):
    known = words({})
    known.add("articles/2025/x.md", text_of(1))
    assert like(known, text_of(1)) == [("x.md", 1.0)]


def test_a_file_that_is_gone_is_like_nothing(words, make_archive):
    known = words({"a.txt": text_of(1)})
    (make_archive({}) / "articles/2025/a.txt").unlink()
    assert like(known, text_of(1)) == []


def test_short_texts_have_one_run():
    assert len(runs_of("")) == len(runs_of("một hai")) == 1
    assert len(runs_of("một hai ba bốn năm sáu")) == 2


def test_all_pairs_of_an_archive_are_found_the_most_alike_first(words):
    base = text_of(1).split()
    changed = [*base[:150], *text_of(2).split()[:150]]
    slightly = [*base[:280], *text_of(3).split()[:20]]
    known = words(
        {
            "1.txt": " ".join(base),
            "2.txt": " ".join(slightly),
            "3.txt": " ".join(changed),
            "4.txt": text_of(4),
            "5.txt": " ".join(base),
        }
    )
    pairs = [(one.path[-5:], one.other[-5:], one.share >= NEAR) for one in known.pairs()]
    assert pairs[0] == ("1.txt", "5.txt", True)
    assert {(path, other) for path, other, _ in pairs} == {("1.txt", "5.txt"), ("1.txt", "2.txt"), ("2.txt", "5.txt")}
    shares = [one.share for one in known.pairs()]
    assert shares == sorted(shares, reverse=True)
