"""What the pages of the top floor gather from all rooms."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.models import Consultation
from punos.contributions.models import Voice
from punos.core.components import Chip, Column, Link, Step, Table
from punos.core.dates import day, rough, span
from punos.core.languages import current_language
from punos.core.reading import read
from punos.decisions.models import Decision, Measure
from punos.home.models import Feedback, StandingPage
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.processes.models import Certainty, Phase, Precision, State


def step(phase: Phase, today: date, decided: Sequence[Decision] = ()) -> Step:
    """A phase as a knot on the thread, its time as exactly as it is known, with what was decided in it."""
    language, state = current_language(), phase.state(today)
    exact = phase.precision == Precision.DAY
    when = (
        span(phase.starts_on, phase.ends_on, language)
        if exact
        else rough(phase.starts_on, phase.ends_on, phase.precision, language)
    )
    title = phase.title.read(language)
    return Step(
        state=str(state),  # type: ignore[arg-type]  # the component takes the same three words
        when=when,
        iso=phase.starts_on.isoformat() if exact and phase.starts_on == phase.ends_on else "",
        title=title.text,
        language=title.language if title.is_fallback else "",
        body_html=_body(phase),
        chips=_chips(phase, state, decided),
        links=[
            *([Link(label=_("Read more"), url=f"/{language}{phase.leads_to}")] if phase.leads_to else []),
            *(
                Link(label=each.title.read(language).text, url=f"/{language}{each.address}")
                for each in decided
            ),
        ],
    )


def _body(phase: Phase) -> SafeString:
    """What is told of a phase, and what was still open then."""
    body = read(phase.body, "as_markdown")
    if not phase.open_question:
        return body
    return format_html('{}<p class="muted">{} {}</p>', body, _("Still open:"), read(phase.open_question))


def _chips(phase: Phase, state: State, decided: Sequence[Decision]) -> list[Chip]:
    """What was decided, what is open, what is not certain."""
    chips = []
    for each in decided:
        words = f"{each.get_outcome_display()} {each.section_mark}".strip()
        if words:
            chips.append(Chip(text=words, kind="good"))
    if state == State.NOW:
        chips.append(Chip(text=_("Under way")))
    if phase.certainty != Certainty.CERTAIN and state != State.DONE:
        chips.append(Chip(text=_("Not certain yet"), kind="wait"))
    return chips


def decisions_of(decisions: Sequence[Decision]) -> Table | None:
    """What has been decided, each with the way to its page; nothing where nothing has been."""
    language = current_language()
    columns = [_("Date"), _("Decision"), _("Outcome"), _("Body"), _("Case and \u00a7")]
    rows = [
        (
            day(each.decided_on, language),
            _leading_to(each.address, read(each.title, "bare")),
            each.get_outcome_display() or "\u2013",
            read(each.body_name, "bare") or "\u2013",
            f"{each.case_number} {each.section_mark}".strip().replace(" ", "\u00a0") or "\u2013",
        )
        for each in decisions
    ]
    return _quiet_table(_("What has been decided"), columns, rows)


def measures_of(measures: Sequence[Measure], today: date) -> Table | None:
    """What is done and until when, each with the way to its page; what is late says so."""
    language = current_language()
    columns = [_("What is done"), _("Who answers for it"), _("Until when"), _("State")]
    rows = [
        (
            _leading_to(each.address, read(each.title, "bare")),
            each.answers(language),
            rough(each.due_from, each.due_on, each.precision, language),
            _("Overdue") if each.is_overdue(today) else each.get_state_display(),
        )
        for each in measures
    ]
    return _quiet_table(_("What is being done"), columns, rows)


def _leading_to(address: str, words: SafeString) -> SafeString:
    return format_html('<a href="/{}{}">{}</a>', current_language(), address, words)


def _quiet_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table | None:
    """A table under a heading that says the same as its caption."""
    head = [Column(label=each) for each in columns]
    return Table(caption=caption, columns=head, rows=rows, quiet_caption=True) if rows else None


def next_day(now: datetime) -> datetime:
    """The coming midnight in the installation's time zone, when phases may change their state."""
    today = timezone.localdate(now)
    return timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))


NEWS_VERBS = {
    "process.announced": gettext_lazy("The process was announced"),
    "process.closed": gettext_lazy("The process was closed"),
    "phase.told": gettext_lazy("A phase was added to the timeline"),
    "phase.corrected": gettext_lazy("A phase was corrected"),
    "consultation.published": gettext_lazy("A consultation was published"),
    "consultation.extended": gettext_lazy("The time to answer was extended"),
    "consultation.cut_short": gettext_lazy("The time to answer was cut short"),
    "results.published": gettext_lazy("Results were published"),
    "summary.published": gettext_lazy("A closing summary was published"),
    "summary.corrected": gettext_lazy("A closing summary was corrected"),
    "response.published": gettext_lazy("A theme was responded to"),
    "response.corrected": gettext_lazy("A response to a theme was corrected"),
    "decision.entered": gettext_lazy("A decision was made"),
    "decision.corrected": gettext_lazy("A decision was corrected"),
    "measure.started": gettext_lazy("A measure was started"),
    "measure.progressed": gettext_lazy("It was told how a measure goes on"),
    "measure.closed": gettext_lazy("A measure was closed"),
}


def consultation_news(entries: Sequence[Entry]) -> dict[int, Consultation]:
    """The consultations that lines of news are about, in one query."""
    ids = {entry.subject_id for entry in entries if entry.subject_type == "consultation"}
    return Consultation.objects.select_related("process").in_bulk(ids)


def answers_of(actor: Actor) -> list[tuple[Voice, list[Consultation]]]:
    """Where this person has taken part, with what was asked there, the latest to open first."""
    voices = list(Voice.objects.of_actor(actor).select_related("process").order_by("-at")[:20])
    found = Consultation.objects.visible_to(actor).filter(process__in=[voice.process_id for voice in voices])
    asked = list(found.select_related("process").order_by("-opens_at", "-id"))
    return [(voice, [each for each in asked if each.process_id == voice.process_id]) for voice in voices]


def led_by(actor: Actor) -> list[Consultation]:
    """The consultations of the units in which this person has a role."""
    found = Consultation.objects.filter(process__host_unit__in=actor.units).select_related(
        "process", "result"
    )
    return list(found.defer("result__figures").order_by("-opens_at")[:50])


def feedback_to_answer() -> list[Feedback]:
    """What has not been answered yet, the oldest first."""
    return list(Feedback.objects.filter(answered_at__isnull=True).order_by("at")[:100])


def standing_page(kind: str) -> StandingPage | None:
    """The text of one of the pages that stay, if the installation has written it."""
    return StandingPage.objects.filter(kind=kind).first()


def with_results(actor: Actor) -> list[Consultation]:
    """The consultations whose results are public, the latest first."""
    found = Consultation.objects.visible_to(actor).filter(result__published_at__isnull=False)
    shown = found.select_related("process", "result").defer("result__figures")
    return list(shown.order_by("-result__published_at")[:100])


def database_version() -> str:
    """The version of PostgreSQL, which also tells that it answers."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        row = cursor.fetchone()
    return str(row[0])


def worker_seen_at() -> datetime | None:
    """When a worker last told that it is alive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = cursor.fetchone()
    return row[0] if row else None
