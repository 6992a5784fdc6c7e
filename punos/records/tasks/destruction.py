"""What is due is proposed every night; what was confirmed is destroyed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from punos.organisations.models.actor import SYSTEM
from punos.records import actions
from punos.records.models import Destruction, DestructionState


@app.periodic(cron="40 3 * * *")
@app.task(name="punos.records.tasks.propose_destructions", queueing_lock="records.propose_destructions")
def propose_destructions(timestamp: int) -> None:
    """Every night; what was proposed is not proposed twice, however often this runs."""
    actions.propose_destructions(actor=SYSTEM, now=timezone.now())


@app.task(name="punos.records.tasks.destroy", lock="records.destroy", retry=3)
def destroy(*, destruction_id: int) -> None:
    """Destroy what a person has confirmed; a repeated job goes on, and one that comes too late does nothing."""
    found = Destruction.objects.filter(pk=destruction_id, state=DestructionState.CONFIRMED).first()
    if found is None:
        return
    actions.begin_destroying(actor=SYSTEM, destruction=found)
    while actions.destroy_next(actor=SYSTEM, destruction=found):
        pass
    actions.end_destroying(actor=SYSTEM, destruction=found)
