"""Inviting, granting, asking, deciding: the shape of what people send about who acts for whom."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punos.core.forms import Form
from punos.organisations import queries
from punos.organisations.models import MandateSource, Scope
from punos.organisations.rules.mandates import LONGEST_MESSAGE, SEEN_BY_THE_CITY

SCOPE_HELP = _("You can give only a part. With \u201cmanage people\u201d one may invite and remove others.")
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


def scopes_field() -> forms.MultipleChoiceField:
    """What the person may do; answering alone is the usual beginning."""
    return forms.MultipleChoiceField(
        label=_("What may the person do?"),
        help_text=SCOPE_HELP,
        choices=Scope.choices,
        initial=[Scope.ANSWER],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the person may do.")},
    )


def last_day_field() -> forms.DateField:
    """The last day of a mandate, if it has one."""
    return forms.DateField(
        label=_("Last day"),
        help_text=_(
            "For example the end of the board\u2019s term. Without a day it holds until somebody ends it."
        ),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def source_field() -> forms.ChoiceField:
    """On what the city's check of a mandate rests."""
    return forms.ChoiceField(
        label=_("What does it rest on?"),
        choices=[(each.value, each.label) for each in SEEN_BY_THE_CITY],
        initial=MandateSource.CITY,
    )


def evidence_field() -> forms.CharField:
    """What was seen, in a line."""
    return forms.CharField(
        label=_("What was checked?"),
        help_text=_(
            "For example: minutes of the board of 3 March, section 5. Never a personal identity code."
        ),
        max_length=300,
        required=False,
    )


class InviteForm(Form):
    """Whom to invite by e-mail, and to what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only who holds this address can accept the invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    scopes = scopes_field()
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    ends_on = last_day_field()


class MandateForm(Form):
    """To whom the city gives a mandate, on what ground."""

    email = forms.EmailField(
        label=_("E-mail address of the account"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    scopes = scopes_field()
    source = source_field()
    evidence = evidence_field()
    ends_on = last_day_field()

    def clean(self) -> dict[str, Any]:
        """The account instead of its address."""
        cleaned: dict[str, Any] = super().clean() or {}
        email = cleaned.pop("email", "")
        cleaned["person"] = queries.account_with(email) if email else None
        if email and cleaned["person"] is None:
            self.add_error(
                "email", _("Nobody has an account with this address. Invite them by e-mail instead.")
            )
        return cleaned


class AcceptForm(Form):
    """What somebody who asked to join may do."""

    scopes = scopes_field()


class VerifiedAcceptForm(AcceptForm):
    """The same, decided by the city, which says what it has seen."""

    source = source_field()
    evidence = evidence_field()


class DeclineForm(Form):
    """Why not: the person gets to read it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person gets it by e-mail."),
        max_length=300,
        error_messages={"required": _("Write why: the person gets to read it.")},
    )


class ReasonForm(Form):
    """Why a mandate ends, if one wants to say it."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class JoinForm(Form):
    """A request to act for an organisation."""

    message = forms.CharField(
        label=_("Message"),
        help_text=_("Who are you in the organisation, and what would you like to do for it?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_MESSAGE,
        required=False,
    )
