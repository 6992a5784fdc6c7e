"""The auditor's page and file: who sees them, what they show, and the lines that they leave."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.consultations.tests.factories import signed_in
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    make_person,
    make_process,
    make_unit,
    verbs_since,
    verdict,
)
from punos.core.errors import Refused
from punos.home import actions, rules
from punos.home.queries import auditing
from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person

PATH = "/en/audit/"


def auditor() -> Client:
    """The browser of an auditor of some unit."""
    return signed_in(unit=make_unit(), role=RoleKind.AUDITOR)


class Thing:
    """What lines are about."""

    pk = 5
    address = "/things/5/"


def line(actor: Actor, verb: str = "thing.made", **more: Any) -> Entry:
    """A line in the journal."""
    return journal.record(actor, verb, Thing(), **more)


def shown(client: Client, **asked: Any) -> list[tuple[Any, ...]]:
    """The cells of each line that the page shows."""
    table = client.get(PATH, asked).context["table"]
    return list(table.rows) if table else []


# Who --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(RoleKind))
def test_journal_is_read_by_auditors_alone(kind: RoleKind) -> None:
    actor = make_actor("Somebody", unit=make_unit(), role=kind)

    assert verdict(rules.check_audit, actor) == ("yes" if kind == RoleKind.AUDITOR else "refused")


@pytest.mark.django_db
def test_journal_is_read_by_nobody_without_a_role() -> None:
    assert [verdict(rules.check_audit, actor) for actor in (Actor(), make_actor("Resident"), SYSTEM)] == [
        "refused"
    ] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, RoleKind.ADMINISTRATOR, RoleKind.MODERATOR])
def test_page_and_file_are_refused_to_others_and_leave_no_line(role: RoleKind | None) -> None:
    client = signed_in(unit=make_unit(), role=role) if role else signed_in()
    before = last_line()

    answers = [client.get(PATH).status_code, client.post(f"{PATH}journal.csv").status_code]

    assert (answers, verbs_since(before)) == ([403, 403], [])


@pytest.mark.django_db
def test_page_asks_a_stranger_to_sign_in() -> None:
    response = Client().get(PATH)

    assert (response.status_code, response["Location"]) == (302, f"/en/sign-in/?next={PATH}")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [actions.read_journal, actions.export_journal])
def test_verbs_of_the_auditor_refuse_others(verb: Callable[..., Entry]) -> None:
    known = {"ending": "csv"} if verb is actions.export_journal else {}
    resident, before = make_actor("Somebody"), last_line()

    with pytest.raises(Refused):
        verb(actor=resident, sought={}, **known)

    assert verbs_since(before) == []


# What the page shows ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_page_tells_who_for_whom_what_to_what_and_where() -> None:
    process, organisation = make_process(), make_organisation(name="Kukkaseura")
    aino = make_actor("Aino")
    assert aino.person is not None
    actor = Actor(person=aino.person, organisation=organisation)
    line(actor, "feedback.given", process=process.slug, person=aino.person.pk, phase=6)

    cells = shown(auditor(), verb="feedback.given")[0]

    name = f"Aino ({aino.person.pk})"
    assert cells[1:4] == (name, f"{organisation.name} ({organisation.pk})", "Feedback was given")
    assert cells[4] == '<a href="/en/things/5/">thing 5</a>'
    assert cells[5:] == (process.title.read("en").text, f"Person: {name}, phase: 6")


@pytest.mark.django_db
def test_page_shows_erased_persons_and_nobody_by_what_is_left() -> None:
    gone = make_actor("Gone")
    assert gone.person is not None
    line(gone)
    line(Actor())
    pk = gone.person.pk
    Person.objects.filter(pk=pk).delete()

    client = auditor()

    assert [cells[1] for cells in shown(client, subject_id=5)] == [
        "Nobody with an account",
        f"erased person ({pk})",
    ]
    assert [cells[1] for cells in shown(client, person=str(pk))] == [f"erased person ({pk})"]


@pytest.mark.django_db
def test_line_about_a_person_or_an_organisation_shows_its_name() -> None:
    organisation = make_organisation(name="Kukkaseura")
    actor = make_actor("Aino")
    assert actor.person is not None
    journal.record(actor, "person.signed_in", actor.person)
    journal.record(actor, "organisation.registered", organisation)

    cells = shown(auditor(), person="Aino")

    assert cells[1][4] == f"Aino ({actor.person.pk})"
    assert f"{organisation.name} ({organisation.pk})" in cells[0][4]


@pytest.mark.django_db
def test_filters_narrow_what_is_shown() -> None:
    process, organisation = make_process(), make_organisation(name="Kukkaseura")
    aino, eino = make_person("Aino"), make_person("Eino")
    line(Actor(person=aino, organisation=organisation), process=process.slug)
    line(Actor(person=eino), "feedback.given")
    today = timezone.localdate()

    def found(**asked: Any) -> list[str]:
        return [
            entry.verb
            for entry in auditing.sought(**asked).lines(last_line() + 1)
            if entry.subject_type == "thing"
        ]

    fitting: list[dict[str, Any]] = [
        {"person": "aino"}, {"person": aino.email.upper()}, {"person": str(aino.pk)}, {"organisation": "kukka"},
        {"organisation": str(organisation.pk)}, {"verb": "thing.made"}, {"process": process},
        {"subject_type": "thing", "subject_id": 5, "verb": "thing.made"},
        {"since": today, "until": today, "verb": "thing.made"},
    ]  # fmt: skip
    empty: list[dict[str, Any]] = [
        {"person": "nobody"}, {"person": "9" * 30}, {"organisation": "none"}, {"subject_id": 6},
        {"since": today + DAY}, {"until": today - DAY},
    ]  # fmt: skip
    assert found() == ["feedback.given", "thing.made"]
    assert [found(**asked) for asked in fitting] == [["thing.made"]] * len(fitting)
    assert [found(**asked) for asked in empty] == [[]] * len(empty)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "wrong"),
    [({"process": "no-such"}, "process"), ({"since": "soon"}, "since"), ({"verb": "x"}, "verb"), ({"subject_id": "-1"}, "subject_id")],
)  # fmt: skip
def test_page_shows_what_to_mend_and_reads_nothing(asked: dict[str, str], wrong: str) -> None:
    client, before = auditor(), last_line()

    response = client.get(PATH, asked)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert verbs_since(before) == []
    assert client.post(f"{PATH}journal.csv", asked).status_code == 302


@pytest.mark.django_db
def test_page_asks_as_often_for_thirty_lines_as_for_one() -> None:
    client = auditor()

    def costs(number: int) -> int:
        for _time in range(number):
            actor = Actor(person=make_person("Somebody"), organisation=make_organisation())
            line(actor, "feedback.given", process=make_process().slug)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PATH, {"verb": "feedback.given"}).status_code == 200
        return len(asked)

    few = costs(1)
    many = costs(29)

    assert (few, many <= 15) == (many, True)


# Lines about reading ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_search_is_one_line_with_ids_and_without_what_was_typed() -> None:
    aino, process = make_person("Aino"), make_process()
    client, before = auditor(), last_line()

    client.get(
        PATH,
        {"person": "Aino", "organisation": "nobody's", "process": process.slug, "since": "2022-11-07", "until": "2022-11-18",
         "subject_type": "person", "subject_id": "4", "verb": "person.signed_in"},
    )  # fmt: skip

    entry = Entry.objects.get(pk__gt=before)
    assert (entry.verb, entry.subject_type, entry.address, entry.is_public) == (
        "audit.read",
        "journal",
        "/audit/",
        False,
    )
    assert entry.ids == {
        "persons": str(aino.pk), "organisations": "-", "matter": process.slug, "since": "2022-11-07", "until": "2022-11-18",
        "about": "person", "about_id": 4, "what": "person.signed_in",
    }  # fmt: skip


@pytest.mark.django_db
def test_next_page_of_a_search_is_no_other_search() -> None:
    client = auditor()
    made = [line(SYSTEM, "feedback.given").pk for _time in range(120)]
    before = last_line()

    pages, asked = [], "?verb=feedback.given"
    while asked:
        context = client.get(PATH + asked).context
        pages.append(len(context["table"].rows))
        asked = context["older"]

    assert (pages, verbs_since(before)) == ([50, 50, 20], ["audit.read"])
    assert len(made) == sum(pages)


@pytest.mark.django_db
def test_note_of_a_recorded_search_is_worth_nothing_to_others_for_other_searches_or_forged() -> None:
    client, other = auditor(), auditor()
    for _time in range(60):
        line(SYSTEM, "feedback.given")
    older = client.get(f"{PATH}?verb=feedback.given").context["older"]
    before = last_line()

    other.get(PATH + older)
    client.get(PATH + older.replace("feedback.given", "feedback.answered"))
    client.get(f"{PATH}?verb=feedback.given&on=99999:x:y")

    assert verbs_since(before) == ["audit.read"] * 3


# The file ---------------------------------------------------------------------------------------------------


def body(response: Any) -> str:
    """All that is streamed."""
    return b"".join(response.streaming_content).decode()


@pytest.mark.django_db
def test_export_holds_exactly_what_was_looked_for_and_is_itself_a_line() -> None:
    aino, organisation = make_person("=Aino"), make_organisation(name="Kukkaseura")
    kept = line(Actor(person=aino, organisation=organisation), "feedback.given", phase=6)
    line(SYSTEM)
    client, before = auditor(), last_line()

    answers = [
        client.post(f"{PATH}journal.{ending}", {"verb": "feedback.given"}) for ending in ("csv", "jsonl")
    ]

    told = {
        "id": kept.pk, "at": kept.at.isoformat(), "person_id": aino.pk, "person": "=Aino",
        "organisation_id": organisation.pk, "organisation": organisation.name, "verb": "feedback.given",
        "subject_type": "thing", "subject_id": 5, "address": "/things/5/", "process": "", "is_public": False,
        "ids": {"phase": 6},
    }  # fmt: skip
    texts = [body(answer) for answer in answers]
    assert [json.loads(each) for each in texts[1].splitlines()] == [told]
    rows = list(csv.reader(io.StringIO(texts[0])))
    assert rows[0] == list(told)
    assert rows[1] == [str(each) for each in ({**told, "person": "'=Aino", "ids": '{"phase": 6}'}).values()]
    assert [answer["Content-Disposition"][:31] for answer in answers] == [
        'attachment; filename="journal-' + str(before + 1)[:1]
    ] * 2
    exported = Entry.objects.filter(pk__gt=before).order_by("pk").values_list("verb", "ids")
    assert list(exported) == [
        ("audit.exported", {"what": "feedback.given", "ending": ending}) for ending in ("csv", "jsonl")
    ]


@pytest.mark.django_db
def test_export_has_two_forms_only() -> None:
    assert auditor().post(f"{PATH}journal.exe").status_code == 404


@pytest.mark.django_db
def test_link_to_the_export_leads_to_the_page() -> None:
    response = auditor().get(f"{PATH}journal.csv")

    assert (response.status_code, response["Location"]) == (302, PATH)


LINES, MOST_GROWTH = (
    200_000,
    20_000,
)  # lines; kB of memory, of which all lines together would take ten times more


def memory() -> int:
    """How many kB of memory this process has."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def test_two_hundred_thousand_lines_are_exported_without_growing_memory(own_database: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, person_id, verb, subject_type, subject_id, address, process, is_public, ids)"
            " SELECT now(), n %% 500, 'thing.made', 'thing', n, '/things/', '', false, '{}' FROM generate_series(1, %s) n",
            [LINES],
        )

    parts = [(part.count("\n"), memory()) for part in auditing.export(auditing.Sought(), LINES + 1, "csv")]

    assert sum(lines for lines, _memory in parts) == LINES + 1
    assert parts[-1][1] - parts[10][1] < MOST_GROWTH
