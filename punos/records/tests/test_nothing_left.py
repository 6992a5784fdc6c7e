"""After destroying, nothing of people is found in any column of any table; what stays is declared, column by column."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from punos.consultations.models import (
    Answer,
    AnswerImport,
    AnswerImportRow,
    Attachment,
    Invitation,
    Receipt,
    Result,
    ResultFile,
    Submission,
)
from punos.contributions.models import (
    Contribution,
    Moderation,
    Report,
    Translation,
    Version,
    Voice,
)
from punos.core.languages import TranslatedText, TranslatedTextField
from punos.decisions.models import Heard
from punos.home.tests.marked import Marked, make_marked, places_of
from punos.mail.models import Message
from punos.notices.models import Notice, NoticeKind, TopicKind
from punos.processes.models import Process
from punos.records import tasks
from punos.records.models import Destruction, Handover
from punos.records.tests.factories import closed_process, confirmed, make_class, received
from punos.reports.models import ReportFile
from punos.search.actions import enter

WORD = "qvkeepx"
IN_JSON: Any = {"told": WORD}
# Every column of these tables in which something of people can stand, and how its mark looks.
OF_PEOPLE: Mapping[type[models.Model], Mapping[str, Any]] = {
    Version: {"text": WORD, "rewording": WORD},
    Translation: {"text": WORD},
    Contribution: {"quote": WORD},
    Report: {"text": WORD, "speaker": WORD},
    Moderation: {"note": WORD, "appeal": WORD, "appeal_note": WORD},
    Voice: {"speaker": WORD, "organisation_name": WORD, "pseudonym": WORD, "background": {"field": WORD}},
    Answer: {"value": IN_JSON},
    AnswerImport: {"file_name": WORD, "content": WORD.encode(), "headings": [WORD]},
    AnswerImportRow: {"key": WORD, "told": [WORD], "facts": IN_JSON, "faults": [WORD]},
    Attachment: {"name": WORD, "content": WORD.encode(), "ground": WORD},
    Invitation: {"email": f"{WORD}@example.org", "mailbox": WORD, "nonce": WORD},
    Receipt: {"told": [WORD]},
    ResultFile: {"content": WORD.encode()},
    Submission: {
        "draft": {"hopes": {"value": WORD, "revision": 1, "by": None}},
        "receipt_email": f"{WORD}@example.org", "code_hash": WORD, "dealt_with_by": WORD, "place": WORD,
    },
    Heard: {"text": WORD},
    ReportFile: {"content": WORD.encode()},
    Handover: {"content": WORD.encode()},
}  # fmt: skip
# What stays in the tables of these rooms: texts of the host, codes, checksums, published numbers.
STAYS = {
    "contributions.Rating": "numbers; the rows go",
    "consultations.Consultation": "texts of the host",
    "consultations.InformationRequest": "what an official noted, which names nobody",
    "consultations.Option": "texts of the host",
    "consultations.Part": "texts of the host",
    "consultations.Question": "texts of the host",
    "consultations.Reminder": "texts of the host",
    "consultations.Result": "published numbers",
    "consultations.Signature": "organisations; who of them signed goes",
    "consultations.TimeChange": "texts of the host",
    "contributions.Thread": "codes",
    "reports.ReportContents": "codes",
    "reports.Summary": "texts of the host",
    "reports.SummaryVersion": "texts of the host",
    "records.CaseFile": "texts of the host",
    "records.Destruction": "the record itself",
    "records.InformationSearch": "why an official looked, with the note that they did",
    "records.RetentionClass": "texts of the host",
}
CODES = {
    "contributions.Report.reason", "contributions.Moderation.kind", "contributions.Moderation.reason",
    "contributions.Translation.language", "contributions.Version.language", "contributions.Voice.language",
    "consultations.AnswerImport.sha256", "consultations.AnswerImport.fault", "consultations.AnswerImport.language",
    "consultations.AnswerImport.columns", "consultations.Attachment.media_type", "consultations.Attachment.sha256",
    "consultations.Invitation.language", "consultations.Receipt.language", "consultations.ResultFile.name",
    "consultations.ResultFile.language", "consultations.Submission.language", "reports.ReportFile.language",
    "reports.ReportFile.fingerprint", "records.Handover.sha256", "records.Handover.reference",
}  # fmt: skip
ROOMS = ("contributions", "consultations", "reports", "records")
WRITTEN = (models.CharField, models.TextField, models.JSONField, models.BinaryField, ArrayField)


def undeclared() -> Iterator[str]:
    """Columns that can hold words, and of which nobody has said what becomes of them."""
    for model in apps.get_models():
        if model._meta.app_label not in ROOMS or model._meta.label in STAYS:
            continue
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            is_code = bool(getattr(field, "choices", None)) or name in CODES
            if isinstance(field, WRITTEN) and not is_code and field.name not in OF_PEOPLE.get(model, {}):
                yield name


def test_every_column_with_words_is_destroyed_or_declared() -> None:
    assert list(undeclared()) == []


def _filled(marked: Marked) -> Process:
    """A closed process of whose rows each column with something of people holds the mark."""
    process = marked.consultation.process
    now, sent = timezone.now(), Submission.objects.get(consultation__process=process)
    question = sent.consultation.parts.exclude(questions=None)[0].questions.all()[0]
    Answer.objects.get_or_create(submission=sent, question=question, defaults={"value": "x"})
    read = AnswerImport.objects.create(
        consultation=sent.consultation, file_name="a", sha256="b", at=now, moved_at=now
    )
    AnswerImportRow.objects.create(answer_import=read, number=1, key="a", outcome="new")
    result = Result.objects.create(
        consultation=sent.consultation, fingerprint="a", build="b", read_at=now, figures={}
    )
    for name in ("ideas.csv", "survey.zip", "results.xlsx"):
        ResultFile.objects.create(result=result, name=name, content=b"")
    ReportFile.objects.create(consultation=sent.consultation, format="docx", language="fi", asked_at=now)
    Notice.objects.create(
        person=marked.person, event="keep:1", kind=NoticeKind.WERE_YOU_HEARD, title=TranslatedText.of("fi", fi=WORD),
        address="/", at=now, topic_kind=TopicKind.MINE, process=process.slug, cadence="daily",
    )  # fmt: skip
    received(process)
    said = Contribution.objects.filter(thread__process=process)[0]
    enter(said, process=process.slug, title=TranslatedText(), body=TranslatedText.of("fi", fi=WORD))
    for model, columns in OF_PEOPLE.items():
        for row in model._default_manager.all():
            apart = {name: f"{WORD}{row.pk}" for name in ("speaker",) if name in columns}
            model._default_manager.filter(pk=row.pk).update(**{**columns, **apart})
    Voice.objects.filter(capacity__in=["organisation", "body"]).update(organisation_name="Yhdistys ry")
    moderated, receipt = Moderation.objects.all()[0], Receipt.objects.get()
    for key in (f"moderation:{moderated.pk}:removed:1", f"receipt:{receipt.pk}"):
        letter, _is_new = Message.objects.get_or_create(
            key=key, defaults={"language": "fi", "template": "a", "queued_at": now, "next_attempt_at": now}
        )
        Message.objects.filter(pk=letter.pk).update(to=f"{WORD}@example.org", body=WORD, html=WORD)
    return closed_process(make_class(), process=process)


@pytest.mark.django_db
def test_mark_in_every_column_is_found_nowhere_after_destroying() -> None:
    process = _filled(make_marked())
    before = set(places_of(WORD))
    row = confirmed(process)

    tasks.destroy(destruction_id=row.pk)

    expected = {f"{model._meta.db_table}.{name}" for model, columns in OF_PEOPLE.items() for name in columns}
    assert before >= expected | {"notices_notice.title", "search_entry.body", "mail_message.body"}
    assert list(places_of(WORD)) == []
    record = Destruction.objects.get(pk=row.pk)
    assert all(isinstance(number, int) for number in record.counts.values())
    assert not Voice.objects.filter(process=process, person__isnull=False).exists()


def test_texts_of_the_host_are_no_words_of_people() -> None:
    """A translated text is written by the host: in the tables of people there is none."""
    found = [
        field.name for model in OF_PEOPLE for field in model._meta.concrete_fields
        if isinstance(field, TranslatedTextField)
    ]  # fmt: skip

    assert found == []
