"""The codebook of a process, as verbs and pages need it."""

from collections.abc import Collection, Iterable

from django.db import models

from punos.organisations.models import Actor
from punos.processes.models import Hold, Process
from punos.themes.models import Theme, ThemeChange

ANSWER_MISSING = "theme_without_response"  # why a process cannot be closed yet
LONGEST_CHAIN = 50  # mergers followed; more than this no codebook has


def standing_themes(process: Process) -> list[Theme]:
    """The themes of the codebook in their order."""
    found = list(Theme.objects.standing().filter(process=process).order_by("place", "pk"))
    for each in found:
        each.process = process
    return found


def candidates(process: Process) -> list[Theme]:
    """What a machine proposed and nobody has decided about."""
    found = list(Theme.objects.candidates().filter(process=process).order_by("place", "pk"))
    for each in found:
        each.process = process
    return found


def standing_titles(process: Process, *, besides: int = 0) -> set[str]:
    """The titles of the codebook in every language, in small letters."""
    others = Theme.objects.standing().filter(process=process).exclude(pk=besides)
    titles = others.values_list("title", flat=True)
    return {part.text.casefold() for each in titles for part in each.texts.values() if part.text}


def next_number(process: Process) -> int:
    """A number that no theme of the process has had."""
    return (Theme.objects.filter(process=process).aggregate(last=models.Max("number"))["last"] or 0) + 1


def theme_numbered(actor: Actor, process: str, number: int) -> Theme | None:
    """A theme that this actor may see, whatever has become of it."""
    found = Theme.objects.visible_to(actor).select_related("process", "merged_into", "split_from")
    hosts = ("process__host_unit", "process__host_organisation")
    return found.select_related(*hosts).filter(process__slug=process, number=number).first()


def led_theme(process: Process, number: int) -> Theme | None:
    """A theme of a process for those who lead it."""
    found = Theme.objects.filter(process=process, number=number).first()
    if found:
        found.process = process
    return found


def theme_named(process: Process, name: str) -> Theme | None:
    """The theme of the codebook that has this title in some language."""
    wanted = " ".join(name.split()).casefold()
    for each in standing_themes(process):
        if any(part.text.casefold() == wanted for part in each.title.texts.values()):
            return each
    return None


def publishable(process: Process, themes: Collection[int]) -> list[Theme]:
    """Those of these themes that stand in the codebook and that readers do not see yet."""
    found = Theme.objects.standing().filter(process=process, pk__in=themes, published_at=None)
    return list(found.order_by("place", "pk"))


def final_theme(theme: Theme) -> Theme:
    """The theme to which this one leads by mergers; itself where it was never merged."""
    for _step in range(LONGEST_CHAIN):
        if theme.merged_into_id is None:
            break
        theme = Theme.objects.select_related("process").get(pk=theme.merged_into_id)
    return theme


def waiting(process: Process, themes: Iterable[int]) -> set[int]:
    """Those of these themes that still keep the process from being closed."""
    holds = Hold.objects.standing().filter(
        process=process, reason=ANSWER_MISSING, subject_type="theme", subject_id__in=list(themes)
    )
    return set(holds.values_list("subject_id", flat=True))


def answered(process: Process, themes: Collection[int]) -> set[int]:
    """Those of these themes whose answer stands: readers see them, and nothing keeps the process open for them."""
    shown = Theme.objects.standing().filter(process=process, pk__in=themes, published_at__isnull=False)
    return set(shown.values_list("pk", flat=True)) - waiting(process, themes)


def is_answered_since(change: ThemeChange) -> bool:
    """Whether an answer to a theme of this step came after it and still stands."""
    touched = [pk for pk in (change.theme_id, change.other_id) if pk]
    since = Hold.objects.filter(
        process=change.process_id, reason=ANSWER_MISSING, subject_type="theme", lifted_at__gt=change.at
    )
    settled = since.filter(subject_id__in=touched).values_list("subject_id", flat=True)
    return bool(answered(change.process, set(settled)))


def latest_change(process: Process) -> ThemeChange | None:
    """The step that can be undone next."""
    found = ThemeChange.objects.filter(process=process, undone_at=None).select_related("theme", "other")
    latest = found.order_by("-pk").first()
    if latest:
        latest.process = latest.theme.process = process
    return latest
