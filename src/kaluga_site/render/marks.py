"""Set the words of an article: typeset, with links from every name and figure to what the archive knows of it."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kaluga_site.model.article import Block, Body
from kaluga_site.model.basis import Span
from kaluga_site.model.findings import BlockKind
from kaluga_site.render.environment import escaped
from kaluga_site.render.language import Language, spoken
from kaluga_site.render.typography import typeset

_ANCHOR = '<a class="anchor" href="#{block}" aria-label="{label}"{language}></a>'
"""Leads from a paragraph to itself. The style sheet shows it where a pointer or the focus is in the paragraph; unseen
it is no stop of the tab key, and standing first it is one only on the way back from a link in the paragraph.
"""


class Mark(NamedTuple):
    """Words of a body that lead somewhere."""

    span: Span
    """Counts in the plain text of the body."""

    kind: str
    """The class of the link."""

    address: str
    """As it is to stand in the link."""


def marked_html(body: Body, marks: Iterable[Mark]) -> str:
    """Return the HTML of a body, its plain text typeset and escaped, with the marks that can be set.

    Of marks that overlap the earliest is set, and of those that begin together the longest. None is set into a link
    of the article's own, nor where markup parts its words, and in one block none that leads where another one does.
    """
    waiting = sorted(marks, key=lambda mark: (-mark.span.start, mark.span.end))
    pieces: list[str] = []
    anchor = _anchor(spoken())
    for block, place_in_text in body.placed_blocks():
        end, in_link, led_to = place_in_text.start, False, set[str]()
        for place, segment in enumerate(block.segments):
            if place % 2 == 0:
                pieces.append(_anchored(block, segment, anchor) if place == 0 else segment)
                in_link = _leaves_link_open(segment, before=in_link)
            else:
                start, end = end, end + len(segment)
                due = _take(waiting, start, end, set() if in_link else led_to)
                shown = segment if pieces[-1].endswith("<code>") else typeset(segment)
                pieces += _marked(shown, start, () if in_link else due)
    return "".join(pieces)


@cache
def _anchor(language: Language) -> str:
    """Return the link of a paragraph to itself; its words are not the article's."""
    tag = "" if language.is_archives else f' lang="{language.tag}"'
    return _ANCHOR.format(block="{}", label=language.say("Liên kết đến đoạn này"), language=tag)


def _anchored(block: Block, opening: str, anchor: str) -> str:
    """Return the markup that opens a block, a link to the block itself behind its first tag."""
    if block.kind is BlockKind.OTHER:  # in a list or a table no link may stand there
        return opening
    tag, end, rest = opening.partition(">")
    return f"{tag}{end}{anchor.format(block.id)}{rest}"


def _take(waiting: list[Mark], start: int, end: int, led_to: set[str]) -> list[Mark]:
    """Take the marks that begin before `end` off a stack; return those that lie whole behind `start`, each apart.

    Those that lead where one has led before, which `led_to` remembers, are not returned.
    """
    found: list[Mark] = []
    while waiting and waiting[-1].span.start < end:
        mark = waiting.pop()
        if start <= mark.span.start < mark.span.end <= end and mark.address not in led_to:
            found.append(mark)
            led_to.add(mark.address)
            start = mark.span.end
    return found


def _marked(segment: str, start: int, marks: Iterable[Mark]) -> Iterator[str]:
    """Yield a segment of plain text, which begins at `start`, with marks in their order."""
    at = 0
    for mark in marks:
        first, last = mark.span.start - start, mark.span.end - start
        yield escaped(segment[at:first])
        yield f'<a class="{mark.kind}" href="{escaped(mark.address)}">{escaped(segment[first:last])}</a>'
        at = last
    yield escaped(segment[at:])


def _leaves_link_open(markup: str, *, before: bool) -> bool:
    """Return whether a link is open behind a piece of markup."""
    opened, closed = markup.rfind("<a "), markup.rfind("</a>")
    return before if opened == closed else opened > closed
