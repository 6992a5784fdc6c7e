"""A knot of the thread: what it is called, where it stands, when it was, and how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from punos.contributions.models import Capacity, Contribution, Voice
from punos.core.components import Chip
from punos.core.dates import day, rough
from punos.core.languages import TranslatedText, current_language
from punos.decisions.models import Decision, Measure, Response
from punos.decisions.queries import chip_of
from punos.processes.models import Section
from punos.themes.models import Theme

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

LONGEST: Final = 240  # characters of what was said; the rest stands at its own page
HEADINGS: Final[Mapping[str, "Text"]] = {
    "contribution": gettext_lazy("What was said"),
    "theme": gettext_lazy("Themes"),
    "response": gettext_lazy("What was answered"),
    "section": gettext_lazy("What changed in the text"),
    "decision": gettext_lazy("What was decided"),
    "measure": gettext_lazy("What is done"),
    "came_of": gettext_lazy("What came of it"),
}


@dataclass(frozen=True)
class Knot:
    """One thing in the chain, as its readers meet it.

    `address` is its own page without the language part; `at` the day it is known by, `when` the same in words, as
    roughly as it is known. `by` says who spoke, decided or answers for it; `by_language` is the language of that name
    where it is not that of the page.
    """

    kind: str
    pk: int
    title: TranslatedText
    address: str
    at: date | None
    when: str
    chip: Chip | None = None
    state: str = ""
    by: "Text" = field(default="")
    by_language: str = ""
    is_passage: bool = False

    @property
    def thread(self) -> str:
        """The page of the chain that begins here, without the language part."""
        return f"/thread/{'measure' if self.kind == 'came_of' else self.kind}/{self.pk}/"


def knot_of(kind: str, row: Any, today: date) -> Knot:
    """The knot of one row."""
    return MAKING[kind](row, today)


def _contribution(said: Contribution, _today: date) -> Knot:
    latest = said.latest
    assert latest is not None  # what is shown has words
    words = {each.language: each.text for each in latest.translations.all()}
    words |= {latest.shown_language: latest.shown}
    short = {language: _shortened(text) for language, text in words.items()}
    on = timezone.localdate(said.at)
    return Knot(
        kind="contribution",
        pk=said.pk,
        title=TranslatedText.of(latest.shown_language, **short),
        address=said.address,
        at=on,
        when=day(on, current_language()),
        by=speaker(said.voice),
        by_language=_language_of(said.voice),
        is_passage=True,
    )


def _shortened(text: str) -> str:
    """As many whole words as there is room for."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + "\u2026"


def speaker(voice: Voice) -> "Text":
    """Who spoke: organisations by name, groups by their size, persons by the name that they chose or by none."""
    if voice.capacity in {Capacity.ORGANISATION, Capacity.BODY}:
        named = voice.organisation.name_in(current_language()) if voice.organisation else ""
        return named or voice.organisation_name
    if voice.capacity == Capacity.GROUP:
        words = ngettext("A group of %(number)s", "A group of %(number)s", voice.head_count or 0)
        return words % {"number": voice.head_count}
    if voice.pseudonym:
        return voice.pseudonym
    return _("Somebody active in an organisation") if voice.capacity == Capacity.ACTIVE else _("A resident")


def _language_of(voice: Voice) -> str:
    """The language of an organisation's name where it is not that of the page, for those who listen to it."""
    if voice.organisation is None or voice.capacity not in {Capacity.ORGANISATION, Capacity.BODY}:
        return ""
    spoken = voice.organisation.language_of_name(current_language())
    return spoken if spoken != current_language() else ""


def _theme(theme: Theme, _today: date) -> Knot:
    on = timezone.localdate(theme.published_at) if theme.published_at else None
    return Knot(
        kind="theme",
        pk=theme.pk,
        title=theme.title,
        address=theme.address,
        at=on,
        when=day(on, current_language()) if on else "",
        chip=None if on else Chip(text=_("Not public yet"), kind="wait"),
    )


def _response(response: Response, today: date) -> Knot:
    assert response.published_at is not None  # only published ones are shown
    on = timezone.localdate(response.published_at)
    return Knot(
        kind="response",
        pk=response.pk,
        title=response.theme.title,
        address=response.address,
        at=on,
        when=day(on, current_language()),
        chip=chip_of(response, today),
        state=response.outcome,
        by=response.unit.name.read(current_language()).text if response.unit else "",
    )


def _section(section: Section, _today: date) -> Knot:
    version = section.version
    on = timezone.localdate(version.published_at) if version.published_at else None
    return Knot(
        kind="section",
        pk=section.pk,
        title=section.heading or version.document.title,
        address=f"{version.address}#clause-{section.key}",
        at=on,
        when=day(on, current_language()) if on else "",
        chip=Chip(text=section.get_change_display()),
        state=section.change,
        by=version.document.title.read(current_language()).text,
    )


def _decision(decision: Decision, _today: date) -> Knot:
    chip = Chip(text=decision.get_outcome_display(), kind="good") if decision.outcome else None
    body = decision.body_name.read(current_language()).text
    return Knot(
        kind="decision",
        pk=decision.pk,
        title=decision.title,
        address=decision.address,
        at=decision.decided_on,
        when=day(decision.decided_on, current_language()),
        chip=chip,
        state=decision.outcome,
        by=f"{body} {decision.section_mark}".strip(),
    )


def _measure(measure: Measure, today: date) -> Knot:
    language, is_overdue = current_language(), measure.is_overdue(today)
    until = rough(measure.due_from, measure.due_on, measure.precision, language)
    return Knot(
        kind="measure",
        pk=measure.pk,
        title=measure.title,
        address=measure.address,
        at=measure.due_on,
        when=_("until: %(when)s") % {"when": until},
        chip=Chip(
            text=_("Overdue") if is_overdue else measure.get_state_display(),
            kind="late" if is_overdue else "good" if measure.state == "done" else "neutral",
        ),
        state="overdue" if is_overdue else measure.state,
        by=measure.answers(language),
    )


def _came_of(measure: Measure, _today: date) -> Knot:
    assert measure.closed_at is not None  # only closed ones have come to something
    on = timezone.localdate(measure.closed_at)
    return Knot(
        kind="came_of",
        pk=measure.pk,
        title=measure.came_of,
        address=measure.address,
        at=on,
        when=day(on, current_language()),
        state=measure.state,
        by=measure.title.read(current_language()).text,
        is_passage=True,
    )


MAKING: Final[Mapping[str, Callable[[Any, date], Knot]]] = {
    "contribution": _contribution,
    "theme": _theme,
    "response": _response,
    "section": _section,
    "decision": _decision,
    "measure": _measure,
    "came_of": _came_of,
}
