"""What follows a response, the end of a process, and steps of the codebook: telling, asking, keeping up."""

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.decisions import actions, queries, rules
from punos.decisions.models import Response
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.notices import actions as notices
from punos.notices.models import NoticeKind, TopicKind
from punos.organisations.models import CityUnit
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process


@on("response.published", "response.corrected")
def tell_of_response(entry: Entry) -> None:
    """Everybody whose words are in the theme hears what became of them, and so does who follows it."""
    found = Response.objects.select_related("theme__process").filter(pk=entry.subject_id).first()
    if found is None or found != queries.published_of(found.theme):
        return
    theme, process = found.theme, found.theme.process
    notices.tell_later(
        event=f"response:{found.pk}",
        kind=NoticeKind.RESPONSE_CORRECTED if rules.is_correction(found) else NoticeKind.WORDS_ANSWERED,
        title=theme.title,
        address=found.address,
        process=process.slug,
        persons=queries.people_of_themes([theme.pk]),
        topics=[(TopicKind.THEME, str(theme.pk)), (TopicKind.PROCESS, process.slug)],
    )


@on("process.closed")
def ask_whether_heard(entry: Entry) -> None:
    """Each who took part is asked one question."""
    process = Process.objects.filter(pk=entry.subject_id, published_at__isnull=False).first()
    if process is not None:
        notices.tell_later(
            event=f"heard:{process.pk}",
            kind=NoticeKind.WERE_YOU_HEARD,
            title=process.title,
            address=f"{process.address}heard/",
            process=process.slug,
            persons=queries.people_of_process(process),
        )


@on("theme.merged", "theme.split", "theme.ended", "theme.published", "theme.step_undone", "theme.reworded")
def keep_up(entry: Entry) -> None:
    """What keeps a process open, and what is found, follow its themes."""
    process = Process.objects.filter(slug=entry.process).first()
    if process is not None:
        actions.keep_up(actor=SYSTEM, process=process)


@app.periodic(cron="10 1 * * *")
@app.task(name="punos.decisions.tasks.note_loops", queueing_lock="decisions.note_loops")
def note_loops(timestamp: int) -> None:
    """Every night, keep the figures of the loop where they have changed."""
    now = timezone.now()
    processes = list(Process.objects.filter(published_at__isnull=False).order_by("pk"))
    units = {each.host_unit_id for each in processes if each.host_unit_id}
    for scoped in [*processes, *CityUnit.objects.filter(pk__in=units).order_by("pk"), None]:
        actions.note_loop_figures(scoped=scoped, now=now)
