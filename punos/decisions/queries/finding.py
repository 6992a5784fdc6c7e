"""What the feed of decisions brought, for those who lead a process."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy

from punos.core.languages import TranslatedText
from punos.decisions.models import Decision, FeedReading, FoundDecision, FoundState, Tale
from punos.decisions.rules import DecisionFacts
from punos.organisations.models import Actor
from punos.processes.models import Process

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

MOST_SHOWN = 200


def found_in(process: Process) -> list[FoundDecision]:
    """What was found for a process, what waits first, then the latest."""
    found = process.found_decisions.select_related("decision", "process")
    listed = list(found.order_by("-told_at", "-pk")[:MOST_SHOWN])
    return sorted(listed, key=lambda each: each.state != FoundState.WAITING)


def found_detail(process: Process, pk: int) -> FoundDecision | None:
    """One decision that was found for this process."""
    return process.found_decisions.select_related("decision", "process").filter(pk=pk).first()


def waiting(process: Process) -> int:
    """How many wait to be looked at."""
    return process.found_decisions.filter(state=FoundState.WAITING).count()


def found_waiting(actor: Actor) -> list[Process]:
    """The processes that this actor leads and in which something waits, each with `found` = how many."""
    rows = FoundDecision.objects.filter(state=FoundState.WAITING)
    led = Process.objects.led_by(actor).filter(closed_at=None, found_decisions__in=rows)
    return list(led.annotate(found=Count("found_decisions")).order_by("-found", "slug"))


def latest_reading() -> FeedReading | None:
    """The last time the feed was read, or is being read."""
    return FeedReading.objects.order_by("-pk").first()


FAULTS: Mapping[str, "Text"] = {
    "slow": gettext_lazy(
        "The city's decisions did not answer in time. They are asked again within the hour."
    ),
    "down": gettext_lazy("The city's decisions can't be reached now. They are asked again within the hour."),
    "garbage": gettext_lazy(
        "The city's decisions answered with something that can't be read. Nothing was taken from it."
    ),
    "refused": gettext_lazy(
        "The city's decisions refused to answer this site. An administrator has to look."
    ),
    "busy": gettext_lazy(
        "The city's decisions ask to be asked less often. They are asked again within the hour."
    ),
    "unreadable": gettext_lazy("Some of the decisions could not be read; the others were."),
}


def fault_in_words(reading: FeedReading | None) -> "Text":
    """What went wrong in a reading, if anything did."""
    return FAULTS.get(reading.fault, "") if reading else ""


def facts_of(tale: Tale) -> DecisionFacts:
    """What the feed tells, in our fields: a first draft that a person looks through."""
    language = tale.language if tale.language in {"fi", "sv", "en"} else "fi"

    def text(words: str) -> TranslatedText:
        return TranslatedText.of(language, **{language: words})

    return DecisionFacts(
        title=text(tale.title),
        summary=text(tale.summary),
        body_name=text(tale.body),
        decided_on=date.fromisoformat(tale.decided_on),
        outcome=tale.outcome,
        case_number=tale.case_number,
        section_mark=tale.section_mark,
    )


def processes_by_case() -> dict[str, int]:
    """The processes going on in which each case number stands: their own, and those of decisions made in them."""
    going_on = Process.objects.filter(closed_at=None, published_at__isnull=False).order_by("-pk")
    decided = Decision.objects.filter(process__in=going_on).exclude(case_number="").order_by("-pk")
    known = dict(decided.values_list("case_number", "process_id"))
    return known | dict(going_on.exclude(case_number="").values_list("case_number", "pk"))


def alike(found: FoundDecision) -> Decision | None:
    """A decision here with the same case number and mark that did not come from this row."""
    tale = found.tale
    same = Decision.objects.filter(process=found.process_id, case_number=tale.case_number)
    same = same.filter(section_mark__in=[tale.section_mark, tale.section_mark.replace("\u00a0", " ")])
    return same.exclude(external_id=tale.external_id).select_related("process").first()
