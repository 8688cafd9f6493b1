"""The table of figures, sorted and filtered by a reader with scripts; whole for one without."""

import pytest
from playwright.sync_api import expect

TABLE = "so-lieu/2025/11.html"
SERIES = "so-lieu/kim-ngach-kaluga-viet-nam.html"
QUOTES = "[...document.querySelectorAll('tbody tr:not([hidden]) th[scope=row]')].map(cell => cell.textContent)"


@pytest.fixture
def page(chromium, own_site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((own_site / TABLE).as_uri())
    yield page
    context.close()


def test_a_column_is_sorted_up_and_down_with_the_unknown_last(page):
    before = page.evaluate(QUOTES)
    header = page.locator("th", has_text="Giá trị")
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    rising = page.evaluate(QUOTES)
    assert (rising[0], rising[-2:]) == ("top 5 tỉnh", ["vượt 21 tỷ rúp", "hàng trăm lao động"])
    header.get_by_role("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    falling = page.evaluate(QUOTES)
    assert (falling[0], falling[-1]) == ("vượt 21 tỷ rúp", "hàng trăm lao động")
    assert sorted(before) == sorted(falling)
    page.locator("th", has_text="Đơn vị").get_by_role("button").press("Enter")
    assert header.get_attribute("aria-sort") is None


def test_rows_are_filtered_by_words_without_accents_and_by_unit(page):
    status = page.get_by_role("status")
    assert status.inner_text() == "10 số liệu"
    page.get_by_label("Lọc theo chữ").fill("cong suat BO SUA")
    assert page.evaluate(QUOTES) == ["6.000 bò sữa", "1.000 tấn/ngày"]
    assert status.inner_text() == "2/10 số liệu"
    page.get_by_label("Đơn vị").select_option("tấn/ngày")
    assert page.evaluate(QUOTES) == ["1.000 tấn/ngày"]
    page.get_by_label("Lọc theo chữ").fill("")
    page.get_by_label("Đơn vị").select_option("Mọi đơn vị")
    assert len(page.evaluate(QUOTES)) == 10


def test_without_scripts_the_table_is_whole_and_offers_nothing_that_does_not_work(chromium, own_site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((own_site / TABLE).as_uri())
    assert page.locator("tbody tr").count() == 10
    assert page.locator("form.figure-filter").is_hidden()
    assert page.locator("thead button").count() == 0
    context.close()


@pytest.mark.parametrize("address", [TABLE, SERIES])
@pytest.mark.parametrize("width", [320, 390])
def test_rows_stack_on_phones(chromium, own_site, address, width):
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto((own_site / address).as_uri())
    wide = page.evaluate(
        "[...document.querySelectorAll('.figures *')].filter(e => e.getBoundingClientRect().right > innerWidth).length"
    )
    assert wide == 0
    shown = "[...document.querySelectorAll('thead button')].filter(b => b.offsetParent)"
    heights = page.evaluate(f"{shown}.map(b => b.getBoundingClientRect().height)")
    assert all(height >= 44 for height in heights)
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_slow_script_moves_nothing(chromium, server, width):
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    held = []
    page.route("**/figures.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.add_init_script(
        """window.moved = 0;
           new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved += entry.value })
             .observe({type: "layout-shift", buffered: true})"""
    )
    page.goto(f"{server}/{TABLE}", wait_until="commit")
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('.figure-filter').hidden")
    assert len(held) == 1
    page.evaluate("window.moved = 0")  # when the typeface came it moved a line or two
    held[0].continue_()
    expect(page.locator(".figure-filter")).to_be_visible()
    page.wait_for_timeout(300)
    moved = page.evaluate("window.moved")
    context.close()
    assert moved <= 0.0005


@pytest.mark.usefixtures("charts")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_is_read_on_a_phone_in_the_colours_of_its_page(chromium, make_archive, build, scheme):
    values = [f"{number}0,5 triệu USD" for number in range(10, 20)]
    figures = "".join(f"  - {{quote: '{value}', measure: von, as_of: 20{value[:2]}}}\n" for value in values)
    words = " ".join(f"Vốn đạt {value}." for value in values)
    archive = make_archive(
        {
            "articles/a.md": f"---\ntitle: Một bài\ndate: 2025-03-02\nfigures:\n{figures}---\n{words}\n",
            "authorities/measures.yaml": "- {id: von, name: Vốn đầu tư, unit: USD}\n",
        }
    )
    assert build(archive).published is not None
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script("window.refused = []; onsecuritypolicyviolation = e => refused.push(e.violatedDirective)")
    page.goto((archive / "_site/so-lieu/von.html").as_uri())
    chart = page.locator("svg.chart")
    assert (said, page.evaluate("refused")) == ([], [])
    drawn = """chart => [...chart.querySelectorAll("text")].map(text => {
        const box = text.getBoundingClientRect(), around = chart.getBoundingClientRect();
        const inside = box.left >= around.left && box.right <= around.right && box.bottom <= around.bottom;
        return [parseFloat(getComputedStyle(text).fontSize) * chart.getScreenCTM().a, inside];
    })"""
    labels = chart.evaluate(drawn)
    assert len(labels) > 6
    assert all(size >= 11 and inside for size, inside in labels)
    page.set_viewport_size({"width": 320, "height": 700})
    assert all(size >= 11 and inside for size, inside in chart.evaluate(drawn))
    colours = "chart => [getComputedStyle(chart.querySelector('circle')).fill, getComputedStyle(document.body).color]"
    point, words = chart.evaluate(colours)
    assert point == words
    context.close()
