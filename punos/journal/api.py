"""The journal as JSON: only where its seal ends; lines are read where they belong."""

from django.http import HttpRequest
from ninja import Router, Schema

from punos.journal import queries

router = Router(tags=["journal"])


class HeadOut(Schema):
    """The last sealed position and the hash that holds it and every line before it (SHA-256, hexadecimal)."""

    position: int
    digest: str


@router.get("/head", response=HeadOut)
def head(request: HttpRequest) -> HeadOut:
    """Where the sealed journal ends; keep it, and prove later that nothing before it was changed."""
    newest = queries.head()
    return HeadOut(position=newest.position, digest=newest.digest)
