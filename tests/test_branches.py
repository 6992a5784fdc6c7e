"""The tests' own eye for branches sees what coverage's tracer sees."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from coverage import Coverage

from tests.branches import Branches

PROGRAM = """
import contextlib


def sizes(numbers):
    for number in numbers:
        if number > 10:
            yield "large"
        elif number < 0:
            yield "negative"
        else:
            yield "small"


def first(words, wanted):
    for word in words:
        if word == wanted:
            break
    else:
        return None
    return word


def tried(value):
    try:
        with contextlib.suppress(KeyError):
            return {1: "one"}[value] if value else int("x")
        while value > 2:
            value -= 1
    except ValueError:
        return "not a number"
    finally:
        value = None
    return [
        each
        for each in "ab"
        if each
    ]


def never(value):
    return "yes" if value else "no"


class Thing:
    def __init__(self, name=""):
        if name:
            self.name = name


async def later(awaited):
    if awaited:
        await awaited
    return 1


got = [list(sizes([1, 11])), first("ab", "b"), tried(0), tried(5), Thing()]
with contextlib.suppress(StopIteration):
    later(None).send(None)
waiting = sizes([50, 60])
next(waiting)
with contextlib.suppress(RuntimeError):
    waiting.throw(RuntimeError)
"""


def missing(folder: Path, program: Path) -> tuple[list[int], list[list[int]]]:
    """The lines and the branches of a program that a report calls missing."""
    coverage = Coverage(data_file=str(folder / "data"), branch=True, config_file=False)
    coverage.combine([str(folder)])
    coverage.json_report(outfile=str(folder / "report.json"))
    (told,) = json.loads((folder / "report.json").read_text())["files"].values()
    return told["missing_lines"], told.get("missing_branches", [])


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of which some branches are taken."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    return path


def test_branches_are_those_that_coverage_sees(program: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("program", program)
    assert spec is not None
    assert spec.loader is not None
    branches = Branches([program])
    branches.begin()
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    branches.end()
    branches.keep(tmp_path / "own" / "data")
    (tmp_path / "theirs").mkdir()
    theirs = ["--branch", "--rcfile=/dev/null", f"--data-file={tmp_path / 'theirs' / 'data.1'}"]
    subprocess.run([sys.executable, "-m", "coverage", "run", *theirs, str(program)], check=True)

    own = missing(tmp_path / "own", program)

    assert own == missing(tmp_path / "theirs", program)
    assert own == ([10, 20, 42, 48, 53], [[9, 10], [16, 20], [47, 48], [52, 53]])


def test_file_that_was_never_read_is_missing_whole(program: Path, tmp_path: Path) -> None:
    Branches([program]).keep(tmp_path / "data")

    lines, _branches = missing(tmp_path, program)
    assert (lines[0], lines[-1], len(lines)) == (2, 63, 41)
