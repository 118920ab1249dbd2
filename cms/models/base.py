from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from ..choices import TextQuality
from .editing import KeyedPageForm

PHONE = {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Phone")}
DESKTOP = {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Computer")}


class AuthoredPage(Page):
    """What trainers write. Learners read releases: the page itself only leads there.

    key: the same in every language; evidence hangs on it, so it never changes once it has been published.
    source_digest: what the loader wrote last; a page whose source has not changed is left as its trainers made it.
    """

    key = models.SlugField(
        _("key"),
        max_length=40,
        blank=True,
        help_text=_("The same in every language. Left empty, it is given by itself."),
    )
    text_quality = models.CharField(
        _("text quality"), max_length=10, choices=TextQuality, default=TextQuality.SOURCE, db_index=True
    )
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    longest_key: ClassVar[int] = 40
    draft_view: ClassVar[Callable[[AuthoredPage, HttpRequest], HttpResponse] | None] = None  # views are above models

    base_form_class = KeyedPageForm
    preview_modes: list[tuple[str, str]] = []
    preview_sizes = [PHONE, DESKTOP]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("text_quality"), FieldPanel("slug")], heading=_("About this page")
        )
    ]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The way to what learners see of it."""
        code = self.course_code()
        return redirect("courses:course", code) if code else redirect("courses:home")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.draft_view(request)

    def course_code(self) -> str:
        """The code of the course this page is a part of; empty above courses."""
        return ""

    def default_key(self, parent: Page) -> str:
        return ""

    def key_is_taken(self, key: str, parent: Page) -> bool:
        return False

    def number_parts(self, cleaned: Mapping[str, Any], parent: Page) -> None:
        """Give every part that has no key of its own the next free one."""

    def faults(self, cleaned: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
        """(field, sentence) for whatever forbids publishing."""
        return ()
