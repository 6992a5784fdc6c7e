"""Which branches of some files are taken, as data for `coverage report`: what `make test` asks of rules and actions.

Coverage's own tracer is called at each line of every library, which takes half as long again as the tests. Python calls
this one in the measured files alone. (From Python 3.14 on coverage can do so itself.)
"""

import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import CodeType

from coverage import CoverageData

monitoring = sys.monitoring
ROOT = Path(__file__).resolve().parent.parent
NUMBERS = range(6)  # under which Python lets tools watch it at the same time


def reported_files() -> list[Path]:
    """The files that `coverage report` reports."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["coverage"]["report"]["include"]
    return sorted(path for pattern in told for path in ROOT.glob(pattern))


class Branches:
    """The arcs from line to line that were taken in these files; coming and going are the negative first line."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.taken: dict[str, set[tuple[int, int]]] = {str(path): set() for path in files}
        self.last: dict[int, int] = {}  # by frame: the line that was reached last
        self.number = next(number for number in NUMBERS if monitoring.get_tool(number) is None)

    def begin(self) -> None:
        """Watch from now on, in all threads."""
        events = monitoring.events
        self.inside = events.LINE | events.PY_START | events.PY_RESUME | events.PY_RETURN
        monitoring.use_tool_id(self.number, "branches")
        monitoring.register_callback(self.number, events.PY_START, self._begun)
        monitoring.register_callback(self.number, events.PY_RESUME, self._resumed)
        monitoring.register_callback(self.number, events.LINE, self._reached)
        monitoring.register_callback(self.number, events.PY_RETURN, self._returned)
        monitoring.set_events(self.number, events.PY_START)

    def end(self) -> None:
        """Watch no longer."""
        monitoring.set_events(self.number, 0)
        monitoring.free_tool_id(self.number)

    def keep(self, data_file: Path) -> None:
        """Write down what was taken; a file that was never read is there with nothing."""
        data_file.parent.mkdir(parents=True, exist_ok=True)
        data = CoverageData(str(data_file), suffix=True)
        data.add_arcs({name: arcs for name, arcs in self.taken.items() if arcs})
        data.touch_files(self.taken)
        data.write()

    def _begun(self, code: CodeType, _offset: int) -> object:
        if code.co_filename not in self.taken:
            return monitoring.DISABLE  # this function is not asked about again
        monitoring.set_local_events(self.number, code, self.inside)
        self.last[id(sys._getframe(1))] = -code.co_firstlineno
        return None

    def _resumed(self, _code: CodeType, _offset: int) -> None:
        frame = sys._getframe(1)
        self.last[id(frame)] = frame.f_lineno

    def _reached(self, code: CodeType, line: int) -> None:
        frame = id(sys._getframe(1))
        self.taken[code.co_filename].add((self.last.get(frame, line), line))
        self.last[frame] = line

    def _returned(self, code: CodeType, _offset: int, _value: object) -> None:
        last = self.last.pop(id(sys._getframe(1)), None)
        if last is not None:
            self.taken[code.co_filename].add((last, -code.co_firstlineno))
