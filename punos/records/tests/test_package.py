"""The package: every checksum holds, the same data give the same bytes, what is not public is marked or left out."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from punos.contributions.models import Contribution
from punos.decisions.models import Heard
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.records import actions, queries
from punos.records.models import Publicity
from punos.records.tasks import prints
from punos.records.tasks.handover import packed
from punos.records.tests.filled import GROUND, NOT_PUBLIC, REMOVED, WITHDRAWN, filled, make_class

pytestmark = pytest.mark.django_db


def package(process: Process) -> bytes:
    return packed(process, lambda _percent: None)[0]


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def read(content: bytes, name: str) -> Any:
    return json.loads(opened(content).read(name))


def test_every_file_has_its_checksum_in_both_lists() -> None:
    content = package(filled().process)

    files = opened(content)
    lines = [line.partition("  ") for line in files.read("checksums.sha256").decode().splitlines()]
    told = {name: digest for digest, _gap, name in lines}
    listed = {row["path"]: row for row in read(content, "manifest.json")["files"]}
    names = set(files.namelist())
    assert names == set(told) | {"checksums.sha256"} == set(listed) | {"manifest.json", "checksums.sha256"}
    assert told == {name: hashlib.sha256(files.read(name)).hexdigest() for name in told}
    assert {name: row["sha256"] for name, row in listed.items()} == {name: told[name] for name in listed}
    assert {name: row["bytes"] for name, row in listed.items()} == {
        name: len(files.read(name)) for name in listed
    }
    assert queries.faults_in(io.BytesIO(content)) == []


def test_same_data_give_the_same_bytes() -> None:
    process = filled().process

    assert package(process) == package(process)


def test_package_holds_every_kind_and_marks_what_is_not_published() -> None:
    there = filled()
    content = package(there.process)

    said = {row["contribution"]: row for row in read(content, "json/contributions.json")}
    marks = {row["wordings"][0]["text"]: row["publicity"] for row in said.values() if row["wordings"]}
    assert marks[NOT_PUBLIC] == "not_published"
    assert marks["Bussiyhteys"] == "public"
    assert marks[REMOVED] == "removed"
    assert said[there.withdrawn.pk]["wordings"] == []
    assert said[there.removed.pk]["moderation"][0]["reason"] == "insult"
    counts = {
        name.removeprefix("json/"): len(read(content, name))
        for name in opened(content).namelist()
        if name.startswith("json/")
    }
    assert {name for name, number in counts.items() if not number} == set()
    assert (counts["answers.json"], counts["voices.json"], counts["statements.json"]) == (4, 4, 1)
    assert (counts["decisions.json"], counts["measures.json"], counts["memberships.json"]) == (1, 1, 3)


def test_words_that_were_withdrawn_are_nowhere_and_removed_ones_on_no_page() -> None:
    content = package(filled().process)

    files = opened(content)
    assert [name for name in files.namelist() if WITHDRAWN.encode() in files.read(name)] == []
    assert [name for name in files.namelist() if REMOVED.encode() in files.read(name)] == [
        "json/contributions.json"
    ]


def test_choices_of_a_person_are_not_published_and_those_of_an_organisation_are() -> None:
    content = package(filled().process)

    capacity = {row["voice"]: row["capacity"] for row in read(content, "json/voices.json")}
    marks = {
        (capacity[row["voice"]], value["publicity"])
        for row in read(content, "json/answers.json")
        for value in row["values"]
    }
    assert marks == {("resident", "not_published"), ("organisation", "public"), ("group", "public")}


def test_file_that_is_believed_secret_comes_along_and_says_why() -> None:
    there = filled()
    content = package(there.process)

    path = f"files/{there.secret.sha256}"
    [row] = [row for row in read(content, "manifest.json")["files"] if row["path"] == path]
    files = [file for each in read(content, "json/answers.json") for file in each["files"]]
    told = next(each for each in files if each["path"] == path)
    assert (row["publicity"], opened(content).read(path)) == ("secret", b"liikesalaisuus")
    assert (told["publicity"], told["ground"], told["name"]) == ("secret", GROUND, "budjetti.pdf")
    assert sorted(each["publicity"] for each in files) == ["public", "secret"]


def test_file_that_was_sent_twice_is_there_once_and_as_secret_as_its_strictest() -> None:
    there = filled()
    there.secret.pk = None
    there.secret.is_secret = False
    there.secret.save()

    content = package(there.process)

    rows = [row for row in read(content, "manifest.json")["files"] if row["path"].startswith("files/")]
    assert sorted(row["publicity"] for row in rows) == ["public", "secret"]


def test_metadata_tell_how_the_process_is_filed() -> None:
    process = filled().process
    actions.file_case(
        actor=SYSTEM,
        process=process,
        publicity=Publicity.PARTLY_SECRET,
        ground=GROUND,
        controller="unit",
        retention=make_class(),
        seen_revision=0,
    )

    told = read(package(process), "metadata.json")

    assert (told["case_number"], told["publicity_class"], told["legal_ground"]) == (
        "ESIM 2022-1",
        "partly_secret",
        GROUND,
    )
    assert (told["retention_class"]["years"], told["retention_class"]["basis"]) == (
        10,
        "Tiedonohjaussuunnitelma",
    )
    assert (told["controller"], told["host_unit"]["unit"], told["closed_at"]) == (
        "unit",
        "kanslia",
        process.closed_at.isoformat().replace("+00:00", "Z") if process.closed_at else "",
    )


def test_process_that_nobody_filed_is_public_and_its_controller_its_host() -> None:
    told = queries.metadata(make_process())

    assert (told["publicity_class"], told["retention_class"]) == ("public", None)
    assert told["controller"] == "unit"


def test_documents_keep_and_are_read_by_screen_readers() -> None:
    content = package(filled().process)

    names = [name for name in opened(content).namelist() if name.startswith("pdf/")]
    assert names == [
        f"pdf/{name}.pdf" for name in ("process", "contributions", "themes", "decisions", "summaries")
    ]
    for name in names:
        with pikepdf.open(io.BytesIO(opened(content).read(name))) as document:
            root = document.Root
            told = bytes(root.Metadata.read_bytes()).decode()
            assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("fi-FI", True)
            assert ("pdfuaid:part" in told, "pdfaid:part>2" in told, "pdfaid:conformance>A" in told) == (
                True,
                True,
                True,
            )


def test_process_in_which_nothing_was_said_has_a_package_too() -> None:
    content = package(make_process())

    assert (read(content, "json/contributions.json"), queries.faults_in(io.BytesIO(content))) == ([], [])


def test_what_was_said_goes_on_in_another_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "A_VOLUME", 6)

    names = opened(package(filled().process)).namelist()

    assert {"pdf/contributions.pdf", "pdf/contributions-2.pdf"} <= set(names)


def test_line_for_the_host_is_marked_in_what_was_told_of_being_heard() -> None:
    there = filled()
    voice = Contribution.objects.get(pk=there.removed.pk).voice
    Heard.objects.create(
        process=there.process, voice=voice, answer="no", text="Ei kuultu", language="fi", at=voice.at
    )

    told = read(package(there.process), "json/heard.json")

    assert told["lines"] == [{"language": "fi", "publicity": "not_published", "text": "Ei kuultu"}]
    assert told["took_part"] == {"persons": 2, "organisations": 1, "groups": 1}


# Checking a package --------------------------------------------------------------------------------------------


def test_command_says_that_a_package_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "whole.zip"
    file.write_bytes(package(filled().process))

    call_command("verify_package", str(file))

    assert "every checksum holds" in capsys.readouterr().out


def rewritten(content: bytes, change: str) -> bytes:
    """The package with one thing wrong."""
    old, made = opened(content), io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "json/themes.json" and change == "byte":
                data = data.replace(b"Tilat", b"Talot", 1)
            if name == "json/themes.json" and change == "gone":
                continue
            if name == "manifest.json" and change == "manifest":
                data = b'{"files": []}\n'
            if name == "checksums.sha256" and change == "no list":
                continue
            new.writestr(name, data)
        if change == "more":
            new.writestr("json/more.json", b"[]")
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("byte", "json/themes.json is not what was handed over: its checksum differs."),
        ("gone", "json/themes.json is missing."),
        ("manifest", "manifest.json is not what was handed over: its checksum differs."),
        ("more", "json/more.json is in no list of checksums."),
        ("no list", "checksums.sha256 is missing."),
    ],
)
def test_change_is_found_and_said_in_words(
    change: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "changed.zip"
    file.write_bytes(rewritten(package(filled().process), change))

    with pytest.raises(CommandError, match="not as it was handed over"):
        call_command("verify_package", str(file))

    assert says in capsys.readouterr().out.splitlines()


def test_flipped_byte_anywhere_is_found() -> None:
    content = bytearray(package(filled().process))
    place = content.index(b"json/contributions.json") + 200
    content[place] ^= 0xFF

    assert queries.faults_in(io.BytesIO(bytes(content))) == [
        "json/contributions.json is not what was handed over: its checksum differs."
    ]


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    assert queries.faults_in(io.BytesIO(b"words"))[0].startswith("This is no package that can be read")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("verify_package", str(tmp_path / "none.zip"))
