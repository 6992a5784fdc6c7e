"""Commenting on a clause of the text that a part asks about."""

from datetime import datetime

from django.db import transaction

from punos.consultations.models import Part
from punos.consultations.queries import draft_texts
from punos.consultations.rules.commenting import check_comment_on_clause
from punos.contributions import actions as contributions
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution, Voice
from punos.organisations.models import Actor


@transaction.atomic
def comment_on_clause(
    *,
    actor: Actor,
    voice: Voice | None,
    part: Part,
    key: str,
    seen_version: int,
    remark: Remark,
    language: str,
    received_at: datetime | None = None,
) -> Contribution:
    """Say something about a clause of the version that readers have now, which the writer must have seen."""
    current = draft_texts.current_version(part.document) if part.document else None
    section = current.sections.filter(key=key).first() if current else None
    check_comment_on_clause(part, current, section, seen_version)
    assert part.thread is not None  # which a part with a draft text has
    assert section is not None  # the rule refuses a clause that is not there
    return contributions.comment(
        actor=actor,
        voice=voice,
        thread=part.thread,
        section=section,
        remark=remark,
        language=language,
        received_at=received_at,
        is_invited=draft_texts.is_invited(part.consultation, voice),
    )
