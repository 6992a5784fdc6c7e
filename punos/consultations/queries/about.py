"""What this room knows about one person."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F

from punos.consultations.models import Attachment, Invitation, Receipt, Submission
from punos.contributions import queries as contributions
from punos.people.models import Person
from punos.people.queries import of_addresses

WRITTEN = (
    *("number", "state", "draft", "language", "is_easy", "receipt_email"),
    *("started_at", "changed_at", "sent_at", "withdrawn_at"),
)
FILED = ("name", "media_type", "size", "is_secret", "ground", "added_at", "is_sent", "removed_at")


def own_submissions(person: Person) -> models.QuerySet[Submission]:
    """What a person has answered for themself; an organisation's answers are the organisation's."""
    return Submission.objects.filter(voice__speaker=contributions.own_mark(person))


def about(person: Person, addresses: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The answers of a person, and the invitations to answer that were sent to one of these addresses."""
    own = own_submissions(person).order_by("pk").values(*WRITTEN, asked=F("consultation__slug"))
    receipts = Receipt.objects.filter(submission__in=own_submissions(person)).order_by("pk")
    files = Attachment.objects.filter(submission__in=own_submissions(person)).order_by("pk")
    beside = files.values(*FILED, asked=F("submission__consultation__slug"))
    kept = receipts.values("sent_at", "told", asked=F("submission__consultation__slug"))
    return {
        "attachments": [
            {"consultation": row["asked"], **{each: row[each] for each in FILED}} for row in beside
        ],
        **about_addresses(addresses),
        "submissions": [
            {
                "consultation": row["asked"],
                **{each: row[each] for each in WRITTEN},
                "draft": {key: kept["value"] for key, kept in row["draft"].items()},
            }
            for row in own
        ],
        "receipts": [
            {"consultation": row["asked"], "sent_at": row["sent_at"], "told": row["told"]} for row in kept
        ],
    }


def about_addresses(addresses: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The invitations to answer that were sent to one of these addresses, with or without an account."""
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
