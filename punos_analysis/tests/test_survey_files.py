"""The open data of a survey as files and as a package, and back without loss; every fault is named."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punos_analysis.cli import main
from punos_analysis.comparing import verify, verify_package
from punos_analysis.files import FORMULA, read_figures, write_figures
from punos_analysis.survey import analyse_survey, read_survey, survey_package, write_survey
from punos_analysis.survey_data import TextRow
from punos_analysis.survey_package import SUMS, packed, sums, unpacked
from punos_analysis.tables import BrokenFile
from punos_analysis.tests.survey_factories import survey, values

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
DATA = survey()
FIGURES = analyse_survey(DATA)
TEXTS = write_survey(DATA)


def package(**more: object) -> bytes:
    given = {
        "name": "may",
        "titles": {"fi": "Kysely", "sv": "Enk\u00e4t"},
        "source": ("City", "https://example.org/may"),
        "notes": ["Sample\nmaterial"],
    }
    return survey_package(DATA, FIGURES, **given | more)  # type: ignore[arg-type]  # values by name


def published() -> dict[str, bytes]:
    return unpacked(package(), file="may.zip")


def fault(name: str, text: str) -> str:
    with pytest.raises(BrokenFile) as caught:
        read_survey(TEXTS | {name: text})
    return str(caught.value)


@pytest.mark.parametrize("notes", [(), ("Sample material:\ninvented answers",)])
def test_read_survey_gives_back_what_write_survey_was_given(notes: tuple[str, ...]) -> None:
    assert read_survey(write_survey(DATA, notes=notes)) == DATA


def test_write_survey_puts_notes_first_and_titles_in_columns_of_their_own() -> None:
    texts = write_survey(DATA, notes=["Sample\nmaterial"])

    assert {text.splitlines()[0] for text in texts.values()} == {"# Sample material"}
    assert texts["questions.csv"].splitlines()[1:3] == [
        "question,kind,public,lowest,highest,shown_if,shown_if_values,title_fi,title_sv,title_en",
        "role,single,yes,,,,,Mik\u00e4?,Vad?,What?",
    ]


def test_no_cell_begins_as_a_formula() -> None:
    cells = [
        cell
        for text in TEXTS.values()
        for row in csv.reader(io.StringIO(text, newline=""))
        for cell in row
        if not cell.lstrip("-").replace(".", "").isdigit()
    ]

    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert "'=Society 0" in cells


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_any_text_survives_its_file(text: str) -> None:
    data = replace(DATA, texts=(TextRow("which", 1, "fi", "published", text),), answers=(), crosstabs=())

    assert read_survey(write_survey(data, notes=["n"])).texts[0].text == text


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10**6))
def test_figures_made_from_the_files_are_those_made_from_the_data(seed: int) -> None:
    data = survey(values=values(seed))
    texts = write_survey(data)

    assert analyse_survey(read_survey(texts)) == analyse_survey(data)
    assert verify(texts | {"figures.json": write_figures(analyse_survey(data))}).differences == ()


NUMBERED = "question,part,shown,answered,once\n"
COUNTED = "question,row,value,part,answers,once\n"
CROSSED = "question,row,dimension,code,value,shown,why\n"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "questions.csv",
            "question\n",
            "questions.csv, line 1: missing column kind, public, lowest, highest,",
        ),
        (
            "questions.csv",
            TEXTS["questions.csv"] + TEXTS["questions.csv"].splitlines()[1] + "\n",
            "questions.csv, line 14: question role is there twice",
        ),
        (
            "questions.csv",
            TEXTS["questions.csv"].replace(",single,", ",choice,", 1),
            "questions.csv, line 2: kind is 'choice', not one of single, multiple, ",
        ),
        (
            "options.csv",
            TEXTS["options.csv"].replace("role,option", "rule,option", 1),
            "options.csv, line 2: question 'rule' is not in questions.csv",
        ),
        (
            "options.csv",
            TEXTS["options.csv"].replace("role,option", "role,answer", 1),
            "options.csv, line 2: role is 'answer', not one of option, row",
        ),
        (
            "answered.csv",
            NUMBERED + "role,everybody,1,1,1\n",
            "answered.csv, line 2: part is 'everybody', not one of person, organisation, group",
        ),
        (
            "answered.csv",
            NUMBERED + "role,person,many,1,\n",
            "answered.csv, line 2: shown is 'many', not a number, 1\u20134 or hidden",
        ),
        ("answered.csv", NUMBERED + "role,person,1,1,-1\n", "answered.csv, line 2: once is less than 0: -1"),
        (
            "answers.csv",
            COUNTED + "role,,boss,person,1,\n",
            "answers.csv, line 2: 'boss' is no answer to role",
        ),
        (
            "answers.csv",
            COUNTED + "parts,x,good,person,1,\n",
            "answers.csv, line 2: 'good' is no answer to parts x",
        ),
        (
            "answers.csv",
            COUNTED + "needs,grants,yes,person,1,\n",
            "answers.csv, line 2: 'yes' is no answer to needs grants",
        ),
        (
            "answers.csv",
            COUNTED + "first,,grants>x,person,1,\n",
            "answers.csv, line 2: 'grants>x' is no answer to first",
        ),
        (
            "answers.csv",
            COUNTED + "members,,some,person,1,\n",
            "answers.csv, line 2: 'some' is no answer to members",
        ),
        (
            "answers.csv",
            COUNTED + "role,,chair,person,x,\n",
            "answers.csv, line 2: answers is not a whole number: 'x'",
        ),
        (
            "answers.csv",
            COUNTED + "role,,chair,person,1,nan\n",
            "answers.csv, line 2: once is not a number: 'nan'",
        ),
        (
            "statements.csv",
            "organisation,answer,by,counts\nAnts,,sent,yes\nAnts,-1,signed,no\n",
            "statements.csv, line 3: answer is less than 0: -1",
        ),
        (
            "statements.csv",
            "organisation,answer,by,counts\nAnts,1,said,yes\n",
            "statements.csv, line 2: by is 'said', not one of sent, signed",
        ),
        (
            "places.csv",
            "question,part,latitude,longitude,name\nwhere,person,north,25,\n",
            "places.csv, line 2: latitude is not a number: 'north'",
        ),
        (
            "crosstabs.csv",
            CROSSED + "role,,field,youth,chair,12,primary\n",
            "crosstabs.csv, line 2: '12' is not what primary shows",
        ),
        (
            "background.csv",
            "dimension,code,shown,why\nfield,youth,12,maybe\n",
            "background.csv, line 2: why is 'maybe', not one of shown, primary, complementary, withheld",
        ),
        ("participation.csv", "capacity,voices,head_count\n", "participation.csv: no row for resident"),
    ],
)
def test_read_survey_names_file_line_and_reason(name: str, text: str, reason: str) -> None:
    assert fault(name, text)[: len(reason)] == reason


def test_read_survey_needs_every_file() -> None:
    with pytest.raises(BrokenFile, match=r"places\.csv: the file is not there"):
        read_survey({name: text for name, text in TEXTS.items() if name != "places.csv"})


def test_package_describes_every_column_and_every_question() -> None:
    contents = published()
    told = json.loads(contents["datapackage.json"])

    described = {each["path"]: each for each in told["resources"]}
    assert set(described) == set(contents) - {"datapackage.json", "README.txt", SUMS}
    for name, resource in described.items():
        assert resource["hash"] == "sha256:" + hashlib.sha256(contents[name]).hexdigest()
        if name.endswith(".csv"):
            columns = [each["name"] for each in resource["schema"]["fields"]]
            assert ",".join(columns) == contents[name].decode().splitlines()[1]
            assert all(each["description"] for each in resource["schema"]["fields"])
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert told["questions"][0]["options"][0] == {"code": "member", "titles": {"fi": "J\u00e4sen"}}


def test_package_says_in_each_language_how_to_check_it() -> None:
    contents = unpacked(package(readme={"fi": "N\u00e4in luet.", "en": "So you read."}), file="may.zip")

    lines = contents["README.txt"].decode().splitlines()
    assert [
        line for line in lines if line in ("Kysely", "Sample material", "N\u00e4in luet.", "So you read.")
    ] == [
        "Kysely",
        "N\u00e4in luet.",
        "Kysely",
        "So you read.",
    ]


def test_package_is_the_same_for_the_same_data_and_takes_further_files() -> None:
    assert package() == package()
    assert unpacked(package(more={"results.xlsx": b"sheet"}), file="m.zip")["results.xlsx"] == b"sheet"


def test_package_without_titles_bears_its_name() -> None:
    contents = unpacked(package(titles={}, notes=[]), file="may.zip")

    assert json.loads(contents["datapackage.json"])["title"] == "may"


def test_verify_package_finds_it_equal() -> None:
    compared = verify_package(published())

    assert compared.differences == ()
    assert compared.compared > 4000
    without = {name: content for name, content in published().items() if name != SUMS}
    assert verify_package(without).differences == ()


def test_verify_package_names_a_changed_answer_by_checksum_and_figure() -> None:
    contents = published()
    changed = contents["answers.csv"].replace(b"role,,member,person,23,", b"role,,member,person,22,")

    differences = verify_package(contents | {"answers.csv": changed}).differences

    assert changed != contents["answers.csv"]
    assert differences[0].startswith("answers.csv: published checksum ")
    assert "questions[0].parts[0].lines[0].options[0].count: published 23.0, recomputed 22.0" in differences


def test_verify_package_names_files_that_are_absent_or_not_listed() -> None:
    contents = published()
    listed = contents[SUMS].decode().splitlines()
    readme = next(line for line in listed if line.endswith("README.txt"))
    kept = "".join(f"{line}\n" for line in listed if not line.endswith("places.csv"))
    del contents["README.txt"]

    places = hashlib.sha256(contents["places.csv"]).hexdigest()
    assert verify_package(contents | {SUMS: kept.encode()}).differences == (
        f"README.txt: published checksum {readme[:64]}, recomputed nothing",
        f"places.csv: published checksum nothing, recomputed {places}",
    )


def test_verify_uses_the_published_level() -> None:
    told = write_figures(analyse_survey(DATA, level=0.8))

    assert verify(TEXTS | {"figures.json": told}).differences == ()
    assert read_figures(told)["level"] == 0.8


@pytest.mark.parametrize("text", ["abc  file\n", "0" * 64 + "\n"])
def test_sums_refuses_another_kind_of_line(text: str) -> None:
    with pytest.raises(BrokenFile, match="SHA256SUMS, line 1: no checksum and name"):
        sums(text)


def test_unpacked_refuses_what_is_no_zip_or_too_much() -> None:
    double = io.BytesIO()
    with zipfile.ZipFile(double, "w") as archive:
        archive.writestr("data/a.csv", "1")
        archive.writestr("a.csv", "2")

    with pytest.raises(BrokenFile, match=r"x\.zip: not a ZIP file that can be read"):
        unpacked(b"text", file="x.zip")
    with pytest.raises(BrokenFile, match=r"x\.zip: more than can be read"):
        unpacked(packed({"a": b"0" * 3000, "b": b"0" * 3000}), file="x.zip", most=5000)
    with pytest.raises(BrokenFile, match=r"x\.zip: a\.csv is there twice"):
        unpacked(double.getvalue(), file="x.zip")


def test_unpacked_passes_over_folders() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.mkdir("data")
        archive.writestr("data/a.csv", "1")

    assert unpacked(stream.getvalue(), file="x.zip") == {"a.csv": b"1"}


def test_command_verifies_a_zip_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "may.zip").write_bytes(package())
    folder = tmp_path / "may"
    folder.mkdir()
    for name, content in published().items():
        (folder / name).write_bytes(content)

    codes = [main(["verify", str(tmp_path / "may.zip")]), main(["verify", str(folder)])]

    said = capsys.readouterr().out.splitlines()
    assert (codes, said[0] == said[1], said[0].split(":")[0]) == ([0, 0], True, "equal")


def test_command_reads_nothing_outside_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "may"
    folder.mkdir()
    for name, content in published().items():
        (folder / name).write_bytes(content)
    (tmp_path / "secret.txt").write_text("secret")
    digest = hashlib.sha256(b"secret").hexdigest()
    with (folder / SUMS).open("a") as listed:
        listed.write(f"{digest}  ../secret.txt\n")

    code = main(["verify", str(folder)])

    assert (code, capsys.readouterr().out.splitlines()[0]) == (
        1,
        f"../secret.txt: published checksum {digest}, recomputed nothing",
    )
