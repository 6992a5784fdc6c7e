"""Where a theme came from and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from punos.organisations.models import Actor
from punos.themes.models import Theme
from punos.themes.queries.codebook import final_theme


@dataclass(frozen=True)
class Lineage:
    """From which theme one was split off, which were split off it or merged into it, and where it leads now."""

    split_from: Theme | None = None
    split_off: Sequence[Theme] = ()
    merged: Sequence[Theme] = ()
    leads_to: Theme | None = None

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.split_from or self.split_off or self.merged or self.leads_to)


def lineage(actor: Actor, theme: Theme) -> Lineage:
    """The themes around this one that this reader may see."""
    near = models.Q(pk=theme.split_from_id or 0) | models.Q(split_from=theme) | models.Q(merged_into=theme)
    seen = Theme.objects.visible_to(actor).filter(near, process=theme.process_id).order_by("number")
    around = list(seen.select_related("process"))
    return Lineage(
        split_from=next((each for each in around if each.pk == theme.split_from_id), None),
        split_off=[each for each in around if each.split_from_id == theme.pk and each.ended_at is None],
        merged=[each for each in around if each.merged_into_id == theme.pk],
        leads_to=final_theme(theme) if theme.merged_into_id else None,
    )
