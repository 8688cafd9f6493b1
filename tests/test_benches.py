"""What measures must itself work: a build changes, and nobody measures each time."""

import subprocess
import sys

from conftest import ROOT

INDEX = """
import sys
from pathlib import Path
import search
from search_corpus import corpus
spent, _ = search.build_ours(corpus(40).pieces, Path(sys.argv[1]))
assert all(spent.values()), spent
"""


def test_what_measures_search_makes_all_files_of_an_index(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", INDEX, tmp_path],
        env={"PYTHONPATH": str(ROOT / "tests/bench")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    index = tmp_path / "tim-kiem"
    assert (index / "muc-luc.js").is_file()
    for folder in (one for one in index.iterdir() if one.is_dir() and one.name[0].isdigit()):
        assert {len(list(folder.glob(pattern))) for pattern in ("bai.*.js", "tu.*.js", "tu-0-*.js")} == {1}
