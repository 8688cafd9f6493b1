"""What is installed is whole: wheel and sdist hold all that is needed, and work without the checkout."""

import inspect
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import NOW, ROOT
from kaluga_site import __version__, api


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """The folder in which a wheel and an sdist of the checkout lie, made without a network."""
    folder = tmp_path_factory.mktemp("dist")
    hatchling = Path(sysconfig.get_path("scripts"), "hatchling")
    command = [hatchling, "build", "-d", folder, "-t", "wheel", "-t", "sdist"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def names_in(wheel):
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def typeface_in(wheel):
    with zipfile.ZipFile(wheel) as opened:
        return opened.read("kaluga_site/static/kaluga-serif.woff2")


def test_the_wheel_holds_everything_that_is_needed(packed):
    (wheel,) = packed.glob("*.whl")
    assert wheel.name == f"kaluga_site-{__version__}-py3-none-any.whl"
    source = ROOT / "src"
    files = [file for file in (source / "kaluga_site").rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    wanted = {file.relative_to(source).as_posix() for file in files}
    for name in ("templates", "static"):
        files = [file for file in (ROOT / name).rglob("*") if file.is_file()]
        wanted |= {f"kaluga_site/{file.relative_to(ROOT).as_posix()}" for file in files}
    assert {"kaluga_site/py.typed", "kaluga_site/static/card.png", "kaluga_site/starter/gitignore"} < wanted
    about = f"kaluga_site-{__version__}.dist-info"
    wanted |= {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert names_in(wheel) == wanted


def test_a_wheel_made_of_the_sdist_is_the_same(packed, tmp_path):
    (sdist,), (wheel,) = packed.glob("*.tar.gz"), packed.glob("*.whl")
    with tarfile.open(sdist) as opened:
        opened.extractall(tmp_path, filter="data")
    folder = tmp_path / sdist.name.removesuffix(".tar.gz")
    assert {"LICENSE", "README.md", "CHANGELOG.md", "tests", "docs"} < {file.name for file in folder.iterdir()}
    hatchling = Path(sysconfig.get_path("scripts"), "hatchling")
    subprocess.run([hatchling, "build", "-d", tmp_path, "-t", "wheel"], cwd=folder, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    assert names_in(again) == names_in(wheel)
    assert typeface_in(again) == typeface_in(wheel)  # it was made once more


def test_what_is_installed_begins_and_builds_an_archive_without_the_checkout(packed, tmp_path):
    (wheel,) = packed.glob("*.whl")
    installed = tmp_path / "installed"
    shutil.unpack_archive(wheel, installed, "zip")
    script = "import kaluga_site.cli as cli; print(cli.__file__); cli.main()"
    environment = os.environ | {"PYTHONPATH": str(installed)}

    def run(*words, **others):
        command = [sys.executable, "-c", script, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, **others)
        assert done.stdout.startswith(str(installed))
        return done

    run("init", "my-archive", cwd=tmp_path)
    archive = tmp_path / "my-archive"
    run("import", "-", "--add", cwd=archive, input="(PNTĐ) - Một bài\nNgày 1/2/2025, ông Trần Văn Nam nói về 3 tấn.\n")
    assert "1 article in " in run("build", cwd=archive).stdout
    assert (archive / "_site/static/style.css").read_bytes() == (ROOT / "static/style.css").read_bytes()
    assert "SIL OPEN FONT LICENSE" in (archive / "_site/static/kaluga-serif-OFL.txt").read_text(encoding="utf-8")
    assert (archive / "_site/nhan-vat/tran-van-nam.html").is_file()


def test_programs_may_build_and_check(make_archive):
    archive = make_archive({"articles/2025/mot.txt": "Một bài\nNgày 1/2/2025 có tin.", "articles/2025/hai.txt": ""})
    found = api.check(str(archive), now=NOW)
    assert [(problem.code, problem.severity) for problem in found.problems] == [("empty-file", api.Severity.ERROR)]
    assert api.build(archive, now=NOW).published is None
    (archive / "articles/2025/hai.txt").unlink()
    built = api.build(archive, archive / "public", api.Options(base_url="https://example.org/"), jobs=2)
    assert isinstance(built.published, api.Published)
    assert built.published.written == len([file for file in (archive / "public").rglob("*") if file.is_file()]) - 1
    assert (archive / "public/sitemap.xml").is_file()


@pytest.mark.parametrize("name", api.__all__)
def test_what_programs_may_use_is_explained(name):
    assert inspect.getdoc(getattr(api, name))
