"""Answers to read: in words from all, and one answer at its fixed address. Public as soon as the results are."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations import rules
from punos.consultations.forms import AnswersForm
from punos.consultations.models import SubmissionState
from punos.consultations.queries import reading_answers
from punos.consultations.views.reading import asked, crumbs
from punos.core.components import Link
from punos.core.pages import expires, page, public_page
from punos.journal.queries import read_stamps
from punos.organisations.models import ActingRequest

ANSWERS_A_PAGE = 30
FILTERS = ("question", "kind", "field", "language")


@public_page(read_stamps, "all", query=(*FILTERS, "page"))
def answers(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What was answered in words, narrowed by question, speaker, field, language or words.

    What is asked in words is made anew each time, as in the directory: there is no end of words. An organisation's
    contact stands beside its words, so the page is made anew when any card changes.
    """
    found, now = asked(request.actor, process, consultation), timezone.now()
    rules.check_see_results(request.actor, found, now)
    expires(request, found.next_change(now))
    questions = [each for each in reading_answers.public_questions(found) if each.thread_id]
    form = AnswersForm(request.GET, questions=questions)
    context = {
        "consultation": found,
        "process": found.process,
        "form": form,
        "wanted": form.wanted,
        "listed": reading_answers.page_of_answers(
            found, questions, form.wanted, number=request.GET.get("page"), size=ANSWERS_A_PAGE
        ),
        "crumbs": [*crumbs(found, " ")[:-1], Link(label=_("The answers"))],
    }
    return page(request, "consultations/answers.html", context)


@public_page(read_stamps, "all")
def submission(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """One answer; one that was withdrawn is gone, and its address says so."""
    found, now = asked(request.actor, process, consultation), timezone.now()
    rules.check_see_results(request.actor, found, now)
    expires(request, found.next_change(now))
    sent = reading_answers.numbered(found, number)
    if sent is None:
        raise Http404
    context = {
        "consultation": found,
        "process": found.process,
        "submission": sent,
        "crumbs": [*crumbs(found, " ")[:-1], Link(label=_("Answer %(number)d") % {"number": number})],
    }
    if sent.state == SubmissionState.WITHDRAWN:
        return page(request, "consultations/submission_gone.html", context, status=410)
    context["whole"] = reading_answers.whole(found, sent)
    context["annex_url"] = f"{request.path}files/"
    return page(request, "consultations/submission.html", context)
