"""Files for office programs open in the libraries that read them, and hold what was written and nothing else."""

import io

import docx
import openpyxl
import pytest

from punos.core.office.sheets import Sheet, spreadsheet
from punos.core.office.words import Paper


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(spreadsheet("Title", sheets)))


@pytest.mark.parametrize("words", ["=1+1", "+358", "-2", "@here", '=HYPERLINK("http://x")'])
def test_spreadsheet_holds_no_formula(words: str) -> None:
    cell = opened(Sheet("One", ["Head"], [[words]])).worksheets[0]["A2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_spreadsheet_holds_numbers_texts_and_gaps() -> None:
    sheet = opened(
        Sheet("One", ["A", "B", "C"], [["a <b> & \u00e4\x01", 2.5, None], ["c", 3, ""]])
    ).worksheets[0]

    rows = [list(row) for row in sheet.values]

    assert rows == [["A", "B", "C"], ["a <b> & \u00e4", 2.5, None], ["c", 3, None]]


def test_spreadsheet_cuts_what_no_cell_holds() -> None:
    cell = opened(Sheet("One", ["A"], [["a" * 40_000]])).worksheets[0]["A2"]

    assert len(cell.value) == 32_001


def test_sheets_have_names_that_spreadsheets_allow() -> None:
    named = [Sheet(name, ["A"], []) for name in ("a[b]/c", "A b c", "x" * 40, "x" * 40, "")]

    assert opened(*named).sheetnames == ["a b  c", "A b c", "x" * 31, f"{'x' * 27} 2", "1"]


def test_document_has_an_outline_quotes_and_a_language() -> None:
    paper = Paper("Title & more", "fi")
    paper.heading("First")
    paper.paragraph("one\ntwo", bold="Who:")
    paper.quote("ord", language="sv")
    paper.room()

    read = docx.Document(io.BytesIO(paper.file()))

    assert [(each.style.name, each.text) for each in read.paragraphs if each.style] == [
        ("Title", "Title & more"),
        ("Heading 1", "First"),
        ("Normal", "Who: one\ntwo"),
        ("Quote", "ord"),
        ("Room", ""),
    ]
    assert (read.core_properties.title, read.core_properties.language) == ("Title & more", "fi-FI")
    assert 'w:lang w:val="sv-FI"' in read.paragraphs[3]._p.xml


def test_wide_table_is_cut_into_several_with_the_first_column_in_each() -> None:
    paper = Paper("Title", "en")
    paper.table(["row", *"abcdefgh"], [["x", *"12345678"]], caption="Wide")

    tables = docx.Document(io.BytesIO(paper.file())).tables

    assert [[cell.text for cell in each.rows[1].cells] for each in tables] == [
        ["x", "1", "2", "3", "4", "5", "6"],
        ["x", "7", "8"],
    ]
