"""Keeping what the worker counted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from punos.journal import actions as journal
from punos.processes.models import Process
from punos.themes.models import ThemeFigures


@transaction.atomic
def keep_figures(*, process: Process, figures: dict[str, Any], computed_at: datetime) -> ThemeFigures:
    """Put newly computed figures in the place of the old ones; pages that show them are made anew."""
    kept, _is_new = ThemeFigures.objects.update_or_create(
        process=process, defaults={"figures": figures, "computed_at": computed_at}
    )
    journal.raise_stamps(process.slug)
    return kept
