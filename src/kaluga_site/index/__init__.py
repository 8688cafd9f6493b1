"""Records become an archive: everything joined by id, nothing copied."""

from kaluga_site.index.archive import build_archive
from kaluga_site.index.heads import head_of

__all__ = ["build_archive", "head_of"]
