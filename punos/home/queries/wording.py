"""The words of the package of one's own data. A test sees to it that no kind and no column is without."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from punos.contributions.models import Capacity, ContributionState, Identified, Reason, Scale
from punos.decisions.models import HeardAnswer
from punos.home.queries.verbs import SUBJECTS, VERBS
from punos.mail.models import Channel, MessageState
from punos.notices.models import Cadence, NoticeKind, TopicKind
from punos.organisations.models import JoinOutcome, MandateSource, RoleKind, RoleSource, Scope
from punos.people.models import Assurance

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

KINDS: Mapping[str, "Text"] = {
    "account": _("My account"),
    "appeals": _("My appeals against removing what I said"),
    "attachments": _("Files that I have added to my answers"),
    "contact_of": _("Organisations whose contact address is mine"),
    "contributions": _("What I have said"),
    "email_addresses": _("My e-mail addresses"),
    "feedback": _("My feedback on this site"),
    "heard": _("Whether I was heard"),
    "invitations_to_act": _("Invitations to act for an organisation"),
    "invitations_to_answer": _("Invitations to answer a consultation"),
    "join_requests": _("My requests to act for an organisation"),
    "journal": _("What has been done by me or to me"),
    "mandates": _("My mandates"),
    "messages": _("Letters to me"),
    "notices": _("What I was told"),
    "provider_accounts": _("My accounts at the sign-in service"),
    "ratings": _("How I have rated what others said"),
    "receipts": _("Receipts of my answers"),
    "reports": _("What I have reported to moderators"),
    "returned_addresses": _("My addresses from which mail came back"),
    "roles": _("My roles in the city"),
    "second_factors": _("My second factors"),
    "sign_ins": _("Where I am signed in"),
    "submissions": _("My answers to surveys"),
    "subscriptions": _("What I follow"),
    "translations_checked": _("Translations that I have made or checked"),
    "voices": _("Where I have taken part"),
}

COLUMNS: Mapping[str, "Text"] = {
    "accepted_at": _("Accepted"),
    "added_at": _("Added"),
    "address": _("Page"),
    "answer": _("The mail server's answer"),
    "answered_at": _("Answered"),
    "appeal": _("My appeal"),
    "appeal_accepted": _("Appeal accepted"),
    "appeal_decided_at": _("Appeal decided"),
    "appeal_note": _("Note on the appeal"),
    "appealed_at": _("Appealed"),
    "assurance": _("How I signed in"),
    "at": _("When"),
    "background": _("Background"),
    "began_at": _("Since"),
    "cadence": _("How often by e-mail"),
    "capacity": _("I answer"),
    "changed_at": _("Last changed"),
    "channel": _("How it left"),
    "consultation": _("Consultation"),
    "contact": _("E-mail address"),
    "contribution": _("Number of the contribution"),
    "created_at": _("Made"),
    "date_joined": _("Connected"),
    "decided_at": _("Decided"),
    "device": _("Device"),
    "draft": _("What I have written"),
    "email": _("E-mail address"),
    "end_reason": _("Why it ended"),
    "ended_at": _("Ended"),
    "ends_on": _("Last day"),
    "evidence": _("On what it rests"),
    "expires_at": _("Valid until"),
    "extra_data": _("Further data"),
    "granted_at": _("Given"),
    "ground": _("Why it is secret"),
    "head_count": _("People in the group"),
    "heard": _("Was I heard?"),
    "id": _("Number here"),
    "identified": _("How well I am identified"),
    "introduction": _("Introduction"),
    "is_active": _("In use"),
    "is_easy": _("In easy language"),
    "is_secret": _("Believed secret"),
    "is_sent": _("Sent with the answer"),
    "issuer": _("Sign-in service"),
    "kind": _("Role"),
    "language": _("Language"),
    "last_login": _("Last signed in"),
    "last_used_at": _("Last used"),
    "media_type": _("Kind of file"),
    "message": _("Message"),
    "name": _("Name"),
    "note": _("Note to the author"),
    "number": _("Number of the answer"),
    "opened_at": _("Opened"),
    "organisation": _("Organisation"),
    "organisation_id": _("Number of the organisation"),
    "organisation_name": _("Name of the organisation as I wrote it"),
    "outcome": _("Outcome"),
    "primary": _("Main address"),
    "process": _("Process"),
    "provider": _("Sign-in service"),
    "pseudonym": _("Pseudonym"),
    "queued_at": _("Written"),
    "quote": _("Exact passage"),
    "read_at": _("Read"),
    "reason": _("Reason"),
    "receipt_email": _("E-mail address for the receipt"),
    "removed_at": _("Removed"),
    "rewording": _("Other words for the clause"),
    "scale": _("Scale"),
    "scopes": _("What it covers"),
    "sent_at": _("Sent"),
    "settled_at": _("Settled"),
    "sid": _("Session at the sign-in service"),
    "size": _("Size in bytes"),
    "source": _("Source"),
    "stance": _("What one thinks of the clause"),
    "started_at": _("Begun"),
    "starts_on": _("First day"),
    "state": _("State"),
    "subject": _("My mark at the sign-in service"),
    "subject_id": _("Its number"),
    "subject_type": _("To what"),
    "text": _("Text"),
    "title": _("Subject"),
    "to": _("To"),
    "told": _("What I sent"),
    "type": _("Kind"),
    "uid": _("My mark at the sign-in service"),
    "unit": _("Unit of the city"),
    "valid_until": _("To be renewed by"),
    "value": _("Value"),
    "verb": _("What was done"),
    "verified": _("Verified"),
    "version": _("Version"),
    "withdrawn_at": _("Withdrawn"),
}

FACTORS: Mapping[str, "Text"] = {
    "totp": _("Authenticator app"),
    "webauthn": _("Passkey"),
    "recovery_codes": _("Recovery codes"),
}

# Codes of a column of a kind, and their words.
CHOICES: Mapping[tuple[str, str], Mapping[Any, Any]] = {
    ("appeals", "reason"): dict(Reason.choices),
    ("appeals", "state"): dict(ContributionState.choices),
    ("contributions", "state"): dict(ContributionState.choices),
    ("heard", "heard"): dict(HeardAnswer.choices),
    ("invitations_to_act", "scopes"): dict(Scope.choices),
    ("join_requests", "outcome"): dict(JoinOutcome.choices),
    ("journal", "subject_type"): SUBJECTS,
    ("journal", "verb"): VERBS,
    ("mandates", "scopes"): dict(Scope.choices),
    ("mandates", "source"): dict(MandateSource.choices),
    ("messages", "channel"): dict(Channel.choices),
    ("messages", "state"): dict(MessageState.choices),
    ("notices", "cadence"): dict(Cadence.choices),
    ("notices", "kind"): dict(NoticeKind.choices),
    ("ratings", "scale"): dict(Scale.choices),
    ("ratings", "state"): dict(ContributionState.choices),
    ("reports", "reason"): dict(Reason.choices),
    ("reports", "state"): dict(ContributionState.choices),
    ("roles", "kind"): dict(RoleKind.choices),
    ("roles", "source"): dict(RoleSource.choices),
    ("second_factors", "type"): FACTORS,
    ("sign_ins", "assurance"): dict(Assurance.choices),
    ("subscriptions", "cadence"): dict(Cadence.choices),
    ("subscriptions", "kind"): dict(TopicKind.choices),
    ("translations_checked", "state"): dict(ContributionState.choices),
    ("voices", "capacity"): dict(Capacity.choices),
    ("voices", "identified"): dict(Identified.choices),
}

# What erasing an account removes.
GOES: tuple["Text", ...] = (
    _(
        "your name, your e-mail addresses, your password and your second factors, so that nobody can sign in as you"
    ),
    _("every session on every device, and the connection to the sign-in service"),
    _("your mandates: from then on you act for no organisation"),
    _("your requests to act for an organisation and the invitations that were sent to you"),
    _("addresses, subjects and texts of the letters to you, and of letters to others that name you"),
    _("what you wrote on whether you were heard"),
    _("feedback on this site that you gave with your address"),
    _("what you follow, and the notices that you were given"),
)

# What stays, and why.
STAYS: tuple[tuple["Text", "Text"], ...] = (
    (
        _("What you have said in consultations"),
        _(
            "What is sent to an authority is an official document, which is not removed. It stays without your"
            " name, which readers never saw. You can withdraw below what is still open."
        ),
    ),
    (
        _("Your ratings and the background that you gave with them"),
        _(
            "Everybody must be able to compute the published figures again. No name belongs to them, and nobody"
            " can come back to them as you."
        ),
    ),
    (
        _("What you have said for an organisation"),
        _("It is the organisation's answer. That it was you who gave it is removed."),
    ),
    (
        _("Your former mandates and roles"),
        _(
            "Organisations and the city must be able to show later who could act for them and on what ground."
            " They stay under a number that leads to no name any more, with the ground and, for roles, the reason."
        ),
    ),
    (
        _("The journal of this site"),
        _(
            "It holds numbers and never names. If lines could be removed, it could not show that nothing was changed."
        ),
    ),
    (
        _("The contact details on an organisation's card"),
        _(
            "They are the organisation's, even where the address is yours. Ask a manager of it to change them."
        ),
    ),
)
