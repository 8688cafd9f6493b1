"""Related articles, and the one before and after: which are shown, and why."""

import re

import pytest

from kaluga_site.articles import read_article_text
from kaluga_site.index.heads import head_of
from kaluga_site.index.relations import changes_relations
from kaluga_site.load import load_authorities, load_settings

ARTICLE = "---\ntitle: Bài {name}\ndate: {date}\n{fields}\n---\nMột bài.\n"


@pytest.fixture
def onward(make_archive, build):
    """Return a function that builds articles ({name: (date, fields)}) and returns what one of them leads to.

    That is {heading: [name of an article, in the order of the page]}.
    """

    def run(articles, name):
        texts = {
            f"articles/2025/{one}.md": ARTICLE.format(name=one, date=date, fields=fields)
            for one, (date, fields) in articles.items()
        }
        archive = make_archive(texts)
        assert build(archive).published is not None
        page = (archive / f"_site/bai-viet/2025/{name}.html").read_text(encoding="utf-8")
        parts = re.split(r"<h2>(.*?)</h2>", page.partition('<nav class="onward"')[2].partition("</nav>")[0])
        return {
            heading: re.findall(r'href="[./]*bai-viet/2025/(.*?)\.html"', text)
            for heading, text in zip(parts[1::2], parts[2::2], strict=True)
        }

    return run


PERSON = "people: [Nguyễn Văn Hùng]"
OTHER = "people: [Trần Thị Lan]"


def test_one_person_relates_later_articles_to_earlier_ones_only(onward):
    articles = {"a": ("2025-01-01", PERSON), "b": ("2025-02-01", PERSON), "c": ("2025-03-01", OTHER)}
    assert onward(articles, "b") == {"Bài liên quan": ["a"], "Bài trước, bài sau": ["a"]}
    assert onward(articles, "a") == {"Bài trước, bài sau": ["b"]}
    assert onward(articles, "c") == {}


@pytest.mark.parametrize(
    ("fields", "related"),
    [
        ("topics: [Y tế]", False),
        ("topics: [Y tế, Đầu tư]", False),
        ("topics: [Y tế, Đầu tư, Văn hóa]", True),
        ("organisations: [Bộ Y tế]", False),
        ("organisations: [Bộ Y tế]\ntopics: [Y tế]", True),
        ("places: [Hà Nội, Kaluga, Việt Nam, Nga]", False),
    ],
)
def test_what_is_enough_to_be_related(onward, fields, related):
    found = onward({"a": ("2025-01-01", fields), "b": ("2025-02-01", fields)}, "b")
    assert ("Bài liên quan" in found) is related


@pytest.mark.parametrize(
    ("day", "later", "together"),
    [("2025-01-04", "b", True), ("2025-01-05", "b", False), ("2025-01", "a", False)],
)
def test_a_person_and_places_within_three_days_speak_of_one_event(onward, day, later, together):
    fields = f"{PERSON}\nplaces: [Hà Nội, Kaluga, Nga]"
    found = onward({"a": ("2025-01-01", fields), "b": (day, fields)}, later)
    assert ("Có thể cùng sự kiện" in found) is together


def test_no_more_than_five_are_related_and_those_that_share_most_come_first(onward):
    articles = {f"a{day}": (f"2025-01-{day:02}", PERSON) for day in range(1, 10)}
    articles["a6"] = ("2025-01-06", f"{PERSON}\ntopics: [Y tế]")
    articles["b"] = ("2025-02-01", f"{PERSON}\ntopics: [Y tế]")
    found = onward(articles, "b")
    assert found["Bài liên quan"] == ["a6", "a9", "a8", "a7", "a5"]
    assert found["Bài trước, bài sau"] == ["a9", "a6"]


def test_who_is_seldom_named_reaches_over_years(onward):
    articles = {"a": ("2015-01-01", PERSON), **{f"c{n}": (f"2024-01-{n:02}", OTHER) for n in range(1, 9)}}
    articles["b"] = ("2025-02-01", PERSON)
    assert onward(articles, "b")["Bài liên quan"] == ["a"]


@pytest.mark.parametrize("state", ["withdrawn: Theo yêu cầu.", "draft: true"])
def test_what_is_withdrawn_or_a_draft_is_not_led_to(onward, state):
    articles = {"a": ("2025-01-01", f"{PERSON}\n{state}"), "b": ("2025-02-01", PERSON)}
    assert onward(articles, "b") == {}


def test_what_has_no_date_stands_neither_before_nor_after(onward):
    articles = {"a": ("", PERSON), "b": ("2025-02-01", PERSON)}
    assert onward(articles, "b") == {}


def test_threads_with_the_same_neighbours_are_one(make_archive, build):
    fields = "people: [Nguyễn Văn Hùng, Trần Thị Lan]\ntopics: [Y tế]"
    texts = {
        f"articles/2025/{name}.md": ARTICLE.format(name=name, date=f"2025-01-0{place}", fields=fields)
        for place, name in enumerate("abc", 1)
    }
    archive = make_archive(texts)
    assert build(archive).published is not None
    page = (archive / "_site/bai-viet/2025/b.html").read_text(encoding="utf-8").partition('<ul class="threads">')[2]
    assert page.count("<li>") == 1
    assert re.findall(r">([^<>]*)</a>", page.partition("</ul>")[0]) == [
        "Nguyễn Văn Hùng",
        "Trần Thị Lan",
        "Y tế",
        "Bài a",
        "Bài c",
    ]


@pytest.mark.parametrize(
    ("field", "before", "after", "changes"),
    [
        ("title", "Bài", "Bài khác", True),
        ("date", "2025-01-01", "2025-01-02", True),
        ("people", "[Nguyễn Văn Hùng]", "[Nguyễn Văn Hùng, Trần Thị Lan]", True),
        ("people", "[Nguyễn Văn Hùng, Trần Thị Lan]", "[Trần Thị Lan, Nguyễn Văn Hùng]", False),
        ("people", "[Nguyễn Văn Hùng]", "[{name: Nguyễn Văn Hùng, role: Bộ trưởng}]", False),
        ("source", "Báo", "Báo khác", False),
        ("summary", "Tóm tắt", "Khác", False),
        ("withdrawn", "", "Bị rút", True),
    ],
)
def test_what_others_may_show_of_an_article(make_archive, field, before, after, changes):
    """Where nothing of that changes, the neighbours of an edited article are not looked at."""
    fields = {"title": "Bài", "date": "2025-01-01"}
    archive = make_archive({})
    heads = []
    for value in (before, after):
        lines = "\n".join(f"{key}: {text}" for key, text in {**fields, field: value}.items() if text)
        article, _ = read_article_text(f"---\n{lines}\n---\nMột bài.\n", "articles/2025/a.md", *known(archive))
        heads.append(head_of(article, b"", b"", 0))
    assert changes_relations(*heads) is changes
    assert changes_relations(None, heads[0])


def known(archive):
    """Return the settings and the authorities of an archive."""
    return load_settings(archive)[0], load_authorities(archive)[0]
