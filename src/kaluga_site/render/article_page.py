"""The page of an article."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from kaluga_site.model.article import Article, ArticlePerson, Figure, Photo
from kaluga_site.model.basis import Attested, Basis
from kaluga_site.model.checks import Doubt, FigureCheck, Verdict
from kaluga_site.model.names import Reference
from kaluga_site.render import addresses
from kaluga_site.render.marks import Mark, marked_html
from kaluga_site.render.shelves import year_label
from kaluga_site.render.showing import ArticleLinks, shown_date
from kaluga_site.render.site import ARTICLES_NAME, Site
from kaluga_site.render.views import (
    ArticleView,
    Link,
    Onward,
    ShownCheck,
    ShownCorrection,
    ShownFigure,
    ShownPerson,
    ShownPhoto,
    ShownQuotation,
    ShownTerm,
)
from kaluga_site.render.words import date_in_words, number_in_words

_TITLE_NOTES = {
    Basis.SUPPLIED: "Bài không có tít; tít trong ngoặc vuông do kho lưu trữ đặt.",
    Basis.INFERRED: "Tít suy ra từ nội dung.",
}

_VERDICTS = {Verdict.CONSISTENT: "khớp", Verdict.INCONSISTENT: "không khớp"}
_DOUBTS = {
    Doubt.NO_ENDS: "không kiểm tra được: bài không nêu cả hai đầu",
    Doubt.NO_VALUE: "không kiểm tra được: thiếu giá trị cùng đơn vị",
    Doubt.ROUNDED: "không kiểm tra được: số đã làm tròn",
}


def article_view(article: Article, site: Site, links: ArticleLinks, onward: Onward) -> ArticleView:
    """Return what the page of an article shows."""
    year = article.address.split("/")[1]
    checks = checks_by_figure(article.checks)
    frame = site.frame(
        f"{article.address}.html",
        article.title.value,
        breadcrumb=(
            Link(ARTICLES_NAME, f"{addresses.ARTICLES}/index.html"),
            Link(year_label(year), addresses.year_address(year)),
        ),
        description=article.summary.value if article.summary else None,
    )
    return ArticleView(
        page=frame,
        title=article.title.value,
        title_note=_TITLE_NOTES.get(article.title.basis),
        language=article.language,
        date=shown_date(article.date.value, article.date.basis) if article.date else None,
        source=links.to(article.source.value) if article.source else None,
        source_inferred=article.source is not None and article.source.basis is Basis.INFERRED,
        rights=links.rights,
        url=article.url,
        archived_url=article.archived_url,
        printed=_printed(article),
        authors=tuple(_term(byline, links) for byline in article.shown_bylines),
        series=article.series,
        withdrawn=article.withdrawn,
        photos=tuple(_photo(photo, article) for photo in article.photos),
        body=Markup(marked_html(article.body, _marks(article, links, frame.root))),  # noqa: S704 - escaped there
        people=tuple(_person(person, links) for person in article.shown_people),
        topics=tuple(_term(term, links) for term in article.topics),
        organisations=tuple(_term(term, links) for term in article.organisations),
        places=tuple(_term(term, links) for term in article.places),
        figures=tuple(shown_figure(figure, checks) for figure in article.figures),
        quotations=tuple(
            ShownQuotation(
                quote=quotation.quote,
                speaker=quotation.speaker,
                inferred=quotation.basis is Basis.INFERRED,
                block=quotation.block,
            )
            for quotation in article.quotations
        ),
        corrections=tuple(
            ShownCorrection(date=shown_date(correction.date, None), text=correction.text)
            for correction in article.corrections
        ),
        onward=onward,
    )


def _marks(article: Article, links: ArticleLinks, root: str) -> Iterator[Mark]:
    """Yield what leads from the words of an article: names to their pages, figures to the article's record."""
    for person in article.shown_people:
        link = links.to(person.reference)
        if link is not None:
            yield from (Mark(mention.span, "name", f"{root}{link.address}") for mention in person.mentions)
    for term in (*article.organisations, *article.places):
        link = links.to(term.value)
        if link is not None and term.span is not None:
            yield Mark(term.span, "name", f"{root}{link.address}")
    for figure in article.figures:
        yield Mark(figure.span, "figure", f"#{figure.id}")


def _printed(article: Article) -> tuple[str, ...]:
    parts = (("mục", article.section), ("số", article.issue), ("trang", article.page))
    return tuple(f"{label} {value}" for label, value in parts if value is not None)


def _person(person: ArticlePerson, links: ArticleLinks) -> ShownPerson:
    link = links.to(person.reference)
    return ShownPerson(
        name=person.reference.name,
        address=link.address if link else None,
        role=person.role,
        inferred=person.basis is Basis.INFERRED,
    )


def _term(term: Attested[Reference], links: ArticleLinks) -> ShownTerm:
    link = links.to(term.value)
    return ShownTerm(
        name=term.value.name,
        address=link.address if link else None,
        inferred=term.basis is Basis.INFERRED,
    )


def checks_by_figure(checks: Iterable[FigureCheck]) -> dict[str, tuple[ShownCheck, ...]]:
    """Return the checks to show under each figure: the one that the others are compared with."""
    shown: dict[str, tuple[ShownCheck, ...]] = {}
    for check in checks:
        note = _DOUBTS[check.doubt] if check.doubt else _VERDICTS[check.verdict]
        one = ShownCheck(sum=check.sum, note=note)
        shown[check.figures[0]] = (*shown.get(check.figures[0], ()), one)
    return shown


def shown_figure(figure: Figure, checks: Mapping[str, tuple[ShownCheck, ...]]) -> ShownFigure:
    """Show a figure with its checks."""
    declared = figure.basis is Basis.DECLARED
    measured = figure.measured if figure.measured != figure.unit else None
    return ShownFigure(
        id=figure.id,
        quote=figure.quote,
        value=value_in_words(figure),
        unit=figure.unit,
        qualifier=figure.qualifier,
        measure=figure.measure.name if figure.measure else measured,
        measure_address=f"{addresses.measure_stem(figure.measure.id)}.html" if figure.measure else None,
        measure_inferred=declared and figure.measure is None and measured is not None,
        as_of=date_in_words(figure.as_of.value) if figure.as_of else None,
        as_of_inferred=declared and figure.as_of is not None and figure.as_of.basis is Basis.INFERRED,
        speaker=figure.speaker,
        inferred=not declared,
        checks=checks.get(figure.id, ()),
        block=figure.block,
    )


def value_in_words(figure: Figure) -> str | None:
    """Return the value of a figure, or both ends of a range; None where only a magnitude is written."""
    if figure.high is None:
        return None if figure.value is None else number_in_words(figure.value)
    numbers = [number_in_words(number) for number in (figure.value, figure.high) if number is not None]
    return "–".join(numbers)


def _photo(photo: Photo, article: Article) -> ShownPhoto:
    return ShownPhoto(
        address=addresses.photo_address(photo.file, article.address),
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
    )
