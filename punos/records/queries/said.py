"""What people said in a process, row by row, each with whether everybody may read it. Never a name of a person.

Rows come one after another from the database, so that a process with a hundred thousand of them fits into memory.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db import models

from punos.consultations.models import Answer, Attachment, Signature, Submission, SubmissionState
from punos.contributions.models import Capacity, Contribution, ContributionState, Moderation, Version, Voice
from punos.processes.models import Process
from punos.records.queries.plain import Row, clause, day, moment, organisation
from punos.records.queries.publicity import NOT_PUBLISHED, PERSONS, WITHDRAWN, Shown

CHUNK: Final = 1_000
OF_BODIES: Final = (Capacity.ORGANISATION, Capacity.BODY)
COUNTED: Final = (SubmissionState.SENT, SubmissionState.WITHDRAWN)


def voices(process: Process) -> Iterator[Row]:
    """Who spoke: for persons a mark, their background and how they were known; for organisations their names."""
    found = Voice.objects.filter(process=process).select_related("organisation").order_by("pk")
    for each in found.iterator(chunk_size=CHUNK):
        is_named = each.capacity not in PERSONS
        yield {
            "voice": each.pk,
            "capacity": each.capacity,
            "organisation": organisation(each.organisation) if is_named else None,
            "organisation_as_written": each.organisation_name if is_named else "",
            "head_count": each.head_count,
            "pseudonym": each.pseudonym,
            "background": each.background,
            "language": each.language,
            "identified": each.identified,
            "is_host": each.is_host,
            "at": moment(each.at),
        }


def contributions(process: Process, shown: Shown) -> Iterator[Row]:
    """Everything said in words. What was withdrawn keeps its number alone."""
    found = Contribution.objects.filter(thread__process=process).order_by("pk")
    rows = found.select_related("thread", "section__version__document").prefetch_related(
        models.Prefetch("versions", Version.objects.order_by("number").prefetch_related("translations")),
        models.Prefetch("moderations", Moderation.objects.order_by("pk")),
    )
    for each in rows.iterator(chunk_size=CHUNK):
        yield contribution(each, shown)


def contribution(said: Contribution, shown: Shown) -> Row:
    """One of them."""
    publicity = shown.of_contribution(said)
    source = shown.sources.get(said.thread_id)
    is_gone = publicity == WITHDRAWN
    return {
        "contribution": said.pk,
        "number": said.number,
        "address": said.address,
        "asked_at": source.address if source else "",
        "thread": said.thread_id,
        "voice": said.voice_id,
        "state": said.state,
        "publicity": publicity,
        "at": moment(said.at),
        "clause": clause(said.section),
        "stance": "" if is_gone else said.stance,
        "quote": "" if is_gone else said.quote,
        "wordings": [] if is_gone else [_wording(each, said, publicity) for each in said.versions.all()],
        "moderation": [
            {"kind": each.kind, "reason": each.reason, "at": moment(each.at)}
            for each in said.moderations.all()
        ],
    }


def _wording(version: Version, said: Contribution, publicity: str) -> Row:
    """One wording with its translations; what its author has replaced is read by nobody on the site any more."""
    translations = sorted(version.translations.all(), key=lambda each: each.language)
    return {
        "number": version.number,
        "publicity": publicity if version.pk == said.latest_id else NOT_PUBLISHED,
        "language": version.language,
        "text": version.text,
        "rewording": version.rewording,
        "at": moment(version.at),
        "translations": [
            {"language": each.language, "text": each.text, "is_checked": each.checked_by is not None}
            for each in translations
        ],
    }


def sent(process: Process) -> models.QuerySet[Submission]:
    """Answers that were sent, withdrawn ones too; drafts that nobody sent are no part of a matter."""
    found = Submission.objects.filter(consultation__process=process, state__in=COUNTED)
    rows = found.select_related("consultation", "voice__organisation").defer("draft")
    return rows.order_by("consultation", "number")


def files_of(process: Process) -> models.QuerySet[Attachment]:
    """The files of answers that stand, without what is in them; those that the sender removed later stay too."""
    found = Attachment.objects.filter(
        submission__consultation__process=process, submission__state=SubmissionState.SENT, is_sent=True
    )
    rows = found.select_related("question", "submission__voice", "submission__consultation")
    return rows.defer("content", "submission__draft").order_by("pk")


def size_of_files(process: Process) -> int:
    """How many bytes they are together."""
    found = files_of(process).order_by().aggregate(size=models.Sum("size"))
    return found["size"] or 0


def answers(process: Process, shown: Shown) -> Iterator[Row]:
    """What was sent to questions that are not answered in words, answer by answer, with the files that came along."""
    rows = sent(process).prefetch_related(
        models.Prefetch("answers", Answer.objects.select_related("question").order_by("pk")),
        models.Prefetch("attachments", files_of(process)),
        models.Prefetch("signatures", Signature.objects.select_related("organisation").order_by("pk")),
    )
    for each in rows.iterator(chunk_size=CHUNK):
        yield answer(each, shown)


def answer(submission: Submission, shown: Shown) -> Row:
    """One of them; of one that was withdrawn its number is left."""
    is_gone = submission.state == SubmissionState.WITHDRAWN
    return {
        "consultation": submission.consultation.slug,
        "number": submission.number,
        "voice": submission.voice_id,
        "state": submission.state,
        "publicity": shown.of_submission(submission),
        "language": submission.language,
        "is_easy": submission.is_easy,
        "sent_at": moment(submission.sent_at),
        "withdrawn_at": moment(submission.withdrawn_at),
        "typed_in": submission.typed_in_way,
        "arrived_on": day(submission.arrived_on),
        "place": submission.place,
        "approval": submission.approval,
        "dealt_with_on": day(submission.dealt_with_on),
        "dealt_with_by": submission.dealt_with_by,
        "values": [] if is_gone else [_value(submission, each, shown) for each in submission.answers.all()],
        "files": [] if is_gone else [file(submission, each, shown) for each in submission.attachments.all()],
        "signed_by": [
            {"organisation": organisation(each.organisation), "at": moment(each.confirmed_at)}
            for each in submission.signatures.all()
            if each.confirmed_at
        ],
    }


def _value(submission: Submission, given: Answer, shown: Shown) -> Row:
    publicity = shown.of_answer(submission, given)
    return {"question": given.question.code, "value": given.value, "publicity": publicity}


def file(submission: Submission, kept: Attachment, shown: Shown) -> Row:
    """A file that came along; its name in the package is that of its contents."""
    return {
        "path": f"files/{kept.sha256}",
        "name": kept.name,
        "media_type": kept.media_type,
        "bytes": kept.size,
        "sha256": kept.sha256,
        "question": kept.question.code if kept.question else None,
        "publicity": shown.of_file(submission, kept),
        "believed_secret": kept.is_secret,
        "ground": kept.ground,
        "removed_by_sender_at": moment(kept.removed_at),
    }


def statements(process: Process, shown: Shown) -> Iterator[Row]:
    """Which organisations and public bodies answered or commented, and where their words are."""
    words: dict[int, list[int]] = {}
    standing = [ContributionState.PUBLISHED, ContributionState.NOT_PUBLIC, ContributionState.WAITING]
    said = Contribution.objects.filter(
        thread__process=process, voice__capacity__in=OF_BODIES, voice__is_host=False, state__in=standing
    )
    for voice_id, said_id in said.order_by("pk").values_list("voice", "pk"):
        words.setdefault(voice_id, []).append(said_id)
    own: dict[int, list[Submission]] = {}
    for each in _of_bodies(process):
        own.setdefault(each.voice_id, []).append(each)
    found = Voice.objects.filter(pk__in=words.keys() | own.keys()).select_related("organisation")
    for voice in found.order_by("pk"):
        yield {
            "voice": voice.pk,
            "organisation": organisation(voice.organisation),
            "organisation_as_written": voice.organisation_name,
            "is_verified": voice.is_verified,
            "answers": [_stated(each, shown) for each in own.get(voice.pk, [])],
            "contributions": words.get(voice.pk, []),
        }


def _of_bodies(process: Process) -> Iterable[Submission]:
    return sent(process).filter(
        voice__capacity__in=OF_BODIES, voice__is_host=False, state=SubmissionState.SENT
    )


def _stated(submission: Submission, shown: Shown) -> Row:
    return {
        "consultation": submission.consultation.slug,
        "number": submission.number,
        "address": submission.address,
        "publicity": shown.of_submission(submission),
    }
