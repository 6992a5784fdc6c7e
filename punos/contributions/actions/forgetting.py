"""Cutting what somebody said from the one who said it. The words stay where they were sent, without a speaker."""

import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from punos.contributions import queries, rules
from punos.contributions.actions.speaking import withdraw_contribution
from punos.contributions.models import Contribution, ContributionState, Report, Voice
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.people.models import Person


@transaction.atomic
def forget_person(*, actor: Actor, person: Person, withdraw: bool) -> None:
    """Make a person's voices nobody's; with `withdraw`, first take back what they said where it is still open.

    Their answers still count, under a mark that nobody can come back with. What was said for an organisation is
    the organisation's, and stays with it.
    """
    rules.check_forget_person(actor, person)
    own = list(Voice.objects.select_for_update().filter(speaker=queries.own_mark(person)))
    if withdraw:
        for said in _still_open(own):
            withdraw_contribution(actor=actor, voice=said.voice, contribution=said)
    for voice in own:
        voice.speaker, voice.pseudonym = f"erased:{secrets.token_urlsafe(24)}", ""
    Voice.objects.bulk_update(own, ["speaker", "pseudonym"], batch_size=500)
    Voice.objects.filter(person=person).update(person=None)
    _forget_reports(person)
    journal.record(actor, "data.forgotten", person, room="contributions")


def _forget_reports(person: Person) -> None:
    """Reports of a person stay for the moderators, without words and under a mark that is nobody's."""
    own = list(Report.objects.select_for_update().filter(speaker=queries.own_mark(person)))
    for each in own:
        each.speaker = f"erased:{secrets.token_urlsafe(24)}"
    Report.objects.bulk_update(own, ["speaker"], batch_size=500)
    Report.objects.filter(Q(person=person) | Q(pk__in=[each.pk for each in own])).update(person=None, text="")


def _still_open(voices: list[Voice]) -> list[Contribution]:
    said = Contribution.objects.exclude(state=ContributionState.WITHDRAWN).filter(voice__in=voices)
    now = timezone.now()
    return [
        each for each in said.select_related("voice", "thread").order_by("pk") if each.thread.is_open(now)
    ]
