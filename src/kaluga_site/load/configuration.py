"""Read all that an archivist has written besides the articles."""

from pathlib import Path

from kaluga_site.load.authorities import load_authorities
from kaluga_site.load.settings import load_settings
from kaluga_site.load.yaml_nodes import check_installation
from kaluga_site.model.configuration import Configuration


def load_configuration(archive: Path) -> Configuration:
    """Return the settings and the authority files of an archive, and their problems."""
    settings, problems = load_settings(archive)
    authorities, found = load_authorities(archive)
    return Configuration.of(settings, authorities, (*problems, *found, *check_installation()))
