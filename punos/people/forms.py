"""The shape of what people write about their own account; the sign-in library's forms in our words."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punos.core.errors import Refused
from punos.core.forms import Form
from punos.core.text import clean
from punos.people import rules

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
PASSWORD_HELP = _("At least 12 characters. Several words in a row are easy to remember and hard to guess.")
CODE = _("Code")
CODE_HELP = _("Six digits from the authenticator app, or one of your recovery codes.")


class Worded(forms.Form):
    """A form of the library with our labels and help: no placeholders, no field twice."""

    labels: ClassVar[Mapping[str, Any]] = {}
    helps: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unneeded in ("password2", "remember"):
            self.fields.pop(unneeded, None)
        for name, each in self.fields.items():
            each.label = self.labels.get(name, each.label)
            each.help_text = self.helps.get(name, "")
            each.widget.attrs.pop("placeholder", None)
            each.widget.attrs.pop("size", None)


class SignInForm(Worded, account.LoginForm):  # type: ignore[misc]  # the library ships no types
    labels = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class JoinForm(Worded, account.SignupForm):  # type: ignore[misc]  # the library ships no types
    name = forms.CharField(
        max_length=rules.LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    field_order = ["name", "email", "password1"]
    labels = {"name": _("Your name"), "email": EMAIL, "password1": PASSWORD}
    helps = {
        "name": _("Others see it beside what you do for an organisation."),
        "email": _("We send a link there, so that we know that the address is yours."),
        "password1": PASSWORD_HELP,
    }

    def clean_name(self) -> str:
        """Without characters that hide or reorder text."""
        return _cleaned_name(self.cleaned_data["name"])


class NewAddressForm(Worded, account.AddEmailForm):  # type: ignore[misc]  # the library ships no types
    labels = {"email": _("New e-mail address")}
    helps = {"email": _("The address changes when you have opened the link that we send there.")}


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]  # the library ships no types
    labels = {"oldpassword": _("Present password"), "password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]  # the library ships no types
    labels = {"password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class ForgottenPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]  # the library ships no types
    labels = {"email": EMAIL}
    helps = {"email": _("We send a link there with which you choose a new password.")}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]  # the library ships no types
    labels = {"password1": NEW_PASSWORD}
    helps = {"password1": PASSWORD_HELP}


class PasswordAgainForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]  # the library ships no types
    labels = {"password": PASSWORD}


class CodeForm(Worded, second_factor.AuthenticateForm):  # type: ignore[misc]  # the library ships no types
    labels = {"code": CODE}
    helps = {"code": CODE_HELP}


class CodeAgainForm(Worded, second_factor.ReauthenticateForm):  # type: ignore[misc]  # the library ships no types
    labels = {"code": CODE}
    helps = {"code": CODE_HELP}


class AppForm(Worded, ActivateTOTPForm):  # type: ignore[misc]  # the library ships no types
    labels = {"code": CODE}
    helps = {"code": _("The six digits that the app shows now.")}


class PasskeyForm(Worded, AddWebAuthnForm):  # type: ignore[misc]  # the library ships no types
    """A new passkey, which always asks for a PIN, a finger or a face: it replaces password and second factor."""

    labels = {"name": _("Name of the passkey")}
    helps = {"name": _("So that you know it again, such as: my phone.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]

    def clean_name(self) -> str:
        """Without characters that hide or reorder text."""
        return clean(super().clean_name())[: rules.LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """The device has to have asked who its user is."""
        self.cleaned_data["passwordless"] = True
        return dict(super().clean() or {})


class DetailsForm(Form):
    """One's own name, and the language of letters."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=rules.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of e-mails"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


def _cleaned_name(name: str) -> str:
    cleaned = clean(name)
    try:
        rules.check_name(cleaned)
    except Refused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return cleaned
