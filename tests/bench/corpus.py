"""Make a corpus of made-up articles for measuring: python tests/bench/corpus.py COUNT FOLDER [--hugo].

The articles are recombined from the sentences of the two real ones, with made-up names, dates and figures; they are for
measuring only and are published nowhere. The same count gives the same corpus. Besides FOLDER/articles/<year>/<slug>.md
there is one newer article, FOLDER/extra.md. With --hugo each file carries the `slug` that Hugo wants.
"""

import argparse
import datetime
import itertools
import random
import re
from pathlib import Path

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


def article(number, pool, names, choose, date=None):
    """Return (year, slug, text) of an article; people's frequencies fall as in Zipf's law."""
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(names) + 1)))
    chosen = dict.fromkeys(choose.choices(names, cum_weights=weights, k=choose.randint(2, 5)))
    words = choose.choice(pool).split()
    start = choose.randint(0, max(0, len(words) - 9))
    title = " ".join(words[start : start + choose.randint(8, 12)]).strip(" ,.;:“”()-–").replace('"', "")
    name = f"{slug(title, limit=60)}-{number:06d}"
    day = date or datetime.datetime(2016, 1, 1) + datetime.timedelta(minutes=choose.randint(0, 3640 * 1440))
    topics = choose.sample(TOPICS, choose.randint(1, 3))
    summary = choose.choice(pool)[:160].rsplit(" ", 1)[0].replace('"', "")
    lists = "".join(f"{key}:\n" + "".join(f"  - {one}\n" for one in of) for key, of in
                    (("people", chosen), ("topics", topics)))  # fmt: skip
    head = (
        f'title: "{title[0].upper()}{title[1:]}"\ndate: {day.isoformat()}+07:00\nsource: "{choose.choice(SOURCES)}"\n'
    )
    return day.year, name, f'---\n{head}summary: "{summary}"\n{lists}---\n\n{body(pool, choose)}\n'


def make(count, folder, *, hugo=False):
    """Write a corpus below a folder."""
    choose, pool = random.Random(count), sentences()
    names = people(max(10, count // 10), choose)
    for number in range(count + 1):
        newest = number == count
        date = datetime.datetime(2025, 12, 31, 12) if newest else None
        year, name, text = article(number, pool, names, choose, date)
        if hugo:
            text = text.replace("---\n", f"---\nslug: {name}\n", 1)
        file = folder / "extra.md" if newest else folder / "articles" / str(year) / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hugo", action="store_true")
    options = parser.parse_args()
    make(options.count, options.folder, hugo=options.hugo)
