"""What this room knows about one person, for the package of their own data."""

from typing import Any

from punos.core.languages import current_language
from punos.notices.models import Notice, Subscription
from punos.people.models import Person


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What somebody follows, and what they were told; the secret of the links in letters stays here."""
    topics = Subscription.objects.filter(person=person).order_by("pk")
    told = Notice.objects.filter(person=person).order_by("pk")
    return {
        "subscriptions": [_row({**each}) for each in topics.values("kind", "title", "cadence", "at")],
        "notices": [
            _row({**each}) for each in told.values("kind", "title", "address", "cadence", "at", "read_at")
        ],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose title is read in the language of the page."""
    return row | {"title": row["title"].read(current_language()).text}
