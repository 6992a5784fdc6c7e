"""The largest shared conversation (vTaiwan), brought in and computed: seconds, and peak memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from bench import ground
from bench.ground import Ground
from bench.serving import ROOT
from bench.table import Row, alone

SET = "polis/vtaiwan.uberx"
COMPUTE = (
    "import django; django.setup(); from punos.consultations.tasks import computing; computing.compute({key})"
)


def rows(_on: Ground) -> Iterator[Row]:
    """Import, then results, each in a process of its own; what came in is taken out again."""
    data = ground.data_folder()
    if data is None or not (data / SET).is_dir():
        yield Row("vTaiwan: import and results", "no data: name its folder as PUNOS_DATA")
        return
    from django.utils import timezone

    from bench.filling import announced
    from punos.consultations.models import Consultation

    process = announced(f"imported-{os.getpid()}", timezone.now())
    manage = [sys.executable, str(ROOT / "manage.py")]
    yield measured("vTaiwan: import", [*manage, "import_polis", str(data / SET), "--process", process.slug])
    key = Consultation.objects.values_list("pk", flat=True).get(process=process)
    yield measured("vTaiwan: results", [sys.executable, "-c", COMPUTE.format(key=key)])


# A process begins with the memory of whoever starts it as its highest: so a small one starts it, and tells what it used.
STARTER = """
import json, os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_pid, status, used = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def measured(what: str, command: Sequence[str]) -> Row:
    """Seconds, processor time and peak memory of one command."""
    began = time.monotonic()
    starter = [sys.executable, "-c", STARTER, *command]
    told = subprocess.run(starter, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    code, cpu, highest = json.loads(told.stdout)
    if code:
        sys.exit(f"bench: {what} ended with exit code {code}; its own words stand above.")
    peak = highest / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Row(what, f"{time.monotonic() - began:.1f} s ({cpu:.1f} s CPU), peak {peak:,.0f} MiB")


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
