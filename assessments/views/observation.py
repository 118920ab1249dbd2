"""Observed practice: what will be looked at, and the assessor's form."""

from __future__ import annotations

import uuid6
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Refused
from courses.choices import ActivityKind
from courses.models import Enrolment, ReleaseText
from people.choices import SEES_PEOPLE
from people.models import scope_of

from ..choices import Seen
from ..forms import ObservationForm
from ..operations import record_observation
from ..policies import can_observe
from ..queries import lists_of, module_title, observable, observed, text_of
from .parts import deed_in, mine

PAGE = 20


@require_safe
@login_required
def observation(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The learner's side: the lines, and how the last observation went."""
    enrolment, text = mine(request, code, key, ActivityKind.OBSERVATION)
    seen = observed(enrolment.pk, text.item.activity_id)
    words = dict(Seen.choices)
    critical = text.item.spec.get("critical", ())
    rows = [
        {
            "text": line,
            "critical": pk in critical,
            "seen": words[seen.lines[pk]["seen"]] if seen and pk in seen.lines else "",
            "note": seen.lines[pk]["note"] if seen and pk in seen.lines else "",
        }
        for pk, line in text.content.body["lines"].items()
    ]
    module = module_title(text.item.release_id, key, request.LANGUAGE_CODE)
    context = {"code": code, "text": text, "module": module, "rows": rows, "seen": seen}
    return render(request, "assessments/observation.html", context)


@require_safe
@login_required
def observe_list(request: HttpRequest) -> HttpResponse:
    """The people whose practice this assessor may observe."""
    if not scope_of(request.user).kinds & SEES_PEOPLE:
        raise PermissionDenied
    name = request.GET.get("q", "").strip()[:100]
    page = Paginator(observable(request.user, name), PAGE).get_page(request.GET.get("page"))
    rows = lists_of(list(page), request.LANGUAGE_CODE)
    return render(request, "assessments/observe_list.html", {"page": page, "rows": rows, "name": name})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def observe(request: HttpRequest, enrolment_id: int, key: str) -> HttpResponse:
    """The assessor's form."""
    seen = Enrolment.objects.not_withdrawn().visible_to(request.user).select_related("course", "person", "institution")
    enrolment = get_object_or_404(seen, pk=enrolment_id)
    if not can_observe(request.user, enrolment):
        raise PermissionDenied
    text = text_of(enrolment.release_id, key, ActivityKind.OBSERVATION, request.LANGUAGE_CODE)
    if text is None:
        raise Http404
    form = ObservationForm(
        request.POST or None,
        lines=text.content.body["lines"],
        critical=text.item.spec.get("critical", []),
        initial={"observed_on": timezone.localdate(), "where": str(enrolment.institution or "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _record(request, enrolment, text, form)
        except Refused as no:
            form.add_error(None, no.message)
    module = module_title(text.item.release_id, key, request.LANGUAGE_CODE)
    context = {"enrolment": enrolment, "text": text, "module": module, "form": form, "entry_id": uuid6.uuid7()}
    return render(request, "assessments/observe.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, enrolment: Enrolment, text: ReleaseText, form: ObservationForm) -> HttpResponse:
    names = ("observed_on", "where", "role_play", "strength", "next_step")
    made = record_observation(
        enrolment_id=enrolment.pk,
        activity=text.item.activity,
        assessor=request.user,
        lines=form.lines(),
        deed=deed_in(request),
        **{name: form.cleaned_data[name] for name in names},
    )
    words = _("Saved. The practice is confirmed.") if made.passed else _("Saved. The practice can be observed again.")
    messages.success(request, words)
    return redirect("assessments:observe_list")
