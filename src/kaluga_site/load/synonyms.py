"""Read the groups of words for which search finds the same."""

from pathlib import Path

from kaluga_site.load.settings import read_root
from kaluga_site.load.yaml_nodes import Items, Node, Scalar
from kaluga_site.model.problems import Problem, Problems

_NAME = "authorities/synonyms.yaml"
_EXAMPLE = "- [UBND, Ủy ban nhân dân]"

Group = tuple[str, ...]


def load_synonyms(archive: Path) -> tuple[tuple[Group, ...], list[Problem]]:
    """Return the groups of `authorities/synonyms.yaml` and their problems; a missing file has none."""
    problems = Problems(_NAME)
    root = read_root(archive, problems)
    if root is None:
        return (), problems.found
    groups = [_read_group(node, problems) for node in root.nodes] if isinstance(root, Items) else []
    if not isinstance(root, Items):
        problems.add("wrong-type", root.line, key=_NAME, wanted="a list", given="one value", example=_EXAMPLE)
    return tuple(group for group in groups if group is not None), problems.found


def _read_group(node: Node, problems: Problems) -> Group | None:
    """Read a group; None where it is no list of at least two different texts."""
    words = [one for one in node.nodes if isinstance(one, Scalar)] if isinstance(node, Items) else []
    if not isinstance(node, Items) or len(words) < len(node.nodes):
        given = "one value" if isinstance(node, Scalar) else "something else"
        problems.add("wrong-type", node.line, key="a group", wanted="a list of texts", given=given, example=_EXAMPLE)
        return None
    group = tuple(dict.fromkeys(" ".join(one.text.split()) for one in words if not one.empty))
    if len(group) < 2:
        problems.add("lone-synonym", node.line, words=", ".join(group))
        return None
    return group
