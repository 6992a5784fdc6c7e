"""Who gets a published summary by e-mail: everybody who took part and whose address is known, once."""

from typing import Any

import pytest
from django.utils import timezone

from punos.consultations.models import Consultation, Submission
from punos.contributions.models import Contribution, Rating, Voice
from punos.contributions.tests.factories import make_voice
from punos.journal.models import Entry
from punos.mail.models import Message
from punos.notices.models import Cadence, Notice
from punos.notices.tests.factories import following, hat, make_reader, run_telling
from punos.organisations.models import Actor
from punos.organisations.tests.factories import make_actor
from punos.reports import actions, queries, tasks
from punos.reports.models import Summary
from punos.reports.tests.summaries import begun

pytestmark = pytest.mark.django_db


def took_part(consultation: Consultation, actor: Actor | None = None) -> Voice:
    """Somebody who rated an idea."""
    voice = make_voice(consultation.process, actor)
    idea = Contribution.objects.filter(thread__part__consultation=consultation).earliest("pk")
    Rating.objects.create(contribution=idea, voice=voice, scale=1, value=1, at=timezone.now())
    return voice


def answered(consultation: Consultation, number: int, **told: Any) -> Submission:
    """An answer that was sent by somebody without an account."""
    now = timezone.now()
    facts = {"state": "sent", "number": number, "language": "sv", "started_at": now, "changed_at": now}
    voice = make_voice(consultation.process)
    return Submission.objects.create(consultation=consultation, voice=voice, sent_at=now, **facts | told)


def published() -> Summary:
    """A published summary."""
    summary, leader = begun()
    return actions.publish_summary(actor=leader, summary=summary, seen_revision=1)


def test_readers_are_those_with_an_account_an_organisations_senders_and_where_receipts_went() -> None:
    summary = published()
    consultation, maija, sender = summary.consultation, make_actor("Maija"), make_actor("Eino")
    officer, silent = make_actor("Olli"), make_actor("Sanna")
    assert maija.person is not None
    assert sender.person is not None
    assert officer.person is not None
    took_part(consultation, maija)
    took_part(consultation)
    make_voice(consultation.process, silent)
    answered(consultation, 1, receipt_email="birgit@esimerkki.fi", sent_by=sender.person.pk)
    answered(consultation, 2, receipt_email="Birgit@esimerkki.fi")
    answered(consultation, 3, typed_in_by=officer.person.pk, sent_by=officer.person.pk)

    found = [(each.email, each.language) for each in queries.readers(consultation)]

    assert found == [(maija.person.email, "fi"), (sender.person.email, "fi"), ("birgit@esimerkki.fi", "sv")]


def test_letters_go_out_once_in_the_readers_language_with_figures_in_words() -> None:
    summary = published()
    answered(summary.consultation, 1, receipt_email="birgit@esimerkki.fi")
    entry = Entry.objects.get(verb="summary.published")

    tasks.tell_of_summary(entry)
    tasks.tell_of_summary(entry)

    letter = Message.objects.get()
    assert (letter.to, letter.language) == ("birgit@esimerkki.fi", "sv")
    assert letter.subject == summary.title.texts["sv"].text
    assert f"/sv{summary.address}" in letter.body
    assert "figure:" not in letter.body


def test_letter_to_what_is_no_address_is_passed_over_and_others_get_theirs() -> None:
    summary = published()
    answered(summary.consultation, 1, receipt_email="nobody")
    answered(summary.consultation, 2, receipt_email="birgit@esimerkki.fi")

    assert actions.tell_of_summary(summary=summary) == 2
    assert [letter.to for letter in Message.objects.all()] == ["birgit@esimerkki.fi"]


def test_followers_are_told_and_whoever_gets_the_letter_gets_no_second_one() -> None:
    summary, (participant, follower) = published(), (make_reader("Maija"), make_reader("Eino"))
    process = summary.consultation.process
    for each in (participant, follower):
        following(each, Cadence.INSTANT, key=process.slug)
    took_part(summary.consultation, hat(participant))
    entry = Entry.objects.get(verb="summary.published")

    tasks.tell_followers(entry)
    run_telling()

    assert dict(Notice.objects.values_list("person", "cadence")) == {
        participant.pk: "never",
        follower.pk: "instant",
    }
    assert Notice.objects.filter(address=summary.address, kind="summary").count() == 2
