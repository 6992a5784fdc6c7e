"""Verbs of standing pages, feedback and the auditor; taking one's own data along, and erasing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.consultations import actions as consultations
from punos.contributions import actions as contributions
from punos.core.checking import TextIn
from punos.core.languages import TranslatedText
from punos.core.text import clean
from punos.decisions import actions as decisions
from punos.home import queries, rules
from punos.home.models import Feedback, StandingPage
from punos.journal import actions as journal
from punos.journal.models import Entry
from punos.mail import actions as mail
from punos.notices import actions as notices
from punos.organisations import actions as organisations
from punos.organisations.models import Actor
from punos.people import actions as people
from punos.people.queries import verified_addresses
from punos.processes.models import Process


@transaction.atomic
def write_standing_page(
    *, actor: Actor, kind: str, title: TranslatedText, body: TranslatedText
) -> StandingPage:
    """Write one of the pages that stay; the same words again change nothing."""
    rules.check_run_site(actor)
    known = StandingPage.objects.filter(kind=kind).first()
    if known and (known.title, known.body) == (title, body):
        return known
    page, _is_new = StandingPage.objects.update_or_create(kind=kind, defaults={"title": title, "body": body})
    journal.record(actor, "standing_page.written", page, public=True)
    return page


@transaction.atomic
def check_translation(*, actor: Actor, at: TextIn, version: str, seen: tuple[int, int]) -> TranslatedText:
    """Say that a translation matches its source, both as they were seen; its words stay as they are."""
    process = Process.objects.select_for_update(of=("self",)).get(pk=at.process_id)
    rules.check_check_translation(actor, process)
    row = type(at.subject).objects.select_for_update(of=("self",)).get(pk=at.subject.pk)
    old: TranslatedText = getattr(row, at.field)
    new = old.checked(version, seen=seen, by=actor.person_id, at=timezone.now())
    setattr(row, at.field, new)
    row.save(update_fields=[at.field])
    told = {"text": at.key, "language": version}
    journal.record(actor, "translation.checked", process, process=process.slug, public=at.is_public, **told)
    return new


@transaction.atomic
def give_feedback(*, actor: Actor, text: str, contact: str, language: str) -> Feedback:
    """Tell what could not be used."""
    text = clean(text)
    rules.check_give_feedback(text)
    feedback = Feedback.objects.create(text=text, contact=contact, language=language, at=timezone.now())
    journal.record(actor, "feedback.given", feedback)
    return feedback


@transaction.atomic
def answer_feedback(*, actor: Actor, feedback: Feedback) -> Feedback:
    """Note that feedback has been answered."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    rules.check_answer_feedback(actor, locked)
    locked.answered_at = timezone.now()
    locked.save(update_fields=["answered_at"])
    journal.record(actor, "feedback.answered", locked)
    return locked


@dataclass
class Journal:
    """The journal as a whole, of which one line tells that it was read."""

    pk: int = 0
    address: str = "/audit/"


@transaction.atomic
def read_journal(*, actor: Actor, sought: Mapping[str, Any]) -> Entry:
    """Look for lines of the journal; `sought` are the ids of what is looked for. What is read stands before the line."""
    rules.check_audit(actor)
    return journal.record(actor, "audit.read", Journal(), **sought)


@transaction.atomic
def export_journal(*, actor: Actor, sought: Mapping[str, Any], ending: str) -> Entry:
    """Take lines of the journal out as a file."""
    rules.check_audit(actor)
    return journal.record(actor, "audit.exported", Journal(), ending=ending, **sought)


@transaction.atomic
def export_me(*, actor: Actor) -> Entry:
    """Take along everything that is kept about oneself. What is read stands before the line, and is kept nowhere."""
    rules.check_export_me(actor)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    return journal.record(actor, "data.exported", actor.person)


@transaction.atomic
def erase_me(*, actor: Actor, address: str, withdraw: bool) -> None:
    """Erase one's own account in every room, all or nothing; `withdraw` takes back what one said that is still open.

    `address` is the account's, written once more because this can't be undone.
    """
    rules.check_erase_me(actor)
    rules.check_meant(actor, address)
    person = actor.person
    assert person is not None  # the rule refuses whoever has not signed in
    consultations.forget_person(
        actor=actor, person=person, withdraw=withdraw
    )  # while voices are still theirs
    decisions.forget_person(actor=actor, person=person)
    contributions.forget_person(actor=actor, person=person, withdraw=withdraw)
    notices.forget_person(actor=actor, person=person)
    organisations.forget_person(actor=actor, person=person)
    queries.feedback_of(person).delete()
    for known in ["", *verified_addresses(person)]:
        mail.forget(person_id=person.pk, address=known)
    people.erase_person(person=person)
