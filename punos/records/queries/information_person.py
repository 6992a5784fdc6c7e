"""Everything about one person, room by room: what they said as everybody meets it, then what each room knows of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Attachment, Submission
from punos.consultations.queries.about import own_submissions
from punos.contributions.queries import said_by
from punos.home.queries import about, about_address
from punos.people.models import Person
from punos.records.queries import information_rows as rows
from punos.records.queries.information import PERSONAL, SECURITY, Found, Kind, kind_of
from punos.records.queries.information_rows import Seen, short
from punos.records.queries.publicity import NOT_PUBLISHED, SECRET
from punos.records.queries.said import COUNTED

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

# What each kind of the package of one's own data is called when somebody else answers for it, and what a line of it tells.
KINDS: Final[Mapping[str, tuple["Text", tuple[str, ...]]]] = {
    "account": (_("Account"), ("name", "email", "language")),
    "appeals": (_("Appeals against removing what they said"), ("process", "contribution", "appeal")),
    "attachments": (_("Files added to answers"), ("consultation", "name")),
    "contact_of": (_("Organisations whose contact address is theirs"), ("organisation", "email")),
    "contributions": (_("Every wording of what they said"), ("process", "contribution", "version", "text")),
    "email_addresses": (_("E-mail addresses"), ("email",)),
    "feedback": (_("Feedback on this site"), ("at", "text")),
    "heard": (_("Whether they felt heard"), ("process", "heard", "text")),
    "invitations_to_act": (_("Invitations to act for an organisation"), ("organisation", "email")),
    "invitations_to_answer": (_("Invitations to answer a consultation"), ("consultation", "organisation")),
    "join_requests": (_("Requests to act for an organisation"), ("organisation", "message")),
    "journal": (_("What was done by them or to them"), ("at", "verb", "address")),
    "mandates": (_("Mandates"), ("organisation", "starts_on", "ended_at")),
    "messages": (_("Letters to them"), ("queued_at", "title")),
    "notices": (_("What they were told"), ("at", "title")),
    "provider_accounts": (_("Accounts at the sign-in service"), ("provider",)),
    "ratings": (_("How they rated what others said"), ("process", "contribution", "value")),
    "receipts": (_("Receipts of answers"), ("consultation", "sent_at")),
    "reports": (_("What they reported to moderators"), ("process", "contribution", "reason")),
    "returned_addresses": (_("Addresses from which mail came back"), ("to",)),
    "roles": (_("Roles in the city"), ("unit", "kind", "ended_at")),
    "second_factors": (_("Second factors"), ("type", "created_at")),
    "sign_ins": (_("Where they are signed in"), ("at", "device")),
    "submissions": (_("Answers, drafts among them"), ("consultation", "number", "state")),
    "subscriptions": (_("What they follow"), ("title",)),
    "translations_checked": (_("Translations made or checked"), ("process", "contribution", "language")),
    "voices": (_("Where they took part"), ("process", "at")),
}
SECURED: Final = {"provider_accounts", "second_factors", "sign_ins"}


def of_person(person: Person, seen: Seen, address: str = "") -> Iterator[Kind]:
    """First what may be public, then every row that any room keeps of them or of this address."""
    yield rows.contributions(said_by(person), seen)
    sent = Submission.objects.filter(pk__in=own_submissions(person).values("pk"), state__in=COUNTED)
    yield rows.answers(sent, seen)
    yield rows.files(Attachment.objects.filter(submission__in=sent, is_sent=True), seen)
    yield from _kept(about(person, [address] if address else []))


def of_address(email: str) -> Iterator[Kind]:
    """What was sent to an address with which nobody has an account, or shows it."""
    yield from _kept(about_address(email))


def _kept(rooms: Mapping[str, Mapping[str, Iterable[Mapping[str, Any]]]]) -> Iterator[Kind]:
    for room, kinds in rooms.items():
        for kind, known in kinds.items():
            title, columns = KINDS[kind]
            secured = kind in SECURED
            ground = SECURITY if secured else PERSONAL
            found = [_row(row, columns, secured=secured) for row in known]
            yield kind_of(room, f"own_{kind}", title, found, ground)


def _row(row: Mapping[str, Any], columns: tuple[str, ...], *, secured: bool) -> Found:
    told = [_told(row[name]) for name in columns if row.get(name) not in (None, "")]
    return Found(short(" \u00b7 ".join(told)), SECRET if secured else NOT_PUBLISHED, plain=dict(row))


def _told(value: Any) -> str:
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)
