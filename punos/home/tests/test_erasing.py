"""Erasing one's account: what goes, what stays, who is told, who may not."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from punos.consultations.actions import forget_person as forget_in_consultations
from punos.contributions import actions as contributions
from punos.contributions import queries as said
from punos.contributions.models import Contribution, ContributionState, Voice
from punos.contributions.tests.factories import last_line, make_visitor, verbs_since, verdict
from punos.core.errors import Invalid, NotNow, Refused
from punos.home import actions, queries, rules
from punos.home.tests.marked import MARK, Marked, make_marked, places_of
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations import queries as hats
from punos.organisations.models import Actor, Mandate, RoleKind, Scope
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation, make_unit
from punos.people.actions import erase_person
from punos.people.models import Person, SignIn
from punos.people.tests.factories import PASSWORD, make_account
from punos.people.tests.steps import is_signed_in, sign_in

pytestmark = pytest.mark.django_db

STAYS = [
    "contributions_moderation.appeal",
    "contributions_moderation.appeal_note",
    "contributions_moderation.note",
    "contributions_translation.text",
    "contributions_version.text",
    "contributions_voice.organisation_name",
    "organisations_mandate.evidence",
    "organisations_organisation.email",
    "organisations_role.end_reason",
    "organisations_role.reason",
    "search_entry.body",  # published words are found like all others, without a name
    "search_entry.words",
]


def erase(marked: Marked, **changes: Any) -> None:
    """Erase the account of somebody marked, as they would themselves."""
    usual: dict[str, Any] = {"actor": marked.actor, "address": marked.person.email, "withdraw": False}
    actions.erase_me(**(usual | changes))


def test_erased_person_is_found_nowhere_but_in_what_stays() -> None:
    marked = make_marked()
    before = set(places_of(MARK))

    erase(marked)

    assert before > set(STAYS)
    assert list(places_of(MARK)) == STAYS


def test_erased_account_is_an_empty_row_with_which_nobody_signs_in() -> None:
    marked = make_marked()

    erase(marked)

    person = Person.objects.get(pk=marked.person.pk)
    assert (person.name, person.email) == ("", f"erased-{person.pk}@invalid")
    assert (person.is_active, person.has_usable_password(), bool(person.introduction)) == (
        False,
        False,
        False,
    )
    assert person.erased_at is not None
    assert (SignIn.objects.count(), Session.objects.count()) == (0, 0)
    client = Client()
    sign_in(client, marked.person, PASSWORD)
    assert not is_signed_in(client)


def test_what_was_said_stays_without_a_speaker_and_with_the_organisation() -> None:
    marked = make_marked()
    own = Voice.objects.get(speaker=f"person:{marked.person.pk}")

    erase(marked)

    own.refresh_from_db()
    assert own.speaker.startswith("erased:")
    assert (own.person_id, own.background, own.contributions.get().state) == (
        None, {"field": "youth"}, ContributionState.PUBLISHED,
    )  # fmt: skip
    assert Voice.objects.get(speaker=f"organisation:{marked.managed.pk}").person_id is None
    assert list(said.voices_of(marked.person)) == []


def test_own_words_are_withdrawn_where_that_was_asked_and_is_open() -> None:
    marked = make_marked()
    own = Voice.objects.get(speaker=f"person:{marked.person.pk}")
    words = f"{MARK}.contributions.version.text"

    erase(marked, withdraw=True)

    states = Contribution.objects.filter(latest__text=words).order_by("pk").values_list("voice", "state")
    assert list(states) == [
        (own.pk, ContributionState.WITHDRAWN),
        (Voice.objects.get(speaker=f"organisation:{marked.managed.pk}").pk, ContributionState.PUBLISHED),
    ]


def test_what_has_closed_is_not_withdrawn() -> None:
    marked = make_marked()
    thread = Contribution.objects.filter(voice__person=marked.person)[0].thread
    contributions.set_times(actor=SYSTEM, thread=thread, opens_at=None, closes_at=None)

    erase(marked, withdraw=True)

    assert set(Contribution.objects.values_list("state", flat=True)) == {ContributionState.PUBLISHED}


def test_mandates_end_and_the_city_hears_of_an_organisation_left_alone() -> None:
    marked = make_marked()

    erase(marked)

    assert Mandate.objects.filter(ended_at__isnull=True).count() == 0
    told = Message.objects.filter(template="organisations/mail/left_alone")
    assert list(told.values_list("organisation_id", flat=True)) == [marked.managed.pk]
    assert told.get().to == hats.keepers()[0].email
    assert f"/organisations/{marked.managed.slug}/people/" in told.get().body


def test_nobody_is_told_while_somebody_else_manages_the_organisation() -> None:
    marked = make_marked()
    organisations.grant_mandate(
        actor=SYSTEM, person=make_account("Other"), organisation=marked.managed, scopes=[Scope.MANAGE_PEOPLE]
    )

    erase(marked)

    assert not Message.objects.filter(template="organisations/mail/left_alone").exists()


def test_erasing_is_all_or_nothing_and_each_room_says_so_in_the_journal() -> None:
    marked = make_marked()
    line = last_line()

    erase(marked)

    verbs = [verb for verb in verbs_since(line) if not verb.startswith("message.")]
    assert verbs == [
        *["data.forgotten"] * 4, "mandate.ended", "mandate.ended", "data.forgotten", "person.erased",
    ]  # fmt: skip


def test_another_address_or_none_erases_nothing() -> None:
    marked = make_marked()

    for address in ("", "eino@example.org"):
        with pytest.raises(Invalid):
            erase(marked, address=address)

    assert Person.objects.get(pk=marked.person.pk).is_active


def test_nobody_erases_an_account_twice() -> None:
    marked = make_marked()
    actor = marked.actor
    erase(marked)

    with pytest.raises(NotNow):
        actions.erase_me(actor=actor, address=marked.person.email, withdraw=False)
    with pytest.raises(NotNow):
        erase_person(person=marked.person)


def test_role_of_the_city_is_given_up_first() -> None:
    person = make_account()
    organisations.grant_role(actor=SYSTEM, person=person, unit=make_unit(), kind=RoleKind.OFFICER)
    everybody = [Actor(), make_visitor(), hats.actor_for(person), hats.actor_for(make_account())]

    assert [verdict(rules.check_erase_me, each) for each in everybody] == [
        "refused",
        "refused",
        "not_now",
        "yes",
    ]


@pytest.mark.parametrize(
    ("forget", "more"),
    [
        (contributions.forget_person, {"withdraw": False}),
        (organisations.forget_person, {}),
        (forget_in_consultations, {}),
    ],
)
def test_nobody_erases_another(forget: Any, more: dict[str, bool]) -> None:
    person = make_account()

    for actor in (Actor(), hats.actor_for(make_account())):
        with pytest.raises(Refused):
            forget(actor=actor, person=person, **more)


def test_feedback_of_others_stays() -> None:
    marked = make_marked()
    other = actions.give_feedback(actor=Actor(), text="Kartta.", contact="eino@example.org", language="fi")
    nobodys = actions.give_feedback(actor=Actor(), text="Kartta.", contact="", language="fi")

    erase(marked)

    assert list(queries.feedback_to_answer()) == [other, nobodys]


def test_organisation_that_has_ended_needs_no_new_manager() -> None:
    marked = make_marked()
    organisations.dissolve(actor=SYSTEM, organisation=marked.managed, on=timezone.localdate())

    erase(marked)

    assert not Message.objects.filter(template="organisations/mail/left_alone").exists()


def test_person_of_whom_little_is_known_is_erased_too() -> None:
    person = make_account(verified=False)
    make_organisation()

    actions.erase_me(actor=hats.actor_for(person), address=person.email.upper(), withdraw=True)

    assert Person.objects.get(pk=person.pk).name == ""
