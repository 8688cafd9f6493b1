"""The records that templates get: each of them one."""

from kaluga_site.render.article_views import ArticleView
from kaluga_site.render.entity_views import EntitiesView, EntityView, HomonymsView
from kaluga_site.render.figure_views import FiguresListView, FiguresView, SeriesView
from kaluga_site.render.timeline_views import MonthView, TimelineView
from kaluga_site.render.views import (
    ArticlesView,
    FeedView,
    HomeView,
    NotFoundView,
    RedirectView,
    SearchView,
    SitemapIndexView,
    SitemapView,
)

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
    | FiguresListView
    | FiguresView
    | SeriesView
)
