"""What asks for the files of the search index."""

OWNER = "search"
"""Asks for the root and the names."""

_OF_ARTICLE = f"{OWNER} "
OF_SEGMENT = f"{OWNER}: "


def owner_of_article(path: str) -> str:
    """Return what asks for the file with the words of an article."""
    return f"{_OF_ARTICLE}{path}"


def owner_of_segment(key: str) -> str:
    """Return what asks for the files of a segment."""
    return f"{OF_SEGMENT}{key}"


def is_of_article(owner: str) -> bool:
    """Return whether what asks for files asks for those of an article."""
    return owner.startswith(_OF_ARTICLE)
