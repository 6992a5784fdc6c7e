"""An organisation's answer as its own people see it: who writes, who approves, who else signs."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import ApprovalForm, SeenForm, SignerForm
from punos.consultations.models import Approval, Attachment, Consultation, Signature, Submission
from punos.consultations.views.attaching import kept
from punos.consultations.views.reading import asked, crumbs
from punos.core.errors import Refused, allowed
from punos.core.forms import Form
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest, Actor

HAT = "for"  # names in an address the organisation whose hat this page puts on


def _actor(request: ActingRequest) -> Actor:
    """Whoever asks, under the hat that the address names if they hold it: letters lead here."""
    named = request.GET.get(HAT, "")
    return request.actor.wearing(next((each for each in request.actor.hats if str(each.pk) == named), None))


def _at(consultation: Consultation, actor: Actor, name: str = "organisation_answer", **more: Any) -> str:
    kwargs = {"process": consultation.process.slug, "consultation": consultation.slug, **more}
    return reverse(f"consultations:{name}", kwargs=kwargs, query={HAT: actor.organisation_id})


def _own(request: ActingRequest, process: str, consultation: str) -> tuple[Actor, Submission]:
    """The answer of the organisation whose hat is worn."""
    actor = _actor(request)
    found = asked(actor, process, consultation)
    if actor.organisation is None:
        raise Refused(_("Choose first that you act for an organisation."))
    submission = queries.organisation_answer(found, actor.organisation)
    if submission is None:
        raise Http404
    rules.check_see_organisation_answer(actor, submission)
    submission.consultation = found
    return actor, submission


def organisation_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """How the organisation stands behind its answer, who works on it, and who signs it."""
    if request.actor.person is None and request.actor.organisation is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.get_full_path()}")
    actor, submission = _own(request, process, consultation)
    if request.method != "POST":
        return _page(request, actor, submission)
    form = ApprovalForm(request.POST)
    is_valid = form.is_valid()
    verb: Any = actions.record_dealing if is_valid and form.tells_dealing else actions.choose_approval
    known: dict[str, Any] = {"submission": submission, "received_at": request.received_at}
    if form.run(verb, actor=actor, **known):
        return redirect(_at(submission.consultation, actor))
    return _page(request, actor, submission, approval=form)


def _page(
    request: ActingRequest,
    actor: Actor,
    submission: Submission,
    *,
    approval: Form | None = None,
    signer: Form | None = None,
    seen: Form | None = None,
    told: int | None = None,
) -> HttpResponse:
    consultation = submission.consultation
    chosen = {
        "approval": submission.approval,
        "on": submission.dealt_with_on,
        "by": submission.dealt_with_by,
    }
    context = {
        **_written(actor, submission),
        "approval_form": approval or ApprovalForm(initial=chosen),
        "seen_form": seen or SeenForm(initial={"seen_revision": submission.revision}),
        "signer_form": signer or SignerForm(),
        "asked_people": told,
        "may_write": allowed(rules.check_save, actor, submission, request.received_at),
        "crumbs": crumbs(consultation, _("Together in your organisation")),
    }
    is_faulty = any(each is not None and each.errors for each in (approval, signer, seen))
    template = "consultations/organisation_answer.html"
    return page(request, template, context, status=422 if is_faulty else 200)


def _written(actor: Actor, submission: Submission) -> dict[str, Any]:
    """What the answer says, who wrote it, and who stands behind it."""
    consultation, writers = submission.consultation, queries.writers_of(submission)
    last_by = queries.last_change(submission).by
    buttons = ("approve_answer", "ask_to_look", "ask_to_sign")
    return {
        "consultation": consultation,
        "submission": submission,
        "organisation": actor.organisation,
        "told": _told(submission),
        "files": _files(submission, lambda file: _at(consultation, actor, "organisation_file", file=file)),
        "writers": writers,
        "last_by": next((each for each in writers if each.pk == last_by), None),
        "signing": queries.signing_of(submission),
        "waits_for_approval": submission.approval == Approval.IN_SYSTEM and not submission.is_approved,
        "urls": {name: _at(consultation, actor, name) for name in buttons},
        "hat": f"?{HAT}={actor.organisation_id}",
    }


def _told(submission: Submission) -> list[dict[str, Any]]:
    """The draft in words, with the files beside the questions."""
    values, files = queries.values_of(submission), queries.files_of(submission)
    questions = queries.questions_of(submission.consultation)
    told = queries.told(questions, values, files, current_language(), is_easy=submission.is_easy)
    return told + queries.annexes_told(submission)


def _files(submission: Submission, address: Callable[[int], str]) -> list[tuple[Attachment, str]]:
    """The files that stand, each with where it is opened."""
    return [(each, address(each.pk)) for each in queries.annexes_of(submission)]


def organisation_file(request: ActingRequest, process: str, consultation: str, file: int) -> HttpResponse:
    """A file of the answer of one's organisation, sent or not."""
    if request.actor.person is None and request.actor.organisation is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.get_full_path()}")
    actor, submission = _own(request, process, consultation)
    found = get_object_or_404(submission.attachments, pk=file)
    rules.check_open_file(actor, found)
    return kept(found)


@posted("consultations:organisation_answer", "process", "consultation")
def approve_answer(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Approve just what was shown."""
    actor, submission = _own(request, process, consultation)
    form = SeenForm(request.POST)
    known: dict[str, Any] = {"submission": submission, "received_at": request.received_at}
    if form.run(actions.approve, actor=actor, **known):
        return redirect(_at(submission.consultation, actor))
    shown = SeenForm({"seen_revision": submission.revision})
    shown.is_valid()
    for fault in form.non_field_errors():
        shown.add_error(None, fault)
    return _page(request, actor, submission, seen=shown)


@posted("consultations:organisation_answer", "process", "consultation")
def ask_to_look(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Letters to the others of the organisation; how many they are is told."""
    actor, submission = _own(request, process, consultation)
    told = actions.ask_to_look(actor=actor, submission=submission, received_at=request.received_at)
    return _page(request, actor, submission, told=told)


@posted("consultations:organisation_answer", "process", "consultation")
def ask_to_sign(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Ask another organisation; whether anybody of it got a letter is told."""
    actor, submission = _own(request, process, consultation)
    form = SignerForm(request.POST)
    known: dict[str, Any] = {"submission": submission, "received_at": request.received_at}
    if form.run(actions.ask_to_sign, actor=actor, **known):
        return _page(request, actor, submission, told=form.outcome.told)
    return _page(request, actor, submission, signer=form)


@posted("consultations:organisation_answer", "process", "consultation")
def withdraw_signature_request(
    request: ActingRequest, process: str, consultation: str, number: int
) -> HttpResponse:
    """Ask an organisation no longer."""
    actor, submission = _own(request, process, consultation)
    signature = get_object_or_404(submission.signatures, pk=number)
    actions.withdraw_signature_request(actor=actor, signature=signature, received_at=request.received_at)
    return redirect(_at(submission.consultation, actor))


# The organisation that was asked ------------------------------------------------------------------------------


def signature(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """What one's organisation is asked to sign; the button signs just these words."""
    if request.actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    found = asked(request.actor, process, consultation)
    wanted = queries.signature_asked(found, number)
    if wanted is None:
        raise Http404
    actor = request.actor.wearing(wanted.organisation)
    rules.check_see_signature(actor, wanted)
    submission, form = wanted.submission, SeenForm(request.POST or None)
    known: dict[str, Any] = {"signature": wanted, "received_at": request.received_at}
    if request.method == "POST" and form.run(actions.confirm_signature, actor=actor, **known):
        return redirect(request.path)
    context = {
        "consultation": found,
        "signature": wanted,
        "submission": submission,
        "told": _told(submission),
        "files": _files(submission, lambda file: _file_to_sign(wanted, file)),
        "form": form,
        "is_signed": wanted.confirmed_at and wanted.seen_revision == submission.revision,
        "is_stale": wanted.confirmed_at and wanted.seen_revision < submission.revision,
        "is_open": found.is_open(request.received_at),
        "crumbs": crumbs(found, _("Signature")),
    }
    return page(request, "consultations/signature.html", context, status=422 if form.errors else 200)


def _file_to_sign(signature: Signature, file: int) -> str:
    consultation = signature.submission.consultation
    return reverse(
        "consultations:signature_file",
        args=[consultation.process.slug, consultation.slug, signature.pk, file],
    )


def signature_file(
    request: ActingRequest, process: str, consultation: str, number: int, file: int
) -> HttpResponse:
    """A file of the answer that one's organisation is asked to sign."""
    if request.actor.person is None:
        return redirect(f"{reverse('people:sign_in')}?next={request.path}")
    wanted = queries.signature_asked(asked(request.actor, process, consultation), number)
    if wanted is None:
        raise Http404
    found = get_object_or_404(wanted.submission.attachments, pk=file)
    rules.check_open_file(request.actor.wearing(wanted.organisation), found, wanted)
    return kept(found)


@posted("consultations:signature", "process", "consultation", "number")
def decline_signature(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """One's organisation does not stand behind it, or no longer."""
    wanted = queries.signature_asked(asked(request.actor, process, consultation), number)
    if wanted is None:
        raise Http404
    actor = request.actor.wearing(wanted.organisation)
    actions.decline_signature(actor=actor, signature=wanted, received_at=request.received_at)
    return redirect(reverse("consultations:signature", args=[process, consultation, number]))
