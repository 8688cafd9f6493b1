"""docs/design.md says what the style sheet does, and the colours stand out as it says."""

import re

import pytest

from conftest import ROOT

SHEET = (ROOT / "static/style.css").read_text(encoding="utf-8")
DOCUMENT = (ROOT / "docs/design.md").read_text(encoding="utf-8")
COLOURS = {
    name: dict(zip(("light", "dark"), pair, strict=True))
    for name, *pair in re.findall(r"(--[a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", SHEET)
}
ROWS = {
    cells[0]: cells[1:]
    for cells in (
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in DOCUMENT.splitlines()
        if "|" in line
    )
}


def luminance(colour):
    """Return the relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_the_style_sheet_is_a_named_one_and_documented():
    assert {name: list(pair.values()) for name, pair in COLOURS.items()} == {name: ROWS[name][:2] for name in COLOURS}
    printed = SHEET[SHEET.index("@media print") :]
    screen = SHEET.removesuffix(printed)
    assert re.findall(r"#[0-9a-f]{3,8}\b", screen) == [value for pair in COLOURS.values() for value in pair.values()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground", "least"),
    [
        ("--ink", "--paper", 7),
        ("--quiet", "--paper", 4.5),
        ("--accent", "--paper", 4.5),
        ("--ink", "--mark", 4.5),
        ("--quiet", "--mark", 4.5),
        ("--accent", "--mark", 4.5),
    ],
)
def test_colours_stand_out(name, ground, least, scheme):
    assert contrast(COLOURS[name][scheme], COLOURS[ground][scheme]) >= least


@pytest.mark.parametrize("name", ["--ink", "--quiet", "--accent"])
def test_the_document_tells_the_contrasts(name):
    measured = [f"{contrast(COLOURS[name][scheme], COLOURS['--paper'][scheme]):.1f}" for scheme in ("light", "dark")]
    assert ROWS[name][3:] == measured


def test_the_document_tells_the_sizes():
    found = [re.findall(r"(--size-[a-z0-9]+): ([.\d]+)rem", part) for part in SHEET.split("@media", 2)[:2]]
    phone, wide = ({name: f"{float(size) * 16:g} px" for name, size in sizes} for sizes in found)
    assert {name: ROWS[name][:2] for name in phone} == {
        name: [phone[name], wide.get(name, phone[name])] for name in phone
    }
    assert min(float(size) for size in re.findall(r"(?:font-size:|font:) *([.\d]+)rem", SHEET)) * 16 >= 14


def test_the_pages_tell_browsers_the_colour_of_the_paper():
    base = (ROOT / "templates/base.html").read_text(encoding="utf-8")
    told = dict(re.findall(r'"theme-color" media="\(prefers-color-scheme: (\w+)\)" content="(#\w+)"', base))
    assert told == COLOURS["--paper"]
