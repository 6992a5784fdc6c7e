"""Fifty thousand notices through SMTP while the worker is killed twice: is any lost or doubled, and do pages notice?

A mail server on loopback takes every letter and writes down its Message-ID. The site answers the same page meanwhile,
made anew each time, beside the worker that works and, in turn, beside the same worker held still.
"""

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Self

from bench.ground import Ground
from bench.inviting import own_database, started, until
from bench.serving import ROOT, Server, served
from bench.sink import Sink
from bench.table import Row, alone
from punos.core.postgres import Cluster

READERS = int(os.environ.get("READERS", "50000"))
PAGES, PAUSE = 40, 0.02  # how often the page is asked for in one measurement, and seconds between
PAGE = "/fi/processes/many/"
MOST_SLOWER = 1.2
ROUNDS = 15  # of pages beside a worker that works and beside one that rests


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """The notices go out while pages are asked for; then every letter is looked for."""
    with TemporaryDirectory() as folder:
        sink = Sink(Path(folder) / "taken")
        with closing_down(sink), own_database() as conninfo, environment(conninfo, sink):
            announced()
            with served("config.wsgi:application", "config.settings") as site:
                asked(site, PAGES)  # warms it
                yield Row(f"{READERS:,} readers follow a process", f"{follow():.0f} s")
                tell()
                began = time.monotonic()
                with Workers(conninfo, sink) as workers:
                    pages = list(in_turn(site, workers))
                    while written() < READERS or waiting():
                        time.sleep(1)
                took = time.monotonic() - began - workers.rested
            yield Row(
                "notices told and sent, worker killed twice", f"{READERS / took:.0f} a second ({took:.0f} s)"
            )
            yield from looked_for(sink)
            yield slower(pages)


@contextmanager
def closing_down(sink: Sink) -> Iterator[None]:
    """The mail server, until the block ends."""
    try:
        yield
    finally:
        sink.stop()


def in_turn(site: Server, workers: "Workers") -> Iterator[tuple[float, float]]:
    """The middle time of a page while the worker works and while it rests, several times, as long as there is work.

    The rounds are spread over the letters: while the notices are written, and while they are sent.
    """
    for number in range(ROUNDS):
        until(lambda wanted=number * READERS // (ROUNDS + 1): workers.sink.count() >= wanted, workers)  # type: ignore[misc]  # a default binds it
        busy = asked(site, PAGES)
        with workers.resting():
            idle = asked(site, PAGES)
        yield busy, idle


def slower(pages: list[tuple[float, float]]) -> Row:
    """How much slower a page is beside a worker that works: the middle of the ratios, and the lowest and the highest."""
    ratios = sorted(busy / idle for busy, idle in pages)
    busy, idle = (median(each) * 1000 for each in zip(*pages, strict=True))
    middle, spread = median(ratios), f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    return Row(
        f"a page while they go out ({spread})", f"{busy:.1f} ms", f"{idle:.1f} ms", f"{middle:.2f}",
        f"<= {MOST_SLOWER}", middle <= MOST_SLOWER,
    )  # fmt: skip


@contextmanager
def environment(conninfo: str, sink: Sink) -> Iterator[None]:
    """What the site and the worker are told, for as long as the block lasts."""
    told = {"DATABASE_URL": conninfo, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(sink.port)}
    before = dict(os.environ)
    os.environ |= told
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before


def announced() -> None:
    """A process whose page is asked for. That it was announced is told to nobody: what is measured is one piece of news."""
    from django.db import connection

    from bench.filling import words
    from punos.organisations import actions as organisations
    from punos.organisations.models.actor import SYSTEM
    from punos.processes import actions as processes
    from punos.processes.actions import ProcessFacts

    unit = organisations.set_up_unit(actor=SYSTEM, slug="office", name=words("Office"))
    facts = ProcessFacts(slug="many", title=words("Many"), summary=words("Many"), host_unit=unit)
    processes.announce_process(actor=SYSTEM, facts=facts)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def follow() -> float:
    """Accounts that want a letter at once; seconds that it took."""
    from django.utils import timezone

    from bench.filling import words
    from punos.notices.models import Cadence, Subscription, TopicKind
    from punos.people.models import Person

    began, now = time.monotonic(), timezone.now()
    people = [
        Person(
            email=f"reader{number}@example.org",
            name=f"Reader {number}",
            language=("fi", "sv", "en")[number % 3],
        )
        for number in range(READERS)
    ]
    Person.objects.bulk_create(people, batch_size=5_000)
    topic: dict[str, Any] = {"kind": TopicKind.PROCESS, "key": "many", "title": words("Many"), "at": now}
    following = [Subscription(person=each, cadence=Cadence.INSTANT, **topic) for each in people]
    Subscription.objects.bulk_create(following, batch_size=5_000)
    return time.monotonic() - began


def tell() -> None:
    """One piece of news, as a verb of the process would tell it."""
    from bench.filling import words
    from punos.notices import actions
    from punos.notices.models import NoticeKind, TopicKind

    actions.tell_later(
        event="bench:1", kind=NoticeKind.PROCESS_NEWS, title=words("Many"), address="/processes/many/",
        process="many", topics=[(TopicKind.PROCESS, "many")],
    )  # fmt: skip


class Workers:
    """The worker as `punos up` starts it, killed after a third and after two thirds of the letters, and begun anew."""

    def __init__(self, conninfo: str, sink: Sink) -> None:
        self.conninfo, self.sink, self.rested = conninfo, sink, 0.0
        self._undisturbed, self._is_over = threading.Lock(), threading.Event()
        self._worker = started(conninfo)
        self._killing = threading.Thread(target=self._kill)

    def __enter__(self) -> Self:
        self._killing.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._is_over.set()
        self._killing.join()
        self._worker.kill()
        self._worker.wait()

    def poll(self) -> int | None:
        """The exit code of a worker that stopped by itself."""
        with self._undisturbed:
            return self._worker.poll()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """The worker stands still until the block ends."""
        with self._undisturbed:
            began = time.monotonic()
            self._worker.send_signal(signal.SIGSTOP)
            try:
                yield
            finally:
                self._worker.send_signal(signal.SIGCONT)
                self.rested += time.monotonic() - began

    def _kill(self) -> None:
        for third in (1, 2):
            while self.sink.count() < third * READERS // 3 and not self._is_over.wait(0.2):
                continue
            with self._undisturbed:
                self._worker.kill()
                self._worker.wait()
                self._worker = started(self.conninfo)


def asked(site: Server, times: int) -> float:
    """The middle time in seconds that a page takes which nobody keeps."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        response, _body = site.ask(f"{PAGE}?made-anew={time.monotonic_ns()}")
        taken.append(time.perf_counter() - began)
        if response.status != 200:
            sys.exit(f"bench: {PAGE} answered {response.status}.")
        time.sleep(PAUSE)
    return median(taken)


def written() -> int:
    """How many letters the outbox has."""
    from punos.mail.models import Message

    return Message.objects.count()


def waiting() -> int:
    """How many of them nobody has tried yet."""
    from punos.mail.models import Message, MessageState

    return Message.objects.filter(state=MessageState.WAITING).count()


def looked_for(sink: Sink) -> Iterator[Row]:
    """Every reader has one notice and one letter; what was being sent when a worker died arrived or is told as unsure."""
    from punos.mail.models import Message, MessageState
    from punos.notices.models import Notice

    arrived = Counter(sink.taken())
    states = Counter(Message.objects.values_list("state", flat=True))
    unsure = states[MessageState.SENDING] + states[MessageState.UNCERTAIN]
    sent = Message.objects.filter(state=MessageState.SENT).only("digest")
    known = {message.message_id for message in sent.iterator()}
    lost = READERS - Notice.objects.exclude(letter=None).count() + len(known - set(arrived))
    doubled = sum(number > 1 for number in arrived.values())
    yield Row("notices lost; doubled", f"{lost}; {doubled}", goal="0; 0", is_met=not lost and not doubled)
    yield Row("sent; being sent when a worker died", f"{states[MessageState.SENT]:,}; {unsure}")


def main() -> Iterator[Row]:
    """By itself; it needs the server of the benchmarks and no floor."""
    cluster = Cluster.for_checkout(ROOT, name="bench")
    os.environ |= {"DATABASE_URL": cluster.conninfo, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["STATIC_ROOT"] = str(ROOT / "var" / "bench-static")
    with cluster.joined():
        import django

        django.setup()
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        yield from rows()


if __name__ == "__main__":
    alone(main)
