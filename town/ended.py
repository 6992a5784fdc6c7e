"""A process that has been closed, put into the database through actions: what was said, answered, done, and felt."""

from collections.abc import Iterator
from datetime import date, timedelta

from punos.consultations import actions as consultations
from punos.contributions.models import Voice
from punos.decisions import actions
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.records import actions as records
from punos.records.models import Controller, Publicity, RetentionClass
from town.answered import answered_in
from town.deeds import done_in
from town.hearings import asked, speakers, submission
from town.texts import tool_library as told
from town.texts.cast import CAST
from town.texts.hearing_shapes import AnswerRow
from town.texts.registry import registry
from town.texts.tool_library_answers import SAID

HOUR = timedelta(hours=1)


def ended(today: date) -> None:
    """From the survey to the question whether one was heard; what is there already stays as it is."""
    process = Process.objects.get(slug=told.SLUG)
    if process.closed_at:
        return
    survey = asked(process, told.HEARING, [])
    rows = list(answers())
    voice_of = speakers("tools")
    consultations.bring_in_submissions(
        actor=SYSTEM,
        consultation=survey,
        rows=(submission(row, voice_of) for row in rows),
        source=f"town:{survey.slug}",
    )
    done_in(process, told.DECISIONS, told.MEASURES)
    answered_in(process, told.THEMES, today)
    closed = processes.close_process(actor=SYSTEM, process=process, at=told.CLOSED)
    records.add_usual_classes(actor=SYSTEM)
    records.file_case(
        actor=SYSTEM,
        process=closed,
        publicity=Publicity.PUBLIC,
        ground="",
        controller=Controller.UNIT,
        retention=RetentionClass.objects.get(code="hearing"),
        seen_revision=0,
    )
    voices = {each.at: each for each in Voice.objects.filter(process=closed).select_related("process")}
    for place, (row, said) in enumerate(zip(rows, SAID, strict=True)):
        if said.heard:
            actions.answer_heard(
                actor=SYSTEM,
                voice=voices[row.sent],
                answer=said.heard,
                text=said.line,
                language=said.language,
                at=told.HEARD_FROM + place * HOUR,
            )


def answers() -> Iterator[AnswerRow]:
    """What was said as rows of the survey, each at an hour of its own."""
    rows = registry()
    names = [row.name for row in rows]
    own = {name for member in CAST for name in member.organisations} | {each.organisation for each in SAID}
    others = (
        place
        for place, row in enumerate(rows)
        if row.registered and "90" in row.areas and row.name not in own
    )
    for number, said in enumerate(SAID):
        place = None
        if said.organisation:
            place = next(others) if said.organisation == "next" else names.index(said.organisation)
        row = rows[place] if place is not None else None
        yield AnswerRow(
            key=f"tools-{number}",
            capacity=said.capacity,
            organisation=place,
            head_count=said.heads,
            language=said.language,
            background={"field": row.field, "area": "90", "size": row.size} if row else {"area": "90"},
            values={"borrowed": said.borrowed, "hopes": said.words},
            sent=told.WINDOW.opens + (number + 1) * 17 * HOUR,
            person=said.person,
        )
