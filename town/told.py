"""What the cast follow, what they have been told of what they said, and how far word has become deed."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.decisions import actions as decisions
from punos.decisions import queries
from punos.decisions.models import Decision, Measure, Response
from punos.home.queries.topics import topic_of
from punos.notices import actions as notices
from punos.notices.models import NoticeKind, TopicKind, body_key
from punos.organisations.models import CityUnit
from punos.organisations.queries import actor_for
from punos.people.models import Person
from punos.processes.models import Process
from punos.themes.models import Theme
from town.texts import answered, co_operation
from town.texts.cast import cast_member
from town.texts.following import FOLLOWED

type Readers = Sequence[tuple[int, int | None]]


def followed() -> None:
    """What the cast hear of because they want to; what they follow already stays as it is."""
    for who, kind, what, cadence in FOLLOWED:
        person = Person.objects.get(email=cast_member(who).email)
        actor = actor_for(person)
        found = topic_of(actor, f"{kind}:{_key(kind, what)}")
        assert found is not None  # the town has it
        told: dict[str, Any] = {"kind": found.kind, "key": found.key}
        if not person.subscriptions.filter(**told).exists():
            title, leads_to = found.title, found.leads_to
            notices.follow(actor=actor, title=title, leads_to=leads_to, cadence=cadence, **told)


def _key(kind: str, what: str) -> str:
    """The key of a topic, as an address names it."""
    if kind == TopicKind.BODY:
        return body_key(TranslatedText.of("fi", fi=what))
    if kind == TopicKind.THEME:
        number = [each.key for each in answered.THEMES].index(what) + 1
        return str(Theme.objects.get(process__slug=co_operation.PROCESS.slug, number=number).pk)
    return what


def told_of() -> None:
    """What followed from what the cast said stands on their pages; no letters, for all of it is years ago.

    The events are named as the rooms name them, so that the worker, which comes to them as well, tells nothing twice.
    """
    for each in Response.objects.published().select_related("theme__process").order_by("pk"):
        theme = each.theme
        topics = [(TopicKind.THEME, str(theme.pk)), (TopicKind.PROCESS, theme.process.slug)]
        people = queries.people_of_themes([theme.pk])
        told = {"title": theme.title, "address": each.address, "process": theme.process.slug}
        _tell(f"response:{each.pk}", NoticeKind.WORDS_ANSWERED, people, topics=topics, **told)
    for decision in Decision.objects.select_related("process").order_by("pk"):
        themes = [each.pk for each in decision.themes.order_by("pk")]
        people, event = queries.people_of_themes(themes), f"decision:{decision.pk}:words"
        _tell(event, NoticeKind.WORDS_DECIDED, people, **_of(decision))
    for measure in Measure.objects.select_related("process").order_by("pk"):
        people = queries.people_of_themes(queries.themes_behind(measure))
        _tell(f"measure:{measure.pk}:started:words", NoticeKind.WORDS_DONE, people, **_of(measure))
        if measure.closed_at:
            _tell(f"measure:{measure.pk}:closed:words", NoticeKind.WORDS_FULFILLED, people, **_of(measure))
    for process in Process.objects.filter(closed_at__isnull=False).order_by("pk"):
        people, address = queries.people_of_process(process), f"{process.address}heard/"
        known = {"title": process.title, "address": address, "process": process.slug}
        _tell(f"heard:{process.pk}", NoticeKind.WERE_YOU_HEARD, people, **known)


def _of(row: Decision | Measure) -> dict[str, Any]:
    """A decision or a measure, as it is told of."""
    return {"title": row.title, "address": row.address, "process": row.process.slug}


def _tell(event: str, kind: NoticeKind, people: Readers, **known: Any) -> None:
    written_to = [person for person, _organisation in people]
    notices.tell(event=event, kind=kind, persons=people, written_to=written_to, **known)


def looped() -> None:
    """The figures of the loop as they are now: of each process, of the units that host one, of the city."""
    processes = list(Process.objects.filter(published_at__isnull=False).order_by("pk"))
    units = CityUnit.objects.filter(pk__in=[each.host_unit_id for each in processes if each.host_unit_id])
    for scoped in [*processes, *units.order_by("pk"), None]:
        decisions.note_loop_figures(scoped=scoped, now=timezone.now())
