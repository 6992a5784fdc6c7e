"""Every fault of a file is named with its line and its reason."""

import pytest

from punos_analysis.tables import BrokenFile, decoded, rows, table


def fault(text: str, columns: str = "a b") -> str:
    with pytest.raises(BrokenFile) as caught:
        table(text, file="t.csv", columns=columns.split())
    return str(caught.value)


def test_rows_begin_on_the_line_that_an_editor_shows() -> None:
    text = 'a,b\n"one\ntwo","x"\n\n3,4\n'

    assert list(rows(text, file="t.csv")) == [(1, ["a", "b"]), (2, ["one\ntwo", "x"]), (5, ["3", "4"])]


def test_table_names_its_cells() -> None:
    names, lines = table("a, b\n 1 ,2\n", file="t.csv", columns=["b"])

    assert names == ["a", "b"]
    assert (lines[0].text("a"), lines[0].whole("b"), lines[0].number) == ("1", 2, 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\n1\n", "t.csv, line 1: missing column b"),
        ("", "t.csv, line 1: missing column a, b"),
        ("a,b,a\n1,2,3\n", "t.csv, line 1: column 'a' is there twice"),
        ("a,b\n1,2\n1\n", "t.csv, line 3: 1 cells where the first line has 2"),
        ("a,b\n", "t.csv: no rows"),
        ('a,b\n1,2\n"x\ny,2\n3,4\n', "t.csv, line 3: a quote is opened and never closed"),
        (f'a,b\n"{"x" * 140_000}', "t.csv, line 2: a quote is opened and never closed"),
        (
            'a,b\n"x"y,2\n',
            "t.csv, line 2: not comma-separated values (',' expected after '\"')",
        ),
    ],
)
def test_table_names_file_line_and_reason(text: str, reason: str) -> None:
    assert fault(text) == reason


def test_table_may_be_empty_where_that_is_allowed() -> None:
    assert table("a\n", file="t.csv", columns=["a"], may_be_empty=True) == (["a"], [])


def test_line_refuses_what_is_no_whole_number_or_not_among_the_words() -> None:
    _, lines = table("a\nx\n", file="t.csv", columns=["a"])

    with pytest.raises(BrokenFile, match="line 2: a is not a whole number: 'x'"):
        lines[0].whole("a")
    with pytest.raises(BrokenFile, match="line 2: a is 'x', not one of y, z"):
        lines[0].one_of("a", ["y", "z"])
    assert lines[0].one_of("a", ["x"]) == "x"


def test_decoded_takes_away_a_byte_order_mark() -> None:
    assert decoded(b"\xef\xbb\xbfa", file="t.csv") == "a"


def test_decoded_names_the_line_that_is_not_utf8() -> None:
    with pytest.raises(BrokenFile) as caught:
        decoded(b"a\nb\n\xe4", file="t.csv")

    assert (caught.value.file, caught.value.line, caught.value.reason) == ("t.csv", 3, "not UTF-8")
