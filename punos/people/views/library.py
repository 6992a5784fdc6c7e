"""The pages of the sign-in library in our look: one transaction each, kept by nobody."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View

from punos.core.errors import NotNow
from punos.core.pages import message_page
from punos.people import forms
from punos.people.models import Person
from punos.people.views.ways import provider_offered, way_on

type Page = Callable[..., HttpResponse]


def dressed(view: type[View], **known: Any) -> Page:
    """A page of the library: what it writes and its journal line commit together, and no copy of it is kept."""
    shown = view.as_view(**known)

    @wraps(shown)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            response = shown(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return cast("HttpResponse", response)

    return page


def form_page(view: type[View], form: Any, *, title: Any, button: Any, intro: Any = "") -> Page:
    """A page with one form."""
    words = {"title": title, "intro": intro, "button": button}
    fitting = {"form_class": form} if form else {}
    return dressed(view, template_name="people/form.html", extra_context=words, **fitting)


def said_page(view: type[View], *, title: Any, text: Any) -> Page:
    """A page that only says something, with a way to the sign-in page."""
    return dressed(view, template_name="people/said.html", extra_context={"title": title, "text": text})


class SignIn(account.LoginView):  # type: ignore[misc]  # the library ships no types
    """The one door: the sign-in service, a password, a passkey, in the demo town the cast."""

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        cast = Person.objects.cast().order_by("id") if settings.DEMO else Person.objects.none()
        return dict(super().get_context_data(**known)) | {
            "cast": cast,
            "next": way_on(self.request),
            "crumbs": [{"label": gettext("Sign in"), "url": ""}],
            "provider": provider_offered(),
            "notice": gettext("Your address has been verified. You can sign in now.")
            if self.request.GET.get("done") == "address"
            else "",
        }


class VerifyAddress(account.ConfirmEmailView):  # type: ignore[misc]  # the library ships no types
    """Verify an address: the link shows a button, so that a mail program that opens links verifies nothing."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.model_of(self.kwargs["key"]) is None:  # the button was pressed twice, or long after
            return cast("HttpResponse", self.render_to_response({"confirmation": None}))
        return cast("HttpResponse", super().post(*args, **kwargs))

    @staticmethod
    def model_of(key: str) -> Any:
        """The verification behind a key, if it is still good."""
        return account.get_emailconfirmation_model().from_key(key)


class AskForFactor(second_factor.AuthenticateView):  # type: ignore[misc]  # the library ships no types
    """After the password: the code, or the passkey."""

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**known))
        factors = webauthn.get_credentials(self.stage.login.user)
        options = context["js_data"]["request_options"] if factors else None
        return context | {"options": json.dumps(options) if options else ""}


class PasskeyAgain(passkeys.ReauthenticateWebAuthnView):  # type: ignore[misc]  # the library ships no types
    """Show the passkey once more before something that matters."""

    def form_invalid(self, _form: Any) -> HttpResponse:
        return message_page(self.request, NotNow(PASSKEY_REFUSED))

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**known))
        alternatives = self.get_reauthentication_alternatives()
        return context | {
            "options": json.dumps(context["js_data"]["request_options"]),
            "reauthentication_alternatives": alternatives,
        }


class AddPasskey(passkeys.AddWebAuthnView):  # type: ignore[misc]  # the library ships no types
    """Add a passkey that signs in by itself: kept on the device, and opened by its user alone."""

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        context = dict(super().get_context_data(**known))
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return context | {"options": json.dumps(options), "form": self.get_form()}


class SignInWithPasskey(passkeys.LoginWebAuthnView):  # type: ignore[misc]  # the library ships no types
    """Where the sign-in page's passkey is sent; asked for JSON, it gives the question for the device."""

    def form_invalid(self, _form: Any) -> HttpResponse:
        return message_page(self.request, NotNow(PASSKEY_REFUSED))


PASSKEY_REFUSED = _("This passkey is not known here, or the question for it had become too old.")

sign_in = dressed(SignIn, template_name="people/sign_in.html", form_class=forms.SignInForm)
join = form_page(
    account.SignupView,
    forms.JoinForm,
    title=_("Make an account"),
    intro=_("You can read and answer without an account. With one you can act for an organisation."),
    button=_("Make the account"),
)
closed = said_page(
    account.AccountInactiveView,
    title=_("This account has been closed"),
    text=_("If you think that this is a mistake, please write to those who keep up this site."),
)
verification_sent = said_page(
    account.EmailVerificationSentView,
    title=_("Look into your e-mail"),
    text=_(
        "We have sent you a message with a link. Open it within three days to go on. "
        "If nothing comes, look among unwanted mail, and sign in once more to have it sent again."
    ),
)
verify_address = dressed(VerifyAddress, template_name="people/verify_address.html")
address = dressed(account.EmailView, template_name="people/address.html", form_class=forms.NewAddressForm)
change_password = form_page(
    account.PasswordChangeView,
    forms.ChangePasswordForm,
    title=_("Change the password"),
    intro=_("Every other device is signed out when the password changes."),
    button=_("Change the password"),
)
set_password = form_page(
    account.PasswordSetView,
    forms.SetPasswordForm,
    title=_("Set a password"),
    intro=_("Your account has no password yet. With one you can sign in without the sign-in service."),
    button=_("Set the password"),
)
forgotten_password = form_page(
    account.PasswordResetView,
    forms.ForgottenPasswordForm,
    title=_("Forgotten password"),
    button=_("Send the link"),
)
forgotten_password_sent = said_page(
    account.PasswordResetDoneView,
    title=_("A link is on its way"),
    text=_(
        "If there is an account with this address, the message has a link to a new password. "
        "It works once, for three days."
    ),
)
new_password = dressed(
    account.PasswordResetFromKeyView,
    template_name="people/new_password.html",
    form_class=forms.NewPasswordForm,
)
new_password_set = said_page(
    account.PasswordResetFromKeyDoneView,
    title=_("The password has been changed"),
    text=_("You can sign in with the new password now. Every device has been signed out."),
)
password_again = form_page(
    account.ReauthenticateView,
    forms.PasswordAgainForm,
    title=_("Please show that it is you"),
    intro=_("What you are about to do matters, so we ask for your password once more."),
    button=_("Continue"),
)
second_factors = dressed(second_factor.IndexView, template_name="people/second_factor.html")
ask_for_factor = dressed(AskForFactor, template_name="people/ask_for_factor.html", form_class=forms.CodeForm)
code_again = form_page(
    second_factor.ReauthenticateView,
    forms.CodeAgainForm,
    title=_("Please show a code"),
    intro=_("What you are about to do matters, so we ask for a code once more."),
    button=_("Continue"),
)
passkey_again = dressed(PasskeyAgain, template_name="people/passkey_again.html")
add_app = dressed(app.ActivateTOTPView, template_name="people/add_app.html", form_class=forms.AppForm)
remove_app = form_page(
    app.DeactivateTOTPView,
    None,
    title=_("Remove the authenticator app"),
    intro=_("Codes of the app are not asked for any more. Remove it from the app too."),
    button=_("Remove the app"),
)
recovery_codes = dressed(codes.ViewRecoveryCodesView, template_name="people/recovery_codes.html")
new_recovery_codes = form_page(
    codes.GenerateRecoveryCodesView,
    None,
    title=_("Make new recovery codes"),
    intro=_("Codes that were made before stop working."),
    button=_("Make new codes"),
)
add_passkey = dressed(AddPasskey, template_name="people/add_passkey.html", form_class=forms.PasskeyForm)
remove_passkey = form_page(
    passkeys.RemoveWebAuthnView,
    None,
    title=_("Remove the passkey"),
    intro=_("It does not sign in any more. Remove it from your device too."),
    button=_("Remove the passkey"),
)
sign_in_with_passkey = dressed(SignInWithPasskey)
