"""Lists in the admin; wagtail_hooks hangs them in."""

from django.urls import path

from . import views

urlpatterns = [
    path("review/", views.ReviewView.as_view(), name="cms_review"),
    path("review/results/", views.ReviewView.as_view(results_only=True), name="cms_review_results"),
    path("releases/", views.ReleasesView.as_view(), name="cms_releases"),
    path("releases/results/", views.ReleasesView.as_view(results_only=True), name="cms_releases_results"),
]
