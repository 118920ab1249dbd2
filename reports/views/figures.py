from __future__ import annotations

from functools import partial
from hashlib import sha256
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from people.models import Authority, Institution

from ..choices import State
from ..policies import can_see_figures
from ..queries import (
    IN_FORCE,
    ON_LEAVE,
    figures_reach,
    figures_root,
    figures_version,
    institution_figures,
    named,
    people_at,
    sees_people_in,
    sees_people_under,
    table_under,
    tops_of,
    way_to,
)
from ..rules import STATES, bar
from . import shown

KEPT = 15 * 60  # seconds: also how long a new name of a place may take to appear
URGENT = 10  # late people shown on an institution's page


@require_safe
@login_required
def overview(request):
    """The only place somebody answers for; a choice where there are several."""
    _require_figures(request.user)
    tops = tops_of(request.user)
    if len(tops) == 1 and tops.institutions:
        return redirect("reports:institution", tops.institutions[0].code)
    if len(tops) == 1:
        return _show_authority(request, tops.authorities[0])
    return render(request, "reports/choose.html", {"authorities": named(tops.authorities), "homes": tops.institutions})


@require_safe
@login_required
def authority(request, code):
    _require_figures(request.user)
    visible = Authority.objects.visible_to(request.user)
    return _show_authority(request, get_object_or_404(visible, code=code))


@require_safe
@login_required
def institution(request, code):
    _require_figures(request.user)
    visible = Institution.objects.filter(figures_reach(request.user)).select_related("authority")
    place = get_object_or_404(visible, code=code)
    exact = sees_people_in(request.user, place)
    return _show(request, place, exact, partial(_institution, request, place))


@require_safe
@login_required
def definitions(request):
    _require_figures(request.user)
    return render(request, "reports/definitions.html", {"crumbs": []})


def _require_figures(user):
    if not can_see_figures(user):
        raise PermissionDenied


def _show_authority(request, place):
    exact = sees_people_under(request.user, place)
    return _show(request, place, exact, partial(_authority, request, place))


def _show(request, place, exact, draw):
    """The page of a place. What it says is drawn once for all who see the same, until a figure changes."""
    authority = place if isinstance(place, Authority) else place.authority
    root = figures_root(request.user, authority)
    version = figures_version(place if exact else root)
    asked = (request.GET.get("course", ""), _sort(request), get_language(), timezone.localdate(), exact, root)
    key = "reports:" + sha256(repr((type(place).__name__, place.pk, version, asked)).encode()).hexdigest()
    kept = cache.get(key) if version else None
    if kept is None:
        kept = draw()
        if version:
            cache.set(key, kept, KEPT)
    name, crumbs, body = kept
    context = {"name": name, "crumbs_html": crumbs, "body_html": body}
    return render(request, "reports/place.html", context)


def _sort(request):
    sort = request.GET.get("sort", "")
    return sort if sort.lstrip("-") in shown.COLUMNS else shown.DEFAULT_SORT


def _authority(request, place):
    """Name, crumbs and body of an authority's page."""
    table = table_under(request.user, place, request.GET.get("course", ""))
    if table is None:
        raise Http404
    way = way_to(request.user, place)
    sort = _sort(request)
    course = table.course.code if table.course else ""
    context = {
        **_told(table, way[-1].name, {"authority": place.code}),
        "crumbs": way[:-1],
        "sort": sort,
        "orders": shown.orders(),
        "heads": shown.heads_of(course, sort),
        "lines": shown.lines_of(table, course, sort),
    }
    return _drawn("reports/_authority.html", context)


def _institution(request, place):
    """Name, crumbs and body of an institution's page."""
    table = institution_figures(request.user, place, request.GET.get("course", ""))
    if table is None:
        raise Http404
    late = []
    if table.exact and table.course:
        late = people_at(
            request.user, place, course=table.course.pk, day=timezone.localdate(), state=State.LATE
        ).order_by("due_on", "person__name_folded")[:URGENT]
    context = {
        **_told(table, place.name, {"institution": place.code}),
        "crumbs": way_to(request.user, place.authority),
        "late_people": late,
    }
    return _drawn("reports/_institution.html", context)


def _drawn(template, context):
    crumbs = render_to_string("reports/_crumbs.html", context)
    return context["name"], crumbs, render_to_string(template, context)


def _told(table, name, place):
    """What the pages of authorities and institutions share."""
    figures, words = table.total, shown.short_words()
    course = table.course.code if table.course else ""
    people = reverse("reports:people") + "?" + urlencode({**place, "course": course})
    return {
        "name": name,
        "table": table,
        "course_code": course,
        "figures": figures,
        "headline": shown.headline(figures),
        "rate": shown.rate_of(figures),
        "late": shown.HIDDEN_MARK if (late := figures.shown(State.LATE)) is None else late,
        "expiring": shown.HIDDEN_MARK if (soon := figures.shown(State.EXPIRING)) is None else soon,
        "in_force": shown.HIDDEN_MARK if figures.in_force is None else figures.in_force,
        "hides": bool(figures.hidden) or any(line.figures.hidden for line in table.lines),
        "counted_at": shown.counted_at(table.computed_at),
        "legend": [(state, words[state]) for state in STATES],
        "cells": [
            (state, word, text) for state, (word, text) in zip(STATES, shown.cells_of(figures, words), strict=True)
        ],
        "bar": bar(figures),
        "finding": shown.finding_of(name, figures, words),
        "people_url": people if table.exact else "",
        "in_force_state": IN_FORCE,
        "on_leave_state": ON_LEAVE,
        "export_query": urlencode({**place, "course": course}),
    }
