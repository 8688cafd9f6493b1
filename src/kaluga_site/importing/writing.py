"""A record becomes the text of its Markdown file: front matter with reasons, and the body word for word."""

import re
from collections.abc import Iterable, Sequence

import yaml

from kaluga_site.model.article import Article, ArticlePerson, Body
from kaluga_site.model.authorities import Authorities
from kaluga_site.model.basis import Attested, Basis, Span
from kaluga_site.model.findings import BlockKind, PersonKind
from kaluga_site.model.names import Reference, Vocabulary

_LONGEST_WORDS = 60
_MARKS = re.compile(r"[\\`*_\[\]<>#|]|&(?=#?\w+;)|!(?=\[)")
_OPENING_MARK = re.compile(r"[-+=~]")
_OPENING_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")

_REASONS = {
    "first-line": "the first line of the text",
    "opening-words": "supplied by the archive from the opening words: the text has no title",
    "stamp": "from the stamp at the head of the text, which may not be the day of publication",
    "tag-day": "the day in the tag, in the year that is nearest to a full date of the text",
    "mentioned-date": "the day that the lead tells of, which may not be the day of publication",
    "closing-line": "from the last line of the text",
}
"""Why a value stands there, by the rule that read it."""

_OF_THE_RULE = "read in the text by the rule"
_OF_THE_LAST_LINE = "from the line at the end of the text"
_NEW = "new: authorities/"
_SEVERAL = "has several of this name: write the id"
_TAG_RULES = ("bracketed-tag", "tag-behind-place", "known-tag", "tag-line", "closing-tag")
_REASONS |= dict.fromkeys(_TAG_RULES, "from the newspaper's or agency's tag in the text")


def article_text(article: Article, raw: str, authorities: Authorities) -> str:
    """Return the text of an article file that says what a raw text's record says.

    `raw` is the cleaned text that the record was read in. Figures, quotations and the summary are not written: they
    are read in the text again by every build, and merged with what the archivist adds.
    """
    fields, inferred = _fields(article, raw, authorities), inferred_fields(article)
    lines = [line for field in fields.values() for line in field]
    if inferred:
        lines.append(f"inferred: [{', '.join(inferred)}]  # nobody has reviewed these; delete a name once you have")
    return "\n".join(["---", *lines, "---", "", markdown(article.body)])


def markdown(body: Body) -> str:
    """Return a body without markup as Markdown that is read as the same blocks, letter for letter."""
    blocks = (("## " if block.kind is BlockKind.HEADING else "") + _escaped(block.text) for block in body.blocks)
    return "".join(f"{block}\n\n" for block in blocks).removesuffix("\n")


def byline(article: Article) -> list[str]:
    """Return the authors whom the last line of a text names."""
    return [author.value.name for author in article.bylines if author.basis is Basis.INFERRED]


def subjects(article: Article) -> list[ArticlePerson]:
    """Return the people whom an article speaks of."""
    return [person for person in article.people if person.kind is PersonKind.SUBJECT]


def inferred_fields(article: Article) -> list[str]:
    """Return the fields that are written as inferred, in their order; a supplied title tells of itself."""
    said = {
        "title": article.title.basis is Basis.INFERRED,
        "date": article.date,
        "source": article.source,
        "authors": byline(article),
        "topics": article.topics,
        "organisations": article.organisations,
        "places": article.places,
        "people": subjects(article),
    }
    return [name for name, value in said.items() if value]


def is_new(reference: Reference, authorities: Authorities) -> bool:
    """Return whether no entry of the authority files knows a name."""
    return reference.entry_id is None and not getattr(authorities, reference.vocabulary).find(reference.name)


def words_of(value: Attested[object], article: Article, raw: str) -> str:
    """Return the words that a value was read in, shortened; empty where it has none."""
    if value.rule == "opening-words":
        return ""
    text = raw if value.rule in {"first-line", "stamp"} else article.body.text
    return _shortened(text, value.span) if value.span else ""


def field_line(key: str, value: str, comment: str = "") -> str:
    """Return a line of front matter, with the comment that ends it."""
    return _dumped({key: value}, flow=False).rstrip("\n") + comment


def _fields(article: Article, raw: str, authorities: Authorities) -> dict[str, list[str]]:
    """Return the lines of each field that there is something to say in, in the order of the README's example."""
    fields = {"title": [field_line("title", _title(article), _reason(article.title, ""))]}
    if article.date is not None:
        reason = _reason(article.date, words_of(article.date, article, raw))
        fields["date"] = [f"date: {article.date.value.edtf}{reason}"]
    if article.source is not None:
        reference = article.source.value
        reason = _reason(article.source, words_of(article.source, article, raw))
        reason += f"; {_NEW}sources.yaml had no entry" if is_new(reference, authorities) else ""
        fields["source"] = [field_line("source", reference.entry_id or reference.name, reason)]
    if names := byline(article):
        fields["authors"] = [f"authors: [{', '.join(map(_flow, names))}]  # {_OF_THE_LAST_LINE}"]
    for vocabulary in (Vocabulary.TOPICS, Vocabulary.ORGANISATIONS, Vocabulary.PLACES):
        if references := getattr(article, vocabulary):
            fields[vocabulary] = [f"{vocabulary}:", *_listed(references, authorities)]
    if people := subjects(article):
        fields["people"] = ["people:", *(_person(person, authorities) for person in people)]
    return fields


def tells_origin(comment: str) -> bool:
    """Tell whether a comment in front matter is one of those that say where a value comes from, and no archivist's."""
    return comment.startswith((*_REASONS.values(), _OF_THE_RULE, _OF_THE_LAST_LINE, _NEW)) or comment.endswith(_SEVERAL)


def _title(article: Article) -> str:
    """Return the title; of a supplied one, the brackets inside are made round, for it is told by those around it."""
    if article.title.basis is not Basis.SUPPLIED:
        return article.title.value
    return f"[{article.title.value[1:-1].translate({ord('['): '(', ord(']'): ')'})}]"


def _listed(references: Sequence[Attested[Reference]], authorities: Authorities) -> Iterable[str]:
    for reference in references:
        name = reference.value.entry_id or reference.value.name
        yield f"  - {_flow(name)}{_note(reference.value, reference.rule, authorities)}"


def _person(person: ArticlePerson, authorities: Authorities) -> str:
    reference = person.reference
    known = {"id": reference.entry_id} if reference.entry_id else {"name": reference.name}
    said = {**known, "role": person.role} if person.role else reference.name if "name" in known else known
    rule = person.mentions[0].rule if person.mentions else ""
    return f"  - {_flow(said)}{_note(reference, rule, authorities)}"


def _note(reference: Reference, rule: str, authorities: Authorities) -> str:
    if reference.entry_id is not None:
        return ""
    read = f" (rule: {rule})" if rule else ""
    if is_new(reference, authorities):
        return f"  # {_NEW}{reference.vocabulary}.yaml had no entry{read}"
    return f"  # authorities/{reference.vocabulary}.yaml {_SEVERAL}"


def _reason(value: Attested[object], words: str) -> str:
    """Return the comment that says where a value comes from."""
    reason = _REASONS.get(value.rule, f"{_OF_THE_RULE} {value.rule}")
    return _comment(f"{reason}: '{words}'" if words else reason)


def _comment(text: str) -> str:
    return f"  # {' '.join(text.split())}"


def _shortened(text: str, span: Span) -> str:
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def _flow(value: str | dict[str, str]) -> str:
    """Return a value as it stands inside a list."""
    return _dumped([value], flow=True).strip()[1:-1]


def _dumped(value: object, *, flow: bool) -> str:
    return yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, width=2**31, sort_keys=False)


def _escaped(text: str) -> str:
    """Return a line with a backslash before whatever Markdown would read as a mark."""
    number = _OPENING_NUMBER.match(text)
    if number:
        return f"{number[1]}\\{number[2]}{_MARKS.sub(_backslashed, text[number.end() :])}"
    escaped = _MARKS.sub(_backslashed, text)
    return f"\\{escaped}" if _OPENING_MARK.match(escaped) else escaped


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match.group()}"
