import pytest

from kaluga_site.load import find_article_files, load_authorities, load_settings
from kaluga_site.model.names import Vocabulary
from kaluga_site.model.settings import Settings
from kaluga_site.state import look_around


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == (Settings(), [])


def test_settings(make_archive):
    archive = make_archive(
        {
            "site.yaml": "title: Kho\nbase_url: https://a.vn/kho\n"
            "topics: closed\nsources: open\ntime_zone: Europe/Moscow\ncontact: bandoc@a.vn\n"
            "oai_admin: kho@a.vn\noai_gateway: https://oai.a.vn\n"
        }
    )
    settings, problems = load_settings(archive)
    assert problems == []
    assert settings == Settings(
        title="Kho",
        base_url="https://a.vn/kho/",
        closed=(Vocabulary.TOPICS,),
        time_zone="Europe/Moscow",
        contact="bandoc@a.vn",
        oai_admin="kho@a.vn",
        oai_gateway="https://oai.a.vn/",
    )


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("titel: Kho\n", "unknown-key", "Did you mean 'title'?"),
        ("topics: shut\n", "unknown-setting", "Write open"),
        ("time_zone: Asia/Hanoi\n", "unknown-setting", "Asia/Ho_Chi_Minh"),
        ("base_url: a.vn\n", "bad-url", "https://"),
        ("base_url: https://a.vn/khô/\n", "bad-url", "kh%C3%B4"),
        ("languages: [en, en]\n", "unknown-setting", "each once"),
        ("contact: ban doc\n", "unknown-setting", "e-mail"),
        ("contact: javascript:alert(1)\n", "unknown-setting", "https://"),
        ("contact: bandoc@a.vn?cc=b@a.vn\n", "unknown-setting", "e-mail"),
        ("oai_admin: https://a.vn\n", "unknown-setting", "e-mail"),
        ("oai_gateway: oai.a.vn\n", "bad-url", "https://"),
        ("language: fr\n", "unknown-setting", "Write vi or en"),
        ("languages: [en, fr]\n", "unknown-setting", "Write vi or en"),
        ("language: en\nlanguages: [vi, en]\n", "unknown-setting", "Keep either"),
        ("- title\n", "wrong-type", "title: …"),
        ("title: [Kho]\n", "wrong-type", "in quotation marks"),
    ],
)
def test_wrong_settings(make_archive, text, code, hint):
    _, problems = load_settings(make_archive({"site.yaml": text}))
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [("site.yaml", 1, code)]
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("title: Kho\n", ("vi",)),
        ("language: en\n", ("en",)),
        ("languages: [en, vi]\n", ("en", "vi")),
        ("languages: en\n", ("en",)),
    ],
)
def test_languages(make_archive, text, languages):
    settings, problems = load_settings(make_archive({"site.yaml": text}))
    assert (settings.languages, problems) == (languages, [])


def test_an_entry_without_id_has_the_slug_of_its_name(make_archive):
    authorities, problems = load_authorities(make_archive({"authorities/topics.yaml": "- name: Đầu tư\n"}))
    assert problems == []
    assert list(authorities.topics.by_id) == ["dau-tu"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("- {id: a, name: A}\n- {id: a, name: B}\n", [("duplicate-id", 2)]),
        ("- {id: A b, name: A}\n", [("bad-id", 1)]),
        ("- {name: …}\n", [("bad-id", 1)]),
        ("- {id: a}\n", [("missing-key", 1)]),
        ("- {name: A, nmae: B}\n", [("unknown-key", 1)]),
        ("- {name: A, broader: b}\n", [("unknown-id", 1)]),
        ("- A\n", [("wrong-type", 1)]),
        ("name: A\n", [("wrong-type", 1)]),
    ],
)
def test_wrong_authority_files(make_archive, text, codes):
    _, problems = load_authorities(make_archive({"authorities/topics.yaml": text}))
    assert [(problem.code, problem.line) for problem in problems] == codes


def test_names_are_found_in_a_text(make_archive):
    people = "- {name: Lê Văn An, variants: [“Út” An]}\n- {name: Trần Thị Bé}\n"
    authorities, _ = load_authorities(make_archive({"authorities/people.yaml": people}))
    assert authorities.people.names_in("Ông Lê Văn An, tức “Út” An, đến.") == ["Lê Văn An", "“Út” An"]


def test_article_files(make_archive):
    names = ["2025/b.md", "2025/a.txt", "2025/.an.md", "_nhap/x.md", "2025/anh.JPG", "2025/bang.xlsx", "2025/C.MD"]
    archive = make_archive({f"articles/{name}": "x" for name in names})
    found, problems = find_article_files(archive, look_around(archive))
    assert found == ["articles/2025/C.MD", "articles/2025/a.txt", "articles/2025/b.md"]
    assert [(problem.code, problem.path) for problem in problems] == [("ignored-file", "articles/2025/bang.xlsx")]
