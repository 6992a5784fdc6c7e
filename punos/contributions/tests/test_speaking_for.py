"""Speaking for an organisation: under a mandate, by the link of an invitation, and what follows later."""

from dataclasses import replace

import pytest

from punos.contributions import actions, queries, rules
from punos.contributions.models import Capacity, Identified, Voice
from punos.contributions.tests.factories import (
    last_line,
    make_idea,
    make_organisation,
    make_process,
    make_thread,
    make_visitor,
    make_voice,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, Refused
from punos.organisations import actions as organisations
from punos.organisations.models import SYSTEM, Actor, Organisation, OrganisationKind, Scope
from punos.organisations.queries import actor_for
from punos.people.models import Person
from punos.people.tests.factories import make_person
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

FOR_IT = {"capacity": Capacity.ORGANISATION}


def wearing(
    organisation: Organisation, person: Person | None = None, scopes: tuple[str, ...] = (Scope.ANSWER,)
) -> Actor:
    """Somebody with a mandate who has put the hat on."""
    person = person or make_person()
    organisations.grant_mandate(actor=SYSTEM, person=person, organisation=organisation, scopes=scopes)
    return actor_for(person, hat=organisation.pk)


def invited(organisation: Organisation, process: Process) -> Actor:
    """A browser that came by the link of an invitation."""
    return replace(make_visitor(), organisation=organisation, invited_to=process.pk)


def test_organisation_is_one_speaker_whoever_wears_its_hat() -> None:
    organisation, process = make_organisation(), make_process()
    first, second = wearing(organisation), wearing(organisation)

    given = make_voice(process, first, **FOR_IT)
    changed = make_voice(process, second, **FOR_IT, background={"field": "youth"})

    assert given.pk == changed.pk == getattr(queries.voice_of(first, process), "pk", None)
    assert (changed.organisation, changed.person, changed.identified, changed.is_verified) == (
        organisation, second.person, Identified.MANDATE, True,
    )  # fmt: skip


def test_person_answers_apart_for_themselves_and_for_each_of_their_organisations() -> None:
    person, process = make_person("Tuula"), make_process()
    hats = [wearing(make_organisation(), person), wearing(make_organisation(), person)]

    voices = {make_voice(process, hat, **FOR_IT).pk for hat in hats}
    own = make_voice(process, actor_for(person))

    assert len(voices | {own.pk}) == 3
    assert own.capacity == Capacity.RESIDENT


def test_mandate_that_does_not_cover_answering_speaks_for_nobody() -> None:
    organisation, process = make_organisation(), make_process()
    booker = wearing(organisation, scopes=(Scope.BOOK,))

    with pytest.raises(Refused, match=str(Scope.ANSWER.label)):
        make_voice(process, booker, **FOR_IT)

    assert queries.voice_of(booker, process) is None
    assert not Voice.objects.of_actor(booker).exists()


def test_organisation_with_people_of_its_own_is_not_answered_for_by_its_name() -> None:
    process, free, claimed = make_process(), make_organisation(), make_organisation()
    wearing(claimed)

    said = [
        verdict(rules.check_take_part, make_visitor(), process, capacity, None, organisation)
        for organisation in (free, claimed)
        for capacity in (Capacity.ORGANISATION, Capacity.ACTIVE)
    ]

    assert said == ["yes", "yes", "refused", "yes"]


def test_mandate_that_ended_speaks_for_nobody_from_the_next_request_on() -> None:
    organisation, process = make_organisation(), make_process()
    actor = wearing(organisation)
    make_voice(process, actor, **FOR_IT)
    organisations.end_mandate(actor=SYSTEM, mandate=actor.mandates[0])

    later = actor_for(actor.person, hat=organisation.pk)

    assert (later.organisation, queries.voice_of(later, process)) == (None, None)


def test_capacity_follows_the_hat() -> None:
    process = make_process()
    council = make_organisation(kind=OrganisationKind.COUNCIL)
    said = [
        verdict(rules.check_take_part, wearing(organisation), process, capacity, None)
        for organisation in (make_organisation(), council)
        for capacity in (Capacity.ORGANISATION, Capacity.BODY, Capacity.RESIDENT)
    ]

    assert said == ["yes", "invalid", "invalid", "invalid", "yes", "invalid"]
    assert verdict(rules.check_take_part, make_visitor(), process, Capacity.BODY, None) == "refused"
    with pytest.raises(Invalid):
        make_voice(process, wearing(council), **FOR_IT)


def test_invitation_speaks_unverified_and_in_its_own_process_alone() -> None:
    organisation, process, other = make_organisation(), make_process(), make_process()
    actor = invited(organisation, process)

    voice = make_voice(process, actor, **FOR_IT)

    assert (voice.identified, voice.is_verified, voice.person) == (Identified.INVITATION, False, None)
    assert list(Voice.objects.of_actor(actor)) == [voice]
    with pytest.raises(Refused):
        make_voice(other, actor, **FOR_IT)
    assert list(Voice.objects.of_actor(replace(actor, invited_to=other.pk))) == []


def test_answers_given_by_invitation_follow_the_organisation_and_are_confirmed() -> None:
    organisation, thread = make_organisation(), make_thread()
    voice = make_voice(thread.process, invited(organisation, thread.process), **FOR_IT)
    idea = make_idea(thread, voice)
    actor, line = wearing(organisation), last_line()

    followed = queries.voice_of(actor, thread.process)
    confirmed = actions.confirm_voice(actor=actor, voice=voice)

    assert (followed, idea.voice) == (voice, voice)
    assert (confirmed.is_verified, confirmed.person) == (True, actor.person)
    assert verbs_since(line) == ["voice.confirmed"]


def test_group_that_the_city_has_not_looked_at_is_known_by_its_account_alone() -> None:
    group, process = make_organisation(is_listed=False, kind=OrganisationKind.GROUP), make_process()
    actor = wearing(group)

    voice = make_voice(process, actor, **FOR_IT)
    before = verdict(rules.check_confirm_voice, actor, voice)
    listed = organisations.list_organisation(actor=SYSTEM, organisation=group, listed=True)
    voice.organisation = listed

    assert (voice.identified, voice.is_verified, before) == (Identified.ACCOUNT, False, "not_now")
    assert verdict(rules.check_confirm_voice, actor, voice) == "yes"


def test_only_the_organisations_own_people_confirm_its_answer_once() -> None:
    organisation, process = make_organisation(), make_process()
    voice = make_voice(process, invited(organisation, process), **FOR_IT)
    stranger, own = actor_for(make_person()), wearing(organisation)

    said = [
        verdict(rules.check_confirm_voice, actor, voice)
        for actor in (stranger, wearing(make_organisation()), own)
    ]
    actions.confirm_voice(actor=own, voice=voice)
    voice.refresh_from_db()

    assert said == ["refused", "refused", "yes"]
    assert verdict(rules.check_confirm_voice, own, voice) == "not_now"
    assert verdict(rules.check_confirm_voice, own, make_voice(process, actor_for(own.person))) == "refused"
    assert verdict(rules.check_confirm_voice, own, make_voice(process)) == "refused"
