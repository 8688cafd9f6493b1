"""The search index: small files that the page tim-kiem.html loads one by one, as a query needs them.

Articles are parted in segments by calendar, the words of a segment in shards by dictionary order. Each file is a
script that hands over one text, so that it can be loaded from a folder too; all but the root are named by what they
hold. ARCHITECTURE.md tells the whole.
"""

from kaluga_site.render.search.article import article_words
from kaluga_site.render.search.names import NameFiles
from kaluga_site.render.search.owners import OF_SEGMENT, OWNER, owner_of_segment
from kaluga_site.render.search.page import search_view
from kaluga_site.render.search.postings import RewrittenWords
from kaluga_site.render.search.root import ROOT, root_file
from kaluga_site.render.search.script import packed
from kaluga_site.render.search.segment import (
    PublishedWords,
    SegmentArticles,
    SegmentWords,
    StandingWords,
    articles_page,
    is_of_words,
    rewritten_page,
    words_page,
)
from kaluga_site.render.search.segments import Segment, cut_segments

__all__ = [
    "OF_SEGMENT",
    "OWNER",
    "ROOT",
    "NameFiles",
    "PublishedWords",
    "RewrittenWords",
    "Segment",
    "SegmentArticles",
    "SegmentWords",
    "StandingWords",
    "article_words",
    "articles_page",
    "cut_segments",
    "is_of_words",
    "owner_of_segment",
    "packed",
    "rewritten_page",
    "root_file",
    "search_view",
    "words_page",
]
