from django.urls import path

from . import views

app_name = "assessments"
urlpatterns = [
    path("learn/<slug:code>/practice/<slug:key>/<int:number>/", views.practice, name="practice"),
    path("learn/<slug:code>/quiz/<slug:key>/", views.quiz, name="quiz"),
    path("attempts/<int:attempt_id>/<int:number>/", views.question, name="question"),
    path("attempts/<int:attempt_id>/check/", views.check, name="check"),
    path("attempts/<int:attempt_id>/result/", views.result, name="result"),
    path("learn/<slug:code>/scenario/<slug:key>/", views.scenario, name="scenario"),
    path("runs/<int:run_id>/", views.run, name="run"),
    path("learn/<slug:code>/observation/<slug:key>/", views.observation, name="observation"),
    path("observe/", views.observe_list, name="observe_list"),
    path("observe/<int:enrolment_id>/<slug:key>/", views.observe, name="observe"),
]
