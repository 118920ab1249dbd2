"""Two lists for those who write: texts that wait for a native reader, and releases."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.reports import PageReportView, ReportView
from wagtail.models import Page

from ..policies import can_author
from ..queries import pages_to_review, releases_of


class ForAuthors:
    """Only those who write see it."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not can_author(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)


class ReviewView(ForAuthors, PageReportView):
    """Machine quality texts, by language: ?language=ky."""

    page_title = _("Texts that need native review")
    header_icon = "glasses"
    index_url_name = "cms_review"
    index_results_url_name = "cms_review_results"

    def get_queryset(self) -> QuerySet[Page]:
        pages = pages_to_review()
        language = self.request.GET.get("language")
        return pages.filter(locale__language_code=language) if language else pages


class ReleasesView(ForAuthors, ReportView):
    """What learners have been shown, and since when: ?course=C."""

    page_title = _("Releases")
    header_icon = "history"
    index_url_name = "cms_releases"
    index_results_url_name = "cms_releases_results"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "cms/releases_results.html"
    context_object_name = "releases"
    list_export = ["course.code", "number", "released_at", "released_by"]

    def get_queryset(self) -> Any:
        return releases_of(self.request.GET.get("course", ""))
