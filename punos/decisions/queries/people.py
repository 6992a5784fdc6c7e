"""Whose words are in a theme, and whom to tell: persons, and those who act for an organisation today."""

from collections.abc import Collection, Iterable

from django.db import models

from punos.contributions.models import Capacity, Voice
from punos.organisations.models import Mandate, Scope
from punos.processes.models import Process
from punos.themes.models import Assignment

type Reached = list[tuple[int, int | None]]

OF_ORGANISATIONS = (Capacity.ORGANISATION, Capacity.BODY)


def people_of_themes(theme_ids: Collection[int]) -> Reached:
    """Each person once whose words count in these themes: for themself, else for the organisation with this id."""
    given = Assignment.objects.counting().filter(theme__in=theme_ids)
    return _people(Voice.objects.filter(pk__in=given.values("contribution__voice")))


def people_of_process(process: Process) -> Reached:
    """Each person once who took part in a process, for themself or for an organisation."""
    return _people(Voice.objects.filter(process=process))


def _people(voices: models.QuerySet[Voice]) -> Reached:
    """Who can be told: accounts that are in use, and for an organisation those who may speak for it now."""
    spoke = voices.exclude(is_host=True)
    own = spoke.exclude(capacity__in=OF_ORGANISATIONS).filter(person__is_active=True)
    reached: dict[int, int | None] = dict.fromkeys(own.order_by("person").values_list("person", flat=True))
    organisations = spoke.filter(capacity__in=OF_ORGANISATIONS, organisation__isnull=False)
    speaking = Mandate.objects.current().filter(
        models.Q(scopes__contains=[Scope.ANSWER]) | models.Q(scopes__contains=[Scope.REPRESENT]),
        organisation__in=organisations.values("organisation"),
        person__is_active=True,
    )
    _add(reached, speaking.order_by("person", "organisation").values_list("person", "organisation"))
    return list(reached.items())


def _add(reached: dict[int, int | None], held: Iterable[tuple[int, int]]) -> None:
    """Who speaks for themself too is told as that: it is theirs even if the mandate ends."""
    for person, organisation in held:
        reached.setdefault(person, organisation)
