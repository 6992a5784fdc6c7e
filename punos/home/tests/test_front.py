"""The front page: what is open and for whom, what was decided, what was promised, what was responded; and its cost."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from punos.consultations.actions import PartFacts
from punos.consultations.models import PartKind
from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.invited import invite
from punos.contributions.tests.factories import DAY, make_process, text
from punos.decisions.models import Measure, MeasureState
from punos.decisions.tests.factories import make_decision, make_measure
from punos.home import queries
from punos.notices.models import Subscription
from punos.organisations import actions
from punos.organisations.models import Actor, Organisation
from punos.organisations.models.actor import SYSTEM
from punos.organisations.queries import actor_for
from punos.organisations.tests.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db


def somebody(organisation: Organisation | None = None) -> Actor:
    """Somebody with an account, who may act for an organisation."""
    person = make_actor("Aino").person
    assert person is not None
    if organisation:
        actions.grant_mandate(actor=SYSTEM, person=person, organisation=organisation, scopes=["answer"])
    return actor_for(person)


def shown(actor: Actor) -> list[tuple[str, list[str]]]:
    """What is open for somebody, by its address, and why it comes first."""
    with translation.override("en"):
        found = queries.open_for(actor, timezone.now())
    return [(each.consultation.slug, list(each.reasons)) for each in found]


def test_what_one_is_invited_to_comes_before_what_closes_first() -> None:
    organisation = make_organisation(field="culture")
    first, second = make_consultation(closes=DAY), make_consultation(closes=2 * DAY)
    invite(second, organisation)

    assert shown(somebody(organisation)) == [(second.slug, ["You are invited"]), (first.slug, [])]
    assert shown(somebody()) == shown(Actor()) == [(first.slug, []), (second.slug, [])]


def test_what_one_follows_or_works_with_is_said() -> None:
    organisation = make_organisation(field="youth", areas=["90"])
    process = make_process()
    process.addressees = ["90"]
    process.save()
    parts = [PartFacts(PartKind.BACKGROUND, text("Tausta"), fields=("youth",))]
    asked = make_consultation(process, parts=parts)
    actor = somebody(organisation)
    assert actor.person is not None
    Subscription.objects.create(person=actor.person, kind="process", key=process.slug, at=timezone.now())

    assert shown(actor) == [
        (asked.slug, ["You follow this", "Concerns your area", "Concerns your field of activity"])
    ]


def test_measures_are_counted_by_state_and_the_overdue_ones_come_first() -> None:
    process = make_process()
    today = timezone.localdate()
    coming = date(today.year + 2, 1, 1)
    late = make_measure(process)
    for state in (MeasureState.DONE, MeasureState.UNDER_WAY, MeasureState.DROPPED, MeasureState.PLANNED):
        made = make_measure(process, due_from=coming, due_on=coming, precision="day")
        closed_at = timezone.now() if state in {MeasureState.DONE, MeasureState.DROPPED} else None
        Measure.objects.filter(pk=made.pk).update(state=state, closed_at=closed_at)

    with translation.override("en"):
        found = queries.promised(Actor(), today)

    assert found is not None
    assert [(each.label, each.number) for each in found.counts] == [
        ("Done", "1"), ("Under way", "1"), ("Planned", "1"), ("Overdue", "1"), ("Dropped", "1"),
    ]  # fmt: skip
    assert (found.measures[0][0], str(found.measures[0][1].text)) == (late, "Overdue")


def test_nothing_promised_brings_no_section() -> None:
    assert queries.promised(Actor(), timezone.localdate()) is None


def test_page_tells_all_of_it_in_at_most_eight_queries() -> None:
    process = make_process()
    make_consultation(process)
    make_decision(process)
    make_measure(process)
    Client().get("/en/")

    with CaptureQueriesContext(connection) as asked:
        response = Client().get("/en/")

    html = response.content.decode()
    assert len(asked) <= 8
    assert [words in html for words in ("Open now", "Decided lately", "where it stands")] == [True] * 3
    assert ("Punos-Stamps" in response, "Punos-Until" in response) == (True, True)
