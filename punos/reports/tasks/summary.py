"""What follows a published summary, and what asks for one."""

from punos.consultations.models import Consultation
from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.organisations.models.actor import SYSTEM
from punos.reports import actions
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
