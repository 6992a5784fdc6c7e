"""The two commands, as a user runs them."""

import random
from pathlib import Path

import pytest

from punos_analysis import files
from punos_analysis.brainstorm import analyse
from punos_analysis.cli import main
from punos_analysis.tests.factories import town
from punos_analysis.tests.test_polis import files as small_export


def export(folder: Path, **votes: str) -> Path:
    """A Polis export of 60 voters and 8 statements, voting as told by camp."""
    statements = "".join(f"1000,x,{at},1,0,0,1,Statement {at}\n" for at in range(8))
    rows = "".join(
        f"1000,x,{at},{voter},{votes['one'] if voter % 2 or at < 4 else votes['other']}\n"
        for voter in range(60)
        for at in range(8)
        if (voter + at) % 9
    )
    heads = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    folder.joinpath("summary.csv").write_text("topic,Trams\n")
    folder.joinpath("comments.csv").write_text(heads + statements)
    folder.joinpath("votes.csv").write_text("timestamp,datetime,comment-id,voter-id,vote\n" + rows)
    return folder


def test_verify_says_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = town()
    for name, text in {**files.write(data), "figures.json": files.write_figures(analyse(data))}.items():
        (tmp_path / name).write_text(text, newline="")

    code = main(["verify", str(tmp_path)])

    said = capsys.readouterr().out
    assert (code, said.split(":")[0], said.count("\n")) == (0, "equal", 1)


def test_verify_lists_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = town()
    figures = files.write_figures(analyse(data)).replace('"total": 90', '"total": 89', 1)
    for name, text in {**files.write(data), "figures.json": figures}.items():
        (tmp_path / name).write_text(text, newline="")

    code = main(["verify", str(tmp_path)])

    assert (code, capsys.readouterr().out.splitlines()[0]) == (1, "total: published 89, recomputed 90")


def test_verify_of_an_empty_folder_says_what_is_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "figures.json: the file is not there\n"


def test_polis_tells_of_groups_and_of_what_unites_and_divides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["polis", str(export(tmp_path, one="1", other="-1"))])

    lines = capsys.readouterr().out.splitlines()
    assert (code, lines[0], lines[1]) == (0, "Trams", "60 voters, 8 statements, 427 votes (427 rows)")
    assert lines[2].startswith("groups of 30 + 30 (")
    assert [line.split()[0] for line in lines[3:11]] == ["unites"] * 4 + ["divides"] * 4
    assert lines[-1].endswith("MiB")


def test_polis_says_why_there_is_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in small_export().items():
        (tmp_path / name).write_bytes(content)

    assert main(["polis", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "no opinion map: too_few_ideas (1 voices)"


def test_polis_says_that_there_are_no_clear_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = export(tmp_path, one="1", other="1")
    votes = (folder / "votes.csv").read_text().splitlines()
    chance = random.Random(1)
    mixed = [votes[0], *(line[:-1] + str(chance.choice((-1, 0, 1))) for line in votes[1:])]
    (folder / "votes.csv").write_text("\n".join(mixed))

    assert main(["polis", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[2].split(" (")[0] == "no clear groups"


def test_polis_names_the_fault_of_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (export(tmp_path, one="1", other="2") / "summary.csv").write_text("topic,Trams\n")

    assert main(["polis", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "votes.csv, line 5: vote '2' is not -1, 0 or 1\n"
