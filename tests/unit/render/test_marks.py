import re

from kaluga_site.model.article import Block, Body
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import BlockKind
from kaluga_site.render import marks as marking
from kaluga_site.render.marks import Mark


def body(*blocks):
    return Body(
        blocks=tuple(Block(id=f"p-{n}", kind=BlockKind.PARAGRAPH, segments=block) for n, block in enumerate(blocks))
    )


def marked_html(body, marks):
    """Return it without the paragraphs' own links, of which one test tells."""
    return re.sub(r'<a class="anchor"[^>]*></a>', "", marking.marked_html(body, marks))


PLAIN = body(("<p>", "Bà Thái Hương & TH.", "</p>"), ("<p>", "Ông ", "<b>", "Lưu", "</b>", " nói.", "</p>"))


def mark(text, words, kind="name", address="x.html", nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mark(Span(start, start + len(words)), kind, address)


def test_words_lead_where_their_mark_says_and_all_text_is_escaped():
    found = marked_html(PLAIN, [mark(PLAIN.text, "Lưu", address="#a&b"), mark(PLAIN.text, "Thái Hương")])
    assert found == (
        '<p>Bà <a class="name" href="x.html">Thái Hương</a> &amp; TH.</p>'
        '<p>Ông <b><a class="name" href="#a&amp;b">Lưu</a></b> nói.</p>'
    )


def test_of_overlapping_marks_the_earliest_and_longest_is_set():
    marks = [
        mark(PLAIN.text, words, address=f"{n}.html")
        for n, words in enumerate(("Hương & TH", "Thái", "Thái Hương", "TH"))
    ]
    assert marked_html(PLAIN, marks).startswith(
        '<p>Bà <a class="name" href="2.html">Thái Hương</a> &amp; <a class="name" href="3.html">TH</a>.</p>'
    )


def test_in_one_paragraph_a_page_is_led_to_once():
    twice = body(("<p>", "TH và TH.", "</p>"), ("<p>", "TH.", "</p>"))
    link = '<a class="name" href="x.html">TH</a>'
    marks = [mark(twice.text, "TH", nth=nth) for nth in range(3)]
    assert marked_html(twice, marks) == f"<p>{link} và TH.</p><p>{link}.</p>"


def test_no_mark_is_set_across_markup_or_paragraphs():
    marks = [mark(PLAIN.text, "Ông Lưu"), mark(PLAIN.text, "TH.\n\nÔng")]
    assert "<a" not in marked_html(PLAIN, marks)


def test_no_mark_is_set_into_a_link_of_the_article():
    linked = body(("<p>", "Theo ", '<a href="https://a.vn">', "báo ", "<em>", "TH", "</em></a>", ", TH.", "</p>"))
    marks = [mark(linked.text, "TH"), mark(linked.text, "TH", nth=1)]
    assert marked_html(linked, marks) == (
        '<p>Theo <a href="https://a.vn">báo <em>TH</em></a>, <a class="name" href="x.html">TH</a>.</p>'
    )


def test_without_marks_the_text_stays_as_it_is():
    assert marked_html(PLAIN, []) == "<p>Bà Thái Hương &amp; TH.</p><p>Ông <b>Lưu</b> nói.</p>"


def test_words_are_typeset_and_code_and_links_stay_as_written():
    dashed = body(
        ("<p>", "Nga - Việt đạt 316 triệu USD. ", "<code>", "a - 1 b", "</code>", " x - y", "</p>"),
        ("<pre><code>", "1 - 2 a", "</code></pre>"),
    )
    marks = [mark(dashed.text, "316 triệu USD", address="a - b 1 c")]
    assert marked_html(dashed, marks).replace("\u00a0", "~") == (
        '<p>Nga~– Việt đạt <a class="name" href="a - b 1 c">316~triệu USD</a>. '
        "<code>a - 1 b</code> x~– y</p><pre><code>1 - 2 a</code></pre>"
    )


def test_a_paragraph_leads_to_itself_and_a_list_does_not():
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.OTHER)
    blocks = [
        Block(id=f"p-{kind}", kind=kind, segments=(f'<p id="p-{kind}"><em>', "Lưu", "</em></p>")) for kind in kinds
    ]
    found = marking.marked_html(Body(blocks=tuple(blocks)), [])
    assert re.findall(r'<p id="([^"]+)">(?:<a class="anchor" href="#([^"]+)" aria-label="[^"]+"></a>)?<em>', found) == [
        ("p-paragraph", "p-paragraph"),
        ("p-heading", "p-heading"),
        ("p-other", ""),
    ]
