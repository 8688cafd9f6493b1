"""Rewrite front matter and authority files in place: what is not changed keeps its bytes."""

from kaluga_site.editing.changes import put, remove_from, replace_in, review
from kaluga_site.editing.entries import append_entries, remove_entry, rewrite_entry
from kaluga_site.editing.files import Opened, Refused, open_file, write_all, write_atomically
from kaluga_site.editing.front_matter import drop_remarks, remarks_of, rewrite_front_matter
from kaluga_site.editing.rewriting import HOW_TO_GET, Change, is_installed

__all__ = [
    "HOW_TO_GET",
    "Change",
    "Opened",
    "Refused",
    "append_entries",
    "drop_remarks",
    "is_installed",
    "open_file",
    "put",
    "remarks_of",
    "remove_entry",
    "remove_from",
    "replace_in",
    "review",
    "rewrite_entry",
    "rewrite_front_matter",
    "write_all",
    "write_atomically",
]
