"""Drafts of consultations for the tests of making them."""

from itertools import count
from typing import Any

from punos.consultations import actions
from punos.consultations.actions import Starter
from punos.consultations.models import Consultation, Part, PartKind, Question
from punos.contributions.tests.factories import make_actor, make_process, make_unit, text
from punos.core.languages import Written
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process

NUMBERS = count(1)


def officer() -> Actor:
    """Somebody who leads the processes of the unit of tests."""
    return make_actor("Officer", unit=make_unit())


def make_draft(
    process: Process | None = None, *, starter: str = Starter.SURVEY, **changes: Any
) -> Consultation:
    """A draft in three languages with the parts of a starter."""
    facts: dict[str, Any] = {
        "title": text("Kysely", sv="Enkät", en="Survey"),
        "slug": f"luonnos-{next(NUMBERS)}",
        "starter": starter,
    }
    draft = actions.draft_consultation(actor=SYSTEM, process=process or make_process(), **(facts | changes))
    written = {"fi": Written("Kerro."), "sv": Written("Berätta."), "en": Written("Tell us.")}
    return actions.change_consultation(
        actor=SYSTEM, consultation=draft, seen_revision=0, values={}, texts={"summary": written}
    )


def part_of(consultation: Consultation, kind: PartKind = PartKind.QUESTIONS) -> Part:
    """Its part of this kind."""
    return consultation.parts.select_related("consultation__process", "thread").get(kind=kind)


def question_of(consultation: Consultation, code: str = "support") -> Question:
    """Its question with this code."""
    return Question.objects.select_related("part__consultation__process").get(
        part__consultation=consultation, code=code
    )


def published(consultation: Consultation, *, at_once: bool = True) -> Consultation:
    """The same consultation, shown to everybody and open at once unless told otherwise."""
    return actions.publish_draft(
        actor=SYSTEM, consultation=consultation, seen_revision=consultation.revision, at_once=at_once
    )
