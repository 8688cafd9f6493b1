"""Every link works, every page is valid HTML: judged by the field's own tools."""

import os
import shutil
import subprocess
import sys
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


def test_an_installed_wheel_builds_a_site_without_the_checkout(tmp_path, make_archive):
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    shutil.unpack_archive(wheel, installed, "zip")
    archive = make_archive({"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."})
    script = "import kaluga_site.cli as cli; print(cli.__file__); cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "build", archive, "--quiet"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(installed))
    built = (archive / "_site/static/style.css").read_bytes(), (archive / "_site/index.html").is_file()
    assert built == ((ROOT / "static/style.css").read_bytes(), True)
