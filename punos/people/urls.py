from django.urls import path

from punos.people.views import library, pages, provider

app_name = "people"
urlpatterns = [
    path("sign-in/", library.sign_in, name="sign_in"),
    path("sign-in/as/<int:person>/", pages.sign_in_as, name="sign_in_as"),
    path("sign-in/service/", provider.sign_in_with_provider, name="sign_in_with_provider"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("account/", pages.account, name="account"),
    path("account/service/", provider.connect_provider, name="connect_provider"),
    path("account/sign-ins/", pages.sign_ins, name="sign_ins"),
    path("account/sign-ins/others/end/", pages.end_other_sign_ins, name="end_other_sign_ins"),
    path("account/sign-ins/<int:sign_in>/end/", pages.end_sign_in, name="end_sign_in"),
]

# The sign-in library finds its pages by these names; those that are missing here are not in use.
library_urlpatterns = [
    path("sign-in/", library.sign_in, name="account_login"),
    path("sign-in/passkey/", library.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("sign-in/second-factor/", library.ask_for_factor, name="mfa_authenticate"),
    path("account/join/", library.join, name="account_signup"),
    path("account/closed/", library.closed, name="account_inactive"),
    path("account/address/", library.address, name="account_email"),
    path("account/address/sent/", library.verification_sent, name="account_email_verification_sent"),
    path("account/address/verify/<key>/", library.verify_address, name="account_confirm_email"),
    path("account/password/", library.change_password, name="account_change_password"),
    path("account/password/set/", library.set_password, name="account_set_password"),
    path("account/password/forgotten/", library.forgotten_password, name="account_reset_password"),
    path(
        "account/password/forgotten/sent/",
        library.forgotten_password_sent,
        name="account_reset_password_done",
    ),
    path("account/password/new/done/", library.new_password_set, name="account_reset_password_from_key_done"),
    path(
        "account/password/new/<uidb36>/<key>/", library.new_password, name="account_reset_password_from_key"
    ),
    path("account/again/", library.password_again, name="account_reauthenticate"),
    path("account/again/code/", library.code_again, name="mfa_reauthenticate"),
    path("account/again/passkey/", library.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", library.second_factors, name="mfa_index"),
    path("account/second-factor/", library.second_factors, name="mfa_list_webauthn"),
    path("account/second-factor/app/", library.add_app, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", library.remove_app, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", library.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", library.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/passkeys/add/", library.add_passkey, name="mfa_add_webauthn"),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/", library.remove_passkey, name="mfa_remove_webauthn"
    ),
]

# One address each that the sign-in service knows, without a language.
machine_urlpatterns = [
    path("oidc/callback/", provider.callback, name="oidc_callback"),
    path("oidc/backchannel-logout/", provider.backchannel_logout, name="oidc_backchannel_logout"),
]
