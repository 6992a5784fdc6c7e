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
from punos.core.templatetags.punos import read
from punos.home.models import Feedback, StandingPage
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.processes.models import Certainty, Phase, Precision, State


def step(phase: Phase, today: date) -> Step:
    """A phase as a knot on the thread, its time as exactly as it is known."""
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
        chips=_chips(phase, state),
        links=[Link(label=_("Read more"), url=f"/{language}{phase.leads_to}")] if phase.leads_to else [],
    )


def _body(phase: Phase) -> SafeString:
    """What is told of a phase, and what was still open then."""
    body = read(phase.body, "as_markdown")
    if not phase.open_question:
        return body
    return format_html('{}<p class="muted">{} {}</p>', body, _("Still open:"), read(phase.open_question))


def _chips(phase: Phase, state: State) -> list[Chip]:
    """What was decided, what is open, what is not certain."""
    chips = []
    if phase.outcome:
        mark = f" {phase.section_mark}" if phase.section_mark else ""
        chips.append(Chip(text=f"{phase.get_outcome_display()}{mark}", kind="good"))
    if state == State.NOW:
        chips.append(Chip(text=_("Under way")))
    if phase.certainty != Certainty.CERTAIN and state != State.DONE:
        chips.append(Chip(text=_("Not certain yet"), kind="wait"))
    return chips


def decisions_of(phases: Sequence[Phase]) -> Table | None:
    """What a body decided in these phases, the latest first; nothing where nothing has been decided."""
    language = current_language()
    decided = [phase for phase in reversed(phases) if phase.outcome or phase.section_mark]
    columns = [_("Date"), _("Outcome"), _("Body"), _("Case and \u00a7")]
    rows = [
        (
            day(phase.starts_on, language),
            phase.get_outcome_display() if phase.outcome else read(phase.title, "bare"),
            read(phase.body_name, "bare") or "\u2013",
            f"{phase.case_number} {phase.section_mark}".replace(" ", "\u00a0"),
        )
        for phase in decided
    ]
    caption = _("What has been decided")
    table = Table(
        caption=caption, columns=[Column(label=each) for each in columns], rows=rows, quiet_caption=True
    )
    return table if rows else None


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
