"""Annexes: how many, which are secret, who reads them."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from punos.consultations import actions, queries
from punos.consultations.models import Attachment, QuestionKind, ResultsShown, Submission
from punos.consultations.tests.factories import at, taking_part
from punos.consultations.tests.organisations import make_answer
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.tests.factories import (
    last_line,
    make_person,
    make_process,
    make_unit,
    make_visitor,
    verbs_since,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.uploads import SafeFile, examine
from punos.journal.models import Entry
from punos.organisations.queries import actor_for

pytestmark = pytest.mark.django_db
QUESTIONS = [question("hopes", QuestionKind.TEXT), question("plan", QuestionKind.FILE, limit=2)]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def note(number: int = 1, size: int = 0) -> SafeFile:
    """A small text of its own; `size` bytes long if that is told."""
    content = f"Sanoja {number}".encode().ljust(size)
    return SafeFile(name=f"{number}.txt", media_type="text/plain", content=content, sha256=f"{number:064}")


def public_survey(**changes: Any) -> Any:
    """An open survey whose answers are published at once."""
    return make_survey(QUESTIONS, results_shown=ResultsShown.WHILE_OPEN, **changes)


def test_annex_is_kept_once_with_its_ground() -> None:
    actor, submission = make_answer(make_survey(QUESTIONS))
    known: dict[str, Any] = {
        "actor": actor,
        "submission": submission,
        "file": examine("liite.txt", b"Sanoja"),
    }

    first = actions.attach_annex(**known, is_secret=True, ground=" Liikesalaisuus ")
    second = actions.attach_annex(**known)

    assert (first.pk, first.name, first.is_secret, first.ground, first.question) == (
        second.pk, "liite.txt", True, "Liikesalaisuus", None,
    )  # fmt: skip
    assert queries.annexes_told(submission) == [
        {"question": "Annexes", "answer": "liite.txt", "is_public": False}
    ]


def test_annex_is_refused_without_ground_to_others_and_when_there_is_no_room() -> None:
    actor, submission = make_answer(make_survey(QUESTIONS))
    known: dict[str, Any] = {"submission": submission, "file": note()}

    with pytest.raises(Invalid, match="why"):
        actions.attach_annex(actor=actor, **known, is_secret=True)
    with pytest.raises(Refused):
        actions.attach_annex(actor=make_visitor(), **known)
    for number in range(10):
        actions.attach_annex(actor=actor, submission=submission, file=note(number))
    with pytest.raises(NotNow, match="10 files"):
        actions.attach_annex(actor=actor, submission=submission, file=note(99))
    plan = submission.consultation.parts.get(kind="questions").questions.get(code="plan")
    with pytest.raises(NotNow, match="10 files"):
        actions.attach(actor=actor, submission=submission, question=plan, file=note(99))

    assert submission.attachments.count() == 10


def test_files_of_an_answer_have_a_limit_together() -> None:
    actor, submission = make_answer(make_survey(QUESTIONS))
    actions.attach_annex(actor=actor, submission=submission, file=note(1))
    Attachment.objects.update(size=30 * 1024**2)

    with pytest.raises(NotNow, match="30 MB"):
        actions.attach_annex(actor=actor, submission=submission, file=note(2))


def test_secrecy_is_changed_while_the_file_stands() -> None:
    actor, submission = make_answer(make_survey(QUESTIONS))
    annex = actions.attach_annex(actor=actor, submission=submission, file=note())
    actions.send(actor=actor, submission=submission)
    before = last_line()

    secret = actions.change_attachment(actor=actor, attachment=annex, is_secret=True, ground="24 § 20")
    public = actions.change_attachment(actor=actor, attachment=annex, is_secret=False, ground="24 § 20")
    with pytest.raises(Invalid):
        actions.change_attachment(actor=actor, attachment=annex, is_secret=True)

    assert ((secret.is_secret, secret.ground), (public.is_secret, public.ground)) == (
        (True, "24 § 20"),
        (False, ""),
    )
    lines = Entry.objects.filter(pk__gt=before)
    assert [(each.verb, each.is_public) for each in lines] == [("submission.file_changed", True)] * 2
    annex.refresh_from_db()
    actions.detach(actor=actor, submission=submission, attachment=annex)
    with pytest.raises(NotNow, match="removed"):
        actions.change_attachment(actor=actor, attachment=annex, is_secret=True, ground="24 § 20")


def test_file_is_read_by_its_sender_and_officers_alone_until_it_is_published() -> None:
    unit = make_unit()
    consultation = public_survey(process=make_process(host_unit=unit))
    actor, submission = make_answer(consultation)
    secret = actions.attach_annex(
        actor=actor, submission=submission, file=note(1), is_secret=True, ground="20"
    )
    public = actions.attach_annex(actor=actor, submission=submission, file=note(2))
    number = actions.send(actor=actor, submission=submission).number
    assert actor.person is not None  # whoever has a mandate is a person
    officer, own, stranger = Client(), Client(), Client()
    officer.force_login(make_person("Olli", unit=unit))
    own.force_login(actor.person)
    own.post("/en/hat/", {"organisation": actor.organisation_id})
    before = last_line()

    said = {
        name: [
            client.get(at(consultation, "submission_file", number=number, file=file.pk)).status_code
            for file in (secret, public)
        ]
        for name, client in (("stranger", stranger), ("officer", officer), ("own", own))
    }

    assert said == {"stranger": [403, 200], "officer": [200, 200], "own": [200, 200]}
    assert verbs_since(before) == ["material.read"]
    page = stranger.get(at(consultation, "submission", number=number)).content.decode()
    assert (f"files/{public.pk}/" in page, f"files/{secret.pk}/" in page) == (True, False)
    missing = stranger.get(at(consultation, "submission_file", number=99, file=public.pk))
    assert missing.status_code == 404


def test_file_that_was_not_sent_is_not_read_by_officers() -> None:
    unit = make_unit()
    consultation = make_survey(QUESTIONS, process=make_process(host_unit=unit))
    actor, submission = make_answer(consultation)
    annex = actions.attach_annex(actor=actor, submission=submission, file=note())
    officer = actor_for(make_person("Olli", unit=unit))

    with pytest.raises(NotNow, match="not been sent"):
        actions.read_attachment(actor=officer, attachment=annex)
    with pytest.raises(Refused, match="not published"):
        actions.read_attachment(actor=make_visitor(), attachment=annex)


def bomb() -> bytes:
    """A package that unpacks to far more than it weighs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"0" * 200_000_000)
    return packed.getvalue()


def test_annex_page_takes_a_file_tells_what_it_does_not_take_and_removes() -> None:
    consultation = make_survey(QUESTIONS)
    client = taking_part(consultation)
    client.post(at(consultation, "answer"), {":asked": "hopes", "hopes": "Tilat.", "save": "1"})
    page = at(consultation, "annexes")
    wrong = {
        "paper.pdf": b"MZ" + b"0" * 1_000,
        "large.txt": b"0" * (10 * 1024**2 + 1),
        "bomb.docx": bomb(),
    }

    refused = [
        client.post(page, {"upload": SimpleUploadedFile(name, content)}) for name, content in wrong.items()
    ]
    added = client.post(page, {"upload": SimpleUploadedFile("liite.txt", b"Sanoja")})
    annex = Attachment.objects.get()
    change = at(consultation, "change_annex", number=annex.pk)
    faulty = client.post(change, {f"file-{annex.pk}-is_secret": "on"})
    changed = client.post(change, {f"file-{annex.pk}-is_secret": "on", f"file-{annex.pk}-ground": "24 § 20"})
    shown = client.get(page).content.decode()
    stranger = Client().post(at(consultation, "remove_annex", number=annex.pk))
    removed = client.post(at(consultation, "remove_annex", number=annex.pk))

    assert [each.status_code for each in refused] == [422, 422, 422]
    assert [name in each.content.decode() for name, each in zip(wrong, refused, strict=True)] == [True] * 3
    assert (added.status_code, faulty.status_code, changed.status_code) == (302, 422, 302)
    assert ("believed secret" in shown, stranger.status_code, removed.status_code) == (True, 404, 302)
    assert (Attachment.objects.count(), Submission.objects.get().draft["hopes"]["value"]) == (0, "Tilat.")


def test_annex_page_leads_whoever_has_not_begun_to_the_form() -> None:
    consultation = make_survey(QUESTIONS)

    nobody = Client().get(at(consultation, "annexes"))
    begun = taking_part(consultation).get(at(consultation, "annexes"))

    assert nobody["Location"].startswith(at(consultation, "take_part"))
    assert begun["Location"] == at(consultation, "answer")
