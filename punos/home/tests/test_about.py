"""Everything about oneself: nothing is missed, everything has words, nothing of others comes along."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from punos.contributions.tests.factories import make_visitor, verdict
from punos.home import actions, queries, rules
from punos.home.queries.wording import COLUMNS, KINDS
from punos.home.tests.marked import MARK, make_marked
from punos.journal.models import Entry
from punos.organisations import queries as organisations
from punos.organisations.models import Actor
from punos.people.models import Person
from punos.people.tests.factories import make_account

pytestmark = pytest.mark.django_db

# Columns that point to a person, and the kind of the package that holds their rows.
HELD = {
    "account.EmailAddress.email": "email_addresses",
    "account.EmailAddress.user": "email_addresses",
    "consultations.Invitation.email": "invitations_to_answer",
    "consultations.Submission.receipt_email": "submissions",
    "contributions.Report.person": "reports",
    "contributions.Translation.checked_by": "translations_checked",
    "contributions.Voice.person": "voices",
    "home.Feedback.contact": "feedback",
    "journal.Entry.person_id": "journal",
    "mail.Message.person_id": "messages",
    "mail.Message.to": "messages",
    "mail.ReturnedAddress.to": "returned_addresses",
    "mfa.Authenticator.user": "second_factors",
    "notices.Notice.person": "notices",
    "notices.Subscription.person": "subscriptions",
    "organisations.JoinRequest.person": "join_requests",
    "organisations.Mandate.person": "mandates",
    "organisations.MandateInvitation.accepted_by": "invitations_to_act",
    "organisations.MandateInvitation.email": "invitations_to_act",
    "organisations.Organisation.email": "contact_of",
    "organisations.Role.person": "roles",
    "people.Person.email": "account",
    "people.SignIn.person": "sign_ins",
    "socialaccount.SocialAccount.user": "provider_accounts",
}
# Columns that name the doer of a verb: the journal's lines about the doer, which are in the package, say the same.
DOERS = {
    "contributions.Moderation.appeal_decided_by",
    "contributions.Moderation.by",
    "consultations.AnswerImport.brought_in_by",
    "consultations.AnswerImport.by",
    "consultations.InformationRequest.decided_by",
    "consultations.InformationRequest.noted_by",
    "consultations.Invitation.invited_by",
    "consultations.Invitation.replied_by",
    "consultations.Reminder.by",
    "consultations.Signature.asked_by",
    "consultations.Signature.confirmed_by",
    "consultations.Submission.approved_by",
    "consultations.Submission.sent_by",
    "consultations.Submission.typed_in_by",
    "consultations.TimeChange.by",
    "organisations.JoinRequest.decided_by",
    "organisations.Mandate.ended_by",
    "organisations.Mandate.granted_by",
    "organisations.MandateInvitation.invited_by",
    "organisations.RegisterChange.settled_by",
    "organisations.RegistryImport.brought_in_by",
    "organisations.RegistryImport.by",
    "organisations.Role.ended_by",
    "organisations.Role.granted_by",
    "processes.HostRequest.answered_by",
    "processes.HostRequest.asked_by",
    "decisions.Decision.made_by",
    "decisions.DecisionCorrection.by",
    "decisions.FoundDecision.settled_by",
    "decisions.Measure.made_by",
    "decisions.ProgressNote.by",
    "decisions.Response.checked_by",
    "decisions.Response.drafted_by",
    "decisions.Response.published_by",
    "records.CaseFile.changed_by",
    "records.Handover.asked_by",
    "records.InformationSearch.by",
    "reports.ReportContents.changed_by",
    "reports.ReportFile.asked_by",
    "reports.Summary.begun_by",
    "reports.Summary.published_by",
    "reports.SummaryVersion.replaced_by",
    "records.Destruction.confirmed_by",
    "themes.Assignment.by",
    "themes.Assignment.ended_by",
    "themes.Assignment.reviewed_by",
    "themes.Theme.made_by",
    "themes.ThemeChange.by",
    "themes.ThemeChange.undone_by",
}
# A text of the host about itself, which its own people write and change.
OF_THE_HOST = {"processes.Process.contact"}
# The name of a body of an organisation, such as its board.
OF_A_BODY = {"consultations.Submission.dealt_with_by"}
# A day by which something is ready.
OF_NOBODY = {"decisions.Response.ready_by"}
POINTERS = {"by", "contact", "to", "person_id", "user_id", "owner_id", "author_id", "reader_id"}


def pointing() -> Iterator[str]:
    """Every column that by its type or name leads to a person."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            name = field.name
            leads = field.related_model is Person or isinstance(field, models.EmailField)
            if leads or name in POINTERS or name.endswith("_by") or name == "email":
                yield f"{model._meta.label}.{name}"


def test_every_column_that_points_to_a_person_is_in_the_package_or_declared() -> None:
    assert set(pointing()) == set(HELD) | DOERS | OF_THE_HOST | OF_A_BODY | OF_NOBODY


def test_package_has_every_kind_of_data_and_all_that_was_marked() -> None:
    marked = make_marked()

    known = queries.about(marked.person)
    kinds = {kind: rows for room in known.values() for kind, rows in room.items()}
    text = json.dumps(known, default=str)

    assert set(HELD.values()) == set(kinds) - {
        "appeals",
        "attachments",
        "contributions",
        "heard",
        "ratings",
        "receipts",
    }
    assert {kind for kind, rows in kinds.items() if not rows} == set()
    assert sorted(set(_marks(text))) == [
        "consultations.attachment.ground", "consultations.attachment.name", "consultations.submission.draft",
        "contributions.moderation.appeal", "contributions.moderation.appeal_note", "contributions.moderation.note",
        "contributions.report.text", "contributions.translation.text", "contributions.version.text", "contributions.voice.organisation_name",
        "contributions.voice.pseudonym",
        "decisions.heard.text", "home.feedback.text", "mail.message.answer", "mail.message.subject", "mail.returnedaddress.answer", "mfa.authenticator.name",
        "notices.notice.title", "notices.subscription.title",
        "organisations.joinrequest.message", "organisations.joinrequest.reason",
        "organisations.mandate.end_reason", "organisations.mandate.evidence",
        "organisations.role.end_reason", "organisations.role.reason",
        "people.person.introduction", "people.person.name",
        "people.signin.device", "people.signin.issuer", "people.signin.sid", "people.signin.subject",
        "socialaccount.socialaccount.extra_data", "socialaccount.socialaccount.uid",
    ]  # fmt: skip


def _marks(text: str) -> Iterator[str]:
    for part in text.split(f"{MARK}.")[1:]:
        if not part[0].isdigit():  # which is the address
            yield part.partition('"')[0]


def test_package_holds_no_secret() -> None:
    marked = make_marked()
    text = json.dumps(queries.about(marked.person), default=str)
    sign_in = marked.person.sign_ins.get()

    assert [
        each for each in (marked.person.password, sign_in.session_key, "credential", "nonce") if each in text
    ] == []


def test_package_tells_nothing_of_anybody_else() -> None:
    make_marked()
    stranger = make_account("Onni")

    kinds = {kind: rows for room in queries.about(stranger).values() for kind, rows in room.items() if rows}

    assert sorted(kinds) == ["account", "email_addresses", "journal"]


def test_address_that_is_not_verified_finds_nothing_of_its_true_owner() -> None:
    marked = make_marked()
    liar = make_account("Liar", verified=False)
    liar.email = f"{marked.person.email}.example"
    liar.save()
    liar_addresses: Any = liar.emailaddress_set  # type: ignore[attr-defined]  # the library ships no types
    liar_addresses.update(email=marked.person.email)

    known = queries.about(liar)

    assert known["mail"]["messages"] == known["organisations"]["invitations_to_act"] == []
    assert known["home"]["feedback"] == known["consultations"]["invitations_to_answer"] == []


def test_every_kind_and_column_has_words() -> None:
    known = queries.about(make_marked().person)
    kinds = {kind: rows for room in known.values() for kind, rows in room.items()}

    assert set(kinds) == set(KINDS)
    assert {name for rows in kinds.values() for row in rows for name in row} == set(COLUMNS)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_package_is_a_zip_with_a_page_in_the_reader_s_language(language: str) -> None:
    marked = make_marked()
    with override(language):
        made = queries.package(queries.about(marked.person))
        told = queries.in_words(queries.about(marked.person))

    files = zipfile.ZipFile(io.BytesIO(made))
    page = files.read("index.html").decode()

    assert files.testzip() is None
    assert files.namelist() == [
        *(f"data/{room}.json" for room in (
            "people", "organisations", "contributions", "consultations", "decisions", "home", "notices", "mail", "journal",
        )),
        "index.html",
    ]  # fmt: skip
    assert f'<html lang="{language}">' in page
    assert [page.count(f"<h2>{each.title}</h2>") for each in told] == [1] * len(KINDS)
    assert json.loads(files.read("data/people.json"))["account"][0]["email"] == marked.person.email


def test_export_is_noted_in_the_journal() -> None:
    marked = make_marked()

    line = actions.export_me(actor=marked.actor)

    assert (line.verb, line.person_id, line.subject_id) == (
        "data.exported",
        marked.person.pk,
        marked.person.pk,
    )
    assert (line.is_public, line.ids) == (False, {})
    assert Entry.objects.order_by("-pk")[0] == line


def test_only_somebody_with_an_account_exports() -> None:
    everybody = [Actor(), make_visitor(), organisations.actor_for(make_account())]

    assert [verdict(rules.check_export_me, actor) for actor in everybody] == ["refused", "refused", "yes"]
