"""What the rules read in single files, for programs and for people; no archive is needed."""

from kaluga_site.extraction.file import find_files, read_file
from kaluga_site.extraction.for_people import as_text
from kaluga_site.extraction.for_programs import as_json

__all__ = ["as_json", "as_text", "find_files", "read_file"]
