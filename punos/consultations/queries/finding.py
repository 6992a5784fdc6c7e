"""Where answers have come to be read that nobody finds yet."""

from datetime import datetime, timedelta

from django.db import models

from punos.consultations.models import Consultation, ResultsShown

JUST_CLOSED = timedelta(minutes=10)


def with_new_answers(now: datetime, *, everywhere: bool = False) -> list[int]:
    """The ids of processes in which answers are read while they come, or in which something has just closed; or of all."""
    found = Consultation.objects.filter(published_at__isnull=False, opens_at__lte=now)
    if not everywhere:
        just_closed = models.Q(closes_at__lte=now, closes_at__gt=now - JUST_CLOSED)
        read_at_once = models.Q(results_shown=ResultsShown.WHILE_OPEN)
        is_open = models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=now)
        found = found.filter(just_closed | (read_at_once & is_open))
    return list(found.order_by("process_id").values_list("process_id", flat=True).distinct())
