"""A branching case: intro, scenes, what each choice leads to, the ending."""

from __future__ import annotations

import uuid6
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from courses.choices import ActivityKind
from courses.queries import way_on

from ..models import ScenarioRun
from ..operations import choose, start_run
from ..queries import last_run, my_run, text_of
from .parts import deed_in, mine


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def scenario(request: HttpRequest, code: str, key: str) -> HttpResponse:
    enrolment, text = mine(request, code, key, ActivityKind.SCENARIO)
    if request.method == "POST":
        activity = text.item.activity
        try:
            run = start_run(enrolment_id=enrolment.pk, activity=activity, person=request.user, deed=deed_in(request))
        except Refused as no:
            messages.warning(request, no.message)
            return redirect("assessments:scenario", code, key)
        return redirect("assessments:run", run.pk)
    context = {
        "code": code,
        "text": text,
        "body": text.content.body,
        "last": last_run(enrolment.pk, text.item.activity_id),
        "entry_id": uuid6.uuid7(),
    }
    return render(request, "assessments/scenario.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """The scene the run stands at; at ?told=1 what the last choice led to; at the end, the ending."""
    if request.method == "POST":
        return _choose(request, run_id)
    return _show(request, run_id)


def _choose(request: HttpRequest, run_id: int) -> HttpResponse:
    choice = request.POST.get("a", "")
    if not (choice.isascii() and choice.isdecimal() and len(choice) < 3):
        return _show(request, run_id, error=_("Choose one answer"))
    try:
        choose(
            run_id=run_id,
            node=request.POST.get("node", "")[:40],
            choice=int(choice),
            person=request.user,
            deed=deed_in(request),
        )
    except ScenarioRun.DoesNotExist:
        raise Http404 from None
    except Refused as no:
        return _show(request, run_id, error=no.message)
    return redirect(f"{reverse('assessments:run', args=[run_id])}?told=1#feedback")


def _show(request: HttpRequest, run_id: int, error: str = "") -> HttpResponse:
    found = my_run(request.user, run_id)
    if found is None:
        raise Http404
    key, code = found.activity.key, found.enrolment.course.code
    text = text_of(found.release_id, key, ActivityKind.SCENARIO, request.LANGUAGE_CODE)
    body = text.content.body
    step = found.steps.last() if "told" in request.GET and not error else None
    context = {
        "run": found,
        "code": code,
        "text": text,
        "body": body,
        "error": error,
        "entry_id": uuid6.uuid7(),
    }
    if step:
        scene = body["nodes"][step.node]
        return render(
            request, "assessments/told.html", {**context, "scene": scene, "chosen": scene["choices"][step.choice]}
        )
    if found.ended_at:
        context["ending"] = body["endings"][found.node]
        context["meters"] = [(body["meters"].get(each) or each, points) for each, points in found.meters.items()]
        context["on"] = way_on(code=code, release_id=found.release_id, key=key)
        return render(request, "assessments/ending.html", context)
    context["scene"] = body["nodes"][found.node]
    return render(request, "assessments/run.html", context, status=422 if error else 200)
