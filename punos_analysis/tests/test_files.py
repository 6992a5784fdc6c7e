"""The open data as files, and back without loss."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punos_analysis import files
from punos_analysis.brainstorm import Figures, IdeaRow, OpenData, analyse
from punos_analysis.ratings import Scale
from punos_analysis.tables import BrokenFile
from punos_analysis.tests.factories import town

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def fault(name: str, text: str | None) -> str:
    texts = files.write(town())
    if text is None:
        del texts[name]
    else:
        texts[name] = text
    with pytest.raises(BrokenFile) as caught:
        files.read(texts)
    return str(caught.value)


@pytest.mark.parametrize("scale", list(Scale))
@pytest.mark.parametrize("notes", [(), ("Sample material:\ninvented answers",)])
def test_read_gives_back_what_write_was_given(scale: Scale, notes: tuple[str, ...]) -> None:
    data = town(scale)

    assert files.read(files.write(data, notes=notes)) == data


def test_read_passes_over_a_byte_order_mark() -> None:
    texts = {name: "\ufeff" + text for name, text in files.write(town(), notes=["note"]).items()}

    assert files.read(texts) == town()


def test_write_puts_notes_first_one_a_line() -> None:
    texts = files.write(town(), notes=["Sample\nmaterial", "Two"])

    assert {text[: text.index("\n", 20)] for text in texts.values()} == {"# Sample material\n# Two"}


def test_write_names_the_scale_in_the_last_column() -> None:
    assert (
        files.write(town(Scale.SEVEN))["ratings.csv"].splitlines()[0]
        == "idea,voice,organisation,one_to_seven"
    )


def test_write_guards_texts_that_a_spreadsheet_would_run() -> None:
    rows = list(csv.DictReader(io.StringIO(files.write(town())["ideas.csv"], newline="")))

    assert rows[0]["text"] == "'=Idea 0, \u00e4\n#more"


@given(CELLS)
def test_guarded_texts_never_begin_as_a_formula_and_come_back(text: str) -> None:
    assert not files.guarded(text).startswith(files.FORMULA)
    assert files.unguarded(files.guarded(text)) == text


@given(CELLS)
def test_any_text_survives_its_file(text: str) -> None:
    data = town(number=4)
    written: OpenData = OpenData(
        scale=data.scale,
        participation=data.participation,
        ideas=(IdeaRow("1", "published", "fi", "0", text),),
        ratings=(),
        background=(),
        registry=(),
    )

    assert files.read(files.write(written, notes=["n"])).ideas[0].text == text


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("ideas.csv", None, "ideas.csv: the file is not there"),
        ("ideas.csv", "# note\nidea\n", "ideas.csv, line 2: missing column state, language, rated, text"),
        (
            "ratings.csv",
            "idea,voice,organisation\n",
            "ratings.csv, line 1: one column must be agreement or one_to_seven",
        ),
        (
            "ratings.csv",
            "idea,voice,organisation,agreement\n1,1,0,2\n",
            "ratings.csv, line 2: rating 2 is not from -1 to 1",
        ),
        (
            "ratings.csv",
            "idea,voice,organisation,agreement\n1,x,0,1\n",
            "ratings.csv, line 2: voice is not a whole number: 'x'",
        ),
        (
            "participation.csv",
            "capacity,voices,head_count\nresident,1,\n",
            "participation.csv: no row for active",
        ),
        (
            "background.csv",
            "dimension,code,shown,why\na,b,1,maybe\n",
            "background.csv, line 2: why is 'maybe', not one of shown, primary, complementary, withheld",
        ),
        (
            "ratings.csv",
            "idea,voice,organisation,agreement\naway,1,0,1\n",
            "ratings.csv, line 2: rating of idea away, which ideas.csv does not publish",
        ),
        (
            "ideas.csv",
            "idea,state,language,rated,text\n1,published,fi,9,a\n1,published,fi,9,b\n",
            "ideas.csv, line 3: idea 1 is there twice",
        ),
        ("registry.csv", "#", "registry.csv, line 1: missing column dimension, code, organisations"),
    ],
)
def test_read_names_file_line_and_reason(name: str, text: str | None, reason: str) -> None:
    assert fault(name, text) == reason


@pytest.mark.parametrize("notes", [(), ("Sample material",)])
def test_figures_are_written_with_notes_and_read_without(notes: tuple[str, ...]) -> None:
    figures = analyse(town(number=5))

    text = files.write_figures(figures, notes=notes)

    assert ("Sample material" in text) == bool(notes)
    read = files.read_figures(text)
    assert read == files.read_figures(figures.to_json())
    assert Figures.from_json(text).to_json() == figures.to_json()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{\n,", "figures.json, line 2: not JSON"), ("[]", "figures.json, line 1: no figures in it")],
)
def test_read_figures_refuses_something_else(text: str, reason: str) -> None:
    with pytest.raises(BrokenFile) as caught:
        files.read_figures(text)

    assert str(caught.value) == reason
