"""Whom to invite: organisations of the directory by what they do where, and what else they are asked at that time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from punos.consultations.models import Consultation, Invitation, Submission
from punos.consultations.queries.addresses import (
    NOWHERE,
    Address,
    Unreached,
    address_given,
    addresses_of,
    language_of,
    shown_address,
)
from punos.consultations.queries.inviting_states import speaking_for_organisations
from punos.core.languages import current_language
from punos.mail.rules import has_mailboxes
from punos.organisations.models import Actor, Organisation
from punos.organisations.queries import Wanted
from punos.organisations.queries.directory import directory, found_by_words
from punos.processes.models import Process

MOST_AT_ONCE = 500
MANY_REQUESTS = 3
NAMES_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What the organisations to be invited have in common; what is empty asks nothing.

    `answered` is the slug of a process in which they have said something.
    """

    wanted: Wanted = field(default_factory=Wanted)
    size: str = ""
    answered: str = ""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One organisation that could be invited: where its letter would go, and what else it is asked meanwhile."""

    organisation: Organisation
    language: str
    address: Address
    shown: str
    phone: str
    requests: int

    @property
    def unreached(self) -> Unreached | None:
        """Why no letter reaches it; None where one does."""
        return self.address.unreached(self.organisation)


@dataclass(frozen=True)
class Load:
    """How many organisations there are, and which of them have many other requests at the same time."""

    of: int
    busy: Sequence[Organisation]
    many: int = MANY_REQUESTS

    @property
    def names(self) -> str:
        """The names of the first of these, in the language of the page."""
        language = current_language()
        return ", ".join(each.name_in(language) for each in self.busy[:NAMES_SHOWN])

    @property
    def is_cut(self) -> bool:
        """Whether there are more than these names."""
        return len(self.busy) > NAMES_SHOWN


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """The organisations that fit; of those not invited yet at most `MOST_AT_ONCE` are `listed`, by name."""

    matching: int
    known: int
    listed: Sequence[Candidate]

    @property
    def more(self) -> int:
        """How many fit and are not listed, to be invited in another go."""
        return self.matching - self.known - len(self.listed)

    @property
    def to_write(self) -> list[Candidate]:
        """Those to whom a letter can go."""
        return [each for each in self.listed if each.address.is_there]

    @property
    def by_mail(self) -> list[Candidate]:
        """Those to whom it goes by e-mail."""
        return [each for each in self.to_write if not each.address.mailbox]

    @property
    def by_mailbox(self) -> list[Candidate]:
        """Those to whom it goes through Suomi.fi Messages."""
        return [each for each in self.to_write if each.address.mailbox]

    @property
    def to_call(self) -> list[Candidate]:
        """Those to whom none can go."""
        return [each for each in self.listed if not each.address.is_there]

    @property
    def load(self) -> Load:
        """Who of them has many other requests at the same time."""
        busy = [each.organisation for each in self.listed if each.requests >= MANY_REQUESTS]
        return Load(len(self.listed), busy)


def candidates(actor: Actor, consultation: Consultation, sought: Sought, now: datetime) -> Candidates:
    """The organisations that fit and have not ended, in alphabetical order."""
    found = directory(actor, sought.wanted).active()
    if sought.wanted.words:
        found = found.filter(pk__in=found_by_words(sought.wanted.words))
    if sought.size:
        found = found.filter(size=sought.size)
    if sought.answered:
        process = Process.objects.visible_to(actor).filter(slug=sought.answered).first()
        spoke = speaking_for_organisations(process.pk if process else 0)
        found = found.filter(pk__in=spoke.values("organisation"))
    invited = consultation.invitations.standing().values("organisation")
    fresh = list(found.exclude(pk__in=invited).by_name()[:MOST_AT_ONCE])
    return Candidates(
        matching=found.count(),
        known=found.filter(pk__in=invited).count(),
        listed=_told(actor, consultation, fresh, now),
    )


def _told(
    actor: Actor, consultation: Consultation, found: Sequence[Organisation], now: datetime
) -> list[Candidate]:
    addresses = addresses_of(found)
    requests = other_requests(consultation, [each.pk for each in found], now)
    return [
        Candidate(
            organisation=each,
            language=language_of(each),
            address=addresses.get(each.pk, NOWHERE),
            shown=shown_address(actor, each, addresses.get(each.pk, NOWHERE)),
            phone=each.phone if each.contact_is_public or actor.sees_unlisted else "",
            requests=requests[each.pk],
        )
        for each in found
    ]


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """What is told once before one organisation is invited: that it has much to answer, or that no e-mail reaches it."""

    organisation: Organisation
    requests: int
    address: Address
    unreached: Unreached | None

    @property
    def key(self) -> str:
        """What somebody says yes to: this organisation, and that its letter goes this way."""
        way = self.unreached or self.address.mailbox
        return f"{self.organisation.pk}:{way}" if way else str(self.organisation.pk)


def foretold(
    consultation: Consultation, organisation: Organisation, email: str, now: datetime
) -> Foretold | None:
    """What is to be told before this organisation is invited at this address; None where that is nothing.

    Without an address its link is handed over, as the form says; only where Suomi.fi Messages are in use may
    somebody believe that a letter goes all the same.
    """
    number = other_requests(consultation, [organisation.pk], now)[organisation.pk]
    address = address_given(organisation, email)
    is_known = not email and not has_mailboxes()
    told = Foretold(
        organisation=organisation,
        requests=number if number >= MANY_REQUESTS else 0,
        address=address,
        unreached=None if is_known else address.unreached(organisation),
    )
    return told if told.requests or told.unreached or address.mailbox else None


def other_requests(consultation: Consultation, organisations: Collection[int], now: datetime) -> Counter[int]:
    """How many other invitations each organisation has that wait for it while this consultation is open.

    Over the whole installation, whoever sent them; one that was answered or replied to waits no longer.
    """
    begins = max(consultation.opens_at, now)
    meanwhile = Consultation.objects.filter(published_at__isnull=False).exclude(closes_at__lte=begins)
    if consultation.closes_at is not None:
        meanwhile = meanwhile.filter(opens_at__lt=consultation.closes_at)
    answered = Submission.objects.sent().filter(
        consultation=models.OuterRef("consultation"), voice__organisation=models.OuterRef("organisation")
    )
    waiting = Invitation.objects.standing().filter(
        consultation__in=meanwhile.exclude(pk=consultation.pk), organisation__in=organisations, reply=""
    )
    counted = waiting.exclude(models.Exists(answered)).order_by().values_list("organisation")
    return Counter(dict(counted.annotate(models.Count("pk"))))


def load_of(organisations: Sequence[Organisation], requests: Mapping[int, int]) -> Load:
    """Who of these has many other requests, by what `other_requests` has counted."""
    return Load(
        len(organisations), [each for each in organisations if requests.get(each.pk, 0) >= MANY_REQUESTS]
    )


def processes_with_answers(actor: Actor) -> list[tuple[str, str]]:
    """The processes in which organisations have answered, as slug and title, by title."""
    visible = Process.objects.visible_to(actor).filter(voices__organisation__isnull=False).distinct()
    language = current_language()
    titles = [(each.slug, each.title.read(language).text) for each in visible]
    return sorted(titles, key=lambda each: each[1].casefold())
