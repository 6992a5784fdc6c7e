"""Who took part in a consultation and can be written to: once each, whichever way their address is known."""

from dataclasses import dataclass

from django.db import models

from punos.consultations.models import Consultation, Submission
from punos.contributions.models import Contribution, Rating, Thread, Voice
from punos.people.models import Person


@dataclass(frozen=True)
class Reader:
    """An address with its reader's language; `mark` tells it apart from all others of this consultation, in ids alone."""

    mark: str
    email: str
    language: str
    person_id: int | None = None


def readers(consultation: Consultation) -> list[Reader]:
    """The people whose account took part, those who sent an organisation's answer, and where receipts went.

    An officer who typed in what somebody else said is not among them.
    """
    found: dict[str, Reader] = {}
    for person in people(consultation):
        reader = Reader(f"person:{person.pk}", person.email, person.language, person.pk)
        found.setdefault(person.email.casefold(), reader)
    sent = Submission.objects.sent().filter(consultation=consultation).exclude(receipt_email="")
    for pk, email, language in sent.order_by("pk").values_list("pk", "receipt_email", "language"):
        found.setdefault(email.casefold(), Reader(f"submission:{pk}", email, language))
    return list(found.values())


def people(consultation: Consultation) -> list[Person]:
    """The people who answered, said something or rated here, or sent an answer for their organisation."""
    voices = voices_in(consultation).filter(person__isnull=False).values("person")
    sent = Submission.objects.sent().filter(consultation=consultation, typed_in_by__isnull=True)
    either = models.Q(pk__in=voices) | models.Q(pk__in=sent.exclude(sent_by=None).values("sent_by"))
    return list(Person.objects.filter(either, is_active=True).order_by("pk"))


def voices_in(consultation: Consultation) -> models.QuerySet[Voice]:
    """Everybody who took part in this consultation of their process; the host is nobody who took part."""
    threads = Thread.objects.filter(
        models.Q(part__consultation=consultation) | models.Q(question__part__consultation=consultation)
    )
    said = Contribution.objects.standing().filter(thread__in=threads.values("pk")).values("voice")
    rated = Rating.objects.filter(contribution__thread__in=threads.values("pk")).values("voice")
    sent = Submission.objects.sent().filter(consultation=consultation).values("voice")
    either = models.Q(pk__in=said) | models.Q(pk__in=rated) | models.Q(pk__in=sent)
    return Voice.objects.filter(either, process=consultation.process_id, is_host=False)
