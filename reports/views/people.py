from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from people.models import Authority, Institution, Role

from ..choices import State
from ..forms import STATE_CHOICES, PeopleFilter
from ..policies import can_see_figures
from ..queries import (
    courses_to_choose,
    figures_reach,
    finished_hours,
    open_deadline,
    page_of,
    people_at,
    sees_people_in,
    sees_people_under,
)


@require_safe
@login_required
def people(request):
    """Who stands where in a place. Ministry and observers have no such pages: for them they do not exist."""
    if not can_see_figures(request.user):
        raise PermissionDenied
    asked = PeopleFilter.read(request.GET)
    place, exact = place_asked(request.user, asked)
    if not exact:
        raise Http404
    courses = courses_to_choose()
    course = course_asked(courses, asked)
    today = timezone.localdate()
    posts = people_at(
        request.user,
        place,
        course=course.pk,
        day=today,
        state=asked.state,
        role=asked.role,
        search=asked.q,
    )
    page = page_of(posts, after=asked.after, before=asked.before)
    hours = finished_hours(
        {post.person_id for post in page.items}, course=course.pk, current_release=course.current_release_id
    )
    words = dict(State.choices)
    context = {
        "place": place,
        "is_home": isinstance(place, Institution),
        "asked": asked,
        "course": course,
        "courses": courses,
        "states": STATE_CHOICES,
        "roles": sorted(Role.objects.all(), key=lambda role: role.name),
        "state_word": dict(STATE_CHOICES)[asked.state] if asked.state else "",
        "total": posts.order_by().count(),
        "rows": [
            (post, words[post.state], open_deadline(post, today), hours.get(post.person_id, 0)) for post in page.items
        ],
        "previous": asked.query(before=page.items[0].pk) if page.items and page.has_previous else "",
        "next": asked.query(after=page.items[-1].pk) if page.items and page.has_next else "",
        "export_query": asked.query(course=course.code),
    }
    return render(request, "reports/people.html", context)


def place_asked(user, asked: PeopleFilter):
    """The authority or institution the address names, and whether its people may be seen by name; else 404."""
    if asked.institution:
        visible = Institution.objects.filter(figures_reach(user)).select_related("authority")
        place = get_object_or_404(visible, code=asked.institution)
        return place, sees_people_in(user, place)
    visible = Authority.objects.visible_to(user).named(get_language())
    place = get_object_or_404(visible, code=asked.authority)
    return place, sees_people_under(user, place)


def course_asked(courses, asked: PeopleFilter):
    found = [course for course in courses if course.code == asked.course or not asked.course]
    if not found:
        raise Http404
    return found[0]
