"""The compiled code of patterns, kept for the next process: it must find what `re` finds, or not be used."""

import marshal
import re
import subprocess
import sys

import pytest

from kaluga_site import patterns
from kaluga_site.patterns import _Patterns

PATTERNS = [
    (r"(?P<low>\d{1,3}(?:\.\d{3})*)(?:,(?P<decimals>\d+))?\s?(?:%|tỷ|triệu)(?!\w)", 0),
    (r"(?<!\w)(?:ông|bà)\s[A-ZĐ]\w+(?:\s[A-ZĐ]\w+)*+", 0),
    (r"HÀ NỘI", re.IGNORECASE),
    (r"^dòng$", re.MULTILINE),
]
TEXT = "Ông Lê Văn A và bà Đào nói: 1.234,5 tỷ đồng, 20% ở hà nội.\ndòng\nKết thúc."


def found(pattern):
    return [(match.span(), match.groups(), match.groupdict()) for match in pattern.finditer(TEXT)]


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache" / "kept.patterns"


def refuse(*_):
    raise AssertionError("compiled anew")


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_the_next_process_takes_what_was_compiled(file, monkeypatch, pattern, flags):
    usual, first, second = re.compile(pattern, flags), _Patterns(file), _Patterns(file)
    fresh = first.compile(pattern, int(flags))
    first.keep()
    monkeypatch.setattr(patterns, "_code_of", refuse)
    kept = second.compile(pattern, int(flags))
    for one in (fresh, kept):
        assert found(one) == found(usual)
        assert (one.pattern, one.flags, one.groups) == (usual.pattern, usual.flags, usual.groups)
        assert dict(one.groupindex) == dict(usual.groupindex)


def test_what_two_processes_compile_is_kept_together(file):
    one, other = _Patterns(file), _Patterns(file)
    one.compile("a+", 0)
    other.compile("b+", 0)
    one.keep()
    other.keep()
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert set(marshal.loads(file.read_bytes())[1]) == {("a+", 0), ("b+", 0)}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00 no marshal",
        marshal.dumps(("another Python", {("a+", 0): (0, b"", 0, {}, ())})),
        marshal.dumps((sys.version, {("a+", 0): (0, b"\xff" * 40, 0, {}, (None,))})),
        marshal.dumps((sys.version, {("a+", 0): ("no", "code")})),
        marshal.dumps((sys.version, "no patterns")),
        marshal.dumps("no pair"),
    ],
)
def test_what_cannot_be_used_is_compiled_anew(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert _Patterns(file).compile("a+", 0).findall("caat") == ["aa"]


def lack(*_):
    raise AttributeError("_code")


def test_without_what_re_hides_it_compiles_as_always(file, monkeypatch):
    monkeypatch.setattr(patterns, "_code_of", lack)
    kept = _Patterns(file)
    assert kept.compile("a+", 0).findall("caat") == ["aa"]
    kept.keep()
    assert not file.exists()


def test_a_wrong_pattern_is_told_as_re_tells_it(file):
    with pytest.raises(re.error, match="unterminated"):
        _Patterns(file).compile("(a", 0)


def test_nothing_is_written_where_python_writes_no_bytecode(file, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept = _Patterns(file)
    kept.compile("a+", 0)
    kept.keep()
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_bytes(b"")
    kept = _Patterns(tmp_path / "file" / "kept.patterns")
    kept.compile("a+", 0)
    kept.keep()


def test_too_many_are_thrown_away(file, monkeypatch):
    monkeypatch.setattr(patterns, "_MOST", 2)
    for name in ("a+", "b+", "c+"):
        kept = _Patterns(file)
        kept.compile(name, 0)
        kept.keep()
    assert set(marshal.loads(file.read_bytes())[1]) == {("c+", 0)}


def test_it_stands_beside_the_bytecode(tmp_path):
    """As Python's own: below the folder that PYTHONPYCACHEPREFIX names, where it names one."""
    code = "from kaluga_site import patterns; patterns.compiled('a+'); patterns.keep_patterns(); print(patterns._FILE)"
    environment = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PATH": ""}
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert shown.stdout.startswith(str(tmp_path))
    assert len(list(tmp_path.rglob("*.patterns"))) == 1
