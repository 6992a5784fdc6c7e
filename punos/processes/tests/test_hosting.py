"""Beginning a process as a draft, and hosting one together: who may, effect, refusal, journal line."""

from collections.abc import Callable
from typing import Any

import pytest

from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations import queries
from punos.organisations.models import Actor, Organisation, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.organisations.tests.test_mandates import make_mandate
from punos.people.tests.factories import make_account
from punos.processes import actions, rules
from punos.processes.models import HostRequest, Process
from punos.processes.tests.factories import make_facts, make_process
from punos.search.queries import find

pytestmark = pytest.mark.django_db


def officer(slug: str = "kanslia") -> Actor:
    """Somebody who leads in a unit."""
    return make_actor("Officer", unit=make_unit(slug))


def representative(organisation: Organisation, *scopes: str) -> Actor:
    """Somebody with a mandate of the organisation."""
    return queries.actor_for(make_mandate(organisation, *(scopes or ("represent",))).person)


def verbs() -> list[str]:
    """The public and private lines about processes and hosts, in order."""
    lines = Entry.objects.filter(subject_type__in=["process", "hostrequest"]).order_by("pk")
    return list(lines.values_list("verb", flat=True))


# Drafts -----------------------------------------------------------------------------------------------------


def test_process_is_begun_unseen_and_then_published_once() -> None:
    actor, facts = officer(), make_facts(slug="salainen-hanke")
    draft = actions.draft_process(actor=actor, facts=facts)
    seen = [Process.objects.visible_to(each).filter(pk=draft.pk).exists() for each in (Actor(), actor)]

    made = actions.publish_process(actor=actor, process=draft)

    assert (seen, made.published_at is not None) == ([False, True], True)
    assert [each.address for each in find("yhteiset")] == [made.address]
    assert verbs() == ["process.drafted", "process.announced"]
    with pytest.raises(NotNow):
        actions.publish_process(actor=actor, process=made)


def test_process_without_a_summary_is_not_published() -> None:
    draft = actions.draft_process(actor=SYSTEM, facts=make_facts(summary=type(make_facts().summary)()))

    with pytest.raises(Invalid):
        actions.publish_process(actor=SYSTEM, process=draft)


def test_process_is_begun_by_one_host_at_an_address_of_its_own() -> None:
    organisation, actor = make_organisation(), officer()
    both = make_facts(host_unit=make_unit(), host_organisation=organisation)
    taken = make_facts(slug=make_process().slug)

    with pytest.raises(Refused):
        actions.draft_process(actor=actor, facts=both)
    with pytest.raises(Refused):
        actions.announce_process(actor=actor, facts=both)
    with pytest.raises(Invalid):
        actions.draft_process(actor=actor, facts=taken)
    with pytest.raises(Refused):
        actions.draft_process(actor=make_actor("Resident"), facts=make_facts())
    assert actions.draft_process(actor=SYSTEM, facts=both).host_organisation == organisation


def test_organisation_begins_its_own_process() -> None:
    organisation = make_organisation()

    made = actions.draft_process(
        actor=representative(organisation), facts=make_facts(host_organisation=organisation)
    )

    assert (made.host_unit, made.host_organisation) == (None, organisation)


def test_process_keeps_what_is_not_told_and_writes_no_line_for_nothing() -> None:
    process = make_process(contact="Aino")

    for _once_more in range(2):
        actions.change_process(actor=officer(), process=process, values={"influence": "deciding"})
    with pytest.raises(Invalid):
        actions.change_process(actor=SYSTEM, process=process, values={"slug": "other"})
    with pytest.raises(Refused):
        actions.change_process(actor=make_actor("Resident"), process=process, values={})

    process.refresh_from_db()
    assert (process.influence, process.contact) == ("deciding", "Aino")
    assert verbs() == ["process.announced", "process.changed"]


# Hosts ------------------------------------------------------------------------------------------------------


def test_organisation_becomes_a_host_when_it_accepts() -> None:
    process, organisation = make_process(), make_organisation()

    request = actions.ask_to_host(actor=officer(), process=process, organisation=organisation)
    before = Process.objects.get(pk=process.pk).host_organisation
    actions.answer_host_request(actor=representative(organisation), request=request, accepted=True)

    after = Process.objects.get(pk=process.pk)
    assert (before, after.host_organisation, after.host_unit) == (None, organisation, process.host_unit)
    assert verbs() == ["process.announced", "host.asked", "host.accepted"]
    assert Entry.objects.get(verb="host.accepted").organisation_id == organisation.pk


def test_who_may_answer_a_request_to_host_gets_a_letter_in_their_language() -> None:
    process, organisation, unit = make_process(), make_organisation(), make_unit("toimiala")
    secretary, clerk = make_account("Sylvi", language="sv"), make_account("Olli", language="en")
    make_mandate(organisation, "represent", person=secretary)
    make_mandate(organisation, "answer")
    for kind in (RoleKind.OFFICER, RoleKind.COORDINATOR):
        organisations.grant_role(actor=SYSTEM, person=clerk, unit=unit, kind=kind, reason="New")
    Message.objects.all().delete()

    first = actions.ask_to_host(actor=SYSTEM, process=process, organisation=organisation)
    actions.withdraw_host_request(actor=SYSTEM, request=first)
    Process.objects.update(host_unit=None, host_organisation=organisation)
    second = actions.ask_to_host(actor=SYSTEM, process=process, unit=unit)

    letters = [(each.to, each.language, each.subject) for each in Message.objects.order_by("pk")]
    assert [each[:2] for each in letters] == [(secretary.email, "sv"), (clerk.email, "en")]
    assert letters[1][2] == f"{unit.name.read('en').text} is asked to host together: Shared spaces"
    assert f"/en/desk/consultations/#request-{second.pk}" in Message.objects.latest("pk").body


def test_unit_that_declines_becomes_no_host() -> None:
    organisation, unit = make_organisation(), make_unit("toimiala")
    process = make_process(host_organisation=organisation)

    request = actions.ask_to_host(actor=representative(organisation), process=process, unit=unit)
    actions.answer_host_request(actor=officer("toimiala"), request=request, accepted=False)

    assert (Process.objects.get(pk=process.pk).host_unit, request.address) == (None, process.address)
    assert verbs() == ["process.announced", "host.asked", "host.declined"]


def test_request_is_withdrawn_and_another_can_be_made() -> None:
    process, actor = make_process(), officer()
    request = actions.ask_to_host(actor=actor, process=process, organisation=make_organisation())

    actions.withdraw_host_request(actor=actor, request=request)
    actions.ask_to_host(actor=actor, process=process, organisation=make_organisation())

    answered = HostRequest.objects.get(pk=request.pk)
    assert (answered.accepted, answered.answered_at is not None) == (None, True)
    assert verbs() == ["process.announced", "host.asked", "host.request_withdrawn", "host.asked"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (dict, Invalid),
        (lambda: {"unit": make_unit("toimiala"), "organisation": make_organisation()}, Invalid),
        (lambda: {"unit": make_unit("toimiala")}, NotNow),
        (lambda: {"organisation": ended()}, NotNow),
    ],
)
def test_host_is_asked_for_a_free_seat_only(told: Any, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        actions.ask_to_host(actor=SYSTEM, process=make_process(), **told())

    assert HostRequest.objects.count() == 0


def ended() -> Organisation:
    """An organisation that is no more."""
    organisation = make_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(ended_on="2020-01-01")
    organisation.refresh_from_db()
    return organisation


def test_closed_unit_is_not_asked_and_one_question_stands_at_a_time() -> None:
    process = make_process(host_organisation=make_organisation())
    closed = make_unit("vanha")
    organisations.close_unit(actor=SYSTEM, unit=closed)
    closed.refresh_from_db()

    with pytest.raises(NotNow):
        actions.ask_to_host(actor=SYSTEM, process=process, unit=closed)
    actions.ask_to_host(actor=SYSTEM, process=process, unit=make_unit("toimiala"))
    with pytest.raises(NotNow):
        actions.ask_to_host(actor=SYSTEM, process=process, unit=make_unit("toimiala"))


def test_request_is_answered_once_while_the_seat_is_free_and_the_process_goes_on() -> None:
    organisation = make_organisation()
    requests = [
        actions.ask_to_host(actor=SYSTEM, process=make_process(), organisation=organisation)
        for _each in range(3)
    ]
    answered, taken, closed = requests
    actions.answer_host_request(actor=SYSTEM, request=answered, accepted=False)
    Process.objects.filter(pk=taken.process_id).update(host_organisation=make_organisation())
    actions.close_process(actor=SYSTEM, process=closed.process)

    for request in requests:
        with pytest.raises(NotNow):
            actions.answer_host_request(actor=representative(organisation), request=request, accepted=True)
    with pytest.raises(NotNow):
        actions.withdraw_host_request(actor=SYSTEM, request=answered)


@pytest.mark.parametrize(
    ("who", "answers", "withdraws"),
    [
        ("host", False, True),
        ("asked", True, False),
        ("other mandate", False, False),
        ("resident", False, False),
    ],
)
def test_request_is_answered_by_the_asked_and_withdrawn_by_the_host(
    who: str, *, answers: bool, withdraws: bool
) -> None:
    organisation = make_organisation()
    request = actions.ask_to_host(actor=SYSTEM, process=make_process(), organisation=organisation)
    cast: dict[str, Callable[[], Actor]] = {
        "host": officer,
        "asked": lambda: representative(organisation),
        "other mandate": lambda: representative(organisation, "answer"),
        "resident": lambda: make_actor("Resident"),
    }
    actor = cast[who]()

    found = []
    for check, more in (
        (rules.check_answer_host_request, {"accepted": True}),
        (rules.check_withdraw_host_request, {}),
    ):
        try:
            check(actor, request, **more)
            found.append(True)
        except Refused:
            found.append(False)

    assert found == [answers, withdraws]
