"""Who hears of a process: those who follow it, its host, or an area that it concerns."""

import pytest

from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.notices import actions as notices
from punos.notices.models import Notice, TopicKind
from punos.notices.tests.factories import following, hat, make_reader, run_telling
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation
from punos.people.models import Person
from punos.processes import actions
from punos.processes.models import Process
from punos.processes.tests.factories import make_phase_facts, make_process

pytestmark = pytest.mark.django_db


def follow(person: Person, kind: TopicKind, key: str) -> None:
    notices.follow(actor=hat(person), kind=kind, key=key)


def deliver(verb: str) -> None:
    """Let the rooms that react hear of the latest line with this verb, and the worker tell it."""
    journal.deliver(entry_id=Entry.objects.filter(verb=verb).latest("pk").pk)
    run_telling()


@pytest.mark.parametrize(("addressees", "hears"), [((), True), (("90",), True), (("01",), False)])
def test_new_process_is_told_to_those_who_follow_an_area_that_it_concerns(
    addressees: tuple[str, ...], hears: bool
) -> None:
    reader = make_reader()
    follow(reader, TopicKind.AREA, "90")
    follow(reader, TopicKind.AREA, "02")
    process = make_process(addressees=addressees)

    deliver("process.announced")

    assert list(Notice.objects.values_list("kind", "address")) == [("process_news", process.address)] * hears


def test_new_process_is_told_to_those_who_follow_its_host() -> None:
    organisation, reader = make_organisation(), make_reader()
    follow(reader, TopicKind.ORGANISATION, str(organisation.pk))
    make_process(host_organisation=organisation)

    deliver("process.announced")

    assert Notice.objects.get().topic == f"organisation:{organisation.pk}"


def test_what_happens_in_a_process_is_told_to_those_who_follow_it() -> None:
    reader, process = make_reader(), make_process()
    following(reader, key=process.slug)
    actions.tell_phase(actor=SYSTEM, process=process, facts=make_phase_facts())
    deliver("phase.told")
    actions.close_process(actor=SYSTEM, process=process)
    deliver("process.closed")

    assert Notice.objects.filter(person=reader, kind="process_news").count() == 2


def test_process_that_was_taken_back_meanwhile_is_told_to_nobody() -> None:
    reader, process = make_reader(), make_process()
    following(reader, key=process.slug)
    follow(reader, TopicKind.AREA, "90")
    actions.close_process(actor=SYSTEM, process=process)
    Process.objects.filter(pk=process.pk).update(published_at=None)

    for verb in ("process.announced", "process.closed"):
        deliver(verb)

    assert Notice.objects.count() == 0
