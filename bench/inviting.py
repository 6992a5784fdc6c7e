"""Five thousand organisations invited and reminded, while the worker is killed twice: is any letter lost or doubled."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Protocol

import psycopg
from psycopg.conninfo import make_conninfo

from bench.ground import Ground
from bench.serving import ROOT
from bench.table import Row, alone
from punos.core.postgres import Cluster

INVITED = int(os.environ.get("INVITED", "5000"))
DATABASE = "inviting"
PATIENCE = 3_600  # seconds


def rows(_on: Ground | None = None) -> Iterator[Row]:
    """Inviting, the letters with one worker killed, the reminders with another; then every letter is looked for."""
    with own_database() as conninfo:
        from punos.consultations import actions
        from punos.consultations.models import Consultation
        from punos.organisations.models import Organisation
        from punos.organisations.models.actor import SYSTEM

        consultation = asked()
        chosen = list(Organisation.objects.values_list("pk", flat=True))
        began = time.monotonic()
        actions.invite_many(actor=SYSTEM, consultation=consultation, organisations=chosen)
        yield Row(f"{INVITED:,} organisations invited", f"{time.monotonic() - began:.1f} s")
        yield Row("their letters, worker killed once", f"{sent_with_a_kill(conninfo, INVITED):.0f} s")
        began = time.monotonic()
        actions.remind(actor=SYSTEM, consultation=Consultation.objects.get(), note={})
        yield Row("a reminder begun", f"{time.monotonic() - began:.1f} s")
        yield Row("its letters, worker killed once", f"{sent_with_a_kill(conninfo, 2 * INVITED):.0f} s")
        yield from looked_for()


def sent_with_a_kill(conninfo: str, wanted: int) -> float:
    """Seconds until all letters have been written and tried, by a worker that is killed half way and by its successor."""
    began = time.monotonic()
    worker = started(conninfo)
    until(lambda: written() >= wanted - INVITED // 2, worker)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker = started(conninfo)
    try:
        until(lambda: written() >= wanted and waiting() == 0, worker)
    finally:
        worker.kill()
        worker.wait()
    return time.monotonic() - began


def started(conninfo: str) -> subprocess.Popen[bytes]:
    """The worker, as `punos up` starts it."""
    from punos.core.management.commands.up import services

    command = services(host="", port="")[0].command
    settings = os.environ | {"DATABASE_URL": conninfo}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=quiet, stderr=quiet)


class Polled(Protocol):
    """Something that may have ended by itself."""

    def poll(self) -> int | None:
        """Its exit code, if it has."""


def until(is_so: Callable[[], bool], worker: Polled) -> None:
    """Wait for something to become so by the work of a worker."""
    ends = time.monotonic() + PATIENCE
    while not is_so():
        if worker.poll() is not None:
            sys.exit("bench: the worker stopped by itself.")
        if time.monotonic() > ends:
            sys.exit("bench: the letters were not written within an hour.")
        time.sleep(0.5)


def written() -> int:
    """How many letters the outbox has."""
    from punos.mail.models import Message

    return Message.objects.count()


def waiting() -> int:
    """How many of them nobody has tried yet."""
    from punos.mail.models import Message, MessageState

    return Message.objects.filter(state=MessageState.WAITING).count()


def looked_for() -> Iterator[Row]:
    """Each organisation has one letter of each kind; what was being sent when a worker died is called uncertain."""
    from punos.consultations import queries
    from punos.consultations.models import Invitation, Reminder
    from punos.mail.models import Message, MessageState

    reminder = Reminder.objects.get()
    expected = [queries.letter_key(each) for each in Invitation.objects.all()]
    expected += [
        queries.reminder_key(reminder.pk, each) for each in Invitation.objects.values_list("pk", flat=True)
    ]
    found = Counter(Message.objects.values_list("to", flat=True))
    lost = len(set(expected) - set(Message.objects.values_list("key", flat=True)))
    doubled = sum(number > 2 for number in found.values())
    states = Counter(Message.objects.values_list("state", flat=True))
    yield Row("letters lost; doubled", f"{lost}; {doubled}", goal="0; 0", is_met=not lost and not doubled)
    unsure = states[MessageState.SENDING] + states[MessageState.UNCERTAIN]
    yield Row("sent; being sent when a worker died", f"{states[MessageState.SENT]:,}; {unsure}")


def asked() -> Any:
    """An open consultation, and as many organisations with an address each."""
    from django.utils import timezone

    from bench.filling import words
    from punos.consultations import actions
    from punos.consultations.actions import PartFacts
    from punos.consultations.models import PartKind
    from punos.organisations import actions as organisations
    from punos.organisations.models.actor import SYSTEM
    from punos.processes import actions as processes
    from punos.processes.actions import ProcessFacts

    organisations.register_organisations(actor=SYSTEM, registrations=registrations())
    unit = organisations.set_up_unit(actor=SYSTEM, slug="office", name=words("Office"))
    facts = ProcessFacts(slug="many", title=words("Many"), summary=words("Many"), host_unit=unit)
    now = timezone.now()
    return actions.publish_consultation(
        actor=SYSTEM,
        process=processes.announce_process(actor=SYSTEM, facts=facts),
        slug="many",
        title=words("What do you need?"),
        summary=words("Tell us."),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=14),
        parts=[PartFacts(PartKind.INFORMATION, words("What this is about"), words("Words."))],
    )


def registrations() -> Iterator[Any]:
    """The organisations; every other one is written to in Swedish."""
    from punos.organisations.actions import Registration

    for number in range(INVITED):
        yield Registration(
            name=f"Invented association {number}",
            field="youth",
            areas=("90",),
            size="volunteers",
            languages=("fi", "sv")[number % 2 :],
            email=f"association{number}@example.org",
        )


@contextmanager
def own_database() -> Iterator[str]:
    """Django connected to a migrated database of its own, dropped afterwards; its address."""
    from django.core.management import call_command
    from django.db import connection

    address = os.environ["DATABASE_URL"]
    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()
        before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], DATABASE
        try:
            call_command("migrate", verbosity=0, interactive=False)
            yield make_conninfo(address, dbname=DATABASE)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def by_itself(measured: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """Rows for which the server of the benchmarks is up, and neither site nor floor."""
    cluster = Cluster.for_checkout(ROOT, name="bench")
    os.environ |= {"DATABASE_URL": cluster.conninfo, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    with cluster.joined():
        import django

        django.setup()
        yield from measured()


def main() -> Iterator[Row]:
    """By itself."""
    yield from by_itself(rows)


if __name__ == "__main__":
    alone(main)
