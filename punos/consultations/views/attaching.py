"""Annexes of one's own answer, and files of answers as readers and officers get them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import AnnexForm, SecretForm, sign_voice
from punos.consultations.models import Attachment, SubmissionState
from punos.consultations.queries import reading_answers
from punos.consultations.views.answering import at, to_take_part
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.sheets import Sheet, sheet_of
from punos.core.errors import Refused, allowed
from punos.core.forms import Form
from punos.core.pages import page, posted
from punos.core.uploads import SafeFile, download, examine_upload
from punos.organisations.models import ActingRequest


def annexes(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The files of one's answer, with what is secret of them; one more is added here."""
    sheet = sheet_of(request, process, consultation)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "answer"))
    rules.check_own_answer(sheet.actor, sheet.voice)
    if sheet.submission is None:
        return redirect(at(sheet, "answer"))
    if request.method != "POST":
        return _page(request, sheet, AnnexForm())
    form = AnnexForm(request.POST, request.FILES)
    if form.is_valid() and _attached(request, sheet, form):
        return redirect(at(sheet, "annexes"))
    return _page(request, sheet, form)


def _attached(request: ActingRequest, sheet: Sheet, form: AnnexForm) -> bool:
    """Examine the file before any row is locked, and add it; False with the reason on the form."""
    upload, submission = form.cleaned_data.pop("upload"), sheet.submission
    assert submission is not None  # asked by the caller
    try:
        rules.check_save(sheet.actor, submission, request.received_at)
        rules.check_room_for_file(submission, 0)
        file = examine_upload(upload)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    known: dict[str, Any] = {"submission": submission, "received_at": request.received_at}
    return form.run(actions.attach_annex, actor=sheet.actor, file=file, **known)


def _page(
    request: ActingRequest, sheet: Sheet, form: Form, faulty: int = 0, change: Form | None = None
) -> HttpResponse:
    assert sheet.submission is not None  # asked by the callers
    assert sheet.voice is not None  # as well
    listed = [
        (
            each,
            change
            if each.pk == faulty
            else SecretForm(
                prefix=f"file-{each.pk}", initial={"is_secret": each.is_secret, "ground": each.ground}
            ),
        )
        for each in queries.annexes_of(sheet.submission)
    ]
    context = {
        "consultation": sheet.consultation,
        "voice": sheet.voice,
        "whose": sign_voice(sheet.voice),
        "form": form,
        "listed": listed,
        "is_open": allowed(rules.check_time_for, sheet.consultation, sheet.voice, request.received_at),
        "annexes_url": at(sheet, "annexes"),
        "answer_url": at(sheet, "answer"),
        "check_url": at(sheet, "check_answer"),
        "crumbs": crumbs(sheet.consultation, _("Annexes")),
    }
    is_faulty = bool(form.errors or change)
    return page(request, "consultations/annexes.html", context, status=422 if is_faulty else 200)


def _own_file(sheet: Sheet, number: int) -> Attachment:
    """A file of one's own answer that stands."""
    if sheet.submission is None:
        raise Http404
    rules.check_own_answer(sheet.actor, sheet.voice)
    return get_object_or_404(sheet.submission.attachments.filter(removed_at=None).defer("content"), pk=number)


@posted("consultations:annexes", "process", "consultation")
def change_annex(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Say that a file is secret and why, or no longer."""
    sheet = sheet_of(request, process, consultation)
    found = _own_file(sheet, number)
    form = SecretForm(request.POST, prefix=f"file-{found.pk}")
    known: dict[str, Any] = {"attachment": found, "received_at": request.received_at}
    if form.run(actions.change_attachment, actor=sheet.actor, **known):
        return redirect(at(sheet, "annexes"))
    return _page(request, sheet, AnnexForm(), found.pk, form)


@posted("consultations:annexes", "process", "consultation")
def remove_annex(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Take a file out of one's answer."""
    sheet = sheet_of(request, process, consultation)
    found = _own_file(sheet, number)
    known: dict[str, Any] = {"submission": sheet.submission, "received_at": request.received_at}
    actions.detach(actor=sheet.actor, attachment=found, **known)
    return redirect(at(sheet, "annexes"))


def submission_file(
    request: ActingRequest, process: str, consultation: str, number: int, file: int
) -> HttpResponse:
    """A file of a sent answer: for everybody where it is published, else for its sender and, noted, for the host."""
    actor, found = request.actor, asked(request.actor, process, consultation)
    sent = reading_answers.numbered(found, number)
    if sent is None:
        raise Http404
    wanted = get_object_or_404(Attachment.objects.filter(submission=sent, is_sent=True), pk=file)
    wanted.submission, sent.consultation = sent, found
    shown = allowed(rules.check_see_results, actor, found, request.received_at)
    is_public = shown and sent.state == SubmissionState.SENT
    is_public = is_public and wanted.pk in {each.pk for each in reading_answers.whole(found, sent).annexes}
    is_own = actor.browser or actor.person_id
    if not is_public and not (is_own and allowed(rules.check_own_answer, actor, sent.voice)):
        actions.read_attachment(actor=actor, attachment=wanted)
    return kept(wanted)


def kept(file: Attachment) -> HttpResponse:
    """A file as it is kept, to be saved and never shown."""
    content = bytes(file.content)
    return download(SafeFile(name=file.name, media_type=file.media_type, content=content, sha256=file.sha256))
