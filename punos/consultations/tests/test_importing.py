"""Importing from files: whole or not at all, the same twice changes nothing, each fault named."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from punos.consultations import actions
from punos.consultations.models import Consultation
from punos.consultations.tests.factories import make_consultation, thread_of
from punos.contributions.models import Contribution, Rating, Thread, Voice
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_process,
    verbs_since,
)
from punos.core.errors import Refused
from punos.journal.queries import read_stamps
from punos.processes.models import Process
from punos_analysis import polis

pytestmark = pytest.mark.django_db

SUMMARY = "topic,Pyöräily\nurl,https://polis.example/abc123\nconversation-description,Kerro pyörätiestä.\n"
COMMENTS = """timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body
1600000000000,0,1,0,0,1,"Leveämpi, kiitos"
1600000001000,1,2,0,0,0,Valot risteykseen
1600000002000,2,2,0,0,-1,Roskaa
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1600000003000,x,0,1,1
1600000004000,x,0,3,-1
1600000005000,x,1,3,0
1600000006000,x,0,3,1
"""
GOOD = {"summary.csv": SUMMARY, "comments.csv": COMMENTS, "votes.csv": VOTES}
COLUMNS = "participant,capacity,head_count,organisation,field,field_other,area,size,language"
RATINGS = f"""{COLUMNS},idea:fi:Lisää tiloja,idea:sv:Fler lokaler
p1,active,,Kuoro ry,culture,,90,volunteers,fi,7,
p2,group,6,,,,,,sv,1,4
p3,organisation,,Rekisteröity ry,other,Kalastus,nationwide,1_4,fi,,5
"""


def folder(path: Path, changes: dict[str, str | None]) -> Path:
    """The good files with some changed or left out."""
    for name, content in (GOOD | changes).items():
        if content is not None:
            (path / name).write_text(content, encoding="utf-8")
    return path


def run(command: str, where: Path, process: Process | str, **options: Any) -> str:
    """What the command says."""
    out = io.StringIO()
    slug = process if isinstance(process, str) else process.slug
    call_command(command, str(where), process=slug, stdout=out, **options)
    return out.getvalue()


def rows() -> tuple[int, ...]:
    """How many consultations, voices, contributions and ratings there are."""
    return tuple(model.objects.count() for model in (Consultation, Voice, Contribution, Rating))


def test_import_polis_brings_everything_in(tmp_path: Path) -> None:
    process, before = make_process(), last_line()

    said = run("import_polis", folder(tmp_path, {}), process, language="fi")

    assert (
        said
        == f"/processes/{process.slug}/polis-abc123/ 2 voters, 3 ideas, 3 votes (4 rows); rows changed: 9\n"
    )
    ideas = Contribution.objects.order_by("number").values_list(
        "number", "voice__speaker", "state", "latest__text"
    )
    assert list(ideas) == [
        (0, "polis:abc123:1", "published", "Leveämpi, kiitos"),
        (1, "polis:abc123:2", "published", "Valot risteykseen"),
        (2, "polis:abc123:2", "hidden", "Roskaa"),
    ]
    assert sorted(Rating.objects.values_list("voice__speaker", "contribution__number", "value")) == [
        ("polis:abc123:1", 0, 1),
        ("polis:abc123:3", 0, 1),
        ("polis:abc123:3", 1, 0),
    ]
    assert verbs_since(before) == ["consultation.published", "contributions.imported"]


def test_import_polis_makes_a_consultation_that_has_closed_and_takes_no_ideas(tmp_path: Path) -> None:
    run("import_polis", folder(tmp_path, {}), make_process(), language="fi")

    made = Consultation.objects.get()
    thread = thread_of(made)
    assert [part.kind for part in made.parts.order_by("place")] == ["information", "ideas"]
    assert (str(made.title), made.source) == ("Pyöräily", "polis:abc123")
    assert (thread.takes_contributions, thread.opens_at, thread.closes_at) == (
        False,
        made.opens_at,
        made.closes_at,
    )
    assert made.opens_at.timestamp() == 1_600_000_000
    assert made.closes_at is not None
    assert made.closes_at.timestamp() == 1_600_000_007


def test_import_polis_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    process = make_process()
    run("import_polis", folder(tmp_path, {}), process)
    before, stamps, kept = last_line(), read_stamps(["all"]), rows()

    said = run("import_polis", tmp_path, process)

    assert said.endswith("rows changed: 0\n")
    assert (rows(), verbs_since(before), read_stamps(["all"])) == (kept, [], stamps)


def test_import_polis_again_takes_the_new_vote_for_the_old_one(tmp_path: Path) -> None:
    process = make_process()
    run("import_polis", folder(tmp_path, {}), process)
    kept = rows()

    said = run("import_polis", folder(tmp_path, {"votes.csv": VOTES + "1600000009000,x,1,3,-1\n"}), process)

    assert (said.split("; ")[-1], rows()) == ("rows changed: 1\n", kept)
    assert Rating.objects.get(voice__speaker="polis:abc123:3", contribution__number=1).value == -1


def test_import_polis_without_description_or_address_goes_by_its_topic(tmp_path: Path) -> None:
    run("import_polis", folder(tmp_path, {"summary.csv": "topic,Cycling here\n"}), make_process())

    made = Consultation.objects.get()
    assert (made.slug, [part.kind for part in made.parts.all()]) == ("polis-cycling-here", ["ideas"])


def test_import_polis_takes_the_table_of_participants_where_there_are_no_votes(tmp_path: Path) -> None:
    cells = "participant,group-id,n-votes,0,1\n1,0,1,1,\n3,0,2,1,0\n"

    said = run(
        "import_polis", folder(tmp_path, {"votes.csv": None, "participants-votes.csv": cells}), make_process()
    )

    assert said.endswith("2 voters, 3 ideas, 3 votes (3 rows); rows changed: 9\n")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"summary.csv": None}, "summary.csv: the file is not there"),
        ({"votes.csv": None}, "votes.csv: the file is not there"),
        ({"summary.csv": "url,x\n"}, "summary.csv: no topic"),
        ({"summary.csv": "topic,a,b\n"}, "summary.csv, line 1: 3 cells where a name and a value belong"),
        ({"comments.csv": COMMENTS.replace("comment-body", "body")}, "comments.csv, line 1: missing column comment-body"),
        ({"comments.csv": COMMENTS + '1600000000000,3,1,0,0,1,"open\n'}, "comments.csv, line 5: a quote is opened and never closed"),
        ({"comments.csv": COMMENTS + "1600000000000,2,1,0,0,1,Again\n"}, "comments.csv, line 5: comment 2 is there twice"),
        ({"comments.csv": COMMENTS + "1600000000000,4,1,0,0,7,Odd\n"}, "comments.csv, line 5: moderated is '7', not one of -1, 0, 1"),
        ({"votes.csv": VOTES + "1600000009000,x,9,3,1\n"}, "votes.csv, line 6: vote on comment 9, which is not in comments.csv"),
        ({"votes.csv": VOTES + "1600000009000,x,0,3,2\n"}, "votes.csv, line 6: vote '2' is not -1, 0 or 1"),
        ({"votes.csv": VOTES + "soon,x,0,3,1\n"}, "votes.csv, line 6: timestamp is not a whole number: 'soon'"),
        ({"votes.csv": VOTES + "1600000009000,x,0\n"}, "votes.csv, line 6: 3 cells where the first line has 5"),
    ],
)  # fmt: skip
def test_import_polis_names_file_line_and_reason_and_changes_nothing(
    tmp_path: Path, changes: dict[str, str | None], words: str
) -> None:
    process, before = make_process(), last_line()

    with pytest.raises(CommandError) as refusal:
        run("import_polis", folder(tmp_path, changes), process)

    assert str(refusal.value) == f"{tmp_path}: {words}. Nothing was changed."
    assert (rows(), verbs_since(before)) == ((0, 0, 0, 0), [])


def test_import_polis_names_the_line_that_is_not_utf_8(tmp_path: Path) -> None:
    folder(tmp_path, {})
    (tmp_path / "votes.csv").write_bytes(VOTES.encode() + b"\xff\n")

    with pytest.raises(CommandError, match=r"votes\.csv, line 6: not UTF-8\. Nothing was changed\.$"):
        run("import_polis", tmp_path, make_process())


@pytest.mark.parametrize("command", ["import_polis", "import_ratings"])
def test_import_into_a_process_that_is_not_there_is_refused(tmp_path: Path, command: str) -> None:
    with pytest.raises(CommandError, match="There is no process 'nowhere'"):
        run(command, tmp_path, "nowhere")


def test_import_of_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No such file or directory\. Nothing was changed\.$"):
        run("import_ratings", tmp_path / "nothing.csv", make_process())


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("half_way", ["_bring_voices", "_bring_ideas", "_bring_ratings"])
@pytest.mark.parametrize("command", ["import_polis", "import_ratings"])
def test_import_killed_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half_way: str, command: str
) -> None:
    from punos.contributions.actions import bringing as rows_in

    process, before = make_process(), last_line()
    where = folder(tmp_path, {}) if command == "import_polis" else ratings_file(tmp_path)
    step = getattr(rows_in, half_way)

    def and_killed(*args: Any) -> None:
        step(*args)
        raise Killed

    monkeypatch.setattr(rows_in, half_way, and_killed)

    with pytest.raises(Killed):
        run(command, where, process)

    assert (rows(), verbs_since(before)) == ((0, 0, 0, 0), [])


def test_import_is_for_the_command_line_alone(tmp_path: Path) -> None:
    process = make_process()
    officer = make_actor("Officer", unit=process.host_unit)
    read = polis.read({name: content.encode() for name, content in GOOD.items()})

    with pytest.raises(Refused):
        actions.import_polis(actor=officer, process=process, conversation=read)

    assert rows() == (0, 0, 0, 0)


def ratings_file(path: Path, content: str = RATINGS) -> Path:
    """A brainstorm rated from 1 to 7."""
    file = path / "brainstorm.csv"
    file.write_text(content, encoding="utf-8")
    return file


def test_import_ratings_brings_everything_in(tmp_path: Path) -> None:
    process, known = make_process(), make_organisation(name="Rekisteröity ry")

    said = run("import_ratings", ratings_file(tmp_path), process, consultation="riihi", title="Aivoriihi")

    assert said == f"/processes/{process.slug}/riihi/ 3 participants, 2 ideas; rows changed: 10\n"
    columns = (
        "speaker",
        "capacity",
        "head_count",
        "organisation",
        "organisation_name",
        "is_host",
        "language",
    )
    assert sorted(Voice.objects.values_list(*columns)) == [
        ("ratings:riihi:host", "body", None, None, "", True, "fi"),
        ("ratings:riihi:p:p1", "active", None, None, "Kuoro ry", False, "fi"),
        ("ratings:riihi:p:p2", "group", 6, None, "", False, "sv"),
        ("ratings:riihi:p:p3", "organisation", None, known.pk, "", False, "fi"),
    ]
    assert Voice.objects.get(speaker="ratings:riihi:p:p3").background == {
        "field": "other",
        "field_other": "Kalastus",
        "area": "nationwide",
        "size": "1_4",
    }
    assert sorted(Rating.objects.values_list("voice__speaker", "contribution__latest__text", "value")) == [
        ("ratings:riihi:p:p1", "Lisää tiloja", 7),
        ("ratings:riihi:p:p2", "Fler lokaler", 4),
        ("ratings:riihi:p:p2", "Lisää tiloja", 1),
        ("ratings:riihi:p:p3", "Fler lokaler", 5),
    ]
    assert [
        said.latest.language
        for said in Thread.objects.get().contributions.select_related("latest").order_by("number")
        if said.latest
    ] == ["fi", "sv"]


def test_import_ratings_onto_the_address_of_another_consultation_says_so(tmp_path: Path) -> None:
    process = make_process()
    taken = make_consultation(process=process, slug="brainstorm")
    kept = rows()

    with pytest.raises(CommandError) as refused:
        run("import_ratings", ratings_file(tmp_path), process)

    assert str(refused.value) == (
        f"This process already has a page at the address \u201d{taken.slug}\u201d. Nothing was changed."
    )
    assert rows() == kept


def test_import_ratings_twice_changes_nothing_and_a_new_rating_wins(tmp_path: Path) -> None:
    process = make_process()
    first = run("import_ratings", ratings_file(tmp_path), process)
    before, kept = last_line(), rows()

    second = run("import_ratings", tmp_path / "brainstorm.csv", process)
    between = (rows(), verbs_since(before))
    third = run("import_ratings", ratings_file(tmp_path, RATINGS.replace("fi,7,", "fi,2,")), process)

    assert [said.split("; ")[-1] for said in (first, second, third)] == [
        "rows changed: 10\n",
        "rows changed: 0\n",
        "rows changed: 1\n",
    ]
    assert between == (kept, [])
    assert Rating.objects.get(voice__speaker="ratings:brainstorm:p:p1").value == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("participant,", "person,", "line 1: missing column participant"),
        ("idea:fi:", "idea:xx:", "line 1: 'idea:xx:Lisää tiloja' is not of the form idea:fi:Text"),
        (",idea:fi:Lisää tiloja,idea:sv:Fler lokaler", ",x,y", "line 1: unknown column 'x'"),
        ("fi,7,", "fi,8,", "line 2: rating '8' is not empty and not a whole number from 1 to 7"),
        ("p2,group,6", "p2,group,many", "line 3: head_count is not a whole number: 'many'"),
        (
            "p2,group",
            "p2,crowd",
            "line 3: capacity is 'crowd', not one of resident, active, organisation, group, body",
        ),
        ("p3,", "p1,", "line 4: participant 'p1' is there twice"),
        (",fi,,5", ",no,,5", "line 4: language is 'no', not one of fi, sv, en"),
    ],
)
def test_import_ratings_names_line_and_reason_and_changes_nothing(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    process, before = make_process(), last_line()

    with pytest.raises(CommandError) as refusal:
        run("import_ratings", ratings_file(tmp_path, RATINGS.replace(old, new)), process)

    assert str(refusal.value) == f"brainstorm.csv, {words}. Nothing was changed."
    assert (rows(), verbs_since(before)) == ((0, 0, 0, 0), [])


def test_import_ratings_of_a_group_of_one_is_refused_in_words(tmp_path: Path) -> None:
    process = make_process()

    with pytest.raises(CommandError, match=r"line 3: .*Nothing was changed\.$"):
        run("import_ratings", ratings_file(tmp_path, RATINGS.replace("group,6", "group,1")), process)

    assert rows() == (0, 0, 0, 0)
