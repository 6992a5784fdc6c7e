"""Whom to invite, and what somebody invited replies."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Reply
from punos.core.forms import Form
from punos.mail.rules import has_mailboxes
from punos.organisations import queries as organisations


class InviteForm(Form):
    """An organisation of the registry by its name, and where the link is sent."""

    name = forms.CharField(
        label=_("Organisation"), help_text=_("Its name as it stands in the directory."), max_length=200
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Leave it empty if you want to hand the link over in another way."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_mailboxes():
            self.fields["email"].help_text = _(
                "Left empty, the letter goes to the mailbox that the organisation has in Suomi.fi Messages. Without a "
                "business ID it has none, and you hand the link over in another way."
            )

    def clean(self) -> dict[str, Any]:
        """The organisation itself in place of its name."""
        cleaned: dict[str, Any] = super().clean() or {}
        name = cleaned.pop("name", "")
        cleaned["organisation"] = organisations.named(name) if name else None
        if name and cleaned["organisation"] is None:
            self.add_error(
                "name", _("The directory has no organisation, or several, with exactly this name.")
            )
        return cleaned


class AddressForm(Form):
    """Where the letter to somebody who was invited goes instead."""

    email = forms.EmailField(label=_("E-mail address"))


class ReplyForm(Form):
    """What an organisation says instead of answering; nothing takes a reply back."""

    reply = forms.ChoiceField(choices=[*Reply.choices, ("", "")], required=False)
