"""What somebody follows, and who stands behind the link of a letter."""

from dataclasses import dataclass

from punos.core.languages import TranslatedText
from punos.notices.models import GATHERED, Cadence, Subscription, TopicKind
from punos.organisations.models import Actor
from punos.people.models import Person

MINE = f"{TopicKind.MINE}:"


@dataclass(frozen=True)
class Followed:
    """One line of what somebody hears of: the topic, its name and page, and how often letters come."""

    topic: str
    kind: str
    title: TranslatedText
    leads_to: str
    cadence: str


def followed(actor: Actor) -> list[Followed]:
    """Everything that this person hears of: what concerns them first, then what they follow, the latest first."""
    mine = Followed(MINE, str(TopicKind.MINE.label), TranslatedText(), "", Cadence.INSTANT)
    rows = list(Subscription.objects.filter(person=actor.person_id).order_by("-at", "-pk"))
    found = [
        Followed(each.topic, each.get_kind_display(), each.title, each.leads_to, each.cadence)
        for each in rows
    ]
    own = [each for each in found if each.topic == MINE]
    return [*(own or [mine]), *(each for each in found if each.topic != MINE)]


def is_followed(actor: Actor, kind: str, key: str) -> Subscription | None:
    """How this person follows a topic; None where they don't."""
    return Subscription.objects.to(kind, key).filter(person=actor.person_id).first()


def behind(token: str) -> tuple[Person, Subscription | None] | None:
    """Whose link this is: of one topic, or of everything that comes gathered; None for a link we never made."""
    known = Subscription.objects.select_related("person").filter(token=token, person__is_active=True).first()
    if known:
        return known.person, known
    read = GATHERED.read(token)
    person = Person.objects.filter(pk=read[0], is_active=True).first() if read else None
    return (person, None) if person else None
