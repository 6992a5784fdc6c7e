"""Who may comment on a clause of a draft text, and what a comment must have."""

from django.utils.translation import gettext as _

from punos.contributions.models import Contribution, ContributionState, Stance, Thread, Voice
from punos.core.errors import Invalid, NotNow, Refused
from punos.processes.models import Section

LONGEST_COMMENT = 20_000
MOST_COMMENTS = 200


def check_comment(
    voice: Voice | None,
    thread: Thread,
    section: Section,
    *,
    text: str,
    stance: str,
    quote: str,
    rewording: str,
) -> None:
    """Who has told how they answer, on a clause that stands; when it may be said is for `check_open`.

    Whether the clause is asked about is the room above's to say.
    """
    if voice is None:
        raise Refused(_("First choose how you answer."))
    if not thread.takes_contributions:
        raise Refused(_("Comments are not collected here."))
    if not section.stands:
        raise NotNow(_("This clause has been left out of the text."))
    check_words(text=text, stance=stance, rewording=rewording)
    if quote and not section.says(quote):
        raise Invalid(
            _("The passage is not in this clause. Copy it from the text exactly as it stands there.")
        )
    if voice.contributions.filter(thread=thread).count() >= MOST_COMMENTS:
        raise Refused(
            _("You have added %(most)d comments, which is as many as one answer can have.")
            % {"most": MOST_COMMENTS}
        )


def check_words(*, text: str, stance: str, rewording: str) -> None:
    """A comment says something: words, a rewording, or at least a stance; and no more than can be read."""
    if not (text or stance or rewording):
        raise Invalid(_("Write a comment, propose other words, or choose what you think of the clause."))
    if stance and stance not in Stance.values:
        raise Invalid(_("Choose one of the values that are offered."))
    for words in (text, rewording):
        if len(words) > LONGEST_COMMENT:
            raise Invalid(
                _("Your text has %(length)d characters; at most %(most)d fit.")
                % {"length": len(words), "most": LONGEST_COMMENT}
            )


def check_revise(voice: Voice | None, said: Contribution, *, text: str, stance: str, rewording: str) -> None:
    """Only one's own; what was withdrawn stays so. Until when is for `check_open`."""
    if voice is None or said.voice_id != voice.pk:
        raise Refused(_("Only the one who wrote this can change it."))
    if said.state == ContributionState.WITHDRAWN:
        raise NotNow(_("This has been withdrawn."))
    check_words(text=text, stance=stance, rewording=rewording)
