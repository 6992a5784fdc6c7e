"""The results: what the worker computed, for the host while it is open and for all when the host chose so."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Result, ResultsShown
from punos.consultations.queries import commented_figures, stored, survey_figures, survey_tables
from punos.consultations.queries import figures as shown
from punos.consultations.views.reading import asked, crumbs
from punos.contributions import queries as contributions
from punos.contributions.models import Contribution
from punos.contributions.queries import Idea
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.languages import current_language
from punos.core.maps import site_map
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest, Actor

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
IDEAS_A_PAGE = 40
FEW_SHOWN = 100
STATEMENTS_SHOWN = 200


@public_page(read_stamps, "process:{process}", query=("per", "page", "by"))
def results(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The figures in words, drawings and tables."""
    actor = request.actor
    found, now = asked(actor, process, consultation, "result"), timezone.now()
    rules.check_see_results(actor, found, now)
    expires(request, found.next_change(now))
    result = getattr(found, "result", None)  # one query brought both
    figures = stored.outline(result) if result else {}
    seen_from = _seen_from(found, now)
    is_early = found.is_open(now) and seen_from[0] == "all"
    context = {
        "consultation": found,
        "process": found.process,
        "result": result,
        "is_open": found.is_open(now),
        "seen_from": seen_from,
        "crumbs": crumbs(found, _("Results")),
        "figures": figures,
    }
    if result:
        context |= _about_all(result, figures)
    if result and "ranking" in figures:
        context |= _figures(request, found, figures)
    if result and "survey" in figures:
        context |= _survey(request, result, figures, is_early=is_early)
    return page(request, "consultations/results.html", context)


def _seen_from(consultation: Consultation, now: datetime) -> tuple[str, datetime | None]:
    """Who else sees this now, for the host: "all", from a moment on ("later"), or nobody ("host")."""
    if allowed(rules.check_see_results, Actor(), consultation, now):
        return "all", None
    if consultation.results_shown == ResultsShown.TO_HOST or consultation.closes_at is None:
        return "host", None
    return "later", consultation.closes_at


def _about_all(result: Result, figures: Mapping[str, Any]) -> dict[str, Any]:
    """How many took part, and who was heard; of the survey, where there are both."""
    drawn = queries.result_file(result, "breakdowns.html", current_language()) or b""
    counted = figures.get("survey", figures)
    return {"headline": shown.headline(counted) if counted["total"] else None, "breakdowns": drawn.decode()}


def _survey(
    request: HttpRequest, result: Result, figures: Mapping[str, Any], *, is_early: bool
) -> dict[str, Any]:
    """The questions with their answers, one way or another, the clauses of draft texts, and the statements.

    Early results have one way only: see `punos_analysis/survey_publishing.py`.
    """
    consultation, survey = result.consultation, figures["survey"]
    told = survey_tables.Ways({}, {}) if is_early else survey_figures.ways(survey)
    way = "" if is_early else _way(request, told)
    asked_here, statements = queries.questions_of(consultation), queries.statements(consultation)
    questions = survey_figures.page_of_questions(
        result, survey["codes"], asked_here, told, way, number=request.GET.get("page")
    )
    return {
        "questions": questions,
        "map": site_map() if any(block.marks for each in questions for block in each.blocks) else None,
        "contents": survey_figures.contents(survey["codes"], asked_here, told, way, questions.number),
        "has_bodies": survey["participation"]["body"] > 0,
        "way": way,
        "ways": [] if is_early else _ways(request, told, way),
        "texts": commented_figures.clauses_shown(
            figures["draft_texts"], queries.texts_commented(consultation)
        ),
        "statements": queries.statements_among(statements[:STATEMENTS_SHOWN]),
        "statements_in_all": len(statements),
        "no_comment": queries.no_comment_count(consultation) if statements else 0,
    }


def _way(request: HttpRequest, told: survey_tables.Ways) -> str:
    """The one that is asked for: a dimension, one answer per organisation, or all answers (empty)."""
    by = request.GET.get("by", "")
    if by in told.titles:
        return by
    is_per = request.GET.get("per") == survey_figures.ORGANISATION
    return survey_figures.ORGANISATION if is_per else ""


def _ways(request: HttpRequest, told: survey_tables.Ways, way: str) -> list[Link]:
    """The ways to look at the same answers: all of them, one per organisation, or by background."""
    links = [Link(label=_("All answers"), url=request.path, current=not way)]
    per = f"?per={survey_figures.ORGANISATION}"
    is_per = way == survey_figures.ORGANISATION
    links.append(Link(label=_("One answer per organisation"), url=per, current=is_per))
    return links + [
        Link(label=title, url=f"?by={code}", current=way == code) for code, title in told.titles.items()
    ]


def _figures(request: HttpRequest, consultation: Consultation, figures: dict[str, Any]) -> dict[str, Any]:
    """The stored figures in the words of this page's language."""
    per_organisation = request.GET.get("per") == "organisation"
    ranking = figures["ranking_one_per_organisation" if per_organisation else "ranking"]
    places = Paginator(ranking["ranked"], IDEAS_A_PAGE).get_page(request.GET.get("page"))
    few = ranking["unranked"][:FEW_SHOWN]
    common, seven = figures["common"], ranking["scale"] != "agreement"
    ideas = _ideas(consultation, [*places.object_list, *few, *common["uniting"], *common["dividing"]])
    places.object_list = shown.ranked(places, ideas, seven=seven)
    return {
        "ranked": places,
        "unranked": shown.unranked(few, ideas),
        "per_organisation": per_organisation,
        "tabs": _tabs(request, per_organisation=per_organisation),
        "ends": (1, 7) if seven else (0, 1),
        "measure": _("Mean and 90% interval, from 1 to 7")
        if seven
        else _("Share that agrees and 90% interval"),
        "uniting": shown.shared(common["uniting"], ideas),
        "dividing": shown.shared(common["dividing"], ideas),
        "opinions": figures["opinions"],
        "has_map": "ideas" in figures["opinions"],
        "groups": list(zip(shown.group_names(), figures["opinions"].get("groups", []), strict=False)),
    }


def _tabs(request: HttpRequest, *, per_organisation: bool) -> list[Link]:
    """The two ways to look at the same answers."""
    return [
        Link(label=_("All answers"), url=request.path, current=not per_organisation),
        Link(label=_("One answer per organisation"), url="?per=organisation", current=per_organisation),
    ]


def _ideas(consultation: Consultation, rows: Sequence[Mapping[str, Any]]) -> dict[str, Idea]:
    """The ideas that these rows of figures are about, by their number as text."""
    said = Contribution.objects.filter(thread__part__consultation=consultation)
    numbers = {int(row["idea"]) for row in rows}
    found = contributions.ideas_among(said, current_language(), numbers=numbers)
    return {str(idea.number): idea for idea in found}


@public_page(read_stamps, "process:{process}")
def result_file(
    request: ActingRequest, process: str, consultation: str, stem: str, ending: str
) -> HttpResponse:
    """A file of open data, the spreadsheet in this language, or a chart."""
    actor = request.actor
    found, now = asked(actor, process, consultation), timezone.now()
    rules.check_see_results(actor, found, now)
    expires(request, found.next_change(now))
    result = queries.result_of(found)
    name = f"{stem}.{ending}"
    content = queries.result_file(result, name, current_language()) if result else None
    if content is None or ending not in MEDIA_TYPES:
        raise Http404
    response = HttpResponse(content, content_type=MEDIA_TYPES[ending])
    if ending != "svg":
        response["Content-Disposition"] = f'attachment; filename="{found.slug}-{name}"'
    return response
