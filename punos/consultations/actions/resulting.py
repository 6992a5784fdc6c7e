"""Putting computed results in place of the old ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from punos.consultations import rules
from punos.consultations.models import Consultation, Result, ResultFile
from punos.core.errors import allowed
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process


@transaction.atomic
def publish_results(
    *,
    actor: Actor,
    consultation: Consultation,
    fingerprint: str,
    read_at: datetime,
    took: float,
    figures: Mapping[str, Any],
    files: Mapping[tuple[str, str], bytes],
) -> Result | None:
    """Replace the results and their files at once; a computation that nobody may see yet raises no stamp.

    Only the results are locked, not their consultation: answers are sent while large files are written. `took` in
    seconds. Where the words have been destroyed meanwhile, what was published stays.
    """
    now, fresh = timezone.now(), Consultation.objects.select_related("process").get(pk=consultation.pk)
    process = Process.objects.select_for_update(no_key=True).get(pk=fresh.process_id)
    if process.words_destroyed_at is not None:
        return None
    is_public = allowed(rules.check_see_results, Actor(), fresh, now)
    old = Result.objects.select_for_update().filter(consultation=fresh).first()
    first_published = old.published_at if old else None
    result, _is_new = Result.objects.update_or_create(
        consultation=fresh,
        defaults={
            "fingerprint": fingerprint,
            "build": settings.BUILD,
            "read_at": read_at,
            "took": took,
            "published_at": first_published or (now if is_public else None),
            "figures": dict(figures),
        },
    )
    _replace_files(result, files)
    if is_public and not first_published:
        journal.record(actor, "results.published", fresh, process=fresh.process.slug, public=True)
    elif is_public:
        journal.raise_stamps(fresh.process.slug)
    return result


def _replace_files(result: Result, files: Mapping[tuple[str, str], bytes]) -> None:
    """The files of the new figures, instead of those of the old ones."""
    result.files.all().delete()
    ResultFile.objects.bulk_create(
        [
            ResultFile(result=result, name=name, language=language, content=content)
            for (name, language), content in files.items()
        ]
    )
