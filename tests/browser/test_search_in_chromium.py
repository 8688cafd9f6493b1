"""The search page: what it finds and in which order, its field, its filters and its address, from disk and server."""

import base64
import json
import re
import unicodedata
import zlib

import pytest
from kinds import ARTICLE, QUOTED
from playwright.sync_api import expect

from conftest import NOW
from kaluga_site import pipeline, vietnamese

SEARCH = "tim-kiem.html"
ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
WORDS = [
    *ALPHABET,
    *ALPHABET.upper(),
    *(f"{first}{second}" for first in "oOuU" for second in "àáảãạèéẻẽẹỳýỷỹỵ"),
    "hoà hòa khoẻ khỏe thuý thúy quý QUÝ hoàn toàn",
    "TP.HCM, 4.500; Tôn-xtôi a_b “Straße” ½ x² Жуков Ὀδυσσεύς 東京 “Nga - Việt”",
]
ARTICLES = {
    "dung": ("2024-01-01", "Một buổi gặp", "Ông thống đốc nói về lúa. " + "Câu chuyện còn dài. " * 5),
    "khac-dau": ("2024-02-01", "Một buổi khác", "Thông độc là hai chữ khác. Thông độc thông độc thông độc."),
    "tit": ("2023-05-01", "Sản lượng cà phê", "Bài này nói về mùa vụ và " + "những việc khác nữa " * 9),
    "than": ("2024-05-01", "Mùa vụ", "Sản lượng của cà phê tăng. " + "Còn những việc khác nữa. " * 9),
    "gan": ("2022-01-01", "Gần", "Nhà máy giấy mới mở. " + "Chữ thêm vào đây cho dài. " * 6),
    "xa": ("2022-01-02", "Xa", "Nhà của họ ở xa. " + "Chữ thêm vào đây cho dài. " * 6 + "Máy thì cũ. Giấy thì ít."),
    "chung": ("2021-05-01", "Rời", "Hồ nước trong. Hỏi gương mặt. Hồ gương soi bóng."),
    "roi": ("2021-05-02", "Liền", "Hỏ gưỡng là chữ lạ. Hồ này đẹp, gương kia sáng."),
    "tat": ("2021-03-03", "Viết tắt", "UBND TP.HCM họp về kĩ thuật."),
    "day-du": ("2021-04-04", "Viết đủ", "Ủy ban nhân dân Thành phố Hồ Chí Minh họp về kỹ thuật."),
    "loai": ("2020-01-01", "Loại", "Cầu vồng sau mưa đá."),
    "giu": ("2020-01-02", "Giữ", "Cầu vồng sau nắng."),
}
SYNONYMS = "- [UBND, Ủy ban nhân dân]\n- [TP.HCM, Thành phố Hồ Chí Minh]\n- [kỹ, kĩ]\n"


@pytest.fixture(scope="module")
def small_site(tmp_path_factory):
    """Articles of known words, a person whom the archive keeps private among them."""
    archive = tmp_path_factory.mktemp("search")
    for folder in ("articles", "authorities"):
        (archive / folder).mkdir()
    for name, (date, title, body) in ARTICLES.items():
        text = f"---\ntitle: {title}\ndate: {date}\ntopics: [Chủ đề {date[:4]}]\n---\n{body}\n"
        (archive / f"articles/{name}.md").write_text(text, encoding="utf-8")
    hidden = "---\ntitle: Vụ án\ndate: 2024-03-03\nsource: Báo Thử\n---\nBà Lê Thị Ẩn và ông Trần Văn Bình đến tòa.\n"
    (archive / "articles/kin.md").write_text(hidden, encoding="utf-8")
    people = "- {id: an, name: Lê Thị Ẩn, publish: false}\n"
    (archive / "authorities/people.yaml").write_text(people, encoding="utf-8")
    (archive / "authorities/synonyms.yaml").write_text(SYNONYMS, encoding="utf-8")
    outcome = pipeline.build(archive, archive / "_site", NOW)
    assert outcome.published is not None, outcome.problems
    return archive / "_site"


@pytest.fixture
def page(chromium):
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    assert page.said == []
    page.context.close()


@pytest.fixture(scope="module")
def small_page(chromium, small_site):
    """The search page of the small site; the tests that share it only ask it."""
    page = chromium.new_context().new_page()
    page.goto((small_site / SEARCH).as_uri())
    yield page
    page.context.close()


def unpacked(file):
    """Return what a file of the index holds."""
    text = file.read_text(encoding="utf-8")
    packed = re.search(r',"([A-Za-z0-9+/]+=*)"\)', text)
    return zlib.decompress(base64.b64decode(packed[1]), -15).decode() if packed else text


def find(page, query, **options):
    """Return the file names of the articles that a query finds, in their order."""
    found = page.evaluate(
        """async ([query, options]) => {
            const found = await kalugaSearch.find(query, options);
            return (await found.show(0, 100)).map(({ address }) => address);
        }""",
        [query, options],
    )
    return [address.rpartition("/")[2] for address in found]


def searched(page, query):
    """Search as a reader does, and wait for what is found."""
    page.fill("#o-tim", query)
    page.press("#o-tim", "Enter")
    page.wait_for_selector(f"form[data-searched={json.dumps(query, ensure_ascii=False)}]")


def test_words_are_folded_as_the_generator_folds_them(small_page):
    texts = [form for word in WORDS for form in (word, unicodedata.normalize("NFD", word))]
    found = small_page.evaluate(
        """(texts) => texts.map((text) =>
            kalugaSearch.wordsOf(kalugaSearch.clean(text)).map(({ form, folded }) => [form, folded]))""",
        texts,
    )
    for text, words in zip(texts, found, strict=True):
        forms = list(vietnamese.word_forms(vietnamese.clean(text)))
        assert words == [[form, vietnamese.folded_form(form)] for form in forms], text


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("thống đốc", ["dung", "khac-dau"]),  # the accents that were typed come first
        ("thong doc", ["khac-dau", "dung"]),
        ("thong đoc lúa", ["dung"]),  # all words must stand there
        ("san luong ca phe", ["tit", "than"]),  # the title counts more
        ("nhà máy giấy", ["gan", "xa"]),  # words that stand together
        ('"nhà máy giấy"', ["gan"]),
        ('"nha may giay"', ["gan"]),
        ('"hồ gương"', ["chung"]),  # accents that are typed between quotation marks are meant
        ("ubnd", ["tat", "day-du"]),
        ("ủy ban nhân dân", ["day-du", "tat"]),
        ("thanh pho ho chi minh ky thuat", ["day-du", "tat"]),
        ("tp.hcm kĩ thuật", ["tat", "day-du"]),
        ("cầu vồng -mưa", ["giu"]),
        ('cầu vồng -"mưa đá"', ["giu"]),
        ("cầu vồng - nắng", ["giu"]),  # a dash between spaces excludes nothing
        ("cau vong", ["giu", "loai"]),  # of equal ones the newer first
        ("Trần Văn Bình", ["kin"]),
        ("Lê Thị Ẩn", []),
        ("thi an", []),
        ("không-có-từ-này", []),
    ],
)
def test_articles_are_found_in_order(small_page, query, wanted):
    assert find(small_page, query) == wanted


def test_a_word_goes_on_only_while_it_is_typed(small_page):
    assert find(small_page, "cầu vồ", isTyping=True) == ["giu", "loai"]
    assert find(small_page, "cầu vồ") == []


def test_results_are_narrowed_and_put_in_order_of_date(small_page):
    assert find(small_page, "sản lượng", order="date") == ["than", "tit"]
    assert find(small_page, "sản lượng", filters={"year": "2023"}) == ["tit"]
    assert find(small_page, "sản lượng", filters={"topic": "chu-de-2024"}) == ["than"]
    counts = small_page.evaluate(
        "async () => (await kalugaSearch.find('sản lượng', { filters: { year: '2023' } })).facets()"
    )
    assert sorted((one["id"], one["count"]) for one in counts["year"]) == [("2023", 1), ("2024", 1)]
    assert counts["topic"] == [{"id": "chu-de-2023", "name": "Chủ đề 2023", "count": 1}]


def test_what_is_private_stands_in_no_file_of_the_index(small_site):
    files = [*(small_site / "tim-kiem").rglob("*.js"), *(small_site / "bai-viet").rglob("*.js")]
    files.remove(small_site / "tim-kiem/muc-luc.js")
    texts = [unpacked(file) for file in files]
    assert any("Trần Văn Bình" in text for text in texts)
    assert any("!binh " in text for text in texts)
    assert not any("Ẩn" in text or "ẩn" in text for text in texts)


@pytest.mark.parametrize("place", ["disk", "server"])
def test_a_reader_searches_the_real_archive(page, own_site, server, place):
    page.goto(f"{own_site.as_uri() if place == 'disk' else server}/{SEARCH}?q=thong+doc+kaluga")
    page.wait_for_selector("form[data-searched='thong doc kaluga']")
    assert page.inner_text("[role=status]") == "2 bài"
    hrefs = page.eval_on_selector_all(".cards h3 a", "links => links.map((link) => link.getAttribute('href'))")
    assert hrefs == [QUOTED, ARTICLE]
    quote = page.locator(".quoted-part a").first
    assert {word.lower() for word in quote.locator("mark").all_inner_texts()} & {"thống đốc", "kaluga"}
    quote.click()
    page.wait_for_url(f"**/{QUOTED}#p-*")
    assert page.locator(":target").count() == 1
    page.go_back()
    page.wait_for_selector("form[data-searched]")
    searched(page, "thái hương")
    assert page.inner_text("[data-kind=people] li") == "Thái Hương"
    searched(page, "316 triệu usd")
    assert page.inner_text("[data-kind=figures] .quantity") == "316 triệu USD"
    searched(page, "không có từ nào như vậy")
    assert page.locator("main a:visible").count() == 0
    assert page.locator("main a[href*='bai-viet/']").count() == 0
    assert page.inner_text("[role=status]") == "Không có bài nào cho “không có từ nào như vậy”."
    page.go_back()
    page.wait_for_selector("form[data-searched='316 triệu usd']")
    assert page.input_value("#o-tim") == "316 triệu usd"


def test_a_number_is_found_without_its_points(page, own_site):
    page.goto(f"{(own_site / SEARCH).as_uri()}")
    searched(page, "6000 bo sua")
    assert page.locator("[data-kind=articles] .card").count() == 1
    assert "6.000 bò sữa" in page.inner_text("[data-kind=articles] .card")


def test_filters_stand_in_the_address_and_go_back(page, own_site):
    page.goto(f"{(own_site / SEARCH).as_uri()}?q=kaluga")
    page.wait_for_selector("form[data-searched]")
    page.click("[data-kind=topic] a:text('Đầu tư')")
    expect(page.locator(".cards > li")).to_have_count(1)
    assert "chu-de=dau-tu" in page.url
    page.click("[data-order=date]")
    page.wait_for_selector("[data-order=date][aria-current]")
    assert "xep=ngay" in page.url
    page.click("[data-kind=topic] [aria-current]")
    expect(page.locator(".cards > li")).to_have_count(2)
    page.go_back()
    expect(page.locator(".cards > li")).to_have_count(1)


def test_the_field_suggests_names_by_keyboard(page, own_site):
    page.goto((own_site / SEARCH).as_uri())
    page.keyboard.press("/")
    page.keyboard.type("thai huo")
    page.wait_for_selector("#goi-y:not([hidden])")
    assert page.get_attribute("#o-tim", "aria-expanded") == "true"
    assert page.inner_text("[role=option] span") == "Thái Hương"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#o-tim", "aria-activedescendant") == "goi-y-0"
    page.keyboard.press("Escape")
    assert page.locator("#goi-y").is_hidden()
    page.keyboard.type("n")
    page.wait_for_selector("#goi-y:not([hidden])")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nhan-vat/thai-huong.html")


def test_suggestions_that_come_late_do_not_cover_the_results(page, own_site):
    page.goto((own_site / SEARCH).as_uri())
    page.evaluate("""() => {
        const names = kalugaSearch.names;
        kalugaSearch.names = async (...given) => {
            kalugaSearch.names = names; // the results are not held up
            document.body.dataset.held = "yes";
            await new Promise((answer) => addEventListener("answer", answer));
            setTimeout(() => { document.body.dataset.held = "no"; }, 50);
            return names(...given);
        };
    }""")
    page.fill("#o-tim", "thai huong")
    page.wait_for_selector("body[data-held=yes]")
    page.press("#o-tim", "Enter")
    page.wait_for_selector("form[data-searched='thai huong']")
    page.evaluate("dispatchEvent(new Event('answer'))")
    page.wait_for_selector("body[data-held=no]")
    assert page.locator("#goi-y").is_hidden()


def test_the_key_can_be_switched_off(page, own_site):
    page.goto((own_site / "index.html").as_uri())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("kaluga")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-searched=kaluga]")
    page.goto((own_site / "index.html").as_uri())
    page.uncheck(".keys input")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") != "q"


def test_on_a_phone_the_key_leads_to_the_search_page(page, own_site):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((own_site / ARTICLE).as_uri())
    page.keyboard.press("/")
    page.wait_for_url(f"**/{SEARCH}?q=")


def test_without_scripts_the_page_leads_to_the_lists(chromium, own_site):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{(own_site / SEARCH).as_uri()}?q=kaluga")
    assert "JavaScript" in page.inner_text("noscript")
    assert page.locator("noscript a[href='nhan-vat/index.html']").is_visible()
    page.context.close()


def test_an_english_page_searches_the_same(page, own_site_in_both_languages):
    page.goto(f"{(own_site_in_both_languages / 'en' / SEARCH).as_uri()}?q=kaluga")
    page.wait_for_selector("form[data-searched]")
    assert page.inner_text("[role=status]") == "2 articles"
    page.click(".cards h3 a")
    page.wait_for_url("**/en/bai-viet/2025/*.html")
