"""Addresses of the backoffice portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.backoffice.views import papers, queue

urlpatterns: list[URLPattern | URLResolver] = [
    path("queue/", queue.queue_page, name="office-jobs"),
    path("queue/<int:number>/retry/", queue.retry, name="office-job-retry"),
    path("queue/<int:number>/drop/", queue.drop, name="office-job-drop"),
    path("licences/", papers.queue_page, name="office-papers"),
    path("licences/<str:public_id>/open/", papers.open_page, name="office-paper-open"),
    path("licences/<str:public_id>/record/", papers.record_page, name="office-paper-record"),
]
