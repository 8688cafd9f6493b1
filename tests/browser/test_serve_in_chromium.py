"""`kaluga-site serve` in Chromium: what is saved is seen where the page stood, and what is wrong is said over it."""

import contextlib
import re
import signal
import subprocess
import sys
import time

import pytest
from playwright.sync_api import Error

from conftest import copy_of_own_archive

ARTICLE = "articles/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.md"
ADDRESS = "bai-viet/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.html"
STYLE = "body { outline: 3px solid rgb(1, 2, 3) }"


@contextlib.contextmanager
def running(archive, *options):
    """Serve an archive; yield the process and its address."""
    command = [sys.executable, "-m", "kaluga_site", "serve", archive, "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        found = next((match for line in server.stdout if (match := re.match(r"http://\S+", line))), None)
        assert found, server.stderr.read()
        yield server, found.group()
    finally:
        server.terminate()
        server.wait(timeout=60)
        server.stdout.close()
        server.stderr.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An archive that is shown, and its address."""
    archive = copy_of_own_archive(tmp_path_factory.mktemp("served"))
    with running(archive) as (_, address):
        yield archive, address


@pytest.fixture
def page(chromium, served):
    page = chromium.new_page(viewport={"width": 1280, "height": 600})
    messages = []
    page.on("console", lambda message: messages.append(f"{message.text} {message.location}"))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(served[1] + ADDRESS)
    until(page, "document.getElementById('kaluga-live')")
    yield page
    page.close()
    assert "\n".join(messages) == ""


def until(page, expression, seconds=15):
    """Wait until an expression holds, on whatever page there is by then; the pages forbid Playwright's own waiting."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Error):  # it is just being loaded
            if page.evaluate(expression):
                return
        time.sleep(0.02)
    raise AssertionError(expression)


def save(archive, path, change):
    """Change a file as editors do: written beside its place, then renamed."""
    file = archive / path
    file.parent.mkdir(exist_ok=True)
    ready = file.with_name(f".{file.name}.swp")
    ready.write_text(change(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
    ready.replace(file)


def test_an_edit_is_shown_where_the_page_stood(page, served):
    def state():
        marks = (".cite .copy", ".theme:not([hidden])", ".keys:not([hidden])", "#kaluga-live", "h1", "title", "main")
        return [page.locator(mark).count() for mark in marks]

    until(page, "document.querySelector('.cite .copy')")
    before = state()
    page.locator(".cite summary").last.click()
    page.evaluate("scrollTo(0, 700); window.isTheSame = true")
    until(page, "scrollY === 700")
    save(served[0], ARTICLE, lambda text: text + "\nMột đoạn vừa viết thêm.\n")
    until(page, "document.body.textContent.includes('Một đoạn vừa viết thêm.')")
    until(page, "document.querySelector('.cite .copy')")  # the scripts of the page have run again
    until(page, "scrollY === 700")
    assert state() == before
    assert page.evaluate("window.isTheSame")
    assert page.evaluate("[...document.querySelectorAll('.cite details')].map(one => one.open)") == [False, True]
    assert page.evaluate("document.activeElement.innerText") == "BibTeX, RIS, CSL-JSON"


def test_a_build_that_changes_nothing_does_not_keep_what_is_just_being_fetched(page, served):
    held = []

    def hold(route):
        held.append(route)

    page.route(f"**/{ADDRESS}", hold)
    save(served[0], ARTICLE, lambda text: text + "\nMột đoạn đến muộn.\n")
    while not held:
        page.wait_for_timeout(20)
    save(served[0], ARTICLE, lambda text: text)
    page.wait_for_timeout(1500)  # until that is built and told, and nothing comes of it
    held[0].continue_()
    until(page, "document.body.textContent.includes('Một đoạn đến muộn.')")


def test_a_build_between_a_page_and_its_first_news_is_shown(page, served):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/__kaluga/live", hold)
    page.reload()
    while not held:
        page.wait_for_timeout(20)
    save(served[0], ARTICLE, lambda text: text + "\nMột đoạn giữa chừng.\n")
    until(page, "fetch('').then(answer => answer.text()).then(text => text.includes('Một đoạn giữa chừng.'))")
    assert "Một đoạn giữa chừng." not in page.locator("main").inner_text()
    page.wait_for_timeout(1000)  # until the build has ended, so that it is no news any more
    held[0].continue_()
    until(page, "document.body.textContent.includes('Một đoạn giữa chừng.')")


def test_a_page_whose_scripts_cannot_run_again_is_loaded_anew(page, served):
    page.goto(served[1] + "tim-kiem.html?q=kaluga")
    until(page, "document.getElementById('kaluga-live') && document.querySelector('main a[href*=bai-viet]')")
    page.evaluate("window.isTheSame = true")
    save(served[0], ARTICLE, lambda text: text + "\nThêm một đoạn nữa.\n")
    until(page, "!window.isTheSame && document.querySelector('main a[href*=bai-viet]')")


def test_what_is_wrong_is_said_over_the_last_good_page_until_it_is_mended(page, served):
    before = page.locator("h1").inner_text()
    save(served[0], ARTICLE, lambda text: text.replace("\ntopics:", "\ntopicz:"))
    notice = page.locator("#kaluga-live")
    notice.wait_for(state="visible")
    assert f"{ARTICLE}:4" in notice.inner_text()
    assert "unknown-key" in notice.inner_text()
    assert page.locator("h1").inner_text() == before
    page.reload()
    notice.wait_for(state="visible")
    save(served[0], ARTICLE, lambda text: text.replace("\ntopicz:", "\ntopics:"))
    until(page, "document.getElementById('kaluga-live').dataset.state === 'well'")
    assert notice.inner_text() == "Mọi lỗi đã sửa xong."
    notice.wait_for(state="hidden")


def test_a_style_sheet_is_swapped_without_reloading(page, served):
    built_in = page.evaluate("fetch('/static/style.css').then(answer => answer.text())")
    save(served[0], "static/style.css", lambda _: f"{built_in}/* own */")
    until(page, "fetch('/static/style.css').then(answer => answer.text()).then(text => text.endsWith('own */'))")
    time.sleep(3)  # the folder is new: whatever comes of that has come
    page.evaluate("window.isTheSame = true")
    save(served[0], "static/style.css", lambda text: text + STYLE)
    until(page, "getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 2")
    assert page.evaluate("window.isTheSame")
    assert page.evaluate("getComputedStyle(document.body).outlineWidth") == "3px"


def test_drafts_and_what_is_dated_later_are_shown_and_marked(page, served):
    page.goto(served[1] + "bai-viet/index.html")
    until(page, "document.getElementById('kaluga-live')")
    draft = "---\ntitle: Bài nháp\ndate: 2999-01-02\ndraft: true\n---\nMột đoạn.\n"
    save(served[0], "articles/2999/nhap.md", lambda _: draft)
    until(page, "document.body.textContent.includes('Bài nháp')")
    shown = page.evaluate("fetch('/bai-viet/2999/nhap.html').then(answer => answer.text())")
    assert "Bản nháp" in shown
    (served[0] / "articles/2999/nhap.md").unlink()
    until(page, "!document.body.textContent.includes('Bài nháp')")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_with_a_page_open(chromium, tmp_path, sign):
    archive = copy_of_own_archive(tmp_path)
    with running(archive) as (server, address):
        page = chromium.new_page()
        page.goto(address)
        until(page, "document.getElementById('kaluga-live')")
        taken = [sys.executable, "-m", "kaluga_site", "serve", archive, "--port", re.search(r":(\d+)/", address)[1]]
        second = subprocess.run(taken, capture_output=True, text=True, check=False)
        assert (second.returncode, "--port 0" in second.stderr) == (2, True)
        server.send_signal(sign)
        assert server.wait(timeout=10) == 0
        page.close()
    assert not (archive / "_site").exists()
    assert {one.name for one in (archive / ".kaluga-site").iterdir()} == {"preview", "templates"}
