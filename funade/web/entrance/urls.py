"""Addresses of the entrance, in neutral words. Names beginning with account_, mfa_, line_ and
usersessions_ are those by which allauth finds the pages."""

from django.urls import URLPattern, URLResolver, path

from funade.web.entrance.views import (
    address,
    demo,
    factors,
    line,
    mailbox,
    reset,
    sessions,
    signin,
    signup,
    teams,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", signin.login, name="account_login"),
    path("login/passkey/", signin.login_by_passkey, name="mfa_login_webauthn"),
    path("login/second/", signin.second_factor, name="mfa_authenticate"),
    path("login/closed/", signin.inactive, name="account_inactive"),
    path("login/line/", line.sign_in, name="line_login"),
    path("login/line/back/", line.back, name="line_callback"),
    path("login/line/cancelled/", line.cancelled, name="socialaccount_login_cancelled"),
    path("logout/", signin.logout, name="account_logout"),
    path("signup/", signup.address, name="account_signup"),
    path("signup/code/", signup.code, name="signup-code"),
    path("signup/passkey/", signup.passkey, name="mfa_signup_webauthn"),
    path("signup/password/", signup.password, name="signup-password"),
    path("reset/", reset.address, name="account_reset_password"),
    path("reset/code/", reset.code, name="reset-code"),
    path("reset/password/", reset.password, name="reset-password"),
    path("security/", factors.overview, name="mfa_index"),
    path("security/first/", factors.first, name="factor-first"),
    path("security/again/", signin.again, name="account_reauthenticate"),
    path("security/again/code/", signin.again_by_code, name="mfa_reauthenticate"),
    path("security/again/passkey/", signin.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("security/address/", address.address, name="account_email"),
    path("security/address/code/", address.code, name="address-code"),
    path("security/password/", factors.password, name="account_change_password"),
    path("security/app/", factors.new_totp, name="mfa_activate_totp"),
    path("security/app/remove/", factors.no_totp, name="mfa_deactivate_totp"),
    path("security/codes/", factors.codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", factors.new_codes, name="mfa_generate_recovery_codes"),
    path("security/passkeys/add/", factors.new_passkey, name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/", factors.passkey_name, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", factors.no_passkey, name="mfa_remove_webauthn"),
    path("security/line/", line.connect, name="line-connect"),
    path("security/line/forget/", line.forget, name="line-forget"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("demo/", demo.demo_page, name="demo"),
    path("demo/enter/<slug:code>/", demo.enter, name="demo-enter"),
    path("demo/publish/", demo.publish, name="demo-publish"),
    path("demo/mail/", mailbox.mailbox_page, name="demo-mail"),
    path("team/", teams.teams_page, name="teams"),
    path("team/<int:organisation_id>/", teams.team_page, name="team"),
    path(
        "team/<int:organisation_id>/invitations/<int:invitation_id>/withdraw/",
        teams.withdraw,
        name="team-withdraw",
    ),
    path(
        "team/<int:organisation_id>/people/<int:user_id>/", teams.change_person, name="team-person"
    ),
    path("join/<token>/", teams.join_page, name="join"),
]
