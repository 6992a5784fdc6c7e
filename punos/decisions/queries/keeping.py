"""What this room keeps of people: what they added to their answer on being heard. The answers themselves are counted."""

from punos.core.keeping import Kept
from punos.decisions.models import Heard
from punos.processes.models import Process


def kept_words(process: Process) -> list[Kept]:
    """What is destroyed when the time of a process is up; responses, decisions and measures are the city's own."""
    return [Kept("heard_words", Heard.objects.filter(process=process).exclude(text=""), {"text": ""})]
