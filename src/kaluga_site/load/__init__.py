"""Files become records: settings, authority files and articles."""

from kaluga_site.load.article import Reading, complete_article, people_named, read_body, title_in
from kaluga_site.load.article_file import ArticleFile, parse_article_file, read_article_file
from kaluga_site.load.authorities import load_authorities
from kaluga_site.load.declared import Declared
from kaluga_site.load.dependence import ChangedEntries, references_of, trace_entries
from kaluga_site.load.fields import nearest
from kaluga_site.load.files import check_installation, check_photos, decode_content, find_article_files, read_content
from kaluga_site.load.settings import load_settings
from kaluga_site.load.terms import terms_named
from kaluga_site.load.yaml_nodes import read_yaml, yaml_loader

__all__ = [
    "ArticleFile",
    "ChangedEntries",
    "Declared",
    "Reading",
    "check_installation",
    "check_photos",
    "complete_article",
    "decode_content",
    "find_article_files",
    "load_authorities",
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
