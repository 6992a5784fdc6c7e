"""Themes, what was given to them, and what was answered, put into the database through actions."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from punos.core.languages import LANGUAGES, Written
from punos.decisions import actions
from punos.decisions.models import Decision, Response
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process, Section
from punos.themes import actions as themes
from punos.themes import queries
from punos.themes.models import Theme
from town.texts import answered
from town.texts.answered_shapes import ThemeText
from town.texts.co_operation import PROCESS
from town.who import text

PREPARING = timedelta(days=90)


def responded_to(today: date) -> None:
    """The themes of the real process; what is there already stays as it is."""
    process = Process.objects.select_related("host_unit").get(slug=PROCESS.slug)
    if not process.themes.exists():
        answered_in(process, answered.THEMES, today)


def answered_in(process: Process, told: Sequence[ThemeText], today: date) -> None:
    """Every theme with its words and its response, and the decisions that settle them."""
    made = {each.key: begun(process, each) for each in told}
    themes.publish_themes(actor=SYSTEM, process=process, themes=[each.pk for each in made.values()])
    responses = {each.key: responded(made[each.key], each, today) for each in told}
    for decision in process.decisions.exclude(section_mark=""):
        settled = [each.key for each in told if each.decision == decision.section_mark]
        linked(decision, [responses[key] for key in settled])


def begun(process: Process, told: ThemeText) -> Theme:
    """A theme with what was said on it: by its words, or as a comment on one of its clauses."""
    theme = themes.make_theme(actor=SYSTEM, process=process, title=text(told.title), body=text(told.body))
    meant = Q(latest__text__iregex=told.words, section=None)
    for slug, key in told.clauses:
        meant |= Q(section__version__document__slug=slug, section__key=key)
    said = list(queries.material(process).filter(meant).order_by("pk").values_list("pk", flat=True))
    themes.assign(actor=SYSTEM, process=process, themes=[theme.pk], contributions=said)
    return theme


def responded(theme: Theme, told: ThemeText, today: date) -> Response:
    """The response to a theme, published on its day."""
    fresh = Theme.objects.select_related("process__host_unit").get(pk=theme.pk)
    words = {
        each: Written(f"{answered.INVENTED.in_language(each)}\n\n{told.reasons.in_language(each)}")
        for each in LANGUAGES
    }
    draft = actions.draft_response(
        actor=SYSTEM,
        theme=fresh,
        outcome=told.outcome,
        reasons=words,
        ready_by=today + PREPARING,
        unit=fresh.process.host_unit,
        changed_sections=[changed(fresh.process, slug, key) for slug, key in told.changed],
    )
    return actions.publish_response(actor=SYSTEM, response=draft, seen_revision=draft.revision, at=told.at)


def changed(process: Process, slug: str, key: str) -> Section:
    """A clause in the latest version of its text."""
    found = Section.objects.filter(version__document__process=process, version__document__slug=slug, key=key)
    return found.select_related("version__document").latest("version__number")


def linked(decision: Decision, responses: list[Response]) -> None:
    """What a decision settles."""
    if responses:
        themes_settled = [each.theme for each in responses]
        actions.link_decision(actor=SYSTEM, decision=decision, themes=themes_settled, responses=responses)
