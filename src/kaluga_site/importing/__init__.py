"""Raw text, copied from wherever it stood, becomes article files: nothing is lost, and nothing written twice."""

from kaluga_site.importing.blank import write_blank
from kaluga_site.importing.decoding import MissingExtraError
from kaluga_site.importing.duplicates import Pair, find_pairs, raw_words
from kaluga_site.importing.files import find_files, passed_over
from kaluga_site.importing.importer import Importer, Options, Outcome, Status
from kaluga_site.importing.newcomers import Newcomer, Newcomers, append, yaml_of
from kaluga_site.importing.report import as_json, as_text, tally
from kaluga_site.importing.writing import article_text, subjects, tells_origin

__all__ = [
    "Importer",
    "MissingExtraError",
    "Newcomer",
    "Newcomers",
    "Options",
    "Outcome",
    "Pair",
    "Status",
    "append",
    "article_text",
    "as_json",
    "as_text",
    "find_files",
    "find_pairs",
    "passed_over",
    "raw_words",
    "subjects",
    "tally",
    "tells_origin",
    "write_blank",
    "yaml_of",
]
