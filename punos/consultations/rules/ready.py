"""What has to be in order before a consultation can be published: everything that is not, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from punos.consultations.models import Consultation, Controller, Part, PartKind, Question, QuestionKind
from punos.consultations.models.wording import TextAt, texts_of
from punos.consultations.rules.making import check_change_draft
from punos.core.errors import Invalid
from punos.organisations.models import Actor
from punos.processes.models import Document, DraftVersion
from punos.processes.rules.texts import check_is_whole

CHOOSING = {QuestionKind.SINGLE, QuestionKind.MULTIPLE}


@dataclass(frozen=True)
class Fault:
    """What has to be mended, and where: `page` is the editing page, `at` the place, code or address on it."""

    text: str
    page: str
    at: str = ""


@dataclass(frozen=True)
class Draft:
    """A consultation with all that is asked in it, read once.

    `background` are the installation's questions, `of_documents` the words of its draft texts.
    """

    consultation: Consultation
    parts: Sequence[Part]
    background: Sequence[Question] = ()
    of_documents: Sequence[TextAt] = ()

    @property
    def questions(self) -> list[Question]:
        """The questions in the order in which they are asked."""
        return [question for part in self.parts for question in part.questions.all()]

    @property
    def texts(self) -> list[TextAt]:
        """Every text that a reader meets."""
        return [*texts_of(self.consultation, self.parts, self.background), *self.of_documents]


def check_publish_draft(actor: Actor, draft: Draft, now: datetime, *, at_once: bool = False) -> None:
    """Who leads it, when nothing is missing; all that is missing is told at once."""
    check_change_draft(actor, draft.consultation)
    faults = faults_of(draft, now, at_once=at_once)
    if faults:
        raise Invalid(" ".join(each.text for each in faults))


def faults_of(draft: Draft, now: datetime, *, at_once: bool = False) -> list[Fault]:
    """Everything that keeps this draft from being published, in the order of its pages."""
    return [
        *_told(draft.consultation),
        *_times(draft.consultation, now, at_once=at_once),
        *_parts(draft),
        *_questions(draft),
        *_conditions(draft),
        *_languages(draft, timezone.localdate(now)),
    ]


def _told(consultation: Consultation) -> Iterator[Fault]:
    """What readers are told before the first field."""
    needed = {
        "title": _("The consultation has no title."),
        "summary": _("Tell in the summary what is asked."),
        "privacy": _("Tell what personal data is used for."),
        "publicity": _("Tell what becomes public."),
        "retention": _("Tell how long answers are kept."),
    }
    for field, words in needed.items():
        if not getattr(consultation, field):
            yield Fault(words, "settings")
    process, controller = consultation.process, consultation.controller
    lacks_unit = controller in {Controller.UNIT, Controller.JOINT} and process.host_unit_id is None
    lacks_organisation = (
        controller in {Controller.ORGANISATION, Controller.JOINT} and process.host_organisation_id is None
    )
    if lacks_unit or lacks_organisation:
        yield Fault(_("The controller has to be one of the hosts."), "settings")


def _times(consultation: Consultation, now: datetime, *, at_once: bool) -> Iterator[Fault]:
    """Both moments are to come, in their order."""
    if not at_once and consultation.opens_at < now:
        yield Fault(
            _("The moment of opening has passed. Choose a later one, or open it at once."), "settings"
        )
    opens_at = now if at_once else consultation.opens_at
    if consultation.closes_at is None:
        yield Fault(_("Choose when it closes."), "settings")
    elif consultation.closes_at <= max(now, opens_at):
        yield Fault(_("It must close after it opens."), "settings")


def _parts(draft: Draft) -> Iterator[Fault]:
    """Something has to be asked; a text to comment on has to be there to be read."""
    answerable = {PartKind.IDEAS, PartKind.DRAFT_TEXT}
    if not any(part.kind in answerable or part.questions.all() for part in draft.parts):
        yield Fault(_("Nothing is asked yet: add questions, ideas or a draft text."), "overview")
    known = {question.code for question in draft.background}
    for part in draft.parts:
        at = str(part.place)
        if not part.title:
            yield Fault(_("Part %(number)d has no heading.") % {"number": part.place}, "part", at)
        if part.kind == PartKind.QUESTIONS and not part.questions.all():
            yield Fault(_("Part %(number)d has no questions.") % {"number": part.place}, "part", at)
        if part.document:
            yield from _text_to_read(part.document)
        if set(part.background) - known:
            yield Fault(_("A background question does not exist any more."), "part", at)


def first_version(document: Document) -> DraftVersion | None:
    """The version of a text that nobody has got yet: it is published together with what asks about it."""
    versions = list(document.versions.order_by("-number"))
    return versions[0] if versions and not any(each.published_at for each in versions) else None


def first_versions(draft: Draft) -> list[DraftVersion]:
    """The versions that readers get together with this consultation."""
    documents = {part.document.pk: part.document for part in draft.parts if part.document}
    return [version for each in documents.values() if (version := first_version(each))]


def _text_to_read(document: Document) -> Iterator[Fault]:
    """A text that readers have, or a first version that is whole."""
    version = first_version(document)
    if version is None:
        if not document.versions.exists():
            yield Fault(_("The draft text has no version yet: write its clauses."), "document", document.slug)
        return
    sections = list(version.sections.order_by("place", "id"))
    changes = {each.key: each.change_since(None, document.language) for each in sections}
    try:
        check_is_whole(version, sections, changes)
    except Invalid as fault:
        yield Fault(str(fault), "document", document.slug)


def _questions(draft: Draft) -> Iterator[Fault]:
    """Each question can be answered as its kind wants."""
    codes = [question.code for question in draft.questions]
    taken = {question.code for question in draft.background}
    for question in draft.questions:
        for words in _shape(question):
            yield Fault(words % {"code": question.code}, "question", question.code)
        if codes.count(question.code) > 1 or question.code in taken:
            text = _("Two questions have the code \u201d%(code)s\u201d.") % {"code": question.code}
            yield Fault(text, "question", question.code)
    if draft.consultation.is_easy and not any(each.in_easy and each.easy_title for each in draft.questions):
        yield Fault(_("The easy version has no questions yet."), "settings")


def _shape(question: Question) -> Iterator[str]:
    """What a question lacks, by its kind."""
    options = [option for option in question.options.all() if not option.is_row]
    rows = [option for option in question.options.all() if option.is_row]
    if not question.title:
        yield _("The question \u201d%(code)s\u201d has no words.")
    if question.kind in CHOOSING | {QuestionKind.RANKING, QuestionKind.MATRIX} and len(options) < 2:
        yield _("The question \u201d%(code)s\u201d needs at least two choices.")
    if question.kind == QuestionKind.MATRIX and not rows:
        yield _("The question \u201d%(code)s\u201d needs at least one row.")
    low, high = question.lowest, question.highest
    if question.kind == QuestionKind.SCALE and (low is None or high is None or not 0 < high - low <= 10):
        yield _("The scale of the question \u201d%(code)s\u201d needs two ends, at most 10 steps apart.")
    if question.kind == QuestionKind.NUMBER and low is not None and high is not None and low > high:
        yield _("The bounds of the question \u201d%(code)s\u201d are the wrong way round.")


def _conditions(draft: Draft) -> Iterator[Fault]:
    """A condition names an earlier question and some of its choices; nobody can answer what comes later first.

    It is never a background question: what is published of an answer would tell what its speaker told of themselves.
    """
    earlier: dict[str, Question] = {}
    for question in draft.questions:
        on = earlier.get(question.shown_if)
        codes = {option.code for option in on.options.all()} if on and on.kind in CHOOSING else set()
        values = set(question.shown_if_values)
        if question.shown_if and not (values and values <= codes):
            text = _(
                "The question \u201d%(code)s\u201d is shown on a condition that does not name choices of an earlier question."
            )
            yield Fault(text % {"code": question.code}, "question", question.code)
        earlier[question.code] = question


def _languages(draft: Draft, today: date) -> Iterator[Fault]:
    """The languages that the installation requires, unless it is told why one is missing and until when."""
    if is_gap_explained(draft.consultation, today):
        return
    for language, texts in missing_by_language(draft.texts).items():
        if language in settings.REQUIRED_LANGUAGES:
            text = ngettext(
                "%(language)s: %(number)d text is missing. This language is required here; write it, or tell why it is missing and until when.",
                "%(language)s: %(number)d texts are missing. This language is required here; write them, or tell why they are missing and until when.",
                len(texts),
            )
            name = capfirst(str(get_language_info(language)["name_translated"]))
            yield Fault(text % {"language": name, "number": len(texts)}, "languages", language)


def is_gap_explained(consultation: Consultation, today: date) -> bool:
    """Whether it is told why a language is missing, and by which day to come it will be there."""
    until = consultation.gap_until
    return bool(consultation.gap_reason) and until is not None and until >= today


def missing_by_language(texts: Iterable[TextAt]) -> dict[str, list[TextAt]]:
    """What is not written, by language; languages in which everything is written are left out."""
    found: dict[str, list[TextAt]] = {}
    for text in texts:
        for language in text.missing:
            found.setdefault(language, []).append(text)
    return found
