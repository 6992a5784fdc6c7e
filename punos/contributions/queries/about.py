"""Everything that this room keeps about a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from punos.contributions.models import Contribution, Moderation, Rating, Report, Translation, Version, Voice
from punos.contributions.models.voice import speaker_of
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.people.models import Person

WRITING = ("contribution.submitted", "contribution.reworded")


def own_mark(person: Person) -> str:
    """The mark of a person who speaks for themself; under a hat it is the organisation's, whoever wears it."""
    return speaker_of(Actor(person=person))


def said_by(person: Person) -> models.QuerySet[Contribution]:
    """Everything that a person said: for themself, and with their own hands for an organisation."""
    written = Entry.objects.filter(person_id=person.pk, verb__in=WRITING).values("subject_id")
    return Contribution.objects.filter(models.Q(voice__speaker=own_mark(person)) | models.Q(pk__in=written))


def voices_of(person: Person) -> models.QuerySet[Voice]:
    """Where a person has taken part: for themself, or as the one who last answered for an organisation."""
    return Voice.objects.filter(person=person)


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything that this room keeps about a person, by kind."""
    voice = (
        "capacity",
        "organisation_name",
        "head_count",
        "pseudonym",
        "background",
        "language",
        "identified",
        "at",
    )
    versions = Version.objects.filter(contribution__in=said_by(person)).order_by("contribution", "number")
    ratings = Rating.objects.filter(voice__speaker=own_mark(person)).order_by("at", "pk")
    checked = Translation.objects.filter(checked_by=person.pk).order_by("pk")
    taken = {"process": "process__slug", "organisation": "organisation__name"}
    said = _of_contribution("contribution__") | {"version": "number"}
    said |= {name: f"contribution__{name}" for name in ("stance", "quote")}
    return {
        "voices": _rows(voices_of(person).order_by("at", "pk"), taken, voice),
        "contributions": _rows(versions, said, ("language", "text", "rewording", "at")),
        "ratings": _rows(ratings, _of_contribution("contribution__"), ("scale", "value", "at")),
        "translations_checked": _rows(
            checked, _of_contribution("version__contribution__"), ("language", "text")
        ),
        **_of_moderation(person),
    }


def _of_moderation(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What a person reported, and how they appealed; what they decided as a moderator the journal's lines tell."""
    reports = Report.objects.filter(person=person).order_by("at", "pk")
    appeals = Moderation.objects.filter(contribution__in=said_by(person), appealed_at__isnull=False)
    where = _of_contribution("contribution__")
    appeal = (
        "reason",
        "note",
        "appeal",
        "appealed_at",
        "appeal_decided_at",
        "appeal_accepted",
        "appeal_note",
    )
    return {
        "reports": _rows(reports, where, ("reason", "text", "at", "settled_at")),
        "appeals": _rows(appeals.order_by("at", "pk"), where, appeal),
    }


def _of_contribution(way: str) -> dict[str, str]:
    """To which contribution a row belongs, and what has become of that."""
    return {"process": f"{way}thread__process__slug", "contribution": f"{way}number", "state": f"{way}state"}


def _rows(
    found: models.QuerySet[Any], named: Mapping[str, str], columns: Iterable[str]
) -> list[dict[str, Any]]:
    """Rows with `named` columns, which may lie further on, then those of the row."""
    ways = {**named, **{column: column for column in columns}}
    return [{name: row[way] for name, way in ways.items()} for row in found.values(*ways.values())]
