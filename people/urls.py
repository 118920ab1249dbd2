from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("k/", views.slip_form, name="slip_form"),
    path("k/<str:code>/", views.slip, name="slip"),
    path("k/<str:code>", views.slip),  # as printed on the paper: no redirect on a slow line
]
