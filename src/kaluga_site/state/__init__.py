"""What one build leaves for the next, so that it need not read, render and write everything again."""

from kaluga_site.state.code import code_digest
from kaluga_site.state.store import (
    UNREAD,
    ArticleState,
    PageState,
    Snapshot,
    SourceStamp,
    Store,
    look_at,
    size_of,
    stamp_of,
)

__all__ = [
    "UNREAD",
    "ArticleState",
    "PageState",
    "Snapshot",
    "SourceStamp",
    "Store",
    "code_digest",
    "look_at",
    "size_of",
    "stamp_of",
]
