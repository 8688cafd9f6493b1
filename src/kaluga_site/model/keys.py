"""What an archivist can write in the files of an archive: every key, its form, and what it means.

The loaders read these keys by themselves; a test holds both to each other. From here come the JSON Schemas, by which an
editor completes and explains keys, and the tables of the documents.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Form(StrEnum):
    """What the value of a key is."""

    TEXT = "text"
    REASON = "reason"
    """A text that is not true or false, as a key beside it is."""

    TEXTS = "texts"
    """A list of texts; one alone needs no list."""

    ID = "id"
    IDS = "ids"
    DATE = "date"
    FLAG = "true or false"
    NUMBER = "number"
    WEB_ADDRESS = "web address"
    PARTS = "parts"
    """A list of mappings; one alone needs no list."""


class Key(Struct, frozen=True, kw_only=True):
    """A key of a mapping."""

    name: str
    form: Form = Form.TEXT
    about: str
    """A sentence or two in Markdown without links, for hovers and tables."""

    example: str = ""
    """A value as it is written."""

    choices: tuple[str, ...] = ()
    """All values that there are; none where any will do."""

    required: bool = False
    parts: "tuple[Key, ...]" = ()
    """Of PARTS: the keys of each mapping."""

    takes_text: bool = True
    """Of PARTS: whether a text will do instead of a mapping; it stands for the first key that can be asked of it."""

    either: tuple[str, ...] = ()
    """Of PARTS: keys of which each mapping needs one."""


INFERABLE = (
    "title", "date", "summary", "source", "authors", "people", "topics", "organisations", "places",
    "figures", "quotations",
)  # fmt: skip
"""The fields that `inferred:` may name: those that a rule can write."""

UNKNOWABLE = tuple(name for name in INFERABLE if name not in {"title", "figures", "quotations"})
"""The fields that `unknown:` may name: every article has a title, figures and quotations are rejected one by one."""

_QUOTE = "The words, letter for letter as they stand in the text."
_REJECT = "`true` takes it out: what was read in the text is wrong."

FRONT_MATTER = (
    Key(
        name="title",
        about="The headline. In square brackets, `[…]`, it is one that the archive supplied.",
        example='"Tít của bài"',
    ),
    Key(
        name="date",
        form=Form.DATE,
        about="The day it appeared, as precisely as it is known; `?` marks an uncertain one. Until a day that is "
        "certain has come, the article is not on the site (`build --future` shows it).",
        example="2025-11-25",
    ),
    Key(name="summary", about="A sentence or two for lists and feeds; otherwise the text's first sentence."),
    Key(name="source", about="The newspaper: an id or a name of authorities/sources.yaml.", example="pntd"),
    Key(name="url", form=Form.WEB_ADDRESS, about="Where the article stands at its newspaper's."),
    Key(name="archived_url", form=Form.WEB_ADDRESS, about="Where a copy of that page is kept for good."),
    Key(name="section", about="The newspaper's section."),
    Key(name="issue", about="The number of the issue.", example='"12"'),
    Key(name="page", about="The page of the issue.", example='"3"'),
    Key(name="authors", form=Form.TEXTS, about="Who wrote it, as the newspaper names them.", example="[Quỳnh Dương]"),
    Key(
        name="photos",
        form=Form.PARTS,
        about="Images beside the article's file.",
        example="[{file: tiep-doan.jpg, caption: …, credit: …, alt: …}]",
        parts=(
            Key(
                name="file",
                about="The image's file, from the article's folder.",
                example="tiep-doan.jpg",
                required=True,
            ),
            Key(name="caption", about="What stands below it."),
            Key(name="credit", about="Who took it."),
            Key(name="alt", about="What it shows, for those who do not see it; otherwise the caption."),
        ),
    ),
    Key(name="topics", form=Form.TEXTS, about="Ids or names of authorities/topics.yaml.", example="[thuong-mai, y-te]"),
    Key(name="organisations", form=Form.TEXTS, about="Organisations that it is about: ids or names."),
    Key(name="places", form=Form.TEXTS, about="Places that it is about: ids or names."),
    Key(name="series", about="The newspaper's series to which it belongs."),
    Key(
        name="people",
        form=Form.PARTS,
        about="People that it is about: ids or names, or mappings that tell a role. They replace those that were "
        "read in the text.",
        example="[Thái Hương, {name: Mikhail Murashko, role: Bộ trưởng Y tế}]",
        parts=(
            Key(name="id", about="An id of authorities/people.yaml.", example="thai-huong"),
            Key(name="name", about="A name, where no entry is meant.", example="Thái Hương"),
            Key(name="role", about="What the article calls the person.", example="Thống đốc tỉnh Kaluga"),
        ),
        either=("id", "name"),
    ),
    Key(
        name="figures",
        form=Form.PARTS,
        about="What is known of figures in the text, beyond what was read there.",
        example="[{quote: 316 triệu USD, measure: kim-ngach}]",
        parts=(
            Key(name="quote", about=_QUOTE, example="316 triệu USD", required=True),
            Key(
                name="value",
                form=Form.NUMBER,
                about="The number, without grouping: `9200`, not `9.200`.",
                example="316000000",
            ),
            Key(name="high", form=Form.NUMBER, about="The upper end of a range whose lower end is `value`."),
            Key(name="unit", about="What is counted or measured.", example="USD"),
            Key(name="qualifier", about="How exact it is, in the text's words.", example="gần"),
            Key(name="measure", about="An id of authorities/measures.yaml: the figures of one make a series."),
            Key(name="as_of", form=Form.DATE, about="The time for which it holds.", example="2024"),
            Key(name="speaker", about="Who stated it: an id or a name."),
            Key(name="reject", form=Form.FLAG, about=_REJECT),
        ),
    ),
    Key(
        name="quotations",
        form=Form.PARTS,
        about="What is known of quotations in the text, beyond what was read there.",
        example="[{quote: …, speaker: thai-huong}]",
        parts=(
            Key(name="quote", about=_QUOTE, required=True),
            Key(name="speaker", about="Who said it: an id or a name."),
            Key(name="reject", form=Form.FLAG, about=_REJECT),
        ),
    ),
    Key(
        name="inferred",
        form=Form.TEXTS,
        about="Fields that a rule wrote and nobody has reviewed; delete a name once you have.",
        example="[date, people]",
        choices=INFERABLE,
    ),
    Key(
        name="unknown",
        form=Form.TEXTS,
        about="Fields of which nothing is known, whatever a rule reads in the text: it is wrong.",
        example="[source]",
        choices=UNKNOWABLE,
    ),
    Key(
        name="language",
        about="The language of the text, as a tag (BCP 47); otherwise `vi`.",
        example="ru",
    ),
    Key(
        name="draft",
        form=Form.FLAG,
        about="`true` keeps it off the site; `build --drafts` shows it, marked.",
        example="true",
    ),
    Key(
        name="expires",
        form=Form.DATE,
        about="The last day on which it is on the site, in the archive's time zone.",
        example="2026-12-31",
    ),
    Key(
        name="redirects",
        form=Form.TEXTS,
        about="Old addresses that lead here, from the site's root.",
        example="[bai-viet/2024/ten-cu.html]",
    ),
    Key(
        name="corrections",
        form=Form.PARTS,
        about="What was corrected after it had been published.",
        example="[{date: 2026-01-05, text: …}]",
        takes_text=False,
        parts=(
            Key(name="date", form=Form.DATE, about="When.", example="2026-01-05", required=True),
            Key(name="text", about="What, in a sentence.", required=True),
        ),
    ),
    Key(
        name="withdrawn",
        form=Form.REASON,
        about="Why it was withdrawn: the text is taken away, the address stays and tells the reason.",
    ),
)

_COMMON = (
    Key(
        name="id",
        form=Form.ID,
        about="The last part of its page's address, and what articles may write instead of the name: small letters "
        "without accents, digits, hyphens. Otherwise made of the name.",
        example="dau-tu",
    ),
    Key(name="name", about="The name that is shown.", example="Đầu tư", required=True),
    Key(name="variants", form=Form.TEXTS, about="Other forms of the name, by which texts are read, too."),
    Key(name="note", about="A line about it, on its page."),
    Key(
        name="former_ids",
        form=Form.IDS,
        about="Ids that it had before: the addresses made of them lead to its page.",
        example="[ten-cu]",
    ),
)

AUTHORITIES: Mapping[str, tuple[Key, ...]] = {
    "people": (
        *_COMMON,
        Key(name="role", about="What the person is; otherwise what the articles say.", example="Thống đốc tỉnh Kaluga"),
        Key(
            name="publish",
            form=Form.FLAG,
            about="`false` keeps a private person off every page, feed, search and table; articles keep their words.",
            example="false",
        ),
    ),
    "organisations": _COMMON,
    "places": (*_COMMON, Key(name="kind", about="What kind of place it is.", example="tỉnh")),
    "topics": (
        *_COMMON,
        Key(name="keywords", form=Form.TEXTS, about="Words that speak for the topic where they stand in a text."),
        Key(name="broader", about="The id of the broader topic that it belongs to.", example="kinh-te"),
    ),
    "sources": (
        *_COMMON,
        Key(name="url", form=Form.WEB_ADDRESS, about="The newspaper's own site."),
        Key(name="rights", about="Its rights statement, shown below each of its articles."),
    ),
    "measures": (*_COMMON, Key(name="unit", about="In what it is measured.", example="USD")),
}
"""Authority files that hold entries → the keys of an entry."""

SYNONYMS = "Words for which search finds the same: a list of lists of at least two."

_KINDS = ("open", "closed")
SETTINGS = (
    Key(name="title", about="The archive's name, on every page.", example="Kho lưu trữ bài báo"),
    Key(name="description", about="A sentence or two on what the archive holds, on the home page and in the feed."),
    Key(
        name="base_url",
        form=Form.WEB_ADDRESS,
        about="Where the site is published, without query and fragment. Without it there are no canonical links and no "
        "sitemap.",
        example="https://example.org/kho/",
    ),
    Key(
        name="time_zone",
        about="The zone in which dates are meant, and in which a day begins and ends: an IANA name.",
        example="Asia/Ho_Chi_Minh",
    ),
    Key(
        name="contact",
        about="Where readers report what is wrong in an article: an e-mail address, or one that begins with https://.",
        example="kho@example.org",
    ),
    Key(
        name="oai_admin",
        about="The e-mail address of whoever keeps the files for harvesters (OAI-PMH); without it none are made.",
        example="kho@example.org",
    ),
    Key(
        name="oai_gateway",
        form=Form.WEB_ADDRESS,
        about="The address of the gateway through which harvesters read those files.",
        example="https://example.org/oai/",
    ),
    Key(
        name="language",
        about="The language of the interface; articles stay as they are.",
        example="vi",
        choices=("vi", "en"),
    ),
    Key(
        name="languages",
        form=Form.TEXTS,
        about="Both languages of the interface: the first at the site's root, the second in a folder of its own.",
        example="[vi, en]",
        choices=("vi", "en"),
    ),
    Key(
        name="topics",
        about="Whether articles may name any topic, or only those of authorities/topics.yaml.",
        choices=_KINDS,
        example="closed",
    ),
    Key(
        name="sources",
        about="Whether articles may name any newspaper, or only those of authorities/sources.yaml.",
        choices=_KINDS,
        example="closed",
    ),
)
