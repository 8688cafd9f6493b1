"""What the archive knows of an article, as its page shows it beside and below the text."""

from collections.abc import Iterable, Mapping
from functools import partial

from kaluga_site.model.article import Article, ArticlePerson, Figure, Quotation
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.checks import Doubt, FigureCheck, Verdict
from kaluga_site.model.findings import FigureKind
from kaluga_site.model.names import Reference
from kaluga_site.render import addresses
from kaluga_site.render.article_views import ShownFigure, ShownPerson, ShownQuotation, ShownTerm, TermGroup
from kaluga_site.render.language import N_, NN_, say
from kaluga_site.render.showing import ArticleLinks
from kaluga_site.render.views import ShownCheck
from kaluga_site.render.words import counted, date_in_words, number_in_words, within_a_line

_VERDICTS = {Verdict.CONSISTENT: N_("khớp"), Verdict.INCONSISTENT: N_("không khớp")}
_DOUBTS = {
    Doubt.NO_ENDS: N_("không kiểm tra được: bài không nêu cả hai đầu"),
    Doubt.NO_VALUE: N_("không kiểm tra được: thiếu giá trị cùng đơn vị"),
    Doubt.SOME_PARTS: N_("không kiểm tra được: bài không nói đó là tất cả các phần"),
    Doubt.ROUNDED: N_("không kiểm tra được: số đã làm tròn"),
}
_LONGEST_QUOTE = 160


def shown_people(article: Article, links: ArticleLinks) -> tuple[ShownPerson, ...]:
    """Show the people of an article with their roles."""
    return tuple(_person(person, links) for person in article.shown_people)


def shown_terms(article: Article, links: ArticleLinks) -> tuple[TermGroup, ...]:
    """Show what an article is about, a group for each vocabulary that it has terms of."""
    groups = (
        (say("Chủ đề"), article.topics),
        (say("Tổ chức"), article.organisations),
        (say("Địa danh"), article.places),
    )
    return tuple(
        TermGroup(heading=heading, terms=tuple(_term(term, links) for term in terms))
        for heading, terms in groups
        if terms
    )


def shown_quotations(article: Article) -> tuple[ShownQuotation, ...]:
    """Show the quotations of an article."""
    mark = _is_mixed(article.quotations)
    return tuple(
        ShownQuotation(
            quote=_beginning(quotation.quote),
            speaker=quotation.speaker,
            inferred=mark and quotation.basis is Basis.INFERRED,
            block=quotation.block,
        )
        for quotation in article.quotations
    )


def shown_figures(article: Article) -> tuple[ShownFigure, ...]:
    """Show the figures of an article with their checks."""
    text = article.body.text if article.figures else ""
    show = partial(_figure, text=text, checks=checks_by_figure(article.checks), mark=_is_mixed(article.figures))
    return tuple(map(show, article.figures))


def shown_authors(article: Article, links: ArticleLinks) -> tuple[ShownTerm, ...]:
    """Show who wrote an article."""
    return tuple(_term(byline, links) for byline in article.shown_bylines)


def what_it_holds(article: Article) -> str:
    """Return what is in the folded part of an article's record: "6 nhân vật, 4 địa danh"."""
    parts = (
        (article.shown_people, NN_("{count} nhân vật")),
        (article.topics, NN_("{count} chủ đề")),
        (article.organisations, NN_("{count} tổ chức")),
        (article.places, NN_("{count} địa danh")),
        (article.quotations, NN_("{count} lời phát biểu")),
    )
    return ", ".join(counted(message, len(found)) for found, message in parts if found)


def unreviewed(article: Article) -> str:
    """Return what a rule read and nobody has reviewed: "ngày, nhân vật, một phần số liệu"."""
    single = ((article.title, N_("tít")), (article.date, N_("ngày")), (article.source, N_("nguồn")))
    lists: tuple[tuple[Iterable[_HasBasis], str, str], ...] = (
        (article.shown_bylines, N_("tác giả"), N_("một phần tác giả")),
        (article.shown_people, N_("nhân vật"), N_("một phần nhân vật")),
        (article.topics, N_("chủ đề"), N_("một phần chủ đề")),
        (article.organisations, N_("tổ chức"), N_("một phần tổ chức")),
        (article.places, N_("địa danh"), N_("một phần địa danh")),
        (article.quotations, N_("lời phát biểu"), N_("một phần lời phát biểu")),
        (article.figures, N_("số liệu"), N_("một phần số liệu")),
    )
    found = [name for value, name in single if value is not None and value.basis is Basis.INFERRED]
    for values, name, part in lists:
        bases = {value.basis for value in values}
        if Basis.INFERRED in bases:
            found.append(name if len(bases) == 1 else part)
    return ", ".join(map(say, found))


_HasBasis = ArticlePerson | Attested[Reference] | Quotation | Figure


def _is_mixed(values: Iterable[_HasBasis]) -> bool:
    """Return whether some values are inferred and others are not."""
    return len({value.basis for value in values}) == 2


def _person(person: ArticlePerson, links: ArticleLinks) -> ShownPerson:
    link = links.to(person.reference)
    return ShownPerson(name=person.reference.name, address=link.address if link else None, role=person.role)


def _term(term: Attested[Reference], links: ArticleLinks) -> ShownTerm:
    link = links.to(term.value)
    return ShownTerm(name=term.value.name, address=link.address if link else None)


def _beginning(quote: str) -> str:
    """Return a quotation, or so much of a long one that it is known again."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return quote[: quote.rindex(" ", 0, _LONGEST_QUOTE)] + " …" if " " in quote[:_LONGEST_QUOTE] else quote


def checks_by_figure(checks: Iterable[FigureCheck]) -> dict[str, tuple[ShownCheck, ...]]:
    """Return the checks to show under each figure: the one that the others are compared with."""
    shown: dict[str, tuple[ShownCheck, ...]] = {}
    for check in checks:
        note = say(_DOUBTS[check.doubt] if check.doubt else _VERDICTS[check.verdict])
        one = ShownCheck(sum=check.sum, note=note)
        shown[check.figures[0]] = (*shown.get(check.figures[0], ()), one)
    return shown


def sentence_of(figure: Figure, text: str) -> str | None:
    """Return the sentence that states a figure; None where it is not to be shown."""
    return None if figure.sentence is None else text[figure.sentence.start : figure.sentence.end]


def _figure(figure: Figure, text: str, checks: Mapping[str, tuple[ShownCheck, ...]], *, mark: bool) -> ShownFigure:
    declared = figure.basis is Basis.DECLARED
    measured = as_change(figure.measured, figure) if figure.measured and figure.measured != figure.unit else None
    return ShownFigure(
        id=figure.id,
        quote=figure.quote,
        amount=_amount(figure),
        measure=figure.measure.name if figure.measure else measured,
        measure_address=f"{addresses.measure_stem(figure.measure.id)}.html" if figure.measure else None,
        measure_inferred=declared and figure.measure is None and measured is not None,
        as_of=within_a_line(date_in_words(figure.as_of.value)) if figure.as_of else None,
        as_of_inferred=declared and figure.as_of is not None and figure.as_of.basis is Basis.INFERRED,
        speaker=figure.speaker,
        sentence=sentence_of(figure, text),
        inferred=mark and not declared,
        checks=checks.get(figure.id, ()),
        block=figure.block,
    )


def value_in_words(figure: Figure) -> str | None:
    """Return the value of a figure, or both ends of a range; a fraction as written; None for a magnitude alone."""
    if figure.rule == "fraction" and figure.basis is Basis.INFERRED:
        return figure.quote.split()[-1]
    if figure.high is None:
        return None if figure.value is None else number_in_words(figure.value)
    numbers = [number_in_words(number) for number in (figure.value, figure.high) if number is not None]
    dash = " – " if numbers[0].startswith("-") else "–"  # between "-15" and "-10" it could not be told from a sign
    return dash.join(numbers)


def as_change(measured: str, figure: Figure) -> str:
    """Return what a figure measures; of one that tells by how much it changed, that it does."""
    is_change = measured and figure.kind is FigureKind.CHANGE
    return say("{measured} (mức tăng, giảm)", measured=measured) if is_change else measured


def _amount(figure: Figure) -> str | None:
    value = value_in_words(figure)
    if value is None:
        return None
    if figure.unit and figure.quote.casefold().startswith(f"{figure.unit.casefold()} "):  # as in "cấp 8", "nước thứ ba"
        return " ".join(filter(None, (figure.unit, figure.qualifier, value)))
    unit = figure.unit if figure.unit in {None, "%"} else f" {figure.unit}"
    return f"{f'{figure.qualifier} ' if figure.qualifier else ''}{value}{unit or ''}"
