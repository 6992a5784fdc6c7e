"""Following is for who has signed in: a letter needs somebody who asked for it."""

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, Refused
from punos.notices.models import Cadence, TopicKind
from punos.organisations.models import Actor

MOST_FOLLOWED = 500


def check_follow(actor: Actor, kind: str, cadence: str, followed: int) -> None:
    """Somebody with an account, something that can be followed, not everything there is."""
    check_change_topic(actor, cadence)
    if kind == TopicKind.MINE:
        raise Invalid(_("What concerns you directly is told to you anyway."))
    if followed >= MOST_FOLLOWED:
        raise Invalid(_("You follow very much already. Stop following something first."))


def check_change_topic(actor: Actor, cadence: str) -> None:
    """One's own choice, out of those that there are."""
    if actor.person is None:
        raise Refused(_("Sign in to follow this."))
    if cadence not in Cadence.values:
        raise Invalid(_("Choose how often you want to hear of it."))
