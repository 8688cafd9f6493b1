"""Raw text, copied from wherever it stood, becomes article files: nothing is lost, and nothing written twice."""

from kaluga_site.importing.blank import write_blank
from kaluga_site.importing.decoding import MissingExtraError
from kaluga_site.importing.files import find_files
from kaluga_site.importing.importer import Importer, Options, Outcome, Status
from kaluga_site.importing.newcomers import append, yaml_of
from kaluga_site.importing.report import as_json, as_text, tally

__all__ = [
    "Importer",
    "MissingExtraError",
    "Options",
    "Outcome",
    "Status",
    "append",
    "as_json",
    "as_text",
    "find_files",
    "tally",
    "write_blank",
    "yaml_of",
]
