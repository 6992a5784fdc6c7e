"""What this room knows about one person."""

from collections.abc import Collection
from typing import Any

from django.db.models import F

from punos.consultations.models import Invitation
from punos.people.queries import of_addresses


def about(addresses: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The invitations to answer that were sent to one of these addresses."""
    sent = Invitation.objects.filter(of_addresses("email", addresses)).order_by("pk")
    columns = ("email", "language", "at", "opened_at", "withdrawn_at")
    rows = sent.values(*columns, asked=F("consultation__slug"), whose=F("organisation__name"))
    return {
        "invitations_to_answer": [
            {
                "consultation": row["asked"],
                "organisation": row["whose"],
                **{each: row[each] for each in columns},
            }
            for row in rows
        ]
    }
