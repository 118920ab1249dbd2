"""A practice question: it counts for nothing, so its key may be shown."""

from __future__ import annotations

import uuid6
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from courses.queries import way_on

from ..forms import QuestionForm, explained
from ..models import QuestionVersion
from ..operations import answer_practice
from ..queries import Practised, practice_answer, practised
from ..rules import Unclear, mark, parse
from .parts import deed_in, uuid_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def practice(request: HttpRequest, code: str, key: str, number: int) -> HttpResponse:
    """The question; after a POST, at ?answer=<entry id>, the same page with what helps."""
    asked = practised(request.user, code, key, number)
    if asked is None:
        raise Http404
    if request.method != "POST":
        return _show(request, code, number, asked)
    try:
        answer = parse(asked.kind, asked.spec, request.POST, asked.digest)
    except Unclear as unclear:
        return _show(request, code, number, asked, unclear)
    deed = deed_in(request)
    try:
        answer_practice(
            enrolment_id=asked.enrolment_id,
            activity=asked.activity,
            version_id=asked.version_id,
            answer=answer,
            person=request.user,
            deed=deed,
        )
    except Refused as no:
        messages.error(request, no.message)
        return redirect("assessments:practice", code, key, number)
    here = reverse("assessments:practice", args=[code, key, number])
    return redirect(f"{here}?answer={deed.entry_id}#feedback")


def _show(
    request: HttpRequest, code: str, number: int, asked: Practised, unclear: Unclear | None = None
) -> HttpResponse:
    version = QuestionVersion.objects.get(pk=asked.version_id)
    entry_id = uuid_in(request.GET.get("answer"))
    answer = practice_answer(request.user, entry_id, version.pk) if entry_id and not unclear else None
    context = {
        "code": code,
        "key": asked.activity.key,
        "number": number,
        "total": asked.total,
        "entry_id": uuid6.uuid7(),
        "form": QuestionForm.of(
            version,
            request.LANGUAGE_CODE,
            answer or {},
            sent=request.POST if unclear else None,
            unclear=unclear,
        ),
    }
    if answer is None:
        return render(request, "assessments/practice.html", context, status=422 if unclear else 200)
    context["told"], context["why"] = explained(version, request.LANGUAGE_CODE, answer)
    context["mark"] = mark(version.kind, version.spec, answer)
    context["unsure"] = "unsure" in answer
    context["on"] = (
        reverse("assessments:practice", args=[code, asked.activity.key, number + 1])
        if number < asked.total
        else way_on(code=code, release_id=asked.release_id, key=asked.activity.key)
    )
    return render(request, "assessments/feedback.html", context)
