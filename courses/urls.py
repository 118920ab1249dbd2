from django.urls import path

from . import views

app_name = "courses"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("learn/<slug:code>/", views.course, name="course"),
    path("learn/<slug:code>/lesson/<slug:key>/", views.lesson, name="lesson"),
    path("learn/<slug:code>/lesson/<slug:key>/read/", views.read, name="read"),
    path("learn/<slug:code>/lesson/<slug:key>/<int:screen>/", views.lesson, name="lesson_screen"),
]
