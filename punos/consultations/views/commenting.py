"""Commenting on a clause, and changing or withdrawing one's own comments."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from punos.consultations.actions import comment_on_clause
from punos.consultations.forms.commenting import CommentForm, ReviseForm
from punos.consultations.models import Consultation, Part
from punos.consultations.queries import draft_texts as texts
from punos.consultations.views.draft_texts import below, text_asked, version_asked, way_to
from punos.consultations.views.reading import asked
from punos.contributions import actions, queries
from punos.contributions.actions import Remark
from punos.contributions.models import Contribution, Thread, Voice
from punos.contributions.rules import check_open
from punos.core.differences import Piece
from punos.core.gate import Gate
from punos.core.languages import current_language
from punos.core.pages import page, posted
from punos.organisations.models import ActingRequest
from punos.processes.models import Document, DraftVersion, Section

GATE = Gate()
PURPOSE = "comment"


def _open_part(request: ActingRequest, found: Consultation, slug: str) -> tuple[Document, Part, Thread]:
    """The text and the part in which comments on it are asked for.

    A page is opened while they can be given; what is sent too late is told so by its form, with nothing lost.
    """
    document, part = text_asked(request.actor, found, slug)
    if part is None or part.thread is None:
        raise Http404
    part.document = document
    if request.method != "POST":
        check_open(part.thread)
    return document, part, part.thread


def _first_take_part(request: ActingRequest, found: Consultation) -> HttpResponse:
    """To the page on which one tells how one answers, and from there back here."""
    return redirect(f"{below(found, 'take_part')}?{urlencode({'next': request.path})}")


def comment(request: ActingRequest, process: str, consultation: str, slug: str, key: str) -> HttpResponse:
    """Comment on a clause of the version that readers have now; one's own comments stand below."""
    found = asked(request.actor, process, consultation)
    document, part, _thread = _open_part(request, found, slug)
    voice = queries.voice_of(request.actor, found.process)
    if voice is None:
        return _first_take_part(request, found)
    version = version_asked(document, None)
    section = _standing(version, key)
    initial = {"rewording": texts.text_to_reword(section, current_language()), "seen_version": version.number}
    form = CommentForm(request.POST or None, initial=initial, section=section)
    known: dict[str, Any] = {"voice": voice, "part": part, "key": key, "language": current_language()}
    if _is_sent(request, form, comment_on_clause, known):
        return redirect(f"{below(found, 'comment', slug=slug, key=key)}#comment-{form.outcome.pk}")
    context = _context(request, found, part, section, form)
    context |= {"own": texts.own_comments(voice, section, current_language()), "version": version}
    return _shown(request, "consultations/comment.html", context, form)


def _standing(version: DraftVersion, key: str) -> Section:
    """A clause of a version that has not been left out of it."""
    section = get_object_or_404(version.sections.all(), key=key)
    section.version = version
    if not section.stands:
        raise Http404
    return section


def _is_sent(
    request: ActingRequest, form: ReviseForm, action: Callable[..., Any], known: dict[str, Any]
) -> bool:
    """Whether a comment was sent and taken; seeing the difference first sends nothing."""
    if request.method != "POST" or "see" in request.POST:
        return False
    gate = GATE.before(request, purpose=PURPOSE)
    return form.run(action, gate=gate, actor=request.actor, received_at=request.received_at, **known)


def _context(
    request: ActingRequest,
    found: Consultation,
    part: Part,
    section: Section,
    form: ReviseForm,
) -> dict[str, Any]:
    """What both pages with a comment's form show: the clause, the form, and the difference where it was asked for."""
    assert part.document is not None  # which a part with a draft text has
    wants_to_see = request.method == "POST" and "see" in request.POST
    heading = section.heading.read(current_language()).text or section.key
    return {
        "consultation": found,
        "document": part.document,
        "section": section,
        "form": form,
        "is_public": part.thread is None or part.thread.is_public,
        "is_seen": wants_to_see,
        "gate": GATE.context(request, PURPOSE),
        "pieces": _difference(form, section) if wants_to_see else [],
        "crumbs": way_to(found, part.document, heading),
    }


def _difference(form: ReviseForm, section: Section) -> list[Piece]:
    """What the proposed words change, or nothing if there are none."""
    remark: Remark = form.cleaned_data["remark"] if form.is_valid() else Remark()
    if not remark.rewording:
        return []
    return texts.proposed(section, form.passage or remark.quote, remark.rewording, current_language())


def _shown(request: ActingRequest, template: str, context: dict[str, Any], form: ReviseForm) -> HttpResponse:
    """The page, or only the difference where htmx asked for it."""
    return page(request, template, context, part="difference", status=422 if form.errors else 200)


def _own(found: Consultation, part: Part, voice: Voice, number: int) -> Contribution:
    """One's own comment; another's is not there."""
    own = texts.own_comment(voice, part, number)
    if own is None or own.section is None or own.section.version.document_id != part.document_id:
        raise Http404
    own.section.version.document.process = found.process
    return own


def own_comment(
    request: ActingRequest, process: str, consultation: str, slug: str, number: int
) -> HttpResponse:
    """Change a comment of one's own, on the version on which it was made."""
    found = asked(request.actor, process, consultation)
    _document, part, _thread = _open_part(request, found, slug)
    voice = queries.voice_of(request.actor, found.process)
    if voice is None:
        return _first_take_part(request, found)
    own = _own(found, part, voice, number)
    assert own.section is not None  # the query finds comments at clauses only
    assert own.latest is not None  # what was sent has words
    rewording = own.latest.rewording or texts.text_to_reword(own.section, own.latest.language)
    initial = {"stance": own.stance, "text": own.latest.text, "rewording": rewording}
    form = ReviseForm(request.POST or None, initial=initial, section=own.section, passage=own.quote)
    known = {"voice": voice, "contribution": own, "language": own.latest.language}
    if _is_sent(request, form, actions.revise_contribution, known):
        return redirect(_back(found, own))
    context = _context(request, found, part, own.section, form) | {"own": own}
    return _shown(request, "consultations/comment_own.html", context, form)


def _back(found: Consultation, own: Contribution) -> str:
    """Where one's own comments on a clause stand: below the form, or at the older version they were made on."""
    assert own.section is not None  # a comment stands at a clause
    version = own.section.version
    slug = version.document.slug
    current = texts.current_version(version.document)
    if current and current.pk == version.pk:
        return f"{below(found, 'comment', slug=slug, key=own.section.key)}#comment-{own.pk}"
    more = {"slug": slug, "number": version.number, "key": own.section.key}
    return f"{below(found, 'document_clause', **more)}#comment-{own.pk}"


@posted("consultations:own_comment", "process", "consultation", "slug", "number")
def withdraw_comment(
    request: ActingRequest, process: str, consultation: str, slug: str, number: int
) -> HttpResponse:
    """Take back a comment of one's own."""
    found = asked(request.actor, process, consultation)
    _document, part, _thread = _open_part(request, found, slug)
    voice = queries.voice_of(request.actor, found.process)
    if voice is None:
        return _first_take_part(request, found)
    own = _own(found, part, voice, number)
    actions.withdraw_contribution(actor=request.actor, voice=voice, contribution=own)
    return redirect(_back(found, own).partition("#")[0])
