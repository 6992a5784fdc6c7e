"""A closing summary published to five thousand participants while the worker is killed twice: who gets it once, and who not."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.ground import Ground
from bench.inviting import by_itself, own_database, started, until, waiting, written
from bench.table import Row, alone

TOLD = int(os.environ.get("TOLD", "5000"))


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """Publishing, the letters with one worker killed while it writes them and another while it sends them."""
    with own_database() as conninfo:
        from punos.organisations.models.actor import SYSTEM
        from punos.reports import actions

        summary = actions.draft_summary(actor=SYSTEM, consultation=answered())
        began = time.monotonic()
        actions.publish_summary(actor=SYSTEM, summary=summary, seen_revision=summary.revision)
        yield Row(f"a summary published to {TOLD:,} participants", f"{time.monotonic() - began:.1f} s")
        began = time.monotonic()
        killed(conninfo, once=is_being_written)
        killed(conninfo, once=lambda: written() == TOLD and waiting() <= TOLD // 2)
        worker = started(conninfo)
        try:
            until(lambda: written() == TOLD and waiting() == 0, worker)
        finally:
            worker.kill()
            worker.wait()
        yield Row("its letters, worker killed twice", f"{time.monotonic() - began:.0f} s")
        yield from looked_for()


def killed(conninfo: str, *, once: Any) -> None:
    """A worker that is killed as soon as something is so."""
    worker = started(conninfo)
    try:
        until(once, worker)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def is_being_written() -> bool:
    """Whether the worker has taken up the job that writes the letters."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name="punos.journal.tasks.deliver", status="doing").exists()


def looked_for() -> Iterator[Row]:
    """Each participant has one letter; what was being sent when a worker died is called uncertain."""
    from collections import Counter

    from punos.mail.models import Message, MessageState

    found = Counter(Message.objects.values_list("to", flat=True))
    expected = {address(number) for number in range(1, TOLD + 1)}
    lost, doubled = len(expected - set(found)), sum(number > 1 for number in found.values())
    states = Counter(Message.objects.values_list("state", flat=True))
    yield Row("letters lost; doubled", f"{lost}; {doubled}", goal="0; 0", is_met=not lost and not doubled)
    unsure = states[MessageState.SENDING] + states[MessageState.UNCERTAIN]
    yield Row("sent; being sent when a worker died", f"{states[MessageState.SENT]:,}; {unsure}")


def answered() -> Any:
    """A survey that has closed, with its results and an address for each receipt."""
    from django.db.models import F, Value
    from django.db.models.fields import CharField
    from django.db.models.functions import Cast, Concat
    from django.utils import timezone

    from bench.filling import announced, words
    from punos.consultations import actions
    from punos.consultations.actions import PartFacts, QuestionFacts
    from punos.consultations.models import PartKind, QuestionKind, Submission
    from punos.consultations.tasks import computing
    from punos.organisations import actions as organisations
    from punos.organisations.models.actor import SYSTEM

    organisations.set_up_unit(actor=SYSTEM, slug="office", name=words("Office"))
    now = timezone.now()
    asked = QuestionFacts("often", QuestionKind.SCALE, words("How often do you come?"))
    made = actions.publish_consultation(
        actor=SYSTEM,
        process=announced("told", now),
        slug="survey",
        title=words("What do you need?"),
        summary=words("Tell us."),
        opens_at=now - timedelta(days=20),
        closes_at=now - timedelta(days=1),
        parts=[PartFacts(PartKind.QUESTIONS, words("Questions"), questions=[asked])],
    )
    actions.bring_in_submissions(actor=SYSTEM, consultation=made, rows=answers(now), source="bench")
    to = Concat(Value("participant"), Cast(F("number"), CharField()), Value("@example.org"))
    Submission.objects.update(receipt_email=to)
    computing.compute(made.pk)
    made.refresh_from_db()
    return made


def address(number: int) -> str:
    """Where the receipt of an answer went."""
    return f"participant{number}@example.org"


def answers(now: Any) -> Iterator[Any]:
    """What they answered, every other one in Swedish."""
    from punos.consultations.actions import ImportedSubmission
    from punos.contributions.actions import ImportedVoice
    from punos.contributions.models import Capacity

    for number in range(TOLD):
        at, language = now - timedelta(days=10, seconds=number), ("fi", "sv")[number % 2]
        voice = ImportedVoice(str(number), Capacity.RESIDENT, at, language=language)
        yield ImportedSubmission(voice, {"often": number % 5 + 1}, at, language)


def main() -> Iterator[Row]:
    """By itself."""
    yield from by_itself(rows)


if __name__ == "__main__":
    alone(main)
