"""The bare view: a session, a user, one indexed query, a small template; on request one upsert."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from courses.models import Progress


def read(request: HttpRequest) -> HttpResponse:
    mine = Progress.objects.filter(enrolment__person_id=request.user.pk).order_by("pk").first()
    return render(request, "bare.html", {"person": request.user, "mine": mine})


def write(request: HttpRequest) -> HttpResponse:
    mine = Progress.objects.filter(enrolment__person_id=request.user.pk).order_by("pk").first()
    now = timezone.now()
    Progress.objects.bulk_create(
        [Progress(enrolment_id=mine.enrolment_id, activity_id=mine.activity_id, opened_at=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["enrolment", "activity"],
        update_fields=["seen_at"],
    )
    return render(request, "bare.html", {"person": request.user, "mine": mine})


urlpatterns = [path("read/", read), path("write/", write)]
