"""punos retention"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from punos.core.dates import local_date
from punos.records import queries
from punos.records.models import DestructionState


class Command(BaseCommand):
    """Tell whose time is up, what waits for a decision, and what was destroyed."""

    help = "Prints what is due for destruction, what waits or is postponed, and what was destroyed."

    def handle(self, *args: Any, **options: Any) -> None:
        due = list(queries.due(timezone.now()))
        self.stdout.write(f"{len(due)} processes are due.")
        for process, retention, day in due:
            self.stdout.write(f"  due {day.isoformat()}  {process.slug}  class {retention.code}")
        for state in (DestructionState.PROPOSED, DestructionState.POSTPONED, DestructionState.CONFIRMED):
            for each in queries.destructions(state):
                until = f" until {each.postponed_to.isoformat()}" if each.postponed_to else ""
                self.stdout.write(f"  {state.value}{until}  {each.process.slug}  record {each.pk}")
        done = list(queries.records())
        self.stdout.write(f"{len(done)} processes have been destroyed.")
        for each in done:
            when = local_date(each.done_at).isoformat() if each.done_at else ""
            rows = sum(each.counts.values())
            self.stdout.write(f"  destroyed {when}  {each.process.slug}  record {each.pk}  {rows} rows")
