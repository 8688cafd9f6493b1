"""What tests share: building an archive, and renewing what is kept byte for byte."""

import datetime
import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from kaluga_site import pipeline
from kaluga_site.model.build import Options
from kaluga_site.render.series_pages import CHART_MODULES
from kaluga_site.state.typefaces import SHARED

ROOT = Path(__file__).parents[1]
NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="renew the golden site and the expected problems")


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


@pytest.fixture(scope="session", autouse=True)
def kept_typeface(tmp_path_factory):
    """Let the archives of all tests, and the programs that tests start, make the typeface once together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SHARED, str(tmp_path_factory.mktemp("typefaces")))
        yield


@pytest.fixture
def make_archive(tmp_path):
    """Return a function that makes an archive of the given files ({path: text or bytes})."""

    def make(files):
        archive = tmp_path / "archive"
        for name, content in files.items():
            file = archive / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return archive

    return make


@pytest.fixture
def build():
    """Return a function that builds an archive into its _site and returns the outcome."""

    def run(archive, output=None, **options):
        return pipeline.build(archive, output or archive / "_site", NOW, Options(**options))

    return run


@pytest.fixture(scope="session")
def own_site(tmp_path_factory):
    """The site of the repository's own archive, published at an address."""
    output = tmp_path_factory.mktemp("own") / "_site"
    outcome = pipeline.build(copy_of_own_archive(output.parent), output, NOW)
    assert outcome.published is not None
    return output


@pytest.fixture(scope="session")
def chromium():
    """Chromium as the system has it, driven by Playwright."""
    path = tool(shutil.which("chromium"), "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def charts():
    """The libraries that draw charts: without them a test is skipped, in CI it fails."""
    for name in CHART_MODULES:
        spec = importlib.util.find_spec(name)
        tool(spec and spec.origin, name)


def copy_of_own_archive(folder):
    """Copy what belongs to the repository's own archive, so that a test leaves no state in the checkout."""
    archive = folder / "archive"
    for name in ("articles", "authorities"):
        shutil.copytree(ROOT / name, archive / name)
    shutil.copy(ROOT / "site.yaml", archive)
    return archive


def tree(folder):
    """Return {address: bytes} of all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def tool(found, name):
    """Return the path of a tool that a test needs; without it the test is skipped, in CI it fails."""
    if found is not None and Path(found).exists():
        return str(found)
    message = f"{name} is not installed"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
