"""Read `site.yaml`."""

import zoneinfo
from pathlib import Path

from kaluga_site.load.fields import Fields, mapping_of
from kaluga_site.load.files import LARGEST_LIST, read_text
from kaluga_site.load.yaml_nodes import Node, read_yaml
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.problems import Problem, Problems
from kaluga_site.model.resources import leads_out
from kaluga_site.model.settings import LANGUAGES, Settings, is_contact, is_email

_NAME = "site.yaml"
_CLOSABLE = (Vocabulary.TOPICS, Vocabulary.SOURCES)


def load_settings(archive: Path) -> tuple[Settings, list[Problem]]:
    """Return the settings of an archive (the defaults where it has no `site.yaml`) and their problems."""
    problems = Problems(_NAME)
    found = problems.found
    if (archive / "site.yml").exists():
        found.append(Problem.of("unused-file", "site.yml", suggestion=f"Rename it to {_NAME}."))
    root = read_root(archive, problems)
    entries = None if root is None else mapping_of(root, _NAME, problems, "title: …")
    if entries is None:
        return Settings(), found
    fields, default = Fields(entries, problems), Settings()
    settings = Settings(
        title=fields.text("title") or default.title,
        description=fields.text("description"),
        base_url=fields.base_url("base_url"),
        contact=_read_contact(fields),
        oai_admin=_read_oai_admin(fields),
        oai_gateway=fields.base_url("oai_gateway"),
        time_zone=_read_time_zone(fields) or default.time_zone,
        closed=tuple(vocabulary for vocabulary in _CLOSABLE if _is_closed(fields, vocabulary)),
        languages=_read_languages(fields) or default.languages,
    )
    fields.refuse_unknown()
    return settings, found


def read_root(archive: Path, problems: Problems) -> Node | None:
    """Return the root node of the YAML file that `problems` names; None where it is missing, empty or unreadable."""
    file = archive / problems.path
    if leads_out(file, archive):
        problems.add("unreadable-file", reason="it is a link out of the archive")
        return None
    text = read_text(file, problems, may_be_missing=True, limit=LARGEST_LIST)
    return None if text is None else read_yaml(text, problems)


def _read_contact(fields: Fields) -> str | None:
    contact = fields.text("contact")
    if contact is None or is_contact(contact):
        return contact
    suggestion = "Write an e-mail address or one that begins with https://."
    fields.problems.add("unknown-setting", fields.line("contact"), value=contact, what="contact", suggestion=suggestion)
    return None


def _read_oai_admin(fields: Fields) -> str | None:
    admin = fields.text("oai_admin")
    if admin is None or is_email(admin):
        return admin
    suggestion = "Write an e-mail address: the protocol asks for one."
    fields.problems.add("unknown-setting", fields.line("oai_admin"), value=admin, what="address", suggestion=suggestion)
    return None


def _read_languages(fields: Fields) -> tuple[str, ...]:
    """Read the languages of the interface, of one in `language` or of several in `languages`."""
    one = fields.located_text("language")
    given = fields.texts("languages")
    if one and given:
        suggestion = "Keep either `language` or `languages`."
        fields.problems.add(
            "unknown-setting", one.line, value=one.value, what="language beside `languages`", suggestion=suggestion
        )
    found = given or ((one,) if one else ())
    for language in found:
        if language.value not in LANGUAGES:
            suggestion = f"Write {' or '.join(LANGUAGES)}, or both in `languages`."
            fields.problems.add(
                "unknown-setting", language.line, value=language.value, what="language", suggestion=suggestion
            )
    if len({language.value for language in found}) < len(found):
        suggestion = f"Write {' and '.join(LANGUAGES)}, each once."
        last = found[-1]
        fields.problems.add(
            "unknown-setting", last.line, value=last.value, what="other language", suggestion=suggestion
        )
    return tuple(dict.fromkeys(language.value for language in found if language.value in LANGUAGES))


def _read_time_zone(fields: Fields) -> str | None:
    name = fields.text("time_zone")
    if name is None or _is_time_zone(name):
        return name
    suggestion = f"Write an IANA name, such as {Settings().time_zone}."
    fields.problems.add(
        "unknown-setting", fields.line("time_zone"), value=name, what="time zone", suggestion=suggestion
    )
    return None


def _is_time_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_closed(fields: Fields, vocabulary: Vocabulary) -> bool:
    value = fields.text(vocabulary)
    if value not in {None, "open", "closed"}:
        fields.problems.add(
            "unknown-setting",
            fields.line(vocabulary),
            value=value,
            what="kind of vocabulary",
            suggestion="Write open (any name will do) or closed (only entries of the authority file).",
        )
    return value == "closed"
