"""What the demo town does when results have been computed."""

from punos.journal.models import Entry
from punos.journal.reactions import on
from town.summaries import summed_up


@on("results.published")
def sum_up(_entry: Entry) -> None:
    """Tell those who answered what came of it."""
    summed_up()
