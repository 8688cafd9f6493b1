"""What one build leaves for the next, so that it need not read, render and write everything again."""

from kaluga_site.state.code import code_digest, surroundings
from kaluga_site.state.store import (
    FOLDER,
    UNREAD,
    ArticleState,
    Locked,
    PageState,
    Reading,
    Snapshot,
    SourceStamp,
    Store,
    look_around,
    look_at,
    size_of,
    stamp_of,
)

__all__ = [
    "FOLDER",
    "UNREAD",
    "ArticleState",
    "Locked",
    "PageState",
    "Reading",
    "Snapshot",
    "SourceStamp",
    "Store",
    "code_digest",
    "look_around",
    "look_at",
    "size_of",
    "stamp_of",
    "surroundings",
]
