"""The archive becomes pages."""

from kaluga_site.render.article_forms import article_forms
from kaluga_site.render.article_page import article_view
from kaluga_site.render.article_views import Onward
from kaluga_site.render.claims import check_plan
from kaluga_site.render.data_files import (
    article_pieces,
    article_rows,
    data_addresses,
    data_page,
    parted_data,
    people_rows,
)
from kaluga_site.render.data_rows import ArticleData
from kaluga_site.render.data_tables import MONTHLY, TABLES, Table
from kaluga_site.render.figure_pages import FiguresPage, Statement, figures_view
from kaluga_site.render.fingerprints import digest
from kaluga_site.render.language import N_, language_of, say, speaking
from kaluga_site.render.onward import onward
from kaluga_site.render.plan import Plan, article_of, owner_of_article, plan_site
from kaluga_site.render.planned import PlannedPage
from kaluga_site.render.search import (
    PublishedWords,
    RewrittenWords,
    SegmentArticles,
    SegmentWords,
    articles_page,
    rewritten_page,
    words_page,
)
from kaluga_site.render.series_pages import SeriesPage, series_csv, series_json, series_view
from kaluga_site.render.showing import ArticleLinks, Showing
from kaluga_site.render.site import Site
from kaluga_site.render.tables import Cell, cell_in_one
from kaluga_site.render.theme import TemplateProblem, Theme
from kaluga_site.render.views import Link
from kaluga_site.render.words import counted

__all__ = [
    "MONTHLY",
    "N_",
    "TABLES",
    "ArticleData",
    "ArticleLinks",
    "Cell",
    "FiguresPage",
    "Link",
    "Onward",
    "Plan",
    "PlannedPage",
    "PublishedWords",
    "RewrittenWords",
    "SegmentArticles",
    "SegmentWords",
    "SeriesPage",
    "Showing",
    "Site",
    "Statement",
    "Table",
    "TemplateProblem",
    "Theme",
    "article_forms",
    "article_of",
    "article_pieces",
    "article_rows",
    "article_view",
    "articles_page",
    "cell_in_one",
    "check_plan",
    "counted",
    "data_addresses",
    "data_page",
    "digest",
    "figures_view",
    "language_of",
    "onward",
    "owner_of_article",
    "parted_data",
    "people_rows",
    "plan_site",
    "rewritten_page",
    "say",
    "series_csv",
    "series_json",
    "series_view",
    "speaking",
    "words_page",
]
