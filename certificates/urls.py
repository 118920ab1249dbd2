from django.urls import path

from . import views

app_name = "certificates"
urlpatterns = [
    path("v/", views.verify_form, name="verify_form"),
    path("v/<str:code>/", views.verify, name="verify"),
    path("v/<str:code>", views.verify),  # as printed and drawn on paper: no redirect on a slow line
    path("documents/", views.documents, name="documents"),
    path("documents/<str:number>.pdf", views.document, name="document"),
]
