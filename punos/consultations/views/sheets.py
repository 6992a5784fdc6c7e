"""One speaker's answer to one consultation, as the pages about it share it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from punos.consultations import queries, rules
from punos.consultations.forms import WHOSE, AnswerForm, Asked, voice_in
from punos.consultations.models import Attachment, Consultation, Part, PartKind, Question, Submission
from punos.consultations.views.reading import asked
from punos.contributions import queries as contributions
from punos.contributions.models import Voice
from punos.contributions.models.voice import TYPED_IN
from punos.core.errors import Refused
from punos.core.languages import current_language
from punos.organisations.models import ActingRequest, Actor

KEPT = "typed"  # where the session keeps what could not be saved
KEPT_SECONDS = 86_400
TYPED = "typed"  # names in an address the speaker for whom an officer types
LONGEST_ID = 19  # digits


@dataclass(frozen=True)
class AskedPart:
    """A part with its questions as the form shows them; `refusal` tells whoever is not asked in it why."""

    part: Part
    asked: Sequence[Asked]
    refusal: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is asked of whom, and what they have written so far."""

    actor: Actor
    consultation: Consultation
    voice: Voice | None
    submission: Submission | None
    is_easy: bool = False

    @cached_property
    def questions(self) -> list[Question]:
        """Every question, in order."""
        return queries.questions_of(self.consultation)

    @cached_property
    def refusals(self) -> dict[int, str]:
        """The parts in which this speaker is not asked, each with why."""
        found = {}
        is_invited = queries.is_invited(self.consultation, self.voice)
        for part in {each.part for each in self.questions if each.part is not None}:
            try:
                rules.check_asked(self.actor, self.voice, part, is_invited=is_invited)
            except Refused as refusal:
                found[part.pk] = str(refusal)
        return found

    @cached_property
    def open_questions(self) -> list[Question]:
        """The questions that this speaker is asked, in the version that they chose."""
        own = [each for each in self.questions if each.part_id not in self.refusals]
        return [each for each in own if each.in_easy] if self.is_easy else own

    @cached_property
    def values(self) -> dict[str, Any]:
        return queries.values_of(self.submission)

    @cached_property
    def files(self) -> dict[int, list[Attachment]]:
        return queries.files_of(self.submission)

    @property
    def answered(self) -> queries.Answered:
        """How far they are."""
        return queries.answered(self.open_questions, self.values, self.files)

    def in_words(self, key: str) -> str:
        """What stands under a name of the draft, as its writer would say it."""
        question = next((each for each in self.questions if each.code == key), None)
        if question is None:
            return str(self.values.get(key) or "")
        return queries.in_words(question, self.values, self.files, current_language(), is_easy=self.is_easy)

    def form(self, data: MultiValueDict[str, str] | None = None, **more: Any) -> AnswerForm:
        """The form with what stands in the draft."""
        return AnswerForm(
            self.open_questions,
            data,
            language=current_language(),
            easy=self.is_easy,
            values=self.values,
            revision=self.submission.revision if self.submission else 0,
            **more,
        )

    def parts(self, form: AnswerForm) -> list[AskedPart]:
        """The parts with their questions in order, those of a part in which this speaker is not asked left out."""
        listed: dict[int, AskedPart] = {}
        shown = {each.question.pk: each for each in form.asked}
        for question in self.questions:
            part = question.part
            assert part is not None  # these are questions of parts
            if part.pk not in listed:
                listed[part.pk] = AskedPart(part, [], self.refusals.get(part.pk, ""))
            if question.pk in shown:
                listed[part.pk] = AskedPart(part, [*listed[part.pk].asked, shown[question.pk]])
        return [each for each in listed.values() if each.asked or each.refusal]


def sheet_of(request: ActingRequest, process: str, consultation: str, *, after: bool = False) -> Sheet:
    """The sheet of whoever asks: of the voice that their form names, else of their own in this process.

    Where nothing is asked in questions there is no such page; but `after` an officer has noted what was said of clauses
    at an event, that has a receipt.
    """
    actor = request.actor
    found = asked(actor, process, consultation)
    named = voice_in(request.POST.get(WHOSE, "")) if request.method == "POST" else None
    voices = Voice.objects.filter(pk=named or 0, process=found.process_id)
    own = voices.select_related("organisation").first() or _typed_in(request, found)
    own = own or contributions.voice_of(actor, found.process)
    easy = request.GET.get("easy") == "1" and found.is_easy
    sheet = Sheet(actor, found, own, queries.submission_of(found, own), easy)
    if not queries.has_questions(found) and not (after and own is not None and own.is_typed_in):
        raise Http404
    return sheet


def _typed_in(request: ActingRequest, consultation: Consultation) -> Voice | None:
    """The speaker for whom an officer types; whether this is such an officer is for the rule of each page."""
    named = request.GET.get(TYPED, "")
    if not (named.isascii() and named.isdigit() and len(named) < LONGEST_ID):
        return None
    voices = Voice.objects.filter(pk=named, process=consultation.process_id, speaker__startswith=TYPED_IN)
    return voices.select_related("organisation", "process").first()


def form_for(
    consultation: Consultation,
    *,
    actor: Actor,
    voice: Voice | None = None,
    easy: bool = False,
    read_only: bool = False,
) -> tuple[AnswerForm, list[AskedPart]]:
    """The form and its parts as this actor would meet them, for a page that only shows them."""
    sheet = Sheet(actor, consultation, voice, queries.submission_of(consultation, voice), easy)
    form = sheet.form(read_only=read_only)
    return form, sheet.parts(form)


# What could not be saved ----------------------------------------------------------------------------------------


def set_aside(request: ActingRequest, sheet: Sheet) -> None:
    """Keep what was typed in this browser's session, for whoever it belongs to, until they are back."""
    data = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    request.session[KEPT] = {
        "consultation": sheet.consultation.pk,
        "speaker": sheet.voice.speaker if sheet.voice else "",
        "data": data,
        "at": request.received_at.timestamp(),
    }


def kept_typing(request: ActingRequest, sheet: Sheet) -> QueryDict | None:
    """What the speaker of this sheet had typed when it could not be saved; nobody else gets to see it."""
    kept: Mapping[str, Any] = request.session.get(KEPT) or {}
    if kept.get("consultation") != sheet.consultation.pk or not sheet.voice:
        return None
    speaker = kept["speaker"]
    is_own = speaker in {"", sheet.voice.speaker} or speaker.startswith("browser:")
    if not is_own or request.received_at.timestamp() - kept["at"] > KEPT_SECONDS:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept["data"].items():
        data.setlist(name, values)
    return data


def forget_typing(request: ActingRequest) -> None:
    """What was kept has been saved."""
    if KEPT in request.session:
        del request.session[KEPT]


def other_ways(consultation: Consultation) -> list[str]:
    """The names of the pages on which the other parts of this consultation are answered."""
    kinds = set(consultation.parts.values_list("kind", flat=True))
    return ["rate"] if PartKind.IDEAS in kinds else []


def progress_words(sheet: Sheet) -> str:
    """How far, and until when: "3 of 8 answered"."""
    told = sheet.answered
    return _("%(done)d of %(of)d answered") % {"done": told.done, "of": told.of}
