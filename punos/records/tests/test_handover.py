"""How a process is filed, and its package: who may, one job for who asks twice, what the case system answered."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_unit,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.records import actions, queries, rules
from punos.records.models import CaseFile, Destruction, Handover, HandoverState
from punos.records.rules.handover import LARGEST_FILES
from punos.records.tasks import handover as making
from punos.records.tasks import make_handover
from punos.records.tests.filled import GROUND, made, make_class

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HOUR = timedelta(hours=1)


def closed(**changes: Any) -> Process:
    """A process of the unit that has been closed."""
    process = make_process(host_unit=make_unit(), **changes)
    Process.objects.filter(pk=process.pk).update(closed_at=timezone.now())
    process.refresh_from_db()
    return process


def who(role: str) -> Actor:
    """The system, nobody, or somebody with this role in the unit."""
    if role == "nobody":
        return Actor()
    return make_actor("Olli", unit=make_unit(), role=RoleKind(role)) if role else make_actor("Outi")


def file(process: Process, actor: Actor = SYSTEM, **changes: Any) -> CaseFile:
    told = {"publicity": "public", "ground": "", "controller": "", "retention": None, "seen_revision": 0}
    return actions.file_case(actor=actor, process=process, **told | changes)


# Who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "sees", "fetches"),
    [
        ("coordinator", "yes", "yes"),
        ("officer", "yes", "yes"),
        ("auditor", "yes", "refused"),
        ("administrator", "refused", "refused"),
        ("", "refused", "refused"),
        ("nobody", "refused", "refused"),
    ],
)
def test_packages_are_for_who_leads_and_seen_by_auditors(role: str, sees: str, fetches: str) -> None:
    process, actor = closed(), who(role)

    assert verdict(rules.check_see_handover, actor, process) == sees
    assert verdict(rules.check_fetch_handover, actor, process) == fetches


@pytest.mark.parametrize(
    ("role", "changes", "expected"),
    [
        ("officer", {}, "yes"),
        ("auditor", {}, "refused"),
        ("", {}, "refused"),
        ("officer", {"publicity": "gossip"}, "invalid"),
        ("officer", {"publicity": "secret"}, "invalid"),
        ("officer", {"publicity": "partly_secret", "ground": GROUND}, "yes"),
        ("officer", {"ground": "x" * 301}, "invalid"),
        ("officer", {"controller": "unit"}, "yes"),
        ("officer", {"controller": "organisation"}, "invalid"),
        ("officer", {"controller": "joint"}, "invalid"),
        ("officer", {"controller": "me"}, "invalid"),
    ],
)
def test_case_is_filed_by_who_leads(role: str, changes: dict[str, Any], expected: str) -> None:
    told: dict[str, Any] = {"publicity": "public", "ground": "", "controller": ""}
    told |= {"retention": None, "kept_so_far": None}
    told |= changes

    def check(actor: Actor, process: Process) -> None:
        rules.check_file_case(actor, process, **told)

    assert verdict(check, who(role), closed()) == expected


def test_controller_is_one_of_the_hosts() -> None:
    process = make_process(host_unit=None, host_organisation=make_organisation())

    with pytest.raises(Invalid, match="No city unit"):
        file(process, controller="unit")
    assert file(process, controller="organisation").controller == "organisation"
    assert queries.controller_of(process, CaseFile(process=process)) == "organisation"


def test_class_that_has_ended_is_kept_and_not_given() -> None:
    ended = make_class(ended_at=timezone.now())
    first, second = closed(), closed()
    CaseFile.objects.create(process=first, retention=ended)

    kept = file(first, retention=ended, ground="x")

    assert kept.retention == ended
    with pytest.raises(Invalid, match="no longer given"):
        file(second, retention=ended)
    assert list(queries.classes_to_give(None)) == []
    assert list(queries.classes_to_give(ended.pk)) == [ended]


@pytest.mark.parametrize(
    ("role", "is_closed", "destruction", "size", "expected"),
    [
        ("officer", True, "", 0, "yes"),
        ("auditor", True, "", 0, "refused"),
        ("", True, "", 0, "refused"),
        ("officer", False, "", 0, "not_now"),
        ("officer", True, "proposed", 0, "yes"),
        ("officer", True, "confirmed", 0, "not_now"),
        ("officer", True, "done", 0, "not_now"),
        ("officer", True, "", LARGEST_FILES + 1, "not_now"),
    ],
)
def test_package_is_asked_for_once_a_process_is_closed(
    role: str, *, is_closed: bool, destruction: str, size: int, expected: str
) -> None:
    process, actor = closed(), who(role)
    process.closed_at = process.closed_at if is_closed else None
    if destruction:
        Destruction.objects.create(
            process=process,
            retention=make_class(),
            due_on=timezone.localdate(),
            state=destruction,
            proposed_at=timezone.now(),
        )

    def check(actor: Actor, process: Process) -> None:
        rules.check_ask_for_handover(actor, process, size_of_files=size)

    assert verdict(check, actor, process) == expected


@pytest.mark.parametrize(
    ("state", "reference", "hours", "expected"),
    [
        ("made", "ESIM-1", -1, "yes"),
        ("made", "", -1, "invalid"),
        ("made", "x" * 121, -1, "invalid"),
        ("made", "ESIM-1", 1, "invalid"),
        ("made", "ESIM-1", -3, "invalid"),
        ("making", "ESIM-1", -1, "not_now"),
    ],
)
def test_answer_of_the_case_system_is_noted(state: str, reference: str, hours: int, expected: str) -> None:
    now = timezone.now()
    handover = Handover(process=closed(), state=state, made_at=now - 2 * HOUR)

    def check(actor: Actor, handover: Handover) -> None:
        at = now + hours * HOUR
        rules.check_receive_handover(actor, handover, reference=reference, received_at=at, now=now)

    assert verdict(check, SYSTEM, handover) == expected
    assert verdict(check, who("auditor"), handover) == "refused"


@pytest.mark.parametrize(
    ("state", "minutes", "expected"),
    [
        ("waiting", 1, True),
        ("making", 29, True),
        ("making", 31, False),
        ("made", 1, False),
        ("failed", 1, False),
    ],
)
def test_package_moves_until_it_is_made_or_was_lost(state: str, minutes: int, *, expected: bool) -> None:
    now = timezone.now()

    assert rules.is_moving(Handover(state=state, asked_at=now - timedelta(minutes=minutes)), now) is expected


# Filing ----------------------------------------------------------------------------------------------------------


def test_filing_is_kept_and_noted_once() -> None:
    process, actor, before = closed(), who("officer"), last_line()

    kept = file(process, actor, publicity="partly_secret", ground=f" {GROUND} ", retention=make_class())
    same = file(
        process,
        actor,
        publicity="partly_secret",
        ground=GROUND,
        retention=kept.retention,
        seen_revision=1,
    )

    assert (kept.ground, kept.revision, kept.changed_by, same.revision) == (GROUND, 1, actor.person_id, 1)
    assert verbs_since(before) == ["case.filed"]


def test_of_two_who_write_at_once_the_second_notices() -> None:
    process = closed()
    file(process, ground="first")

    with pytest.raises(NotNow, match="Somebody else changed this"):
        file(process, ground="second")

    assert CaseFile.objects.get().ground == "first"


# The package -----------------------------------------------------------------------------------------------------


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="punos.records.tasks.make_handover").count()


def test_package_asked_for_twice_is_one_job() -> None:
    process, before = closed(), last_line()

    first = actions.ask_for_handover(actor=SYSTEM, process=process)
    again = actions.ask_for_handover(actor=SYSTEM, process=process)

    assert (first.pk, first.number, jobs()) == (again.pk, 1, 1)
    assert verbs_since(before) == ["handover.asked"]


def test_package_is_made_and_kept_with_its_checksum() -> None:
    process, before = closed(), last_line()

    first, second = made(process), made(process)

    assert (first.state, first.progress, first.number, second.number) == (HandoverState.MADE, 100, 1, 2)
    assert (first.sha256, first.size) == (second.sha256, len(queries.content_of(first) or b""))
    assert verbs_since(before) == ["handover.asked", "handover.made"] * 2


def test_worker_that_died_half_way_gives_the_package_back() -> None:
    process = closed()
    asked = actions.ask_for_handover(actor=SYSTEM, process=process)
    begun = actions.begin_handover(handover_id=asked.pk, asked_at=asked.asked_at)
    assert begun is not None
    actions.note_handover_progress(handover=begun, progress=150)
    assert Handover.objects.get().progress == 99

    # the job is taken up again by another worker, and does the same from the beginning
    assert making.make(asked.pk, asked.asked_at) is True

    assert Handover.objects.get().state == HandoverState.MADE


def test_package_that_was_lost_is_asked_for_again_under_its_number() -> None:
    process = closed()
    asked = actions.ask_for_handover(actor=SYSTEM, process=process)
    long_ago = timezone.now() - HOUR
    Handover.objects.update(state=HandoverState.MAKING, asked_at=long_ago)
    lost = Handover.objects.get()

    again = actions.ask_for_handover(actor=SYSTEM, process=process)

    assert (again.pk, again.number, again.state, jobs()) == (asked.pk, 1, HandoverState.WAITING, 2)
    assert actions.begin_handover(handover_id=lost.pk, asked_at=long_ago) is None
    assert actions.keep_handover(handover=lost, content=b"", sha256="") is None
    actions.fail_handover(handover=lost)
    assert Handover.objects.get().state == HandoverState.WAITING


def test_job_that_comes_twice_makes_nothing() -> None:
    first = made(closed())
    before = last_line()

    make_handover(handover_id=first.pk, asked_at=first.asked_at.isoformat())

    assert verbs_since(before) == []


def test_package_that_can_not_be_made_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> tuple[bytes, str]:
        raise RuntimeError

    process = closed()
    asked = actions.ask_for_handover(actor=SYSTEM, process=process)
    before = last_line()
    monkeypatch.setattr(making, "packed", broken)

    assert making.make(asked.pk, asked.asked_at) is False

    assert (Handover.objects.get().state, verbs_since(before)) == (HandoverState.FAILED, ["handover.failed"])
    assert actions.ask_for_handover(actor=SYSTEM, process=process).number == 2


def test_fetching_and_the_answer_are_noted() -> None:
    handover = made(closed())
    actor, before = who("officer"), last_line()
    handover.made_at = handover.made_at or timezone.now()
    at: datetime = handover.made_at + timedelta(seconds=0)

    actions.fetch_handover(actor=actor, handover=handover)
    done = actions.receive_handover(actor=actor, handover=handover, reference=" ESIM-7 ", received_at=at)

    assert (done.reference, Handover.objects.get().received_at) == ("ESIM-7", at)
    assert verbs_since(before) == ["handover.fetched", "handover.received"]
