"""Being asked whether one was heard: who answers, until when, what is shown of it, what is erased."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.contributions.models import Capacity, Voice
from punos.contributions.models.voice import speaker_of
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_process,
    make_unit,
    make_visitor,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow
from punos.decisions import actions, queries, rules
from punos.decisions.models import Heard
from punos.organisations import actions as organisations
from punos.organisations import queries as hats
from punos.organisations.models import Actor, Organisation, Scope
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process

pytestmark = pytest.mark.django_db


def closed_process(days: int = 0) -> Process:
    """A process that was closed so many days ago."""
    process = make_process(host_unit=make_unit())
    process.closed_at = timezone.now() - timedelta(days=days)
    process.save(update_fields=["closed_at"])
    return process


def member(organisation: Organisation, *scopes: Scope) -> Actor:
    """Somebody with a mandate of an organisation, who wears no hat."""
    actor = make_actor("Veikko")
    assert actor.person is not None
    organisations.grant_mandate(
        actor=SYSTEM, person=actor.person, organisation=organisation, scopes=list(scopes or [Scope.ANSWER])
    )
    return hats.actor_for(actor.person)


def organisation_voice(process: Process, organisation: Organisation) -> Voice:
    """An organisation that has answered."""
    speaker = f"organisation:{organisation.pk}"
    return Voice.objects.create(
        process=process,
        speaker=speaker,
        capacity=Capacity.ORGANISATION,
        organisation=organisation,
        at=timezone.now(),
    )


def spoke(process: Process, actor: Actor | None = None) -> Voice:
    """A resident who took part before the process was closed."""
    speaker = actor or make_visitor()
    return Voice.objects.create(
        process=process,
        speaker=speaker_of(speaker),
        person=speaker.person,
        capacity=Capacity.RESIDENT,
        at=timezone.now(),
    )


def browser(actor: Actor) -> Client:
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


@pytest.mark.parametrize(
    ("who", "days", "says"),
    [
        ("own", 0, "yes"),
        ("own", 59, "yes"),
        ("own", 61, "not_now"),
        ("own", None, "not_now"),
        ("another", 0, "refused"),
        ("stranger", 0, "refused"),
        ("system", 0, "yes"),
        ("host", 0, "refused"),
    ],
)
def test_who_took_part_tells_for_sixty_days_after_closing(who: str, days: int | None, says: str) -> None:
    process = make_process() if days is None else closed_process(days)
    own = make_actor("Aino")
    voice = spoke(process, own)
    spoke(process, another := make_actor("Toinen"))
    if who == "host":
        voice.is_host = True
    actor = {"another": another, "stranger": make_visitor(), "system": SYSTEM}.get(who, own)

    assert verdict(rules.check_answer_heard, actor, voice, "yes", "", timezone.now()) == says


@pytest.mark.parametrize(("answer", "text"), [("perhaps", ""), ("yes", "a" * 501)])
def test_answer_has_its_shape(answer: str, text: str) -> None:
    voice = spoke(closed_process(), own := make_actor("Aino"))

    with pytest.raises(Invalid):
        actions.answer_heard(actor=own, voice=voice, answer=answer, text=text)


@pytest.mark.parametrize(
    ("scope", "says"), [(Scope.ANSWER, "yes"), (Scope.REPRESENT, "yes"), (Scope.BOOK, "refused")]
)
def test_organisation_is_answered_for_by_who_may_speak_for_it(scope: Scope, says: str) -> None:
    process, organisation = closed_process(), make_organisation()
    voice = organisation_voice(process, organisation)
    actor = member(organisation, scope)

    assert verdict(rules.check_answer_heard, actor, voice, "yes", "", timezone.now()) == says
    assert queries.own_voices(actor, process) == ([voice] if says == "yes" else [])


def test_own_answer_stays_own_under_the_hat_of_an_organisation() -> None:
    organisation = make_organisation()
    actor = member(organisation).wearing(organisation)
    voice = spoke(closed_process(), Actor(person=actor.person))

    assert verdict(rules.check_answer_heard, actor, voice, "yes", "", timezone.now()) == "yes"


def test_answer_is_kept_and_changed_and_noted() -> None:
    visitor = make_visitor()
    voice, before = spoke(closed_process(), visitor), last_line()

    actions.answer_heard(actor=visitor, voice=voice, answer="no", text="  En.  ")
    told = actions.answer_heard(actor=visitor, voice=voice, answer="partly", language="sv")

    assert (told.answer, told.text, told.language, Heard.objects.count()) == ("partly", "", "sv", 1)
    assert verbs_since(before) == ["heard.told", "heard.changed"]


def test_page_asks_each_voice_of_mine_and_keeps_what_was_typed() -> None:
    process, organisation = closed_process(), make_organisation()
    actor = member(organisation)
    own, theirs = spoke(process, actor), organisation_voice(process, organisation)
    client, address = browser(actor), f"/en{process.address}heard/"

    empty = client.get(address).content.decode()
    faulty = client.post(address, {"voice": own.pk, f"{own.pk}-text": "Omat sanat"})
    sent = client.post(address, {"voice": theirs.pk, f"{theirs.pk}-answer": "yes"})
    after = client.get(sent["Location"]).content.decode()
    foreign = client.post(address, {"voice": spoke(process).pk, "answer": "yes"})

    assert empty.count("Send the answer") == 2
    assert (faulty.status_code, "Omat sanat" in faulty.content.decode()) == (422, True)
    assert (sent.status_code, "Thank you." in after, Heard.objects.get().voice) == (302, True, theirs)
    assert (foreign.status_code, Heard.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "This is asked when the process has been closed."),
        (3, "This is asked of those who took part"),
        (70, "What those told who took part"),
    ],
)
def test_page_says_when_it_is_asked_and_shows_counts_when_nothing_changes(
    days: int | None, words: str
) -> None:
    process = make_process() if days is None else closed_process(days)
    spoke(process)

    page = Client().get(f"/en{process.address}heard/").content.decode()

    assert words in page


def test_lines_are_for_who_leads() -> None:
    visitor, process = make_visitor(), closed_process()
    actions.answer_heard(actor=visitor, voice=spoke(process, visitor), answer="no", text="Ei kuultu")
    officer, address = make_actor("Olli", unit=process.host_unit), f"/en{process.address}heard/"

    pages = [client.get(address).content.decode() for client in (Client(), browser(officer))]

    assert ["Ei kuultu" in page for page in pages] == [False, True]


def answered(process: Process, **counts: int) -> None:
    """So many residents told so."""
    for answer, number in counts.items():
        for _each in range(number):
            voice = spoke(process)
            Heard.objects.create(
                process=process, voice=voice, answer=answer, language="fi", at=timezone.now()
            )


def labels(process: Process) -> list[str]:
    return [cell.label for cell in queries.heard_counts(process).told["persons"].cells]


def test_counts_hide_small_numbers_and_leave_the_host_out() -> None:
    process = closed_process(70)
    answered(process, yes=6, partly=2)
    host = spoke(process)
    Voice.objects.filter(pk=host.pk).update(is_host=True)
    organisation_voice(process, make_organisation())

    counted = queries.heard_counts(process)

    assert labels(process) == ["6", "1\u20134", "0"]
    assert dict(counted.asked) == {"persons": 8, "organisations": 1, "groups": 0}


def test_processes_of_a_unit_tell_together_no_more_than_each_alone() -> None:
    first, second, still_open = closed_process(70), closed_process(70), closed_process(3)
    answered(first, yes=6, partly=2)
    answered(second, yes=5, no=5)
    answered(still_open, no=7)
    assert first.host_unit is not None

    told = queries.heard_in_unit(first.host_unit, timezone.now())

    assert {answer: each.text for answer, each in told["persons"].items()} == {
        "yes": "11", "partly": "1\u20134", "no": "5",
    }  # fmt: skip


def test_counts_wait_until_nothing_changes() -> None:
    with pytest.raises(NotNow):
        rules.check_see_heard(closed_process(3), timezone.now())


def test_own_line_is_in_the_package_and_is_erased_while_the_answer_counts() -> None:
    actor = make_actor("Aino")
    process = closed_process()
    actions.answer_heard(actor=actor, voice=spoke(process, actor), answer="no", text="Omat sanat")
    assert actor.person is not None
    known: Any = queries.about(actor.person)["heard"]
    before = last_line()

    actions.forget_person(actor=actor, person=actor.person)

    assert [(row["process"], row["heard"], row["text"]) for row in known] == [
        (process.slug, "no", "Omat sanat")
    ]
    assert Heard.objects.values_list("answer", "text").get() == ("no", "")
    assert verbs_since(before) == ["data.forgotten"]
