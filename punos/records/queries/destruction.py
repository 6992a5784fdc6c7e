"""What is to be destroyed, what was, and how much of it there is, asked of each room in turn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from punos.consultations import queries as consultations
from punos.contributions import queries as contributions
from punos.core.components import Link
from punos.core.errors import allowed
from punos.core.keeping import FILES_AT_ONCE, Kept, count_kept
from punos.decisions import queries as decisions
from punos.notices import queries as notices
from punos.organisations.models import Actor, RoleKind
from punos.organisations.rules import check_run_installation
from punos.people.models import Person
from punos.processes.models import Process
from punos.records.models import Destruction, DestructionState, Handover, HandoverState
from punos.reports import queries as reports

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

KINDS: Final[Mapping[str, "Text"]] = {
    "search_entries": _("entries in the search"),
    "translations": _("translations of what was said"),
    "wordings": _("wordings of contributions, comments and answers in words"),
    "passages": _("passages that comments quote"),
    "ratings": _("ratings"),
    "reports": _("reports to moderators"),
    "moderation_notes": _("notes and appeals of moderation"),
    "voices_of_organisations": _("organisations that spoke: who of them wrote, and the background"),
    "voices_of_persons": _("persons and groups that spoke: link to the account, pseudonym, background"),
    "answers": _("answers to questions"),
    "receipts": _("receipts"),
    "files": _("files sent along"),
    "imported_rows": _("rows of imported tables"),
    "imports": _("imported tables"),
    "signatures": _("signatures: who of the organisation signed"),
    "submissions": _("drafts, addresses for receipts and senders of answers"),
    "invitations": _("contacts of invitations"),
    "open_data": _("files of open data with single answers"),
    "heard_words": _("words on being heard"),
    "reports_made": _("reports with answers"),
    "notices": _("notices that tell who spoke"),
    "packages": _("contents of packages for the case system"),
}


def kept_packages(process: Process) -> list[Kept]:
    """What this room itself holds: packages, of which number, time and checksum stay."""
    made = Handover.objects.filter(process=process, content__isnull=False)
    return [Kept("packages", made, {"content": None}, at_once=FILES_AT_ONCE)]


def preview(process: Process) -> list[tuple["Text", int]]:
    """What would be destroyed, in words and numbers, room by room."""
    rooms: Sequence[Sequence[Kept]] = (
        contributions.kept_words(process),
        consultations.kept_words(process),
        decisions.kept_words(process),
        reports.kept_words(process),
        notices.kept_words(process.slug),
        kept_packages(process),
    )
    return in_words(count_kept(each for room in rooms for each in room))


def in_words(counts: Mapping[str, int]) -> list[tuple["Text", int]]:
    """The counts of a record by the names of what was counted, in their order."""
    return [(words, counts[kind]) for kind, words in KINDS.items() if kind in counts]


def destructions(*states: DestructionState) -> models.QuerySet[Destruction]:
    """Those in these states with their processes: what waits longest first."""
    found = Destruction.objects.filter(state__in=states).select_related("process", "retention")
    return found.order_by("due_on", "pk")


def records() -> models.QuerySet[Destruction]:
    """What was destroyed, the latest first."""
    done = Destruction.objects.filter(state=DestructionState.DONE).select_related("process", "retention")
    return done.order_by("-done_at", "-pk")


def waiting_count() -> int:
    """How many processes wait for a decision."""
    return Destruction.objects.filter(state=DestructionState.PROPOSED).count()


def waiting_link(actor: Actor) -> Link | None:
    """For the desk of an administrator: how many processes wait, and where."""
    if not allowed(check_run_installation, actor):
        return None
    number = waiting_count()
    label = ngettext(
        "%(number)d process waits for a decision on destruction",
        "%(number)d processes wait for a decision on destruction",
        number,
    )
    return Link(label=label % {"number": number}, url=reverse("records:retention")) if number else None


def is_received(process: Process) -> bool:
    """Whether the case system has answered that it took a package of the process in."""
    made = Handover.objects.filter(process=process, state=HandoverState.MADE)
    return made.filter(received_at__isnull=False).exists()


def is_packing(process: Process) -> bool:
    """Whether a package is on its way."""
    states = [HandoverState.WAITING, HandoverState.MAKING]
    return Handover.objects.filter(process=process, state__in=states).exists()


def administrators() -> models.QuerySet[Person]:
    """Who decides on destroying."""
    held = {"roles__kind": RoleKind.ADMINISTRATOR, "roles__ended_at__isnull": True}
    return Person.objects.filter(is_active=True, **held).distinct().order_by("pk")


HEADINGS: Final = (
    *("record", "process", "case_number", "class", "basis", "closed_on", "due_on", "proposed_at"),
    *("confirmed_at", "confirmed_by_id", "handed_over_otherwise", "destroyed_at", *KINDS),
)


def rows_of_records() -> Iterator[list[str]]:
    """Every record as a row of a table, under the headings of the code: they stay the same in every language."""
    yield list(HEADINGS)
    for each in records().iterator(chunk_size=500):
        closed = each.process.closed_at
        told = [
            each.pk,
            each.process.slug,
            each.process.case_number,
            each.retention.code,
            each.retention.basis,
        ]
        told += [closed.date() if closed else "", each.due_on, each.proposed_at.isoformat()]
        told += [each.confirmed_at.isoformat() if each.confirmed_at else "", each.confirmed_by or ""]
        told += [each.otherwise, each.done_at.isoformat() if each.done_at else ""]
        yield [str(value) for value in (*told, *(each.counts.get(kind, 0) for kind in KINDS))]
