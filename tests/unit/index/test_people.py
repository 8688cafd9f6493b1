"""One person, one page: whatever the order of the names, with and without an authority file."""

import pytest

from kaluga_site.model.names import person_key

AUTHORITY = "- {id: shapsha-vladislav-valerievich, name: Shapsha Vladislav Valerievich}\n"
FORMS = (
    "Thống đốc Shapsha Vladislav Valerievich đến thăm. Thống đốc Shapsha phát biểu.",
    "Thống đốc Vladislav Valerievich Shapsha phát biểu.",
    "Hôm nay ông Shapsha Vladislav Valerievich cho biết.",
)


@pytest.mark.parametrize("authority", ["", AUTHORITY])
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_all_forms_of_shapsha_give_one_page(make_archive, build, authority, suffix):
    texts = {
        f"articles/2025/bai-{number}.{suffix}": f"Tít bài số {number}\n\n{text} Chuyện của năm 2025."
        for number, text in enumerate(FORMS)
    }
    archive = make_archive({**texts, "authorities/people.yaml": authority})
    assert build(archive).published is not None
    pages = {file.name for file in (archive / "_site/nhan-vat").iterdir()}
    assert pages == {"index.html", "shapsha-vladislav-valerievich.html"}
    page = (archive / "_site/nhan-vat/shapsha-vladislav-valerievich.html").read_text(encoding="utf-8")
    assert all(f"bai-{number}.html" in page for number in range(len(FORMS)))


def test_a_private_person_has_no_page(make_archive, build):
    people = "- {id: le-thi-kin, name: Lê Thị Kín, publish: false}\n"
    archive = make_archive({"articles/2025/bai.txt": "Một bài\nBà Lê Thị Kín nói.", "authorities/people.yaml": people})
    assert build(archive).published is not None
    assert not (archive / "_site/nhan-vat").exists()
    assert "le-thi-kin" not in (archive / "_site/bai-viet/2025/bai.html").read_text(encoding="utf-8")


TWO_PRIVATE = (
    "- {id: hung-1, name: Nguyễn Văn Hùng, publish: false}\n- {id: hung-2, name: Nguyễn Văn Hùng, publish: false}\n"
)


@pytest.mark.parametrize("people", [TWO_PRIVATE, TWO_PRIVATE.replace("publish: false", "publish: true", 1)])
@pytest.mark.parametrize("text", ["Ông Nguyễn Văn Hùng nói.", "Ông Văn Hùng nói.", "Ông Hùng nói."])
def test_whoever_may_be_a_private_person_has_no_page(make_archive, build, people, text):
    archive = make_archive({"articles/2025/bai.txt": f"Một bài\n{text}", "authorities/people.yaml": people})
    assert build(archive).published is not None
    assert not (archive / "_site/nhan-vat").exists()


def test_only_peoples_names_stand_in_any_order(make_archive, build):
    text = "---\ntitle: Bài\ndate: 2025\norganisations: [Châu Bình An]\n---\nMột bài."
    archive = make_archive({"articles/bai.md": text, "authorities/organisations.yaml": "- name: An Bình Châu\n"})
    build(archive)
    assert (archive / "_site/to-chuc/chau-binh-an.html").is_file()


def test_a_newer_article_moves_no_persons_address(make_archive, build):
    old = {"articles/2024/cu.md": "---\ndate: 2024-01-01\n---\nÔng Vladislav Valerievich Shapsha đến."}
    archive = make_archive(old)
    build(archive)
    before = {file.name for file in (archive / "_site/nhan-vat").iterdir()}
    make_archive({"articles/2025/moi.md": "---\ndate: 2025-01-01\n---\nÔng Shapsha Vladislav Valerievich đi."})
    build(archive)
    assert {file.name for file in (archive / "_site/nhan-vat").iterdir()} == before


def test_two_parts_in_another_order_are_two_people():
    assert person_key("Thái Hương") != person_key("Hương Thái")
    assert person_key("Shapsha Vladislav Valerievich") == person_key("Vladislav  Valerievich SHAPSHA")
    assert person_key("Nguyễn Thị Hoà") == person_key("Nguyễn Thị Hòa")
