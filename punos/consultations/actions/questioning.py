"""Questions and what can be chosen in them: those of a draft, and the background questions of the installation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from punos.consultations import queries, rules
from punos.consultations.actions.parts import QuestionFacts, lay_question, pass_audiences, settle_thread
from punos.consultations.models import Option, Part, PartKind, Question, QuestionKind
from punos.consultations.models.wording import OPTION_TEXTS, QUESTION_TEXTS, rewrite
from punos.contributions import actions as contributions
from punos.core.errors import Invalid
from punos.core.languages import TranslatedText, Writing
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor

QUESTION_SETTINGS = {
    *("kind", "required", "is_public", "lowest", "highest", "limit"),
    *("shown_if", "shown_if_values", "in_easy", "place"),
}
MOST_OPTIONS = 100


@dataclass(frozen=True)
class OptionTold:
    """What was told of something to choose that is there already."""

    pk: int
    texts: Mapping[str, Writing] = field(default_factory=dict)
    asks_which: bool = False
    place: int = 1
    is_removed: bool = False


@dataclass(frozen=True)
class OptionsTold:
    """What was told of all that can be chosen; options that are not told stay as they are.

    New ones are their words in the language in which the consultation is written.
    """

    kept: Sequence[OptionTold] = ()
    new: Sequence[str] = ()
    new_rows: Sequence[str] = ()


@transaction.atomic
def add_question(*, actor: Actor, part: Part, kind: str, title: TranslatedText, code: str = "") -> Question:
    """Add a question at the end of a part; without a code of its own it gets one from its words."""
    consultation = queries.locked(part.consultation)
    rules.check_change_draft(actor, consultation)
    rules.check_kind(kind)
    if part.kind != PartKind.QUESTIONS:
        raise Invalid("Questions stand in a part with questions.")
    code = code or _free_code(str(title.read(title.source).text), _codes(part))
    rules.check_code_is_free(consultation, code)
    last = part.questions.aggregate(last=Max("place"))["last"] or 0
    part.consultation = consultation
    question = lay_question(actor=actor, part=part, place=last + 1, told=_begun(code, kind, title))
    slug = consultation.process.slug
    journal.record(actor, "consultation.changed", consultation, process=slug, question=question.pk)
    return question


def _begun(code: str, kind: str, title: TranslatedText) -> QuestionFacts:
    """A new question with what its kind usually has."""
    is_scale = kind == QuestionKind.SCALE
    ends = (1, 5) if is_scale else (None, None)
    return QuestionFacts(code, QuestionKind(kind), title, lowest=ends[0], highest=ends[1])


def _codes(part: Part) -> set[str]:
    """The codes that are taken where this part stands."""
    asked = Question.objects.filter(part__consultation=part.consultation_id) | Question.objects.filter(
        part=None
    )
    return rules.RESERVED_CODES | set(asked.values_list("code", flat=True))


def _free_code(words: str, taken: set[str]) -> str:
    """A short code from somebody's words that nothing else has."""
    stem = slugify(words)[:30].strip("-") or "q"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (stem, *numbered) if code not in taken)


@transaction.atomic
def change_question(
    *,
    actor: Actor,
    question: Question,
    seen_revision: int,
    values: Mapping[str, Any],
    texts: Mapping[str, Writing],
    options: OptionsTold = OptionsTold(),
) -> Question:
    """Change what was told of a question and of its choices; what is not told stays."""
    assert question.part is not None  # background has a verb of its own
    consultation = queries.locked(question.part.consultation)
    rules.check_change_draft(actor, consultation)
    kept = Question.objects.select_related("part", "thread__process").get(pk=question.pk)
    rules.check_unchanged(seen_revision, kept.revision)
    if any(option.is_removed for option in options.kept):
        rules.check_remove(actor, consultation)
    _change(actor, kept, values, texts, options, consultation.title.source)
    assert kept.part is not None  # it was asked in one a moment ago
    kept.part.consultation = consultation
    settle_thread(actor=actor, question=kept)
    pass_audiences(actor=actor, consultation=consultation)
    slug = consultation.process.slug
    journal.record(actor, "consultation.changed", consultation, process=slug, question=kept.pk)
    return kept


def _change(
    actor: Actor,
    question: Question,
    values: Mapping[str, Any],
    texts: Mapping[str, Writing],
    options: OptionsTold,
    source: str,
) -> None:
    """Write settings, texts and options of a locked question."""
    if set(values) - QUESTION_SETTINGS or set(texts) - set(QUESTION_TEXTS):
        raise Invalid("There is no such setting.")
    rules.check_kind(values.get("kind", question.kind), is_background=question.part_id is None)
    for name, value in values.items():
        setattr(question, name, value)
    rewrite(question, texts, source=source, by=actor.person_id, at=timezone.now())
    question.revision += 1
    question.save()
    _change_options(actor, question, options.kept, source)
    for is_row, new in ((False, options.new), (True, options.new_rows)):
        _add_options(question, new, source, is_row=is_row)


def _change_options(actor: Actor, question: Question, told: Sequence[OptionTold], source: str) -> None:
    """Write what was told of options that are there; an option of another question is nobody's to change here."""
    rows = {option.pk: option for option in question.options.all()}
    for each in told:
        option = rows.get(each.pk)
        if option is None or set(each.texts) - set(OPTION_TEXTS):
            raise Invalid("There is no such choice.")
        if each.is_removed:
            option.delete()
            continue
        option.asks_which, option.place = each.asks_which, each.place
        rewrite(option, each.texts, source=source, by=actor.person_id, at=timezone.now())
        option.save()


def _add_options(question: Question, new: Sequence[str], source: str, *, is_row: bool) -> None:
    """Put new options after those that are there."""
    there = Option.objects.filter(question=question, is_row=is_row)
    taken, last = set(there.values_list("code", flat=True)), there.aggregate(last=Max("place"))["last"] or 0
    words = [text for each in new if (text := clean(each))]
    if len(taken) + len(words) > MOST_OPTIONS:
        raise Invalid("Too many choices.")
    for place, text in enumerate(words, start=last + 1):
        code = _free_code(text, taken)
        taken.add(code)
        told = TranslatedText.of(source, **{source: text})
        Option.objects.create(question=question, code=code, place=place, is_row=is_row, text=told)


@transaction.atomic
def move_question(*, actor: Actor, question: Question, up: bool) -> Question:
    """Let a question change places with the one before or after it in its part; at the end nothing moves."""
    assert question.part is not None  # background stands where its place says
    consultation = queries.locked(question.part.consultation)
    rules.check_change_draft(actor, consultation)
    asked = list(Question.objects.filter(part=question.part_id).order_by("place", "id"))
    here = next(number for number, each in enumerate(asked) if each.pk == question.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(asked):
        return question
    asked[here], asked[there] = asked[there], asked[here]
    for number, each in enumerate(asked, start=1):
        each.place = number
    Question.objects.bulk_update(asked, ["place"])
    slug = consultation.process.slug
    journal.record(actor, "consultation.changed", consultation, process=slug, question=question.pk)
    return question


@transaction.atomic
def remove_question(*, actor: Actor, question: Question) -> None:
    """Take a question out of a draft, with its choices."""
    assert question.part is not None  # background is not removed: answers to it stand in many consultations
    consultation = queries.locked(question.part.consultation)
    rules.check_remove(actor, consultation)
    kept = Question.objects.select_related("thread__process").get(pk=question.pk)
    thread, number = kept.thread, kept.pk
    kept.delete()
    if thread is not None:
        contributions.remove_thread(actor=actor, thread=thread)
    slug = consultation.process.slug
    journal.record(actor, "consultation.changed", consultation, process=slug, question=number)


@transaction.atomic
def define_background_question(*, actor: Actor, code: str, kind: str, title: TranslatedText) -> Question:
    """Define a question that every consultation of this installation can ask in its background."""
    rules.check_define_background(actor, code)
    rules.check_kind(kind, is_background=True)
    last = Question.objects.filter(part=None).aggregate(last=Max("place"))["last"] or 0
    question = lay_question(actor=actor, part=None, place=last + 1, told=_begun(code, kind, title))
    journal.record(actor, "background_question.defined", question)
    return question


@transaction.atomic
def change_background_question(
    *,
    actor: Actor,
    question: Question,
    seen_revision: int,
    values: Mapping[str, Any],
    texts: Mapping[str, Writing],
    options: OptionsTold = OptionsTold(),
) -> Question:
    """Change a background question; its kind and its choices only as long as no published consultation asks it."""
    kept = Question.objects.select_for_update().get(pk=question.pk)
    rules.check_change_background(actor, kept)
    rules.check_unchanged(seen_revision, kept.revision)
    gone = [option for option in options.kept if option.is_removed]
    if gone or values.get("kind", kept.kind) != kept.kind:
        rules.check_reshape_background(actor, kept)
    _change(actor, kept, values, texts, options, kept.title.source)
    journal.record(actor, "background_question.changed", kept, public=True)
    return kept
