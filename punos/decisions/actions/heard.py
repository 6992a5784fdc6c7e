"""Telling whether one was heard, and forgetting who told what."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from punos.contributions.models import Voice
from punos.contributions.rules import check_forget_person
from punos.core.text import clean
from punos.decisions import queries, rules
from punos.decisions.models import Heard
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.people.models import Person
from punos.processes.models import Process


@transaction.atomic
def answer_heard(
    *,
    actor: Actor,
    voice: Voice,
    answer: str,
    text: str = "",
    language: str = "fi",
    at: datetime | None = None,
) -> Heard:
    """Tell whether one was heard, or tell it otherwise than before.

    `at` is the moment at which it was told elsewhere, where it is brought in afterwards.
    """
    Process.objects.select_for_update(of=("self",)).get(pk=voice.process_id)
    now, line = at or timezone.now(), clean(text)
    rules.check_answer_heard(actor, voice, answer, line, now)
    told = {"process_id": voice.process_id, "answer": answer, "text": line, "language": language, "at": now}
    heard, is_new = Heard.objects.update_or_create(voice=voice, defaults=told)
    verb = "heard.told" if is_new else "heard.changed"
    journal.record(actor, verb, heard, process=heard.process.slug)
    return heard


@transaction.atomic
def forget_person(*, actor: Actor, person: Person) -> None:
    """Erase the lines that a person wrote; what they answered stays as it counts. Done while their voices are theirs."""
    check_forget_person(actor, person)
    queries.heard_by(person).update(text="")
    journal.record(actor, "data.forgotten", person, room="decisions")
