"""The records that templates get: each of them one."""

from kaluga_site.render.article_views import ArticleView
from kaluga_site.render.data_views import DataView
from kaluga_site.render.entity_views import EntitiesView, EntityView, HomonymsView
from kaluga_site.render.figure_views import FiguresListView, FiguresView, SeriesView
from kaluga_site.render.program_views import (
    FeedView,
    HarvestView,
    HeadersView,
    RobotsView,
    SitemapIndexView,
    SitemapView,
)
from kaluga_site.render.timeline_views import MonthView, TimelineView
from kaluga_site.render.views import ArticlesView, HomeView, NotFoundView, RedirectView, SearchView

View = (
    HomeView
    | ArticleView
    | ArticlesView
    | TimelineView
    | MonthView
    | EntitiesView
    | EntityView
    | HomonymsView
    | SearchView
    | NotFoundView
    | RedirectView
    | FeedView
    | SitemapView
    | SitemapIndexView
    | HeadersView
    | RobotsView
    | HarvestView
    | FiguresListView
    | FiguresView
    | SeriesView
    | DataView
)
