"""Taking part: how one answers, rating one idea after another, adding ideas, changing what one said."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from punos.consultations.actions import note_opened
from punos.consultations.forms import IdeaForm, RatingForm, TakePartForm, background_of
from punos.consultations.models import Consultation, Part, PartKind
from punos.consultations.queries import (
    answered,
    background_asked,
    files_of,
    has_questions,
    invitation_to,
    is_invited,
    parts_of,
    questions_of,
    submission_of,
    thread_to_rate,
    values_of,
)
from punos.consultations.rules import check_answerable
from punos.consultations.views.reading import asked, crumbs, part_with_ideas
from punos.contributions import actions, queries
from punos.contributions.models import Audience, ContributionState, Scale, Thread, Voice
from punos.contributions.rules import check_confirm_voice, check_open
from punos.core.components import Choice
from punos.core.components import Scale as Buttons
from punos.core.errors import allowed
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.marks import new_mark, remember
from punos.core.pages import page, posted
from punos.core.reading import EASY_QUERY, reads_easy
from punos.organisations.models import ActingRequest, Actor

GATE = Gate()


def _at(consultation: Consultation, name: str) -> str:
    """The address of one of the pages below this consultation."""
    kwargs = {"process": consultation.process.slug, "consultation": consultation.slug}
    return reverse(f"consultations:{name}", kwargs=kwargs)


def buttons(part: Part, current: str = "") -> Buttons:
    """The buttons of the scale that the organiser chose."""
    if _thread(part).scale == Scale.AGREEMENT:
        words = [("1", _("Agree")), ("-1", _("Disagree")), ("0", _("Pass"))]
        choices = [Choice(value=value, label=label) for value, label in words]
        return Buttons(legend=_("What do you think of this idea?"), choices=choices, current=current)
    return Buttons(
        legend=part.title or _("How important is this idea?"),
        choices=[Choice(value=str(value), label=str(value)) for value in Scale.SEVEN.values],
        low=part.low or _("Not important"),
        high=part.high or _("Very important"),
        current=current,
    )


def marked(request: ActingRequest) -> tuple[Actor, str]:
    """The actor, with a new mark for a browser that takes part for the first time; the mark if it is new."""
    actor = request.actor
    if actor.person_id or actor.browser:
        return actor, ""
    mark = new_mark()
    return Actor(browser=mark), mark


def take_part(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Choose how one answers and fill in the background, or change them later."""
    actor, mark = marked(request)
    found = asked(actor, process, consultation)
    form = _form_to_take_part(request, found, actor)
    known: dict[str, Any] = {"actor": actor, "process": found.process, "language": current_language()}
    if request.method == "POST":
        check_answerable(found, request.received_at)
    note_opened(actor=actor, consultation=found)
    gate = GATE.before(request, purpose="take_part")
    if request.method == "POST" and form.run(actions.take_part, gate=gate, **known):
        return remember(after_taking_part(request, found), mark)
    context = {
        "consultation": found,
        "form": form,
        "gate": GATE.context(request, "take_part"),
        "to_ideas": not request.GET.get("next") and not has_questions(found),
        "invited": actor.invited_to is not None,
        "invitation": invitation_to(actor.organisation, found),
        "is_open": found.is_open(timezone.now()),
        "crumbs": crumbs(found, _("How you answer")),
    }
    return page(request, "consultations/take_part.html", context, status=422 if form.errors else 200)


def _form_to_take_part(request: ActingRequest, consultation: Consultation, actor: Actor) -> TakePartForm:
    """How one answers and the background that this consultation asks for, as it was told before."""
    offered = next((part for part in parts_of(consultation) if part.kind == PartKind.BACKGROUND), None)
    return TakePartForm(
        request.POST or None,
        initial=_told(queries.voice_of(actor, consultation.process), actor),
        fields=offered.fields if offered else [],
        questions=background_asked(offered.background) if offered else [],
        language=current_language(),
        organisation=actor.organisation,
    )


def after_taking_part(request: ActingRequest, consultation: Consultation) -> HttpResponse:
    """Where one goes who has told how they answer: back to where they came from, else to what is asked first."""
    then = request.GET.get("next", "")
    if then.startswith("/") and url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        return redirect(then)
    if has_questions(consultation):
        is_easy = consultation.is_easy and reads_easy(request)
        return redirect(f"{_at(consultation, 'answer')}{f'?{EASY_QUERY}=1' if is_easy else ''}")
    has_ideas = consultation.parts.filter(kind=PartKind.IDEAS).exists()
    return redirect(_at(consultation, "rate" if has_ideas else "consultation_detail"))


def _told(voice: Voice | None, actor: Actor) -> dict[str, Any]:
    """What was told before, to be changed in the form; an organisation's background comes from its own card."""
    if voice is None:
        return background_of(actor.organisation) if actor.organisation else {}
    organisation = voice.organisation.name if voice.organisation else voice.organisation_name
    told = {
        "capacity": voice.capacity,
        "organisation_name": organisation,
        "head_count": voice.head_count,
        "pseudonym": voice.pseudonym,
    }
    return {**told, **voice.background}


def rate(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Rate the idea that is shown, and be shown the next one."""
    if request.method == "POST":
        return _rated(request, process, consultation)
    part = part_with_ideas(request.actor, process, consultation)
    voice = queries.voice_of(request.actor, part.consultation.process_id)
    check_open(_thread(part))
    return _next(request, part, voice) if voice else redirect(_at(part.consultation, "take_part"))


def _rated(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Save a rating; a page is put together only where htmx shows the next idea, or to tell what went wrong."""
    thread = thread_to_rate(process, consultation)
    if thread is None:
        raise Http404
    voice = queries.voice_of(request.actor, thread.process_id)
    check_open(thread)
    form = RatingForm(request.POST)
    known: dict[str, Any] = {"voice": voice, "thread": thread, "actor": request.actor}
    known["is_invited"] = invited_to(thread, voice)
    is_saved = form.run(actions.rate, **known)
    names = {"process": process, "consultation": consultation}
    if voice is None:
        return redirect(reverse("consultations:take_part", kwargs=names))
    if is_saved and not request.htmx:
        back = "my_answers" if request.POST.get("back") == "mine" else "rate"
        return redirect(reverse(f"consultations:{back}", kwargs=names))
    part = part_with_ideas(request.actor, process, consultation)
    return _next(request, part, voice) if is_saved else _next(request, part, voice, form=form)


def invited_to(thread: Thread, voice: Voice | None) -> bool:
    """Whether this voice is an organisation that was invited; asked only where nobody else may speak."""
    if thread.audience != Audience.INVITED:
        return False
    part = Part.objects.select_related("consultation").get(thread=thread)
    return is_invited(part.consultation, voice)


def _thread(part: Part) -> Thread:
    """The thread of a part with ideas; the database holds that it has one."""
    assert part.thread is not None
    return part.thread


def _next(request: HttpRequest, part: Part, voice: Voice | None, **more: Any) -> HttpResponse:
    """The page with the next idea, or only the idea where htmx asks for it."""
    assert voice is not None  # whoever has no voice was sent to choose how they answer
    thread = _thread(part)
    context = {
        "consultation": part.consultation,
        "part": part,
        "thread": thread,
        "idea": queries.next_idea(thread, voice, current_language()),
        "progress": queries.progress(thread, voice),
        "buttons": buttons(part),
        "idea_form": IdeaForm() if thread.takes_contributions else None,
        "gate": GATE.context(request, "idea"),
        "crumbs": crumbs(part.consultation, _("Rate ideas")),
        **more,
    }
    status = 422 if more.get("form") or more.get("idea_form") else 200
    return page(request, "consultations/rate.html", context, part="idea", status=status)


@posted("consultations:rate", "process", "consultation")
def say(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Add an idea of one's own."""
    actor = request.actor
    part = part_with_ideas(actor, process, consultation)
    thread = _thread(part)
    check_open(thread)
    voice = queries.voice_of(actor, part.consultation.process_id)
    if voice is None:
        return redirect(_at(part.consultation, "take_part"))
    form = IdeaForm(request.POST)
    known: dict[str, Any] = {"voice": voice, "actor": actor, "thread": thread, "language": current_language()}
    known |= {"is_invited": invited_to(thread, voice), "gate": GATE.before(request, purpose="idea")}
    if not form.run(actions.say, **known):
        return _next(request, part, voice, idea_form=form)
    return redirect(f"{_at(part.consultation, 'my_answers')}#idea-{form.outcome.number}")


def my_answers(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """What one has said, answered and rated here, to be changed while it is open."""
    actor = request.actor
    found = asked(actor, process, consultation)
    voice = queries.voice_of(actor, found.process_id)
    if voice is None:
        return redirect(_at(found, "take_part"))
    part = next((each for each in parts_of(found) if each.kind == PartKind.IDEAS), None)
    submission = submission_of(found, voice)
    context = {
        "consultation": found,
        "voice": voice,
        "to_confirm": allowed(check_confirm_voice, actor, voice),
        "has_questions": has_questions(found),
        "submission": submission,
        "answered": answered(questions_of(found), values_of(submission), files_of(submission)),
        "removals": queries.own_removals(voice),
        "is_open": found.is_open(request.received_at),
        "crumbs": crumbs(found, _("My answers")),
        **(_own_ideas(part, voice) if part else {}),
    }
    return page(request, "consultations/my_answers.html", context)


def _own_ideas(part: Part, voice: Voice) -> dict[str, Any]:
    """One's own ideas and the latest ratings, each with its buttons."""
    thread = _thread(part)
    rated = queries.last_rated(thread, voice)
    numbers = [rating.contribution.number for rating in rated]
    ideas = {
        idea.number: idea
        for idea in queries.ideas_among(thread.contributions.all(), current_language(), numbers=numbers)
    }
    return {
        "thread": thread,
        "own": queries.own_ideas(thread, voice),
        "rated": [
            (ideas[rating.contribution.number], buttons(part, str(rating.value)))
            for rating in rated
            if rating.contribution.number in ideas  # the rest has been withdrawn or removed
        ],
        "progress": queries.progress(thread, voice),
    }


@posted("consultations:my_answers", "process", "consultation")
def confirm(request: ActingRequest, process: str, consultation: str) -> HttpResponse:
    """Stand behind what was answered for one's organisation by the link of an invitation."""
    found = asked(request.actor, process, consultation)
    voice = queries.voice_of(request.actor, found.process)
    if voice is None:
        return redirect(_at(found, "take_part"))
    actions.confirm_voice(actor=request.actor, voice=voice)
    return redirect(_at(found, "my_answers"))


@posted("consultations:my_answers", "process", "consultation")
def withdraw(request: ActingRequest, process: str, consultation: str, number: int) -> HttpResponse:
    """Take back an idea of one's own."""
    actor = request.actor
    part = part_with_ideas(actor, process, consultation)
    voice = queries.voice_of(actor, part.consultation.process_id)
    mine = _thread(part).contributions.exclude(state=ContributionState.WITHDRAWN)
    own = get_object_or_404(mine, voice=voice, number=number)
    actions.withdraw_contribution(actor=actor, voice=voice, contribution=own)
    return redirect(_at(part.consultation, "my_answers"))
