"""Where something that was said stands: the page and the place on it, which only the top floor knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from punos.consultations.models import Consultation, Part, Question
from punos.consultations.queries import draft_texts
from punos.contributions import queries as contributions
from punos.contributions.models import Contribution
from punos.core.languages import TranslatedText

IDEAS_A_PAGE = 20  # as many as the page of a consultation shows at once


@dataclass(frozen=True)
class Place:
    """The consultation in which something was said, and what was asked there."""

    consultation: Consultation
    title: TranslatedText


def places_of(said: Iterable[Contribution]) -> dict[int, Place]:
    """Where each of these was said, by the ids of their threads."""
    threads = {each.thread_id for each in said}
    parts = Part.objects.filter(thread__in=threads).select_related("consultation__process")
    questions = Question.objects.filter(thread__in=threads, part__isnull=False)
    found = {each.thread_id: Place(each.consultation, each.title) for each in parts if each.thread_id}
    for each in questions.select_related("part__consultation__process"):
        if each.thread_id and each.part:
            found[each.thread_id] = Place(each.part.consultation, each.title)
    return found


def address_of(said: Contribution) -> str:
    """The address of the place at which a contribution is read, without the language part; empty if it has none.

    An answer is read with the others of the same sender; a comment at its clause; an idea in the list of ideas.
    """
    place = places_of([said]).get(said.thread_id)
    if place is None:
        return ""
    if said.section is not None:
        version = said.section.version
        text = f"{place.consultation.address}documents/{version.document.slug}/versions/{version.number}/"
        page = draft_texts.page_with(said)
        return f"{text}clauses/{said.section.key}/{f'?page={page}' if page > 1 else ''}#comment-{said.pk}"
    if Part.objects.filter(thread=said.thread_id).exists():
        return f"{place.consultation.address}{_page(said, IDEAS_A_PAGE)}#idea-{said.number}"
    sent = said.voice.submissions.sent().filter(consultation=place.consultation)
    submission = sent.select_related("consultation__process").first()
    return f"{submission.address}#answer-{said.pk}" if submission else ""


def _page(said: Contribution, at_once: int) -> str:
    """Which page of its list it is on; nothing for the first."""
    page = contributions.place_in_list(said) // at_once + 1
    return f"?page={page}" if page > 1 else ""
