"""What follows the verbs of a process: those who follow it, its hosts or its areas are told."""

from punos.journal.models import Entry
from punos.journal.reactions import on
from punos.notices import actions as notices
from punos.notices.models import NoticeKind, TopicKind
from punos.processes import queries
from punos.processes.models import Process


@on("process.announced")
def tell_of_new_process(entry: Entry) -> None:
    """Those who follow an area that it concerns, or the organisation that asks."""
    found = Process.objects.filter(pk=entry.subject_id, published_at__isnull=False).first()
    if found is not None:
        areas = [(TopicKind.AREA, area) for area in queries.areas_of(found)]
        _tell(entry, found, [*queries.topics_of(found), *areas])


@on("process.closed", "phase.told")
def tell_of_process(entry: Entry) -> None:
    """Those who follow the process."""
    found = Process.objects.filter(pk=entry.subject_id, published_at__isnull=False).first()
    if found is not None:
        _tell(entry, found, [(TopicKind.PROCESS, found.slug)])


def _tell(entry: Entry, process: Process, topics: list[tuple[TopicKind, str]]) -> None:
    notices.tell_later(
        event=f"journal:{entry.pk}",
        kind=NoticeKind.PROCESS_NEWS,
        title=process.title,
        address=process.address,
        process=process.slug,
        topics=topics,
    )
