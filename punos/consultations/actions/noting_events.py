"""Notes of an event at which people were heard: one answer of all who were there."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import queries, rules
from punos.consultations.actions.bringing_answers import (
    ImportedComment,
    ImportedSubmission,
    bring_in_comments,
    bring_in_submissions,
)
from punos.consultations.actions.sending import give_receipt
from punos.consultations.models import Consultation, Submission, Way
from punos.consultations.models.answer_columns import of_clause
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Identified
from punos.contributions.models.voice import TYPED_IN
from punos.contributions.rules import check_type_in
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM

SOURCE = "event"


@transaction.atomic
def note_event(
    *,
    actor: Actor,
    consultation: Consultation,
    held_on: date,
    place: str,
    head_count: int,
    language: str,
    mark: str,
    notes: Mapping[str, str],
    received_at: datetime | None = None,
) -> Submission:
    """Add what was said at an event, by question and clause, as one answer of a group.

    `notes` are words by question or clause. The same form sent twice is one answer with one receipt: `mark` tells it.
    """
    now = timezone.now()
    rules.check_begin_typed_in(actor, consultation, Way.EVENT, held_on, received_at or now)
    check_type_in(actor, consultation.process, mark, Capacity.GROUP, head_count, None, "")
    rules.check_notes(notes, {target for target, _label in queries.targets_in_words(consultation)})
    at = now if consultation.closes_at is None else min(now, rules.last_moment(consultation.closes_at))
    voice = ImportedVoice(
        key=mark,
        capacity=Capacity.GROUP,
        at=at,
        head_count=head_count,
        language=language,
        speaker=f"{TYPED_IN}{mark}",
        identified=Identified.STAFF,
    )
    answer = ImportedSubmission(voice, _answers(notes), at, language, way=Way.EVENT)
    bring_in_submissions(actor=SYSTEM, consultation=consultation, rows=[answer], source=SOURCE)
    _comment(consultation, voice, notes)
    noted = Submission.objects.get(consultation=consultation, voice__speaker=voice.speaker)
    noted.arrived_on, noted.place, noted.typed_in_by = held_on, clean(place), actor.person_id
    noted.save(update_fields=["arrived_on", "place", "typed_in_by"])
    if not noted.receipts.exists():
        give_receipt(submission=noted, told=_told(consultation, notes, language))
    journal.record(actor, "submission.typed_in", noted, process=consultation.process.slug, way=str(Way.EVENT))
    return noted


def _answers(notes: Mapping[str, str]) -> dict[str, str]:
    """The notes on questions; those on clauses are comments."""
    return {target: words for target, words in notes.items() if not target.startswith("#")}


def _told(consultation: Consultation, notes: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """What was noted, topic by topic in the order in which they are asked, as a receipt keeps it."""
    private = {each.code for each in queries.questions_of(consultation) if not each.is_public}
    with override(language):
        topics = queries.targets_in_words(consultation)
    return [
        {"question": label, "answer": clean(notes[target]), "is_public": target not in private}
        for target, label in topics
        if target in notes
    ]


def _comment(consultation: Consultation, voice: ImportedVoice, notes: Mapping[str, str]) -> None:
    """The notes on clauses, in the version that readers have now."""
    versions = queries.commented_versions(consultation)
    said: dict[int, list[ImportedComment]] = {}
    for target, words in notes.items():
        if target.startswith("#"):
            part_id, key = of_clause(target)
            said.setdefault(part_id, []).append(
                ImportedComment(voice, key, words, voice.language, voice.at, version=versions[part_id])
            )
    for part in consultation.parts.filter(pk__in=said).select_related("thread", "consultation__process"):
        bring_in_comments(actor=SYSTEM, part=part, rows=said[part.pk], source=SOURCE)
