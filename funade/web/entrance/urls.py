"""Addresses of the entrance. The steps are allauth's, the pages are ours."""

from django.urls import URLPattern, URLResolver, include, path

from funade.web.entrance import mailbox, teams

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.account.urls")),
    path("security/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
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
