"""What stands between a process and its end, in words with the way to do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation
from punos.core.components import Link
from punos.core.languages import current_language
from punos.processes.models import Process
from punos.themes.models import Theme

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text


@dataclass(frozen=True)
class InTheWay:
    """One thing to be done first: what is missing, and where it is done."""

    words: "Text"
    link: Link | None = None


def in_the_way(process: Process) -> list[InTheWay]:
    """Everything that keeps a process from being closed, the oldest first, in three queries at most."""
    holds = list(process.holds.standing().order_by("raised_at", "pk"))
    asked = {kind: [each.subject_id for each in holds if each.subject_type == kind] for kind in KINDS}
    themes = {each.pk: each for each in Theme.objects.filter(pk__in=asked["theme"], process=process)}
    consultations = {
        each.pk: each for each in Consultation.objects.filter(pk__in=asked["consultation"], process=process)
    }
    return list(
        _told(process, [(each.subject_type, each.subject_id) for each in holds], themes, consultations)
    )


KINDS = ("theme", "consultation")


def _told(
    process: Process,
    subjects: list[tuple[str, int]],
    themes: dict[int, Theme],
    consultations: dict[int, Consultation],
) -> Iterator[InTheWay]:
    language = current_language()
    for kind, pk in subjects:
        if kind == "theme" and pk in themes:
            where = reverse("decisions:edit_response", args=[process.slug, themes[pk].number])
            link = Link(label=themes[pk].title.read(language).text, url=where)
            yield InTheWay(_("A theme has no response yet"), link)
        elif kind == "consultation" and pk in consultations:
            asked = consultations[pk]
            where = reverse("reports:edit_summary", args=[process.slug, asked.slug])
            link = Link(label=asked.title.read(language).text, url=where)
            yield InTheWay(_("Those who answered have not been told what came of it"), link)
        else:
            yield InTheWay(_("Something else still has to be done"))
