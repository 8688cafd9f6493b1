"""Every link works, every page is valid HTML: judged by the field's own tools."""

import os
import shutil
import subprocess
import sysconfig

import pytest

from conftest import ROOT, tool


@pytest.mark.parametrize("fixture", ["own_site", "own_site_in_both_languages"])
def test_every_link_and_fragment_works(request, fixture):
    lychee = tool(shutil.which("lychee", path=sysconfig.get_path("scripts")), "lychee")
    done = subprocess.run(
        [lychee, "--offline", "--include-fragments", "--no-progress", request.getfixturevalue(fixture)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert " 0 Errors" in done.stdout


def test_every_page_is_valid_html(site):
    java, jar = tool(shutil.which("java"), "java"), tool(os.environ.get("VNU_JAR"), "vnu (set VNU_JAR)")
    # vnu takes no file for 'self', and a block of data for a script; that browsers do not is seen in tests/browser.
    own_files = "Resource violates Content Security Policy.* “[^“:]+” blocked by .*"
    data = "Inline script violates Content Security Policy.*"
    command = [java, "-jar", jar, "--skip-non-html", "--filterpattern", f"{own_files}|{data}", site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_style_sheet_is_valid_css():
    java, jar = tool(shutil.which("java"), "java"), tool(os.environ.get("VNU_JAR"), "vnu (set VNU_JAR)")
    command = [java, "-jar", jar, "--css", ROOT / "static/style.css"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
