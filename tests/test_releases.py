"""Drafts and dates decide which articles a site shows; of the others it has no trace."""

import datetime
import random
import shutil

import pytest
from click.testing import CliRunner

from conftest import NOW, tree
from kaluga_site import pipeline
from kaluga_site.cli import main
from kaluga_site.model.build import Options

TEXT = "Ông Nguyễn Văn {name} nói kim ngạch đạt {n} triệu USD vào ngày {n}/3/2019. “Còn hơn thế nữa”, ông {name} nói."
ARTICLE = "---\ntitle: Bài {n}\n{dates}\ntopics: [Chủ đề {n}]\nredirects: [bai-viet/cu/{n}.html]\n---\n" + TEXT + "\n"
DATES = [
    "date: 2026-11-20",
    "date: 2026-11-24",
    "date: 2026-11-24\nexpires: 2026-11-25",
    "date: 2026-12",
    "date: 2026-11-23\ndraft: true",
    "date: 2025\ndraft: true\nexpires: 2026-11-24",
    "date: 2026-11-23?",
    "expires: 2026-11",
]
SECRETS = {"draft": "draft: true\ndate: 2026-11-20", "future": "date: 2026-11-24", "expired": "expires: 2026-11-20"}


def article(n, dates):
    return ARTICLE.format(n=n, dates=dates, name="ABCDEFGHIKLMNOP"[n])


@pytest.fixture
def dated(make_archive):
    articles = {f"articles/2026/bai-{n}.md": article(n, dates) for n, dates in enumerate(DATES, 1)}
    return make_archive({**articles, "site.yaml": "base_url: https://a.vn\noai_admin: a@a.vn\n"})


@pytest.mark.parametrize("release", SECRETS)
def test_what_is_not_for_everybody_leaves_no_trace(make_archive, build, release):
    shown = {f"articles/2026/bai-{n}.md": article(n, "date: 2026-11-20") for n in range(1, 4)}
    archive = make_archive({**shown, "site.yaml": "base_url: https://a.vn\noai_admin: a@a.vn\n"})
    assert build(archive).published is not None
    without = tree(archive / "_site")
    shutil.rmtree(archive / "_site")
    make_archive({"articles/2026/mat.md": article(5, SECRETS[release])})
    outcome = build(archive, cache=False)
    assert (outcome.articles, outcome.left_out) == (3, {release: ["articles/2026/mat.md"]})
    assert tree(archive / "_site") == without


@pytest.mark.parametrize(
    ("dates", "switches", "notice"),
    [
        ("date: 2026-11-20\ndraft: true", {"drafts": True}, "Bản nháp, chưa đăng."),
        ("date: 2026-11-24\ndraft: true", {"drafts": True}, "Bản nháp, chưa đăng."),
        ("date: 2026-11-24", {"future": True}, "Chưa đến ngày đăng."),
    ],
)
def test_a_preview_shows_it_and_says_so(make_archive, build, dates, switches, notice):
    archive = make_archive(
        {"articles/2026/mat.md": article(1, dates), "articles/2026/khac.md": article(2, "date: 2026")}
    )
    assert build(archive).articles == 1
    outcome = build(archive, **switches)
    assert (outcome.articles, outcome.left_out) == (2, {})
    page = (archive / "_site/bai-viet/2026/mat.html").read_text(encoding="utf-8")
    assert f'<p class="notice">{notice}</p>' in page
    assert '<meta name="robots" content="noindex">' in page
    other = (archive / "_site/bai-viet/2026/khac.html").read_text(encoding="utf-8")
    assert "notice" not in other
    assert "noindex" not in other
    assert build(archive).articles == 1


def test_on_its_day_a_page_is_no_preview_any_more(dated):
    site, address = dated / "_site", "bai-viet/2026/bai-2.html"
    pipeline.build(dated, site, NOW, Options(future=True))
    assert "Chưa đến ngày đăng." in (site / address).read_text(encoding="utf-8")
    pipeline.build(dated, site, NOW + datetime.timedelta(2), Options(future=True))
    assert "Chưa đến ngày đăng." not in (site / address).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_any_days_and_switches_give_the_site_that_building_anew_gives(dated, tmp_path, seed):
    choose = random.Random(seed)
    for step in range(5):
        now = NOW + datetime.timedelta(choose.randint(-3, 12), hours=choose.randint(0, 23))
        options = Options(drafts=choose.random() < 0.3, future=choose.random() < 0.3)
        warm = pipeline.build(dated, dated / "_site", now, options)
        copy = shutil.copytree(dated, tmp_path / str(step), ignore=shutil.ignore_patterns("_site", ".kaluga-site"))
        anew = pipeline.build(copy, copy / "_site", now, options)
        assert (warm.articles, warm.left_out) == (anew.articles, anew.left_out)
        assert tree(dated / "_site") == tree(copy / "_site")


def test_the_command_says_what_it_left_out(make_archive):
    releases = {**SECRETS, "more": "draft: true", "shown": "date: 2020"}
    archive = make_archive(
        {f"articles/{name}.md": f"---\n{dates}\n---\nMột bài.\n" for name, dates in releases.items()}
    )
    (archive / "articles/future.md").write_text("---\ndate: 9999-12-31\n---\nMột bài.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(archive)])
    future = "1 dated later than today (shown by --future): articles/future.md"
    said = f"Left out: 2 drafts (shown by --drafts); {future}; 1 expired."
    assert (done.exit_code, done.stdout.splitlines()[1]) == (0, said)
    done = CliRunner().invoke(main, ["build", str(archive), "--drafts", "--future"])
    assert done.stdout.splitlines()[-1] == "Left out: 1 expired."
