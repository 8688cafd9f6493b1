"""Inputs that nobody wrote for us: what a hostile article, authority file or file name can not do."""

import csv
import gzip
import io
import json
import os
import re
import tempfile
import time
import zlib
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import NOW, tree
from kaluga_site import pipeline
from kaluga_site.cli import main
from kaluga_site.load import load_authorities
from kaluga_site.load import settings as load_settings
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.model.settings import Settings
from kaluga_site.vietnamese import clean
from reading import read_article_content

ARTICLE = "Một bài.\nNgày 1/2/2025 có tin."
SECRET = "Điều bí mật ở ngoài kho."


def md(*declared, body="Bài. Có 5 triệu USD."):
    lines = "".join(f"{line}\n" for line in ("title: Một", "date: 2025-01-01", *declared))
    return f"---\n{lines}---\n{body}\n"


@pytest.fixture
def codes(make_archive, build):
    """Return a function that builds an archive of one article (or other files) and returns what was said."""

    def run(article="", name="articles/2025/mot.md", **others):
        archive = make_archive({"articles/2025/hai.txt": ARTICLE, **({name: article} if article else {}), **others})
        outcome = build(archive)
        assert (outcome.published is None) == any(one.severity == "error" for one in outcome.problems)
        return [(problem.code, problem.line) for problem in outcome.problems]

    return run


BAD_LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](<java\u200bscript:alert(1)>)",
    "[x](<\x01javascript:alert(1)>)",
    "[x](<  javascript:alert(1)>)",
    "[x](&#1;javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//example.org/x)",
    "[x](../../authorities/people.yaml)",
    "[x](https:javascript)",
    "<javascript:alert(1)>",
    "<data:text/html;base64,PHg+>",
    "[![y](z.png)](javascript:alert(1))",
    "![y](javascript:alert(1))",
]


def test_no_link_of_an_article_leads_elsewhere_than_to_the_web(codes):
    lines = "\n\n".join(BAD_LINKS)
    found = codes(md(body=lines))
    assert sorted({line for _, line in found}) == list(range(5, 5 + 2 * len(BAD_LINKS), 2))
    assert {code for code, _ in found} == {"bad-link", "image-in-text"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "' javascript:x'", "data:,x", "//a.vn", '"java\\tscript:x"'])
def test_no_declared_address_leads_elsewhere_than_to_the_web(codes, url):
    others = {"authorities/sources.yaml": f"- name: Báo\n  url: {url}\n", "site.yaml": f"contact: {url}"}
    found = codes(md(f"url: {url}", f"archived_url: {url}"), **others)
    assert [code for code, _ in found] == ["bad-url", "bad-url", "bad-url", "unknown-setting"]


@pytest.mark.parametrize(
    "file",
    ["../../site.png", "/etc/x.png", "../hai.png", "a/../../x.png", "x.svg", "x.html", "ế" * 90 + ".png"],
)
def test_no_photo_lies_outside_of_the_articles(codes, file):
    assert codes(md(f"photos: ['{file}']"), **{"site.png": b"PNG"})[0][0] == "missing-photo"


@pytest.mark.parametrize(
    "address", ["../x.html", "/x.html", "a/../../x.html", "a//x.html", "x.html#a", "C:\\x.html", ".git/x.html", "x.js"]
)
def test_no_redirect_leads_out_of_the_site(codes, address):
    assert codes(md(f"redirects: ['{address}']"))[0] == ("bad-redirect", 4)


@pytest.fixture
def outside(tmp_path):
    """A folder beside the archive, with a file in it that any room of the archive would read."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "file").write_text(SECRET)
    return folder


@pytest.mark.parametrize(
    "link",
    [
        "articles/2025/ba.txt", "authorities/people.yaml", "authorities/synonyms.yaml", "site.yaml",
        "templates/home.html", "templates/partials/footer.html", "static/style.css", "static/a/b.txt",
    ],
)  # fmt: skip
def test_a_link_to_a_file_outside_of_the_archive_is_told_and_not_read(make_archive, build, outside, link):
    archive = make_archive({"articles/2025/mot.txt": ARTICLE})
    (archive / link).parent.mkdir(parents=True, exist_ok=True)
    (archive / link).symlink_to(outside / "file")
    outcome = build(archive)
    assert [(problem.code, problem.path) for problem in outcome.problems] == [("unreadable-file", link)]
    assert outcome.published is None


@pytest.mark.parametrize("folder", ["articles/2025/ba", "authorities", "templates", "static", "static/a"])
def test_a_link_to_a_folder_outside_of_the_archive_is_told(make_archive, build, outside, folder):
    for name in ("people.yaml", "organisations.yaml", "home.html"):
        (outside / name).write_text(SECRET)
    archive = make_archive({"articles/2025/mot.txt": ARTICLE})
    (archive / folder).parent.mkdir(exist_ok=True)
    (archive / folder).symlink_to(outside)
    outcome = build(archive)
    assert {problem.code for problem in outcome.problems if problem.severity == "error"} == {"unreadable-file"}
    assert outcome.published is None


@pytest.mark.parametrize("name", ["_anh.png", ".anh.png"])
def test_a_hidden_link_is_no_photo(make_archive, build, outside, name):
    archive = make_archive({"articles/2025/mot.md": md(f"photos: ['{name}']")})
    (archive / "articles/2025" / name).symlink_to(outside / "file")
    assert [problem.code for problem in build(archive).problems] == ["missing-photo"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]", "yaml-alias"),
        ("title: !!python/object/apply:os.system ['true']", "yaml-alias"),
        ("<<: *x", "yaml-alias"),
        ("topics:\n" + "-  " * 3000 + "x", "yaml-syntax"),
        ("topics: " + "[" * 40_000, "yaml-syntax"),
        ("topics: " + "[" * 50 + "]" * 50, "yaml-depth"),
        ("\n".join(" " * depth + "a:" for depth in range(300)), "yaml-depth"),
    ],
)
def test_yaml_makes_no_objects_and_no_bombs(codes, text, code):
    assert code in {code for code, _ in codes(f"---\n{text}\n---\nBài.")}
    assert code in {code for code, _ in codes(**{"authorities/people.yaml": text})}


LONG = "Câu chuyện dài. " * 4_000


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("mot.txt", f"{LONG}\n" * 26, ("file-too-large", 1)),
        ("mot.txt", f"Ngày 1/2/2025\n{LONG}{LONG}", ("line-too-long", 2)),
        ("mot.md", "---\nsummary:\n" + "  dài\n" * 20_000 + "---\nNgày 1/2/2025.", ("front-matter-too-long", 1)),
        ("mot.txt", "Ngày 1/2/2025\n" + "Có 5 triệu USD.\n" * 2_001, ("too-many-findings", 1)),
        (
            "mot.txt",
            "Ngày 1/2/2025\n" + "Ông Lê Nam nói: “Tôi sẽ không bao giờ quên.”\n" * 2_100,
            ("too-many-findings", 1),
        ),
        ("mot.md", "# Tít\n\nNgày 1/2/2025.\n\n" + "> " * 20 + "Câu.", ("markdown-depth", 5)),
    ],
)
def test_what_is_too_large_is_told(codes, name, text, expected):
    assert codes(text, f"articles/2025/{name}") == [expected]


SIZE = int(os.environ.get("TORTURE_SIZE", "6000"))


@pytest.mark.parametrize(
    "piece",
    [
        "a\u0301\u0323", "\u0301\u0323", "\u05b0\u05bc", "\u0e38\u0e48", "\u202e", "\r", "😀", "ế", "\x00", "“",
        "a:\n", "của ",
        "Ông Lê Nam{0:x}, ông Nam{0:x}. ", "Ông Xk{0:x}a Zorv{0:x} đến. ", "ngày {0}/5/2024 ",
        "{0} xã, ", "Ảnh: Lê Nam{0:x}\n",
        "- a\n", "> a\n", "## a{0}\n\n", "[a](b) ", "![", "[", "*a ", "|a|b|\n", "`", "<a", "&#",
        "- " * 9 + "a\n", "(TTXVN) - ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "# Tít\n\n"], ids=["raw", "markdown"])
def test_time_grows_with_the_size_of_a_file(head, piece):
    def seconds(size):
        count = size // len(piece)
        content = (
            head + "".join(piece.replace("{0:x}", f"{n:x}").replace("{0}", str(n)) for n in range(count))
        ).encode()
        start = time.process_time()
        problems = Problems("articles/2025/mot.md")
        read_article_content(content, problems, Settings(), load_authorities(Path("nowhere"))[0])
        return time.process_time() - start

    assert seconds(4 * SIZE) < 8 * seconds(SIZE) + 0.3


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"---\n{text}\n---\nBài.".encode())))
@example(b"---\ndate: 9999-12-31T23:59-14:00\nfigures: [{quote: 5 x, value: 0}]\n---\n5 x")
@settings(max_examples=int(os.environ.get("TORTURE", "150")))
def test_any_bytes_are_an_article_or_a_problem(content):
    problems = Problems("articles/2025/mot.md")
    article = read_article_content(content, problems, Settings(), load_authorities(Path("nowhere"))[0])
    assert article is not None or problems.has_errors


_WORDS = st.one_of(
    st.sampled_from(
        ["Lê Nam", "5 triệu USD", "-1", "0", "2025-11-25?", "true", "x.png", "https://a.vn", "a.html", "~", "[]", "{}"]
    ),
    st.text(max_size=20).map(json.dumps),
)
_KEYS = st.sampled_from(
    ["title", "date", "source", "url", "photos", "people", "figures", "quotations", "topics", "inferred", "expires",
     "corrections", "redirects", "withdrawn", "language", "draft", "places", "authors", "quote", "name", "id", "value"]
)  # fmt: skip
_NODES = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda found: f"[{', '.join(found)}]"),
        st.dictionaries(_KEYS, inner, max_size=3).map(
            lambda f: "{" + ", ".join(f"{k}: {v}" for k, v in f.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.dictionaries(_KEYS, _NODES, max_size=6))
@settings(max_examples=int(os.environ.get("TORTURE", "150")))
def test_any_front_matter_is_read_or_told(declared):
    text = "".join(f"{key}: {value}\n" for key, value in declared.items())
    problems = Problems("articles/2025/mot.md")
    content = f"---\n{text}---\nÔng Lê Nam có 5 triệu USD.".encode()
    article = read_article_content(content, problems, Settings(), load_authorities(Path("nowhere"))[0])
    assert article is not None or problems.has_errors


_LISTS = ("people", "organisations", "places", "topics", "sources", "measures", "synonyms")
_ENTRY_KEYS = st.sampled_from(
    [
        "id",
        "name",
        "variants",
        "note",
        "publish",
        "keywords",
        "broader",
        "kind",
        "language",
        "url",
        "rights",
        "redirects",
    ]
)


def _entries_of(keys):
    """Return what may stand in an authority file: mostly a list of entries with known keys, but with any values."""
    entry = st.dictionaries(keys, _NODES, max_size=5).map(
        lambda found: "- {" + ", ".join(f"{key}: {value}" for key, value in found.items()) + "}\n"
    )
    return st.one_of(st.lists(entry, max_size=4).map("".join), _NODES, st.text(max_size=60))


@given(st.sampled_from(_LISTS), _entries_of(_ENTRY_KEYS))
@settings(max_examples=int(os.environ.get("TORTURE", "150")))
def test_any_authority_file_is_read_or_told(name, text):
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        (archive / "authorities").mkdir()
        (archive / f"authorities/{name}.yaml").write_bytes(text.encode(errors="replace"))
        authorities, problems = load_authorities(archive)
        assert all(problem.path.startswith("authorities") and str(problem) for problem in problems)
        content = "Ông Lê Nam có 5 triệu USD ở Hà Nội.".encode()
        article = read_article_content(content, Problems("articles/2025/mot.txt"), Settings(), authorities)
        assert article is not None


def test_an_authority_file_that_is_too_large_is_told(codes, monkeypatch):
    monkeypatch.setattr(load_settings, "LARGEST_LIST", 100)
    assert codes(**{"authorities/people.yaml": "- name: Lê Văn Nam\n" * 10}) == [("file-too-large", 1)]


def test_a_text_that_is_too_large_is_not_imported(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "mot.txt").write_text("Câu. " * 500_000)
    said = CliRunner().invoke(main, ["import", str(tmp_path / "mot.txt"), "--archive", str(tmp_path)])
    assert (said.exit_code, "file-too-large" in said.output) == (1, True)


def test_quotations_and_lists_as_deep_as_can_be_read_keep_their_words(make_archive, build):
    deep = "> " * 19 + "Câu trong cùng.\n\n" + "- " * 9 + "Mục trong cùng.\n"
    archive = make_archive({"articles/2025/mot.md": md(body=deep)})
    assert build(archive).problems == ()
    page = (archive / "_site/bai-viet/2025/mot.html").read_text()
    assert "Câu trong cùng." in page
    assert "Mục trong cùng." in page


def test_names_as_long_as_can_be_make_addresses(make_archive, build):
    long = "Đặng Thị Hạnh " * 300
    declared = [f"{key}: {long}" for key in ("source", "series", "section")]
    declared += [f"{key}: ['{long}']" for key in ("people", "topics", "organisations", "places", "authors")]
    archive = make_archive({f"articles/2025/{'a' * 252}.md": md(*declared)})
    outcome = build(archive)
    assert (outcome.problems, outcome.published is None) == ((), False)
    assert max(len(name) for _, _, names in os.walk(archive / "_site") for name in names) <= 205


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_no_message_drives_a_terminal_or_a_workflow(make_archive, form, command):
    evil = "x\x1b[2J\x07\r\n::error::y%0A\u202e\u2066"
    declared = json.dumps(evil)  # which YAML reads too
    archive = make_archive(
        {
            "articles/2025/mot.md": md(f"photos: [{declared}]", f"figures: [{declared}]", f"{declared}: 1"),
            f"articles/2025/{evil.replace('/', '')}.docx": "x",
            f"articles/2025/{evil.replace('/', '')}.md": md(f"url: {declared}"),
            "authorities/people.yaml": f"- {{name: x, id: {declared}}}",
        }
    )
    said = CliRunner().invoke(main, [command, str(archive), "--format", form])
    assert said.exit_code == 1
    assert said.exception is None or isinstance(said.exception, SystemExit)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.output)
    lines = said.output.splitlines()
    assert len(lines) >= 6
    if form == "github":
        starts = [line for line in lines if line.startswith("::")]
        assert all(re.fullmatch("[A-Za-z0-9 ,:;.]+", line) for line in lines if line not in starts)  # how it went
        assert all(re.match(r"::(error|warning) file=[^,:]+,line=\d+,col=\d+,title=[a-z-]+::", line) for line in starts)
    else:
        assert not any(line.startswith("::") for line in lines)


def test_a_message_is_as_long_as_anybody_reads():
    problem = Problem.of("unknown-key", "x.md", key="\x1b" * 100_000, where="", suggestion="")
    assert len(problem.message) < 3_000
    assert problem.message.endswith("\\x1b'.")


def test_signs_that_are_not_seen_are_left_out():
    hidden = "\u202a\u202e\u2066\u2069\u200e\u200f\u061c\u2061\u206f\ufff9\u3164\U000e0041\U000e0100\U0001fffe\u034f"
    assert clean(f"Giá{hidden} 5 triệu 😀\ufe0f") == "Giá 5 triệu 😀\ufe0f"


def test_no_page_shows_text_in_another_order_than_it_is_stored(make_archive, build):
    entity, sign = "&#x202e;", "\u202e"
    body = f"Bài {sign}viết{entity} và `{entity}`. [x](https://x.vn 'a{entity}')"
    declared = 'people: ["Lê \\u202EVăn \\u2066Nam"]'
    archive = make_archive({"articles/2025/mot.md": md(declared, body=body)})
    assert [(problem.code, problem.line) for problem in build(archive).problems] == [("reordering-sign", 6)]
    for name, content in tree(archive / "_site").items():
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", content.decode(errors="ignore")), name


HOSTILE = [
    "=HYPERLINK(\"http://evil.example\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1+1",
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "--> x", "{{7*7}}{% include 'x' %}${7*7}",
    "<img src=x onerror=alert(1)>", "' onclick='x", "\" onfocus=\"x", "</title><b>",
    "{0} %s %(x)s", "&lt;b&gt;",
    "שלום עולם مرحبا", "a\u200bb\u200d\ufeff\u202etxt.exe", "👩\u200d👩\u200d👧 🏴",
    "Z" + "\u0300\u0323\u0489" * 40,
    "W" * 400, "ế" * 300, "../../../etc/passwd", "C:\\con\\nul",
    "а\u0440\u0440lе", "a\r\nSet-Cookie: x=y", "`$(id)`; DROP TABLE x;--", "𝕳𝖊𝖑𝖑𝖔 Ω≈ç√",
]  # fmt: skip


PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def _as_file_name(text):
    """Return as much of a text as a file can be called by, of what is left of it once it is read."""
    return " ".join(clean(text).replace("/", "∕").split()).encode()[:180].decode(errors="ignore")


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory):
    """A site in which everything that can be named is named by something hostile."""
    archive = tmp_path_factory.mktemp("hostile")
    for folder in ("articles/2025", "authorities"):
        (archive / folder).mkdir(parents=True)
    for number, text in enumerate(HOSTILE):
        said, plain = json.dumps(text, ensure_ascii=False), re.sub(r"([\\`*_\[\]<&])", r"\\\1", text)
        keys = ("summary", "source", "section", "series", "issue", "page")
        lists = ("people", "topics", "organisations", "places", "authors")
        lines = [f"title: {said}", f"date: 2025-01-{number + 1:02}", *(f"{key}: {said}" for key in keys)]
        lines += [f"{key}: [{said}, {json.dumps(text + ' Hai', ensure_ascii=False)}]" for key in lists]
        lines += [f"corrections: [{{date: 2025-02-01, text: {said}}}]"]
        photo = f"anh {_as_file_name(text)}.png"
        (archive / "articles/2025" / photo).write_bytes(PIXEL)
        told = {"file": photo, "caption": text, "credit": text, "alt": text}
        lines += [f"photos: [{json.dumps(told, ensure_ascii=False)}]"]
        lines += [f"figures: [{{quote: 5 triệu USD, unit: {said}, speaker: {said}, measure: do}}]"]
        body = f"{plain} có 5 triệu USD. Ông Lê Văn Nam nói: “{plain} không bao giờ quên được việc này.”"
        article = "\n".join(["---", *lines, "---", body, ""])
        (archive / f"articles/2025/bai-{number}.md").write_text(article, encoding="utf-8")
    kin = "Nhân chứng Lê Thị Kín nói: “Chúng tôi đã sống ở đây từ nhỏ, có 7 triệu USD.” Ngày 5/3/2025 bà Kín đi Huế."
    (archive / "articles/2025/kin.md").write_text(
        f"---\ntitle: Bài kín\ndate: 2025-03-01\nauthors: [Lê Thị Kín]\n---\nMở đầu.\n\n{kin}\n", encoding="utf-8"
    )
    (archive / "articles/2025/rut.md").write_text(
        "---\ntitle: Bài có địa chỉ\ndate: 2025-03-02\nwithdrawn: Theo yêu cầu.\nsummary: Tóm tắt zzrut.\n"
        "people: [Zzrut Văn A]\nfigures: [{quote: 9 triệu zzrut}]\nphotos: [{file: x.png, caption: Zzrut}]\n---\n"
        "Chuyện zzrut có 9 triệu zzrut. Ông Zzrut Văn A nói: “Zzrut không bao giờ quên được việc này.”\n",
        encoding="utf-8",
    )
    (archive / "authorities/people.yaml").write_text(
        "- {id: le-thi-kin, name: Lê Thị Kín, variants: [bà Kín], publish: false, note: zzghi}\n",
        encoding="utf-8",
    )
    (archive / "authorities/measures.yaml").write_text("- {id: do, name: '=1+1 </script>'}\n", encoding="utf-8")
    (archive / "site.yaml").write_text(f"title: {json.dumps(HOSTILE[9])}\nlanguages: [vi, en]\n", encoding="utf-8")
    outcome = pipeline.build(archive, archive / "_site", NOW)
    assert outcome.published is not None, [str(one) for one in outcome.problems if one.severity == "error"]
    return archive / "_site"


@pytest.fixture(scope="module")
def hostile_site(hostile_folder):
    """The text of every file of that site."""
    return {name: _plain(name, content) for name, content in tree(hostile_folder).items()}


def _plain(name, content):
    """Return a file's text; of a file that is compressed, or holds what is, the text in it."""
    if name.endswith(".gz"):
        return gzip.decompress(content).decode()
    if name.endswith(".js"):
        packed = re.fullmatch(rb'kalugaSearch\.take\("[^"]*","([A-Za-z0-9+/]*=*)"\);\n', content)
        if packed:  # words and texts lie there as they are, what narrows results and names does not
            return zlib.decompress(b64decode(packed[1]), -15).decode(errors="replace")
    return content.decode(errors="replace")


class _Markup(HTMLParser):
    """Collects the tags of a page and their attributes."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        assert tag != "script" or dict(attrs).get("src") or dict(attrs).get("type") == "application/ld+json"
        assert not any((value or "").lower().startswith(("javascript:", "data:", "vbscript:")) for _, value in attrs)


def test_nothing_hostile_becomes_markup(hostile_site):
    markup = _Markup()
    pages = {name: text for name, text in hostile_site.items() if name.endswith(".html")}
    assert len(pages) > 200
    for name, text in pages.items():
        markup.feed(text)
        assert "{{7*7}}" in text, name  # in the site's title
        assert "<img src=x" not in text, name
    assert not markup.tags & {"iframe", "object", "style"}
    assert not {name for name in markup.attributes if name.startswith("on") or name == "style"}


def test_data_blocks_are_json_and_end_where_they_should(hostile_site):
    blocks = 0
    for name, text in hostile_site.items():
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            blocks += 1
            assert "<" not in block, name
            assert json.loads(block), name
    assert blocks > 50


def test_no_cell_is_a_formula(hostile_site):
    tables = {name: text for name, text in hostile_site.items() if name.endswith(".csv")}
    assert tables
    cells = [cell for text in tables.values() for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    risky = [cell for cell in cells if cell[:1] in set("=+-@\t\r") and not re.fullmatch(r"[+-]?[\d.,]+%?", cell)]
    assert risky == []


def test_whom_the_archive_keeps_private_stands_in_the_articles_words_alone(hostile_site):
    own = {"bai-viet/2025/kin.html", "bai-viet/2025/kin.txt", "bai-viet/2025/kin.json", "en/bai-viet/2025/kin.html"}
    found = {name for name, text in hostile_site.items() if re.search("Lê Thị Kín|le-thi-kin|bà Kín", text)}
    assert {name for name in found if not name.startswith("du-lieu/")} <= own
    assert found >= {"bai-viet/2025/kin.html"}
    assert not [name for name, text in hostile_site.items() if "zzghi" in text]


def test_of_a_withdrawn_article_no_word_stays(hostile_site):
    assert "bai-viet/2025/rut.html" in hostile_site
    assert [name for name, text in hostile_site.items() if "zzrut" in text.lower() or "zzrut" in name] == []


def test_json_files_are_json(hostile_site):
    for name, text in hostile_site.items():
        if name.endswith(".json"):
            assert msgspec.json.decode(text.encode()) is not None, name


def test_nothing_hostile_acts_or_breaks_a_page_in_a_browser(hostile_folder, chromium):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    lists = ("index", "nhan-vat/index", "chu-de/index", "so-lieu/index", "tim-kiem", "bai-viet/2025/index")
    addresses = [*lists, *(f"bai-viet/2025/bai-{number}" for number in range(len(HOSTILE)))]
    for address in addresses:
        page.set_viewport_size({"width": 320, "height": 700})
        page.goto((hostile_folder / f"{address}.html").as_uri())
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 700})
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert (address, said) == (address, [])
            assert (address, width, over) == (address, width, min(over, 0))
    page.close()
