"""The command that shows what is read in single files."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from conftest import ROOT
from kaluga_site import articles, load
from kaluga_site.cli import main

RAW = """Tít của bài
date 2025-11-25
(TTXVN) - Ông Nguyễn\xa0Văn Hùng nói kim ngạch đạt gần 5 triệu USD tối 24/11.
Bộ Y tế họp tại Hà Nội.
“Chúng tôi sẽ còn làm hơn thế”, ông Hùng khẳng định.

Ảnh: Quỳnh Dương
"""
PEOPLE = "- {id: hung, name: Nguyễn Văn Hùng, variants: [Hùng]}\n"


def run(*arguments):
    return CliRunner().invoke(main, ["extract", *map(str, arguments)])


@pytest.fixture
def found(make_archive):
    archive = make_archive({"articles/2025/mot.txt": RAW, "authorities/people.yaml": PEOPLE})
    outcome = run("--json", "--archive", archive, archive / "articles/2025/mot.txt")
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def test_every_span_holds_its_words(found):
    text = found["text"]
    for figure in found["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["quote"] == "gần 5 triệu USD"
    mentions = [mention for person in found["people"] for mention in person["mentions"]]
    assert [text[mention["start"] : mention["end"]] for mention in mentions] == [one["form"] for one in mentions]
    assert [text[date["start"] : date["end"]] for date in found["dates"]] == ["2025-11-25", "24/11"]


def test_what_only_the_headline_states_is_told_apart(make_archive):
    headline = "Thu hồi 18.000 chai tương ớt, phạt 2 cửa hàng, ông Hùng: “Chúng tôi phải xin lỗi mọi người”"
    body = "Hôm qua ông Nguyễn Văn Hùng cho thu hồi 18.168 chai và phạt 2 cửa hàng."
    written = f'---\ntitle: "{headline}"\n---\n{body}\n'
    archive = make_archive({"articles/2025/a.txt": f"{headline}\n\n{body}\n", "articles/2025/b.md": written})
    raw, marked = map(json.loads, run("--json", "--archive", archive, archive / "articles").stdout.splitlines())
    for found, start in ((raw, headline.index("18")), (marked, None)):
        first, *others = found["figures"]
        assert (first["quote"], first["start"], first["rule"]) == ("18.000 chai", start, "headline-number-and-unit")
        assert [figure["quote"] for figure in others] == ["18.168 chai", "2 cửa hàng"]
        said = found["quotations"][0]
        assert (said["speaker"], said["text"]) == ("Nguyễn Văn Hùng", "Chúng tôi phải xin lỗi mọi người")
    assert text_of(raw, raw["figures"][0]) == "18.000 chai"
    assert "figure in the title: 18.000 chai = 18000 chai" in run("--archive", archive, archive / "articles").stdout


def test_an_office_in_the_headline_speaks_as_its_only_holder_in_the_text(make_archive):
    headline = "Bộ trưởng Israel: Đòn đáp trả sẽ “bất ngờ và chết chóc hơn”"
    body = "Bộ trưởng Quốc phòng Israel Yoav Gallant nói vậy với Thủ tướng Benjamin Netanyahu."
    others = f"{body} Bộ trưởng Ngoại giao Israel Katz cũng có mặt."
    archive = make_archive({"articles/a.txt": f"{headline}\n\n{body}\n", "articles/b.txt": f"{headline}\n\n{others}\n"})
    (one,), (several,) = (
        json.loads(line)["quotations"]
        for line in run("--json", "--archive", archive, archive / "articles").stdout.splitlines()
    )
    assert (one["speaker"], one["rule"]) == ("Yoav Gallant", "headline-partial-by-title")
    assert (several["speaker"], several["rule"]) == (None, "headline-partial-unnamed")


def test_who_is_named_in_the_title_alone_is_a_person_of_the_article(make_archive):
    headline, body = "Ngày mới: tỷ phú Phạm Nhật Vượng vào top 200", "Tạp chí ấy tính mỗi năm một lần."
    written = f'---\ntitle: "{headline}"\n---\n{body}\n'
    archive = make_archive({"articles/2025/a.txt": f"{headline}\n\n{body}\n", "articles/2025/b.md": written})
    raw, marked = map(json.loads, run("--json", "--archive", archive, archive / "articles").stdout.splitlines())
    for found in (raw, marked):
        (person,) = found["people"]
        assert (person["name"], person["role"], person["rule"]) == ("Phạm Nhật Vượng", "tỷ phú", "headline-name")
        assert person["mentions"] == []
    assert text_of(raw, raw["people"][0]) == "Phạm Nhật Vượng"
    assert (marked["people"][0]["start"], marked["people"][0]["end"]) == (None, None)
    assert "subject: Phạm Nhật Vượng, tỷ phú" in run("--archive", archive, archive / "articles").stdout
    settings, authorities = load.load_settings(archive)[0], load.load_authorities(archive)[0]
    article, _ = articles.read_article(archive, "articles/2025/b.md", settings, authorities)
    assert [person.reference.name for person in article.people] == ["Phạm Nhật Vượng"]


def text_of(found, one):
    return found["text"][one["start"] : one["end"]]


def test_what_a_program_gets(found):
    assert (found["title"], found["supplied_title"], found["source_tag"]) == ("Tít của bài", None, "TTXVN")
    assert found["date"] == {"edtf": "2025-11-25?", "uncertain": True, "rule": "stamp"}
    assert [(date["iso"], date["resolved"]) for date in found["dates"]] == [
        ("2025-11-25", "2025-11-25"),
        ("--11-24", "2025-11-24"),
    ]
    assert [(person["name"], person["kind"], person["id"]) for person in found["people"]] == [
        ("Nguyễn Văn Hùng", "subject", "hung"),
        ("Quỳnh Dương", "credit", None),
    ]
    (quotation,) = found["quotations"]
    assert (quotation["text"], quotation["speaker"]) == ("Chúng tôi sẽ còn làm hơn thế", "Nguyễn Văn Hùng")
    assert found["text"][quotation["start"] : quotation["end"]] == quotation["text"]
    named = [(one["kind"], one["name"], text_of(found, one)) for one in found["places"]]
    assert named == [("thành phố", "Hà Nội", "Hà Nội")]
    assert [(one["name"], text_of(found, one)) for one in found["organisations"]] == [("Bộ Y tế", "Bộ Y tế")]
    (figure,) = found["figures"]
    assert (figure["value"], figure["unit"], figure["qualifier"]) == (5000000, "USD", "gần")
    assert (figure["kind"], figure["measures"]) == ("amount", "kim ngạch")


def test_both_ends_of_a_change_are_figures(make_archive):
    text = "Kim ngạch tăng từ 4 triệu USD lên 316 triệu USD, gấp gần 80 lần."
    archive = make_archive({"articles/bai.txt": text})
    found = json.loads(run("--json", "--archive", archive, archive / "articles/bai.txt").stdout)
    (change,) = found["changes"]
    ends = {(figure["start"], figure["end"]): figure["quote"] for figure in found["figures"]}
    parts = [ends.get((change[part]["start"], change[part]["end"])) for part in ("from", "to", "by")]
    assert parts[:2] == ["4 triệu USD", "316 triệu USD"]
    assert text_of(found, change["by"]) == change["by"]["quote"]


def test_an_event_is_a_date_with_the_sentence_that_tells_of_it(make_archive):
    told = "Hai bên ký thỏa thuận vào ngày 12/3/2024 tại Kaluga."
    archive = make_archive({"articles/bai.txt": f"Một tít\n\nTrời đẹp. {told} Trời mưa."})
    found = json.loads(run("--json", "--archive", archive, archive / "articles/bai.txt").stdout)
    (event,) = found["events"]
    assert (event["date"], text_of(found, event), text_of(found, event["sentence"])) == (
        "2024-03-12",
        "ngày 12/3/2024",
        told,
    )
    lines = run("--archive", archive, archive / "articles/bai.txt").stdout.splitlines()
    assert f"event: 2024-03-12: {told}" in lines


def test_a_text_without_title_gets_a_supplied_one(make_archive):
    archive = make_archive({"articles/bai.txt": "Một câu duy nhất, không có tít nào ở trên."})
    found = json.loads(run("--json", "--archive", archive, archive / "articles/bai.txt").stdout)
    assert found["title"] is None
    assert found["supplied_title"].startswith("[Một câu duy nhất")


def test_a_folder_and_markdown(make_archive):
    text = "---\ntitle: Tít khai\n---\nÔng **Nguyễn Văn Hùng** nói."
    archive = make_archive({"articles/2025/hai.md": text, "articles/2025/mot.txt": RAW, "articles/anh.png": "x"})
    lines = run("--json", "--archive", archive, archive / "articles").stdout.splitlines()
    first, second = map(json.loads, lines)
    assert (first["title"], second["title"]) == ("Tít khai", "Tít của bài")
    assert first["text"] == "Ông Nguyễn Văn Hùng nói."


def test_the_findings_are_marked_for_people(make_archive):
    archive = make_archive({"articles/mot.txt": RAW})
    text = run("--archive", archive, archive / "articles/mot.txt").stdout
    assert "[Nguyễn Văn Hùng]{person}" in text
    assert "[gần 5 triệu USD]{figure} tối [24/11]{date}" in text
    assert re.search(r"^figure: gần 5 triệu USD = gần 5000000 USD \(amount of kim ngạch\)$", text, re.MULTILINE)


def test_any_text_is_read_and_no_text_is_told(make_archive):
    archive = make_archive({"articles/….txt": "x", "articles/trong.txt": ""})
    (archive / "articles/nhi-phan.txt").write_bytes(b"\xff\xfe\x00\xff")
    assert run("--archive", archive, archive / "articles/….txt").exit_code == 0
    outcome = run("--archive", archive, archive / "articles/nhi-phan.txt")
    assert outcome.exit_code == 1
    assert "not-utf-8" in outcome.stderr
    assert run("--archive", archive, archive / "articles/khong-co.txt").exit_code == 2


def test_it_starts_without_what_pages_need():
    script = "import sys; from kaluga_site import extraction; print(sorted({'jinja2', 'babel'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
