"""Documents by Typst, the longest in a process of their own: what the library keeps of one is given back at its end.

`python -m punos.core.typesetting` reads what is asked for as JSON and writes the PDF.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

LONG: Final = 200_000  # bytes of data: what is longer is made in a process of its own
ROOT: Final = Path(__file__).resolve().parent.parent.parent


def typeset(source: str, data: str, *, timestamp: int, standards: list[str]) -> bytes:
    """A PDF that keeps these standards; where a letter is in no font that comes along, one that promises nothing.

    The source finds the data in `sys.inputs.data`. `timestamp` is in seconds: the same input gives the same bytes.
    """
    if len(data) <= LONG:
        return _made(source, data, timestamp, standards)
    asked = json.dumps({"source": source, "data": data, "timestamp": timestamp, "standards": standards})
    child = [sys.executable, "-m", "punos.core.typesetting"]
    done = subprocess.run(child, input=asked.encode(), capture_output=True, check=True, cwd=ROOT)
    return done.stdout


def _made(source: str, data: str, timestamp: int, standards: list[str]) -> bytes:
    """The same here and now."""
    import typst

    given: dict[str, Any] = {
        "input": source.encode(),
        "sys_inputs": {"data": data},
        "ignore_system_fonts": True,
        "timestamp": timestamp,
    }
    strict: dict[str, Any] = {**given, "pdf_standards": standards}
    try:
        made: bytes = typst.compile(**strict)
    except typst.TypstError:
        made = typst.compile(**given)
    return made


if __name__ == "__main__":
    told = json.load(sys.stdin)
    sys.stdout.buffer.write(_made(told["source"], told["data"], told["timestamp"], told["standards"]))
