"""The server itself, asked as a browser would ask, and as none should."""

import contextlib
import http.client
import random
import re
import subprocess
import sys
import threading
from hashlib import sha256
from urllib.parse import urlencode

import pytest

from browser.test_serve_in_chromium import running
from conftest import copy_of_own_archive, tree
from kaluga_site import articles, load
from kaluga_site.model.problems import has_errors
from kaluga_site.serving.builder import Builder

STRANGE_HOSTS = ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:{port}.x"]
OUTSIDE = ["/../site.yaml", "/%2e%2e/site.yaml", "/..%2fstate.sqlite", "/static/../../state.sqlite", "/a%00b"]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """An archive that is shown, and the port."""
    archive = copy_of_own_archive(tmp_path_factory.mktemp("served"))
    with running(archive, "--jobs", "1") as (_, address):
        yield archive, int(address.rstrip("/").rpartition(":")[2])


def ask(port, path, method="GET", body=None, **headers):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
def test_it_answers_to_the_names_of_this_machine(served, host):
    status, headers, page = ask(served[1], "/", Host=host.format(port=served[1]))
    assert status == 200
    assert page.count("/__kaluga/live.js") == 1
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")


@pytest.mark.parametrize("host", STRANGE_HOSTS)
@pytest.mark.parametrize("path", ["/", "/__kaluga/review/", "/__kaluga/live"])
def test_it_answers_to_no_other_name(served, host, path):
    status, _, page = ask(served[1], path, Host=host.format(port=served[1]))
    assert status == 421
    assert "<html" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yaml",
        "/%2e%2e/site.yaml",
        "/..%2fstate.sqlite",
        "/static/../../state.sqlite",
        "/a%00b",
        "/" + "a" * 3000,
    ],
)
def test_nothing_but_the_preview_is_handed_out(served, path):
    assert ask(served[1], path)[0] == 404


def test_the_preview_is_not_the_site(served):
    archive, port = served
    assert b"__kaluga" not in (archive / ".kaluga-site/preview/site/index.html").read_bytes()
    assert not (archive / "_site").exists()
    assert ask(port, "/static/style.css")[1]["Content-Type"].startswith("text/css")
    assert ask(port, "/nhan-vat/")[0] == 200
    assert ask(port, "/khong-co.html")[0] == 404


ARTICLE = "articles/2025/pho-chu-tich-ubnd-tp-ha-noi-tiep-doan-dai-bieu-tinh-kaluga.md"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


def decision(archive, port, **changed):
    """Return a form as the page of an article would send it."""
    page = ask(port, f"/__kaluga/review/bai?path={ARTICLE}")[2]
    fields = {
        "token": re.search('name="token" value="([^"]+)"', page)[1],
        "path": ARTICLE,
        "digest": sha256((archive / ARTICLE).read_bytes()).hexdigest(),
        "field": "date",
        "decision": "accept",
        "value-0": "2025-11-25",
    }
    return urlencode({**fields, **changed}).encode()


def post(port, body, path="/__kaluga/review/bai", **headers):
    return ask(port, path, "POST", body, **{"Origin": f"http://127.0.0.1:{port}", **FORM, **headers})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json"}, 415),
    ],
)
def test_no_other_site_can_send_a_form(served, headers, status):
    archive, port = served
    before = (archive / ARTICLE).read_bytes()
    given = {name: value.format(port=port) for name, value in headers.items()}
    assert post(port, decision(archive, port), **given)[0] == status
    assert (archive / ARTICLE).read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"token": ""}, 403),
        ({"token": "a" * 43}, 403),
        ({"token": "đ"}, 403),
        ({"digest": "0" * 64}, 409),
        ({"path": "../out.md"}, 404),
        ({"path": "site.yaml"}, 404),
        ({"path": "articles/ra-ngoai.md"}, 404),
        ({"path": "articles/2025/khong-co.md"}, 404),
        ({"field": "draft"}, 409),
        ({"field": "inferred"}, 409),
        ({"field": "title", "decision": "reject"}, 409),
        ({"value-0": "hôm qua"}, 409),
        ({"value-0": "x" * 200_000}, 413),
        ({f"x-{number}": "" for number in range(300)}, 400),
    ],
)
def test_what_is_no_decision_is_refused(served, changed, status):
    archive, port = served
    outside = archive.parent / "out.md"
    outside.write_text("---\ntitle: x\n---\nx\n")
    link = archive / "articles/ra-ngoai.md"
    if not link.is_symlink():
        link.symlink_to(outside)
    before = (archive / ARTICLE).read_bytes()
    assert post(port, decision(archive, port, **changed))[0] == status
    assert (archive / ARTICLE).read_bytes() == before
    assert outside.read_text() == "---\ntitle: x\n---\nx\n"
    link.unlink()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_there_is_no_other_way_to_write(served, method):
    archive, port = served
    assert ask(port, "/__kaluga/review/bai", method, decision(archive, port), **FORM)[0] == 405
    assert post(port, decision(archive, port), path="/index.html")[0] == 405


@pytest.mark.parametrize(
    "changed",
    [
        {"vocabulary": "authors"},
        {"vocabulary": "topics"},
        {"vocabulary": "x"},
        {"name": ""},
        {"entry": "khong-co"},
        {"name": "Shapsha"},
    ],
)
def test_no_wrong_entry_is_made(served, changed):
    archive, port = served
    before = tree(archive / "authorities")
    given = {"vocabulary": "people", "name": "Ai Đó", "entry": "", **changed}
    assert post(port, decision(archive, port, **given), path="/__kaluga/review/ten")[0] in {400, 409}
    assert tree(archive / "authorities") == before


def test_what_an_article_says_is_never_markup(served):
    archive, port = served
    text = "<script>alert(1)</script> \"'>&\nÔng Trần <b>Nam</b> nói: “<img src=x onerror=y> tôi rất vui hôm nay”.\n"
    (archive / "articles/2025/xau.txt").write_text(text, encoding="utf-8")
    for path in ("bai?path=articles/2025/xau.txt", "", "ten", f"bai?path={ARTICLE}&xong=<script>alert"):
        page = ask(port, f"/__kaluga/review/{path}")[2]
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "unsafe" not in page
        assert "default-src 'none'" in page
    (archive / "articles/2025/xau.txt").unlink()


def test_the_page_of_an_article_has_each_id_once(served):
    ids = re.findall(r' id="([^"]+)"', ask(served[1], f"/__kaluga/review/bai?path={ARTICLE}")[2])
    assert len(ids) == len(set(ids)) > 10


def test_a_killed_server_leaves_whole_files(tmp_path):
    """Decisions are sent without end, and the server is killed at any moment: each file is as before, or as decided."""
    archive = copy_of_own_archive(tmp_path)
    file = archive / ARTICLE
    whole = {file.read_bytes()}
    chance = random.Random(8)
    for _ in range(4):
        with running(archive, "--jobs", "1") as (server, address):
            port = int(address.rstrip("/").rpartition(":")[2])
            killer = threading.Timer(chance.uniform(0.05, 0.6), server.kill)
            killer.start()
            with contextlib.suppress(OSError, http.client.HTTPException, TypeError):
                for number in range(10_000):
                    post(port, decision(archive, port, **{"value-0": f"2025-11-{number % 28 + 1:02}"}))
                    whole.add(file.read_bytes())
            killer.join()
        found = file.read_bytes()
        dates = re.findall(rb"^date: (.*?) *(?:#.*)?$", found, re.MULTILINE)
        assert found in whole or (len(dates) == 1 and found.endswith(next(iter(whole))[-500:]))
        article, problems = articles.read_article(archive, ARTICLE, *read_all(archive))
        assert article is not None
        assert not has_errors(problems)


def read_all(archive):
    return load.load_settings(archive)[0], load.load_authorities(archive)[0]


def test_a_preview_and_a_build_do_not_know_of_each_other(tmp_path, build):
    archive = copy_of_own_archive(tmp_path)
    first = build(archive)
    seen = {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")}
    assert Builder(archive, 1).build().published.written > 0
    assert build(archive).published == first.published.__class__(
        written=0, unchanged=first.published.written, removed=0
    )
    assert {file: file.stat().st_mtime_ns for file in (archive / "_site").rglob("*")} == seen


def test_without_its_libraries_it_says_how_to_get_them(tmp_path):
    code = "import sys; sys.modules['watchfiles'] = None; from kaluga_site.cli import main; main(['serve', '.'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'kaluga-site[serve]'" in done.stderr
