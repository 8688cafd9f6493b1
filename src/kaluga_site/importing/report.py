"""What is said of each import: to people, and to programs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kaluga_site.importing.importer import Outcome, Status
from kaluga_site.importing.writing import inferred_fields, subjects, words_of
from kaluga_site.model.article import Article
from kaluga_site.model.basis import Attested
from kaluga_site.model.problems import printable


def as_text(outcome: Outcome) -> str:
    """Return some lines for people: where a text went, what was read in it, what is to be reviewed.

    Problems are not among them.
    """
    head = f"{outcome.source}: {outcome.status}"
    if outcome.path is not None:
        head += f" as {printable(outcome.path)}"
    if outcome.article is None or outcome.status not in {Status.WRITTEN, Status.PLANNED}:
        return head
    article = outcome.article
    lines = [
        ("title", _attested(article.title, article.title.value, outcome)),
        ("date", _attested(article.date, article.date.value.edtf, outcome) if article.date else "unknown"),
        ("source", _attested(article.source, article.source.value.name, outcome) if article.source else "unknown"),
        ("found", ", ".join(_counts(article))),
        ("review", ", ".join(inferred_fields(article)) or "nothing"),
    ]
    if outcome.encoding != "utf-8":
        lines.insert(0, ("encoding", str(outcome.encoding)))
    if outcome.numbered:
        lines.insert(0, ("name", "numbered, for the name without number is another article's"))
    return "\n".join([head, *(f"  {name:8} {said}" for name, said in lines)])


def as_json(outcome: Outcome) -> bytes:
    """Return one line of JSON for programs."""
    said: dict[str, Any] = {
        "file": outcome.source,
        "status": outcome.status.name.lower(),
        "path": outcome.path,
        "encoding": outcome.encoding,
        "near_duplicate": None if outcome.twin is None else {"path": outcome.twin.path, "share": outcome.twin.share},
        "problems": outcome.problems,
    }
    if outcome.article is not None:
        said |= _record(outcome.article, outcome)
    return msgspec.json.encode(said)


def tally(outcomes: Iterable[Status]) -> str:
    """Return "2 written, 1 already imported"."""
    counts = Counter(outcomes)
    return ", ".join(f"{counts[status]} {status}" for status in Status if counts[status]) or "nothing to import"


def _record(article: Article, outcome: Outcome) -> dict[str, Any]:
    return {
        "title": _value(article.title, article.title.value, outcome),
        "date": article.date and _value(article.date, article.date.value.edtf, outcome),
        "source": article.source and _value(article.source, article.source.value.name, outcome),
        "people": [person.reference.name for person in subjects(article)],
        "figures": len(article.figures),
        "quotations": len(article.quotations),
        "review": inferred_fields(article),
        "new": [
            {"vocabulary": one.reference.vocabulary, "name": one.reference.name, "variants": one.variants}
            for one in outcome.newcomers
        ],
    }


def _value(attested: Attested[Any], value: str, outcome: Outcome) -> dict[str, str]:
    return {"value": value, "basis": attested.basis, "rule": attested.rule, "words": _words(attested, outcome)}


def _attested(attested: Attested[Any], value: str, outcome: Outcome) -> str:
    words = _words(attested, outcome)
    said = f", '{words}'" if words and words not in value else ""
    return f"{value} ({attested.basis}: {attested.rule}{said})"


def _words(attested: Attested[Any], outcome: Outcome) -> str:
    return "" if outcome.article is None else words_of(attested, outcome.article, outcome.raw)


def _counts(article: Article) -> Iterator[str]:
    yield _count(len(subjects(article)), "person", "people")
    yield _count(len(article.figures), "figure")
    yield _count(len(article.quotations), "quotation")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
