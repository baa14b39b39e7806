"""Addresses of the backoffice portal."""

from django.urls import URLPattern, URLResolver, path

from funade.web.backoffice.views import jobs, papers

urlpatterns: list[URLPattern | URLResolver] = [
    path("jobs/", jobs.jobs_page, name="office-jobs"),
    path("jobs/<int:job_id>/retry/", jobs.retry, name="office-job-retry"),
    path("jobs/<int:job_id>/drop/", jobs.drop, name="office-job-drop"),
    path("licences/", papers.queue_page, name="office-papers"),
    path("licences/<str:public_id>/open/", papers.open_page, name="office-paper-open"),
    path("licences/<str:public_id>/record/", papers.record_page, name="office-paper-record"),
]
