"""Records become an archive: everything joined by id, nothing copied."""

from kaluga_site.index.archive import build_archive

__all__ = ["build_archive"]
