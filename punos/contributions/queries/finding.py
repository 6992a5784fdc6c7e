"""What of all that was said everybody may find, and what of it the index has not got yet."""

from datetime import datetime

from django.db import models

from punos.contributions.models import Contribution, ContributionState
from punos.contributions.queries.sources import sources_of
from punos.processes.models import Process
from punos.search.models import Entry


def is_readable(said: Contribution, now: datetime) -> bool:
    """Whether everybody may read this now: it is published, and the room that asked shows what was said there."""
    if said.state != ContributionState.PUBLISHED or not said.thread.is_public:
        return False
    if said.thread.process.words_destroyed_at is not None:
        return False
    source = sources_of(said.thread.process, now).get(said.thread_id)
    return source is None or source.is_shown


def missing_in_search(process: Process, now: datetime) -> models.QuerySet[Contribution]:
    """What everybody may read of what was said in a process, and nobody finds yet, in the order in which it came."""
    hidden = [thread for thread, source in sources_of(process, now).items() if not source.is_shown]
    entered = Entry.objects.filter(subject_type="contribution", subject_id=models.OuterRef("pk"))
    found = Contribution.objects.published().filter(
        ~models.Exists(entered),
        thread__process=process,
        thread__process__words_destroyed_at__isnull=True,
        thread__is_public=True,
        latest__isnull=False,
    )
    rows = found.exclude(thread__in=hidden).select_related("thread__process", "voice", "latest")
    return rows.prefetch_related("latest__translations").order_by("pk")
