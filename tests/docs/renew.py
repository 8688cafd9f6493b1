"""Renew what the documents have from the code: python tests/docs/renew.py (make docs).

In a document it stands between <!-- made: NAME --> and <!-- end -->.
"""

import re
import typing
from pathlib import Path

from kaluga_site.model.catalogue import CATALOGUE
from kaluga_site.model.keys import AUTHORITIES, FRONT_MATTER, SETTINGS, SYNONYMS, Form
from kaluga_site.model.resources import built_in
from kaluga_site.render.view import View

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"(?<=<!-- made: )(?P<name>[a-z-]+)(?P<mark> -->\n).*?(?=<!-- end -->)", re.DOTALL)


def holds(key):
    """Return in words what a key's value is."""
    words = {
        Form.TEXTS: "list of texts",
        Form.IDS: "list of ids",
        Form.PARTS: "list of texts or mappings" if key.takes_text else "list of mappings",
    }
    found = words.get(key.form, key.form.value)
    choices = " or ".join(f"`{choice}`" for choice in key.choices)
    return f"{found}: {choices}" if 0 < len(key.choices) < 4 else found


def cell(text):
    return text.replace("|", "\\|")


def table(keys, what="field"):
    rows = [f"| {what} | holds | meaning | example |", "|---|---|---|---|"]
    for key in keys:
        name = f"`{key.name}`" + (" (needed)" if key.required else "")
        example = f"`{cell(key.example)}`" if key.example else ""
        rows.append(f"| {name} | {holds(key)} | {cell(key.about)} | {example} |")
    return "\n".join(rows)


def front_matter():
    yield table(FRONT_MATTER)
    for key in FRONT_MATTER:
        if key.parts:
            either = f"\n\nOne of {' and '.join(f'`{name}`' for name in key.either)} is needed." if key.either else ""
            yield f"### Each of `{key.name}`\n\n{table(key.parts)}{either}"
        elif len(key.choices) > 3:
            yield f"### `{key.name}`\n\nCan name: {', '.join(f'`{choice}`' for choice in key.choices)}."


def authorities():
    common = set.intersection(*({key.name for key in keys} for keys in AUTHORITIES.values()))
    yield table([key for key in AUTHORITIES["organisations"] if key.name in common], "key")
    for name, keys in AUTHORITIES.items():
        if own := [key for key in keys if key.name not in common]:
            yield f"### Also in `{name}.yaml`\n\n{table(own, 'key')}"
    yield f"### `synonyms.yaml`\n\n{SYNONYMS}"


def templates():
    """Yield a table of the templates, what they are for, and the file of the record that each gets."""
    rows = ["| template | its view |", "|---|---|"]
    for view in typing.get_args(View):
        about = " ".join((view.__doc__ or "").split())
        (name,) = re.findall(r"^[\w/]+\.(?:html|xml|txt)", about)
        assert (built_in("templates") / name).is_file(), name
        rest = about.removeprefix(name).strip(" .:,;")
        place = f"[`{view.__name__}`](../src/{view.__module__.replace('.', '/')}.py)"
        rows.append(f"| `{name}` | {place}{_joint(rest)}{cell(rest)} |")
    yield "\n".join(rows)


def _joint(rest):
    return " " if rest.startswith("(") else ": " if rest else ""


def problems():
    for kind in CATALOGUE.values():
        words = (plain(part) for part in (kind.message, kind.hint, kind.explanation))
        message, hint, explanation = words
        yield f"## {kind.code}\n\n{kind.severity.capitalize()}. {message} {hint}\n\n{explanation}"


def plain(text):
    """Return a text in which nothing is markup."""
    return re.sub(r"([*_<>\[\]`|])", r"\\\1", text)


MADE = {
    "front-matter": front_matter,
    "site": lambda: [table(SETTINGS, "setting")],
    "authorities": authorities,
    "templates": templates,
    "problems": problems,
}


def renewed(text):
    """Return a document in which all that is made from the code is new."""

    def block(match):
        return f"{match['name']}{match['mark']}\n" + "\n\n".join(MADE[match["name"]]()) + "\n\n"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    for file in DOCS.glob("*.md"):
        file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")
