import re

from conftest import tree
from kaluga_site.model.resources import built_in
from kaluga_site.render import letter_pages

ARTICLE = {"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."}


def test_an_archives_templates_and_static_files_replace_ours_one_by_one(make_archive, build):
    archive = make_archive(
        ARTICLE
        | {
            "templates/404.html": "Không có ở đây: {{ page.title }}\n",
            "templates/topics/list.html": "unused",
            "static/style.css": "body { color: teal; }\n",
            "static/anh/nen.svg": "<svg/>",
        }
    )
    assert build(archive).published is not None
    site = archive / "_site"
    assert (site / "404.html").read_text(encoding="utf-8") == "Không có ở đây: Không tìm thấy trang\n"
    assert (site / "static/style.css").read_text() == "body { color: teal; }\n"
    assert (site / "static/anh/nen.svg").read_text() == "<svg/>"
    assert (site / "static/icon.svg").is_file()
    assert "Một bài" in (site / "index.html").read_text(encoding="utf-8")


def test_an_archives_own_pieces_stand_on_every_page(make_archive, build):
    archive = make_archive(
        ARTICLE
        | {
            "templates/partials/card.html": "<li>{{ root }}|{{ shown.title }}</li>\n",
            "templates/partials/navigation.html": "<ul>{{ root }}|{{ shown[0].label }}|{{ shown[0].current }}</ul>\n",
        }
    )
    build(archive)
    pages = {address: content.decode() for address, content in tree(archive / "_site").items() if "html" in address}
    assert '<ol class="cards">\n<li>|Một bài</li>\n</ol>' in pages["index.html"]
    assert '<ol class="cards">\n<li>../../|Một bài</li>\n</ol>' in pages["bai-viet/2025/index.html"]
    assert "<ul>|Bài viết|False</ul>" in pages["index.html"]
    assert "<ul>../../|Bài viết|True</ul>" in pages["bai-viet/2025/mot.html"]
    assert "<ul>../../|Bài viết|False</ul>" in pages["dong-thoi-gian/2025/02.html"]


def test_an_archives_own_macro_says_what_is_inferred(make_archive, build):
    macros = (built_in("templates") / "partials/macros.html").read_text(encoding="utf-8")
    own = "{% macro inferred() %} (máy đọc){% endmacro %}"
    archive = make_archive(
        {
            "articles/2025/mot.md": "---\ndate: 2025\nfigures: [5 tỷ đồng]\n---\nVới 5 tỷ đồng và 6 triệu USD.",
            "templates/partials/macros.html": f"{macros}\n{own}\n",
        }
    )
    build(archive)
    page = (archive / "_site/bai-viet/2025/mot.html").read_text(encoding="utf-8")
    assert page.count("(máy đọc)") == page.count("6\u00a0triệu USD</a> (máy đọc)</th>") == 1


def test_a_template_of_one_vocabulary_leaves_the_others(make_archive, build):
    archive = make_archive(
        {
            "articles/2025/mot.md": "---\ndate: 2025\ntopics: [Y tế]\nplaces: [Kaluga]\n---\nMột bài.",
            "templates/topics/single.html": "chủ đề {{ name }}\n",
        }
    )
    build(archive)
    assert (archive / "_site/chu-de/y-te.html").read_text(encoding="utf-8") == "chủ đề Y tế\n"
    assert "<h1>Kaluga</h1>" in (archive / "_site/dia-danh/kaluga.html").read_text(encoding="utf-8")


def test_a_template_that_no_page_is_made_with_is_told(make_archive, build):
    archive = make_archive(
        ARTICLE
        | {
            "templates/home.htm": "x",
            "templates/entities/single.html": "x",
            "templates/people/single.html": "{% include 'partials/mine.html' %}{{ page.title }}",
            "templates/partials/mine.html": "x",
        }
    )
    told = [(one.path, one.hint) for one in build(archive).problems if one.code == "unused-file"]
    assert told == [
        ("templates/entities/single.html", "Did you mean 'entity/single.html'?"),
        ("templates/home.htm", "Did you mean 'home.html'?"),
    ]


def test_compiled_templates_that_cannot_be_kept_cost_time_only(make_archive, build, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    assert build(make_archive(ARTICLE)).published is not None


def test_markup_of_an_article_never_reaches_a_page(make_archive, build):
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    archive = make_archive(
        {
            "site.yaml": f"title: '{hostile}'\n",
            "articles/2025/mot.md": (
                f"---\ntitle: '{hostile}'\ndate: 2025\nsource: '{hostile}'\ntopics: ['{hostile}']\n"
                f"people: ['{hostile}']\nauthors: ['{hostile}']\nseries: '{hostile}'\n---\n{hostile} <u>x</u>\n"
            ),
        }
    )
    assert build(archive).published is not None
    pages = [file.read_text(encoding="utf-8") for file in (archive / "_site").rglob("*.html")]
    assert not [page for page in pages if "<script>" in page or "<u>" in page]
    assert all("{{ 7 * 7 }}" in page for page in pages)


def test_an_empty_archive_has_a_home_and_no_empty_section(make_archive, build):
    archive = make_archive({"articles/.keep": ""})
    outcome = build(archive)
    assert [problem.code for problem in outcome.problems] == ["no-articles"]
    site = archive / "_site"
    assert not any((site / folder).exists() for folder in ("nhan-vat", "chu-de", "nguon", "bai-viet/index.xml"))
    assert (site / "index.html").is_file()


def test_a_long_list_has_a_bar_of_letters_whose_ids_stay(make_archive, build, monkeypatch):
    people = "[Đỗ An, Dương Bình, Ân Giang, Борис, 7 Cường]"
    archive = make_archive({"articles/2025/mot.md": f"---\ndate: 2025\npeople: {people}\n---\nMột bài."})
    page = archive / "_site/nhan-vat/index.html"
    build(archive)
    text = page.read_text(encoding="utf-8")
    assert 'class="letters"' not in text
    assert re.findall(r'<h2 id="([^"]+)">(.*?)<', text) == [
        ("chu-khac", "#"),
        ("chu-aa", "Â"),
        ("chu-d", "D"),
        ("chu-dd", "Đ"),
        ("chu-u0411", "Б"),
    ]
    monkeypatch.setattr(letter_pages, "BAR_LIMIT", 4)
    build(archive, cache=False)
    bar = page.read_text(encoding="utf-8").partition('class="letters"')[2].partition("</nav>")[0]
    assert re.findall(r'href="(#[^"]+)"', bar) == ["#chu-khac", "#chu-aa", "#chu-d", "#chu-dd", "#chu-u0411"]


def test_every_page_says_what_the_site_is_once(make_archive, build):
    archive = make_archive(ARTICLE | {"site.yaml": "title: Kho\ndescription: Một kho báo.\n"})
    build(archive)
    pages = [file.read_text(encoding="utf-8").partition("<body>")[2] for file in (archive / "_site").rglob("*.html")]
    assert [page.count("Một kho báo.") for page in pages] == [1] * len(pages)


def test_large_numbers_are_grouped(make_archive, build):
    archive = make_archive(ARTICLE | {"templates/404.html": "{{ in_words(1234567) }}"})
    build(archive)
    assert (archive / "_site/404.html").read_text() == "1.234.567"
