"""Who sees a process, who hosts it, where a phase stands."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.processes import actions, queries
from punos.processes.models import Hold, Phase, Process, State
from punos.processes.tests.factories import make_phase_facts, make_process


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2022, 11, 6), State.COMING),
        (date(2022, 11, 7), State.NOW),
        (date(2022, 11, 18), State.NOW),
        (date(2022, 11, 19), State.DONE),
    ],
)
def test_phase_is_under_way_from_its_first_day_to_its_last(today: date, state: State) -> None:
    phase = Phase(process_id=3, key="comments", starts_on=date(2022, 11, 7), ends_on=date(2022, 11, 18))

    assert (phase.state(today), str(phase)) == (state, "3 comments")


@pytest.mark.django_db
def test_draft_is_seen_by_the_host_unit_and_the_system_alone() -> None:
    process = make_process()
    Process.objects.update(published_at=None)
    own = make_actor(unit=make_unit(), role=RoleKind.MODERATOR)
    other = make_actor(unit=make_unit("kulttuuri"), role=RoleKind.COORDINATOR)

    seen = [list(Process.objects.visible_to(actor)) for actor in (SYSTEM, own, other, Actor())]

    assert seen == [[process], [process], [], []]


@pytest.mark.django_db
def test_published_process_is_seen_by_everybody() -> None:
    process = make_process()

    assert list(Process.objects.visible_to(Actor())) == [process]
    assert (str(process), process.address) == (process.slug, f"/processes/{process.slug}/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Kanslia", "Esimerkki ry"]),
        ("sv", ["Kansliet", "Exempel rf"]),
        ("en", ["Office", "Esimerkki ry"]),
    ],
)
def test_hosts_are_named_in_the_language_of_the_reader(language: str, names: list[str]) -> None:
    organisation = make_organisation(name="Esimerkki ry", name_sv="Exempel rf")

    together = make_process(host_unit=make_unit(), host_organisation=organisation)
    alone = make_process(host_organisation=organisation)

    assert [together.hosts(language), alone.hosts(language)] == [names, names[1:]]


@pytest.mark.django_db
def test_process_without_a_host_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="process_has_a_host"), transaction.atomic():
        make_process(host_organisation=None)


@pytest.mark.django_db
def test_phase_that_ends_before_it_starts_is_refused_by_the_database() -> None:
    backwards = make_phase_facts(ends_on=date(2022, 11, 6))

    with pytest.raises(IntegrityError, match="phase_ends_after_it_starts"), transaction.atomic():
        make_process(phases=(backwards,))


@pytest.mark.django_db
def test_processes_are_listed_with_those_going_on_first() -> None:
    first, second, closed = make_process(), make_process(), make_process()
    actions.close_process(actor=SYSTEM, process=closed)

    assert list(queries.process_list(Actor())) == [second, first, closed]


@pytest.mark.django_db
def test_process_is_found_by_its_address_with_its_phases_in_order() -> None:
    late, early = make_phase_facts(key="late", place=2), make_phase_facts(key="early", place=1)
    process = make_process(phases=(late, early))

    found = queries.process_detail(Actor(), process.slug)

    assert found == process
    assert [phase.key for phase in queries.phases_of(process)] == ["early", "late"]
    assert queries.process_detail(Actor(), "no-such") is None


@pytest.mark.django_db
def test_hold_says_what_it_is_about() -> None:
    assert str(Hold(reason="no_response", subject_type="theme", subject_id=4)) == "no_response theme:4"
