from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.models import Institution

from ..exports import figures_rows, people_rows, write_csv, write_xlsx
from ..forms import STATE_CHOICES, PeopleFilter
from ..policies import can_see_figures
from ..queries import institution_figures, people_at, table_under
from .people import place_asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@login_required
def export_xlsx(request):
    """The people of a list; for readers without names, the figures of a place."""
    asked, place, rows, course = _asked(request)
    about = [
        (_("Place"), place.name),
        (_("Course"), course.title),
        (_("Date"), date_format(timezone.localdate())),
        (_("State"), str(dict(STATE_CHOICES)[asked.state])),
        (_("Role now"), asked.role),
        (_("Search"), asked.q),
        (_("How this is counted"), request.build_absolute_uri(reverse("reports:definitions"))),
    ]
    file = write_xlsx(rows, about)
    name = _file_name(place, course, "xlsx")
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
@login_required
def export_csv(request):
    _asked_for, place, rows, course = _asked(request)
    language = translation.get_language()

    def lines():  # the reply is written after the request's language is gone
        with translation.override(language):
            yield from write_csv(rows)

    reply = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    reply.headers["Content-Disposition"] = f'attachment; filename="{_file_name(place, course, "csv")}"'
    return reply


def _asked(request):
    """What is asked, the place, the rows of the table, the course."""
    if not can_see_figures(request.user):
        raise PermissionDenied
    asked = PeopleFilter.read(request.GET)
    place, exact = place_asked(request.user, asked)
    figures = institution_figures if isinstance(place, Institution) else table_under
    table = figures(request.user, place, asked.course)
    if table is None or table.course is None:
        raise Http404
    if not exact:
        return asked, place, figures_rows(place.name, table), table.course
    posts = people_at(
        request.user,
        place,
        course=table.course.pk,
        day=timezone.localdate(),
        state=asked.state,
        role=asked.role,
        search=asked.q,
    )
    return asked, place, people_rows(posts, course=table.course), table.course


def _file_name(place, course, kind):
    return f"{place.code}-{course.code}-{timezone.localdate().isoformat()}.{kind}"
