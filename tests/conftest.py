"""What tests share: building an archive, and renewing what is kept byte for byte."""

import contextlib
import datetime
import functools
import http.server
import importlib.util
import os
import shutil
import threading
from pathlib import Path

import hypothesis
import pytest
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import sync_playwright

from kaluga_site import pipeline
from kaluga_site.model.build import Options
from kaluga_site.render import letter_pages, theme
from kaluga_site.render.series_pages import CHART_MODULES

ROOT = Path(__file__).parents[1]
BROWSER_TESTS = ROOT / "tests/browser"
NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)

# How long an example takes says how busy the machine is; in CI the examples are always the same, as Hypothesis has it.
hypothesis.settings.register_profile("patient", parent=hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("patient")


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="renew the golden site and the expected problems")


def pytest_collection_modifyitems(items):
    """Have CI try what is looked at in a browser a second time, as Playwright's own runner does; it tells so.

    Browsers are programs of the system with clocks of their own: a fault of a page fails both times.
    """
    for item in items if os.environ.get("CI") else ():
        if BROWSER_TESTS in item.path.parents or "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory):
    """Have the built-in templates compiled once for all builds of a process: they are half of a small one.

    Jinja tells templates apart by their file and compares their source, so that an archive's own are compiled anew.
    """
    folder = str(tmp_path_factory.mktemp("compiled"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "FileSystemBytecodeCache", lambda _, names: FileSystemBytecodeCache(folder, names))
        yield


@pytest.fixture
def update(request):
    return request.config.getoption("--update")


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


@pytest.fixture(scope="session")
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
def own_site_in_both_languages(tmp_path_factory):
    """The same in Vietnamese and English."""
    archive = copy_of_own_archive(tmp_path_factory.mktemp("both"))
    with (archive / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("languages: [vi, en]\n")
    outcome = pipeline.build(archive, archive / "_site", NOW)
    assert outcome.published is not None
    return archive / "_site"


@pytest.fixture(scope="session")
def letters_site(tmp_path_factory):
    """A site whose list of people is cut by letter, as long lists are."""
    archive = tmp_path_factory.mktemp("letters")
    (archive / "articles/2025").mkdir(parents=True)
    names = ["Nguyễn Văn An", "Nguyễn Thị Bình", "Ngô Ý", "Ánh Hồng", "Đỗ Mười", "Ivan", "Ж Жуков"]
    for number, name in enumerate(names, 1):
        text = f"---\ntitle: Bài {number}\ndate: 2025-01-0{number}\npeople: [{name}]\n---\nÔng {name} đến dự.\n"
        (archive / f"articles/2025/bai-{number}.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letter_pages, "NAMES_LIMIT", 2)
        patch.setattr(letter_pages, "BAR_LIMIT", 0)
        assert pipeline.build(archive, archive / "_site", NOW).published is not None
    return archive / "_site"


@pytest.fixture(scope="session")
def sites(own_site, own_site_in_both_languages, letters_site):
    """The folders of the sites that tests open in browsers, by name."""
    return {
        "own": own_site,
        "both": own_site_in_both_languages,
        "golden": ROOT / "tests/golden/site",
        "letters": letters_site,
    }


@pytest.fixture(params=["own", "both", "golden"])
def site(request, sites):
    """One after the other, the sites that hold every kind of page."""
    return sites[request.param]


@contextlib.contextmanager
def serving(folder):
    """Serve a folder and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    class Patient(http.server.ThreadingHTTPServer):
        request_queue_size = 128  # a page with forty others in it asks for more at once than the five that would wait

    with Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def servers(sites):
    """The addresses at which these sites are served, by name."""
    with contextlib.ExitStack() as running:
        yield {name: running.enter_context(serving(folder)) for name, folder in sites.items()}


@pytest.fixture(scope="session")
def server(servers):
    """The address at which the own site is served."""
    return servers["own"]


@pytest.fixture(scope="session")
def chromium():
    """Chromium as the system has it, driven by Playwright.

    Its shell without windows opens a page in half the time; left alone, that would set letters as no screen does.
    """
    path = tool(shutil.which("chromium-headless-shell") or shutil.which("chromium"), "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
        )
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
