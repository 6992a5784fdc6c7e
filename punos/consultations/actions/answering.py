"""Writing an answer: beginning, saving question by question, files, and the code of a printed form."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.changes import lift_approval, note_files_changed
from punos.consultations.models import Attachment, Consultation, Question, Submission
from punos.consultations.models import values as valued
from punos.contributions.models import Voice
from punos.core.uploads import SafeFile
from punos.journal import actions as journal
from punos.organisations.models import Actor

CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
CODE_LENGTH: Final = 12


@dataclass(frozen=True)
class Clash:
    """Two people wrote to one question: what was saved meanwhile and by whom, and what was typed now."""

    kept: Any
    typed: Any
    by: int | None


@dataclass(frozen=True)
class Saved:
    """A draft after saving. What clashed was not saved: what stood stays, until somebody saves knowing both."""

    submission: Submission
    clashes: Mapping[str, Clash] = field(default_factory=dict)


def _locked(submission: Submission) -> Submission:
    """The same row, locked, with all that rules ask about."""
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("consultation__process", "voice__organisation").get(pk=submission.pk)


@transaction.atomic
def begin(
    *,
    actor: Actor,
    consultation: Consultation,
    voice: Voice | None,
    language: str,
    received_at: datetime | None = None,
) -> Submission:
    """Begin an answer, or go on with the one that was begun: one for each speaker."""
    now = timezone.now()
    rules.check_begin(actor, consultation, voice, received_at or now)
    submission, is_new = Submission.objects.get_or_create(
        consultation=consultation,
        voice=voice,
        defaults={"language": language, "started_at": now, "changed_at": now},
    )
    if is_new:
        journal.record(actor, "submission.begun", submission, process=consultation.process.slug)
    return submission


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    submission: Submission,
    values: Mapping[str, Any],
    seen_revision: int,
    language: str = "",
    is_easy: bool | None = None,
    received_at: datetime | None = None,
) -> Saved:
    """Keep what was written, question by question; what is not among the values stays as it is.

    Not in the journal: a draft is nobody else's matter. What somebody else changed after `seen_revision` is not
    overwritten; the outcome tells both.
    """
    locked = _locked(submission)
    now = timezone.now()
    rules.check_save(actor, locked, received_at or now)
    clashes: dict[str, Clash] = {}
    fresh: dict[str, Any] = {}
    for key, value in values.items():
        kept = locked.draft.get(key, {"value": None, "revision": 0, "by": None})
        if kept["value"] == value or (valued.is_empty(kept["value"]) and valued.is_empty(value)):
            continue
        if kept["revision"] > seen_revision:
            clashes[key] = Clash(kept["value"], value, kept["by"])
        else:
            fresh[key] = value
    if fresh:
        locked.revision += 1
        locked.changed_at = now
        noted = {"revision": locked.revision, "by": actor.person_id}
        locked.draft = locked.draft | {key: {"value": value, **noted} for key, value in fresh.items()}
        lift_approval(submission=locked)
    locked.language = language or locked.language
    locked.is_easy = locked.is_easy if is_easy is None else is_easy
    locked.save(update_fields=["revision", "changed_at", "draft", "language", "is_easy"])
    return Saved(locked, clashes)


@transaction.atomic
def attach(
    *,
    actor: Actor,
    submission: Submission,
    question: Question,
    file: SafeFile,
    received_at: datetime | None = None,
) -> Attachment:
    """Add a file to a question that asks for files; the same file once more changes nothing."""
    locked, now = _locked(submission), timezone.now()
    known = locked.attachments.filter(question=question, sha256=file.sha256, removed_at__isnull=True).first()
    if known is not None:
        return known
    rules.check_attach(actor, locked, question, received_at or now)
    rules.check_room_for_file(locked, len(file.content))
    note_files_changed(submission=locked, at=now)
    return Attachment.objects.create(
        submission=locked,
        question=question,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=file.sha256,
        content=file.content,
        added_at=now,
    )


@transaction.atomic
def detach(
    *, actor: Actor, submission: Submission, attachment: Attachment, received_at: datetime | None = None
) -> None:
    """Remove a file from an answer; one that was sent stays as part of what was sent."""
    locked, now = _locked(submission), timezone.now()
    rules.check_save(actor, locked, received_at or now)
    if attachment.is_sent:
        attachment.removed_at = now
        attachment.save(update_fields=["removed_at"])
    else:
        attachment.delete()
    note_files_changed(submission=locked, at=now)


@transaction.atomic
def make_code(*, actor: Actor, submission: Submission) -> str:
    """A new code for the printed form, shown this once; an older one no longer leads anywhere."""
    locked = _locked(submission)
    rules.check_save(actor, locked, timezone.now())
    code = "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))
    locked.code_hash = queries.hash_of_code(code)
    locked.save(update_fields=["code_hash"])
    journal.record(actor, "submission.code_made", locked, process=locked.consultation.process.slug)
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


@transaction.atomic
def use_code(*, actor: Actor, consultation: Consultation, code: str) -> Submission:
    """Go on with an answer from its printed form, in another browser."""
    submission = queries.by_code(consultation, code)
    rules.check_use_code(submission, timezone.now())
    assert submission is not None  # the rule refuses a code that leads nowhere
    journal.record(actor, "submission.code_used", submission, process=consultation.process.slug)
    return submission
