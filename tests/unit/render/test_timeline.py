"""The timeline's months: one page, or a page for each day where it would be too long."""

import re

import pytest

from kaluga_site.render import shelves


def article(date, *days):
    told = " ".join(f"Hai bên đã ký thỏa thuận hợp tác vào ngày {day} tại thủ đô của nước bạn." for day in days)
    return f"---\ntitle: Bài ngày {date}\ndate: {date}\n---\n{told or 'Một bài.'}\n"


def page(archive, name):
    return (archive / "_site/dong-thoi-gian" / name).read_text(encoding="utf-8")


def parts(text):
    """Return the days of a page: their headings, how many articles, and the dates of the sentences that tell."""
    found = {}
    for section in re.split(r"<section", text)[1:]:
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", section)
        told = re.findall(r"<p><a [^>]*#p-[^>]*>.*?<time[^>]*>(.*?)</time>", section)
        found[heading and heading[1]] = (section.count('<li class="card">'), told)
    return found


def test_a_month_shows_what_was_published_and_what_is_told_of_its_days(make_archive, build):
    archive = make_archive(
        {
            "articles/2025/a.md": article("2025-11-25", "24/11/2025", "5/3/2019"),
            "articles/2025/b.md": article("2025-11"),
            "articles/2024/c.md": article("2024-01-01", "25/11/2025", "25/11/2025"),
        }
    )
    assert build(archive).published is not None
    november = page(archive, "2025/11.html")
    assert parts(november) == {
        "Thứ Ba, ngày 25 tháng 11": (1, ["ngày 25/11/2025"]),
        "Thứ Hai, ngày 24 tháng 11": (0, ["ngày 24/11/2025"]),
        "Không rõ ngày": (1, []),
    }
    assert "2 bài đăng, được nhắc đến 2 lần" in november
    assert re.search(r'href="../../bai-viet/2024/c.html#p-\w+"', november)
    assert parts(page(archive, "2019/03.html")) == {"Thứ Ba, ngày 5 tháng 3": (0, ["ngày 5/3/2019"])}
    whole = page(archive, "index.html")
    assert whole.index("Năm 2024") < whole.index("Chỉ được nhắc đến") < whole.index("Năm 2019")


def test_a_long_month_is_cut_by_day(make_archive, build, monkeypatch):
    monkeypatch.setattr(shelves, "LIST_LIMIT", 2)
    texts = {f"articles/2025/a{day}.md": article(f"2025-11-{day:02}", "24/11/2025") for day in range(1, 4)}
    archive = make_archive({**texts, "articles/2025/b.md": article("2025-11")})
    assert build(archive).published is not None
    links = re.findall(
        r'<li><a href="../../(dong-thoi-gian/[^"]*)">([^<]*)</a>', page(archive, "2025/11.html").partition("<main")[2]
    )
    assert links == [
        ("dong-thoi-gian/2025/11/24.html", "Thứ Hai, ngày 24 tháng 11"),
        ("dong-thoi-gian/2025/11/03.html", "Thứ Hai, ngày 3 tháng 11"),
        ("dong-thoi-gian/2025/11/02.html", "Chủ Nhật, ngày 2 tháng 11"),
        ("dong-thoi-gian/2025/11/01.html", "Thứ Bảy, ngày 1 tháng 11"),
        ("dong-thoi-gian/2025/11/khong-ro-ngay.html", "Không rõ ngày"),
    ]
    day = page(archive, "2025/11/24.html")
    assert parts(day) == {None: (0, ["ngày 24/11/2025"] * 2)}
    assert re.findall(r"<cite>(.*?)</cite>", day) == ["Bài ngày 2025-11-03", "Bài ngày 2025-11-02"]
    assert "Và 1 lần khác" in day
    assert "được nhắc đến 3 lần" in day
    assert '<a href="../../../dong-thoi-gian/2025/11.html">Tháng 11 năm 2025</a>' in day


@pytest.mark.parametrize("gone", ["draft: true", "withdrawn: Nguồn rút.", "expires: 2025-12-01", "date: 2026-12-01"])
def test_what_is_not_shown_tells_of_no_day(make_archive, build, gone):
    hidden = article("2025-11-25", "5/3/2019").replace("date: 2025-11-25\n", f"{gone}\n")
    archive = make_archive({"articles/2025/a.md": hidden, "articles/2025/b.md": article("2025-11-20")})
    assert build(archive).published is not None
    assert not (archive / "_site/dong-thoi-gian/2019").exists()
    assert "được nhắc đến" not in page(archive, "index.html")
