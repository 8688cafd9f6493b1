"""The page of an article."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from kaluga_site.model.article import Article, Photo
from kaluga_site.model.basis import Basis
from kaluga_site.model.findings import BlockKind
from kaluga_site.render import addresses
from kaluga_site.render.article_data import article_tags, news_article
from kaluga_site.render.article_record import (
    shown_authors,
    shown_figures,
    shown_people,
    shown_quotations,
    shown_terms,
    unreviewed,
    what_it_holds,
)
from kaluga_site.render.article_views import (
    ArticleView,
    ContentsEntry,
    Onward,
    ShownCitation,
    ShownCorrection,
    ShownPhoto,
)
from kaluga_site.render.citation import CitedArticle, in_words
from kaluga_site.render.citation_entries import bibtex, csl_json, ris
from kaluga_site.render.citation_styles import apa, chicago
from kaluga_site.render.language import N_, say
from kaluga_site.render.linked_data import NOTHING_TOLD, Told
from kaluga_site.render.marks import Mark, marked_html
from kaluga_site.render.shelves import year_label
from kaluga_site.render.showing import ArticleLinks, shown_date
from kaluga_site.render.site import Site, articles_link
from kaluga_site.render.views import Frame, Link, Sibling

_FEWEST_HEADINGS = 2
"""So many make a table of contents."""


def article_view(article: Article, site: Site, links: ArticleLinks, onward: Onward, folder: Path) -> ArticleView:
    """Return what the page of an article shows; `folder` is the archive's, in which its photos lie."""
    year = article.address.split("/")[1]
    address = f"{article.address}.html"
    source = links.to(article.source.value) if article.source else None
    citation = None if article.withdrawn is not None else _citation(article, source, site.canonical(address))
    frame = site.frame(
        address,
        article.title.value,
        breadcrumb=(
            articles_link(),
            Link(year_label(year), addresses.year_address(year)),
        ),
        description=article.summary.value if article.summary else None,
        told=Told(citation.files, [news_article(article, source, citation.words, links, site)])
        if citation
        else NOTHING_TOLD,
    )
    return ArticleView(
        page=frame,
        tags=article_tags(article, source),
        title=article.title.value,
        title_note=_title_note(article),
        language=article.language,
        date=shown_date(article.date.value, article.date.basis) if article.date else None,
        source=source,
        source_inferred=article.source is not None and article.source.basis is Basis.INFERRED,
        rights=links.rights,
        url=article.url,
        archived_url=article.archived_url,
        printed=_printed(article),
        authors=shown_authors(article, links),
        series=article.series,
        unpublished=_unpublished(article, links),
        withdrawn=article.withdrawn,
        photos=tuple(_photo(photo, article, folder) for photo in article.photos),
        contents=_contents(article),
        body=Markup(marked_html(article.body, _marks(article, links, frame.root))),  # noqa: S704 - escaped there
        corrections=tuple(
            ShownCorrection(date=shown_date(correction.date, None), text=correction.text)
            for correction in article.corrections
        ),
        onward=onward,
        holds=what_it_holds(article),
        people=shown_people(article, links),
        terms=shown_terms(article, links),
        quotations=shown_quotations(article),
        figures=(figures := shown_figures(article)),
        has_measures=any(figure.measure or figure.as_of or figure.speaker for figure in figures),
        unreviewed=unreviewed(article),
        report=_report(article, frame, site.contact),
        citation=citation,
        text_sha256=article.text_digest.hex() if citation else None,
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


def _contents(article: Article) -> tuple[ContentsEntry, ...]:
    """Return the headings of an article that has several."""
    found = [block for block in article.body.blocks if block.kind is BlockKind.HEADING]
    if len(found) < _FEWEST_HEADINGS:
        return ()
    return tuple(
        ContentsEntry(label=block.text, block=block.id, deeper=not block.segments[0].startswith("<h2"))
        for block in found
    )


def _title_note(article: Article) -> str | None:
    if article.title.basis is not Basis.SUPPLIED:
        return None
    return say("Bài không có tít; tít trong ngoặc vuông do kho lưu trữ đặt.")


def _unpublished(article: Article, links: ArticleLinks) -> str | None:
    """Return why a page stands in previews alone."""
    if article.draft:
        return say("Bản nháp, chưa đăng.")
    return say("Chưa đến ngày đăng.") if links.is_ahead else None


def _printed(article: Article) -> tuple[str, ...]:
    parts = (
        (N_("mục {value}"), article.section),
        (N_("số {value}"), article.issue),
        (N_("trang {value}"), article.page),
    )
    return tuple(say(message, value=value) for message, value in parts if value is not None)


def _report(article: Article, frame: Frame, contact: str | None) -> str | None:
    """Return what leads to where errors are reported; a letter says of which article it is about."""
    if contact is None or "@" not in contact.partition("/")[0]:
        return contact
    title, address = article.title.value, frame.canonical or frame.address
    subject = say("Báo lỗi: {title} ({address})", title=title, address=address)
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject, safe='')}"


def _citation(article: Article, source: Link | None, page: str | None) -> ShownCitation:
    cited = CitedArticle.of(article, source.label if source else None, page)
    return ShownCitation(
        words=in_words(cited),
        styles=(apa(cited), chicago(cited)),
        bibtex=bibtex(cited),
        ris=ris(cited),
        csl_json=csl_json(cited),
        files=_files(article.address),
    )


def _files(stem: str) -> tuple[Sibling, ...]:
    """Return the other forms of an article's page, which `article_forms` makes."""
    return (
        Sibling("application/x-bibtex", f"{stem}.bib", "BibTeX"),
        Sibling("application/x-research-info-systems", f"{stem}.ris", "RIS"),
        Sibling("application/json", f"{stem}.json", "JSON"),
        Sibling("text/plain", f"{stem}.txt", say("văn bản thuần")),
    )


def _photo(photo: Photo, article: Article, folder: Path) -> ShownPhoto:
    return ShownPhoto(
        address=addresses.photo_address(photo.file, article.address),
        alt=photo.alt,
        caption=photo.caption,
        credit=photo.credit,
        size=_size(folder / photo.file),
    )


def _size(file: Path) -> tuple[int, int] | None:
    """Return the width and height in which an image is shown; None where it cannot be told."""
    import imagesize  # noqa: PLC0415 - most articles have no photo, and it takes long to import

    width, height = imagesize.get(file)
    return (width, height) if width > 0 < height else None
