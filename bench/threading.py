"""The thread of a process with 100,000 contributions, 60 themes, 40 decisions and 100 measures, against the front page."""

import os
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from statistics import median
from typing import Any

from django.utils import timezone

from bench import directory, ground, weighing
from bench.ground import Ground
from bench.pages import FRONT, UNKEPT
from bench.table import Row, alone, at_most

CONTRIBUTIONS, THEMES, DECISIONS, MEASURES = 100_000, 60, 40, 100
TIMES, QUERIES = 15, 15


def rows(on: Ground) -> Iterator[Row]:
    """The chain from one thing of each kind, the picture, and both as JSON: made anew, beside the front page made anew."""
    paths = filled()
    for path in (FRONT + UNKEPT, *paths.values()):
        on.site.ask(path)  # not counted: connections open, templates are read
    for what, path in paths.items():
        front, ours = [], []
        for _time in range(TIMES):
            front.append(directory.seconds(on.site, FRONT + UNKEPT))
            ours.append(directory.seconds(on.site, path))
        took, floor = median(ours) * 1_000, median(front) * 1_000
        yield Row(f"thread: {what}", f"{took:,.0f} ms", f"{floor:,.0f} ms", f"{took / floor:.1f}")
    yield at_most(
        "thread: most queries", max(weighing.queries(path) for path in paths.values()), QUERIES, "queries"
    )


def filled() -> dict[str, str]:
    """The addresses to ask for."""
    from bench.filling import announced
    from punos.contributions.models import Contribution
    from punos.decisions.models import Decision, Measure, Response
    from punos.themes.models import Theme
    from punos.themes.tasks.figures import compute

    draw, process = Random(9), announced(f"thread-{os.getpid()}", timezone.now())
    said = contributions(process, draw)
    held = themes(process, said, draw)
    decided(process, held, draw)
    compute(process.pk)
    first = {
        "theme": Theme.objects.filter(process=process).values_list("pk", flat=True)[0],
        "contribution": Contribution.objects.filter(thread__process=process).values_list("pk", flat=True)[0],
        "response": Response.objects.filter(theme__process=process).values_list("pk", flat=True)[0],
        "decision": Decision.objects.filter(process=process).values_list("pk", flat=True)[0],
        "measure": Measure.objects.filter(process=process).values_list("pk", flat=True)[0],
    }
    pages = {f"from a {kind}": f"/en/thread/{kind}/{pk}/{UNKEPT}" for kind, pk in first.items()}
    return pages | {
        "the whole process": f"/en{process.address}thread/{UNKEPT}",
        "the whole process as JSON": f"/api/v1{process.address}thread",
    }


def contributions(process: Any, draw: Random, number: int = CONTRIBUTIONS) -> list[Any]:
    """What persons and a few organisations said, published."""
    from bench.filling import SENTENCES
    from punos.contributions import actions
    from punos.contributions.models import Capacity, Contribution, Version, Voice
    from punos.organisations.models.actor import SYSTEM

    now = timezone.now()
    thread = actions.open_thread(actor=SYSTEM, process=process, scale=None, takes_contributions=True)
    voices = Voice.objects.bulk_create(
        Voice(process=process, speaker=f"browser:thread-{place}", capacity=Capacity.RESIDENT, at=now)
        for place in range(number // 2)
    )
    said = Contribution.objects.bulk_create(
        Contribution(thread=thread, voice=voices[place // 2], number=place + 1, at=now)
        for place in range(number)
    )
    versions = Version.objects.bulk_create(
        Version(contribution=each, text=draw.choice(SENTENCES), language="en", at=now) for each in said
    )
    for each, version in zip(said, versions, strict=True):
        each.latest = version
    Contribution.objects.bulk_update(said, ["latest"], batch_size=5_000)
    return said


def themes(process: Any, said: list[Any], draw: Random) -> list[Any]:
    """Public themes that each have a response, and every contribution in one or two of them."""
    from bench.filling import words
    from punos.decisions.models import Response, ResponseOutcome, ResponseState
    from punos.themes.models import Assignment, Theme

    now = timezone.now()
    held = Theme.objects.bulk_create(
        Theme(
            process=process,
            number=number + 1,
            place=number,
            title=words(f"Theme {number}"),
            made_at=now,
            published_at=now,
        )
        for number in range(THEMES)
    )
    given = [(each, theme) for each in said for theme in draw.sample(held, draw.choice((1, 2)))]
    Assignment.objects.bulk_create(
        (Assignment(theme=theme, contribution=each, version=each.latest, at=now) for each, theme in given),
        batch_size=10_000,
    )
    told: dict[str, Any] = {"state": ResponseState.PUBLISHED, "drafted_at": now, "published_at": now}
    Response.objects.bulk_create(
        Response(
            theme=each, outcome=draw.choice(ResponseOutcome.values[:5]), reasons=words("Because."), **told
        )
        for each in held
    )
    return held


def decided(process: Any, held: list[Any], draw: Random) -> None:
    """Decisions that settle a few themes each, and measures because of them."""
    from bench.filling import words
    from punos.decisions.models import Decision, Measure

    now = timezone.now()
    decisions = Decision.objects.bulk_create(
        Decision(
            process=process,
            number=number + 1,
            title=words(f"Decision {number}"),
            decided_on=(now - timedelta(days=number)).date(),
            made_at=now,
        )
        for number in range(DECISIONS)
    )
    measures = Measure.objects.bulk_create(
        Measure(
            process=process,
            number=number + 1,
            title=words(f"Measure {number}"),
            unit=process.host_unit,
            due_from=(now + timedelta(days=number - 20)).date(),
            due_on=(now + timedelta(days=number - 20)).date(),
            made_at=now,
        )
        for number in range(MEASURES)
    )
    for each in decisions:
        each.themes.set(draw.sample(held, 4))
    for measure in measures:
        measure.decisions.set(draw.sample(decisions, 2))


def main() -> Iterator[Row]:
    """By itself."""
    with ground.ready() as on:
        yield from rows(on)


if __name__ == "__main__":
    alone(main)
