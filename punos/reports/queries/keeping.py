"""What this room keeps of people: reports with their answers. Closing summaries are the host's own words."""

from punos.core.keeping import FILES_AT_ONCE, Kept
from punos.processes.models import Process
from punos.reports.models import ReportFile


def kept_words(process: Process) -> list[Kept]:
    """What is destroyed when the time of a process is up."""
    files = ReportFile.objects.filter(consultation__process=process)
    return [Kept("reports_made", files, at_once=FILES_AT_ONCE)]
