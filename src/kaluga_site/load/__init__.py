"""Files become records: settings, authority files and articles.

Most builds read an article or two, and children of theirs do that: what reading takes is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from kaluga_site.load.dependence import ChangedEntries, references_of, trace_entries
from kaluga_site.load.files import check_photos, decode_content, find_article_files, read_content

if TYPE_CHECKING:
    from kaluga_site.load.article import Reading, complete_article, people_named, read_body, title_in
    from kaluga_site.load.article_file import ArticleFile, parse_article_file, read_article_file
    from kaluga_site.load.authorities import load_authorities
    from kaluga_site.load.configuration import load_configuration
    from kaluga_site.load.declared import Declared
    from kaluga_site.load.fields import nearest
    from kaluga_site.load.settings import load_settings
    from kaluga_site.load.terms import terms_named
    from kaluga_site.load.yaml_nodes import read_yaml, yaml_loader

__all__ = [
    "ArticleFile",
    "ChangedEntries",
    "Declared",
    "Reading",
    "check_photos",
    "complete_article",
    "decode_content",
    "find_article_files",
    "load_authorities",
    "load_configuration",
    "load_settings",
    "nearest",
    "parse_article_file",
    "people_named",
    "read_article_file",
    "read_body",
    "read_content",
    "read_yaml",
    "references_of",
    "terms_named",
    "title_in",
    "trace_entries",
    "yaml_loader",
]

_LATER = {
    "article": ("Reading", "complete_article", "people_named", "read_body", "title_in"),
    "article_file": ("ArticleFile", "parse_article_file", "read_article_file"),
    "authorities": ("load_authorities",),
    "declared": ("Declared",),
    "fields": ("nearest",),
    "configuration": ("load_configuration",),
    "settings": ("load_settings",),
    "terms": ("terms_named",),
    "yaml_nodes": ("read_yaml", "yaml_loader"),
}
_MODULES = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> object:
    """Import what is asked for. Source: PEP 562."""
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found
