"""What the core brings along: no package, licence or version but those that are written down."""

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT

CLASSIFIERS = {
    "ISC License (ISCL)": "ISC",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
}
PINNED = re.compile(r"(\S+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def needed_by(name):
    """Yield what a package needs here, its extras aside."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


@pytest.fixture(scope="module")
def closure():
    """All that installing the core brings: package → what is asked of it."""
    found, waiting = {}, ["kaluga-site"]
    while waiting:
        for requirement in needed_by(waiting.pop()):
            name = canonicalize_name(requirement.name)
            if name not in found:
                waiting.append(name)
            found.setdefault(name, []).append(requirement.specifier)
    return found


def licence_of(name):
    """Return the licence as the package's own metadata has it."""
    told = distribution(name).metadata
    declared = told["License-Expression"] or told["License"]
    names = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    return declared or next(CLASSIFIERS[one] for one in names)


def test_every_package_stands_in_the_document_with_its_licence(closure):
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE))
    del rows["package"]
    assert rows == {name: licence_of(name) for name in closure}
    assert len(rows) <= 14


def test_what_takes_part_in_building_the_package_stands_there_too():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    table = text.partition("| package of the build |")[2].partition("\n\n")[0]
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE))
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    names = {Requirement(one).name for one in build} - {"hatchling"}
    assert rows == {name: licence_of(name) for name in names}


def test_the_constraints_name_them_all_and_no_address(closure):
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {name: version for name, version, _ in PINNED.findall(text)}
    assert PINNED.sub("", text) == ""  # nothing else stands there
    assert pinned.keys() == closure.keys()
    for name, asked in closure.items():
        assert all(pinned[name] in specifier for specifier in asked), name
