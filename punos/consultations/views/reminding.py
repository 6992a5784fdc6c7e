"""Reminding those invited: first the letters as they will look, then the sending."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import actions, queries, rules
from punos.consultations.forms import ReminderForm
from punos.consultations.models import Consultation, Invitation
from punos.consultations.queries import ShownLetter
from punos.consultations.views.inviting import led
from punos.consultations.views.reading import crumbs
from punos.core.components import Link
from punos.core.errors import Refused
from punos.core.pages import page
from punos.organisations.models import ActingRequest, Actor


@login_required
def remind(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Whom a reminder reaches, a note of one's own, the letters in three languages; sent once they have been seen."""
    found, actor = led(request, process, consultation), request.actor
    due = queries.to_remind(found)
    refusal = _refusal(actor, found, due)
    form = ReminderForm(request.POST or None)
    letters: list[ShownLetter] = []
    if request.method == "POST" and not refusal and form.is_valid():
        is_sending = "send" in request.POST and form.is_seen
        if is_sending and form.run(actions.remind, actor=actor, consultation=found):
            return redirect(f"{_list_at(found)}#reminders")
        letters = _letters(form, due)
    context = {
        "consultation": found,
        "form": form,
        "letters": letters,
        "is_changed": "send" in request.POST and bool(letters),
        "refusal": refusal,
        "number": len(due),
        "by_mailbox": sum(bool(each.mailbox) for each in due),
        "by_language": queries.by_language(due),
        "crumbs": [
            *crumbs(found, "-")[:-1],
            Link(label=_("Invitations"), url=_list_at(found)),
            Link(label=_("Remind")),
        ],
    }
    return page(request, "consultations/remind.html", context, status=422 if form.errors else 200)


def _list_at(consultation: Consultation) -> str:
    return reverse("consultations:invitations", args=[consultation.process.slug, consultation.slug])


def _refusal(actor: Actor, consultation: Consultation, due: list[Invitation]) -> str:
    """Why nobody can be reminded now, or nothing."""
    try:
        rules.check_remind(actor, consultation, queries.last_reminder(consultation), timezone.now())
        rules.check_reminded(queries.by_language(due))
    except Refused as refusal:
        return str(refusal)
    return ""


def _letters(form: ReminderForm, due: list[Invitation]) -> list[ShownLetter]:
    """The letters with this note, unless the note has to be mended first."""
    try:
        rules.check_note(form.note, queries.by_language(due))
    except Refused as refusal:
        if not form.errors:
            form.add_error(None, str(refusal))
        return []
    return queries.letters_shown(due, form.note)
