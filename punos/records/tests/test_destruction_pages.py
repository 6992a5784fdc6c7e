"""Destroying as administrators meet it: pages, the desk, the command, what is told before and after."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from punos.contributions.tests.factories import (
    make_actor,
    make_unit,
)
from punos.mail.models import Message
from punos.organisations.models import RoleKind
from punos.records import actions, queries, tasks
from punos.records.models import Destruction, DestructionState, Handover
from punos.records.tests.factories import (
    WHY,
    administrator,
    closed_process,
    confirmed,
    make_class,
    proposed,
    received,
    spoken,
    tomorrow,
)


@pytest.mark.django_db
def test_pages_show_what_is_due_take_decisions_and_keep_what_was_typed() -> None:
    anne, auditor = administrator(), make_actor("Outi", unit=make_unit(), role=RoleKind.AUDITOR)
    client, reader, stranger = Client(), Client(), Client()
    for browser, actor in ((client, anne), (reader, auditor), (stranger, make_actor("Eino"))):
        assert actor.person is not None
        browser.force_login(actor.person)
    assert "Nothing is due" in client.get("/en/desk/retention/").text
    row = proposed(spoken())
    own = f"/en/desk/retention/{row.pk}/"

    assert [each.get(own).status_code for each in (client, reader, stranger)] == [200, 200, 403]
    assert ["Destroy what people said" in each.get(own).text for each in (client, reader)] == [True, False]
    assert reader.post(f"{own}confirm/", {"typed": row.process.slug}).status_code == 403
    late = client.post(f"{own}postpone/", {"to": "2001-01-01", "reason": WHY})
    assert (late.status_code, WHY in late.text) == (422, True)
    assert client.post(f"{own}postpone/", {"to": tomorrow().isoformat(), "reason": WHY}).status_code == 302
    assert WHY in client.get("/en/desk/retention/").text
    wrong = client.post(f"{own}confirm/", {"typed": "muu", "otherwise": WHY})
    assert (wrong.status_code, WHY in wrong.text) == (422, True)
    assert client.post(f"{own}confirm/", {"typed": row.process.slug, "otherwise": WHY}).status_code == 302
    assert "Being destroyed" in client.get("/en/desk/retention/").text
    tasks.destroy(destruction_id=row.pk)
    done = client.get(own).text
    assert ("What was destroyed" in done, '<form method="post" action="/en/desk/retention' in done) == (
        True,
        False,
    )
    table = reader.get("/en/desk/retention/records.csv").content.decode()
    assert (row.process.slug in table, len(table.splitlines())) == (True, 2)
    assert stranger.get("/en/desk/retention/records.csv").status_code == 403


@pytest.mark.django_db
def test_command_tells_what_is_due_and_what_was_destroyed() -> None:
    row, waiting, out = confirmed(), closed_process(make_class()), io.StringIO()
    tasks.destroy(destruction_id=row.pk)
    tasks.propose_destructions(timestamp=0)
    actions.postpone_destruction(
        actor=administrator(), destruction=Destruction.objects.get(process=waiting), to=tomorrow(), reason=WHY
    )

    call_command("retention", stdout=out)

    lines = out.getvalue().splitlines()
    assert (lines[0], lines[3]) == ("1 processes are due.", "1 processes have been destroyed.")
    assert [
        word in lines[at] for at, word in ((1, waiting.slug), (2, "postponed"), (4, row.process.slug))
    ] == [
        True,
        True,
        True,
    ]


@pytest.mark.django_db
def test_preview_counts_what_the_record_tells_afterwards() -> None:
    process = spoken()
    received(process)
    told = {str(words): number for words, number in queries.preview(process)}
    row = confirmed(process)

    tasks.destroy(destruction_id=row.pk)

    row.refresh_from_db()
    assert {str(words): number for words, number in queries.in_words(row.counts)} == told
    assert queries.preview(process) == []
    package = Handover.objects.get(process=process)
    assert (package.content, package.sha256, package.size) == (None, "0" * 64, 3)


@pytest.mark.django_db
def test_administrator_without_an_address_finds_it_on_the_desk() -> None:
    anne = administrator()
    assert anne.person is not None
    anne.person.email = "nobody"
    anne.person.save()

    row = proposed()

    assert row.state == DestructionState.PROPOSED
    assert not Message.objects.filter(template="records/mail/destructions").exists()
