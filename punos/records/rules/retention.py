"""Who keeps the classes of the records plan, and what a class may become."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.organisations.models import Actor, RoleKind
from punos.organisations.rules import check_run_installation
from punos.records.models import RetentionClass

LONGEST_TITLE = 120
LONGEST_BASIS = 300
MOST_YEARS = 200
CODE = re.compile(r"[a-z0-9-]{1,40}")


def check_see_retention(actor: Actor) -> None:
    """An administrator, and an auditor, who looks after them."""
    if actor.is_system or actor.holds_anywhere(RoleKind.ADMINISTRATOR):
        return
    if not actor.holds_anywhere(RoleKind.AUDITOR):
        raise Refused(_("Only an administrator or an auditor may see this."))


def check_add_class(
    actor: Actor, code: str, title: TranslatedText, years: int | None, basis: str, *, is_taken: bool
) -> None:
    """An administrator, under a code that no class has had, with a name and what says so."""
    check_run_installation(actor)
    if not CODE.fullmatch(code):
        raise Invalid(_("The code is made of small letters a-z, digits and hyphens."))
    if is_taken:
        raise Invalid(_("There is a class with this code already."))
    _check_words(title, years, basis)


def check_change_class(
    actor: Actor,
    retention: RetentionClass,
    title: TranslatedText,
    years: int | None,
    basis: str,
    *,
    carried_by: int,
) -> None:
    """An administrator; the time of processes that carry the class is never cut short behind their back."""
    check_run_installation(actor)
    _check_words(title, years, basis)
    is_shorter = years is not None and (retention.years is None or years < retention.years)
    if carried_by and is_shorter:
        raise NotNow(
            ngettext(
                "%(number)d process carries this class, so its time is not made shorter. Add a new class, and give it"
                " to the process by a decision of its own.",
                "%(number)d processes carry this class, so its time is not made shorter. Add a new class, and give it"
                " to each process by a decision of its own.",
                carried_by,
            )
            % {"number": carried_by}
        )


def check_end_class(actor: Actor, retention: RetentionClass) -> None:
    """An administrator, once; processes that carry it keep it."""
    check_run_installation(actor)
    if retention.ended_at is not None:
        raise NotNow(_("This class has been ended already."))


def _check_words(title: TranslatedText, years: int | None, basis: str) -> None:
    if not title:
        raise Invalid(_("Give the class a name in at least one language."))
    if any(len(part.text) > LONGEST_TITLE for part in title.texts.values()):
        raise Invalid(_("The name is too long."))
    if years is not None and not 1 <= years <= MOST_YEARS:
        raise Invalid(_("Years are from 1 to 200; leave the field empty where it is kept for good."))
    if not basis or len(basis) > LONGEST_BASIS:
        raise Invalid(
            _("Write the law or the decision that says how long it is kept, in 300 characters at most.")
        )
