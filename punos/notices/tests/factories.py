"""News and those who hear of it, for the tests of this room."""

from itertools import count
from typing import Any

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.core.languages import TranslatedText
from punos.mail.models import Message
from punos.notices import actions, tasks
from punos.notices.models import Cadence, Notice, NoticeKind, Subscription, TopicKind
from punos.organisations import actions as organisations
from punos.organisations import queries
from punos.organisations.models import Actor, Mandate, Organisation, Scope
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor
from punos.people.models import Person

NUMBERS = count(1)
TITLE = TranslatedText.of("fi", fi="Tilojen varaaminen", sv="Bokning av lokaler", en="Booking spaces")


def make_reader(name: str = "Aino", **changes: Any) -> Person:
    """Somebody with an account, whose address and language may be told."""
    person = make_actor(name).person
    assert person is not None  # whoever has an account is a person
    for field, value in changes.items():
        setattr(person, field, value)
    person.save()
    return person


def hat(person: Person) -> Actor:
    """The hat of this moment."""
    return queries.actor_for(person)


def acting_for(person: Person, organisation: Organisation) -> Mandate:
    """A mandate to answer for an organisation."""
    return organisations.grant_mandate(
        actor=SYSTEM, person=person, organisation=organisation, scopes=[Scope.ANSWER]
    )


def following(person: Person, cadence: str = Cadence.DAILY, *, key: str = "tilat") -> Subscription:
    """Somebody who follows a process."""
    return actions.follow(
        actor=hat(person),
        kind=TopicKind.PROCESS,
        key=key,
        title=TranslatedText.of("fi", fi=f"Prosessi {key}"),
        leads_to=f"/processes/{key}/",
        cadence=cadence,
    )


def tell(**changes: Any) -> int:
    """One thing that happened."""
    facts: dict[str, Any] = {
        "event": f"sample:{next(NUMBERS)}",
        "kind": NoticeKind.RESULTS,
        "title": TITLE,
        "address": "/processes/tilat/results/",
        "process": "tilat",
    }
    return actions.tell(**(facts | changes))


def tell_followers_of(key: str = "tilat", **changes: Any) -> int:
    """News for those who follow a process."""
    return tell(topics=[(TopicKind.PROCESS, key)], **changes)


def run_telling() -> int:
    """Do as the worker does with the jobs that tell; the number of jobs run."""
    jobs = list(ProcrastinateJob.objects.filter(task_name="punos.notices.tasks.tell").order_by("pk"))
    for job in jobs:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        tasks.tell(**job.args)
    return len(jobs)


def told(person: Person) -> list[tuple[str, str, bool]]:
    """What somebody was told: kind of topic, cadence, and whether there is a letter."""
    rows = Notice.objects.filter(person=person).order_by("pk")
    return [(each.topic_kind, each.cadence, each.letter is not None) for each in rows]


def letters_to(person: Person) -> list[Message]:
    """The letters to somebody, in order."""
    return list(Message.objects.filter(person_id=person.pk).order_by("pk"))
