from pathlib import Path

import pytest
from markupsafe import escape

from kaluga_site.load.markdown import StableIds, read_markdown
from kaluga_site.model.findings import BlockKind
from kaluga_site.model.problems import Problems

CASES = Path(__file__).parents[2] / "cases" / "load" / "markdown.txt"


def cases():
    for case in CASES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, rest = case.partition("\n")
        source, plain, markup = rest.split("\n---\n")
        yield pytest.param(source, plain, markup.strip("\n"), id=title)


def read(source):
    problems = Problems("x.md")
    kinds = {"Ảnh": BlockKind.CAPTION}
    body = read_markdown(source, problems, 5, lambda text: kinds.get(text[:3], BlockKind.PARAGRAPH))
    return body, [(problem.code, problem.line) for problem in problems.found]


@pytest.mark.parametrize(("source", "plain", "markup"), list(cases()))
def test_markdown_becomes_plain_text_and_markup(source, plain, markup):
    body, problems = read(source)
    assert body.text == plain
    pieces = [
        escape(segment) if place % 2 else segment
        for block in body.blocks
        for place, segment in enumerate(block.segments)
    ]
    assert "".join(pieces).strip("\n") == markup
    assert problems == []


def test_what_an_article_may_not_hold_is_noted_with_its_line():
    _, problems = read("Một.\n\n[x](javascript:alert(1)) ![y](z.png)\n\n[z](../a.md) [ok](mailto:a@b.vn)\n")
    assert problems == [("bad-link", 7), ("image-in-text", 7), ("bad-link", 9)]


def test_a_link_is_found_on_its_line_of_a_paragraph():
    _, problems = read("Một\nhai\n[x](y)")
    assert problems == [("bad-link", 7)]


def test_blocks_are_placed_in_the_plain_text():
    body, _ = read("Một *hai*.\n\n## Ba\n\nBốn.")
    assert [body.text[span.start : span.end] for _, span in body.placed_blocks()] == ["Một hai.", "Ba", "Bốn."]


def test_inserting_a_paragraph_moves_no_id():
    before, _ = read("Một.\n\nHai.")
    after, _ = read("Một.\n\nMới.\n\nHai.")
    assert [block.id for block in before.blocks] == [after.blocks[0].id, after.blocks[2].id]


def test_equal_texts_are_numbered():
    ids = StableIds("p")
    assert ids.of("Một  Hai") + "-2" == ids.of("mot hai")
