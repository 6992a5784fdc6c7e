"""Whom a reminder would reach, and how its letters look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from punos.consultations.models import Consultation, Invitation, Reminder
from punos.consultations.queries.inviting import letter_about, to_write_to
from punos.consultations.queries.inviting_states import answered_or_replied
from punos.core.languages import LANGUAGES
from punos.mail.models import Message
from punos.mail.queries import Composed, compose

REMINDER = "consultations/mail/reminder"
HIDDEN_LINK = "..."  # a preview shows no real one: whoever has it can answer


@dataclass(frozen=True)
class ShownLetter:
    """A letter as it will look to readers of one language, and to how many it goes."""

    language: str
    number: int
    letter: Composed


def to_remind(consultation: Consultation) -> list[Invitation]:
    """The invitations whose organisation can be written to, and has neither answered nor replied."""
    done = answered_or_replied(consultation)
    return [each for each in to_write_to(consultation) if each.organisation_id not in done]


def by_language(invited: Sequence[Invitation]) -> Mapping[str, int]:
    """How many letters would go in each language, in the order of the site's languages."""
    counted = Counter(each.language for each in invited)
    return {each: counted[each] for each in LANGUAGES if counted[each]}


def reminder_about(
    invitation: Invitation, note: Mapping[str, str], language: str, *, token: str = ""
) -> dict[str, Any]:
    """What a reminder tells."""
    return letter_about(invitation, language, token=token) | {"note": note.get(language, "")}


def letters_shown(invited: Sequence[Invitation], note: Mapping[str, str]) -> list[ShownLetter]:
    """The letter in each language, written to the first that would get it; in a language of nobody, to anybody."""
    counted = by_language(invited)
    shown = []
    for language in LANGUAGES:
        example = next((each for each in invited if each.language == language), invited[0])
        about = reminder_about(example, note, language, token=HIDDEN_LINK)
        shown.append(ShownLetter(language, counted.get(language, 0), compose(REMINDER, language, about)))
    return shown


def letters_of(reminder: Reminder) -> int:
    """How many letters of a round of reminding have been written."""
    return Message.objects.about([f"reminder:{reminder.pk}"]).count()
