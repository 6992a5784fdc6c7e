"""What this room keeps of people, and what stays when it is destroyed: who held what, and how many, without words."""

from typing import Any

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from punos.contributions.models import (
    Capacity,
    Contribution,
    Moderation,
    Rating,
    Report,
    Translation,
    Version,
    Voice,
)
from punos.core.keeping import Kept
from punos.processes.models import Process
from punos.search.models import Entry

# How the mark of a voice begins whose speaker is known to nobody any more.
DESTROYED = "destroyed:"
NOBODY = Concat(models.Value(DESTROYED), Cast("pk", models.CharField()))
LETTERS_AT_ONCE = 200


def kept_words(process: Process) -> list[Kept]:
    """What is kept of what was said in a process, in the order in which it is destroyed.

    A voice stays as a row without a speaker: an organisation under its name, which is no person; of everybody else
    the capacity and the head count, by which themes are counted.
    """
    said, own = {"contribution__thread__process": process}, {"thread__process": process}
    versions = Version.objects.filter(**said, destroyed_at__isnull=True)
    noted = Moderation.objects.filter(**said).exclude(note="", appeal="", appeal_note="")
    reports = Report.objects.filter(**said).exclude(speaker__startswith=DESTROYED)
    public = [Capacity.ORGANISATION, Capacity.BODY]
    known = Voice.objects.filter(process=process).exclude(speaker__startswith=DESTROYED)
    voiceless: dict[str, Any] = {"speaker": NOBODY, "person": None, "pseudonym": "", "background": {}}
    nameless = {**voiceless, "organisation": None, "organisation_name": ""}
    return [
        Kept("search_entries", Entry.objects.filter(subject_type="contribution", process=process.slug)),
        Kept("translations", Translation.objects.filter(version__contribution__thread__process=process)),
        Kept("wordings", versions, {"text": "", "rewording": "", "destroyed_at": timezone.now()}),
        Kept("passages", Contribution.objects.filter(**own).exclude(quote=""), {"quote": ""}),
        Kept("ratings", Rating.objects.filter(**said)),
        Kept(
            "reports",
            reports,
            {"text": "", "speaker": NOBODY, "person": None},
        ),
        Kept(
            "moderation_notes",
            noted,
            {"note": "", "appeal": "", "appeal_note": ""},
            at_once=LETTERS_AT_ONCE,
        ),
        Kept("voices_of_organisations", known.filter(capacity__in=public), voiceless),
        Kept("voices_of_persons", known.exclude(capacity__in=public), nameless),
    ]
