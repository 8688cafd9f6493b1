"""The documents are true: every command works, every link leads somewhere, what is made from the code is new."""

import os
import re
import shutil
import subprocess
import sysconfig

import pytest

from conftest import ROOT, copy_of_own_archive, tool
from docs import renew

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHERS = [ROOT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
OF_CI = {"build", "test"}
"""Commands of the README that .ci/run runs."""

SHELL = re.compile(
    r"(?:<!-- (?P<how>command|not run): (?P<words>[^\n]+) -->\n)?```sh\n(?P<script>.*?)^```$", re.DOTALL | re.MULTILINE
)
RAW = """Tỉnh Kaluga mở rộng hợp tác
(PNTĐ) - Ngày 25/11/2025, Thống đốc tỉnh Kaluga, ông Vladislav Shapsha, nói kim ngạch đạt 316 triệu USD.
"""


def read(file):
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_command_works(document, tmp_path):
    blocks = list(SHELL.finditer(read(document)))
    assert all(block["how"] for block in blocks), "a command that is neither run nor says why not"
    scripts = [one["script"] for one in blocks if one["how"] == "command" and one["words"] not in OF_CI]
    if not scripts:
        return
    archive = copy_of_own_archive(tmp_path)
    for name in ("bai-bao.txt", "tin-moi.txt", "articles/2025/tinh-kaluga.txt"):
        (archive / name).write_text(RAW.replace("316", str(len(name))), encoding="utf-8")
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(scripts)],
        cwd=archive,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_what_is_made_from_the_code_is_new(document):
    assert renew.renewed(read(document)) == read(document), "make docs"


def test_every_document_of_use_has_what_is_made_from_the_code():
    made = [name for document in DOCUMENTS for name in re.findall(r"<!-- made: ([a-z-]+) -->", read(document))]
    assert sorted(made) == sorted(renew.MADE)


def test_no_link_is_dead(tmp_path):
    lychee = tool(shutil.which("lychee", path=sysconfig.get_path("scripts")), "lychee")

    def follow(*files):
        command = [lychee, "--offline", "--include-fragments", "--no-progress", *files]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    done = follow(*DOCUMENTS, *OTHERS)
    assert done.returncode == 0, done.stdout
    dead = tmp_path / "dead.md"
    dead.write_text("# A\n[b](#b)\n")
    assert follow(dead).returncode != 0


def test_the_readme_leads_to_every_document():
    leading = {link for document in DOCUMENTS for link in re.findall(r"\]\((?:docs/)?([a-z-]+\.md)", read(document))}
    assert leading == {document.name for document in DOCUMENTS[1:]}
