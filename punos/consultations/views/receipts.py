"""After sending: the receipt as a page and as a file, withdrawing, the files that came along."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import sign_voice
from punos.consultations.models import Receipt, SubmissionState
from punos.consultations.views.answering import at, to_take_part
from punos.consultations.views.reading import crumbs
from punos.consultations.views.sheets import Sheet, other_ways, sheet_of
from punos.core.errors import allowed
from punos.core.pages import page, posted
from punos.core.uploads import SafeFile, download
from punos.organisations.models import ActingRequest

PDF = "application/pdf"


def _own_receipt(sheet: Sheet) -> Receipt:
    """The newest receipt of one's own answer."""
    if sheet.voice is None:
        raise Http404
    rules.check_own_answer(sheet.actor, sheet.voice)
    found = queries.receipt_of(sheet.submission) if sheet.submission else None
    if found is None:
        raise Http404
    return found


def receipt(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Everything that was sent, and what can still be done with it."""
    sheet = sheet_of(request, process, consultation, after=True)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "receipt"))
    rules.check_own_answer(sheet.actor, sheet.voice)
    submission = sheet.submission
    if submission is None or submission.number is None:
        return redirect(at(sheet, "answer"))
    context = {
        "consultation": sheet.consultation,
        "voice": sheet.voice,
        "submission": submission,
        "receipt": _own_receipt(sheet),
        "files": [each for listed in sheet.files.values() for each in listed],
        "is_withdrawn": submission.state == SubmissionState.WITHDRAWN,
        "is_open": sheet.consultation.is_open(request.received_at),
        "can_change": bool(sheet.questions) and _is_in_time(sheet, request.received_at),
        "public_address": settings.PUBLIC_ADDRESS,
        "typing_ends": rules.typing_ends(sheet.consultation),
        "can_withdraw": allowed(rules.check_withdraw, sheet.actor, submission, request.received_at),
        "rates": "rate" in other_ways(sheet.consultation),
        "crumbs": crumbs(sheet.consultation, _("Receipt")),
    }
    return page(request, "consultations/receipt.html", context)


def _is_in_time(sheet: Sheet, at: datetime) -> bool:
    return allowed(rules.check_time_for, sheet.consultation, sheet.voice, at)


def receipt_file(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """The same as a PDF file."""
    sheet = sheet_of(request, process, consultation, after=True)
    content = queries.receipt_pdf(_own_receipt(sheet))
    name = f"{sheet.consultation.slug}-{sheet.submission.number if sheet.submission else ''}.pdf"
    return download(SafeFile(name=name, media_type=PDF, content=content, sha256=""))


def withdraw_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What becomes of a withdrawn answer, and the button."""
    sheet = sheet_of(request, process, consultation, after=True)
    if sheet.voice is None:
        return to_take_part(sheet, at(sheet, "answer"))
    if sheet.submission is None:
        return redirect(at(sheet, "answer"))
    if request.method == "POST":
        actions.withdraw(actor=sheet.actor, submission=sheet.submission, received_at=request.received_at)
        return redirect(at(sheet, "receipt"))
    rules.check_withdraw(sheet.actor, sheet.submission, request.received_at)
    context = {
        "consultation": sheet.consultation,
        "submission": sheet.submission,
        "whose": sign_voice(sheet.voice),
        "can_send_again": bool(sheet.questions),
        "crumbs": crumbs(sheet.consultation, _("Withdraw the answer")),
    }
    return page(request, "consultations/withdraw_answer.html", context)


def answer_file(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """A file that one sent along, as it is kept."""
    sheet = sheet_of(request, process, consultation)
    if sheet.submission is None:
        raise Http404
    rules.check_own_answer(sheet.actor, sheet.voice)
    found = get_object_or_404(sheet.submission.attachments, pk=number)
    content = bytes(found.content)
    return download(
        SafeFile(name=found.name, media_type=found.media_type, content=content, sha256=found.sha256)
    )


@posted("consultations:answer", "process", "consultation")
def remove_file(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Take a file out of one's answer."""
    sheet = sheet_of(request, process, consultation)
    if sheet.submission is None:
        raise Http404
    found = get_object_or_404(
        sheet.submission.attachments.filter(removed_at=None).defer("content"), pk=number
    )
    known: dict[str, Any] = {"submission": sheet.submission, "received_at": request.received_at}
    actions.detach(actor=sheet.actor, attachment=found, **known)
    return redirect(at(sheet, "answer"))
