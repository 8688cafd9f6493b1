"""Split a Markdown article into its front matter and its body, keeping line numbers."""

import re

import frontmatter
from frontmatter.default_handlers import BaseHandler
from msgspec import Struct

from kaluga_site.load.fields import mapping_of
from kaluga_site.load.yaml_nodes import Entries, Node, read_yaml
from kaluga_site.model.problems import Problems

_LONGEST = 100_000
"""So many characters hold a thousand figures and people."""

_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


class SplitArticle(Struct, frozen=True, kw_only=True):
    """The two parts of a Markdown article; without front matter, `entries` is empty."""

    entries: Entries
    body: str
    body_line: int
    """The line of the file on which the body begins."""


class _NodeHandler(BaseHandler):
    """Hands python-frontmatter YAML nodes with lines instead of values; one handler reads one file."""

    FM_BOUNDARY = _BOUNDARY
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, problems: Problems, first_line: int) -> None:
        super().__init__()
        self.problems = problems
        self.first_line = first_line
        self.body_line = first_line

    def split(self, text: str) -> tuple[str, str]:
        """Return front matter and body; raise ValueError, as asked for, where there is no front matter."""
        opening = _BOUNDARY.match(text)
        closing = _BOUNDARY.search(text, opening.end()) if opening else None
        if opening is None or closing is None:
            if opening is not None:
                self.problems.add("unclosed-front-matter", self.first_line)
            raise ValueError
        body = text[closing.end() :]
        space = len(body) - len(body.lstrip())
        self.body_line = self.first_line + text.count("\n", 0, closing.end() + space)
        return text[opening.end() : closing.start()], body

    def load(self, fm: str) -> dict[str, Node | None]:
        """Return the root node under the key "root"; what is too long is not read."""
        if len(fm) > _LONGEST:
            self.problems.add("front-matter-too-long", self.first_line, length=len(fm), limit=_LONGEST)
            return {"root": None}
        return {"root": read_yaml(fm, self.problems, self.first_line)}


def split_article(text: str, problems: Problems) -> SplitArticle:
    """Return the parts of a cleaned Markdown article, noting front matter that cannot be read."""
    first_line = 1 + text.count("\n", 0, len(text) - len(text.lstrip()))
    handler = _NodeHandler(problems, first_line)
    metadata, body = frontmatter.parse(text, handler=handler)
    root = metadata.get("root")
    entries = None if root is None else mapping_of(root, "front matter", problems, "title: …")  # type: ignore[arg-type]
    empty = Entries(nodes={}, key_lines={}, line=first_line, column=1)
    return SplitArticle(entries=entries or empty, body=body, body_line=handler.body_line)
