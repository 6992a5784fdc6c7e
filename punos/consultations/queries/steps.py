"""Who has said something new since results were read, and who spoke last: see `punos_analysis/steps.py`."""

from datetime import datetime
from typing import Any, Final

from django.db import models

from punos.consultations.models import Consultation, Result, Submission
from punos.consultations.rules import typing_ends
from punos.contributions.models import Capacity, Contribution, Rating, Thread, Voice

READ_TO: Final = "read_to"  # beside the figures: the last voice that was read for them
ENOUGH: Final = 5  # of each way, so that the last five of all ways are among them


def last_voice(consultation: Consultation) -> int:
    """The highest id of a voice in its process: who comes with a higher one has never spoken before."""
    return consultation.process.voices.aggregate(last=models.Max("pk"))["last"] or 0


def persons_since(result: Result) -> tuple[int, int]:
    """How many persons came after these results were read, and how many said or changed anything after that."""
    consultation, since = result.consultation, result.read_at
    read_to = Result.objects.filter(pk=result.pk).values_list(f"figures__{READ_TO}", flat=True).get()
    threads = _threads(consultation)
    answered = Submission.objects.filter(consultation=consultation).filter(
        models.Q(sent_at__gt=since) | models.Q(withdrawn_at__gt=since)
    )
    rated = Rating.objects.filter(contribution__thread__in=threads, at__gt=since)
    said = Contribution.objects.filter(thread__in=threads, at__gt=since)
    spoke = models.Q(pk__in=answered.values("voice")) | models.Q(at__gt=since, pk__in=_spoken(consultation))
    spoke |= models.Q(pk__in=rated.values("voice")) | models.Q(pk__in=said.values("voice"))
    changed = _persons(consultation).filter(spoke)
    return changed.filter(pk__gt=read_to or 0).count(), changed.count()


def last_spoken(consultation: Consultation, number: int = ENOUGH) -> dict[int, datetime]:
    """When persons last said something, or something else of themselves: of each way those who did so last."""
    persons, threads = _persons(consultation).values("pk"), _threads(consultation)
    sent = Submission.objects.sent().filter(consultation=consultation, voice__in=persons)
    rated = Rating.objects.filter(contribution__thread__in=threads, voice__in=persons)
    said = Contribution.objects.standing().filter(thread__in=threads, voice__in=persons)
    spoke: dict[int, datetime] = {}
    told = _persons(consultation).filter(pk__in=_spoken(consultation)).order_by("-at", "-pk")
    spoke |= dict(told.values_list("pk", "at")[:number])
    for rows, when in ((sent, "sent_at"), (rated, "at"), (said, "at")):
        last = rows.order_by().values_list("voice").annotate(last=models.Max(when))
        for voice, at in last.order_by("-last", "-voice")[:number]:
            spoke[voice] = max(spoke.get(voice, at), at)
    return spoke


def ends_of(consultation: Consultation) -> list[datetime]:
    """When the time to answer is over, and when the time is over to type in what came by then."""
    ends = typing_ends(consultation)
    return [] if consultation.closes_at is None or ends is None else [consultation.closes_at, ends]


def _persons(consultation: Consultation) -> models.QuerySet[Voice]:
    persons = Voice.objects.filter(capacity__in=[Capacity.RESIDENT, Capacity.ACTIVE], is_host=False)
    return persons.filter(process=consultation.process_id)


def _spoken(consultation: Consultation) -> models.QuerySet[Voice, Any]:
    """Who has said anything here: who has only told of themselves is not counted yet."""
    threads = _threads(consultation)
    sent = Submission.objects.sent().filter(consultation=consultation).values("voice")
    rated = Rating.objects.filter(contribution__thread__in=threads).values("voice")
    said = Contribution.objects.standing().filter(thread__in=threads).values("voice")
    either = models.Q(pk__in=sent) | models.Q(pk__in=rated) | models.Q(pk__in=said)
    return _persons(consultation).filter(either).values("pk")


def _threads(consultation: Consultation) -> models.QuerySet[Thread, Any]:
    of_parts = models.Q(part__consultation=consultation)
    return Thread.objects.filter(of_parts | models.Q(question__part__consultation=consultation)).values("pk")
