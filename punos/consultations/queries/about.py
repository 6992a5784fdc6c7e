"""What this room knows about one person."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from punos.consultations.models import Invitation
from punos.people.queries import of_addresses


def about(addresses: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The invitations to answer that were sent to one of these addresses."""
    sent = Invitation.objects.filter(of_addresses("email", addresses)).order_by("pk")
    named = {"asked": F("consultation__slug"), "whose": F("organisation__name")}
    rows = sent.values("email", "language", "at", "opened_at", "withdrawn_at", **named)
    return {
        "invitations_to_answer": [
            {"consultation": row.pop("asked"), "organisation": row.pop("whose"), **row} for row in rows
        ]
    }
