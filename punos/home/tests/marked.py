"""Somebody of whom every room knows something, each text with a mark by which it is found again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models
from django.utils import timezone

from punos.consultations import actions as consultations
from punos.consultations.models import Consultation
from punos.consultations.tests.factories import make_consultation, thread_of
from punos.consultations.tests.surveys import make_survey
from punos.contributions import actions as contributions
from punos.contributions.models import Translation, Voice
from punos.contributions.queries import own_mark
from punos.contributions.tests.factories import make_actor, make_idea, make_organisation, make_unit
from punos.core.languages import TranslatedText
from punos.core.uploads import examine
from punos.decisions.models import Heard
from punos.home.models import Feedback
from punos.mail.models import Message, MessageState, ReturnedAddress
from punos.notices.models import Notice, NoticeKind, Subscription, TopicKind
from punos.organisations import actions as organisations
from punos.organisations import queries
from punos.organisations.models import (
    Actor,
    MandateInvitation,
    Organisation,
    RoleKind,
    Scope,
)
from punos.organisations.models.actor import SYSTEM
from punos.people.actions import Opened, sign_in
from punos.people.models import Assurance, Person
from punos.people.tests.factories import make_account
from punos.processes.models import Process

MARK = "qzxmark"


@dataclass(frozen=True)
class Marked:
    """The person, what they manage alone, and where they have spoken."""

    person: Person
    managed: Organisation
    consultation: Consultation

    @property
    def actor(self) -> Actor:
        """The hat of this moment."""
        return queries.actor_for(self.person)


def mark(row: models.Model, *names: str) -> str:
    """Fill these columns of a row with marks that name the column."""
    for name in names:
        field: Any = row._meta.get_field(name)
        text = f"{MARK}.{row._meta.label_lower}.{name}"
        setattr(row, name, {"told": text} if isinstance(field, models.JSONField) else text)
    row.save()
    return MARK


def make_marked() -> Marked:
    """One row at least of everything that a room can know about somebody."""
    make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR)
    person = make_account(MARK)
    person.introduction = TranslatedText.of("fi", fi=f"{MARK}.people.person.introduction")
    mark(person, "name")
    managed, asked = make_organisation(email=person.email), make_organisation()
    _in_people(person)
    _in_organisations(person, managed, asked)
    consultation = _said(person, managed)
    _in_the_rest(person, consultation, asked)
    return Marked(person, managed, consultation)


def _in_people(person: Person) -> None:
    session = SessionStore()
    session.create()
    opened = Opened(session_key=session.session_key or "", device=MARK, issuer=MARK, subject=MARK, sid=MARK)
    mark(
        sign_in(person=person, assurance=Assurance.PROVIDER, opened=opened),
        "device",
        "issuer",
        "subject",
        "sid",
    )
    passkey = {"name": f"{MARK}.mfa.authenticator.name", "credential": {}}
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.WEBAUTHN, data=passkey)
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.TOTP, data={"secret": MARK})
    mark(SocialAccount(user_id=person.pk, provider="oidc"), "uid", "extra_data")


def _in_organisations(person: Person, managed: Organisation, asked: Organisation) -> None:
    granted: dict[str, Any] = {
        "actor": SYSTEM,
        "person": person,
        "scopes": [Scope.MANAGE_PEOPLE, Scope.ANSWER],
    }
    mark(organisations.grant_mandate(**granted, organisation=managed), "evidence")
    old = organisations.grant_mandate(**granted, organisation=make_organisation())
    organisations.end_mandate(actor=SYSTEM, mandate=old)
    old.refresh_from_db()
    mark(old, "evidence", "end_reason")
    role = organisations.grant_role(actor=SYSTEM, person=person, unit=make_unit(), kind=RoleKind.OFFICER)
    organisations.end_role(actor=SYSTEM, role=role)
    role.refresh_from_db()
    mark(role, "reason", "end_reason")
    actor = queries.actor_for(person)
    request = organisations.ask_to_join(actor=actor, organisation=asked, message=MARK)
    mark(request, "message", "reason")
    for organisation in (asked, make_organisation()):
        organisations.invite(
            actor=SYSTEM, organisation=organisation, email=person.email, scopes=["answer"], language="fi"
        )
    accepted = MandateInvitation.objects.order_by("pk")[0]
    organisations.accept_invitation(actor=actor, token=accepted.token)
    sent = organisations.invite(
        actor=actor, organisation=managed, email="eino@example.org", scopes=["answer"], language="fi"
    )
    organisations.withdraw_invitation(actor=actor, invitation=sent)


def _said(person: Person, managed: Organisation) -> Consultation:
    consultation = make_consultation()
    thread = thread_of(consultation)
    actor = queries.actor_for(person)
    taking: dict[str, Any] = {
        "process": consultation.process,
        "language": "fi",
        "background": {"field": "youth"},
    }
    own = contributions.take_part(actor=actor, capacity="resident", **taking)
    mark(own, "organisation_name", "pseudonym")
    hat = queries.actor_for(person, hat=managed.pk)
    official = contributions.take_part(actor=hat, capacity="organisation", **taking)
    words = f"{MARK}.contributions.version.text"
    for voice, speaker in ((own, actor), (official, hat)):
        contributions.say(voice=voice, actor=speaker, thread=thread, text=words, language="fi")
    others = make_idea(thread)
    contributions.rate(voice=own, thread=thread, number=others.number, value=1)
    mark(contributions.report(actor=actor, contribution=others, reason="insult"), "text")
    removed = contributions.remove(
        actor=SYSTEM, contribution=own.contributions.get(), reason="insult", note=MARK
    )
    appealed = contributions.appeal(actor=actor, voice=own, moderation=removed, text=MARK)
    put_back = contributions.decide_appeal(actor=SYSTEM, moderation=appealed, accepted=True)
    mark(put_back, "note", "appeal", "appeal_note")
    assert others.latest is not None
    Translation.objects.create(
        version=others.latest,
        language="sv",
        text=f"{MARK}.contributions.translation.text",
        checked_by=person.pk,
    )
    return consultation


def _answered(person: Person, process: Process) -> None:
    """A survey that was answered and sent, and has been changed since."""
    survey, actor = make_survey(process=process), queries.actor_for(person)
    voice = Voice.objects.of_actor(actor).get(process=process)
    begun = consultations.begin(actor=actor, consultation=survey, voice=voice, language="fi")
    consultations.save_draft(actor=actor, submission=begun, values={"agree": "yes"}, seen_revision=0)
    consultations.send(actor=actor, submission=begun, receipt_email=person.email)
    later = {"hopes": f"{MARK}.consultations.submission.draft"}
    consultations.save_draft(actor=actor, submission=begun, values=later, seen_revision=1)
    beside = consultations.attach_annex(actor=actor, submission=begun, file=examine("liite.txt", b"Sanoja"))
    mark(beside, "name", "ground")


def _in_the_rest(person: Person, consultation: Consultation, asked: Organisation) -> None:
    asked.email = person.email
    asked.save()
    _answered(person, consultation.process)
    consultations.invite_to_answer(
        actor=SYSTEM, consultation=consultation, organisation=asked, email=person.email, language="fi"
    )
    voice = Voice.objects.get(process=consultation.process, speaker=own_mark(person))
    heard = {"process": consultation.process, "answer": "no", "language": "fi", "at": timezone.now()}
    mark(Heard(voice=voice, **heard), "text")
    feedback = Feedback(contact=person.email.upper(), language="fi", at=timezone.now())
    mark(feedback, "text")
    facts: dict[str, Any] = {
        "person_id": person.pk,
        "to": person.email,
        "language": "fi",
        "queued_at": timezone.now(),
    }
    letter = Message(**facts, state=MessageState.UNDELIVERED, key="sample:1", settled_at=timezone.now())
    mark(letter, "subject", "body", "html", "answer")
    mark(ReturnedAddress(to=person.email, at=timezone.now()), "answer")
    followed = {"kind": TopicKind.PROCESS, "key": MARK, "at": timezone.now()}
    name = TranslatedText.of("fi", fi=f"{MARK}.notices.subscription.title")
    Subscription.objects.create(person=person, title=name, **followed)
    told = TranslatedText.of("fi", fi=f"{MARK}.notices.notice.title")
    Notice.objects.create(
        person=person, event="sample:1", kind=NoticeKind.RESULTS, title=told, address="/", at=timezone.now(),
        topic_kind=TopicKind.PROCESS, topic_key=MARK, cadence="daily",
    )  # fmt: skip


SEARCHED = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN
        ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'tsvector', 'USER-DEFINED')
    ORDER BY table_name, column_name
"""


def places_of(text: str) -> Iterator[str]:
    """The columns of the whole database in which a text stands, in capitals or not."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCHED)
        for table, column, kind in cursor.fetchall():
            written = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            sought = f'SELECT count(*) FROM "{table}" WHERE {written} ILIKE %s'  # noqa: S608 - the catalogue's own names
            cursor.execute(sought, [f"%{text}%"])
            row = cursor.fetchone()
            if row and row[0]:
                yield f"{table}.{column}"
