"""`punos audit verify`: what it says, and how it ends."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import connection
from psycopg.conninfo import make_conninfo

from punos.journal import queries, tasks
from punos.journal.tests.factories import make_line


def forge(statement: str) -> None:
    """What the owner of the tables can do."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)


def sealed(number: int) -> None:
    """So many lines, each sealed by itself, so that each head is kept."""
    for _time in range(number):
        make_line()
        tasks.seal(timestamp=0)


def verify(*arguments: str) -> list[str]:
    """What the command says, without its first line, which holds the time it took."""
    said = io.StringIO()
    try:
        call_command("audit", "verify", *arguments, stdout=said)
    except CommandError as error:
        said.write(f"CommandError: {error}")
    return said.getvalue().splitlines()[1:]


@pytest.mark.django_db
def test_verify_says_where_an_unbroken_journal_ends() -> None:
    sealed(3)

    assert verify() == [f"unbroken up to position 3, {queries.head().digest}"]


@pytest.mark.django_db
def test_verify_counts_what_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    sealed(2)
    make_line()

    call_command("audit", "verify")

    first = capsys.readouterr().out.splitlines()[0]
    assert (first.split(" read in ")[0], first.partition("; ")[2]) == (
        "2 sealed lines",
        "1 not sealed yet; 2 kept heads compared",
    )


@pytest.mark.django_db
def test_verify_says_that_no_head_was_kept(heads_file: Path) -> None:
    said = io.StringIO()

    call_command("audit", "verify", stdout=said)

    assert said.getvalue().splitlines()[0] == (
        f"No head was kept in {heads_file}: lines cut off at the end can't be noticed."
    )
    assert said.getvalue().splitlines()[2] == "unbroken up to position 0, empty"


@pytest.mark.django_db
def test_verify_tells_each_fault_in_words() -> None:
    sealed(5)
    forge("UPDATE journal_entry SET verb = 'thing.forged' WHERE id = (SELECT min(id) FROM journal_entry)")
    forge("DELETE FROM journal_seal WHERE position = 3")

    assert [line.partition(":")[0] for line in verify()] == [
        "position 1",
        "positions 3 to 3",
        "position 3",
        "CommandError",
    ]


@pytest.mark.django_db
def test_verify_finds_a_cut_end_by_the_heads_that_are_named(tmp_path: Path, heads_file: Path) -> None:
    sealed(3)
    elsewhere = heads_file.rename(tmp_path / "elsewhere.jsonl")
    forge("DELETE FROM journal_seal WHERE position = 3")
    forge("DELETE FROM journal_entry WHERE id = (SELECT max(id) FROM journal_entry)")

    assert verify("--heads", str(elsewhere)) == [
        "position 3: a head was kept elsewhere, and the journal has no such seal any more",
        "CommandError: the journal is broken: 1 fault",
    ]


@pytest.mark.django_db
def test_verify_takes_several_files_of_heads_and_tells_what_it_can_not_read(tmp_path: Path) -> None:
    sealed(1)
    for name in ("a", "b"):
        (tmp_path / name).write_text("no head\n")

    assert verify("--heads", str(tmp_path / "a"), "--heads", str(tmp_path / "b")) == [
        f"{tmp_path}/a: line 1 is not a head",
        f"{tmp_path}/b: line 1 is not a head",
        "CommandError: the journal is broken: 2 faults",
    ]


@pytest.mark.django_db
def test_verify_needs_the_file_that_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("audit", "verify", "--heads", str(tmp_path / "none"))


@pytest.mark.django_db
def test_verify_counts_the_faults_that_it_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("punos.journal.queries.verifying.MOST_FAULTS", 2)
    sealed(5)
    forge("UPDATE journal_entry SET verb = 'thing.forged'")

    assert verify()[2:] == ["... and 3 more", "CommandError: the journal is broken: 5 faults"]


def test_verify_ends_with_a_code_that_a_watchman_can_read(own_database: str) -> None:
    sealed(2)
    address = make_conninfo(os.environ["DATABASE_URL"], dbname=own_database)
    command = [sys.executable, "manage.py", "audit", "verify"]
    environment = os.environ | {
        "DATABASE_URL": address,
        "AUDIT_HEADS_FILE": str(settings.AUDIT_HEADS_FILE),
    }

    execute_from_command_line(
        ["manage.py", "audit", "verify"]
    )  # which leaves Python where it does not end with 0
    forge("UPDATE journal_entry SET is_public = true")
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, check=False)

    assert done.returncode == 1
