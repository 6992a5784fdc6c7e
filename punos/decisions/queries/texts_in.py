"""Every text of what came of some processes, for whoever looks after their languages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from punos.core.checking import TextIn
from punos.core.languages import TranslatedText
from punos.decisions.models import Decision, Measure, Response
from punos.processes.models import Process


def texts_in(processes: Sequence[Process]) -> Iterator[TextIn]:
    """The texts of responses, decisions and measures that can still be written or corrected, in three queries."""
    known = {each.pk: each for each in processes}
    yield from _of_responses(known)
    yield from _of_decisions(known)
    yield from _of_measures(known)


def _of_responses(known: Mapping[int, Process]) -> Iterator[TextIn]:
    """Of each theme that stands the version that is written or that readers have."""
    found = Response.objects.filter(theme__process__in=known, theme__ended_at=None).select_related("theme")
    latest = {each.theme_id: each for each in found.order_by("theme_id", "number")}
    for each in latest.values():
        process = each.theme.process = known[each.theme.process_id]
        of, address = each.theme.title, f"{each.address}edit/"
        is_public = each.published_at is not None
        labels = {"reasons": _("Reasons of the response"), "correction": _("Why the response was corrected")}
        yield from _told(each, labels, process, of, address, is_public=is_public)


def _of_decisions(known: Mapping[int, Process]) -> Iterator[TextIn]:
    labels = {
        "title": _("Title of the decision"),
        "summary": _("What was decided"),
        "body_name": _("Who decided"),
    }
    for each in Decision.objects.filter(process__in=known).order_by("process_id", "number"):
        each.process = known[each.process_id]
        yield from _told(each, labels, each.process, each.title, f"{each.address}edit/")


def _of_measures(known: Mapping[int, Process]) -> Iterator[TextIn]:
    """Those that go on: a measure that has been closed stands as it is."""
    labels = {
        "title": _("Title of the measure"),
        "body": _("More about the measure"),
        "indicator": _("By what one sees that it works"),
    }
    for each in Measure.objects.going_on().filter(process__in=known).order_by("process_id", "number"):
        each.process = known[each.process_id]
        yield from _told(each, labels, each.process, each.title, f"{each.address}edit/")


def _told(
    subject: Any,
    labels: Mapping[str, str],
    process: Process,
    of: TranslatedText,
    address: str,
    *,
    is_public: bool = True,
) -> Iterator[TextIn]:
    for field, label in labels.items():
        yield TextIn(
            subject=subject,
            field=field,
            label=label,
            process_id=process.pk,
            of=of,
            address=address,
            is_public=is_public,
        )
