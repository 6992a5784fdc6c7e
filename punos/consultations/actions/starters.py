"""What one begins a new consultation with: ready parts and texts in three languages, to be adapted.

The words stand in the catalogues, so that an installation's translator meets them like every other text.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from punos.consultations.actions.asking import Told
from punos.consultations.actions.parts import OptionFacts, PartFacts, QuestionFacts
from punos.consultations.models import PartKind, QuestionKind
from punos.contributions.models import Scale
from punos.core.languages import LANGUAGES, TranslatedText
from punos.processes.models import Document

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text
else:
    Text = object


class Starter(TextChoices):
    """What a new consultation begins with."""

    SURVEY = "survey", _("Survey")
    DRAFT_TEXT = "draft_text", _("Draft text to comment on")
    BRAINSTORM = "brainstorm", _("Brainstorm")
    EMPTY = "empty", _("Nothing: I put it together myself")


def said(words: Text, source: str) -> TranslatedText:
    """A text of the catalogues in every language, as if it had been written in one of them."""
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(words)
    return TranslatedText.of(source, **texts)


def told_by(source: str) -> Told:
    """What a reader is told before the first field; whoever makes the consultation reads it through and adapts it."""
    return Told(
        minutes=10,
        privacy=said(
            _(
                "Your answer is used to prepare the matter described here. Background information is used to see who was heard and who was not. Your name and address are not asked for; if you sign in, they are known to the service and not shown to readers."
            ),
            source,
        ),
        publicity=said(
            _(
                "Answers are public material of the authority. What is marked as not published is counted and may have to be disclosed on request, unless a law makes it secret. Breakdowns leave out numbers below five."
            ),
            source,
        ),
        retention=said(
            _(
                "Answers are kept for as long as the plan for managing the controller's information says, at least until the matter has been decided and followed up."
            ),
            source,
        ),
    )


def parts_for(starter: str, source: str, document: Document | None = None) -> Sequence[PartFacts]:
    """The parts with which a consultation begins, in three languages."""
    makers: dict[str, Callable[[str], list[PartFacts]]] = {
        Starter.SURVEY: _survey,
        Starter.BRAINSTORM: _brainstorm,
        Starter.DRAFT_TEXT: _hearing,
    }
    parts = makers[starter](source) if starter in makers else []
    return [replace(part, document=document) if part.kind == PartKind.DRAFT_TEXT else part for part in parts]


def _information(source: str) -> PartFacts:
    return PartFacts(
        PartKind.INFORMATION,
        said(_("What this is about"), source),
        said(
            _("Tell here what is being prepared, why, what can still be influenced and what happens next."),
            source,
        ),
    )


def _background(source: str) -> PartFacts:
    return PartFacts(PartKind.BACKGROUND, said(_("Background information"), source))


def _survey(source: str) -> list[PartFacts]:
    """Information, background, and two questions to show how it goes."""
    choices = ((_("Yes"), "yes"), (_("Partly"), "partly"), (_("No"), "no"))
    options = [OptionFacts(code, said(words, source)) for words, code in choices]
    questions = [
        QuestionFacts(
            "support", QuestionKind.SINGLE, said(_("Do you support this?"), source), options=options
        ),
        QuestionFacts(
            "other", QuestionKind.TEXT, said(_("What else should be considered?"), source), limit=5_000
        ),
    ]
    asked = PartFacts(PartKind.QUESTIONS, said(_("Questions"), source), questions=questions)
    return [_information(source), _background(source), asked]


def _brainstorm(source: str) -> list[PartFacts]:
    """Information, background, and ideas that others rate."""
    ideas = PartFacts(
        PartKind.IDEAS,
        said(_("Ideas"), source),
        said(_("Add an idea, and rate those of others."), source),
        scale=Scale.AGREEMENT,
    )
    return [_information(source), _background(source), ideas]


def _hearing(source: str) -> list[PartFacts]:
    """Information, background, and a text whose clauses are commented on."""
    body = said(_("Comment on any clause: tell whether you support it, or propose other words."), source)
    draft = PartFacts(PartKind.DRAFT_TEXT, said(_("Draft text"), source), body)
    return [_information(source), _background(source), draft]
