"""Themes with words in them and responses to them, for the tests of this room and of those above."""

from datetime import date
from itertools import count
from typing import Any

from punos.contributions.models import Contribution, Voice
from punos.contributions.tests.factories import make_actor, make_idea, make_process, make_thread, make_unit
from punos.core.languages import TranslatedText, Written
from punos.decisions import actions
from punos.decisions.models import Response
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.themes import actions as themes
from punos.themes.models import Theme

NUMBERS = count(1)


def make_theme(process: Process | None = None, *, published: bool = True, **changes: Any) -> Theme:
    """A theme of the codebook that readers have."""
    host = process or make_process(host_unit=make_unit())
    number = next(NUMBERS)
    title = TranslatedText.of("fi", fi=f"Tilat {number}", sv=f"Lokaler {number}", en=f"Spaces {number}")
    theme = themes.make_theme(actor=SYSTEM, process=host, **{"title": title, **changes})
    if published:
        themes.publish_themes(actor=SYSTEM, process=host, themes=[theme.pk])
    return Theme.objects.select_related("process__host_unit").get(pk=theme.pk)


def give(theme: Theme, *said: Contribution) -> None:
    """Give contributions to a theme."""
    ids = [each.pk for each in said]
    themes.assign(actor=SYSTEM, process=theme.process, themes=[theme.pk], contributions=ids)


def make_said(theme: Theme, voice: Voice | None = None, words: str = "Lisaa tiloja") -> Contribution:
    """Something said in the process of a theme and given to it."""
    said = make_idea(make_thread(theme.process), voice, words)
    give(theme, said)
    return said


def leader(theme: Theme, name: str = "Olli") -> Actor:
    """Somebody who leads the process of a theme."""
    return make_actor(name, unit=theme.process.host_unit)


def told(
    finnish: str = "Tilat avataan.", swedish: str = "Lokalerna oppnas.", seen: int = 0
) -> dict[str, Written]:
    """Reasons in the languages that are required."""
    return {"fi": Written(finnish, seen), "sv": Written(swedish, seen)}


def make_draft(theme: Theme | None = None, *, actor: Actor = SYSTEM, **changes: Any) -> Response:
    """The draft of a response in which nothing is missing."""
    asked = theme or make_theme()
    facts: dict[str, Any] = {
        "outcome": "taken",
        "reasons": told(),
        "unit": asked.process.host_unit,
        "seen_revision": 0,
    }
    return actions.draft_response(actor=actor, theme=asked, **facts | changes)


def make_response(theme: Theme | None = None, **changes: Any) -> Response:
    """A response that has been published."""
    draft = make_draft(theme, **changes)
    return actions.publish_response(actor=SYSTEM, response=draft, seen_revision=draft.revision)


def correct(
    response: Response, *, outcome: str = "partly", ready_by: date | None = None, why: str = "Virhe"
) -> Response:
    """The next version of a response, published."""
    draft = actions.correct_response(actor=SYSTEM, response=response)
    draft = actions.draft_response(
        actor=SYSTEM,
        theme=response.theme,
        outcome=outcome,
        ready_by=ready_by,
        unit=draft.unit,
        correction={"fi": Written(why, 0), "sv": Written(why, 0)},
        seen_revision=draft.revision,
    )
    return actions.publish_response(actor=SYSTEM, response=draft, seen_revision=draft.revision)
