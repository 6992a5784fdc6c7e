"""Documents by Typst, each in a process of its own: what the library keeps of one is given back at its end.

It keeps how each cell and paragraph was laid out, and in one process gives none of it back before the next document.
`python -m punos.core.typesetting` reads what is asked for as JSON and writes the PDF.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent


def typeset(source: str, data: str, *, standards: list[str], timestamp: int | None = None) -> bytes:
    """A PDF that keeps these standards; where a letter is in no font that comes along, one that promises nothing.

    The source finds the data in `sys.inputs.data`. `timestamp` is in seconds: the same input gives the same bytes;
    without it the file was made now.
    """
    asked = json.dumps({"source": source, "data": data, "timestamp": timestamp, "standards": standards})
    child = [sys.executable, "-m", "punos.core.typesetting"]
    done = subprocess.run(child, input=asked.encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return done.stdout


def _made(source: str, data: str, timestamp: int | None, standards: list[str]) -> bytes:
    """The same here and now. A compiler that reads its source from a file lays out once, however often it writes."""
    import typst

    with TemporaryDirectory() as folder:
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        inputs = {"data": data}
        compiler: Any = typst.Compiler(input=main, root=folder, ignore_system_fonts=True, sys_inputs=inputs)
        try:
            made: bytes = compiler.compile(timestamp=timestamp, pdf_standards=standards)
        except typst.TypstError:
            made = compiler.compile(timestamp=timestamp)
        return made


if __name__ == "__main__":
    told = json.load(sys.stdin)
    sys.stdout.buffer.write(_made(told["source"], told["data"], told["timestamp"], told["standards"]))
