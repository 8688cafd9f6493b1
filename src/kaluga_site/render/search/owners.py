"""What asks for the files of the search index."""

OWNER = "search"
"""Asks for the root and the names."""

OF_SEGMENT = f"{OWNER}: "


def owner_of_segment(key: str) -> str:
    """Return what asks for the files of a segment."""
    return f"{OF_SEGMENT}{key}"
