"""What follows a published summary, and what asks for one."""

from punos.consultations.models import Consultation
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.notices import actions as notices
from punos.notices.models import NoticeKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import queries as processes
from punos.reports import actions, queries
from punos.reports.models import Summary


@on("results.published")
def ask_for_summary(entry: Entry) -> None:
    """Results that everybody sees ask for words: until these are there the process cannot be closed."""
    found = Consultation.objects.select_related("process").filter(pk=entry.subject_id).first()
    if found is not None:
        actions.ask_for_summary(actor=SYSTEM, consultation=found)


@on("summary.published")
def tell_of_summary(entry: Entry) -> None:
    """Those who took part get the summary by e-mail, each once."""
    found = Summary.objects.select_related("consultation__process").filter(pk=entry.subject_id).first()
    if found is not None:
        actions.tell_of_summary(summary=found)


@on("summary.published")
def tell_followers(entry: Entry) -> None:
    """Those who follow the process or its host; whoever gets the letter above gets no second one."""
    found = Summary.objects.select_related("consultation__process").filter(pk=entry.subject_id).first()
    if found is None:
        return
    process = found.consultation.process
    notices.tell_later(
        event=f"summary:{found.pk}",
        kind=NoticeKind.SUMMARY,
        title=found.title,
        address=found.address,
        process=process.slug,
        topics=processes.topics_of(process),
        written_to=[each.person_id for each in queries.readers(found.consultation) if each.person_id],
    )
