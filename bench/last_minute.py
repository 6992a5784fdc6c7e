"""300 answers sent in the last minute before the end, while results are read and computed: is one lost or doubled?"""

import http.client
import itertools
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from bench import ground
from bench.browsing import QUICKEST, Answer, Browser
from bench.ground import Ground
from bench.serving import ROOT, Server
from bench.table import Row, alone

if TYPE_CHECKING:
    from punos.consultations.models import Consultation

ANSWERS_BEFORE = 10_000
IN_TIME, LATE = 300, 30
TWICE = 5  # every fifth visitor presses the button twice at once
CLIENTS, READERS = 16, 4
LAST, AFTER = 60.0, 3.0  # seconds before and after the end
READ = ("results/", "results/?per=organisation", "results/?by=field", "results/?by=language")
RECEIPT = "/answer/receipt/"
# As the worker does while a consultation is open: every few seconds, if something changed and it has rested.
COMPUTE = """
import time
import django
django.setup()
from django.utils import timezone
from punos.consultations import queries
from punos.consultations.tasks import computing
while True:
    if {key} in queries.to_compute(timezone.now()):
        computing.compute({key})
    time.sleep({every})
"""


@dataclass(frozen=True)
class Press:
    """A button pressed by a visitor, and what came back; nothing came where the connection broke."""

    mark: str
    begun: float
    answer: Answer | None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the visitor was led to the receipt."""
        answer = self.answer
        return answer is not None and (
            answer.status == http.client.FOUND and answer.location.endswith(RECEIPT)
        )


@dataclass(frozen=True)
class Kept:
    """What the database holds of those who sent: how often each counts, and how many wordings and words."""

    sent: Counter[str]
    receipts: Counter[str]
    lines: Counter[str]
    whole: set[str]
    numbers: int


def rows(on: Ground) -> Iterator[Row]:
    """Prepare everybody, let them send, and compare what they were told with what is there."""
    from bench import asking

    consultation = asking.survey("last-minute")
    asking.answer(consultation, ANSWERS_BEFORE)
    visitors = prepared(on.site, consultation)
    with kept_computed(consultation.pk), read_meanwhile(on.site, f"/en{consultation.address}") as reads:
        closes_at = close_in(consultation, LAST + QUICKEST)
        presses = pressed(visitors, closes_at)
    yield from told(presses, kept(consultation), closes_at)
    yield quick("sent in the last minute", [each.answer.seconds for each in presses if each.answer])
    yield quick("results read meanwhile", reads)


def prepared(site: Server, consultation: "Consultation") -> list[Browser]:
    """Visitors who have written everything and have the page open from which it is sent."""
    from bench import asking

    path, draw = f"/en{consultation.address}", Random(11)
    fields = asking.typed(asking.asked_in(consultation), draw)
    visitors = [
        Browser(site, path, 1_000 + place, f"late-{os.getpid()}-{place}") for place in range(IN_TIME + LATE)
    ]

    def begin(each: Browser) -> None:
        each.open("take-part/")
        time.sleep(QUICKEST)
        each.take_part()
        each.open("answer/")
        each.must(each.send("answer/", {**fields, "q12": [f"Said by {each.mark}."]}), http.client.FOUND)
        each.open("answer/check/")

    with ThreadPoolExecutor(CLIENTS) as several:
        list(several.map(begin, visitors))
    return visitors


def close_in(consultation: "Consultation", seconds: float) -> float:
    """Let the time to answer end soon; the clock at that moment."""
    from punos.consultations import actions
    from punos.organisations.models.actor import SYSTEM

    until = time.time() + seconds
    moment = datetime.fromtimestamp(until, UTC)
    actions.set_closing(actor=SYSTEM, consultation=consultation, closes_at=moment)
    return until


def moments() -> list[float]:
    """When they press, in seconds from the end: ever more the nearer it is, half of them in its last quarter."""
    draw = Random(13)
    before = sorted(-LAST * draw.random() ** 2 for _time in range(IN_TIME))
    return [*before, *sorted(AFTER * draw.random() for _time in range(LATE))]


def pressed(visitors: Sequence[Browser], closes_at: float) -> list[Press]:
    """Everybody sends at their own moment; some press twice at once."""
    waiting: list[Future[Press]] = []
    with ThreadPoolExecutor(CLIENTS + IN_TIME) as several:
        for place, (each, moment) in enumerate(zip(visitors, moments(), strict=True)):
            time.sleep(max(0.0, closes_at + moment - time.time()))
            times = 2 if place % TWICE == 0 else 1
            waiting += [several.submit(press, each) for _press in range(times)]
        return [each.result() for each in waiting]


def press(each: Browser) -> Press:
    """Send what is written."""
    begun = time.time()
    try:
        return Press(each.mark, begun, each.send("answer/send/", {}))
    except (OSError, http.client.HTTPException):
        return Press(each.mark, begun, None)


@contextmanager
def read_meanwhile(site: Server, path: str) -> Iterator[list[float]]:
    """Readers who open one page of the results after another without a pause; how long each took (s)."""
    took: list[float] = []
    stopped = threading.Event()

    def read(number: int) -> None:
        reader = Browser(site, path, 2_000 + number, "reads only")
        reader.cookies.clear()
        for name in itertools.islice(itertools.cycle(READ), number, None):
            if stopped.is_set():
                return
            took.append(reader.must(reader.ask(name), http.client.OK).seconds)

    with ThreadPoolExecutor(READERS) as several:
        reading = [several.submit(read, number) for number in range(READERS)]
        try:
            yield took
        finally:
            stopped.set()
    for each in reading:
        each.result()


@contextmanager
def kept_computed(key: int) -> Iterator[None]:
    """Results computed first, and then again and again beside, as long as the block lasts."""
    from django.conf import settings

    from punos.consultations.tasks import computing

    computing.compute(key)
    program = COMPUTE.format(key=key, every=settings.RESULTS_EVERY_SECONDS)
    child = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def kept(consultation: "Consultation") -> Kept:
    """What the database holds of the visitors of this run, by their marks."""
    from punos.consultations.models import Receipt, Submission
    from punos.contributions.models import Version
    from punos.journal.models import Entry

    ours = Submission.objects.filter(
        consultation=consultation, voice__speaker__startswith=f"browser:late-{os.getpid()}-"
    ).select_related("voice")
    marks = {each.pk: each.voice.speaker.removeprefix("browser:") for each in ours}
    sent = [each for each in ours if each.state == "sent"]
    given = Receipt.objects.filter(submission__in=marks).values_list("submission_id", flat=True)
    noted = Entry.objects.filter(
        verb__in=["submission.sent", "submission.changed"], subject_type="submission", subject_id__in=marks
    ).values_list("subject_id", flat=True)
    said = set(
        Version.objects.filter(text__startswith=f"Said by late-{os.getpid()}-").values_list("text", flat=True)
    )
    answers = {each.pk: each.answers.count() for each in sent}
    most = max(answers.values(), default=0)
    whole = {mark for pk, mark in marks.items() if answers.get(pk) == most and f"Said by {mark}." in said}
    return Kept(
        sent=Counter(marks[each.pk] for each in sent),
        receipts=Counter(marks[pk] for pk in given),
        lines=Counter(marks[pk] for pk in noted),
        whole=whole,
        numbers=len({each.number for each in sent}),
    )


def told(presses: Sequence[Press], kept: Kept, closes_at: float) -> Iterator[Row]:
    """What visitors were told, beside what the database holds."""
    acknowledged = {each.mark for each in presses if each.is_acknowledged}
    early = {each.mark for each in presses if each.begun < closes_at}
    once = {
        mark
        for mark in acknowledged
        if kept.sent[mark] == kept.receipts[mark] == kept.lines[mark] == 1 and mark in kept.whole
    }
    lost, double = acknowledged - set(kept.sent), {mark for mark in kept.lines if kept.lines[mark] > 1}
    silently = set(kept.sent) - acknowledged
    is_whole = len(once) == len(acknowledged) and kept.numbers == len(acknowledged)
    yield Row(
        f"of {len(early)} who sent in the last minute",
        f"{len(early & acknowledged)} acknowledged",
        goal=f"all {len(early)}",
        is_met=early <= acknowledged,
    )
    yield Row(
        "acknowledged: there once; lost; double",
        f"{len(once)}; {len(lost)}; {len(double)}",
        goal="all; 0; 0",
        is_met=is_whole and not lost and not double,
    )
    yield Row("counted and not acknowledged", f"{len(silently)}", goal="0", is_met=not silently)
    late = {each.mark for each in presses} - early
    refused = len(late - set(kept.sent))
    yield Row(
        f"of {len(late)} sent after the end", f"{refused} refused", goal="all", is_met=refused == len(late)
    )


def quick(what: str, seconds: Sequence[float]) -> Row:
    """How long half and nineteen of twenty took at most."""
    ordered = sorted(seconds)
    middle, most = (ordered[int(len(ordered) * share)] * 1_000 for share in (0.5, 0.95))
    return Row(f"{what} ({len(ordered):,}): median; p95", f"{middle:,.0f} ms; {most:,.0f} ms")


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
