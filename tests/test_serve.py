"""The server itself, asked as a browser would ask, and as none should."""

import http.client
import subprocess
import sys

import pytest

from browser.test_serve_in_chromium import running
from conftest import copy_of_own_archive
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
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    connection.close()
    return found


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
