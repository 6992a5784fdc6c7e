"""What was asked in each thread of a process, for the rooms between contributions and this one."""

from collections.abc import Iterable
from datetime import datetime

from punos.consultations.models import Part, Question
from punos.consultations.rules import check_see_results
from punos.contributions.queries import Source
from punos.core.errors import allowed
from punos.organisations.models import Actor
from punos.processes.models import Process


def sources_in(process: Process, now: datetime) -> dict[int, Source]:
    """By thread, in the order in which it was asked. Ideas and comments are read at once, answers with the results."""
    parts = list(
        Part.objects.filter(consultation__process=process)
        .select_related("consultation")
        .order_by("consultation__opens_at", "consultation_id", "place")
    )
    for part in parts:
        part.consultation.process = process
    questions = Question.objects.filter(part__in=[each.pk for each in parts]).order_by("place")
    by_part: dict[int, list[Question]] = {}
    for each in questions:
        by_part.setdefault(each.part_id or 0, []).append(each)
    shown = _with_public_answers(parts, by_part)
    found: dict[int, Source] = {}
    for part in parts:
        asked, is_out = part.consultation, part.consultation.published_at is not None
        if part.thread_id:
            found[part.thread_id] = Source(part.title, asked.title, asked.address, is_out)
        sees = allowed(check_see_results, Actor(), asked, now)
        for question in by_part.get(part.pk, []):
            if question.thread_id:
                found[question.thread_id] = Source(
                    question.title,
                    asked.title,
                    asked.address,
                    sees and question.pk in shown,
                    asked.next_change(now),
                )
    return found


def _with_public_answers(parts: Iterable[Part], by_part: dict[int, list[Question]]) -> set[int]:
    """Questions whose answers are published: not those that depend on what is not, in their own consultation."""
    public: dict[int, set[str]] = {}
    found = set()
    for part in parts:
        codes = public.setdefault(part.consultation_id, set())
        for each in by_part.get(part.pk, []):
            if each.is_public and (not each.shown_if or each.shown_if in codes):
                codes.add(each.code)
                found.add(each.pk)
    return found
