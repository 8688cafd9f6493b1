"""What axe-core finds on a page of every kind: nothing, and what it cannot decide is decided here."""

import os
from pathlib import Path

import pytest
from kinds import PAGES, REDIRECT

from conftest import tool

VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)]

UNDECIDED = [
    # On a phone the ways in are a strip that is moved sideways, of which axe sees a part. Their colours are those of
    # the ways in that it sees whole.
    ("color-contrast", "elmPartiallyObscured", ".sections a", ("own", "index.html", 390)),
    # A name in a list of names is a link of its own, at the beginning of its line and in no running text.
    ("link-in-text-block", "bgOverlap", ".entities a", ("both", "en/index.html", 390)),
    # A header of the rows below it, which axe seeks in its own row.
    ("th-has-data-cells", None, ".figures:has(th[scope=rowgroup])", ("golden", "so-lieu/kim-ngach.html", 1280)),
]
"""What axe-core leaves to people, and why it is right as it is: rule, reason, elements, and where it is met."""

RUN = """async (decided) => {
  const found = await axe.run();
  const told = (kind, rule, node) => [kind, rule.id, node.target.join(" "), node.failureSummary ?? ""];
  const reasons = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.data?.messageKey ?? null);
  const isDecided = (rule, node) => decided.some(([id, reason, selector]) =>
    id === rule.id && reasons(node).includes(reason) && document.querySelector(node.target[0]).matches(selector));
  return {
    passes: found.passes.length,
    faults: [
      ...found.violations.flatMap((rule) => rule.nodes.map((node) => told("violation", rule, node))),
      ...found.incomplete.flatMap((rule) => rule.nodes
        .filter((node) => !isDecided(rule, node))
        .map((node) => [...told("undecided", rule, node), ...reasons(node)])),
    ],
  };
}"""


@pytest.fixture(scope="session")
def axe():
    """Return the words of axe-core's script."""
    return Path(tool(os.environ.get("AXE_JS"), "axe-core (set AXE_JS to its axe.min.js)")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(chromium, axe):
    context = chromium.new_context()
    context.add_init_script(axe)
    yield context.new_page()
    context.close()


def faults(page):
    """Return what axe-core finds on an opened page in every view."""
    found = []
    for scheme, width in VIEWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        result = page.evaluate(RUN, UNDECIDED)
        assert result["passes"] > 5
        found += [(scheme, width, *fault) for fault in result["faults"]]
    return found


@pytest.mark.parametrize(("site", "name"), PAGES, ids=map("/".join, PAGES))
def test_no_page_keeps_anybody_out(page, sites, site, name):
    page.goto((sites[site] / name).as_uri())
    assert faults(page) == []


def test_nor_does_a_page_that_leads_on(page, sites):
    page.goto("about:blank")
    words = (sites["golden"] / REDIRECT).read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' in words
    page.set_content(words.replace('http-equiv="refresh"', 'name="refresh"'))
    assert faults(page) == []


def test_nor_do_results(page, sites):
    page.goto(f"{(sites['own'] / 'tim-kiem.html').as_uri()}?q=kaluga+triệu")
    page.wait_for_selector("form[data-searched]")
    assert faults(page) == []
    page.goto(f"{(sites['own'] / 'tim-kiem.html').as_uri()}")
    page.locator("#o-tim").press_sequentially("kalu")
    page.wait_for_selector("#goi-y:not([hidden])")
    page.keyboard.press("ArrowDown")
    # What lies over the page axe cannot tell the ground of: it is the paper, and colours on it are tested elsewhere.
    assert [fault for fault in faults(page) if fault[2] == "violation"] == []


@pytest.mark.parametrize(("rule", "reason", "elements", "place"), UNDECIDED)
def test_what_is_decided_here_still_comes_up(page, sites, rule, reason, elements, place):
    """Otherwise an entry would hide a fault that comes later."""
    site, name, width = place
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto((sites[site] / name).as_uri())
    found = page.evaluate(RUN, [])["faults"]
    assert found
    assert page.evaluate(RUN, [(rule, reason, elements)])["faults"] != found
