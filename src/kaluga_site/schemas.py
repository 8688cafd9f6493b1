"""JSON Schemas (draft 7) of what an archivist writes, by which an editor completes, explains and checks it.

They tell shapes, keys and the spelling of single values. What takes the text of an article or another file to know
(a quote, an id) they leave to `check`. A value is taken however YAML can write it: `issue: 12` is a text.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kaluga_site.load.dates import DATE_FORMS
from kaluga_site.model.keys import AUTHORITIES, FRONT_MATTER, SETTINGS, SYNONYMS, Form, Key

FOLDER = "schemas"
"""Where in an archive they stand."""

Schema = Mapping[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean"]
_TEXT = {"type": _SCALAR, "minLength": 1}
_WEB_ADDRESS = {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*$"}
_FLAG = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}]}
_REASON = {
    "type": ["string", "number"],
    "minLength": 1,
    "not": {"type": "string", "pattern": _FLAG["anyOf"][1]["pattern"]},
}
_NUMBER = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}
_ID = {"type": ["string", "integer", "boolean"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_NOTHING = {"type": "null"}


def _patterns(forms: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Yield patterns as JavaScript has them, which numbers what Python names."""
    for form in forms:
        pattern = re.sub(r"\?P<\w+>", "", form.pattern)
        yield f"^(?:{pattern})$"


_DATE = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        *({"type": "string", "pattern": pattern} for pattern in _patterns(DATE_FORMS)),
    ]
}
_FORMS: Mapping[Form, Schema] = {
    Form.ID: _ID,
    Form.IDS: _ID,
    Form.DATE: _DATE,
    Form.FLAG: _FLAG,
    Form.REASON: _REASON,
    Form.NUMBER: _NUMBER,
    Form.WEB_ADDRESS: _WEB_ADDRESS,
}


def schemas() -> dict[str, Schema]:
    """Return every schema by the name of its file."""
    found: dict[str, Schema] = {
        "front-matter": _root("Front matter of an article", _mapping(FRONT_MATTER)),
        "site": _root("site.yaml: settings of an archive", _mapping(SETTINGS)),
    }
    for name, keys in AUTHORITIES.items():
        entries = {"type": "array", "items": _mapping(keys)}
        found[name] = _root(f"authorities/{name}.yaml: entries with their names", entries)
    group = {"type": "array", "items": _TEXT, "minItems": 2, "uniqueItems": True}
    found["synonyms"] = _root(f"authorities/synonyms.yaml. {SYNONYMS}", {"type": "array", "items": group})
    return {file_name(name): schema for name, schema in found.items()}


def file_name(name: str) -> str:
    """Return the name of a schema's file."""
    return f"{name}.schema.json"


def schema_files() -> dict[str, bytes]:
    """Return the files of all schemas, by their paths from the archive's folder."""
    return {
        f"{FOLDER}/{name}": f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
        for name, schema in schemas().items()
    }


def schema_line(name: str, path: str) -> str:
    """Return the comment by which yaml-language-server finds a schema for the file at a path of the archive."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{file_name(name)}\n"


def _root(title: str, schema: Schema) -> Schema:
    """Return the schema of a file, which may be empty."""
    return {"$schema": _DRAFT, "title": title, "anyOf": [schema, _NOTHING]}


def _mapping(keys: Iterable[Key], either: Iterable[str] = ()) -> Schema:
    keys = tuple(keys)
    required = [key.name for key in keys if key.required]
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _property(key) for key in keys},
    }
    if required:
        found["required"] = required
    if either:
        found["anyOf"] = [{"required": [name], "properties": {name: _TEXT}} for name in either]
    return found


def _property(key: Key) -> Schema:
    """Return the schema of a key's value; one that must be there may not be empty."""
    value = _value(key)
    found: dict[str, Any] = {"description": key.about}
    return {**found, **value} if key.required else {**found, "anyOf": [value, _NOTHING]}


def _value(key: Key) -> Schema:
    if key.form is Form.PARTS:
        mapping = _mapping(key.parts, key.either)
        one = {"anyOf": [_TEXT, mapping]} if key.takes_text else mapping
        return _one_or_more(one)
    return _one_or_more(_text(key)) if key.form in {Form.TEXTS, Form.IDS} else _text(key)


def _one_or_more(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _text(key: Key) -> Schema:
    return {"enum": list(key.choices)} if key.choices else _FORMS.get(key.form, _TEXT)
