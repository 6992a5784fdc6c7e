"""Who has been asked to answer what is open now, what they did, and what was gathered elsewhere."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from procrastinate.contrib.django import app

from punos.consultations import actions as consultations
from punos.consultations import queries
from punos.consultations.models import AnswerImport, Consultation, Invitation, Reply
from punos.contributions import actions as contributions
from punos.contributions.models import Capacity
from punos.mail import actions as mail
from punos.mail.models import Attempt, Channel, Message, MessageState, Outcome, Reason
from punos.organisations.models import Actor, Organisation
from punos.organisations.models.actor import SYSTEM
from punos.organisations.queries import actor_for
from punos.people.models import Person
from town.texts import asked_and_told as told
from town.texts import cast, open_brainstorm, open_survey
from town.texts.bodies import BODIES

JOB = "punos.consultations.tasks.move_answer_import"
NOBODY_THERE = "550 5.1.1 no such user here"


def invited() -> None:
    """The councils and two associations are asked to answer the brainstorm, many to answer the survey."""
    brainstorm = Consultation.objects.select_related("process").get(slug=open_brainstorm.CONSULTATION.slug)
    names = [body.name.fi for body in BODIES if body.kind == "council"]
    if not brainstorm.invitations.exists():
        _invite(brainstorm, names=[*names, cast.CHOIR, cast.SWEDISH_ASSOCIATION])
    survey = Consultation.objects.select_related("process").get(slug=open_survey.SLUG)
    if not survey.invitations.exists():
        _invite(survey, names=[*(body.name.fi for body in BODIES), told.NATIONWIDE], fields=told.FIELDS)
        _lived_through(survey)


def _invite(consultation: Consultation, *, names: Iterable[str], fields: Iterable[str] = ()) -> None:
    """Invite the organisations of these names, and those of the city in these fields; the cast's not with them."""
    known = Organisation.objects.filter(name__in=names)
    own = [name for member in cast.CAST for name in member.organisations]
    found = Organisation.objects.filter(field__in=fields, areas__contains=[told.AREA], kind="association")
    chosen = [*known.values_list("pk", flat=True), *found.exclude(name__in=own).values_list("pk", flat=True)]
    consultations.invite_many(actor=SYSTEM, consultation=consultation, organisations=chosen)


# What they did --------------------------------------------------------------------------------------------------


def _lived_through(survey: Consultation) -> None:
    """Each state once at least: opened, writing, answered, nothing to comment, declined, a letter that came back."""
    rows = survey.invitations.select_related("organisation", "consultation__process")
    invited = {each.organisation.name: each for each in rows}
    for name in told.OPENED:
        _by_link(invited[name])
    for names, reply in ((told.NO_COMMENT, Reply.NO_COMMENT), (told.DECLINED, Reply.DECLINED)):
        for name in names:
            actor = _by_link(invited[name])
            consultations.reply_to_invitation(actor=actor, invitation=invited[name], reply=reply)
    for said in told.WRITING:
        _write(invited[said.organisation], said, is_sent=False)
    for said in told.ANSWERED:
        _write(invited[said.organisation], said, is_sent=True)
    _remind(survey)
    for name in told.BOUNCED:
        _come_back(invited[name])
    for said in told.REMINDED:
        _write(invited[said.organisation], said, is_sent=True)


def _by_link(invitation: Invitation) -> Actor:
    """Somebody who answers for the organisation by the link of its invitation."""
    process = invitation.consultation.process
    actor = Actor(organisation=invitation.organisation, invited_to=process.pk)
    consultations.use_invitation(actor=Actor(), consultation=invitation.consultation, token=invitation.token)
    return actor


def _under_mandate(invitation: Invitation) -> Actor | None:
    """Somebody of the cast who acts for the organisation here, if there is one."""
    name = invitation.organisation.name
    email = next((member.email for member in cast.CAST if name in member.organisations), None)
    person = Person.objects.filter(email=email).first() if email else None
    return actor_for(person, hat=invitation.organisation_id) if person else None


def _write(invitation: Invitation, said: told.Said, *, is_sent: bool) -> None:
    """Write an answer, and send it; under a mandate where somebody of the cast holds one, else by the link."""
    survey, organisation = invitation.consultation, invitation.organisation
    actor = _under_mandate(invitation) or _by_link(invitation)
    consultations.note_opened(actor=actor, consultation=survey)
    capacity = Capacity.BODY if organisation.is_public_body else Capacity.ORGANISATION
    voice = contributions.take_part(
        actor=actor,
        process=survey.process,
        capacity=capacity,
        language=invitation.language,
        background={
            "field": organisation.field,
            "area": organisation.areas[0],
            "size": organisation.size,
        },
    )
    begun = consultations.begin(actor=actor, consultation=survey, voice=voice, language=invitation.language)
    saved = consultations.save_draft(actor=actor, submission=begun, values=said.values, seen_revision=0)
    if is_sent:
        consultations.send(actor=actor, submission=saved.submission)


def _remind(survey: Consultation) -> None:
    """One round of reminding, with its letters."""
    note = {language: told.NOTE.in_language(language) for language in ("fi", "sv", "en")}
    reminder = consultations.remind(actor=SYSTEM, consultation=survey, note=note)
    last: int | None = 0
    while last is not None:
        last = consultations.send_some_reminders(reminder=reminder, after=last)


def _come_back(invitation: Invitation) -> None:
    """The mail server of the addressee refuses the letters to it."""
    refused = Outcome(
        state=MessageState.UNDELIVERED, channel=Channel.SMTP, reason=Reason.REFUSED, answer=NOBODY_THERE
    )
    about = [queries.letter_key(invitation)]
    reminders = invitation.consultation.reminders.values_list("pk", flat=True)
    about += [queries.reminder_key(pk, invitation.pk) for pk in reminders]
    for letter in Message.objects.filter(key__in=about):
        mail.begin(message_id=letter.pk, attempt=1)
        mail.settle(made=Attempt(message=letter, number=1, outcome=refused))


# From elsewhere -------------------------------------------------------------------------------------------------


def gathered(today: date) -> None:
    """Answers from the spreadsheet of the residents' houses, and notes of an evening at one of them."""
    survey = Consultation.objects.select_related("process").get(slug=open_survey.SLUG)
    if survey.answer_imports.exists():
        return
    _brought_in(survey)
    consultations.note_event(
        actor=SYSTEM,
        consultation=survey,
        held_on=today - timedelta(days=told.DAYS_AGO),
        place=told.PLACE,
        head_count=told.HEADS,
        language="fi",
        mark=told.MARK,
        notes=told.NOTES,
    )


def _brought_in(survey: Consultation) -> None:
    """The file, its columns as its headings say, its sound rows; done here as the worker would do it."""
    taken = consultations.take_answers(
        actor=SYSTEM,
        consultation=survey,
        file_name=told.FILE_NAME,
        content=_file(survey.opens_at),
        language="fi",
    )
    read = _worked(taken)
    consultations.name_answer_columns(actor=SYSTEM, answer_import=read, columns=read.columns)
    consultations.bring_in_answers(actor=SYSTEM, answer_import=_worked(read))
    _worked(read)


def _worked(taken: AnswerImport) -> AnswerImport:
    """What the worker does next with it."""
    app.tasks[JOB](import_id=taken.pk)
    return AnswerImport.objects.select_related("consultation__process").get(pk=taken.pk)


def _file(opened: datetime) -> bytes:
    """The spreadsheet as somebody sent it: times in days after the opening, and an address that is left out."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(told.HEADINGS)
    for number, time, *rest in told.ROWS:
        at = f"{opened + timedelta(days=time):%d.%m.%Y} 18.30" if isinstance(time, int) else time
        table.writerow([number, at, *rest, f"vastaaja{number}@example.org"])
    return out.getvalue().encode()
