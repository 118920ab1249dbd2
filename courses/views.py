"""The learner's pages. A GET writes nothing but the place where the reader stopped."""

from __future__ import annotations

from uuid import UUID

import uuid6
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import Refused

from .choices import ActivityKind, EnrolmentStatus
from .models import Activity, Enrolment
from .operations import Deed, keep_place, mark_read
from .policies import can_learn
from .queries import answers_set_aside, enrolment_in, lesson_screen, places_of, studies_of, study_in, way_on


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The way in for a stranger, the way on for a learner; managers and trainers go to their own first page."""
    if not request.user.is_authenticated:
        return render(request, "courses/landing.html")
    studies, completed = studies_of(request.user, request.LANGUAGE_CODE)
    if not studies and not completed:
        places = places_of(request.user)
        if places.manages:
            return redirect("reports:overview")
        if places.authors:
            return redirect("wagtailadmin_home")
    context = {"studies": studies, "completed": completed, "set_aside": answers_set_aside(request.user)}
    return render(request, "courses/home.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/help.html", {"about": request.GET.get("about", "")[:60]})


@require_safe
@login_required
def course(request: HttpRequest, code: str) -> HttpResponse:
    study = study_in(_my_enrolment(request, code), request.LANGUAGE_CODE)
    finished = [each for each in study.chapters if each.module.key == request.GET.get("finished") and each.finished]
    context = {
        "study": study,
        "just_finished": finished[0] if finished else None,
        "fresh": study.tiles_laid if finished else 0,
    }
    return render(request, "courses/course.html", context)


@require_safe
@login_required
def lesson(request: HttpRequest, code: str, key: str, screen: int | None = None) -> HttpResponse:
    """One screen; without a number, the one where the reader stopped."""
    enrolment_id, page = lesson_screen(
        person=request.user, code=code, key=key, screen=screen, language=request.LANGUAGE_CODE
    )
    if page is None:
        raise Http404
    keep_place(enrolment_id=enrolment_id, activity_id=page.activity_id, place=page.screen)
    context = {"page": page, "preview": False, "entry_id": "" if page.after else uuid6.uuid7()}
    return render(request, "courses/lesson.html", context)


@require_POST
@login_required
def read(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The last screen was read. Kept even if the course was closed or the lesson replaced in the meantime."""
    mine = Enrolment.objects.of(request.user).filter(course__code=code).select_related("course").order_by("-period")
    enrolment = mine.first()
    activity = Activity.objects.filter(course__code=code, key=key, kind=ActivityKind.LESSON).first()
    if enrolment is None or activity is None or not can_learn(request.user, enrolment):
        raise Http404
    deed = Deed(entry_id=_entry_id(request), language=request.LANGUAGE_CODE)
    try:
        mark_read(enrolment_id=enrolment.pk, activity=activity, person=request.user, deed=deed)
    except Refused as no:
        messages.error(request, no.message)
        return redirect("courses:lesson", code, key)
    if enrolment.status == EnrolmentStatus.WITHDRAWN:
        messages.info(request, _("Your work is kept. You are not on this course now."))
        return redirect("courses:home")
    return redirect(way_on(code=code, release_id=enrolment.release_id or 0, key=key, practice=True))


def _my_enrolment(request: HttpRequest, code: str) -> Enrolment:
    enrolment = enrolment_in(request.user, code)
    if enrolment is None:
        raise Http404
    return enrolment


def _entry_id(request: HttpRequest) -> UUID:
    """The id drawn into the form; a form without one is a new deed."""
    try:
        return UUID(request.POST.get("entry_id", ""))
    except ValueError:
        return uuid6.uuid7()
