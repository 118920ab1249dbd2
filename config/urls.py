from django.apps import apps
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("pages/", include(wagtail_urls)),
    path("", include("people.urls")),
    path("", include("certificates.urls")),
    path("", include("assessments.urls")),
    path("manage/", include("reports.urls")),
    path("", include("courses.urls")),
]
if apps.is_installed("demo"):
    urlpatterns.insert(0, path("demo/", include("demo.urls")))
