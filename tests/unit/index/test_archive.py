"""The order in which lists show articles."""

import re


def test_the_newest_first_and_titles_of_one_date_in_vietnamese_order(make_archive, build):
    titles = {
        "a": ("Ơn", 2),
        "b": ("An", 2),
        "c": ("Ân", 2),
        "d": ("Đi", 2),
        "e": ("Dù", 2),
        "f": ("Zo", 3),
        "g": ("Ai", 1),
    }
    archive = make_archive(
        {
            f"articles/2025/{name}.md": f"---\ntitle: {title}\ndate: 2025-01-{day:02}\ntopics: [Chung]\n---\nMột bài."
            for name, (title, day) in titles.items()
        }
    )
    assert build(archive).published is not None
    for page in ("index.html", "bai-viet/index.html", "dong-thoi-gian/2025/01.html", "chu-de/chung.html"):
        text = (archive / "_site" / page).read_text(encoding="utf-8")
        assert re.findall(r"<h3><a [^>]*>(.*?)</a>", text) == ["Zo", "An", "Ân", "Dù", "Đi", "Ơn", "Ai"], page


def test_a_date_told_more_exactly_comes_first(make_archive, build):
    """Of one month: days before the month itself, later times before earlier ones, a day's time before the day."""
    dates = [
        "2025-02", "2025-01-31", "2025-01-02T10:00:05", "2025-01-02T10:00", "2025-01-02T09:59:59+07:00",
        "2025-01-02", "2025-01", "2025", "0999-12-31",
    ]  # fmt: skip
    files = {
        f"articles/2025/{name}.md": f"---\ntitle: {name}\ndate: '{date}'\ntopics: [Chung]\n---\nMột bài."
        for name, date in zip("hgfedcbia", dates, strict=True)
    }
    archive = make_archive(files)
    assert build(archive).published is not None
    text = (archive / "_site/chu-de/chung.html").read_text(encoding="utf-8")
    assert re.findall(r"<h3><a [^>]*>(.*?)</a>", text) == list("hgfedcbia")
