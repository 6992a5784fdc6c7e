"""Load from wrk: one address at a time, ours and the floor in turn, so that both meet the same machine."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.serving import Server
from bench.table import Row, spread

CONNECTIONS = 16
SECONDS = 2
ROUNDS = 5
PATIENCE = 20  # seconds that an answer may take on a busy machine before it counts as none
TROUBLE = re.compile(r"Non-2xx or 3xx responses: \d+|Socket errors: .*")


@dataclass(frozen=True)
class Case:
    """What is asked of which server; a script (with its arguments) says what a plain GET can't."""

    server: Server
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    script: Path | None = None
    arguments: Sequence[str] = ()


@dataclass(frozen=True)
class Load:
    """What one run of wrk reached: answers per second, and processor time of the server per answer."""

    per_second: float
    cpu_ms: float


def run(case: Case, *, seconds: int = SECONDS) -> Load:
    """Load one address for some seconds; an answer that is an error ends the whole run."""
    command = [wrk(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"--timeout={PATIENCE}s"]
    command += [word for name, value in case.headers.items() for word in ("-H", f"{name}: {value}")]
    command += ["-s", str(case.script)] if case.script else []
    command += [case.server.address + case.path]
    command += ["--", *case.arguments] if case.arguments else []
    before = case.server.cpu_seconds()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = case.server.cpu_seconds() - before
    if trouble := TROUBLE.search(said):
        sys.exit(f"bench: {case.server.address}{case.path} answered badly under load: {trouble[0].strip()}")
    answers = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert answers and rate  # noqa: PT018 - wrk always tells both
    return Load(float(rate[1]), 1_000 * spent / max(1, int(answers[1])))


def compare(what: str, ours: Case, floor: Case, *, goal: float) -> Row:
    """Ours and the floor in turn, after a short run of each that is not counted."""
    for case in (ours, floor):
        run(case, seconds=1)
    pairs = [(run(ours), run(floor)) for _round in range(ROUNDS)]
    ratios = [mine.per_second / theirs.per_second for mine, theirs in pairs]
    return Row(
        what,
        told([mine for mine, _theirs in pairs]),
        told([theirs for _mine, theirs in pairs]),
        spread(ratios),
        f">= {goal}",
        median(ratios) >= goal,
    )


def told(loads: Sequence[Load]) -> str:
    """The medians of several runs."""
    per_second = median(load.per_second for load in loads)
    return f"{per_second:,.0f}/s ({median(load.cpu_ms for load in loads):.2f} ms CPU)"


def wrk() -> str:
    """Where wrk is; without it there is nothing to measure with."""
    found = shutil.which("wrk")
    if found is None:
        sys.exit("bench: wrk makes the load and is not there: apt-get install wrk, or brew install wrk.")
    return found
