"""Every text of the codebooks of some processes, for whoever looks after their languages."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from punos.core.checking import TextIn
from punos.processes.models import Process
from punos.themes.models import Theme


def texts_in(processes: Sequence[Process]) -> Iterator[TextIn]:
    """The titles and texts of the themes that stand, in one query."""
    known = {each.pk: each for each in processes}
    labels = {"title": _("Title of the theme"), "body": _("What belongs to the theme")}
    for theme in Theme.objects.standing().filter(process__in=known).order_by("process_id", "place", "pk"):
        theme.process = known[theme.process_id]
        for field, label in labels.items():
            yield TextIn(
                subject=theme,
                field=field,
                label=label,
                process_id=theme.process_id,
                of=theme.title,
                address=f"{theme.address}edit/",
                is_public=theme.published_at is not None,
            )
