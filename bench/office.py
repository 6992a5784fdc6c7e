"""What writes spreadsheets and documents, beside the libraries that could: processor time, memory, what importing costs."""

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from random import Random
from statistics import median
from typing import Any

from bench.ground import Ground
from bench.serving import ROOT
from bench.table import Row, alone

CLAUSES, ORGANISATIONS, ANSWERS, QUESTIONS = 60, 200, 10_000, 60
TIMES = 3
SAID = (
    "The library is where our members meet each other.",
    "Rooms are hard to book in the evening, above all for small associations.",
    "Nobody told us what became of the last answers.",
)

type Table = tuple[list[str], Iterator[list[Any]]]


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """Each import and each file by ours and by the library, every one in a process of its own."""
    for name, (what, *_calls) in MADE.items():
        ours, theirs = apart(name, 0), apart(name, 1)
        yield Row(f"office: {what}", told(ours), told(theirs), f"{theirs[0] / ours[0]:.1f}")


def apart(name: str, which: int) -> tuple[float, float]:
    """The median seconds of processor time, and by how many MiB the process grew."""
    code = f"from bench import office; office.measure('{name}', {which})"
    runs = []
    for _each in range(TIMES):
        made = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
        runs.append([float(each) for each in made.stdout.split()])
    return median(each[0] for each in runs), median(each[1] for each in runs)


def told(run: tuple[float, float]) -> str:
    """Both in words."""
    return f"{run[0]:.2f} s CPU, {run[1]:.0f} MiB"


def measure(name: str, which: int) -> None:
    """Print what one call costs in this process. Importing is counted apart, before the files."""
    if not name.startswith("import"):
        for module in ("punos.core.office.sheets", "punos.core.office.words", "xlsxwriter", "docx"):
            import_module(module)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _what, ours, theirs = MADE[name]
    (theirs if which else ours)()
    took, grown = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(took, grown / 1024)


def matrix(draw: Random) -> Table:
    """Clauses down, organisations across, a statement in each cell."""
    header = ["Clause", *(f"Invented association {each}" for each in range(ORGANISATIONS))]
    lines = ([f"Clause {each}", *(statement(draw) for _ in range(ORGANISATIONS))] for each in range(CLAUSES))
    return header, lines


def one_by_one(draw: Random) -> Table:
    """Each of these statements in a row of its own, as on the second sheet of the matrix."""
    header = ["Clause", "Organisation", "Stance", "Passage", "Said", "Proposed", "Language", "Address"]
    lines = (
        [f"Clause {each % CLAUSES}", f"Invented association {each % ORGANISATIONS}", "for", "",
         statement(draw), draw.choice(SAID), "en", f"https://example.org/en/statements/{each}/"]
        for each in range(CLAUSES * ORGANISATIONS)
    )  # fmt: skip
    return header, lines


def answers(draw: Random) -> Table:
    """A row for each answer, numbers and words."""
    header = [f"Question {each}" for each in range(QUESTIONS)]
    lines = (
        [draw.randint(1, 5) if each % 3 else draw.choice(SAID) for each in range(QUESTIONS)]
        for _ in range(ANSWERS)
    )
    return header, lines


def statement(draw: Random) -> str:
    """What one organisation said, half of them with other words."""
    said = " ".join(draw.sample(SAID, 2))
    return f"[for]\n{said}\nProposed wording: {draw.choice(SAID)}" if draw.random() < 0.5 else said


def by_ours(*tables: Callable[[Random], Table]) -> None:
    from punos.core.office.sheets import Sheet, spreadsheet

    spreadsheet("Title", [Sheet("Sheet", *table(Random(7))) for table in tables])


def by_xlsxwriter(*tables: Callable[[Random], Table]) -> None:
    """Row by row into a file, which is how it needs least memory."""
    import xlsxwriter

    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True}) as book:
        look = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            header, lines = table(Random(7))
            sheet = book.add_worksheet()
            for number, line in enumerate(chain([header], lines)):
                for column, cell in enumerate(line):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                    write(number, column, cell, look)


def document_by_ours() -> None:
    from punos.core.office.words import Paper

    paper, draw = Paper("Title", "en"), Random(7)
    for clause in range(CLAUSES):
        paper.heading(f"Clause {clause}", 2)
        for each in range(ORGANISATIONS):
            paper.paragraph("(for)", bold=f"Invented association {each}")
            paper.quote(statement(draw))
    paper.file()


def document_by_python_docx() -> None:
    """Elements appended directly: its own paragraphs look their style up each time."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document, draw = docx.Document(), Random(7)
    ids = {name: document.styles[name].style_id for name in ("Heading 2", "Normal", "Quote")}
    end = document.element.body[-1]

    def paragraph(text: str, style: str, bold: str = "") -> None:
        made, properties, styled = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        styled.set(qn("w:val"), ids[style])
        properties.append(styled)
        made.append(properties)
        for words in filter(None, (bold, text)):
            run = OxmlElement("w:r")
            if words == bold:
                look = OxmlElement("w:rPr")
                look.append(OxmlElement("w:b"))
                run.append(look)
            for line in words.splitlines():
                letters = OxmlElement("w:t")
                letters.text = line
                run.append(letters)
            made.append(run)
        end.addprevious(made)

    for clause in range(CLAUSES):
        paragraph(f"Clause {clause}", "Heading 2")
        for each in range(ORGANISATIONS):
            paragraph("(for)", "Normal", bold=f"Invented association {each}")
            paragraph(statement(draw), "Quote")
    document.save(io.BytesIO())


MADE: dict[str, tuple[str, Callable[[], Any], Callable[[], Any]]] = {  # what; by ours; by the library
    "import_sheets": (
        "importing what writes spreadsheets; XlsxWriter",
        lambda: import_module("punos.core.office.sheets"),
        lambda: import_module("xlsxwriter"),
    ),
    "import_words": (
        "importing what writes documents; python-docx",
        lambda: import_module("punos.core.office.words"),
        lambda: import_module("docx"),
    ),
    "matrix": (
        f"matrix of {CLAUSES} clauses and {ORGANISATIONS} organisations with its list of statements, XLSX",
        lambda: by_ours(matrix, one_by_one),
        lambda: by_xlsxwriter(matrix, one_by_one),
    ),
    "answers": (
        f"{ANSWERS:,} rows of {QUESTIONS} columns, XLSX",
        lambda: by_ours(answers),
        lambda: by_xlsxwriter(answers),
    ),
    "document": (
        f"{CLAUSES * ORGANISATIONS:,} statements, DOCX",
        document_by_ours,
        document_by_python_docx,
    ),
}


def main() -> Iterator[Row]:
    """By itself; it needs no database."""
    yield from rows()


if __name__ == "__main__":
    alone(main)
