"""Writing an answer to a survey, looking it over, sending it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.actions import Saved
from punos.consultations.forms import SEEN, AnswerForm, SendForm, sign_voice
from punos.consultations.models import Question, QuestionKind, Submission, SubmissionState
from punos.consultations.views.reading import crumbs
from punos.consultations.views.sheets import (
    TYPED,
    Sheet,
    forget_typing,
    kept_typing,
    progress_words,
    set_aside,
    sheet_of,
)
from punos.core.errors import Refused, allowed
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.maps import site_map
from punos.core.pages import page, posted
from punos.core.uploads import examine_upload
from punos.organisations import queries as organisations
from punos.organisations.models import ActingRequest
from punos.people import queries as people

GATE = Gate()
PURPOSE = "answer"


def at(sheet: Sheet, name: str, **more: Any) -> str:
    """The address of a page below this consultation; the easy version and what is typed in stay what they are."""
    consultation = sheet.consultation
    kwargs = {"process": consultation.process.slug, "consultation": consultation.slug, **more}
    easy = sheet.is_easy and name in {"answer", "save_answer", "check_answer", "send_answer"}
    query = {"easy": 1} if easy else {}
    if sheet.voice is not None and sheet.voice.is_typed_in:
        query[TYPED] = sheet.voice.pk
    return reverse(f"consultations:{name}", kwargs=kwargs, query=query or None)


def to_take_part(sheet: Sheet, then: str) -> HttpResponse:
    """First one says how one answers, and then comes back."""
    return redirect(f"{at(sheet, 'take_part')}?next={quote(then)}")


def answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The questions, to be answered at one's own pace."""
    sheet = sheet_of(request, process, consultation)
    if request.method == "POST":
        return _written(request, sheet)
    if not allowed(rules.check_time_for, sheet.consultation, sheet.voice, request.received_at):
        return _not_open(request, sheet)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "answer"))
    rules.check_own_answer(sheet.actor, sheet.voice)
    actions.note_opened(actor=sheet.actor, consultation=sheet.consultation)
    kept = kept_typing(request, sheet)
    form = sheet.form(kept)
    return _page(request, sheet, form, {"is_back": kept is not None, "seen": kept.get(SEEN) if kept else ""})


def _page(
    request: ActingRequest, sheet: Sheet, form: AnswerForm, more: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page with the form, or only the line that tells what has been saved."""
    assert sheet.voice is not None  # whoever has none was sent to choose how they answer
    consultation, submission = sheet.consultation, sheet.submission
    context = {
        "consultation": consultation,
        "voice": sheet.voice,
        "whose": sign_voice(sheet.voice),
        "submission": submission,
        "form": form,
        "parts": sheet.parts(form),
        "file_list": [each for listed in sheet.files.values() for each in listed],
        "progress_words": progress_words(sheet),
        "is_easy": sheet.is_easy,
        "is_closed": consultation.is_closed(request.received_at),
        "answer_url": at(sheet, "answer"),
        "save_url": at(sheet, "save_answer"),
        **(_about_places() if _asks_for_places(sheet.open_questions) else {}),
        "crumbs": crumbs(consultation, _("My answer")),
        **more,
    }
    return page(request, "consultations/answer.html", context, part="saved", status=status)


def _about_places() -> dict[str, Any]:
    """What helps to tell a place: the districts to choose from, and the map if there is one."""
    return {"districts": organisations.districts(), "map": site_map()}


def _asks_for_places(questions: list[Question]) -> bool:
    return any(each.kind == QuestionKind.PLACE for each in questions)


def _not_open(request: ActingRequest, sheet: Sheet) -> HttpResponse:
    """After the end: what was sent, or the draft to be read; before the beginning, when it opens."""
    submission = sheet.submission
    if submission is None or not allowed(rules.check_own_answer, sheet.actor, sheet.voice):
        rules.check_time_for(sheet.consultation, sheet.voice, request.received_at)
    if submission is not None and submission.number and not submission.has_unsent_changes:
        return redirect(at(sheet, "receipt"))
    return _page(request, sheet, sheet.form(read_only=True), {"is_over": True})


def _written(request: ActingRequest, sheet: Sheet) -> HttpResponse:
    """What was written, saved by a button; what can't be saved is shown again as it was typed."""
    form = sheet.form(request.POST)
    form.is_valid()
    try:
        saved = _save(request, sheet, form)
    except Refused as refusal:
        return _not_saved(request, sheet, form, refusal)
    forget_typing(request)
    sheet = Sheet(sheet.actor, sheet.consultation, sheet.voice, saved.submission, sheet.is_easy)
    faults = _take_files(request, sheet, saved.submission)
    if saved.clashes or faults:
        shown = sheet.form(request.POST, clashes={key: sheet.in_words(key) for key in saved.clashes})
        told = {"clashed": list(saved.clashes), "file_faults": faults}
        return _page(request, sheet, shown, told, status=409 if saved.clashes else 422)
    return redirect(at(sheet, "check_answer" if "check" in request.POST else "answer"))


def _save(request: ActingRequest, sheet: Sheet, form: AnswerForm) -> Saved:
    """Begin if need be, and keep what was changed."""
    rules.check_own_answer(sheet.actor, sheet.voice)
    when, language = request.received_at, current_language()
    submission = sheet.submission or actions.begin(
        actor=sheet.actor,
        consultation=sheet.consultation,
        voice=sheet.voice,
        language=language,
        received_at=when,
    )
    known: dict[str, Any] = {"language": language, "is_easy": sheet.is_easy, "received_at": when}
    return actions.save_draft(actor=sheet.actor, submission=submission, **known, **form.cleaned_data)


def _take_files(request: ActingRequest, sheet: Sheet, submission: Submission) -> list[str]:
    """Add the files that came along; the sentences about those that could not be taken."""
    faults = []
    for question in sheet.open_questions:
        if question.kind != QuestionKind.FILE:
            continue
        for upload in request.FILES.getlist(question.code):
            try:
                file = examine_upload(upload)
                known: dict[str, Any] = {
                    "submission": submission,
                    "question": question,
                    "received_at": request.received_at,
                }
                actions.attach(actor=sheet.actor, file=file, **known)
            except Refused as refusal:
                faults.append(str(refusal))
    return faults


def _not_saved(request: ActingRequest, sheet: Sheet, form: AnswerForm, refusal: Refused) -> HttpResponse:
    """Nothing typed is lost: it waits in this browser for its speaker, and is shown with the reason."""
    set_aside(request, sheet)
    then = at(sheet, "answer")
    if sheet.voice is None or _lost_cookie(sheet):
        return to_take_part(sheet, then)
    signed_out = sheet.actor.person is None and not sheet.voice.speaker.startswith("browser:")
    # Whoever may no longer write this answer gets back what they typed, and nothing that others wrote since.
    is_own = allowed(rules.check_own_answer, sheet.actor, sheet.voice)
    typed, files = (form.typed_values, sheet.files) if is_own else (form.sent_values, {})
    context = {
        "consultation": sheet.consultation,
        "refusal": str(refusal),
        "signed_out": signed_out,
        "sign_in_url": f"{reverse('people:sign_in')}?next={quote(then)}",
        "answer_url": then,
        "typed": queries.told(sheet.questions, typed, files, current_language()),
        "crumbs": crumbs(sheet.consultation, _("My answer")),
    }
    return page(request, "consultations/not_saved.html", context, part="saved", status=refusal.status)


def _lost_cookie(sheet: Sheet) -> bool:
    """Whether this browser has lost the cookie by which it was known."""
    assert sheet.voice is not None  # asked by the caller
    return (
        sheet.voice.speaker.startswith("browser:")
        and sheet.consultation.process_id == sheet.voice.process_id
        and (not sheet.actor.browser and sheet.actor.person is None)
    )


@posted("consultations:answer", "process", "consultation")
def save_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The page saves by itself while somebody writes; only the line about it is sent back."""
    sheet = sheet_of(request, process, consultation)
    form = sheet.form(request.POST, by_itself=True)
    form.is_valid()
    try:
        saved = _save(request, sheet, form)
    except Refused as refusal:
        return _not_saved(request, sheet, form, refusal)
    sheet = Sheet(sheet.actor, sheet.consultation, sheet.voice, saved.submission, sheet.is_easy)
    clashed = sorted({*saved.clashes, *form.held})
    both = {key: sheet.in_words(key) for key in clashed}
    return _page(request, sheet, sheet.form(clashes=both), {"clashed": clashed, "both": both})


def check_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Everything once more before it is sent, and where the receipt goes."""
    sheet = sheet_of(request, process, consultation)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "check_answer"))
    rules.check_own_answer(sheet.actor, sheet.voice)
    if sheet.submission is None:
        return redirect(at(sheet, "answer"))
    rules.check_time_for(sheet.consultation, sheet.voice, request.received_at)
    person = None if sheet.voice.is_typed_in else sheet.actor.person
    known = people.verified_addresses(person) if person else []
    email = sheet.submission.receipt_email or next(iter(known), "")
    return _check_page(request, sheet, SendForm(initial={"receipt_email": email}))


def _check_page(request: HttpRequest, sheet: Sheet, form: SendForm) -> HttpResponse:
    submission = sheet.submission
    assert submission is not None  # asked by the callers
    questions, values, files = sheet.open_questions, sheet.values, sheet.files
    context = {
        "consultation": sheet.consultation,
        "voice": sheet.voice,
        "submission": submission,
        "whose": sign_voice(sheet.voice) if sheet.voice else "",
        "told": queries.told(questions, values, files, current_language(), is_easy=sheet.is_easy)
        + queries.annexes_told(submission),
        "unsigned": sum(not each.is_signed for each in queries.signing_of(submission)),
        "faults": queries.faults(questions, values, files, is_easy=sheet.is_easy),
        "answered": sheet.answered,
        "is_sent": submission.state == SubmissionState.SENT,
        "is_unchanged": submission.state == SubmissionState.SENT and not submission.has_unsent_changes,
        "form": form,
        "gate": GATE.context(request, PURPOSE),
        "answer_url": at(sheet, "answer"),
        "send_url": at(sheet, "send_answer"),
        "crumbs": crumbs(sheet.consultation, _("Check and send")),
    }
    status = 422 if form.errors else 200
    return page(request, "consultations/check_answer.html", context, status=status)


@posted("consultations:check_answer", "process", "consultation")
def send_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Send it; what reached the server in time counts."""
    sheet = sheet_of(request, process, consultation)
    if sheet.voice is None or sheet.submission is None:
        return redirect(at(sheet, "answer"))
    rules.check_own_answer(sheet.actor, sheet.voice)
    submission, form = sheet.submission, SendForm(request.POST)
    is_sent = submission.state == SubmissionState.SENT and not submission.has_unsent_changes
    gate = None if is_sent else GATE.before(request, purpose=PURPOSE)  # a second press changes nothing
    known: dict[str, Any] = {"submission": submission, "received_at": request.received_at}
    if not form.run(actions.send, gate=gate, actor=sheet.actor, **known):
        return _check_page(request, sheet, form)
    return redirect(at(sheet, "receipt"))
