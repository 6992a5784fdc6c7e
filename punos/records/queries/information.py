"""Everything that all rooms hold about a process, an organisation or a person, kind by kind, for an information request.

Of each kind it is told how many everybody may read, how many are given to who asks, and how many a law keeps
secret and by which section. The pages show the first of them; the file to take along holds them all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Invitation
from punos.core.errors import Invalid
from punos.home.models import Feedback
from punos.mail.models import Message, ReturnedAddress
from punos.organisations.models import MandateInvitation, Organisation
from punos.people.models import Person
from punos.processes.models import Process
from punos.records.models import InformationSearch, SoughtKind
from punos.records.queries.plain import Row
from punos.records.queries.publicity import NOT_PUBLISHED, PUBLIC, REMOVED, SECRET, WITHDRAWN

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

SHOWN: Final = 30
MARKS: Final[Mapping[str, "Text"]] = {
    PUBLIC: _("public"),
    NOT_PUBLISHED: _("not published, given to who asks"),
    SECRET: _("believed secret"),
    REMOVED: _("removed by a moderator, kept by the authority"),
    WITHDRAWN: _("taken back by who said it"),
}
ON_REQUEST: Final = _("621/1999 section 9: given to who asks, unless another section keeps it secret")
UNFINISHED: Final = _("621/1999 sections 6 and 9: not finished, so not public yet; the authority may give it")
PERSONAL: Final = _(
    "621/1999 section 16, subsection 3: personal data are given to who may process them by data protection law"
)
SECURITY: Final = _(
    "621/1999 section 24, subsection 1, paragraph 7: security arrangements of information systems are secret"
)
BY_SENDER: Final = _(
    "What the sender believes stands beside each; the law decides when somebody asks (621/1999 section 24)"
)


@dataclass(frozen=True)
class Found:
    """One record: in a line, whether it is public, where it is read, and why it is not given, if somebody said so."""

    line: "Text"
    publicity: str
    url: str = ""
    ground: "Text" = ""
    plain: Row = field(default_factory=dict)

    @property
    def mark(self) -> "Text":
        """Whether it is public, in words."""
        return MARKS[self.publicity]


@dataclass(frozen=True)
class Kind:
    """The records of one kind in one room. `rows` are read when they are asked for: there may be very many."""

    room: str
    name: str
    title: "Text"
    counts: Mapping[str, int]
    rows: Callable[[], Iterable[Found]]
    ground: "Text" = ""

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def counted(self) -> list[tuple["Text", int]]:
        """How many of each mark."""
        return [(MARKS[mark], self.counts[mark]) for mark in MARKS if self.counts.get(mark)]

    @property
    def first(self) -> list[Found]:
        """Those that stand on the page."""
        return list(islice(self.rows(), SHOWN))

    @property
    def left(self) -> int:
        """How many more there are than stand on the page."""
        return max(0, self.number - SHOWN)

    @property
    def reason(self) -> "Text":
        """Why what is not public is not; nothing where all of it is."""
        return self.ground if set(self.counts) - {PUBLIC} else ""


def kind_of(room: str, name: str, title: "Text", rows: Iterable[Found], ground: "Text" = ON_REQUEST) -> Kind:
    """A kind of which there are few, read at once."""
    known = list(rows)
    counts = Counter(each.publicity for each in known)
    return Kind(room, name, title, counts, lambda: known, ground)


def counted_of(
    room: str,
    name: str,
    title: "Text",
    rows: models.QuerySet[Any],
    tell: Callable[[Any], Found],
    publicity: str = NOT_PUBLISHED,
    ground: "Text" = PERSONAL,
) -> Kind:
    """A kind of which all are alike and there may be many, read one after another."""
    number = rows.count()
    counts = {publicity: number} if number else {}

    def read() -> Iterator[Found]:
        return map(tell, rows.iterator(chunk_size=1_000))

    return Kind(room, name, title, counts, read, ground)


# What is meant -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Correspondent:
    """Somebody without an account, of whom an address is known to which something was sent."""

    email: str


type Subject = Process | Organisation | Person | Correspondent | None

# In which column of which rows an address stands.
PLACES: Final[Mapping[str, tuple[models.Manager[Any], str]]] = {
    "letter": (Message.objects, "to"),
    "returned": (ReturnedAddress.objects, "to"),
    "invitation": (Invitation.objects, "email"),
    "offer": (MandateInvitation.objects, "email"),
    "card": (Organisation.objects, "email"),
    "feedback": (Feedback.objects, "contact"),
}


def place_of(email: str) -> tuple[str, int | None]:
    """The latest row in which an address stands, and of what kind it is; so the address itself need not be kept."""
    if email:
        for place, (rows, column) in PLACES.items():
            having = rows.filter(**{f"{column}__iexact": email}).order_by("-pk")
            if number := having.values_list("pk", flat=True).first():
                return place, number
    return "", None


def address_of(search: InformationSearch) -> str:
    """The address by which it was looked for, as long as the row that had it still has it."""
    if search.place not in PLACES:
        return ""
    rows, column = PLACES[search.place]
    return str(rows.filter(pk=search.place_id).values_list(column, flat=True).first() or "")


def meant(kind: SoughtKind, words: str) -> Process | Organisation | Person | None:
    """The one process or organisation that was meant, refused if it is none or several; a person, or nobody."""
    if kind == SoughtKind.PERSON:
        verified = models.Q(emailaddress__email__iexact=words, emailaddress__verified=True)
        found = Person.objects.filter(verified | models.Q(email__iexact=words))
        return found.order_by("-is_active", "pk").distinct().first()
    last = words.rstrip("/").rpartition("/")[2]
    if kind == SoughtKind.PROCESS:
        return _one(
            Process.objects.filter(slug=last),
            Process.objects.filter(
                models.Q(case_number__iexact=words) | models.Q(decisions__case_number__iexact=words)
            ).distinct(),
        )
    named = models.Q(name__iexact=words) | models.Q(name_sv__iexact=words) | models.Q(name_en__iexact=words)
    numbered = models.Q(identifiers__value=words)
    return _one(
        Organisation.objects.filter(slug=last), Organisation.objects.filter(named | numbered).distinct()
    )


def _one[T: (Process, Organisation)](exact: models.QuerySet[T], others: models.QuerySet[T]) -> T:
    """The one with this address, else the only one of the others."""
    found = exact.first()
    if found is not None:
        return found
    some = list(others.order_by("pk")[:10])
    if len(some) > 1:
        slugs = ", ".join(each.slug for each in some)
        raise Invalid(str(_("This means several. Write one of these: %(slugs)s")) % {"slugs": slugs})
    if not some:
        raise Invalid(str(_("Nothing here is called that or has that number.")))
    return some[0]


def slug_of(subject: Subject) -> str:
    """The process to which the journal's line belongs, if it is one."""
    return subject.slug if isinstance(subject, Process) else ""


def subject_of(search: InformationSearch) -> Subject:
    """What was looked for, if it is still there."""
    pk = search.subject_id or 0
    if search.kind == SoughtKind.PROCESS:
        return Process.objects.filter(pk=pk).first()
    if search.kind == SoughtKind.ORGANISATION:
        return Organisation.objects.filter(pk=pk).first()
    address = address_of(search)
    return Person.objects.filter(pk=pk).first() or (Correspondent(address) if address else None)


def searches_seen_by(person_id: int | None, *, sees_all: bool) -> models.QuerySet[InformationSearch]:
    """Who looked for what of late: one's own, and for an auditor everybody's, the latest first."""
    found = InformationSearch.objects.order_by("-pk")
    return found if sees_all else found.filter(by=person_id)
