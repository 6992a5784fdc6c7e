"""Who may make a consultation, and what may be changed in which state."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Part, Question, QuestionKind
from punos.consultations.rules.asking import check_address_is_free
from punos.contributions.models import Thread
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor, RoleKind, Scope
from punos.organisations.rules import check_run_installation
from punos.processes.models import Process
from punos.processes.rules import check_lead_process

LONGEST_TEXT = 50_000
# What everybody is asked who takes part: open data and forms name it so, and no question beside it.
RESERVED_CODES = {
    *("capacity", "field", "area", "size", "language"),
    *("organisation_name", "head_count", "pseudonym"),
}


def check_make_something(actor: Actor) -> None:
    """Whoever may lead a process: a co-ordinator or an officer of any unit, who represents any organisation."""
    represents = any(Scope.REPRESENT in actor.scopes_for(each) for each in actor.acts_for)
    if not (actor.is_system or represents or actor.holds_anywhere(RoleKind.COORDINATOR, RoleKind.OFFICER)):
        raise Refused(
            _("Only those who lead processes of a unit, or represent an organisation, make consultations.")
        )


def check_make(actor: Actor, consultation: Consultation) -> None:
    """Who leads the process makes what is asked in it, be the process itself a draft or not."""
    check_lead_process(actor, consultation.process)


def check_make_in(actor: Actor, process: Process, slug: str) -> None:
    """The same for one that is not there yet, at an address that no other page of the process has."""
    check_lead_process(actor, process)
    check_address_is_free(process, slug)


def check_change_draft(actor: Actor, consultation: Consultation) -> None:
    """What is asked, of whom and how is changed in a draft only: what readers have seen is corrected in words."""
    check_make(actor, consultation)
    if consultation.published_at:
        raise NotNow(
            _(
                "This has been published, so only its texts can be corrected. As long as it has not opened, you can take it back and make it a draft again."
            )
        )


def check_unchanged(seen: int | str, now: int | str) -> None:
    """Two who write at once notice: the second sees what the first saved before saving over it."""
    if seen != now:
        raise NotNow(
            _(
                "Somebody else saved this while you were writing, so yours has not been saved yet. Compare the two and save again."
            )
        )


def check_mark_template(actor: Actor, consultation: Consultation, *, is_template: bool) -> None:
    """Who leads it lets others begin from it, or no longer."""
    check_make(actor, consultation)
    if consultation.is_template == is_template:
        raise NotNow(_("This has been done already."))


def check_clone(actor: Actor, consultation: Consultation, process: Process, slug: str) -> None:
    """Into a process that one leads; from a template, from what is public, or from one's own draft."""
    check_make_in(actor, process, slug)
    is_public = consultation.published_at and consultation.process.published_at
    if not (is_public or consultation.is_template):
        check_lead_process(actor, consultation.process)


def check_translate(actor: Actor, consultation: Consultation, text: str) -> None:
    """Who leads it, in every state: a translation and a correction are never late."""
    check_make(actor, consultation)
    if len(text) > LONGEST_TEXT:
        raise Invalid(_("This text is too long: at most %(limit)d characters.") % {"limit": LONGEST_TEXT})


def check_remove(actor: Actor, consultation: Consultation) -> None:
    """In a draft, and nothing may have been sent: what somebody answered stays, and so does its question."""
    check_change_draft(actor, consultation)
    said = Thread.objects.filter(part__consultation=consultation, contributions__isnull=False)
    if consultation.submissions.exists() or said.exists():
        raise NotNow(_("Somebody has answered this already, so nothing can be removed from it."))


def check_code_is_free(consultation: Consultation, code: str) -> None:
    """A code names one question of a consultation, and no background question."""
    check_code(code)
    if Question.objects.filter(part__consultation=consultation, code=code).exists():
        raise Invalid(_("Another question has the code \u201d%(code)s\u201d already.") % {"code": code})
    if Question.objects.filter(part=None, code=code).exists():
        raise Invalid(_("A background question has the code \u201d%(code)s\u201d already.") % {"code": code})


def check_code(code: str) -> None:
    """No code that open data already has a column for."""
    if code.lower() in RESERVED_CODES:
        raise Invalid(
            _(
                "The code \u201d%(code)s\u201d already means something that everybody is asked when they take part. Choose another."
            )
            % {"code": code}
        )


def check_retract(actor: Actor, consultation: Consultation, now: datetime) -> None:
    """Back to a draft as long as nobody can have answered."""
    check_make(actor, consultation)
    if not consultation.published_at:
        raise NotNow(_("This is a draft already."))
    if consultation.opens_at <= now:
        raise NotNow(_("This has opened, so it can't be taken back. You can close it early."))


def check_set_opening(actor: Actor, consultation: Consultation, opens_at: datetime, now: datetime) -> None:
    """Earlier or later, as long as it has not opened."""
    check_make(actor, consultation)
    if not consultation.published_at:
        raise NotNow(_("The times of a draft are part of its settings."))
    if consultation.opens_at <= now:
        raise NotNow(_("This has opened already."))
    if opens_at < now or (consultation.closes_at is not None and opens_at >= consultation.closes_at):
        raise Invalid(_("Choose a moment that is still to come, before it closes."))


def check_reason_for_time(actor: Actor, reason: TranslatedText) -> None:
    """A person who changes the time to answer says why; readers see it."""
    if not actor.is_system and not reason:
        raise Invalid(_("Write why the time changes: readers see the reason."))


def check_explain_gap(actor: Actor, consultation: Consultation, until: date | None, today: date) -> None:
    """A missing language is explained with a day by which it will be there."""
    check_make(actor, consultation)
    if until is not None and until < today:
        raise Invalid(_("Choose a day that is still to come, by which the language will be there."))


def check_gap_has_a_reason(reason: TranslatedText, until: date | None) -> None:
    """A day alone explains nothing."""
    if until is not None and not reason:
        raise Invalid(_("Write why the language is missing: readers see the reason."))


def check_order_of_times(opens_at: datetime, closes_at: datetime | None) -> None:
    """A draft may hold moments that have passed, but not in the wrong order."""
    if closes_at is not None and closes_at <= opens_at:
        raise Invalid(_("It must close after it opens."))


def check_preview_link(actor: Actor, consultation: Consultation, *, makes: bool) -> None:
    """A draft is shown to outsiders by who leads it; what has been published needs no secret link."""
    check_make(actor, consultation)
    if makes and consultation.published_at:
        raise NotNow(_("This has been published: give its own address."))
    if not makes and not consultation.preview_nonce:
        raise NotNow(_("There is no such link any more."))


def check_read_preview(consultation: Consultation | None) -> None:
    """Whoever has the link, as long as it stands."""
    if consultation is None:
        raise Refused(_("This link does not exist, or it has been withdrawn. Ask for a new one."))


def check_define_background(actor: Actor, code: str) -> None:
    """An administrator, under a code that nobody asks by yet: background is the same in every consultation."""
    check_run_installation(actor)
    check_code(code)
    if Question.objects.filter(code=code).exists():
        raise Invalid(_("Another question has the code \u201d%(code)s\u201d already.") % {"code": code})


def check_change_background(actor: Actor, question: Question) -> None:
    """An administrator; what has been answered keeps its choices, so only texts change once it is asked somewhere."""
    check_run_installation(actor)
    if question.part_id is not None:
        raise Refused(_("This is no background question."))


def check_reshape_background(actor: Actor, question: Question) -> None:
    """Its kind and its choices, as long as no published consultation asks it."""
    check_change_background(actor, question)
    asked = Part.objects.filter(
        background__contains=[question.code], consultation__published_at__isnull=False
    )
    if asked.exists():
        raise NotNow(_("A published consultation asks this question, so only its texts can be corrected."))


def check_kind(kind: str, *, is_background: bool = False) -> None:
    """A kind of question that there is; background takes no files and no places."""
    known = set(QuestionKind.values) - ({"file", "place"} if is_background else set())
    if kind not in known:
        raise Invalid(_("Choose the kind of question."))
