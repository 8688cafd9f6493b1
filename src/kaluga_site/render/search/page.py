"""The page on which readers search."""

from kaluga_site.render import addresses
from kaluga_site.render.language import say
from kaluga_site.render.showing import Showing
from kaluga_site.render.views import SearchView


def search_view(showing: Showing) -> SearchView:
    """Return what the search page shows: without scripts, the ways in."""
    return SearchView(
        page=showing.site.frame(addresses.SEARCH, say("Tìm kiếm")),
        ways=showing.site.sections,
    )
