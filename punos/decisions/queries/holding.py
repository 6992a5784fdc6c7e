"""Rows held for a verb: nobody changes them until it is done. The process comes first, as everywhere."""

from punos.decisions.models import Decision, FoundDecision, Measure
from punos.processes.models import Process


def held_process(pk: int) -> Process:
    """The process as it is now: no two decisions or measures get one number."""
    return Process.objects.select_for_update(of=("self",)).get(pk=pk)


def held_decision(decision: Decision) -> Decision:
    """The decision as it is now, with its process."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("process")
    return found.get(pk=decision.pk)


def held_measure(measure: Measure) -> Measure:
    """The measure as it is now, with its process."""
    found = Measure.objects.select_for_update(of=("self",)).select_related("process")
    return found.get(pk=measure.pk)


def held_found(found: FoundDecision) -> FoundDecision:
    """What was found as it is now, with its process and what was made of it."""
    held_process(found.process_id)
    rows = FoundDecision.objects.select_for_update(of=("self",)).select_related("process", "decision")
    return rows.get(pk=found.pk)
