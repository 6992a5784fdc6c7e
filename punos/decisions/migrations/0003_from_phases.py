"""What phases told of decisions becomes decisions: from now on this is their only home."""

from typing import Any

from django.db import migrations
from django.db.models import Max
from django.utils import timezone


def bring_over(apps: Any, _schema: Any) -> None:
    """Each phase that told what a body decided, as a decision in the order of the phases."""
    phases, decisions = apps.get_model("processes", "Phase"), apps.get_model("decisions", "Decision")
    now = timezone.now()
    for phase in phases.objects.order_by("process_id", "place", "pk"):
        if not (phase.outcome or phase.section_mark or phase.case_number):
            continue
        last = decisions.objects.filter(process_id=phase.process_id).aggregate(number=Max("number"))
        decisions.objects.create(
            process_id=phase.process_id,
            number=(last["number"] or 0) + 1,
            phase=phase,
            title=phase.title,
            summary=phase.body,
            body_name=phase.body_name,
            decided_on=phase.ends_on,
            outcome=phase.outcome,
            case_number=phase.case_number,
            section_mark=phase.section_mark,
            made_at=now,
        )


def take_back(apps: Any, _schema: Any) -> None:
    """The decisions back into the phases that they came from; what only decisions can hold is lost."""
    decisions = apps.get_model("decisions", "Decision")
    for decision in decisions.objects.filter(phase__isnull=False).select_related("phase"):
        for name in ("outcome", "body_name", "case_number", "section_mark"):
            setattr(decision.phase, name, getattr(decision, name))
        decision.phase.save()
        decision.delete()


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_initial")]

    operations = [migrations.RunPython(bring_over, take_back)]
