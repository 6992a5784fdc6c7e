"""The desk of languages: what is missing, stale or unchecked in what somebody leads, and checking a translation."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.rules import check_make_something
from punos.core.checking import TextIn, check_of, names_of
from punos.core.components import Link
from punos.core.languages import NAMES, VERSIONS
from punos.core.pages import page, posted
from punos.home import actions, queries
from punos.home.forms import CheckForm
from punos.home.queries.languages import GapsOfProcess
from punos.organisations.models import ActingRequest

GAPS_A_PAGE = 60
OPEN, UNCHECKED = ("missing", "stale"), ("unchecked",)


@login_required
def languages(request: ActingRequest) -> HttpResponse:
    """Every gap in the texts of what this person leads, by process, each with the page on which it is mended."""
    check_make_something(request.actor)
    version, kinds = _asked(request)
    found = queries.gaps_of(queries.led_now(request.actor), version=version, kinds=kinds)
    listed = Paginator([(each.process, gap) for each in found for gap in each.gaps], GAPS_A_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    context = {
        "listed": shown,
        "rows": [
            (process, gap, NAMES[gap.version], (timezone.now() - gap.since).days if gap.since else None)
            for process, gap in shown
        ],
        "total": listed.count,
        "counts": _counts(found),
        "unchecked": kinds == UNCHECKED,
        "version": version,
        "choices": [(each, NAMES[each]) for each in VERSIONS],
        "tabs": _tabs(kinds),
        "crumbs": [Link(label=_("My desk"), url=reverse("home:desk")), Link(label=_("Languages"))],
    }
    return page(request, "home/languages.html", context)


@login_required
def languages_file(request: ActingRequest) -> HttpResponse:
    """The same as a table."""
    check_make_something(request.actor)
    version, kinds = _asked(request)
    found = queries.gaps_of(queries.led_now(request.actor), version=version, kinds=kinds)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(queries.gap_rows(found, timezone.now()))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="languages.csv"'
    return response


def _asked(request: ActingRequest) -> tuple[str, tuple[str, ...]]:
    """The version and the kinds of gaps that are asked for; what cannot be read asks nothing."""
    version = request.GET.get("language", "")
    kinds = UNCHECKED if request.GET.get("show") == "unchecked" else OPEN
    return version if version in VERSIONS else "", kinds


def _counts(found: Sequence[GapsOfProcess]) -> list[tuple[str, int]]:
    """How many gaps there are in each version that has some."""
    every = [gap.version for each in found for gap in each.gaps]
    return [(NAMES[each], every.count(each)) for each in VERSIONS if each in every]


def _tabs(kinds: Sequence[str]) -> list[Link]:
    here = reverse("home:languages")
    return [
        Link(label=_("Missing or stale"), url=here, current=kinds == OPEN),
        Link(label=_("Not checked"), url=f"{here}?show=unchecked", current=kinds == UNCHECKED),
    ]


@login_required
def translation(request: ActingRequest, kind: str, number: int, field: str, version: str) -> HttpResponse:
    """A translation beside its source, who wrote or checked it, and saying that it matches."""
    return _compared(request, _text(request, f"{kind}-{number}-{field}", version), version, CheckForm())


@posted("home:translation", "kind", "number", "field", "version")
def check_translation(
    request: ActingRequest, kind: str, number: int, field: str, version: str
) -> HttpResponse:
    """Says that a translation, just as it was seen, says the same as its source."""
    at = _text(request, f"{kind}-{number}-{field}", version)
    form = CheckForm(request.POST)
    if form.run(actions.check_translation, actor=request.actor, at=at, version=version):
        return redirect("home:languages")
    return _compared(request, _text(request, f"{kind}-{number}-{field}", version), version, form)


def _text(request: ActingRequest, key: str, version: str) -> TextIn:
    """A text of what this person leads; one that is not theirs is not there."""
    check_make_something(request.actor)
    at = queries.text_led(queries.led_now(request.actor), key)
    if at is None or version not in at.versions or version == at.text.source:
        raise Http404
    return at


def _compared(request: ActingRequest, at: TextIn, version: str, form: CheckForm) -> HttpResponse:
    text = at.text
    source, part = text.texts.get(text.source), text.texts.get(version)
    names = names_of([text])
    context: dict[str, Any] = {
        "at": at,
        "form": form,
        "version": version,
        "is_written": bool(source and source.text and part and part.text),
        "is_stale": text.is_stale(version),
        "seen": f"{part.revision if part else 0}.{source.revision if source else 0}",
        "sides": [
            (each, NAMES[each], written.text if (written := text.texts.get(each)) else "", check)
            for each in (text.source, version)
            for check in [check_of(text, each, names)]
        ],
        "crumbs": [
            Link(label=_("My desk"), url=reverse("home:desk")),
            Link(label=_("Languages"), url=reverse("home:languages")),
            Link(label=at.label),
        ],
    }
    return page(request, "home/translation.html", context, status=422 if form.errors else 200)
