from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("files/", include(wagtaildocs_urls)),
    path("pages/", include(wagtail_urls)),
    # Pictures of lessons, and nothing else that lies in the media folder. A front server may take this path over.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
    path("", include("people.urls")),
    path("", include("certificates.urls")),
    path("", include("assessments.urls")),
    path("manage/", include("reports.urls")),
    path("", include("courses.urls")),
]
if apps.is_installed("demo"):
    urlpatterns.insert(0, path("demo/", include("demo.urls")))
