"""Answers on paper: the questions as a Word file to send round, a form to print, the code that leads back in."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import CodeForm, sign_voice
from punos.consultations.views.answering import at, to_take_part
from punos.consultations.views.reading import asked, crumbs
from punos.consultations.views.sheets import form_for, sheet_of
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.marks import remember
from punos.core.pages import expires, page, posted, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GATE = Gate()
PURPOSE = "code"


@public_page(read_stamps, "process:{process}")
def questions_file(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The questions as a Word file, the same for everybody."""
    found = asked(request.actor, process, consultation)
    questions = queries.questions_of(found)
    if not questions:
        raise Http404
    expires(request, found.next_change(request.received_at))
    language = current_language()
    content = queries.questions_docx(found, questions, language, address=settings.PUBLIC_ADDRESS)
    name = f"{found.slug}-{language}.docx"
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def print_form(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The form on paper, with what has been written so far; for whoever has said how they answer, also a code."""
    return _printed(request, process, consultation)


def _printed(request: ActingRequest, process: str, consultation: str, code: str = "") -> HttpResponse:
    sheet = sheet_of(request, process, consultation)
    if sheet.voice is not None:
        rules.check_own_answer(sheet.actor, sheet.voice)
    form, parts = form_for(sheet.consultation, actor=sheet.actor, voice=sheet.voice, easy=sheet.is_easy)
    context = {
        "consultation": sheet.consultation,
        "voice": sheet.voice,
        "whose": sign_voice(sheet.voice) if sheet.voice else "",
        "form": form,
        "parts": parts,
        "values": sheet.values,
        "code": code,
        "can_have_code": sheet.voice is not None and sheet.consultation.is_open(request.received_at),
        "public_address": settings.PUBLIC_ADDRESS,
        "code_url": at(sheet, "use_code"),
        "crumbs": crumbs(sheet.consultation, _("Form to print")),
    }
    return page(request, "consultations/print_form.html", context)


@posted("consultations:print_form", "process", "consultation")
def make_code(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """A code for one's printed form, shown this once."""
    sheet = sheet_of(request, process, consultation)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "print_form"))
    submission = sheet.submission or actions.begin(
        actor=sheet.actor,
        consultation=sheet.consultation,
        voice=sheet.voice,
        language=current_language(),
        received_at=request.received_at,
    )
    code = actions.make_code(actor=sheet.actor, submission=submission)
    return _printed(request, process, consultation, code)


def use_code(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Go on in this browser with the answer whose printed form one holds."""
    found = asked(request.actor, process, consultation)
    form = CodeForm(request.POST or None)
    known: dict[str, Any] = {"actor": request.actor, "consultation": found}
    gate = GATE.before(request, purpose=PURPOSE)
    if request.method == "POST" and form.run(actions.use_code, gate=gate, **known):
        mark = form.outcome.voice.speaker.removeprefix("browser:")
        return remember(redirect(at(sheet_of(request, process, consultation), "answer")), mark)
    if request.method != "POST":
        rules.check_in_time(found, request.received_at)
    context = {
        "consultation": found,
        "form": form,
        "gate": GATE.context(request, PURPOSE),
        "crumbs": crumbs(found, _("Code of a printed form")),
    }
    return page(request, "consultations/use_code.html", context, status=422 if form.errors else 200)
