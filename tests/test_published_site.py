"""Every link works, every page is valid HTML: judged by the field's own tools."""

import os
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET

import pytest

from conftest import ROOT, tool

GOLDEN = ROOT / "tests/golden/site"


@pytest.fixture(params=["own", "own in both languages", "golden"])
def site(request):
    fixtures = {"own": "own_site", "own in both languages": "own_site_in_both_languages"}
    return GOLDEN if request.param == "golden" else request.getfixturevalue(fixtures[request.param])


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
    # vnu takes no file for 'self'; that browsers do is seen in tests/browser.
    own_files = "Resource violates Content Security Policy.* “[^“:]+” blocked by .*"
    command = [java, "-jar", jar, "--skip-non-html", "--filterpattern", own_files, site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_style_sheet_is_valid_css():
    java, jar = tool(shutil.which("java"), "java"), tool(os.environ.get("VNU_JAR"), "vnu (set VNU_JAR)")
    command = [java, "-jar", jar, "--css", ROOT / "static/style.css"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""


ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("feed", ["bai-viet/index", "nhan-vat/*", "chu-de/*", "to-chuc/*", "dia-danh/*", "nguon/*"])
def test_feeds_keep_to_rfc_4287(site, feed):
    files = list(site.glob(f"{feed}.xml"))
    assert files
    for file in files:
        check_feed(ET.parse(file).getroot())


def check_feed(feed):
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert all(uri.startswith(("https://", "urn:uuid:")) for uri in ids)
    assert feed.find(f"{ATOM}updated").text == max(entry.text for entry in feed.iterfind(f"{ATOM}entry/{ATOM}updated"))


def test_the_sitemap_lists_the_pages():
    def locations(address):
        return [element.text for element in ET.parse(GOLDEN / address).iter() if element.tag.endswith("}loc")]

    parts = [url.removeprefix("https://example.org/kho/") for url in locations("sitemap.xml")]
    urls = [url for part in parts for url in locations(part)]
    assert len(urls) == len(set(urls))
    listed = {url.removeprefix("https://example.org/kho/") for url in urls}
    pages = {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.html")}
    moved = {"404.html", "bai-viet/2024/ten-cu.html"}
    assert {f"{url}index.html" if url.endswith("/") or not url else url for url in listed} == pages - moved


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
