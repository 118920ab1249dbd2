"""The site's addresses with the demo's in front, as OCHAG_DEMO has them."""

from django.urls import include, path

from config.urls import urlpatterns as site

urlpatterns = [path("demo/", include("demo.urls")), *site]
