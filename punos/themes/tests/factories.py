"""Small worlds for the tests of this room and of those above: a codebook, and what was said on its themes."""

from itertools import count
from typing import Any

from django.utils import timezone

from punos.contributions.models import Capacity, Contribution, Thread, Voice
from punos.contributions.tests.factories import make_idea, make_organisation, make_thread, make_voice, text
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_unit
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.themes import actions
from punos.themes.models import Assignment, Origin, Theme

NUMBERS = count(1)


def led_process(**changes: Any) -> Process:
    """A process of the unit `kanslia`."""
    return make_process(host_unit=make_unit(), **changes)


def coder(name: str = "Koodaaja") -> Actor:
    """Somebody who leads the processes of the unit `kanslia`."""
    return make_actor(name, unit=make_unit())


def make_theme(process: Process, title: str = "", **changes: Any) -> Theme:
    """A theme of the codebook, published if that is asked for."""
    is_published = changes.pop("published", False)
    told = text(title or f"Teema {next(NUMBERS)}")
    theme = actions.make_theme(actor=SYSTEM, process=process, title=told, **changes)
    if is_published:
        actions.publish_themes(actor=SYSTEM, process=process, themes=[theme.pk])
        theme.refresh_from_db()
    return theme


def make_candidate(process: Process, title: str = "Ehdotettu") -> Theme:
    """A theme that a machine proposed."""
    return make_theme(process, title, origin=Origin.MACHINE)


def say(
    process: Process, words: str = "Lisää tiloja", thread: Thread | None = None, **voice: Any
) -> Contribution:
    """Something that somebody says."""
    place = thread or make_thread(process)
    return make_idea(place, make_voice(process, **voice), words)


def say_as_organisation(
    process: Process, words: str = "Järjestöille tiloja", **background: str
) -> Contribution:
    """Something that an organisation says."""
    organisation = make_organisation()
    voice = Voice.objects.create(
        process=process,
        speaker=f"organisation:{organisation.pk}",
        capacity=Capacity.ORGANISATION,
        organisation=organisation,
        background=background,
        at=timezone.now(),
    )
    return make_idea(make_thread(process), voice, words)


def give(theme: Theme, *said: Contribution, **passage: Any) -> list[Assignment]:
    """Contributions, or a passage of one, in a theme."""
    ids = [each.pk for each in said]
    actions.assign(actor=SYSTEM, process=theme.process, themes=[theme.pk], contributions=ids, **passage)
    return list(Assignment.objects.standing().filter(theme=theme, contribution__in=ids).order_by("pk"))


def standing(theme: Theme) -> set[tuple[int, int | None, int | None]]:
    """What stands in a theme: contributions with the passages that are meant."""
    return set(theme.assignments.standing().values_list("contribution_id", "starts", "ends"))


def is_held(theme: Theme) -> bool:
    """Whether the process stays open for this theme."""
    return theme.process.holds.standing().filter(subject_type="theme", subject_id=theme.pk).exists()


def answer(theme: Theme) -> None:
    """What the room above does when a response is published."""
    from punos.processes import actions as processes

    processes.lift_hold(
        actor=SYSTEM,
        process=theme.process,
        reason="theme_without_response",
        subject_type="theme",
        subject_id=theme.pk,
    )
