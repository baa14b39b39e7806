"""Leaving, locking and coming back: for everybody who can sign in."""

from django.urls import URLPattern, URLResolver, path

from funade.web.shared.screen import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("exit/", views.quick_exit, name="quick-exit"),
    path("unlock/", views.unlock_page, name="unlock"),
    path("present/", views.present, name="present"),
]
