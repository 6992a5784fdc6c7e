"""Fifty thousand notices through SMTP while the worker is killed twice: is any lost or doubled, and do pages notice?

A mail server on loopback takes every letter and writes down its Message-ID. The site answers the same page meanwhile,
made anew each time.
"""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from statistics import median
from typing import Any

from bench.ground import Ground
from bench.inviting import own_database, started, until
from bench.serving import ROOT, Server, served
from bench.table import Row, alone
from punos.core.postgres import Cluster

READERS = int(os.environ.get("READERS", "50000"))
PAGES, PAUSE = 300, 0.02  # how often the page is asked for in one measurement, and seconds between
PAGE = "/fi/processes/many/"
MOST_SLOWER = 1.2
HEADER = b"message-id:"


class Sink:
    """A mail server that takes everything: the Message-IDs in the order in which it said yes."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.port = 0
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        self.ready.wait()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation (RFC 5321)."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(b"220 sink\r\n")
            while line := (await reader.readline()).strip().upper():
                if line == b"DATA":
                    writer.write(b"354 go on\r\n")
                    name = await self._letter(reader)
                    self.taken.append(name)
                    writer.write(b"250 taken\r\n")
                elif line == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                else:
                    writer.write(b"250 OK\r\n")
                await writer.drain()
        writer.close()

    async def _letter(self, reader: asyncio.StreamReader) -> str:
        """The letter up to the line with a dot alone; its Message-ID."""
        text = await reader.readuntil(b"\r\n.\r\n")
        lines = (line for line in text.split(b"\r\n") if line.lower().startswith(HEADER))
        return next(lines, b":").partition(b":")[2].strip().decode()


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """The page alone; the page while the notices go out; then every letter is looked for."""
    sink = Sink()
    with own_database() as conninfo, environment(conninfo, sink):
        announced()
        with served("config.wsgi:application", "config.settings") as site:
            asked(site)  # warms it
            before = asked(site)
            yield Row(f"{READERS:,} readers follow a process", f"{follow():.0f} s")
            began = time.monotonic()
            tell()
            with killed_twice(conninfo, sink):
                during = asked(site)
                while written() < READERS or waiting():
                    time.sleep(1)
            took = time.monotonic() - began
        yield Row(
            "notices told and sent, worker killed twice", f"{READERS / took:.0f} a second ({took:.0f} s)"
        )
        yield from looked_for(sink)
        slower = during / before
        yield Row(
            "a page while they go out", f"{during * 1000:.1f} ms", f"{before * 1000:.1f} ms", f"{slower:.2f}",
            f"<= {MOST_SLOWER}", slower <= MOST_SLOWER,
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


@contextmanager
def killed_twice(conninfo: str, sink: Sink) -> Iterator[None]:
    """The worker as `punos up` starts it, killed after a third and after two thirds of the letters."""
    workers: list[subprocess.Popen[bytes]] = [started(conninfo)]

    def kill() -> None:
        for third in (1, 2):
            wanted = third * READERS // 3
            until(lambda wanted=wanted: len(sink.taken) >= wanted, workers[-1])  # type: ignore[misc]  # a default binds it
            workers[-1].send_signal(signal.SIGKILL)
            workers[-1].wait()
            workers.append(started(conninfo))

    killing = threading.Thread(target=kill)
    killing.start()
    try:
        yield
        killing.join()
    finally:
        workers[-1].kill()
        workers[-1].wait()


def asked(site: Server) -> float:
    """The middle time in seconds that a page takes which nobody keeps."""
    times = []
    for number in range(PAGES):
        began = time.perf_counter()
        response, _body = site.ask(f"{PAGE}?made-anew={number}")
        times.append(time.perf_counter() - began)
        if response.status != 200:
            sys.exit(f"bench: {PAGE} answered {response.status}.")
        time.sleep(PAUSE)
    return median(times)


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

    arrived = Counter(sink.taken)
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
