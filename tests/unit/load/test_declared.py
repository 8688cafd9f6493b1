"""What is told of front matter that is not as it should be: the problem, its line, and the words that help."""

import pytest

from kaluga_site.load import load_authorities, load_settings
from kaluga_site.model.problems import Problems
from reading import read_article_content


@pytest.fixture
def read(make_archive):
    """Return a function that reads an article: (text, **authority files and site.yaml) → (record, problems)."""

    def run(text, site="", **authorities):
        archive = make_archive(
            {"site.yaml": site, **{f"authorities/{key}.yaml": one for key, one in authorities.items()}}
        )
        problems = Problems("articles/2025/mot.md")
        known, _ = load_authorities(archive)
        return read_article_content(text.encode(), problems, load_settings(archive)[0], known), problems.found

    return run


def md(line, body="Bài."):
    return f"---\ntitle: Một\ndate: 2025-01-02\n{line}\n---\n{body}\n"


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("photos: [{caption: Một}]", "missing-key", ["file", "tiep-doan.jpg", "photo"]),
        ("photos: [[a.png]]", "wrong-type", ["photos", "tiep-doan.jpg"]),
        ("photos: [{file: a.png, capton: Một}]", "unknown-key", ["capton", "caption", "photo"]),
        ("people: [{role: phó}]", "missing-key", ["name: Nguyễn Xuân Lưu", "person"]),
        ("people: [{name: An, rol: phó}]", "unknown-key", ["role", "person"]),
        ("figures: [{value: 1}]", "missing-key", ["quote: 316 triệu USD", "figure"]),
        ("figures: [{quote: Bài, value: mot, qualifier: gần}]", "bad-number", ["mot"]),
        ("quotations: [{speaker: An}]", "missing-key", ["quote: …", "quotation"]),
        ("corrections: [Một]", "wrong-type", ["corrections", "mapping", "text", "2026-01-05"]),
        ("corrections: [{date: 2025-02-03}]", "missing-key", ["text: …", "correction"]),
        ("corrections: [{text: Một}]", "missing-key", ["date: 2026-01-05", "correction"]),
        ("corrections: [{text: Một, date: mai}]", "unreadable-date", ["mai"]),
        ("inferred: [ngay]", "unknown-field", ["ngay", "inferred"]),
        ("unknown: [datee]", "unknown-field", ["datee", "date"]),
        ("language: tiếng Việt", "unknown-setting", ["tiếng Việt", "language", "BCP 47"]),
        ("redirects: [x.js]", "bad-redirect", ["x.js"]),
        ("topics: {a: b}", "wrong-type", ["topics"]),
        ("draft: perhaps", "wrong-type", ["draft", "perhaps"]),
        ("url: a.vn", "bad-url", ["url", "a.vn"]),
        ("archived_url: a.vn", "bad-url", ["a.vn"]),
        ("figures: [{quote: BÀI}]", "quote-not-in-text", ["BÀI", "'Bài'"]),
        ("quotations: [Tin]", "quote-not-in-text", ["Tin", "letter for letter"]),
        ("expires: 31/2/2025", "impossible-date", ["31/2/2025"]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(read, line, code, words):
    _, problems = read(md(line))
    assert [(one.code, one.line) for one in problems] == [(code, 4)]
    said = f"{problems[0].message} {problems[0].hint}"
    assert [word for word in words if word not in said] == []


def test_of_words_that_stand_twice_the_first_are_shown(read):
    _, problems = read(md("figures: [{quote: bài}]", "Bài BÀI."))
    assert "'Bài'" in problems[0].hint


@pytest.mark.parametrize("before", ["", "\n", "\n\n \n"])
@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_lines_count_from_the_beginning_of_the_file(read, before, between):
    text = f"{before}---\ntitle: Một\ndate: 2025-01-02\nurl: x\n---\n{between}Bài.\n\n[x](data:x)\n"
    _, problems = read(text)
    lines = before.count("\n")
    assert sorted((one.code, one.line) for one in problems) == [
        ("bad-link", lines + 8 + between.count("\n")),
        ("bad-url", lines + 4),
    ]


def test_a_heading_is_the_title_and_counts_its_lines(read):
    article, problems = read("# Một `hai` #\n\n\nBài ngày 1/2/2025.\n\n[x](data:x)\n")
    assert article.title.value == "Một hai"
    assert [(one.code, one.line) for one in problems] == [("bad-link", 6)]


def test_a_figure_without_value_is_told_with_its_line(read):
    article, problems = read(md("url: https://a.vn\nfigures: [{quote: nhiều lắm}]", "Có nhiều lắm."))
    assert [(one.code, one.line) for one in problems] == [("figure-without-value", 5)]
    (figure,) = article.figures
    assert (figure.quote, figure.rule, figure.unit, figure.kind, figure.as_of) == ("nhiều lắm", "", None, None, None)


@pytest.mark.parametrize(
    ("value", "told"), [("9.200", "a thousandth"), ("0.0092", "a millionth"), ("9200", ""), ("9.3", ""), ("0", "")]
)
def test_a_value_whose_thousands_yaml_takes_for_decimals_is_told(read, value, told):
    head = f"url: https://a.vn\nfigures: [{{quote: 9.200 ha, value: {value}}}]"
    article, problems = read(md(head, "Có 9.200 ha."))
    assert [(one.code, one.line, told in str(one)) for one in problems] == ([("value-cut", 5, True)] if told else [])
    assert float(article.figures[0].value) == float(value)


def test_an_entry_of_ones_own_is_not_private_though_a_longer_name_is(read):
    people = "- {id: kin, name: Kín}\n- {id: le-kin, name: Lê Thị Kín, publish: false}\n"
    figures = "figures: [{quote: 5 xã, speaker: Kín}, {quote: 6 xã, speaker: Thị Kín}, {quote: 7 xã, speaker: An}]"
    article, _ = read(md(figures, "Có 5 xã, 6 xã và 7 xã."), people=people)
    assert [one.speaker for one in article.figures] == ["Kín", None, "An"]


def test_a_tag_that_no_source_has_is_told_where_sources_are_closed(read):
    text = "---\ntitle: Một\ndate: 2025-01-02\n---\nMở.\n\n(XYZ) - Bài.\n"
    article, problems = read(text.replace("Mở.\n\n", ""), "sources: closed\n", sources="- {id: a, name: Báo A}\n")
    assert article.source is None
    assert [(one.code, one.line) for one in problems] == [("unresolved-source", 5)]
    assert "XYZ" in problems[0].message


def test_of_a_photo_only_the_file_is_needed(read):
    article, problems = read(md("photos: [a.png, {file: b.png, credit: An}, {file: c.png, caption: Hai, alt: Ba}]"))
    assert problems == []
    assert [(one.file, one.caption, one.credit, one.alt) for one in article.photos] == [
        ("articles/2025/a.png", None, None, ""),
        ("articles/2025/b.png", None, "An", ""),
        ("articles/2025/c.png", "Hai", None, "Ba"),
    ]


def test_settings_in_a_file_of_another_name_are_told(make_archive):
    _, problems = load_settings(make_archive({"site.yml": "title: Kho\n"}))
    assert [(one.code, one.path) for one in problems] == [("unused-file", "site.yml")]
    assert "site.yaml" in problems[0].hint


def test_a_setting_that_is_wrong_is_told_with_its_line(make_archive):
    settings, problems = load_settings(
        make_archive({"site.yaml": "title: Kho\ndescription: Mô tả\ncontact: bạn đọc\n"})
    )
    assert settings.description == "Mô tả"
    assert [(one.code, one.line) for one in problems] == [("unknown-setting", 3)]
    assert "bạn đọc" in problems[0].message


def test_of_several_lines_of_an_entry_that_which_is_wrong_is_told(read):
    figures = "figures:\n  - quote: Bài\n    qualifier: gần\n    value: mot"
    assert [(one.code, one.line) for one in read(md(figures))[1]] == [("bad-number", 7)]


def test_of_a_withdrawn_article_the_heading_is_not_shown(read):
    article, _ = read("---\ndate: 2025-01-02\nwithdrawn: Theo yêu cầu.\n---\n# Tên thật\n\nBài.\n")
    assert (article.title.value, article.body.text) == ("[Bài đã rút]", "")


def test_front_matter_that_is_too_long_is_not_read(read):
    article, problems = read(f"\n---\ntitle: Một\nsummary: {'x ' * 60_000}\n---\nBài ngày 1/2/2025.\n")
    assert [(one.code, one.line) for one in problems if "long" in one.code] == [
        ("line-too-long", 4),
        ("front-matter-too-long", 2),
    ]
    assert article.summary.value == "Bài ngày 1/2/2025."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: Đầu tư, name: Một}\n", ["Đầu tư", "dau-tu"]),
        ("- {name: '???'}\n", ["???", "dau-tu"]),
        ("- {name: Index}\n", ["Index"]),
        ("- {name: Một, former_ids: [Cũ]}\n", ["Cũ", "cu"]),
        ("- {name: Một, former_ids: [index]}\n", ["index", "dau-tu"]),
    ],
)
def test_an_id_that_can_be_no_address_is_told(make_archive, text, words):
    _, problems = load_authorities(make_archive({"authorities/topics.yaml": text}))
    assert [(one.code, one.line) for one in problems] == [("bad-id", 1)]
    said = f"{problems[0].message} {problems[0].hint}"
    assert [word for word in words if word not in said] == []


def test_a_speaker_may_be_told_by_an_id_that_is_known(read):
    people = "- {id: thai-huong, name: Thái Hương}\n- {id: kin, name: Lê Thị Kín, publish: false}\n"
    figures = "figures: [{quote: 5 xã, speaker: thai-huong}, {quote: 6 xã, speaker: kin}]\n"
    quotations = "quotations: [{quote: Chúng tôi sẽ mở thêm ba xưởng, speaker: thai-huon}]"
    text = "Có 5 xã và 6 xã. “Chúng tôi sẽ mở thêm ba xưởng”."
    article, problems = read(md(figures + quotations, text), people=people)
    assert [one.speaker for one in article.figures][:2] == ["Thái Hương", None]
    assert [(one.code, "thai-huong" in one.hint) for one in problems] == [("unknown-id", True)]


def test_an_id_that_an_entry_has_but_for_a_letter_is_told(read):
    people = "- {id: le-van-aa, name: Lê Văn A}\n"
    _, problems = read(md("url: https://a.vn\npeople: [le-van-a, Lê Văn B, tran-b]", "Có tin."), people=people)
    assert [(one.code, "'le-van-aa'" in one.message) for one in problems] == [("near-entry", True)]


@pytest.mark.parametrize(("value", "codes"), [("true", ["wrong-type"]), ("False", ["wrong-type"]), ("nhầm", [])])
def test_to_withdraw_wants_a_reason(read, value, codes):
    article, problems = read(md(f"url: https://a.vn\nwithdrawn: {value}", "Có tin."))
    assert ([one.code for one in problems], article.withdrawn) == (codes, None if codes else value)


@pytest.mark.parametrize(
    ("declared", "near"),
    [
        ("source: VnExpres", "VnExpress"),
        ("source: vnexpresss", "VnExpress"),
        ("topics: [thuee]", "thue"),
        ("source: Báo Mới", None),
        ("source: VNEXPRESS", None),
        ("topics: [y tế]", None),
    ],
)
def test_a_newspaper_or_topic_that_an_entry_has_but_for_a_letter_is_told(read, declared, near):
    sources, topics = "- {id: vnexpress, name: VnExpress}\n", "- {id: thue, name: Thuế}\n"
    _, problems = read(md(f"url: https://a.vn\n{declared}", "Có tin."), sources=sources, topics=topics)
    told = [(one.code, one.line, f"which has '{near}'" in one.message) for one in problems]
    assert told == ([("near-entry", 5, True)] if near else [])


@pytest.mark.parametrize("key", ["people", "topics", "authors", "organisations", "places"])
@pytest.mark.parametrize(
    ("declared", "names"),
    [
        ("Lê An, Vũ Bình", "Lê An, Vũ Bình"),
        ("Lê An;Vũ Bình", "Lê An, Vũ Bình"),
        ("Lê An,", None),
        ("[Lê An, Vũ Bình]", None),
        ("['Lê An, Vũ Bình']", None),
    ],
)
def test_several_names_in_one_text_are_told(read, key, declared, names):
    _, problems = read(md(f"url: https://a.vn\n{key}: {declared}", "Có tin."))
    told = [(one.line, f"{key}: [{names}]" in one.hint) for one in problems if one.code == "unsplit-list"]
    assert told == ([(5, True)] if names else [])


@pytest.mark.parametrize(("key", "is_told"), [("people", True), ("authors", True), ("organisations", False)])
def test_two_people_with_a_word_between_them_are_told(read, key, is_told):
    _, problems = read(md(f"url: https://a.vn\n{key}: Lê An và Vũ Bình", "Có tin."))
    assert ["Lê An, Vũ Bình" in one.hint for one in problems if one.code == "unsplit-list"] == [True] * is_told


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Ông Lê Văn An", "Lê Văn An"),
        ("bà Trần Thị Bình", "Trần Thị Bình"),
        ("PGS.TS Vũ Thị Bình", "Vũ Thị Bình"),
        ("GS. TS. NSND Lê An", "Lê An"),
        ("Bà Triệu", None),
        ("Anh Thơ", None),
        ("Anh Đức", None),
        ("Lê Văn An", None),
        ("TS Smith Brown", None),
    ],
)
def test_a_title_before_a_declared_name_is_told(read, name, bare):
    _, problems = read(md(f"people: [{name}]"))
    assert [problem.code for problem in problems] == (["titled-name"] if bare else [])
    assert not bare or f"'{bare}'" in problems[0].hint


def test_a_name_that_an_entry_has_may_have_a_title(read):
    people = "- id: le-van-an\n  name: Lê Văn An\n  variants: [Ông Lê Văn An]\n"
    article, problems = read(md("people: [Ông Lê Văn An]"), people=people)
    assert (article.people[0].reference.name, problems) == ("Lê Văn An", [])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("unknown: [date]", ["date"]),
        ("source: Báo Thử\nunknown: [source, people]\npeople: [Lê Văn An]", ["source"]),
        ("summary: Một.\nunknown:\n- summary\n- date", ["summary", "date"]),
        ("unknown: [source]", []),
    ],
)
def test_what_has_a_value_and_is_said_to_be_unknown_is_told(read, lines, told):
    article, problems = read(md(lines))
    assert [(problem.code, problem.line) for problem in problems] == [
        ("contradicted-unknown", 4 + lines.split("unknown")[0].count("\n")) for _ in told
    ]
    assert all(f"'{field}'" in problem.message for field, problem in zip(told, problems, strict=True))
    assert article.date.value.edtf == "2025-01-02"
