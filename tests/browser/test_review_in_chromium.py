"""The pages of the review in Chromium, worked with the keyboard alone, and what stands in the files afterwards."""

import contextlib
import os
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.test_serve_in_chromium import ARTICLE, running, until
from conftest import copy_of_own_archive, tool

RAW = "articles/2025/van-ban-tho.txt"
COPY = "articles/2025/ban-sao.md"
TEXT = """Hà Nội tiếp đoàn Bộ Y tế Nga
(PNTĐ) - Ngày 25/11/2025, ông Trần Văn Nam và bà Thái Hương gặp Thống đốc Shapsha tại Hà Nội.
Kim ngạch tăng từ 4 triệu USD lên 316 triệu USD, gấp 50 lần.
Ông Trần Văn Nam nói: “Chúng tôi rất vui mừng được gặp các bạn ở đây hôm nay”.
Ông Sapsha vui.
"""
MINE = """---
title: Của tôi  # tít thật
date: 2025-11-25?   # dấu ngày

people:
  # ai
  - {id: shapsha-vladislav-valerievich, role: Thống đốc}  # ông ấy
  - Trần Văn Nam
places: [ha-noi]
inferred: [date, people, places]  # chưa xem
---

Ông Trần Văn Nam gặp Thống đốc Shapsha ở Hà Nội.
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An archive that is shown, with an article in raw text, and its address."""
    archive = copy_of_own_archive(tmp_path_factory.mktemp("reviewed"))
    (archive / RAW).write_text(TEXT, encoding="utf-8")
    (archive / "articles/2025/cua-toi.md").write_text(MINE, encoding="utf-8")
    text = (archive / ARTICLE).read_text(encoding="utf-8")
    (archive / COPY).write_text(text.replace("công tác của Kaluga", "công tác của Ca-lu-ga"), encoding="utf-8")
    with running(archive, "--jobs", "1") as (_, address):
        yield archive, address


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    yield page
    page.close()
    assert [message for message in messages if "409 (Conflict)" not in message] == []


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@contextlib.contextmanager
def answered(page):
    """Wait for the page that answers what is sent meanwhile, until it has the focus where it says.

    Its address may be the one that was, and while it comes there is nothing in it, nor of it.
    """
    with page.expect_navigation():
        yield
    if page.locator("[autofocus]").count():
        page.locator("[autofocus]:focus").wait_for()


def tab_to(page, label):
    """Press Tab until what has this label has the focus, which can be seen; a list may be renewed meanwhile."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''"
        )
        if name.strip() == label:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(label)


def test_accept_correct_and_reject_with_the_keyboard_alone(page, served):
    archive, address = served
    file = archive / "articles/2025/cua-toi.md"
    file.write_text(MINE, encoding="utf-8")  # also where it is tried a second time
    page.goto(f"{address}__kaluga/review/")
    tab_to(page, "Của tôi")
    with answered(page):
        press(page, "Enter")
    tab_to(page, "Ngày đăng")
    press(page, "Control+A")
    page.keyboard.type("2025-11-24")
    with answered(page):
        press(page, "Enter")
    wanted = MINE.replace("2025-11-25? ", "2025-11-24 ").replace("[date, people, places]", "[people, places]")
    assert file.read_text(encoding="utf-8") == wanted
    assert page.get_by_role("status").inner_text() == "Đã ghi: Ngày đăng."
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Nhận Địa danh"
    with answered(page):
        press(page, "Enter")
    wanted = wanted.replace("[people, places]", "[people]")
    assert file.read_text(encoding="utf-8") == wanted
    tab_to_from_top(page, "Bỏ Trần Văn Nam")
    with answered(page):
        press(page, "Enter")
    wanted = wanted.replace("  - Trần Văn Nam\n", "")
    assert file.read_text(encoding="utf-8") == wanted
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Nhận Nhân vật"
    with answered(page):
        press(page, "Enter")
    wanted = wanted.replace("inferred: [people]  # chưa xem\n", "")
    assert file.read_text(encoding="utf-8") == wanted
    tab_to_from_top(page, "Không rõ Địa danh")
    with answered(page):
        press(page, "Space")
    assert file.read_text(encoding="utf-8") == wanted.replace("places: [ha-noi]\n", "unknown: [places]\n")


def test_a_list_is_renewed_where_it_stands_after_every_build(page, served):
    archive, address = served
    file = archive / "articles/2025/vua-ghi.md"
    page.goto(f"{address}__kaluga/review/")
    tab_to(page, "Số liệu lệch")
    page.evaluate("window.isTheSame = true")
    file.write_text(MINE.replace("Của tôi", "Vừa ghi"), encoding="utf-8")
    page.get_by_role("link", name="Vừa ghi").wait_for()
    file.write_text(MINE.replace("title: Của tôi", "titel: Sai"), encoding="utf-8")
    page.locator("#kaluga-live", has_text="unknown-key").wait_for()
    file.write_text(MINE.replace("Của tôi", "Vừa ghi").replace("[date, people, places]", "[]"), encoding="utf-8")
    page.get_by_role("link", name="Vừa ghi").wait_for(state="detached")
    file.unlink()
    assert page.evaluate("document.activeElement.innerText") == "Số liệu lệch"
    assert page.evaluate("window.isTheSame")


def test_enter_in_a_list_accepts_it_and_what_is_typed_elsewhere_stays(page, served):
    archive, address = served
    file = archive / "articles/2025/hai-o.md"
    file.write_text(MINE.replace("Của tôi", "Hai ô"), encoding="utf-8")
    page.goto(f"{address}__kaluga/review/bai?path=articles/2025/hai-o.md")
    page.get_by_label("Ngày đăng", exact=True).fill("31/11/2025")
    page.get_by_label("Địa danh 2").fill("Huế")
    page.get_by_label("Nhân vật 2").fill("Trần Văn Ba")
    with answered(page):
        page.get_by_label("Nhân vật 2").press("Enter")
    written = file.read_text(encoding="utf-8")
    assert "  - {id: shapsha-vladislav-valerievich, role: Thống đốc}  # ông ấy\n  - Trần Văn Ba\n" in written
    assert "places: [ha-noi]\ninferred: [date, places]" in written
    expect(page.get_by_label("Địa danh 2")).to_have_value("Huế")
    page.get_by_label("Ngày đăng", exact=True).press("Enter")
    page.get_by_role("alert").wait_for()
    expect(page.get_by_label("Ngày đăng", exact=True)).to_have_value("31/11/2025")
    expect(page.get_by_label("Địa danh 2")).to_have_value("Huế")
    page.get_by_label("Ngày đăng", exact=True).fill("30/11/2025")
    with answered(page):
        page.get_by_label("Ngày đăng", exact=True).press("Enter")
    with answered(page):
        page.get_by_label("Địa danh 2").press("Enter")
    assert "date: 30/11/2025   # dấu ngày\n" in file.read_text(encoding="utf-8")
    assert "  - ha-noi\n  - Huế\n" in file.read_text(encoding="utf-8").replace(
        "[ha-noi, Huế]", "\n  - ha-noi\n  - Huế\n"
    )
    file.unlink()


def test_figures_are_gone_through_with_enter(page, served):
    archive, address = served
    file = archive / "articles/2025/so-lieu.md"
    file.write_text("---\ntitle: Số\ndate: 2025-11-24\n---\nCó 5 xã, 6 xã và 7 xã; 5 xã nữa.\n", encoding="utf-8")
    page.goto(f"{address}__kaluga/review/bai?path=articles/2025/so-lieu.md")
    page.locator("#figures").click()
    assert page.locator("legend", has_text="5 xã").first.inner_text() == "5 xã 2 chỗ trong bài"
    page.get_by_role("button", name="Nhận 5 xã").first.click()
    focused = "document.activeElement.getAttribute('aria-label')"
    for key, quote in (("", "6 xã"), ("Enter", "7 xã"), ("Enter", "5 xã")):
        if key:
            press(page, key)
        page.locator(f"[autofocus][aria-label='Nhận {quote}']:focus").wait_for()
        assert page.evaluate(focused) == f"Nhận {quote}"
    assert file.read_text(encoding="utf-8").count("quote: ") == 3
    file.unlink()


def tab_to_from_top(page, label):
    page.evaluate("document.activeElement.blur(); document.querySelector('.skip').focus()")
    tab_to(page, label)


def test_raw_text_becomes_markdown_and_its_figures_are_decided(page, served):
    archive, address = served
    page.goto(f"{address}__kaluga/review/so-lieu")
    tab_to(page, "Hà Nội tiếp đoàn Bộ Y tế Nga")
    with answered(page):
        press(page, "Enter")
    assert "figures-disagree" in page.locator(".problems").inner_text()
    assert "first-line" in page.locator("#title").inner_text()
    number = page.locator("#date .basis a").inner_text()
    assert page.locator(f"#m{number}").inner_text().startswith("Ngày 25/11/2025")
    tab_to_from_top(page, "Bỏ 50 lần")
    with answered(page):
        press(page, "Enter")
    made = (archive / RAW).with_suffix(".md").read_text(encoding="utf-8")
    assert not (archive / RAW).exists()
    assert "figures:\n  - {quote: 50 lần, reject: true}\n" in made
    assert re.search(r"^inferred: \[title, date, source, .*\]  # nobody", made, re.MULTILINE)
    assert made.endswith("\n\nÔng Sapsha vui.\n")
    page.locator("#quotations").focus()
    press(page, "Enter", "Tab", "Tab")
    page.keyboard.type("Thái Hương")
    with answered(page):
        press(page, "Enter")
    made = (archive / RAW).with_suffix(".md").read_text(encoding="utf-8")
    assert "hôm nay, speaker: Thái Hương}" in made
    until(page, "fetch('/bai-viet/2025/van-ban-tho.html').then(answer => answer.ok)")


def test_what_changed_meanwhile_is_not_overwritten(page, served):
    archive, address = served
    file = archive / ARTICLE
    page.goto(f"{address}__kaluga/review/bai?path={ARTICLE}")
    changed = file.read_text(encoding="utf-8") + "\nThêm.\n"
    file.write_text(changed, encoding="utf-8")
    with page.expect_response("**/bai") as answer:
        page.get_by_label("Nhận Ngày đăng").press("Enter")
    assert answer.value.status == 409
    page.get_by_role("alert").wait_for()
    assert file.read_text(encoding="utf-8") == changed
    page.get_by_label("Ngày đăng", exact=True).fill("hôm qua")
    page.get_by_label("Ngày đăng", exact=True).press("Enter")
    page.get_by_role("alert").get_by_text("hôm qua").wait_for()
    assert file.read_text(encoding="utf-8") == changed


def test_names_become_entries_and_variants(page, served):
    archive, address = served
    page.goto(f"{address}__kaluga/review/ten")
    tab_to(page, "Là Shapsha Vladislav Valerievich: Sapsha")
    with answered(page):
        press(page, "Enter")
    people = (archive / "authorities/people.yaml").read_text(encoding="utf-8")
    assert "  variants: [Shapsha, Sapsha]\n" in people
    tab_to(page, "Thêm là mục mới: Thái Hương")
    with answered(page):
        press(page, "Enter")
    after = (archive / "authorities/people.yaml").read_text(encoding="utf-8")
    assert after == f"{people}- id: thai-huong\n  name: Thái Hương\n"


def test_near_duplicates_are_shown_side_by_side(page, served):
    page.goto(f"{served[1]}__kaluga/review/trung")
    assert "ban-sao.md" in page.locator(".waiting").inner_text()
    page.get_by_role("link", name="Xem khác nhau ở đâu").first.press("Enter")
    page.wait_for_url(re.compile("so-sanh"))
    assert page.locator(".compared del").first.inner_text() == "Ca-lu-ga"
    assert page.locator(".compared ins").first.inner_text() == "Kaluga"
    assert "chữ có ở cả hai" in page.locator(".compared").inner_text()
    assert page.request.get(f"{served[1]}__kaluga/review/so-sanh?path={COPY}&other=x").status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_stands_in_anybodys_way(chromium, served, width, scheme):
    axe = Path(tool(os.environ.get("AXE_JS"), "axe-core")).read_text(encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    compared = f"so-sanh?path={COPY}&other={ARTICLE}"
    for name in ("", "ten", "trung", compared, "so-lieu", f"bai?path={ARTICLE}", "bai?path=x", "../khong-co.html"):
        page.goto(f"{served[1]}__kaluga/review/{name}")
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
    page.close()
