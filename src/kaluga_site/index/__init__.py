"""Records become an archive: everything joined by id, nothing copied."""

from kaluga_site.index.archive import EntryIds, Nothing, join
from kaluga_site.index.heads import head_of

__all__ = ["EntryIds", "Nothing", "head_of", "join"]
