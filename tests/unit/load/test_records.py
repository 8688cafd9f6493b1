"""How an article file becomes a record: what is declared, what is inferred, what is supplied."""

import datetime
from decimal import Decimal

import pytest

from kaluga_site import articles, load
from kaluga_site.index import head_of
from kaluga_site.model.basis import Basis
from kaluga_site.model.findings import PersonKind
from kaluga_site.model.names import person_key


@pytest.fixture
def read(make_archive):
    """Return a function that reads one article of an archive: (text, **other files) → (record, codes)."""

    def run(text, name="articles/2025/bai.md", **authorities):
        files = {f"authorities/{key}.yaml": content for key, content in authorities.items() if key != "site"}
        archive = make_archive({name: text, "site.yaml": authorities.get("site", ""), **files})
        settings, _ = load.load_settings(archive)
        known, problems = load.load_authorities(archive)
        assert problems == []
        article, found = articles.read_article(archive, name, settings, known)
        return article, sorted((problem.code, problem.line) for problem in found)

    return run


def md(front_matter, body="Ông Trần Văn Nam nói kim ngạch đạt 316 triệu USD ngày 25/11/2025."):
    return f"---\n{front_matter}---\n\n{body}\n"


def test_declared_values_carry_their_basis(read):
    article, problems = read(md("title: Tít\ndate: 05/11/2025\nsummary: Một dòng.\nsource: Báo Thử\n"))
    assert problems == []
    assert (article.title.value, article.title.basis) == ("Tít", Basis.DECLARED)
    assert (article.date.value.edtf, article.date.basis) == ("2025-11-05", Basis.DECLARED)
    assert (article.summary.value, article.summary.basis) == ("Một dòng.", Basis.DECLARED)
    assert (article.source.value.name, article.source.basis) == ("Báo Thử", Basis.DECLARED)


def test_fields_listed_as_inferred_keep_that_basis(read):
    article, _ = read(md("title: Tít\ndate: 2025-11-05\npeople: [Trần Văn Nam]\ninferred: [date, people]\n"))
    assert article.title.basis is Basis.DECLARED
    assert article.date.basis is Basis.INFERRED
    assert article.people[0].basis is Basis.INFERRED


def test_what_is_declared_unknown_is_not_read(read):
    body = "(PNTĐ) - Ông Trần Văn Nam thăm Bộ Y tế ở Hà Nội ngày 25/11/2025, kim ngạch đạt 316 triệu USD.\n\nThu Hà"
    known, _ = read(md("title: Tít\n", body))
    fields = ["date", "summary", "source", "people", "organisations", "places"]
    assert all(getattr(known, name) for name in [*fields, "bylines"])
    article, problems = read(md(f"title: Tít\nunknown: [{', '.join([*fields, 'authors', 'topics'])}]\n", body))
    assert problems == []
    assert [getattr(article, name) for name in ("date", "summary", "source")] == [None, None, None]
    assert (article.bylines, article.organisations, article.places) == ((), (), ())
    assert {person.kind for person in article.people} == {PersonKind.CREDIT}
    assert article.figures == known.figures
    article, problems = read(md("title: Tít\nunknown: [title, people]\npeople: [Trần Văn Nam]\n", body))
    assert problems == [("unknown-field", 3)]
    assert len(article.shown_people) == 1


def test_what_is_missing_is_inferred_with_rule_and_span(read):
    article, problems = read(md("title: Tít\n"))
    assert problems == []
    text = article.body.text
    assert (article.date.value.edtf, article.date.basis) == ("2025-11-25?", Basis.INFERRED)
    assert "25/11/2025" in text[article.date.span.start : article.date.span.end]
    (person,) = article.people
    assert (person.reference.name, person.basis) == ("Trần Văn Nam", Basis.INFERRED)
    assert all(text[m.span.start : m.span.end] == m.form and m.rule for m in person.mentions)
    (figure,) = article.figures
    assert (figure.quote, figure.value, figure.unit) == ("316 triệu USD", Decimal(316_000_000), "USD")
    assert figure.rule
    assert text[figure.span.start : figure.span.end] == figure.quote
    assert figure.block == article.body.blocks[0].id


def test_an_untitled_body_gets_a_title_in_brackets(read):
    article, _ = read("Một bài không tít, ngày 1/2/2025.")
    assert article.title.basis is Basis.SUPPLIED
    assert article.title.value.startswith("[Một bài không tít")
    declared, _ = read(md('title: "[Đặt]"\n'))
    assert declared.title.basis is Basis.SUPPLIED


def test_the_first_heading_of_a_body_is_its_title(read):
    article, _ = read("# Tít trong bài\n\nMột bài ngày 1/2/2025.")
    assert (article.title.value, article.title.rule) == ("Tít trong bài", "first-heading")
    assert article.body.text == "Một bài ngày 1/2/2025."


def test_a_declared_title_leaves_the_body_whole(read):
    article, _ = read(md("title: Tít\ndate: 2025\n", "# Khác\n\nMột bài."))
    assert article.body.text == "Khác\n\nMột bài."


def test_the_summary_is_the_first_sentence_without_the_tag(read):
    article, _ = read(md("title: Tít\ndate: 2025\n", "(PNTĐ) -Một câu. Hai câu."))
    assert (article.summary.value, article.summary.rule) == ("Một câu.", "first-sentence")


@pytest.mark.parametrize(
    "lead",
    ["Hà Nội (TTXVN 21/8) - ", "(TTXVN) – ", "(TTXVN, ngày 21/8/2023) - ", "TTO - "],
)
def test_a_summary_begins_behind_the_tag_and_its_day(read, lead):
    article, _ = read(f"---\ntitle: Một\ndate: 2023-08-21\n---\n{lead}Nhận lời mời, đoàn đã đến. Đoàn đã về.\n")
    assert article.summary.value == "Nhận lời mời, đoàn đã đến."


@pytest.mark.parametrize(
    ("name", "front_matter", "address"),
    [
        ("articles/2025/Tỉnh Kaluga.md", "date: 2025-11\n", "bai-viet/2025/tinh-kaluga"),
        ("articles/x.md", "date: 2024-11-05\n", "bai-viet/2024/x"),
        ("articles/2024/11/x.md", "date: 2024-11-05\n", "bai-viet/2024/x"),
        ("articles/x.md", "", "bai-viet/khong-ro-nam/x"),
        ("articles/2025/x.md", "", "bai-viet/2025/x"),
    ],
)
def test_the_address_comes_from_the_files_place_and_name(read, name, front_matter, address):
    article, _ = read(md(f"title: Khác hẳn\n{front_matter}", "Một bài."), name)
    assert article.address == address


def test_names_resolve_in_the_authority_files(read):
    topics = "- {id: dau-tu, name: Đầu tư, variants: [Vốn]}\n"
    article, problems = read(
        md("title: Tít\ndate: 2025\ntopics: [dau-tu, Vốn, ĐẦU TƯ, Y tế]\norganisations: [Tập đoàn TH]\n"), topics=topics
    )
    assert problems == []
    assert [(topic.value.name, topic.value.entry_id) for topic in article.topics] == [
        ("Đầu tư", "dau-tu"),
        ("Y tế", None),
    ]
    assert [one.value.name for one in article.organisations] == ["Tập đoàn TH"]


def test_a_closed_vocabulary_knows_only_its_entries(read):
    _, problems = read(
        md("title: Tít\ndate: 2025\ntopics:\n  - dau-tu\n  - dau-tư\nsource: Báo Thử\n"),
        topics="- {id: dau-tu, name: Đầu tư}\n",
        site="topics: closed\nsources: closed\n",
    )
    assert problems == [("unknown-id", 6), ("unknown-id", 7)]


@pytest.mark.parametrize(
    ("sources", "name"),
    [("- {id: pntd, name: Phụ nữ Thủ đô, variants: [PNTĐ]}\n", "Phụ nữ Thủ đô"), ("", "PNTĐ")],
)
def test_the_tag_in_the_text_names_the_source(read, sources, name):
    article, problems = read(md("title: Tít\ndate: 2025\n", "(PNTĐ) - Một bài."), sources=sources)
    assert (article.source.value.name, article.source.basis, problems) == (name, Basis.INFERRED, [])


PEOPLE = "Thống đốc Shapsha Vladislav Valerievich gặp ông Nguyễn Xuân Lưu. Ông Shapsha và bà Thái Hương cùng dự."


def test_declared_people_replace_the_inferred_ones_whole(read):
    article, problems = read(md("title: Tít\ndate: 2025\npeople: [Vladislav Valerievich Shapsha]\n", PEOPLE))
    assert problems == []
    (person,) = article.people
    assert person.forms == ("Shapsha Vladislav Valerievich", "Shapsha")
    assert person.role == "Thống đốc"


def test_a_declared_person_whom_the_text_does_not_name_is_no_problem(read):
    article, problems = read(md("title: Tít\ndate: 2025\npeople: [Lê Thị Vắng]\n", PEOPLE))
    assert problems == []
    assert [(person.reference.name, person.forms) for person in article.people] == [("Lê Thị Vắng", ())]


def test_people_resolve_in_the_authority_file_in_any_order_of_their_names(read):
    people = "- {id: shapsha, name: Vladislav Valerievich Shapsha, role: Thống đốc tỉnh Kaluga}\n"
    article, _ = read(md("title: Tít\ndate: 2025\n", PEOPLE), people=people)
    assert article.people[0].reference.entry_id == "shapsha"
    assert [person.reference.name for person in article.people][1:] == ["Nguyễn Xuân Lưu", "Thái Hương"]


def test_a_short_form_with_two_candidates_is_merged_with_neither(read):
    body = "Ông Trần Văn Lưu gặp ông Lê Xuân Lưu. Ông Lưu nói sẽ quay lại."
    for people in ("", "people: [Trần Văn Lưu, Lê Xuân Lưu]\n"):
        article, problems = read(md(f"title: Tít\ndate: 2025\n{people}", body))
        assert [code for code, _ in problems] == ["ambiguous-name"]
        assert [person.forms for person in article.people] == [("Trần Văn Lưu",), ("Lê Xuân Lưu",)]


def test_a_bare_given_name_is_nobody_unless_the_authority_file_knows_it(read):
    article, _ = read(md("title: Tít\ndate: 2025\n", "Ông Minh gặp ông Shapsha."))
    assert [person.reference.name for person in article.people] == ["Shapsha"]


def test_a_bare_given_name_that_is_a_variant_is_known(read):
    people = "- {name: Trần Quang Minh, variants: [Minh]}\n"
    article, _ = read(md("title: Tít\ndate: 2025\n", "Ông Minh đến."), people=people)
    assert [person.reference.entry_id for person in article.people] == ["tran-quang-minh"]


def test_a_credit_is_no_subject(read):
    article, _ = read(md("title: Tít\ndate: 2025\n", "Toàn cảnh buổi tiếp đoàn tại Hà Nội. Ảnh: Quỳnh Dương"))
    assert [(person.reference.name, person.kind) for person in article.people] == [("Quỳnh Dương", PersonKind.CREDIT)]


def test_an_id_of_a_person_must_be_known(read):
    _, problems = read(md("title: Tít\ndate: 2025\npeople:\n  - {id: nobody, role: Vắng}\n"))
    assert problems == [("unknown-id", 5)]


MEASURES = "- {id: kim-ngach, name: Kim ngạch}\n"


def test_declared_and_found_figures_merge_by_their_quote(read):
    body = "Kim ngạch tăng gần 80 lần, từ 4 triệu USD lên 316 triệu USD. Nay là 316 triệu USD và 21 tỷ rúp."
    front_matter = (
        "title: Tít\ndate: 2025\nfigures:\n"
        "  - {quote: 316 triệu USD, measure: kim-ngach, as_of: 2025}\n"
        "  - {quote: gần 80 lần, reject: true}\n"
        "  - {quote: và 21 tỷ rúp, unit: rúp Nga}\n"
    )
    article, problems = read(md(front_matter, body), measures=MEASURES)
    assert problems == []
    assert [(f.quote, f.value, f.unit, f.measure and f.measure.id, f.basis) for f in article.figures] == [
        ("4 triệu USD", Decimal(4_000_000), "USD", None, Basis.INFERRED),
        ("316 triệu USD", Decimal(316_000_000), "USD", "kim-ngach", Basis.DECLARED),
        ("316 triệu USD", Decimal(316_000_000), "USD", "kim-ngach", Basis.DECLARED),
        ("và 21 tỷ rúp", Decimal(21_000_000_000), "rúp Nga", None, Basis.DECLARED),
    ]
    assert len({figure.id for figure in article.figures}) == 4


def test_two_declarations_of_the_same_words_are_refused(read):
    front_matter = "title: Tít\ndate: 2025\nfigures:\n  - 316 triệu USD\n  - đạt 316 triệu USD\n"
    _, problems = read(md(front_matter))
    assert problems == [("overlapping-quotes", 6)]


def test_a_quote_must_stand_in_the_text_word_for_word(read):
    _, problems = read(
        md("title: Tít\ndate: 2025\nfigures:\n  - 316 trieu USD\nquotations:\n  - quote: Không có câu này\n")
    )
    assert problems == [("quote-not-in-text", 5), ("quote-not-in-text", 7)]


def test_a_measure_must_be_known(read):
    _, problems = read(md("title: Tít\ndate: 2025\nfigures: [{quote: 316 triệu USD, measure: kim-ngac}]\n"))
    assert problems == [("unknown-id", 4)]


def test_a_withdrawn_article_keeps_its_address_and_loses_its_words(read):
    article, problems = read(md("title: Tít\ndate: 2025\nwithdrawn: Nguồn đã rút.\npeople: [Trần Văn Nam]\n"))
    assert problems == []
    assert article.withdrawn == "Nguồn đã rút."
    assert (article.body.text, article.people, article.figures, article.summary) == ("", (), (), None)


@pytest.mark.parametrize(
    ("front_matter", "day", "release", "next_change"),
    [
        ("", "2026-01-01", "public", None),
        ("draft: true\n", "2026-01-01", "draft", None),
        ("draft: false\n", "2026-01-01", "public", None),
        ("expires: 2025\n", "2025-12-31", "public", "2026-01-01"),
        ("expires: 2025\n", "2026-01-01", "expired", None),
        ("expires: 2026-02\n", "2026-02-28", "public", "2026-03-01"),
        ("expires: 2026-01-01\n", "2026-01-01", "public", "2026-01-02"),
        ("expires: 2026-01-01\n", "2026-01-02", "expired", None),
        ("expires: 9999\n", "9999-12-31", "public", None),
        ("expires: 9999-12\n", "9999-12-31", "public", None),
        ("expires: 9999-12-31\n", "9999-12-31", "public", None),
        ("date: 2026-01-02\n", "2026-01-01", "future", "2026-01-02"),
        ("date: 2026-01-02\n", "2026-01-02", "public", None),
        ("date: 2026-02\n", "2026-01-31", "future", "2026-02-01"),
        ("date: 2026-02\n", "2026-02-01", "public", None),
        ("date: 2026-01-02?\n", "2026-01-01", "public", None),
        ("date: 2026-01-02\ninferred: [date]\n", "2026-01-01", "public", None),
        ("date: 2026-01-02\nexpires: 2026-01-03\n", "2026-01-01", "future", "2026-01-02"),
        ("date: 2026-01-02\nexpires: 2026-01-03\n", "2026-01-02", "public", "2026-01-04"),
        ("date: 2026-01-02\ndraft: true\nexpires: 2026-01-03\n", "2026-01-01", "draft", "2026-01-04"),
        ("draft: true\nexpires: 2026-01-03\n", "2026-01-04", "expired", None),
    ],
)
def test_drafts_and_dates_decide_who_may_read_an_article(read, front_matter, day, release, next_change):
    article, _ = read(md(f"title: Tít\n{front_matter}"))
    head, day = head_of(article, b"", b"", 0), datetime.date.fromisoformat(day)
    assert head.release_on(day) == release
    assert head.next_change(day) == (next_change and datetime.date.fromisoformat(next_change))


def test_a_raw_text_is_taken_literally(read):
    article, _ = read("Một tít ngắn\n# không phải *Markdown* ngày 1/2/2025.\n", "articles/2025/x.txt")
    assert article.title.value == "Một tít ngắn"
    assert article.body.text == "# không phải *Markdown* ngày 1/2/2025."


def test_nfd_and_eth_are_read_as_vietnamese(read):
    article, _ = read(md("title: Ðo\u031b\u0300i so\u0302\u0301ng\ndate: 2025\n"))
    assert article.title.value == "Đời sống"


def test_a_markdown_file_without_front_matter_is_raw_text(read):
    article, _ = read("Một tít ngắn\nMột đoạn ngày 1/2/2025.\nĐoạn hai *nguyên văn*.\n")
    assert article.title.value == "Một tít ngắn"
    assert article.body.text == "Một đoạn ngày 1/2/2025.\n\nĐoạn hai *nguyên văn*."


def test_a_date_the_text_merely_mentions_gives_way_to_the_folder(read):
    article, problems = read("Một bài\nNgày 2/9/1945 đã qua lâu.", "articles/2025/x.txt")
    assert (article.date, problems) == (None, [("unknown-date", 1)])


def test_numbers_beyond_all_measure_are_read_as_none(read):
    article, _ = read(md("title: Tít\ndate: 2025\n", "Có 99999999999999999999999999 tỷ USD và 5 tấn."))
    assert [figure.value for figure in article.figures if figure.unit == "tấn"] == [Decimal(5)]
    _, problems = read(md(f"title: Tít\ndate: 2025\nfigures: [{{quote: 316 triệu USD, value: {'9' * 40}}}]\n"))
    assert problems == [("bad-number", 4)]


@pytest.mark.parametrize(
    "field", ["people: ['']", "topics: ['', x]", "figures: ['']", "quotations: [~]", "authors: ['']", "photos: ['']"]
)
def test_an_empty_entry_is_an_error(read, field):
    _, problems = read(md(f"title: Tít\ndate: 2025\n{field}\n"))
    assert problems == [("empty-value", 4)]


def test_an_escape_in_yaml_is_cleaned_too(read):
    article, _ = read(md('title: "Ha\\u0300 No\\u0302\\u0323i\\x07\\uFFFE"\ndate: 2025\n'))
    assert article.title.value == "Hà Nội"


def test_a_withdrawn_article_without_title_or_text(read):
    article, problems = read("---\ndate: 2025\nwithdrawn: Nguồn đã rút.\nfigures: [316 triệu USD]\n---\n")
    assert (article.title.value, article.title.basis, problems) == ("[Bài đã rút]", Basis.SUPPLIED, [])


SAID = (
    "Ông Trần Văn Nam nói: “Chúng tôi sẽ mở thêm ba xưởng”. “Việc này không thể chậm trễ được”, ông Nam nói."
    " Bà Lê Thị Kín kể: “Tôi đã sống ở đây từ nhỏ”."
)


def quotations_of(article):
    return [(one.quote, one.speaker, one.basis, one.rule) for one in article.quotations]


def test_quotations_are_inferred_with_rule_and_span(read):
    article, problems = read(md("title: Tít\ndate: 2025\n", SAID))
    assert problems == []
    assert quotations_of(article) == [
        ("Chúng tôi sẽ mở thêm ba xưởng", "Trần Văn Nam", Basis.INFERRED, "introduced-by-name"),
        ("Việc này không thể chậm trễ được", "Trần Văn Nam", Basis.INFERRED, "followed-by-name"),
        ("Tôi đã sống ở đây từ nhỏ", "Lê Thị Kín", Basis.INFERRED, "introduced-by-name"),
    ]
    text = article.body.text
    assert all(text[one.span.start : one.span.end] == one.quote for one in article.quotations)
    assert {one.block for one in article.quotations} == {article.body.blocks[0].id}


def test_a_declared_quotation_is_merged_with_the_found_one(read):
    declared = (
        "title: Tít\ndate: 2025\nquotations:\n  - {quote: mở thêm ba xưởng, speaker: Người Khác}\n"
        "  - Việc này không thể chậm trễ được\n  - {quote: Tôi đã sống ở đây từ nhỏ, reject: true}\n"
    )
    article, problems = read(md(declared, SAID))
    assert problems == []
    assert quotations_of(article) == [
        ("mở thêm ba xưởng", "Người Khác", Basis.DECLARED, "introduced-by-name"),
        ("Việc này không thể chậm trễ được", "Trần Văn Nam", Basis.DECLARED, "followed-by-name"),
    ]


def test_a_quotation_that_no_rule_finds_may_be_declared(read):
    article, _ = read(md("title: Tít\ndate: 2025\nquotations: [nói kim ngạch]\ninferred: [quotations]\n"))
    assert quotations_of(article) == [("nói kim ngạch", None, Basis.INFERRED, "")]


def test_declared_quotations_must_not_overlap(read):
    declared = "title: Tít\ndate: 2025\nquotations:\n  - mở thêm ba xưởng\n  - thêm ba xưởng\n"
    _, problems = read(md(declared, SAID))
    assert problems == [("overlapping-quotes", 6)]


@pytest.mark.parametrize("declared", ["", "quotations: [{quote: sống ở đây từ nhỏ, speaker: Lê Thị Kín}]\n"])
@pytest.mark.parametrize(
    ("people", "name"),
    [
        ("- {id: le-thi-kin, name: Lê Thị Kín, publish: false}\n", "Lê Thị Kín"),
        ("- {id: le-thi-kin, name: Lê Thị Kín Đáo, publish: false}\n", "Lê Thị Kín"),
        ("- {id: kin-1, name: Lê Thị Kín, publish: false}\n- {id: kin-2, name: Lê Thị Kín}\n", "Lê Thị Kín"),
    ],
)
def test_a_private_speaker_is_not_named_and_the_words_stay(read, declared, people, name):
    article, _ = read(md(f"title: Tít\ndate: 2025\n{declared}", SAID), people=people)
    *others, private = article.quotations
    assert [one.speaker for one in others] == ["Trần Văn Nam"] * 2
    assert (private.speaker, private.quote.endswith("sống ở đây từ nhỏ")) == (None, True)
    assert ("people", person_key(name)) in load.references_of(article)


def test_a_withdrawn_article_quotes_nobody(read):
    article, _ = read(md("title: Tít\ndate: 2025\nwithdrawn: Nguồn đã rút.\nquotations: [mở thêm ba xưởng]\n", SAID))
    assert article.quotations == ()


TERMS_BODY = (
    "UBND TP Hà Nội và Tập đoàn Sao Thử bàn về đầu tư ở tỉnh Kaluga. "
    "Nhóm Bạn Nga cũng nói về đầu tư tại TP.HCM, LB Nga."
)


def names(terms):
    return [term.value.name for term in terms]


def test_found_organisations_places_and_topics_have_their_rule_and_span(read):
    topics = "- {id: dau-tu, name: Góp vốn, keywords: [ĐẦU TƯ]}\n- {id: y-te, name: Y tế}\n"
    article, problems = read(md("title: Tít\ndate: 2025\n", TERMS_BODY), topics=topics, site="topics: closed\n")
    assert problems == []
    assert names(article.organisations) == ["UBND TP Hà Nội", "Tập đoàn Sao Thử"]
    assert names(article.places) == ["Kaluga", "Thành phố Hồ Chí Minh", "Nga"]
    assert [(term.value.entry_id, term.rule) for term in article.topics] == [("dau-tu", "topic-words")]
    text = article.body.text
    terms = (*article.organisations, *article.places, *article.topics)
    assert {term.basis for term in terms} == {Basis.INFERRED}
    assert [text[term.span.start : term.span.end] for term in terms] == [
        *("UBND TP Hà Nội", "Tập đoàn Sao Thử", "tỉnh Kaluga", "TP.HCM", "LB Nga", "đầu tư"),
    ]


def test_found_terms_lead_to_the_entries_that_know_a_form_or_the_name(read):
    organisations = (
        "- {id: ubnd, name: Ủy ban nhân dân thành phố Hà Nội, variants: [UBND TP Hà Nội]}\n- {name: Nhóm Bạn Nga}\n"
    )
    places = "- {id: sai-gon, name: Sài Gòn, variants: [TP.HCM]}\n- {id: lien-bang, name: Nga}\n- {name: Kaluga}\n"
    article, problems = read(md("title: Tít\ndate: 2025\n", TERMS_BODY), organisations=organisations, places=places)
    assert problems == []
    assert [term.value.entry_id for term in article.organisations] == ["ubnd", None, "nhom-ban-nga"]
    assert [term.value.entry_id for term in article.places] == ["kaluga", "sai-gon", "lien-bang"]


def test_a_form_of_two_entries_leads_to_neither_in_silence(read):
    places = "- {id: mot, name: Nga, variants: [LB Nga]}\n- {id: hai, name: Nga Hai, variants: [LB Nga]}\n"
    article, problems = read(md("title: Tít\ndate: 2025\n", TERMS_BODY), places=places)
    assert problems == []
    assert article.places[-1].value.entry_id is None


def test_declared_terms_replace_the_found_ones_each_kind_for_itself(read):
    article, _ = read(md("title: Tít\ndate: 2025\nplaces: [Làng Mơ]\n", TERMS_BODY))
    assert [(term.value.name, term.basis) for term in article.places] == [("Làng Mơ", Basis.DECLARED)]
    assert names(article.organisations) == ["UBND TP Hà Nội", "Tập đoàn Sao Thử"]
    assert article.topics == ()


def test_a_withdrawn_article_has_no_terms_of_its_words(read):
    topics = "- {id: dau-tu, name: Đầu tư}\n"
    article, _ = read(md("title: Đầu tư, đầu tư\ndate: 2025\nwithdrawn: Đã rút.\n", TERMS_BODY), topics=topics)
    assert (article.organisations, article.places, article.topics) == ((), (), ())
