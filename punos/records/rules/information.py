"""Who answers an information request over all rooms, and who takes the answer along."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.home.rules import check_answer_requests
from punos.organisations.models import Actor
from punos.records.models import InformationSearch

SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 500
OPEN_FOR: Final = timedelta(
    days=1
)  # how long what was found can be looked at before the reason is asked anew


def check_search_information(actor: Actor, *, asked: int, reason: str) -> None:
    """About one thing at a time (`asked` counts them), with a reason that is kept."""
    check_answer_requests(actor)
    if asked != 1:
        raise Invalid(_("Fill in exactly one: a process, an organisation or an e-mail address."))
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Invalid(_("Tell in 10 to 500 characters who asked and why."))


def check_read_search(actor: Actor, search: InformationSearch, now: datetime) -> None:
    """Whoever gave the reason, for a day."""
    check_answer_requests(actor)
    if search.by != actor.person_id:
        raise Refused(_("Somebody else looked for this. Look for it with a reason of your own."))
    if now - search.at > OPEN_FOR:
        raise NotNow(_("This was looked for more than a day ago. Look for it again, and tell why."))
