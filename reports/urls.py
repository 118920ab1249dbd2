from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("people/", views.people, name="people"),
    path("definitions/", views.definitions, name="definitions"),
    path("export.xlsx", views.export_xlsx, name="export"),
    path("export.csv", views.export_csv, name="export_csv"),
    path("institution/<slug:code>/", views.institution, name="institution"),
    path("<str:code>/", views.authority, name="authority"),
]
