"""What moderators did, as counts: never whose words, nor which."""

from typing import TYPE_CHECKING

from ninja import Field, Router, Schema

from punos.contributions import queries

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["moderation"])


class Decisions(Schema):
    """How many decisions of one kind, for one reason, moderators made within one month."""

    month: str = Field(pattern=r"^\d{4}-\d{2}$", description="year and month, Helsinki time")
    kind: str = Field(
        description="removed, restored, kept (after a report) or passed (looked at, then published)"
    )
    reason: str = Field(description="by the rules of discussion; empty where nothing was removed")
    decisions: int
    appeals: int
    appeals_accepted: int


@router.get("", response=list[Decisions], summary="Decisions of moderators by month, kind and reason")
def moderation_log(request: "HttpRequest") -> list[Decisions]:
    """The latest month first. Numbers are exact: they count decisions, not persons."""
    return [
        Decisions(
            month=f"{row.month:%Y-%m}",
            kind=row.kind.value,
            reason=row.reason.value if row.reason else "",
            decisions=row.number,
            appeals=row.appealed,
            appeals_accepted=row.accepted,
        )
        for row in queries.log()
    ]
