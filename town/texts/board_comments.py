"""The 45 comments on the drafts of November 2022, each with its clause and whoever speaks."""

from datetime import datetime, timedelta
from functools import cache
from random import Random

from town.texts import board_remarks_members, board_remarks_tasks
from town.texts.board_draft import MEMBERS, TASKS, WINDOW
from town.texts.hearing_shapes import CommentRow, Remark
from town.texts.registry import registry


@cache
def draft_comments(seed: int = 202211) -> tuple[CommentRow, ...]:
    """All comments in order of arrival; only the moment of sending is drawn by dice."""
    random = Random(seed)
    remarks = [(TASKS.slug, remark) for remark in board_remarks_tasks.REMARKS]
    remarks += [(MEMBERS.slug, remark) for remark in board_remarks_members.REMARKS]
    moments = _moments(random, len(remarks))
    random.shuffle(remarks)
    place = {row.name: number for number, row in enumerate(registry())}
    return tuple(
        CommentRow(
            key=f"nov-{number:03}",
            document=document,
            section=remark.section,
            capacity=remark.capacity,
            organisation=place[remark.speaker] if _is_of_organisation(remark) else None,
            head_count=remark.head_count,
            language=remark.language,
            stance=remark.stance,
            text=remark.text,
            sent=moment,
            quote=remark.quote,
            rewording=remark.rewording,
            body=remark.speaker if remark.capacity == "body" else "",
            person=remark.person,
        )
        for number, ((document, remark), moment) in enumerate(zip(remarks, moments, strict=True), 1)
    )


def _is_of_organisation(remark: Remark) -> bool:
    return remark.capacity in ("active", "organisation", "group")


def _moments(random: Random, count: int) -> list[datetime]:
    """Moments between opening and closing in order of time, none of them at night."""
    moments: list[datetime] = []
    while len(moments) < count:
        day = timedelta(days=random.randrange((WINDOW.closes - WINDOW.opens).days + 1))
        clock = timedelta(minutes=random.randrange(8 * 60, 23 * 60))
        sent = WINDOW.opens.replace(hour=0) + day + clock
        if WINDOW.opens < sent < WINDOW.closes:
            moments.append(sent)
    return sorted(moments)
