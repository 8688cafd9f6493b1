"""What waits for an archivist's eye, and how a decision is written down."""

from kaluga_site.reviewing.candidates import Unknown, unknown_names
from kaluga_site.reviewing.comparison import Where, compare
from kaluga_site.reviewing.decisions import Decision, decide, name_as_new, name_as_variant
from kaluga_site.reviewing.desk import Desk, Field, FigureRow, Row, Words, read_desk
from kaluga_site.reviewing.survey import Survey, Waiting

__all__ = [
    "Decision",
    "Desk",
    "Field",
    "FigureRow",
    "Row",
    "Survey",
    "Unknown",
    "Waiting",
    "Where",
    "Words",
    "compare",
    "decide",
    "name_as_new",
    "name_as_variant",
    "read_desk",
    "unknown_names",
]
