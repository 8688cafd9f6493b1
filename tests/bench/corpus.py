"""Make a corpus of made-up articles for measuring: python tests/bench/corpus.py COUNT FOLDER [--style STYLE].

The articles are recombined from the sentences of the two real ones, with made-up names, dates and figures; they are for
measuring only and are published nowhere. The same count gives the same corpus. Besides FOLDER/articles/<year>/<slug>.md
there is one newer article, FOLDER/extra.md. A style is what one tool wants to read; `raw` is text without front matter.
"""

import argparse
import datetime
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kaluga_site.vietnamese import slug

ARTICLES = Path(__file__).parents[2] / "articles"
TOPICS = """Kinh tế|Thương mại|Nông nghiệp|Công nghiệp|Y tế|Văn hóa|Giáo dục|Khoa học|Công nghệ|Ngoại giao|Đầu tư|
Giao thông|Logistics|Đô thị|Môi trường|Thiên tai|Du lịch|Thể thao|Xã hội|Pháp luật|Quốc phòng|An ninh|Năng lượng|
Dược phẩm|Sữa|Chăn nuôi|May mặc|Ô tô|Vũ trụ|Âm nhạc|Múa ba lê|Điện ảnh|Việt kiều|Lao động|Doanh nghiệp|Hà Nội|Kaluga|
Liên bang Nga|Hữu nghị|Chuyển đổi số""".replace("\n", "").split("|")
SOURCES = ["Báo Phụ nữ Thủ đô", "Kinh tế & Đô thị", "Hà Nội Mới", "TTXVN", "Nhân Dân", "VOV", "Báo Nga - Việt"]
SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Tạ Lương Cao".split()
MIDDLE_NAMES = "Văn Thị Xuân Đức Minh Quang Thanh Ngọc Hữu Thái Gia Bảo Kim Anh Tuấn Hải Việt Quốc Thu Hồng".split()
GIVEN_NAMES = """Lưu Hương Dũng Hùng Lan Mai Sơn Phong Long Nam Bình Hà Linh Trang Tú Khoa Đạt Vinh Phúc Yến Nga Thảo
Hiếu Cường Giang Khánh Oanh Quỳnh Tiến Uyên""".split()


def sentences():
    """Return the longer sentences of the real articles."""
    found = []
    for file in sorted(ARTICLES.rglob("*.md")):
        body = file.read_text(encoding="utf-8").split("---\n", 2)[2]
        for paragraph in body.split("\n"):
            found += re.split(r"(?<=[.!?”])\s+(?=[A-ZĐÀ-Ỹ“])", paragraph.removeprefix("## ").strip())
    return [sentence for sentence in found if len(sentence) > 40]


def people(count, choose):
    """Return so many names with slugs of their own."""
    names = [" ".join(parts) for parts in itertools.product(SURNAMES, MIDDLE_NAMES, GIVEN_NAMES)]
    choose.shuffle(names)
    return list({slug(name): name for name in reversed(names)}.values())[-count:]


def paragraph(pool, choose):
    chosen = choose.sample(pool, choose.randint(2, 4))
    place = choose.randrange(len(chosen))
    more = f", tăng {choose.randint(2, 99)}% so với năm {choose.randint(2010, 2024)}."
    chosen[place] = chosen[place].rstrip(".!?") + more
    words = " ".join(chosen).split()
    start = choose.randrange(len(words) - 3)
    if choose.random() < 0.5 and not set("".join(words[start : start + 3])) & set("“”\"(),.;:*_'"):
        words[start] = "**" + words[start]
        words[start + 2] += "**"
    return " ".join(words)


def body(pool, choose):
    parts, target = [], choose.randint(3700, 5600)
    while sum(len(part.encode()) + 2 for part in parts) < target:
        if len(parts) in {3, 7}:
            parts.append("## " + " ".join(choose.choice(pool).split()[:7]).strip(" ,.;:“”()-–"))
        parts.append(("> " if len(parts) == 4 else "") + paragraph(pool, choose))
    return "\n\n".join(parts)


class Article(NamedTuple):
    """A made-up article."""

    name: str
    title: str
    date: datetime.datetime
    source: str
    summary: str
    people: list[str]
    topics: list[str]
    body: str


def article(number, pool, names, weights, choose, date=None):
    """Return an article."""
    chosen = dict.fromkeys(choose.choices(names, cum_weights=weights, k=choose.randint(2, 5)))
    words = choose.choice(pool).split()
    start = choose.randint(0, max(0, len(words) - 9))
    title = " ".join(words[start : start + choose.randint(8, 12)]).strip(" ,.;:“”()-–").replace('"', "")
    name = f"{slug(title, limit=60)}-{number:06d}"
    day = date or datetime.datetime(2016, 1, 1) + datetime.timedelta(minutes=choose.randint(0, 3640 * 1440))
    topics = choose.sample(TOPICS, choose.randint(1, 3))
    summary = choose.choice(pool)[:160].rsplit(" ", 1)[0].replace('"', "")
    source = choose.choice(SOURCES)
    text = body(pool, choose)
    return Article(name, title[0].upper() + title[1:], day, source, summary, list(chosen), topics, text)


def articles(count) -> Iterator[Article]:
    """Yield the articles of a corpus, and a newest one; people's frequencies fall as in Zipf's law."""
    choose, pool = random.Random(count), sentences()
    names = people(max(10, count // 10), choose)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(names) + 1)))
    for number in range(count):
        yield article(number, pool, names, weights, choose)
    yield article(count, pool, names, weights, choose, datetime.datetime(2025, 12, 31, 12))


def front_matter(one):
    lists = "".join(
        f"{key}:\n" + "".join(f"  - {name}\n" for name in names)
        for key, names in (("people", one.people), ("topics", one.topics))
    )
    head = f'title: "{one.title}"\ndate: {one.date.isoformat()}+07:00\nsource: "{one.source}"\n'
    return f'---\n{head}summary: "{one.summary}"\n{lists}---\n\n{one.body}\n'


def front_matter_with_slug(one):
    return front_matter(one).replace("---\n", f"---\nslug: {one.name}\n", 1)


def metadata_lines(one):
    head = f"Title: {one.title}\nDate: {one.date.isoformat()}+07:00\nSlug: {one.name}\nCategory: {one.source}\n"
    lists = f"Authors: {'; '.join(one.people)}\nTags: {', '.join(one.topics)}\n"
    return f"{head}{lists}Summary: {one.summary}\n\n{one.body}\n"


def raw_text(one):
    words = re.sub(r"^(?:## |> )", "", one.body.replace("**", ""), flags=re.MULTILINE)
    return f"{one.title}\n\n{words}\n"


STYLES = {
    "ours": front_matter,
    "hugo": front_matter_with_slug,
    "pelican": metadata_lines,
    "eleventy": front_matter,
    "raw": raw_text,
}


def make(count, folder, style="ours"):
    """Write a corpus below a folder; return who is named in how many of its articles."""
    counts, suffix = Counter(), ".txt" if style == "raw" else ".md"
    for number, one in enumerate(articles(count)):
        file = folder / "articles" / str(one.date.year) / f"{one.name}{suffix}"
        if number == count:
            file = folder / f"extra{suffix}"
        else:
            counts.update(one.people)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(STYLES[style](one), encoding="utf-8")
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", choices=STYLES, default="ours")
    options = parser.parse_args()
    make(options.count, options.folder, options.style)
