"""The desk of languages: whose gaps it lists, how one is mended or checked, and that two do not overrun each other."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.surveys import make_survey
from punos.contributions.tests.factories import make_actor, text
from punos.core.errors import Invalid, NotNow, Refused
from punos.decisions.tests.factories import make_decision, make_measure
from punos.decisions.tests.responses import make_response, make_theme
from punos.home import actions, queries
from punos.home.queries.languages import COLUMNS
from punos.journal.models import Entry
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.people.models import Person
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.processes.tests.factories import make_document, make_phase_facts, make_process, make_version
from punos.reports.models import Summary

DESK = "/en/desk/languages/"
OF_THE_FRAME = 6  # queries: session, person, sign-in, mandates, roles, notices not read
OF_TEXTS = 14  # each table that holds texts is read once
AT = datetime(2022, 3, 12, 9, tzinfo=UTC)
STALE = text("Vanha", sv="Gammal").changed("fi", "Uusi <b>1</b>", seen_revision=1, at=AT)


@pytest.fixture
def process(db: None) -> Process:
    """One whose summary is stale in Swedish, and of whose only phase nothing is told in Swedish."""
    process = make_process(summary=STALE)
    processes.tell_phase(actor=SYSTEM, process=process, facts=make_phase_facts())
    return process


def leading(process: Process, name: str = "Olli") -> tuple[Client, Actor]:
    """The browser of somebody who leads a process."""
    actor = make_actor(name, unit=process.host_unit, role=RoleKind.OFFICER)
    client = Client()
    assert actor.person is not None  # whoever leads has an account
    client.force_login(actor.person)
    return client, actor


def seen_on(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def key_of(process: Process, field: str = "summary") -> str:
    return f"process-{process.pk}-{field}"


def test_desk_lists_the_gaps_of_what_one_leads_and_of_nothing_else(process: Process) -> None:
    client, _actor = leading(process)

    found = client.get(DESK)

    html = found.content.decode()
    assert [(gap.at.key, gap.version, gap.kind) for _process, gap in found.context["listed"]] == [
        (key_of(process), "sv", "stale"),
        (f"phase-{process.phases.get().pk}-title", "sv", "missing"),
        (f"phase-{process.phases.get().pk}-body", "sv", "missing"),
    ]
    assert f'href="/en/desk{process.address}languages/?show=gaps"' in html
    assert "since 12 March 2022" in html


def test_desk_is_for_those_who_lead_something(process: Process, client: Client) -> None:
    resident = make_actor("Resident")
    assert resident.person is not None  # whoever signs in has an account

    anonymous = client.get(DESK)
    client.force_login(resident.person)

    assert (anonymous.status_code, client.get(DESK).status_code) == (302, 403)
    assert queries.led_now(resident) == []


def test_desk_of_another_unit_shows_nothing_of_it(process: Process) -> None:
    stranger = make_actor("Stranger", unit=make_unit("muu"), role=RoleKind.OFFICER)
    client = Client()
    assert stranger.person is not None  # whoever leads has an account
    client.force_login(stranger.person)

    assert list(client.get(DESK).context["listed"]) == []
    assert client.get(f"{DESK}process/{process.pk}/summary/sv/").status_code == 404


@pytest.mark.parametrize(
    ("query", "many"),
    [({"language": "sv"}, 3), ({"language": "en"}, 0), ({"language": "x"}, 3), ({"show": "unchecked"}, 2)],
)
def test_desk_is_narrowed_by_language_and_by_what_is_wrong(
    process: Process, query: dict[str, str], many: int
) -> None:
    client, _actor = leading(process)

    assert len(client.get(DESK, query).context["listed"]) == many


def test_desk_asks_as_much_for_many_texts_as_for_few(process: Process) -> None:
    client, _actor = leading(process)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(DESK)
        return len(captured)

    everything(process)
    few = asked()
    everything(process)
    everything(make_process(host_unit=process.host_unit, summary=STALE))

    assert (few, asked()) == (OF_THE_FRAME + OF_TEXTS,) * 2


def everything(process: Process) -> None:
    """A text of each room."""
    make_consultation(process=process)
    make_survey(process=process)
    closed = make_consultation(process=process, state="closed")
    Summary.objects.create(consultation=closed, title=STALE, begun_at=AT, changed_at=AT)
    make_version(make_document(process))
    make_response(make_theme(process))
    make_measure(process, decisions=[make_decision(process)])


def test_texts_of_every_room_come_with_the_page_on_which_they_are_written(process: Process) -> None:
    everything(process)

    told = {each.key.partition("-")[0]: each.address for each in queries.texts_led([process])}

    assert sorted(told) == [
        *("consultation", "decision", "document", "measure", "option", "part", "phase"),
        *("process", "question", "response", "section", "summary", "theme"),
    ]
    client, _actor = leading(process)
    assert {client.get(f"/en{address}").status_code for address in told.values()} == {200}


def test_table_tells_the_same(process: Process) -> None:
    client, _actor = leading(process)

    answer = client.get(f"{DESK}gaps.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0], len(rows)) == (list(COLUMNS), 4)
    assert [row[3:6] for row in rows[1:]] == [
        ["Svenska", "stale", "2022-03-12"],
        ["Svenska", "missing", ""],
        ["Svenska", "missing", ""],
    ]


def test_checking_a_translation_takes_the_notice_from_readers_and_names_who_did_it(process: Process) -> None:
    client, actor = leading(process)
    before = seen_on(Client(), f"/sv{process.address}")
    address = f"{DESK}process/{process.pk}/summary/sv/"
    shown = seen_on(client, address)

    done = client.post(f"{address}check/", {"seen": "1.2"})

    part = Process.objects.get().summary.texts["sv"]
    line = Entry.objects.latest("pk")
    assert ("Uusi &lt;b&gt;1&lt;/b&gt;" in shown, 'name="seen" value="1.2"' in shown) == (True, True)
    assert (done.status_code, part.text, part.checked_by) == (302, "Gammal", actor.person_id)
    assert (line.verb, line.is_public, line.ids) == (
        "translation.checked",
        True,
        {"text": key_of(process), "language": "sv"},
    )
    after = seen_on(Client(), f"/sv{process.address}")
    assert ["source-note" in each for each in (before, after)] == [True, False]
    assert "Checked by Olli on" in seen_on(client, f"/en/desk{process.address}languages/")
    assert actor.person is not None  # whoever leads has an account
    Person.objects.filter(pk=actor.person.pk).update(erased_at=AT)
    assert "Checked by somebody who has left" in seen_on(
        leading(process, "Aino")[0], f"{DESK}process/{process.pk}/summary/sv/"
    )


def test_translation_that_was_not_seen_as_it_is_stays_unchecked(process: Process) -> None:
    client, _actor = leading(process)

    old, bad = (
        client.post(f"{DESK}process/{process.pk}/summary/sv/check/", {"seen": each}) for each in ("1.1", "x")
    )

    assert (old.status_code, bad.status_code) == (422, 422)
    assert "Somebody else changed this text while you were reading" in old.content.decode()
    assert Process.objects.get().summary.is_stale("sv")
    assert client.get(f"{DESK}process/{process.pk}/summary/fi/").status_code == 404
    assert client.get(f"{DESK}process/{process.pk}/summary/en/").status_code == 200


def test_only_who_leads_a_process_that_goes_on_checks_its_translations(process: Process) -> None:
    at = queries.text_led([process], key_of(process))
    assert at is not None
    seen = (1, 2)

    with pytest.raises(Refused):
        actions.check_translation(actor=make_actor("Resident"), at=at, version="sv", seen=seen)
    with pytest.raises(Invalid):
        actions.check_translation(actor=SYSTEM, at=at, version="en", seen=seen)
    processes.close_process(actor=SYSTEM, process=process)
    with pytest.raises(NotNow):
        actions.check_translation(actor=SYSTEM, at=at, version="sv", seen=seen)

    assert queries.led_now(SYSTEM) == []


def test_easy_version_is_written_read_and_found_stale(process: Process) -> None:
    client, _actor = leading(process)
    key, address = f"process-{process.pk}-summary", f"/en/desk{process.address}languages/"
    client.post(address, {f"{key}-fi-simple": "Selkeä <i>", f"seen-{key}": ""})

    plain, easy = (seen_on(Client(), f"/fi{process.address}{query}") for query in ("", "?easy=1"))

    words = '<span lang="fi-simple">Selkeä &lt;i&gt;</span>'
    assert (words in plain, words in easy) == (False, True)
    processes.translate_process(
        actor=SYSTEM, process=process, field="summary", language="fi", text="Taas uusi", seen_revision=2
    )
    stale = client.get(DESK, {"language": "fi-simple"})
    assert [(gap.at.key, gap.kind) for _process, gap in stale.context["listed"]] == [(key, "stale")]


def test_translation_of_a_phase_is_mended(process: Process) -> None:
    client, phase = leading(process)[0], process.phases.get()
    key = f"phase-{phase.pk}-body"

    client.post(
        f"/en/desk{process.address}languages/", {f"{key}-sv": "Man kan kommentera.", f"seen-{key}": ""}
    )

    phase.refresh_from_db()
    assert phase.body.read("sv").text == "Man kan kommentera."
    assert Entry.objects.latest("pk").verb == "phase.translated"
    for told in ({"field": "key"}, {"language": "fi-simple"}):
        with pytest.raises(Invalid):
            processes.translate_phase(
                actor=SYSTEM,
                phase=phase,
                **{"field": "body", "language": "sv", "text": "x", "seen_revision": 1} | told,  # type: ignore[arg-type]  # any fact may be wrong
            )


def checked(process: Process) -> str:
    """What somebody hears who checks what they saw before, on a connection of their own."""
    at = queries.text_led([process], key_of(process))
    assert at is not None
    try:
        actions.check_translation(actor=SYSTEM, at=at, version="sv", seen=(1, 2))
    except NotNow:
        return "not now"
    else:
        return "done"
    finally:
        connection.close()


@pytest.mark.usefixtures("own_database")
def test_check_waits_for_a_translation_that_is_being_written_and_is_refused() -> None:
    process = make_process(summary=STALE)

    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            processes.translate_process(
                actor=SYSTEM, process=process, field="summary", language="sv", text="Ny", seen_revision=1
            )
            waiting = others.submit(checked, process)
        heard = waiting.result(timeout=30)

    assert (heard, Process.objects.get().summary.read("sv").text) == ("not now", "Ny")
