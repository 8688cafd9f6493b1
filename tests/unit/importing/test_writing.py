"""What is written says what was read: every word of the body, and every value with its reason."""

import string
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kaluga_site import articles, load
from kaluga_site.importing.writing import article_text, markdown, subjects
from kaluga_site.model.settings import Settings
from kaluga_site.vietnamese import clean
from unit.importing.nasty import PIECES

NOBODY, _ = load.load_authorities(Path("/nowhere"))

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from([*PIECES, *string.punctuation, *"0123 a"]), max_size=30).map("".join),
)


def read(text, name="bai.txt"):
    return articles.read_article_text(clean(text), f"articles/{name}", Settings(), NOBODY)


def read_again(article, raw):
    written = article_text(article, raw, NOBODY)
    return written, *read(written, "bai.md")


def said(article):
    """Return what a record says, its basis included; spans and rules may differ."""
    return {
        "blocks": [(block.id, block.kind, block.text) for block in article.body.blocks],
        "date": article.date and (article.date.value, article.date.basis),
        "source": article.source and (article.source.value, article.source.basis),
        "people": [(person.reference, person.role, person.basis) for person in subjects(article)],
        "figures": article.figures,
        "quotations": article.quotations,
        "summary": article.summary,
    }


@given(TEXTS)
@settings(max_examples=500)
def test_the_body_is_read_back_word_for_word(text):
    raw = clean(text)
    article, problems = read(raw)
    if article is None or any(problem.severity == "error" for problem in problems):
        return
    _, again, errors = read_again(article, raw)
    assert [problem for problem in errors if problem.severity == "error"] == []
    assert [(b.id, b.kind, b.text) for b in again.body.blocks] == [(b.id, b.kind, b.text) for b in article.body.blocks]
    assert again.title.value.split() == article.title.value.split() or again.title.basis == "supplied"
    assert again.title.basis == article.title.basis or article.title.value.startswith("[")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join).filter(lambda text: "\n" not in clean(text).strip()))
@settings(max_examples=300)
def test_a_heading_is_read_back_word_for_word(text):
    article, _ = read(f"Một tít\nMột đoạn đầu tiên.\nTiểu mục {text}x\nMột đoạn khác, dài hơn và có dấu chấm cuối câu.")
    again, _ = read(f"---\ntitle: Một tít\n---\n\n{markdown(article.body)}", "bai.md")
    assert [(b.kind, b.text) for b in again.body.blocks] == [(b.kind, b.text) for b in article.body.blocks]


TEXT = """Hợp tác "Nga: Việt" # 1
(PNTĐ) - Ông Trần Văn Nam và bà Thái Hương gặp nhau ngày 25/11/2025, kim ngạch đạt 316 triệu USD.
Tiểu mục không có dấu chấm
- Ông Nam nói: *không* [sic] 1.000 tấn.
1. Một mục.
Quỳnh Dương
"""


def test_the_record_stays_the_same():
    article, problems = read(TEXT)
    written, again, more = read_again(article, clean(TEXT))
    assert (problems, more) == ([], [])
    assert said(again) == said(article)
    assert again.title.value == article.title.value
    assert again.authors == ("Quỳnh Dương",)
    assert written == (
        "---\n"
        "title: 'Hợp tác \"Nga: Việt\" # 1'  # the first line of the text\n"
        "date: 2025-11-25?  # the day that the lead tells of, which may not be the day of publication: "
        "'ngày 25/11/2025'\n"
        "source: PNTĐ  # from the newspaper's or agency's tag in the text: 'PNTĐ'; "
        "new: authorities/sources.yaml had no entry\n"
        "authors: [Quỳnh Dương]  # from the line at the end of the text\n"
        "people:\n"
        "  - Trần Văn Nam  # new: authorities/people.yaml had no entry (rule: address-before-name)\n"
        "  - Thái Hương  # new: authorities/people.yaml had no entry (rule: address-before-name)\n"
        "inferred: [title, date, source, authors, people]  # nobody has reviewed these; delete a name once you have\n"
        "---\n\n"
        "(PNTĐ) - Ông Trần Văn Nam và bà Thái Hương gặp nhau ngày 25/11/2025, kim ngạch đạt 316 triệu USD.\n\n"
        "## Tiểu mục không có dấu chấm\n\n"
        "\\- Ông Nam nói: \\*không\\* \\[sic\\] 1.000 tấn.\n\n"
        "1\\. Một mục.\n\n"
        "Quỳnh Dương\n"
    )


def test_a_text_without_title_or_date():
    raw = "Một bài không tít [sic], không ngày, mà dài hơn một chút."
    article, _ = read(raw)
    written, again, _ = read_again(article, raw)
    assert "title: '[Một bài không tít (sic), không ngày, mà dài hơn một chút]'  # supplied by" in written
    assert again.title.basis == "supplied"
    assert "date" not in yaml.safe_load(written.split("---\n")[1])
    assert "inferred" not in written


def test_known_names_are_written_by_their_id(make_archive):
    people = ["{id: nam, name: Trần Văn Nam}", "{id: a, name: Thái Hương}", "{id: b, name: Thái Hương}"]
    archive = make_archive(
        {
            "authorities/people.yaml": "".join(f"- {person}\n" for person in people),
            "authorities/sources.yaml": "- {id: pntd, name: Phụ nữ Thủ đô, variants: [PNTĐ]}",
        }
    )
    authorities, _ = load.load_authorities(archive)
    article, _ = articles.read_article_text(TEXT, "articles/bai.txt", Settings(), authorities)
    written = article_text(article, TEXT, authorities)
    assert "source: pntd  # from the newspaper's or agency's tag in the text: 'PNTĐ'\n" in written
    assert "  - {id: nam}\n" in written
    assert "  - Thái Hương  # authorities/people.yaml has several of this name: write the id\n" in written


def test_a_rule_without_words_of_its_own_is_named():
    article, _ = read(TEXT)
    article = structs.replace(article, date=structs.replace(article.date, rule="new-rule"))
    assert "# read in the text by the rule new-rule: 'ngày 25/11/2025'" in article_text(article, TEXT, NOBODY)
