"""`kaluga-site import` from the command line: raw text becomes articles, and nothing is lost."""

import json
import os
import random
import re
import string
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import tree
from kaluga_site.cli import main
from kaluga_site.importing import decoding
from kaluga_site.model.catalogue import CATALOGUE
from kaluga_site.vietnamese import clean
from unit.importing.legacy import encode
from unit.importing.nasty import PIECES

TEXT = """Tỉnh bạn trở thành điểm sáng mới trong hợp tác
(PNTĐ) - Ông Trần Văn Nam và bà Thái Hương gặp nhau ngày 25/11/2025, kim ngạch đạt 316 triệu USD.
Hai bên khẳng định sẽ mở rộng hợp tác về kinh tế, y tế, văn hóa và giáo dục trong những năm tới.
Phát biểu tại buổi tiếp, ông Nam cảm ơn sự đón tiếp nồng hậu và mong sớm có chuyến thăm tiếp theo.
"""
PATH = "articles/2025/tinh-ban-tro-thanh-diem-sang-moi-trong-hop-tac.md"
SECOND = PATH.replace(".md", "-2.md")
CHANGED = TEXT.replace("nồng hậu", "chu đáo")


@pytest.fixture
def archive(make_archive):
    return make_archive({"site.yaml": "title: Kho thử\n"})


@pytest.fixture
def inbox(tmp_path):
    """Return a function that fills a folder outside the archive and returns it."""

    def make(files):
        folder = tmp_path / "inbox"
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


def run(archive, *words, stdin=None):
    result = CliRunner().invoke(main, ["import", *map(str, words), "--archive", str(archive)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def articles(archive):
    return sorted(path for path in tree(archive) if path.startswith("articles/"))


def codes(result):
    return re.findall(r"^\S+:\d+: ([a-z0-9-]+) ", result.stderr, re.MULTILINE)


def test_the_clipboard_becomes_an_article(archive, build):
    result = run(archive, "-", stdin=TEXT)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"-: written as {PATH}\n"
        "  title    Tỉnh bạn trở thành điểm sáng mới trong hợp tác (inferred: first-line)\n"
        "  date     2025-11-25? (inferred: mentioned-date, 'ngày 25/11/2025')\n"
        "  source   PNTĐ (inferred: bracketed-tag)\n"
        "  found    2 people, 1 figure, 0 quotations\n"
        "  review   title, date, source, people\n"
        "\n# New, for authorities/people.yaml:\n"
        "- id: tran-van-nam\n  name: Trần Văn Nam\n- id: thai-huong\n  name: Thái Hương\n"
        "\n# New, for authorities/sources.yaml:\n- id: pntd\n  name: PNTĐ\n"
        "\n1 written.\n"
    )
    outcome = build(archive)
    assert outcome.problems == ()
    assert (archive / "_site/bai-viet/2025/tinh-ban-tro-thanh-diem-sang-moi-trong-hop-tac.html").exists()


def test_importing_again_changes_nothing(archive, inbox):
    folder = inbox({"a.txt": TEXT, "b.txt": "Không tít, không ngày.\nNgắn thôi.", "c": "Một dòng."})
    assert run(archive, folder, "--add").exit_code == 0
    before = tree(archive)
    again = run(archive, folder, folder / "a.txt", "--add")
    assert again.exit_code == 0
    assert again.stdout.endswith(f"{folder / 'a.txt'}: already imported as {PATH}\n4 already imported.\n")
    assert tree(archive) == before


def test_what_was_built_as_raw_text_is_known(archive, inbox):
    for name in ("articles/2025/bai.txt", "articles/rieng.txt"):
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
    (archive / "articles/2025/bai.txt").write_text("date 2025-11-25 " + TEXT)
    (archive / "articles/rieng.txt").write_text("Tin\nMột câu.")
    assert "already imported as articles/2025/bai.txt" in run(archive, "-", stdin="date 2025-11-25 " + TEXT).stdout
    assert "already imported as articles/rieng.txt" in run(archive, inbox({"x": "Tin\nMột câu."})).stdout
    assert articles(archive) == ["articles/2025/bai.txt", "articles/rieng.txt"]


def test_a_reviewed_article_is_known_by_its_words(archive):
    run(archive, "-", stdin=TEXT)
    file = archive / PATH
    reviewed = re.sub(
        r"(?s)---\n.*?\n---\n", "---\ntitle: Khác\ndate: 2025\npeople: [Thái Hương]\n---\n", file.read_text()
    )
    file.write_text(reviewed)
    result = run(archive, "-", "--add", stdin=TEXT)
    assert f"already imported as {PATH}" in result.stdout
    assert file.read_text() == reviewed
    assert "Trần Văn Nam" not in (archive / "authorities/people.yaml").read_text()  # whom the review took out


def test_a_withdrawn_article_does_not_come_back(archive):
    run(archive, "-", stdin=TEXT)
    (archive / PATH).write_text((archive / PATH).read_text().replace("\n---\n", "\nwithdrawn: Nguồn đã rút.\n---\n"))
    before = tree(archive)
    assert f"already imported as {PATH}" in run(archive, "-", stdin=TEXT).stdout
    assert tree(archive) == before


def test_a_near_duplicate_is_written_and_reported(archive, build):
    run(archive, "-", stdin=TEXT)
    result = run(archive, "-", stdin=CHANGED)
    assert (result.exit_code, articles(archive)) == (0, sorted([PATH, SECOND]))
    assert re.search(
        rf"^-:1: near-duplicate \d\d% of the words are those of {PATH}\. Compare", result.stderr, re.MULTILINE
    )
    assert "numbered, for the name without number is another article's" in result.stdout
    assert build(archive).problems == ()


def test_near_duplicates_can_be_skipped(archive, inbox):
    folder = inbox({"a.txt": TEXT, "b.txt": CHANGED})
    result = run(archive, folder, "--skip-duplicates")
    assert (result.exit_code, articles(archive), codes(result)) == (0, [PATH], ["near-duplicate"])
    assert result.stdout.endswith("\n1 written, 1 skipped as a near-duplicate.\n")


@pytest.mark.parametrize(
    "name", [PATH, PATH.replace(".md", ".txt"), "articles/tinh-ban-tro-thanh-diem-sang-moi-trong-hop-tac.md"]
)
def test_no_file_is_overwritten_and_no_address_taken_twice(archive, build, name):
    (archive / name).parent.mkdir(parents=True)
    (archive / name).write_text("Một bài khác hẳn\nNgày 1/2/2025 có một bài khác.")
    assert run(archive, "-", stdin=TEXT).exit_code == 0
    assert articles(archive) == sorted([name, SECOND])
    assert (archive / name).read_text() == "Một bài khác hẳn\nNgày 1/2/2025 có một bài khác."
    assert not [problem for problem in build(archive).problems if problem.severity == "error"]


def test_an_address_that_leads_elsewhere_is_taken(archive, build):
    old = PATH.replace("articles", "bai-viet").replace(".md", ".html")
    (archive / "articles").mkdir()
    (archive / "articles/khac.md").write_text(f"---\ntitle: Khác\ndate: 2024\nredirects: [{old}]\n---\nMột bài khác.")
    run(archive, "-", stdin=TEXT)
    assert articles(archive) == [SECOND, "articles/khac.md"]
    assert build(archive).problems == ()


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Index", "articles/2025/bai-index.md"), ("11", "articles/2025/bai-11.md"), ("!!!", "articles/2025/bai.md"),
        ("Một cái tít rất dài " * 5, "articles/2025/mot-cai-tit-rat-dai-mot-cai-tit-rat-dai-mot-cai-tit-rat-dai.md"),
    ],
)  # fmt: skip
def test_names_that_the_site_has_for_pages_of_its_own(archive, build, title, path):
    run(archive, "-", stdin=f"{title.strip()}\nNgày 1/2/2025 có một bài, và một câu nữa.")
    assert articles(archive) == [path]
    assert build(archive).published is not None


def test_a_folder_is_walked_in_order(archive, inbox):
    folder = inbox({
        "b/2.txt": "Bài hai\nNgày 2/2/2025 có hai.", "a.TXT": "Bài một\nNgày 1/2/2025 có một.",
        "khong-duoi": "Bài ba\nNgày 3/2/2024 có ba.", "c.docx": "x", ".hidden.txt": "x", ".git/x.txt": "x", "d.md": "x",
    })  # fmt: skip
    (folder / "vong.txt").symlink_to(folder)
    os.mkfifo(folder / "ong.txt")
    result = run(archive, folder)
    assert result.exit_code == 0
    assert re.findall(r"inbox/(\S+): written", result.stdout) == ["a.TXT", "b/2.txt", "khong-duoi"]
    assert articles(archive) == ["articles/2024/bai-ba.md", "articles/2025/bai-hai.md", "articles/2025/bai-mot.md"]


def test_one_bad_file_does_not_stop_the_others(archive, inbox):
    folder = inbox({
        "1.txt": b"\xff\xfe\x00", "2.txt": TEXT, "3.txt": "", "4.txt": "---\ntitle: A\n---\nB",
        "5.txt": "date 2025-11-25",
    })  # fmt: skip
    (folder / "0.txt").symlink_to("nowhere")
    result = run(archive, folder)
    assert (result.exit_code, articles(archive)) == (1, [PATH])
    assert codes(result) == ["unreadable-file", "unknown-encoding", "empty-file", "not-raw-text", "empty-body"]
    assert result.stdout.endswith("\n1 written, 5 not imported.\n")


def test_markdown_in_a_folder_is_told_of(archive, inbox):
    folder = inbox({"1.txt": TEXT, "sau/bai.md": "---\ntitle: A\n---\nB", ".kho/x.md": "# A"})
    said = run(archive, folder).stdout.splitlines()
    assert f"Passed over, for Markdown is no raw text; copy it into articles/: {folder}/sau/bai.md." in said


def test_an_interrupted_import_goes_on(archive, inbox, monkeypatch):
    names = ["một", "hai", "ba"]
    folder = inbox({f"{place}.txt": f"Bài {name}\nNgày 1/2/2025 có bài {name}." for place, name in enumerate(names)})
    open_file = Path.open

    def interrupted(file, *arguments, **options):
        if file.name == "1.txt":
            raise KeyboardInterrupt
        return open_file(file, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", interrupted)
        assert run(archive, folder).exit_code == 1
    assert articles(archive) == ["articles/2025/bai-mot.md"]
    result = run(archive, folder)
    assert result.stdout.endswith("\n2 written, 1 already imported.\n")


def test_an_article_that_cannot_be_written(archive):
    (archive / "articles").write_text("")
    result = run(archive, "-", stdin=TEXT)
    assert (result.exit_code, codes(result)) == (1, ["unwritable-file"])


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni", "viscii"])
def test_old_encodings(archive, encoding):
    result = run(archive, "-", stdin=encode(TEXT, encoding))
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"  encoding {encoding}\n" in result.stdout
    wanted = TEXT.partition("\n")[2].replace("\n", "\n\n").removesuffix("\n")
    assert (archive / PATH).read_text(encoding="utf-8").endswith(f"---\n\n{wanted}")


def test_an_encoding_that_cannot_be_told_is_asked_for(archive, inbox):
    file = inbox({"a.txt": encode("Hà Nội", "windows-1258")}) / "a.txt"
    result = run(archive, file)
    assert (result.exit_code, articles(archive)) == (1, [])
    assert re.match(
        rf"{file}:1: unknown-encoding The text cannot be decoded: it is not UTF-8, and .*\d+% as windows-1258.*: "
        r"--encoding NAME\.",
        result.stderr,
    )
    assert run(archive, file, "--encoding", "windows-1258").exit_code == 0
    assert run(archive, file, "--encoding", "utf-8").exit_code == 1
    assert run(archive, file, "--encoding", "koi8-r").exit_code == 2


def test_without_the_extra_it_is_said_how_to_install_it(archive, monkeypatch):
    monkeypatch.setattr(decoding, "_charmaps", lambda: None)
    result = run(archive, "-", "--encoding", "tcvn3", stdin=b"B\xb8o c\xb8o")
    assert result.exit_code == 2
    assert "pip install viparse" in result.stderr
    result = run(archive, "-", stdin=b"B\xb8o c\xb8o")
    assert (result.exit_code, codes(result)) == (1, ["unknown-encoding"])
    assert "pip install viparse" in result.stderr


def test_new_names_are_added_behind_what_is_there(archive, build):
    people = archive / "authorities/people.yaml"
    people.parent.mkdir()
    people.write_text("# Của tôi\n- {id: huong, name: Thái Hương}  # chị", encoding="utf-8")
    result = run(archive, "-", "--add", stdin=TEXT)
    assert result.exit_code == 0
    assert "authorities/people.yaml: 1 added.\nauthorities/sources.yaml: 1 added.\n" in result.stdout
    assert people.read_text(encoding="utf-8") == (
        "# Của tôi\n- {id: huong, name: Thái Hương}  # chị\n- id: tran-van-nam\n  name: Trần Văn Nam\n"
    )
    assert "  - {id: huong}\n" in (archive / PATH).read_text(encoding="utf-8")
    assert build(archive).problems == ()


def test_an_authority_file_of_another_form_is_left_alone(archive):
    people = archive / "authorities/people.yaml"
    people.parent.mkdir()
    people.write_text("[]\n")
    result = run(archive, "-", "--add", stdin=TEXT)
    assert (result.exit_code, codes(result)) == (1, ["wrong-type"])
    assert people.read_text() == "[]\n"
    assert "# New, for authorities/people.yaml:\n- id: tran-van-nam" in result.stdout


def test_a_dry_run_writes_nothing(archive, inbox):
    before = tree(archive)
    result = run(archive, inbox({"a.txt": TEXT, "b.txt": TEXT, "c.txt": CHANGED}), "--add", "--dry-run")
    assert result.exit_code == 0
    assert tree(archive) == before
    assert f"a.txt: to be written as {PATH}\n" in result.stdout
    assert f"b.txt: already imported as {PATH}\n" in result.stdout
    assert f"c.txt: to be written as {SECOND}\n" in result.stdout
    assert result.stdout.endswith("2 to be written, 1 already imported (a dry run: nothing was written).\n")


def test_json_for_programs(archive, inbox):
    result = run(archive, inbox({"1.txt": TEXT, "2.txt": CHANGED, "3.txt": b"\xff"}), "--json")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert (first["file"][-5:], first["source"]["value"]) == ("1.txt", "PNTĐ")
    assert (first["status"], first["path"], first["encoding"]) == ("written", PATH, "utf-8")
    assert first["date"] == {
        "value": "2025-11-25?", "basis": "inferred", "rule": "mentioned-date", "words": "ngày 25/11/2025"
    }  # fmt: skip
    assert (first["people"], first["figures"]) == (["Trần Văn Nam", "Thái Hương"], 1)
    assert first["review"] == ["title", "date", "source", "people"]
    assert [name["name"] for name in first["new"]] == ["Trần Văn Nam", "Thái Hương", "PNTĐ"]
    assert second["near_duplicate"]["path"] == PATH
    assert second["problems"][0]["code"] == "near-duplicate"
    assert (third["status"], third["problems"][0]["code"]) == ("failed", "unknown-encoding")


def test_what_is_left_to_review_is_said(archive):
    result = run(archive, "-", stdin="Ông Nam nói chuyện với mọi người.")
    assert (result.exit_code, codes(result)) == (0, ["unknown-date"])
    assert "  date     unknown\n" in result.stdout
    assert articles(archive) == ["articles/ong-nam-noi-chuyen-voi-moi-nguoi.md"]


def test_no_escape_sequence_reaches_the_terminal(archive, inbox):
    folder = inbox({"a\x1b[31m.txt": "Tít \x1b[31mđỏ\nNgày 1/2/2025 có tin."})
    (folder / os.fsdecode(b"\xff.txt")).write_text("Tin\nNgày 1/2/2024 có tin.")
    result = run(archive, folder)
    assert (result.exit_code, "\x1b" in result.output) == (0, False)
    assert run(archive, folder, "--json").exit_code == 0


@pytest.mark.parametrize("seed", range(3))
def test_whatever_the_texts_the_site_builds_and_a_second_import_changes_nothing(archive, inbox, build, seed):
    chance = random.Random(seed)
    pieces = [*PIECES, *string.punctuation, " ", "1", "Tít", "ngày 2/9/1945 ", "Một đoạn. "]
    folder = inbox({f"{place}.txt": "".join(chance.choices(pieces, k=chance.randint(1, 25))) for place in range(40)})
    first = run(archive, folder)
    before = tree(archive)
    failed = {code for code in codes(first) if CATALOGUE[code].severity == "error"}
    assert failed <= {"empty-file", "empty-body", "not-raw-text", "unknown-encoding"}
    assert run(archive, folder).stdout.count("already imported as") == len(articles(archive))
    assert tree(archive) == before
    assert not [problem for problem in build(archive).problems if problem.severity == "error"]
    wanted = {words for file in folder.iterdir() for words in _bodies(clean(file.read_bytes().decode()))}
    published = [file.read_text(encoding="utf-8") for file in (archive / "_site/bai-viet").glob("*/*.txt")]
    assert len(published) == len(articles(archive))
    assert [text for text in published if " ".join(text.split()) not in wanted] == []


def _bodies(raw):
    """Yield the words of a raw text without the stamp of a paste; once without the first line, too: a title."""
    body = raw.strip().removeprefix("date 2025-11-25 ")
    yield " ".join(body.split())
    yield " ".join(body.strip().partition("\n")[2].split())


@pytest.mark.parametrize("words", [[], ["nowhere.txt"], ["-", "--no-such-option"]])
def test_wrong_use(archive, words):
    assert run(archive, *words).exit_code == 2
    assert run(archive / "nowhere", "-").exit_code == 2


def test_progress_is_shown_on_a_terminal(archive, inbox, monkeypatch):
    monkeypatch.setattr("kaluga_site.commands.progress._PATIENCE", 0.0)
    monkeypatch.setattr("kaluga_site.commands.progress._is_terminal", lambda: True)
    result = run(archive, inbox({"a.txt": TEXT}))
    assert re.search(r"imported  \[#+\]  1/1  [0-9,]+/s, [0-9]+:[0-9]{2} left", result.stderr)
