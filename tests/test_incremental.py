"""Building again costs what has changed, and gives what building anew gives."""

import datetime
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import NOW, ROOT, tree
from kaluga_site import article_reading, pipeline, render, workers
from kaluga_site.model.build import Options, Published
from kaluga_site.render import figure_cuts, search, shelves
from kaluga_site.standing import Place, standing_build
from kaluga_site.state import FOLDER, stamps, store

GOLDEN = ROOT / "tests/golden/archive"
NAMES = [
    "Nguyễn Văn Hùng",
    "Nguyễn Văn Hưng",
    "Shapsha Vladislav Valerievich",
    "Vladislav Valerievich Shapsha",
    "Lê Ẩn",
]
KEYWORDS = ["kim ngạch", "Kim Ngạch", "hợp tác", "HỢP TÁC", "đầu tư", "vắng mặt"]
BODIES = ["Tập đoàn TH", "tập đoàn TH", "UBND TP Hà Nội", "Ủy ban nhân dân Thành phố Hà Nội", "Nhóm Bạn Nga", "LHQ"]
PLACES = ["TP.HCM", "Thành phố Hồ Chí Minh", "Tp Hồ Chí Minh", "Hà Nội", "thủ đô Hà Nội", "Làng Mơ", "Liên bang Nga"]
FORMER = ["", "", ", former_ids: [cu]", ", former_ids: [cu, nguyen-van-hungf, shapsha-vladislav-valerievich, von]"]
DAYS = ["ngày 1/3/2025", "ngày 2/3", "ngày 28/2", "tháng 3/2025", "ngày 5/3/2019", "ngày 6/3/2019", "nhiều lần"]


@pytest.fixture
def archive(tmp_path):
    return shutil.copytree(GOLDEN, tmp_path / "archive")


def build_warm(archive):
    return pipeline.build(archive, archive / "_site", NOW)


def built_anew(archive, folder):
    """Return the site of a copy of the archive that was never built before."""
    copy = shutil.copytree(archive, folder, ignore=shutil.ignore_patterns("_site", ".kaluga-site"))
    assert build_warm(copy).published is not None
    return tree(copy / "_site")


class Editor:
    """Edits an archive at random, as its keepers might, leaving no error in it."""

    def __init__(self, archive, seed):
        self.archive = archive
        self.choose = random.Random(seed)
        self.count = 0
        self.edit_measures()  # so that both measures are there from the first edit on

    def edit(self):
        edits = [self.add, self.add, self.change, self.remove, self.rename, self.touch, self.lose_a_page]
        edits += [
            self.edit_people,
            self.edit_notes,
            self.edit_topics,
            self.edit_terms,
            self.edit_measures,
            self.edit_synonyms,
            self.edit_settings,
            self.edit_template,
            self.edit_photo,
        ]
        self.choose.choice(edits)()

    def articles(self):
        return sorted(file for file in (self.archive / "articles").rglob("them-*"))

    def text(self):
        self.count += 1
        date = self.choose.choice(["date: 2025-03-02\n", "date: 2025-02\n", "date: 2025-03-01\n", "date: 2024\n", ""])
        people = self.choose.choice(["", f"people: [{self.choose.choice(NAMES)}]\n"])
        topics = self.choose.choice(["topics: [kinh-te]\n", "topics: [dau-tu]\n", "", ""])
        source = self.choose.choice(["", "source: Báo Thử\n", "source: Báo Thư\n"])
        authors = self.choose.choice(["", "", f"authors: [{self.choose.choice(NAMES)}]\n"])
        figure = f"quote: {self.count} triệu USD, measure: {self.choose.choice(['kim-ngach', 'von'])}"
        more = self.choose.choice(["", ", as_of: 2024", f", speaker: {self.choose.choice(NAMES)}"])
        figures = self.choose.choice(["", f"figures: [{{{figure}{more}}}]\n"])
        title = f"{self.choose.choice(['Bài', 'Kim Ngạch', 'Về đầu tư'])} {self.count}"
        body = f"Ông {self.choose.choice(NAMES)} nói kim ngạch đạt {self.count} triệu USD."
        more = self.choose.choice(["thế", "7 tỷ USD"])
        body += f" “Chúng tôi sẽ còn làm hơn {more}”, ông {self.choose.choice([*NAMES, 'Ẩn'])} khẳng định."
        body += f" {self.choose.choice(BODIES)} và {self.choose.choice(PLACES)} hợp tác, hợp tác nữa ở đây."
        body += f" Hai bên và ông {self.choose.choice(NAMES)} gặp lại nhau {self.choose.choice(DAYS)} tại nơi này."
        fates = ["", f"redirects: [bai-viet/cu/{self.count}.html]\n", "withdrawn: Đã rút.\n", "draft: true\n"]
        fate = self.choose.choice([*fates, "corrections: [{date: 2025-04, text: Đã sửa.}]\n", "", ""])
        return f"---\ntitle: {title}\n{date}{people}{source}{authors}{topics}{figures}{fate}---\n{body}\n"

    def add(self):
        folder = self.choose.choice(["articles", "articles/2025", "articles/2024"])
        (self.archive / folder).mkdir(exist_ok=True)
        text = self.text()
        (self.archive / folder / f"them-{self.count}.md").write_text(text, encoding="utf-8")

    def change(self):
        for file in self.articles()[:1]:
            file.write_text(self.text(), encoding="utf-8")

    def remove(self):
        for file in self.articles()[-1:]:
            file.unlink()

    def rename(self):
        for file in self.articles()[:1]:
            self.count += 1
            file.rename(file.with_name(f"them-{self.count}.md"))

    def touch(self):
        for file in self.articles():
            os.utime(file, (1, 1))

    def lose_a_page(self):
        pages = sorted((self.archive / "_site").rglob("*.html"))
        if pages:
            self.choose.choice(pages).unlink()

    def edit_people(self):
        publish = self.choose.choice(["true", "false"])
        name = self.choose.choice(NAMES)
        text = (
            f"- {{id: le-thi-an, name: Lê Thị Ẩn, publish: false}}\n"
            f"- {{id: ai-do, name: {name}, publish: {publish}{self.choose.choice(FORMER)}}}\n"
        )
        (self.archive / "authorities/people.yaml").write_text(text, encoding="utf-8")

    def edit_notes(self):
        note = self.choose.choice(["Một người.", "Người khác."])
        text = (
            f"- {{id: ai-do, name: {NAMES[0]}, role: {note}}}\n- {{id: le-thi-an, name: Lê Thị Ẩn, publish: false}}\n"
        )
        (self.archive / "authorities/people.yaml").write_text(text, encoding="utf-8")
        sources = f"- {{id: bao-thu, name: Báo Thử, rights: {note}}}\n"
        (self.archive / "authorities/sources.yaml").write_text(sources, encoding="utf-8")

    def edit_topics(self):
        note = self.choose.choice(["Mọi việc.", "Việc khác."])
        words = [self.choose.sample(KEYWORDS, self.choose.randint(0, 2)) for _ in range(2)]
        text = (
            f"- {{id: kinh-te, name: Kinh tế, note: {note}, keywords: [{', '.join(words[0])}]}}\n"
            f"- {{id: dau-tu, name: Đầu tư, {self.choose.choice(['broader: kinh-te, ', ''])}"
            f"keywords: [{', '.join(words[1])}]}}\n"
        )
        (self.archive / "authorities/topics.yaml").write_text(text, encoding="utf-8")

    def edit_terms(self):
        kind, names = self.choose.choice([("organisations", BODIES), ("places", PLACES)])
        name, *variants = self.choose.sample(names, 2)
        ids = self.choose.sample(["mot", "hai"], self.choose.randint(0, 2))
        text = "".join(f"- {{id: {id_}, name: {name}, variants: [{', '.join(variants)}]}}\n" for id_ in ids)
        (self.archive / f"authorities/{kind}.yaml").write_text(text, encoding="utf-8")

    def edit_measures(self):
        names, note = (
            self.choose.choice(["Kim ngạch", "Thương mại"]),
            self.choose.choice(["", ", note: Ghi chú", *FORMER[:3]]),
        )
        text = f"- {{id: kim-ngach, name: {names}, unit: USD{note}}}\n- {{id: von, name: Vốn}}\n"
        (self.archive / "authorities/measures.yaml").write_text(text, encoding="utf-8")

    def edit_synonyms(self):
        groups = self.choose.choice(["- [UBND, Ủy ban nhân dân]\n", "- [TP, Thành phố]\n", ""])
        (self.archive / "authorities/synonyms.yaml").write_text(groups, encoding="utf-8")

    def edit_settings(self):
        title = self.choose.choice(["Kho thử", "Kho khác"])
        others = self.choose.choice(["", "base_url: https://a.vn\noai_admin: a@a.vn\n", "contact: a@a.vn\n"])
        languages = self.choose.choice(["", "language: en\n", "languages: [vi, en]\n", "languages: [vi, en]\n"])
        (self.archive / "site.yaml").write_text(
            f"title: {title}\n{others}{languages}topics: closed\n", encoding="utf-8"
        )

    def edit_template(self):
        (self.archive / "templates").mkdir(exist_ok=True)
        text = self.choose.choice(["một {{ page.title }}\n", "hai {{ page.title }}\n"])
        (self.archive / "templates/404.html").write_text(text, encoding="utf-8")

    def edit_photo(self):
        (self.archive / "articles/2025/anh.png").write_bytes(self.choose.randbytes(8))


@pytest.mark.parametrize(("seed", "limit"), [(seed, limit) for limit in (None, 2) for seed in range(4)])
def test_any_edits_give_the_site_that_building_anew_gives(archive, tmp_path, monkeypatch, seed, limit):
    if limit:  # so that lists are cut by year and month all the time, and grow together again
        monkeypatch.setattr(shelves, "LIST_LIMIT", limit)
        monkeypatch.setattr(shelves, "LATEST", limit)
        monkeypatch.setattr(figure_cuts, "FIGURES_LIMIT", limit)
    editor = Editor(archive, seed)
    editor.edit_measures()
    for step in range(6):
        for _ in range(editor.choose.randint(1, 3)):
            editor.edit()
        outcome = build_warm(archive)
        assert outcome.published is not None, outcome.problems
        assert tree(archive / "_site") == built_anew(archive, tmp_path / f"anew-{step}"), step


def test_nothing_changed_costs_nothing(archive):
    first = build_warm(archive)
    count = len(tree(archive / "_site")) - 1
    assert first.published == Published(written=count, unchanged=0, removed=0)
    again = build_warm(archive)
    assert (again.read, again.rendered) == (0, 0)
    assert again.published == Published(written=0, unchanged=count, removed=0)
    assert again.problems == first.problems


def test_other_time_stamps_cost_no_rendering(archive):
    build_warm(archive)
    for file in archive.rglob("articles/**/*.*"):
        os.utime(file, (1, 1))
    again = build_warm(archive)
    assert (again.read, again.published.written) == (0, 0)


def test_a_lost_state_costs_no_writing(archive):
    build_warm(archive)
    shutil.rmtree(archive / ".kaluga-site")
    again = build_warm(archive)
    assert again.read == 6
    assert again.published.written == 0


def test_a_broken_state_is_made_anew(archive):
    build_warm(archive)
    (archive / ".kaluga-site/state.sqlite").write_bytes(b"broken" * 1000)
    assert build_warm(archive).published.written == 0
    assert build_warm(archive).read == 0


def test_a_lost_site_is_written_again_from_the_state(archive):
    build_warm(archive)
    before = tree(archive / "_site")
    shutil.rmtree(archive / "_site")
    again = build_warm(archive)
    assert again.read == 0
    assert tree(archive / "_site") == before


def test_after_a_killed_build_published_files_are_looked_at_anew(archive, monkeypatch):
    """The same size is no proof where a build was killed between putting files in place and remembering it."""
    article = archive / "articles/khong-ngay.md"
    build_warm(archive)
    whole = tree(archive / "_site")
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("ngày nào", "ngày nàu"), encoding="utf-8")

    def killed(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(store.Store, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        build_warm(archive)
    monkeypatch.undo()
    article.write_text(text, encoding="utf-8")
    build_warm(archive)
    assert tree(archive / "_site") == whole


@pytest.mark.parametrize("spoiled", [None, ".jsonl", "-so-lieu.csv", ".bib"])
def test_data_is_put_together_from_what_stands_of_the_other_articles(archive, tmp_path, monkeypatch, spoiled):
    """Where a published file is not as it was, all of its month is made anew."""
    days = {day: archive / f"articles/2021-ngay-{day}.md" for day in (1, 2, 3)}
    for day, file in days.items():
        file.write_text(f"---\ntitle: Ngày {day}\ndate: 2021-05-0{day}\n---\nCó {day} xã\n\nvà {day} tỉnh.\n")
    build_warm(archive)
    if spoiled:
        file = archive / f"_site/du-lieu/2021/05{spoiled}"
        file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    made, make = [], render.article_pieces
    monkeypatch.setattr(
        render, "article_pieces", lambda one, *rest: [made.append(one.title.value), make(one, *rest)][1]
    )
    days[2].write_text(days[2].read_text() + "Thêm 4 bản.\n")
    build_warm(archive)
    assert made == (["Ngày 3", "Ngày 2", "Ngày 1"] if spoiled else ["Ngày 2"])
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


_EDITS = {
    "longer": (2, "Thêm 4 bản.\n", None),
    "of nothing but known words": (3, "tỉnh xã\n", None),
    "of another title alone": (1, "", "Ngày đầu"),
    "of all its words": (2, None, "Đốc lý"),
}


@pytest.mark.parametrize("spoiled", [None, "tu-0-*.js", "tu.????????????.js", "gone"])
@pytest.mark.parametrize("edit", _EDITS)
def test_words_are_put_together_from_what_stands_of_the_other_articles(archive, tmp_path, monkeypatch, edit, spoiled):
    """Where what is read of the published files is not as it was, all words of its articles are joined anew."""
    for day in (1, 2, 3):
        text = f"---\ntitle: Ngày {day}\ndate: 2014-05-0{day}\n---\nCó {day} xã\n\nvà {day} tỉnh.\n"
        (archive / f"articles/2014-ngay-{day}.md").write_text(text)
    build_warm(archive)
    folder = archive / "_site/tim-kiem/2014"
    if spoiled == "gone":
        shutil.rmtree(folder)
    elif spoiled:
        (file,) = folder.glob(spoiled)
        file.write_bytes(file.read_bytes().replace(b"xa", b"xe").replace(b"shards", b"shirds"))
    made = []
    for name in ("words_page", "rewritten_page"):
        make = getattr(render, name)
        monkeypatch.setattr(
            render,
            name,
            lambda one, *rest, name=name, make=make: [made.append((one.address, name)), make(one, *rest)][1],
        )
    day, added, title = _EDITS[edit]
    file = archive / f"articles/2014-ngay-{day}.md"
    text = file.read_text() + (added or "")
    if added is None:
        text = text[: text.rindex("---")] + "---\nKhông còn gì.\n"
    file.write_text(text.replace(f"Ngày {day}", title or f"Ngày {day}"))
    build_warm(archive)
    how = [name for address, name in made if "/2014/" in address][-1]
    assert how == ("words_page" if spoiled in ("tu-0-*.js", "gone") else "rewritten_page")
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_what_narrows_results_changes_without_their_words(archive, tmp_path, monkeypatch):
    file = archive / "articles/2014-ngay.md"
    file.write_text("---\ntitle: Ngày\ndate: 2014-05-01\npeople: [Nguyễn Văn An]\n---\nCó 2 xã.\n")
    build_warm(archive)
    words = {path: path.stat().st_mtime_ns for path in (archive / "_site/tim-kiem/2014").glob("tu*")}
    file.write_text(file.read_text().replace("Văn An", "Văn Bình"))
    monkeypatch.delattr(search.SegmentWords, "of")  # the file is not even planned
    again = build_warm(archive)
    assert {path: path.stat().st_mtime_ns for path in (archive / "_site/tim-kiem/2014").glob("tu*")} == words
    monkeypatch.undo()
    assert again.published.written
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_two_archives_may_share_an_output_folder(archive, tmp_path):
    other = shutil.copytree(archive, tmp_path / "other")
    file = other / "articles/khong-ngay.md"
    file.write_text(file.read_text(encoding="utf-8").replace("ngày nào", "ngày nàu"), encoding="utf-8")
    output = tmp_path / "shared"
    pipeline.build(archive, output, NOW)
    whole = tree(output)
    pipeline.build(other, output, NOW)
    assert tree(output) != whole
    pipeline.build(archive, output, NOW)
    assert tree(output) == whole


def test_an_articles_template_is_used_as_it_stands(archive):
    build_warm(archive)
    template = archive / "templates/article/single.html"
    template.parent.mkdir(parents=True)
    for text in ("một", "hai"):
        template.write_text(text)
        build_warm(archive)
        assert (archive / "_site/bai-viet/2025/tho.html").read_text() == text


def test_a_template_without_a_dot_in_its_name_counts_too(archive):
    (archive / "templates").mkdir()
    (archive / "templates/404.html").write_text("{% include 'chan' %}")
    for text in ("một", "hai"):
        (archive / "templates/chan").write_text(text)
        build_warm(archive)
        assert (archive / "_site/404.html").read_text() == text


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_state_costs_time_only(archive, seed):
    build_warm(archive)
    whole = tree(archive / "_site")
    file, choose = archive / ".kaluga-site/state.sqlite", random.Random(seed)
    content = bytearray(file.read_bytes())
    start = choose.randrange(4096, len(content) - 600)
    content[start : start + 600] = choose.randbytes(600)
    file.write_bytes(content)
    assert build_warm(archive).published is not None
    assert tree(archive / "_site") == whole


def test_a_lost_record_is_read_again(archive):
    build_warm(archive)
    database = sqlite3.connect(archive / ".kaluga-site/state.sqlite")
    database.execute("DELETE FROM records")
    database.commit()
    database.close()
    page = archive / "_site/bai-viet/2025/tho.html"
    content = page.read_bytes()
    page.unlink()
    build_warm(archive)
    assert page.read_bytes() == content


@pytest.mark.parametrize("edit", ["none", "change", "remove"])
def test_a_lost_page_is_made_again(archive, tmp_path, edit):
    """What is known of the page is lost, not the page: of an article that goes it must go, too."""
    build_warm(archive)
    database = sqlite3.connect(archive / ".kaluga-site/state.sqlite")
    assert database.execute("DELETE FROM pages WHERE owner = 'article articles/2025/tho.txt'").rowcount == 1
    database.commit()
    database.close()
    article = archive / "articles/2025/tho.txt"
    if edit == "change":
        article.write_text(article.read_text() + "\n\nMột đoạn nữa.\n")
    elif edit == "remove":
        article.unlink()
    assert build_warm(archive).published is not None
    assert (archive / "_site/bai-viet/2025/tho.html").exists() == (edit != "remove")
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_a_record_that_is_not_the_one_last_read_is_read_again(archive):
    """As where the disk was full when it was to be replaced."""
    build_warm(archive)
    database = sqlite3.connect(archive / ".kaluga-site/state.sqlite")
    other = database.execute("SELECT content FROM records WHERE path = 'articles/khong-ngay.md'").fetchone()
    database.execute("UPDATE records SET content = ? WHERE path = 'articles/2025/tho.txt'", other)
    database.commit()
    database.close()
    page = archive / "_site/bai-viet/2025/tho.html"
    content = page.read_bytes()
    page.unlink()
    build_warm(archive)
    assert page.read_bytes() == content


def test_without_cache_everything_is_made_anew(archive):
    count = build_warm(archive).published.written
    again = pipeline.build(archive, archive / "_site", NOW, Options(cache=False))
    assert again.read == 6
    assert again.published == Published(written=0, unchanged=count, removed=0)


ONE = (
    "---\ntitle: Bài {n}\ndate: 2025-01-{n:02}\nsource: Báo {n}\ntopics: [Chủ đề {n}]\n"
    "people: [Nguyễn Văn {x}]\n---\nBài.\n"
)


FIGURES = (
    "---\ntitle: Bài {n}\ndate: 2025-{month:02}-{n:02}\nsource: Báo\n"
    "figures: [{{quote: {n} triệu USD, measure: von}}]\n---\nVốn đạt {n} triệu USD. Có {n} nhà máy.\n"
)


@pytest.fixture
def stated(make_archive):
    """Twenty articles in two months that state figures, half of them in each, built once."""
    articles = {f"articles/2025/bai-{n}.md": FIGURES.format(n=n, month=1 + n % 2) for n in range(1, 21)}
    archive = make_archive({**articles, "authorities/measures.yaml": "- {id: von, name: Vốn}\n"})
    assert build_warm(archive).published is not None
    return archive


@pytest.fixture
def twenty(make_archive):
    """Twenty articles that share nothing but their month, built once."""
    letters = "ABCDEFGHIKLMNOPQRSTUV"
    archive = make_archive({f"articles/2025/bai-{n}.md": ONE.format(n=n, x=letters[n]) for n in range(1, 21)})
    assert build_warm(archive).published is not None
    return archive


CURRENT = {
    "index.html",
    "bai-viet/index.html",
    "bai-viet/index.xml",
    "bai-viet/index.json",
    "bai-viet/2025/index.html",
}
TIMELINE = {"dong-thoi-gian/2025/01.html"}
MANIFEST = {"du-lieu/manifest.json"}
NAMES_FOUND = {"tim-kiem/ten/tat-ca.js"}


def found(segment="2025-01", *, files=("tu", "tu-x")):
    """Return the files by which search finds articles, those named by what they hold without that."""
    return {f"tim-kiem/{segment}/{name}.js" for name in files} | {"tim-kiem/muc-luc.js"}


ADDED = ("tu", "tu-x", "tu-bai-x", "bai")
"""The files of a segment that change with a new article: two, and two beside one of them."""


def with_feeds(*stems):
    return {f"{stem}.{suffix}" for stem in stems for suffix in ("html", "xml", "json")}


FORMS = ("html", "bib", "json", "ris", "txt", "js")
DOWNLOADS = {"du-lieu/index.html"}


def forms(stem, *kinds):
    """The files of an article, or those of some kinds."""
    return {f"bai-viet/2025/{stem}.{kind}" for kind in kinds or FORMS}


def data(month, *tables):
    """The files that give away a month's articles: those in which all of them stand, and some tables."""
    return {f"du-lieu/{month}.jsonl", *(f"du-lieu/{month}{table}" for table in tables)}


ARTICLES, MENTIONS, FIGURE_DATA, QUOTED, BIBTEX = (
    *(f"-{name}.csv" for name in ("bai-viet", "nhac-ten", "so-lieu", "phat-bieu")),
    ".bib",
)


def changed(archive, edit):
    """Return the addresses that an edit changes, by the files' own times."""
    before = {address: (archive / "_site" / address).stat().st_mtime_ns for address in tree(archive / "_site")}
    edit()
    outcome = build_warm(archive)
    after = {address: (archive / "_site" / address).stat().st_mtime_ns for address in tree(archive / "_site")}
    edited = {address for address in after.keys() | before.keys() if after.get(address) != before.get(address)}
    plain = (re.sub("tu-(bai-)?[0-9]+-[0-9a-f]{8}", r"tu-\1x", address) for address in edited)
    return {re.sub("[-.][0-9a-f]{12}", "", address) for address in plain}, outcome


def test_an_articles_words_change_its_page_in_each_language_alone(twenty):
    (twenty / "site.yaml").write_text("languages: [vi, en]\n", encoding="utf-8")
    build_warm(twenty)
    file = twenty / "articles/2025/bai-3.md"
    text = file.read_text(encoding="utf-8").replace("title: Bài 3\n", "title: Bài 3\nsummary: Tóm tắt.\n")
    changed(twenty, lambda: file.write_text(text, encoding="utf-8"))
    edited, outcome = changed(twenty, lambda: file.write_text(text + "\nĐoạn mới.\n", encoding="utf-8"))
    words = forms("bai-3", "html", "json", "txt", "js") | data("2025/01") | found()
    assert edited == words | {"en/bai-viet/2025/bai-3.html"} | MANIFEST
    assert (outcome.read, outcome.rendered) == (1, 3 + 2)


def manifest_of(archive):
    return json.loads((archive / "_site/du-lieu/manifest.json").read_bytes())["articles"]


def test_what_changes_no_page_changes_the_manifest_alone(twenty):
    file, address = twenty / "articles/2025/bai-3.md", "bai-viet/2025/bai-3.html"
    before = manifest_of(twenty)
    edited, outcome = changed(twenty, lambda: file.write_text(file.read_text().replace("---\nB", "# Ghi chú\n---\nB")))
    assert edited == MANIFEST
    assert (outcome.read, outcome.rendered, outcome.published.written) == (1, 0, 0)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert manifest_of(twenty) == before | {address: before[address] | {"sha256": digest}}
    assert digest != before[address]["sha256"]


def test_old_addresses_change_the_rules_for_servers(twenty):
    file, rules = twenty / "articles/2025/bai-3.md", twenty / "_site/_redirects"
    old, text = "redirects: [cu.html, bai-viet/cu.html]\n---\nB", file.read_text()
    edited, _ = changed(twenty, lambda: file.write_text(text.replace("---\nB", old)))
    assert edited - MANIFEST >= {"_redirects", "cu.html", "bai-viet/cu.html"}
    assert rules.read_text().splitlines() == [
        "/bai-viet/cu.html /bai-viet/2025/bai-3.html 301",
        "/cu.html /bai-viet/2025/bai-3.html 301",
    ]
    assert manifest_of(twenty)["bai-viet/2025/bai-3.html"]["redirects"] == ["cu.html", "bai-viet/cu.html"]
    edited, _ = changed(twenty, lambda: (twenty / "articles/2025/bai-4.md").write_text(ONE.format(n=4, x="V")))
    assert "_redirects" not in edited
    edited, _ = changed(twenty, lambda: file.write_text(text))
    assert edited - MANIFEST >= {"_redirects", "cu.html", "bai-viet/cu.html"}
    assert not rules.exists()


def test_the_id_that_a_person_had_leads_to_the_page(twenty):
    file = twenty / "authorities/people.yaml"
    file.parent.mkdir()
    entry = "- {id: nguyen-van-c, name: Nguyễn Văn C}\n"
    changed(twenty, lambda: file.write_text(entry))
    former = entry.replace("}", ", former_ids: [ai-do, ai-khac, nguyen-van-d]}")
    edited, outcome = changed(twenty, lambda: file.write_text(former))
    assert edited - MANIFEST == {"_redirects", "nhan-vat/ai-do.html", "nhan-vat/ai-khac.html"}  # the third is another's
    assert (outcome.read, outcome.rendered) == (0, 3)
    page = (twenty / "_site/nhan-vat/ai-do.html").read_text(encoding="utf-8")
    assert 'url=../nhan-vat/nguyen-van-c.html"' in page
    assert (twenty / "_site/_redirects").read_text().splitlines() == [
        f"/nhan-vat/{former}.{form} /nhan-vat/nguyen-van-c.{form} 301"
        for former in ("ai-do", "ai-khac")
        for form in ("html", "json", "xml")  # the feeds, too
    ]
    edited, _ = changed(twenty, (twenty / "articles/2025/bai-2.md").unlink)  # which alone names the person
    assert edited >= {"_redirects", "nhan-vat/ai-do.html", "nhan-vat/ai-khac.html", "nhan-vat/nguyen-van-c.html"}
    assert not (twenty / "_site/_redirects").exists()


def test_the_years_of_a_person_with_another_id_lead_to_the_same_years(make_archive, monkeypatch):
    monkeypatch.setattr(shelves, "LIST_LIMIT", 2)
    monkeypatch.setattr(shelves, "LATEST", 2)
    archive = make_archive(
        {
            f"articles/{year}/bai-{n}.md": f"---\ndate: {year}-03\npeople: [moi]\n---\nBài {n}.\n"
            for year in (2024, 2025)
            for n in (1, 2)
        }
        | {"authorities/people.yaml": "- {id: moi, name: Nguyễn Văn C, former_ids: [cu]}\n"}
    )
    build_warm(archive)
    page = (archive / "_site/nhan-vat/cu/2024.html").read_text(encoding="utf-8")
    assert 'url=../../nhan-vat/moi/2024.html"' in page
    rules = (archive / "_site/_redirects").read_text().splitlines()
    assert "/nhan-vat/cu/2024.html /nhan-vat/moi/2024.html 301" in rules
    edited, _ = changed(
        archive, lambda: (archive / "articles/2023.md").write_text("---\ndate: 2023\npeople: [moi]\n---\nBài.\n")
    )
    assert edited >= {"_redirects", "nhan-vat/cu/2023.html", "nhan-vat/moi/2023.html"}
    edited, _ = changed(
        archive, lambda: (archive / "articles/2025/khac.md").write_text("---\ndate: 2025\n---\nBài khác.\n")
    )
    assert not {address for address in edited if address.startswith("nhan-vat/cu")}


def test_of_a_withdrawn_article_the_manifest_keeps_the_address(twenty):
    file, address = twenty / "articles/2025/bai-3.md", "bai-viet/2025/bai-3.html"
    text = file.read_text()
    changed(twenty, lambda: file.write_text(text.replace("---\nB", "withdrawn: Đã rút.\n---\nB")))
    assert manifest_of(twenty)[address] == {}
    changed(twenty, (twenty / "articles/2025/bai-4.md").unlink)
    assert manifest_of(twenty)[address] == {}
    changed(twenty, lambda: file.write_text(text.replace("---\nB", "draft: true\n---\nB")))
    assert not {address, "bai-viet/2025/bai-4.html"} & manifest_of(twenty).keys()


def test_an_articles_words_change_its_page_alone(twenty):
    file = twenty / "articles/2025/bai-3.md"
    text = file.read_text(encoding="utf-8").replace("title: Bài 3\n", "title: Bài 3\nsummary: Tóm tắt.\n")
    changed(twenty, lambda: file.write_text(text, encoding="utf-8"))
    edited, outcome = changed(twenty, lambda: file.write_text(text + "\nĐoạn mới.\n", encoding="utf-8"))
    assert edited == forms("bai-3", "html", "json", "txt", "js") | data("2025/01") | found() | MANIFEST
    assert (outcome.read, outcome.rendered) == (1, 2 + 2)


def test_a_new_article_changes_its_month_of_the_sitemap_and_its_year_for_harvesters(twenty):
    settings = "base_url: https://example.org/kho\noai_admin: kho@example.org\n"
    (twenty / "site.yaml").write_text(settings, encoding="utf-8")
    older = ONE.format(n=1, x="V").replace("2025", "2024")
    (twenty / "articles/2024").mkdir()
    (twenty / "articles/2024/cu.md").write_text(older, encoding="utf-8")
    build_warm(twenty)
    text = ONE.format(n=21, x="V")
    edited, outcome = changed(twenty, lambda: (twenty / "articles/2025/moi.md").write_text(text, encoding="utf-8"))
    told = {address for address in edited if address.endswith(".xml")}
    feeds = with_feeds("bai-viet/index", "nhan-vat/nguyen-van-v", "chu-de/chu-de-21", "nguon/bao-21") & told
    assert len(feeds) == 4
    assert told == feeds | {"sitemap/2025/01.xml", "sitemap/trang.xml", "du-lieu/oai/2025.xml"}
    beside = (
        len(FORMS) - 1 + len([ARTICLES, MENTIONS, BIBTEX]) + 2
    )  # made with the page, with the data of its month, and with the segment
    assert (outcome.read, outcome.rendered) == (1, len(edited) - 1 - beside)


def test_a_new_article_changes_its_own_pages_and_the_current_lists(twenty):
    text = ONE.format(n=21, x="V")
    edited, outcome = changed(twenty, lambda: (twenty / "articles/2025/moi.md").write_text(text, encoding="utf-8"))
    own = forms("moi") | with_feeds("nhan-vat/nguyen-van-v", "chu-de/chu-de-21", "nguon/bao-21")
    given = data("2025/01", ARTICLES, MENTIONS, BIBTEX) | DOWNLOADS
    given |= {"du-lieu/nhan-vat.csv", "du-lieu/datapackage.json"}  # a new person, a new newspaper
    lists = {"nhan-vat/index.html", "chu-de/index.html", "nguon/index.html"}
    years = {"dong-thoi-gian/index.html", "dong-thoi-gian/2025/index.html"}
    neighbour = {"bai-viet/2025/bai-20.html"}  # it names the same person: the new one comes after it
    searched = found(files=ADDED) | NAMES_FOUND
    assert edited == own | given | neighbour | lists | years | searched | CURRENT | TIMELINE | MANIFEST
    beside = (
        len(FORMS) - 1 + len([ARTICLES, MENTIONS, BIBTEX]) + 2
    )  # made with the page, with the data of its month, and with the segment
    assert (outcome.read, outcome.rendered) == (1, len(edited) - 1 - beside)


def test_the_day_of_an_article_costs_what_it_alone_costs(twenty):
    now = NOW - datetime.timedelta(1)
    text = ONE.format(n=21, x="V").replace("date: 2025-01-21", f"date: {NOW.date()}")
    file = twenty / "articles/2026/moi.md"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    before = tree(twenty / "_site")
    outcome = pipeline.build(twenty, twenty / "_site", now)
    assert (outcome.read, outcome.published.written, tree(twenty / "_site")) == (1, 0, before)
    edited, outcome = changed(twenty, lambda: None)
    added = tree(twenty / "_site").keys() - before.keys()
    assert {"bai-viet/2026/moi.html", "bai-viet/2026/index.html", "chu-de/chu-de-21.html"} < added
    assert outcome.read == 0
    assert not {f"bai-viet/2025/bai-{n}.html" for n in range(1, 20)} & edited
    assert (outcome.rendered, outcome.published.written) == (32, 46)


EVENT = "Hai bên đã gặp lại nhau vào ngày {} tại thành phố này."


def test_a_day_that_an_article_tells_of_changes_its_month_and_year(twenty):
    file = twenty / "articles/2025/bai-3.md"
    text = file.read_text(encoding="utf-8").replace("title: ", "summary: Tóm tắt.\ntitle: ")
    own = forms("bai-3", "html", "json", "txt", "js") | data("2025/01") | found(files=("tu", "tu-x"))
    march = {"dong-thoi-gian/2019/03.html", "dong-thoi-gian/2019/index.html", "dong-thoi-gian/index.html"}
    april = {"dong-thoi-gian/2019/04.html", "dong-thoi-gian/2019/index.html", "dong-thoi-gian/index.html"}

    def write(*days):
        sentences = " ".join(map(EVENT.format, days))
        return lambda: file.write_text(f"{text}{sentences}\n", encoding="utf-8")

    changed(twenty, write())
    edited, outcome = changed(twenty, write("5/3/2019"))
    assert edited == own | march | MANIFEST
    assert (outcome.read, outcome.rendered) == (1, 4 + 3)
    assert changed(twenty, write("5/3/2019", "6/3/2019"))[0] == own | march | MANIFEST
    assert changed(twenty, write("5/4/2019"))[0] == own | march | april | MANIFEST
    edited, outcome = changed(twenty, file.unlink)
    assert april <= edited
    assert outcome.published.removed == 16 + 6  # files by which search finds it
    assert not (twenty / "_site/dong-thoi-gian/2019").exists()


def test_another_title_changes_the_months_that_its_article_tells_of(twenty):
    file = twenty / "articles/2025/bai-3.md"
    text = f"{file.read_text(encoding='utf-8')}\n{EVENT.format('5/3/2019')}\n"
    changed(twenty, lambda: file.write_text(text, encoding="utf-8"))
    edited, _ = changed(twenty, lambda: file.write_text(text.replace("Bài 3\n", "Bài khác\n"), encoding="utf-8"))
    assert "dong-thoi-gian/2019/03.html" in edited
    assert "dong-thoi-gian/2019/index.html" not in edited


def test_a_popular_day_costs_the_newest_articles_that_tell_of_it(make_archive, monkeypatch):
    """However many articles tell of a day, as many as its page shows are looked at, and those of their months."""
    monkeypatch.setattr(shelves, "LIST_LIMIT", 3)
    monkeypatch.setattr(search, "cut_segments", lambda _: [])  # which looks at all articles of a segment
    text = "---\ntitle: Bài {n}\ndate: {year}-{month:02}-01\n---\n" + EVENT.format("5/3/2019") + "\n"
    months = [(year, month) for year in (2022, 2023, 2024) for month in range(1, 13)]
    files = {f"articles/{y}/bai-{m}.md": text.format(n=m, year=y, month=m) for y, m in months}
    archive = make_archive(files)
    build_warm(archive)
    looked_at = []
    read = store.Store.readings

    def readings(self, paths):
        paths = list(paths)
        looked_at.extend(paths)
        return read(self, paths)

    monkeypatch.setattr(store.Store, "readings", readings)
    new = text.format(n=99, year=2022, month=6)
    edited, _ = changed(archive, lambda: (archive / "articles/2022/moi.md").write_text(new, encoding="utf-8"))
    assert "dong-thoi-gian/2019/03/05.html" in edited
    of_2022 = {path for path in looked_at if path.startswith("articles/2022")}
    assert of_2022 == {"articles/2022/bai-6.md", "articles/2022/moi.md"}  # itself, for its title in the report


def test_an_author_changes_their_pages_and_the_articles(twenty):
    file = twenty / "articles/2025/bai-3.md"
    text = file.read_text(encoding="utf-8").replace("title: ", "summary: Tóm tắt.\ntitle: ")
    changed(twenty, lambda: file.write_text(text, encoding="utf-8"))
    named = text.replace("title: ", "authors: [Hiếu Lam]\ntitle: ")
    changed(twenty, lambda: file.write_text(named, encoding="utf-8"))  # which adds a way in to every page
    other = named.replace("Hiếu Lam", "Minh An")
    edited, outcome = changed(twenty, lambda: file.write_text(other, encoding="utf-8"))
    pages = {"bai-viet/2025/bai-3.html", "tac-gia/hieu-lam.html", "tac-gia/minh-an.html", "tac-gia/index.html"}
    assert pages <= edited
    assert outcome.published.removed == 3 + 1  # with both forms of the feed, and the names as they were
    (twenty / "authorities").mkdir()
    people = twenty / "authorities/people.yaml"
    private = "- {id: an, name: Minh An, publish: false}\n"
    _, outcome = changed(twenty, lambda: people.write_text(private, encoding="utf-8"))
    assert outcome.read == 1
    assert not (twenty / "_site/tac-gia").exists()
    assert "Minh An" not in (twenty / "_site/bai-viet/2025/bai-3.html").read_text(encoding="utf-8")
    assert "Minh An" not in (twenty / "_site/bai-viet/index.xml").read_text(encoding="utf-8")


SERIES = {f"so-lieu/von.{form}" for form in ("html", "csv", "json")}


def test_a_new_article_with_figures_changes_the_tables_that_show_them(stated):
    text = FIGURES.format(n=21, month=1)
    edited, outcome = changed(stated, lambda: (stated / "articles/2025/moi.md").write_text(text, encoding="utf-8"))
    own = forms("moi") | {"so-lieu/2025/01.html", "so-lieu/index.html"} | SERIES
    given = data("2025/01", ARTICLES, FIGURE_DATA, BIBTEX) | DOWNLOADS
    lists = {
        *with_feeds("nguon/bao"),
        "nguon/index.html",
        "dong-thoi-gian/index.html",
        "dong-thoi-gian/2025/index.html",
    }
    searched = found("2025-01-01", files=ADDED)
    assert edited == own | given | lists | searched | CURRENT | TIMELINE | MANIFEST
    beside = len(FORMS) - 1 + len([ARTICLES, FIGURE_DATA, BIBTEX]) + 2
    assert (outcome.read, outcome.rendered) == (1, len(edited) - 1 - beside)


def test_a_new_article_of_a_month_that_is_cut_changes_its_day_alone(stated, monkeypatch):
    monkeypatch.setattr(figure_cuts, "FIGURES_LIMIT", 4)
    shutil.rmtree(stated / ".kaluga-site")
    build_warm(stated)
    text = FIGURES.format(n=3, month=2)
    edited, _ = changed(stated, lambda: (stated / "articles/2025/moi.md").write_text(text, encoding="utf-8"))
    tables = {address for address in edited if address.startswith("so-lieu/")}
    assert tables == {"so-lieu/2025/02.html", "so-lieu/2025/02/03.html", "so-lieu/index.html"} | SERIES


def test_words_that_change_a_figure_change_the_tables_alone(stated):
    file = stated / "articles/2025/bai-3.md"
    text = file.read_text(encoding="utf-8").replace("Có 3 nhà máy", "Có 4 nhà máy")
    edited, outcome = changed(stated, lambda: file.write_text(text, encoding="utf-8"))
    words = forms("bai-3", "html", "json", "txt", "js") | data("2025/02", FIGURE_DATA) | found("2025-02")
    assert edited == words | {"so-lieu/2025/02.html", "so-lieu/von.html"} | MANIFEST
    assert outcome.read == 1


def test_a_note_on_a_measure_changes_its_page_alone(stated):
    note = "- {id: von, name: Vốn, note: Ghi chú}\n"
    file = stated / "authorities/measures.yaml"
    edited, outcome = changed(stated, lambda: file.write_text(note, encoding="utf-8"))
    assert edited == {"so-lieu/von.html"} | MANIFEST
    assert outcome.read == 0


def test_the_last_figure_of_a_measure_takes_its_pages_along(stated):
    for file in (stated / "articles/2025").glob("*.md"):
        file.write_text(re.sub("figures: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    edited, outcome = changed(stated, lambda: None)
    assert edited >= SERIES
    assert outcome.published.removed == 3 + 1  # the names, without the measure's


def test_a_month_that_is_emptied_leaves_the_page_of_its_year(make_archive, monkeypatch):
    monkeypatch.setattr(shelves, "LIST_LIMIT", 2)
    text = "---\ntitle: Bài {month}\ndate: 2025-{month:02}-01\ntopics: [Chung]\n---\nBài.\n"
    archive = make_archive({f"articles/2025/bai-{month}.md": text.format(month=month) for month in range(1, 5)})
    build_warm(archive)
    (archive / "articles/2025/bai-2.md").unlink()
    build_warm(archive)
    page = (archive / "_site/chu-de/chung/2025.html").read_text(encoding="utf-8")
    assert re.findall(r'href="[^"]*chung/2025/(\d\d).html"', page) == ["04", "03", "01"]


def test_a_removed_article_takes_its_pages_along(twenty):
    edited, outcome = changed(twenty, (twenty / "articles/2025/bai-1.md").unlink)
    gone = forms("bai-1") | {*with_feeds("nhan-vat/nguyen-van-b", "chu-de/chu-de-1", "nguon/bao-1")}
    assert gone <= edited
    assert outcome.published.removed == len(gone) + 5  # files by which search finds it
    assert outcome.read == 0


def test_an_article_that_is_withdrawn_takes_its_forms_and_its_data_along(twenty):
    file = twenty / "articles/2025/bai-1.md"
    text = file.read_text(encoding="utf-8").replace("title: ", "withdrawn: Đã rút.\ntitle: ")
    edited, _ = changed(twenty, lambda: file.write_text(text, encoding="utf-8"))
    given = data("2025/01", ARTICLES, MENTIONS, BIBTEX)
    assert forms("bai-1") | given | DOWNLOADS <= edited
    gone = {address for address in edited if not (twenty / "_site" / address).exists()}
    assert {address for address in gone if "bai-1" in address} == forms("bai-1", *FORMS[1:])
    assert '"2025/bai-1"' not in (twenty / "_site/du-lieu/2025/01.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["bai-viet/2025/bai-3.ris", "du-lieu/2025/01-nhac-ten.csv"])
def test_a_form_that_is_lost_is_made_again(twenty, address, monkeypatch):
    monkeypatch.setattr(stamps, "RACY_NS", 0)
    build_warm(twenty)
    whole = tree(twenty / "_site")
    (twenty / "_site" / address).unlink()
    assert standing_build(Place.of(twenty, twenty / "_site", Options()), NOW) is None
    build_warm(twenty)
    assert tree(twenty / "_site") == whole


LOOK_IN_A_CHILD = """
import sys, datetime
from pathlib import Path
from kaluga_site.aside import look_in_turn
from kaluga_site.model.build import Options
from kaluga_site.standing import Left, Place, standing_build
from kaluga_site.state import FOLDER, seen, stamps
stamps.RACY_NS = seen._LARGE = 0
archive, site = Path(sys.argv[1]), Path(sys.argv[1], "_site")
left = Left.of(site, archive / FOLDER)
look_in_turn(left.stands)
place = Place.of(archive, site, Options(), left)
def wrong():
    raise AssertionError("the parent looked itself")
left.stands._question = wrong
print(left.stands.answer, standing_build(place, datetime.datetime.fromisoformat(sys.argv[2])) is not None)
"""


def test_a_child_sees_whether_the_site_stands(archive, monkeypatch):
    monkeypatch.setattr(stamps, "RACY_NS", 0)
    build_warm(archive)

    def seen():
        command = [sys.executable, "-c", LOOK_IN_A_CHILD, archive, NOW.isoformat()]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split()

    assert seen() == ["True", "True"]
    (archive / "_site/bai-viet/index.html").unlink()
    assert seen() == ["False", "False"]


BUILD_WITH_A_CHILD = """
import sys, datetime
from pathlib import Path
from kaluga_site import ahead, article_reading, pipeline, state
from kaluga_site.model.build import Options
from kaluga_site.standing import Left, OnChange, Place
from kaluga_site.workers import Workers
archive, edit, few = Path(sys.argv[1]), sys.argv[3], int(sys.argv[4])
ahead.SMALL = few
readers = []
left = Left.of(archive / "_site", archive / state.FOLDER)
begin = lambda: readers.append(ahead.EarlyReader(archive, left))
place = Place.of(archive, archive / "_site", Options(), left, OnChange(article=begin))
children = ahead.look_ahead(place, *readers)
asides = [one for one in (children.read, children.digests) if one]
[one.answer for one in asides]
def wrong(*_):
    raise AssertionError("the parent did it itself")
if edit:
    with (archive / "authorities/people.yaml").open("a", encoding="utf-8") as people:
        people.write(edit)
else:
    article_reading.read_articles = wrong
    state.digest_of_file = state.digest_of_file if few else wrong
built = pipeline.build_at(place, datetime.datetime.fromisoformat(sys.argv[2]), Workers(), ahead=children)
print(built.read, built.published.written > 0)
"""


@pytest.mark.parametrize(
    ("change", "edit", "few", "told"),
    [
        ("words", "", 128, ["1", "True"]),
        ("words", "\n- id: nguyen-van-them\n  name: Nguyễn Văn Thêm\n", 128, ["1", "True"]),  # for the next build
        ("times", "", 0, ["0", "False"]),
    ],
)
def test_what_a_child_has_read_ahead_is_not_read_again(archive, tmp_path, change, edit, few, told):
    build_warm(archive)
    file = archive / "articles/2025/them.md"
    if change == "words":
        file.write_text("---\ntitle: Bài\ndate: 2025-03-02\n---\nÔng Nguyễn Văn Thêm nói thế.\n", encoding="utf-8")
    else:
        for one in (archive / "articles").rglob("*.*"):
            os.utime(one, (1, 1))
    command = [sys.executable, "-c", BUILD_WITH_A_CHILD, archive, NOW.isoformat(), edit, str(few)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split() == told
    assert build_warm(archive).read == (2 if edit else 0)
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


LOOK_FOR_THE_CONCERNED_IN_A_CHILD = """
import sys, datetime
from pathlib import Path
from kaluga_site import ahead, pipeline, readings
from kaluga_site.model.build import Options
from kaluga_site.standing import Left, OnChange, Place
from kaluga_site.workers import Workers
archive, later = Path(sys.argv[1]), sys.argv[3]
left, concerned = Left.of(archive / "_site", archive / ".kaluga-site"), []
find_early = lambda: concerned.append(ahead.find_concerned_early(archive, left))
place = Place.of(archive, archive / "_site", Options(), left, OnChange(surroundings=find_early))
children = ahead.look_ahead(place, None, *concerned)
children.concerned.answer
itself, find = [], readings.find_concerned
def told(*arguments):
    itself.append(arguments)
    return find(*arguments)
readings.find_concerned = told
with (archive / "authorities/people.yaml").open("a", encoding="utf-8") as people:
    people.write(later)
built = pipeline.build_at(place, datetime.datetime.fromisoformat(sys.argv[2]), Workers(), ahead=children)
print(built.read, len(itself))
"""


@pytest.mark.parametrize(
    ("later", "told"),
    [("", ["2", "0"]), ("\n- id: nguyen-van-con\n  name: Nguyễn Văn Còn\n", ["3", "1"])],  # one article has a problem
)
def test_a_child_finds_whom_an_edited_entry_concerns(archive, tmp_path, later, told):
    for name in ("Thêm", "Còn"):
        file = archive / f"articles/2025/{name}.md"
        file.write_text(
            f"---\ntitle: {name}\ndate: 2025-03-02\n---\nÔng Nguyễn Văn {name} nói thế.\n", encoding="utf-8"
        )
    build_warm(archive)
    with (archive / "authorities/people.yaml").open("a", encoding="utf-8") as people:
        people.write("\n- id: nguyen-van-them\n  name: Nguyễn Văn Thêm\n")
    command = [sys.executable, "-c", LOOK_FOR_THE_CONCERNED_IN_A_CHILD, archive, NOW.isoformat(), later]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split() == told
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


BUILD_AS_A_LARGE_ARCHIVE = """
import sys
from kaluga_site.state import looking, seen, stamps
seen._LARGE, stamps.RACY_NS, looking._MANY = 0, 0, 0
from kaluga_site import cli
cli.main(["build", sys.argv[1], "--jobs", "2"])
"""


def built_by_command(archive):
    """Return what the command says that builds an archive, with all children that a large one wants."""
    command = [sys.executable, "-c", BUILD_AS_A_LARGE_ARCHIVE, archive]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_a_file_that_comes_and_goes_keeps_no_build_waiting(archive):
    built_by_command(archive)
    passing = archive / "articles/2025/them.md~"  # as editors make one
    passing.touch()
    passing.unlink()
    assert " 0 written" in built_by_command(archive)


@pytest.mark.parametrize("seed", range(3))
def test_the_command_builds_a_large_archive_after_any_edits(archive, tmp_path, seed):
    editor = Editor(archive, seed)
    for _ in range(8):
        for _ in range(editor.choose.randint(0, 2)):
            editor.edit()
        built_by_command(archive)
    copy = shutil.copytree(archive, tmp_path / "anew", ignore=shutil.ignore_patterns("_site", ".kaluga-site"))
    built_by_command(copy)
    assert tree(archive / "_site") == tree(copy / "_site")


def test_forms_stand_in_a_copy_of_the_site_with_other_times(twenty, monkeypatch):
    monkeypatch.setattr(stamps, "RACY_NS", 0)
    build_warm(twenty)
    os.utime(twenty / "_site/bai-viet/2025", (1, 1))
    assert standing_build(Place.of(twenty, twenty / "_site", Options()), NOW) is not None


def test_an_image_of_another_size_changes_the_page_that_shows_it(archive):
    build_warm(archive)
    image = (archive / "articles/2025/anh-hai.jpg").read_bytes()
    edited, outcome = changed(archive, lambda: (archive / "articles/2025/anh.png").write_bytes(image))
    assert edited == {"bai-viet/2025/day-du.html", "bai-viet/2025/day-du/anh.png"} | MANIFEST
    assert outcome.read == 0


def test_a_note_on_a_topic_changes_the_pages_that_show_it(twenty):
    (twenty / "authorities").mkdir()
    file = twenty / "authorities/topics.yaml"
    changed(twenty, lambda: file.write_text("- {id: chu-de-1, name: Chủ đề 1}\n", encoding="utf-8"))
    edited, _ = changed(twenty, lambda: file.write_text("- {name: Chủ đề 1, note: Ghi chú}\n", encoding="utf-8"))
    assert edited == {"chu-de/chu-de-1.html", "chu-de/index.html", "index.html"} | MANIFEST


def test_an_authority_entry_costs_the_articles_that_it_can_concern(twenty):
    (twenty / "authorities").mkdir()
    people = twenty / "authorities/people.yaml"

    def write(text):
        return lambda: people.write_text(text, encoding="utf-8")

    assert changed(twenty, write("- {name: Một Người Nào}\n"))[1].read == 0
    edited, outcome = changed(twenty, write("- {id: ba, name: Nguyễn Văn B}\n"))
    assert outcome.read == 1
    own = {"bai-viet/2025/bai-1.html", *with_feeds("nhan-vat/ba", "nhan-vat/nguyen-van-b")}
    own |= found(files=["bai"]) | NAMES_FOUND
    beside = {"chu-de/chu-de-1.html", "nguon/bao-1.html"}
    given = forms("bai-1", "json") | data("2025/01", MENTIONS) | {"du-lieu/nhan-vat.csv"}
    assert edited == own | given | beside | {"nhan-vat/index.html", "index.html"} | MANIFEST
    edited, outcome = changed(twenty, write("- {id: ba, name: Nguyễn Văn B, note: Một ghi chú}\n"))
    assert outcome.read == 0
    assert edited == {"nhan-vat/ba.html", "nhan-vat/index.html", "index.html", "du-lieu/nhan-vat.csv"} | MANIFEST


TWO = "---\ntitle: Bài {n}\ndate: 2025-0{n}-02\nsource: Báo\npeople: [Trần Văn A, {other}]\n---\nBài.\n"


def test_a_new_name_changes_the_pages_of_those_who_are_named_beside(make_archive):
    """The person stands in one article with another, of whom a second article speaks without the person."""
    files = {f"articles/2025/bai-{n}.md": TWO.format(n=n, other=other) for n, other in ((1, "Lê Văn B"), (2, "Vũ C"))}
    archive = make_archive(files)
    build_warm(archive)
    (archive / "authorities").mkdir()
    text = "- {name: Lê Bê, variants: [Lê Văn B], id: le-van-b}\n"
    edited, _ = changed(archive, lambda: (archive / "authorities/people.yaml").write_text(text, encoding="utf-8"))
    own = {"bai-viet/2025/bai-1.html", *with_feeds("nhan-vat/le-van-b")}
    own |= found("2025-01-01", files=["bai"]) | NAMES_FOUND
    beside = {"nhan-vat/tran-van-a.html", "nguon/bao.html"}
    given = forms("bai-1", "json") | data("2025/01", MENTIONS) | {"du-lieu/nhan-vat.csv"}
    assert edited == own | given | beside | {"nhan-vat/index.html", "index.html"} | MANIFEST
    page = (archive / "_site/nhan-vat/tran-van-a.html").read_text(encoding="utf-8")
    assert '<a href="../nhan-vat/le-van-b.html">Lê Bê</a>' in page
    assert "nhan-vat/vu-c.html" in page
    gone, _ = changed(archive, (archive / "articles/2025/bai-1.md").unlink)
    assert {*with_feeds("nhan-vat/tran-van-a"), "nhan-vat/le-van-b.html"} <= gone
    page = (archive / "_site/nhan-vat/tran-van-a.html").read_text(encoding="utf-8")
    assert "le-van-b" not in page


def test_a_new_name_costs_those_alone_whose_pages_show_it(make_archive):
    """Thirteen people stand in two articles, and one more in one of these: no other's page has room for that one."""
    often = [f"Nguyễn Văn {name}" for name in ("An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Khoa", "Lâm", "Minh")]
    often += [f"Trần Thị {name}" for name in ("Nga", "Oanh", "Phương", "Quyên")]
    text = "---\ntitle: Bài {n}\ndate: 2025-0{n}-02\nsource: Báo\npeople: [{people}]\n---\nBài.\n"
    people = {1: [*often, "Lê Văn Xuân"], 2: often}
    files = {f"articles/2025/{n}.md": text.format(n=n, people=", ".join(found)) for n, found in people.items()}
    entries = "- {{name: {}, id: mot, variants: [Nguyễn Văn An]}}\n- {{name: {}, id: hai, variants: [Lê Văn Xuân]}}\n"
    file = "authorities/people.yaml"
    archive = make_archive({**files, file: entries.format("Nguyễn Văn An", "Lê Văn Xuân")})
    build_warm(archive)

    def named(*names):
        return changed(archive, lambda: (archive / file).write_text(entries.format(*names), encoding="utf-8"))

    edited, seldom = named("Nguyễn Văn An", "Lê Xuân")
    own = {*forms("1", "html", "json"), *with_feeds("nhan-vat/hai"), "nhan-vat/index.html"}
    own |= found("2025-01-01", files=["bai"]) | NAMES_FOUND
    given = data("2025/01", MENTIONS) | {"du-lieu/nhan-vat.csv"}
    assert edited - {"index.html"} == own | given | MANIFEST
    edited, often_shown = named("Nguyễn An", "Lê Xuân")
    beside = {address for address in edited if address.startswith(("nhan-vat/", "nguon/"))}
    others = beside - {*with_feeds("nhan-vat/mot"), "nhan-vat/index.html", "nhan-vat/hai.html", "nguon/bao.html"}
    assert len(others) == len(often) - 1
    assert often_shown.planned - seldom.planned >= len(often)


def test_a_sentence_that_changes_changes_the_pages_of_whom_it_names_alone(make_archive):
    body = "Ông Trần Văn Bình đến Hà Nội. Trời mưa 2 giờ.\n\nÔng Lê Văn Cường ở nhà."
    text = f"---\ntitle: Bài\ndate: 2025-01-02\nsource: Báo\ntopics: [Chung]\nsummary: Tóm tắt.\n---\n{body}\n"
    archive = make_archive({"articles/2025/bai.md": text})
    build_warm(archive)

    def write(text):
        return lambda: (archive / "articles/2025/bai.md").write_text(text, encoding="utf-8")

    edited, _ = changed(archive, write(text.replace("ở nhà", "ở lại")))
    words = forms("bai", "html", "json", "txt", "js") | data("2025/01") | found()
    assert edited == words | {"nhan-vat/le-van-cuong.html"} | MANIFEST
    edited, _ = changed(archive, write(text.replace("2 giờ", "2 giờ và gió 3 giờ")))
    pages = {"nhan-vat/le-van-cuong.html", "nhan-vat/tran-van-binh.html", "dia-danh/ha-noi.html"}
    pages |= {"so-lieu/2025/01.html", "so-lieu/index.html", "index.html"}
    words |= data("2025/01", MENTIONS, FIGURE_DATA) | DOWNLOADS
    assert edited >= words | with_feeds("chu-de/chung") | MANIFEST
    assert edited <= words | with_feeds("chu-de/chung") | pages | MANIFEST


def test_a_topic_that_leaves_its_broader_one_changes_both(twenty):
    (twenty / "authorities").mkdir()
    file = twenty / "authorities/topics.yaml"
    broader = "- {id: chu-de-1, name: Chủ đề 1}\n- {id: chu-de-2, name: Chủ đề 2, broader: chu-de-1}\n"
    changed(twenty, lambda: file.write_text(broader, encoding="utf-8"))
    assert "chu-de-2.html" in (twenty / "_site/chu-de/chu-de-1.html").read_text(encoding="utf-8")
    edited, _ = changed(twenty, lambda: file.write_text(broader.replace(", broader: chu-de-1", ""), encoding="utf-8"))
    assert edited == {"chu-de/chu-de-1.html", "chu-de/chu-de-2.html"} | MANIFEST


def test_an_edit_of_terms_costs_the_articles_whose_words_can_mean_them(twenty):
    (twenty / "authorities").mkdir()
    for number, body in ((1, "Vốn FDI và vốn fdi."), (2, "Làng Mơ ở xa."), (3, "Nhóm Bạn Nga đến.")):
        file = twenty / f"articles/2025/bai-{number}.md"
        text = re.sub(r"topics: .*\n", "", file.read_text(encoding="utf-8")).replace("Bài.\n", f"{body}\n")
        file.write_text(text, encoding="utf-8")
    build_warm(twenty)

    def read_after(name, text):
        return changed(twenty, lambda: (twenty / f"authorities/{name}.yaml").write_text(text, encoding="utf-8"))[1].read

    assert read_after("topics", "- {id: dau-tu, name: Đầu tư, keywords: [ODA]}\n") == 0
    assert read_after("topics", "- {id: dau-tu, name: Đầu tư, keywords: [VỐN Fdi]}\n") == 1
    assert read_after("topics", "- {id: dau-tu, name: Đầu tư, note: Ghi chú, keywords: [VỐN Fdi]}\n") == 0
    assert "bai-viet/2025/bai-1.html" in (twenty / "_site/chu-de/dau-tu.html").read_text(encoding="utf-8")
    assert read_after("places", "- {id: mo, name: Làng Mơ}\n") == 1
    assert read_after("organisations", "- {id: nhom, name: Nhóm Bạn Nga}\n") == 1


def test_a_second_entry_of_the_same_name_concerns_those_that_lead_to_the_first(twenty):
    (twenty / "authorities").mkdir()
    file, first = twenty / "authorities/topics.yaml", "- {id: mot, name: Chủ đề 5}\n"
    changed(twenty, lambda: file.write_text(first, encoding="utf-8"))
    second = f"{first}- {{id: hai, name: Chủ đề 5}}\n"
    _, outcome = changed(twenty, lambda: file.write_text(second, encoding="utf-8"))
    assert [problem.code for problem in outcome.problems] == ["ambiguous-entry"]


def overwrite(file, content):
    """Write a file anew, under its old times."""
    times = file.stat()
    file.write_bytes(content)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES = {
    "nothing": lambda _archive: None,
    "an article": lambda archive: overwrite(archive / "articles/khong-ngay.md", "# Tít khác\n\nHai.".encode()),
    "a new article": lambda archive: (archive / "articles/moi.txt").write_text("Một bài."),
    "an article gone": lambda archive: (archive / "articles/khong-ngay.md").unlink(),
    "a photo": lambda archive: overwrite(archive / "articles/2025/anh.png", b"PNG"),
    "an authority": lambda archive: overwrite(archive / "authorities/measures.yaml", b"[]"),
    "a setting": lambda archive: overwrite(archive / "site.yaml", b"title: Kho\n"),
    "a template": lambda archive: (archive / "templates").mkdir() or (archive / "templates/404.html").write_text("x"),
    "a static file": lambda archive: (archive / "static/x.css").write_text("x"),
    "a page gone": lambda archive: (archive / "_site/index.html").unlink(),
    "a page of another size": lambda archive: (archive / "_site/index.html").write_text("x"),
    "a misnamed file": lambda archive: (archive / "site.yml").write_text(""),
    "the manifest damaged": lambda archive: (archive / "_site/du-lieu/manifest.json").write_text("x"),
    "the manifest gone": lambda archive: (archive / "_site/du-lieu/manifest.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_site_stands_until_something_changes(archive, monkeypatch, change):
    monkeypatch.setattr(stamps, "RACY_NS", 0)
    first = build_warm(archive)
    CHANGES[change](archive)
    found = standing_build(Place.of(archive, archive / "_site", Options()), NOW)
    if change == "nothing":
        assert found.problems == first.problems
        assert found.articles == first.articles
        assert found.published == Published(written=0, unchanged=first.published.written, removed=0)
        assert standing_build(Place.of(archive, archive / "_site", Options(strict=True)), NOW) is None
        assert standing_build(Place.of(archive, archive / "_site", Options(cache=False)), NOW) is None
        assert standing_build(Place.of(archive, archive / "other", Options()), NOW) is None
    else:
        assert found is None


def test_a_site_stands_until_a_day_that_changes_it(make_archive, monkeypatch):
    monkeypatch.setattr(stamps, "RACY_NS", 0)
    dates = {"den": "date: 2026-11-24", "het": "date: 2025\nexpires: 2026-11-25", "nhap": "date: 2025\ndraft: true"}
    archive = make_archive({f"articles/{name}.md": f"---\n{date}\n---\nMột bài.\n" for name, date in dates.items()})
    midnight = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)  # the 23rd begins in Viet Nam
    day, second = datetime.timedelta(1), datetime.timedelta(seconds=1)

    def stands(now, **options):
        return standing_build(Place.of(archive, archive / "_site", Options(**options)), now)

    first = pipeline.build(archive, archive / "_site", midnight)
    assert first.left_out == {"future": ["articles/den.md"], "draft": ["articles/nhap.md"]}
    for now in (midnight, midnight + day - second):
        assert (stands(now).articles, stands(now).left_out) == (1, first.left_out)
    for now in (midnight - second, midnight + day):
        assert stands(now) is None
    assert stands(midnight, drafts=True) is None
    assert stands(midnight, future=True) is None
    second_day = pipeline.build(archive, archive / "_site", midnight + day)
    assert (second_day.articles, second_day.left_out) == (2, {"draft": ["articles/nhap.md"]})
    assert stands(midnight + 3 * day - second).articles == 2
    last = pipeline.build(archive, archive / "_site", midnight + 3 * day)
    assert (last.articles, last.left_out) == (1, {"draft": ["articles/nhap.md"], "expired": ["articles/het.md"]})
    assert stands(midnight + 3000 * day).articles == 1


def test_a_file_too_new_to_be_told_by_its_times_does_not_stand(archive):
    build_warm(archive)
    assert standing_build(Place.of(archive, archive / "_site", Options()), NOW) is None


def test_workers_of_any_kind_give_the_same_site(make_archive, tmp_path, monkeypatch):
    text = "Tít {n}\nÔng Nguyễn Văn {n}A nói có 1{n} triệu USD và 2{n} nhà máy."
    archive = make_archive({f"articles/2025/bai-{n}.txt": text.format(n=n) for n in range(30)})
    monkeypatch.setattr(figure_cuts, "FIGURES_LIMIT", 10)
    monkeypatch.setattr(article_reading, "SMALL", 4)
    monkeypatch.setattr(workers, "BATCH", 3)
    with ThreadPoolExecutor(3) as executor:
        outcome = pipeline.build(
            archive, archive / "_site", NOW, workers=workers.Workers(workers.Executors(lambda: executor))
        )
    assert (outcome.read, outcome.articles) == (30, 30)
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_workers_end_before_the_stage_in_which_they_write_is_taken_away(make_archive, monkeypatch):
    files = {f"articles/2025/bai-{n}.txt": f"Tít {n}\nÔng Nguyễn Văn {n}A nói." for n in range(9)}
    archive = make_archive({**files, "templates/home.html": "{{ no_such_thing }}"})
    monkeypatch.setattr(article_reading, "SMALL", 4)
    stages = []
    with ThreadPoolExecutor(1) as executor:
        ends = workers.Executors(lambda: executor, end=lambda: stages.extend((archive / FOLDER).glob("stage-*")))
        outcome = pipeline.build(archive, archive / "_site", NOW, workers=workers.Workers(ends))
    assert [problem.code for problem in outcome.problems if problem.path == "templates/home.html"] == ["template-error"]
    assert len(stages) == 1
    assert not stages[0].exists()


PAGES_BY_A_CHILD = """
import os, sys, time, datetime
from pathlib import Path
from kaluga_site import article_reading, batches, making, pipeline
from kaluga_site.model.build import Options
from kaluga_site.standing import Place
from kaluga_site.workers import Workers
batches._MUCH = 1
article_reading._WORTH_SPLITTING = 2
parent, render, made = os.getpid(), making.render_pages, []
def told(work, *arguments):
    made.extend(work)
    if os.getpid() == parent:
        time.sleep(0.1)  # the child has time for more
    elif sys.argv[3]:
        raise OSError("no room in the child")
    return render(work, *arguments)
making.render_pages = told
archive = Path(sys.argv[1])
workers = Workers(can_split=True)
built = pipeline.build_at(
    Place.of(archive, archive / "_site", Options()), datetime.datetime.fromisoformat(sys.argv[2]), workers
)
stages = workers.clock.stages
print(built.published is not None, len(made) < 18, stages["read"].workers > 0 and stages["render"].workers > 0)
"""


@pytest.mark.parametrize(("fault", "told"), [("", ["True", "True", "True"]), ("fault", ["True", "False", "True"])])
def test_a_child_makes_some_of_the_pages(archive, tmp_path, fault, told):
    command = [sys.executable, "-c", PAGES_BY_A_CHILD, archive, NOW.isoformat(), fault]
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.split() == told
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_settings_and_authority_files_that_are_as_they_were_are_not_read_again(archive, tmp_path, monkeypatch):
    """What is wrong in them is told all the same."""
    (archive / "site.yml").write_text("title: Kho\n", encoding="utf-8")
    first = build_warm(archive)
    assert "unused-file" in {problem.code for problem in first.problems}
    monkeypatch.setattr("kaluga_site.load.configuration.load_settings", None)
    (archive / "articles/2025/them.md").write_text("---\ntitle: Bài\ndate: 2025-03-02\n---\nÔng Nguyễn Văn Một nói.\n")
    again = build_warm(archive)
    assert [one for one in again.problems if one in first.problems] == list(first.problems)
    assert again.read == 1
    monkeypatch.undo()
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


WHAT_IS_IMPORTED = """
import sys
from kaluga_site.cli import main
from kaluga_site.state import seen
seen._LARGE = 0
try:
    main(["build", sys.argv[1], "--jobs", "2", "--quiet"])
finally:
    print(sorted({"yaml", "markdown_it", "frontmatter"} & set(sys.modules)))
"""


def test_what_reads_articles_is_imported_by_a_child_alone(archive, tmp_path):
    def imported():
        command = [sys.executable, "-c", WHAT_IS_IMPORTED, archive]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    imported()
    (archive / "articles/2025/them.md").write_text("---\ntitle: Bài\ndate: 2025-03-02\n---\nÔng Nguyễn Văn Một nói.\n")
    assert imported() == "[]\n"
    with (archive / "authorities/people.yaml").open("a", encoding="utf-8") as people:
        people.write("\n- id: nguyen-van-mot\n  name: Nguyễn Văn Một\n")
    assert "yaml" in imported()
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


@pytest.mark.parametrize("lost", ["bai-viet/index.html", "bai-viet/2025/day-du.bib", None])
def test_what_is_lost_is_made_again_while_an_article_is_added(archive, tmp_path, lost):
    """A child looks at the site when it has read the article, and this process plans and renders meanwhile."""

    def built():
        command = [sys.executable, "-c", WHAT_IS_IMPORTED, archive]
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)

    built()
    if lost:
        (archive / "_site" / lost).unlink()
    (archive / "articles/2025/them.md").write_text("---\ntitle: Bài\ndate: 2025-03-02\n---\nÔng Nguyễn Văn Một nói.\n")
    built()
    assert tree(archive / "_site") == built_anew(archive, tmp_path / "anew")


def test_a_long_article_of_which_the_time_alone_changed_keeps_nothing_waiting(archive):
    """The child reads it for nothing: this process sees by the digest that it is as it was, and asks about the site."""
    file = archive / "articles/2025/dai.md"
    lines = "".join(f"Ông Nguyễn Văn Một nói {number} tỷ đồng.\n\n" for number in range(900))
    file.write_text(f"---\ntitle: Dài\ndate: 2025-03-02\n---\n{lines}", encoding="utf-8")
    command = [sys.executable, "-c", WHAT_IS_IMPORTED, archive]
    for when in (1, 2):
        os.utime(file, (when, when))
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
