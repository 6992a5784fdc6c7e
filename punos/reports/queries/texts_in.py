"""Every text of the closing summaries of some processes, for whoever looks after their languages."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from punos.core.checking import TextIn
from punos.processes.models import Process
from punos.reports.models import Summary


def texts_in(processes: Sequence[Process]) -> Iterator[TextIn]:
    """The titles and texts of the summaries, in one query."""
    known = {each.pk: each for each in processes}
    labels = {"title": _("Title of the closing summary"), "body": _("Text of the closing summary")}
    found = Summary.objects.filter(consultation__process__in=known).select_related("consultation")
    for each in found.order_by("pk"):
        asked = each.consultation
        asked.process = known[asked.process_id]
        is_public = each.published_at is not None
        for field, label in labels.items():
            yield TextIn(
                subject=each,
                field=field,
                label=label,
                process_id=asked.process_id,
                of=asked.title,
                address=f"{each.address}{'correct' if is_public else 'edit'}/",
                is_public=is_public,
            )
