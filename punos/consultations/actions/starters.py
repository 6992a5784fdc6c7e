"""What one begins a new consultation with: ready parts and texts in three languages, to be adapted.

The words stand in the catalogues, so that an installation's translator meets them like every other text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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


PRIVACY = _(
    "Your answer is used to prepare the matter described here. Background information is used to see who was heard and who was not. Your name and address are not asked for; if you sign in, they are known to the service and not shown to readers."
)
PUBLICITY = _(
    "Answers are public material of the authority. What is marked as not published is counted and may have to be disclosed on request, unless a law makes it secret. Breakdowns leave out numbers below five."
)
RETENTION = _(
    "Answers are kept for as long as the plan for managing the controller's information says, at least until the matter has been decided and followed up."
)
ABOUT = _("Tell here what is being prepared, why, what can still be influenced and what happens next.")


class Starter(TextChoices):
    """What a new consultation begins with."""

    SURVEY = "survey", _("Survey")
    DRAFT_TEXT = "draft_text", _("Draft text to comment on")
    BRAINSTORM = "brainstorm", _("Brainstorm")
    EMPTY = "empty", _("Nothing: I put it together myself")


@dataclass(frozen=True)
class Beginning:
    """The ready parts and texts of a new consultation, as if they had been written in the source language.

    Whoever makes the consultation reads them through and adapts them. `document` is the text that a hearing is about.
    """

    source: str
    document: Document | None = None

    def said(self, words: Text) -> TranslatedText:
        """A text of the catalogues in every language."""
        texts = {}
        for language in LANGUAGES:
            with override(language):
                texts[language] = str(words)
        return TranslatedText.of(self.source, **texts)

    @property
    def told(self) -> Told:
        """What a reader is told before the first field."""
        return Told(
            minutes=10,
            privacy=self.said(PRIVACY),
            publicity=self.said(PUBLICITY),
            retention=self.said(RETENTION),
        )

    def parts(self, starter: str) -> Sequence[PartFacts]:
        """The parts of a starter."""
        asked = {
            Starter.SURVEY: self._questions,
            Starter.BRAINSTORM: self._ideas,
            Starter.DRAFT_TEXT: self._draft_text,
        }
        if starter not in asked:
            return []
        about = PartFacts(PartKind.INFORMATION, self.said(_("What this is about")), self.said(ABOUT))
        background = PartFacts(PartKind.BACKGROUND, self.said(_("Background information")))
        return [about, background, asked[Starter(starter)]()]

    def _questions(self) -> PartFacts:
        """Two questions to show how it goes."""
        choices = ((_("Yes"), "yes"), (_("Partly"), "partly"), (_("No"), "no"))
        options = [OptionFacts(code, self.said(words)) for words, code in choices]
        single, text = QuestionKind.SINGLE, QuestionKind.TEXT
        questions = [
            QuestionFacts("support", single, self.said(_("Do you support this?")), options=options),
            QuestionFacts("other", text, self.said(_("What else should be considered?")), limit=5_000),
        ]
        return PartFacts(PartKind.QUESTIONS, self.said(_("Questions")), questions=questions)

    def _ideas(self) -> PartFacts:
        """Ideas that others rate."""
        body = self.said(_("Add an idea, and rate those of others."))
        return PartFacts(PartKind.IDEAS, self.said(_("Ideas")), body, scale=Scale.AGREEMENT)

    def _draft_text(self) -> PartFacts:
        """A text whose clauses are commented on."""
        body = self.said(_("Comment on any clause: tell whether you support it, or propose other words."))
        return PartFacts(PartKind.DRAFT_TEXT, self.said(_("Draft text")), body, document=self.document)
