"""What trainers see in the Wagtail admin besides the page editor itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from .models import AUTHORED
from .policies import can_author
from .queries import my_work, notice_of


class MyWork(Component):
    """Drafts, texts to review, notices and the newest releases, first on the admin's home page."""

    name = "my_work"
    template_name = "cms/my_work.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"work": my_work()}


class AuthorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_author(request.user)


@hooks.register("construct_homepage_panels")
def show_my_work(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, MyWork())


@hooks.register("register_admin_urls")
def add_lists() -> list[Any]:
    return [path("reports/", include("cms.urls"))]


@hooks.register("register_reports_menu_item")
def add_review_to_menu() -> MenuItem:
    return AuthorsMenuItem(
        _("Texts that need native review"), reverse("cms_review"), name="cms-review", icon_name="glasses", order=100
    )


@hooks.register("register_reports_menu_item")
def add_releases_to_menu() -> MenuItem:
    return AuthorsMenuItem(_("Releases"), reverse("cms_releases"), name="cms-releases", icon_name="history", order=110)


@hooks.register("after_publish_page")
@hooks.register("after_unpublish_page")
def tell_whether_learners_see_it(request: HttpRequest, page: Page) -> None:
    """The page is published; if its course could not be released, the author learns why at once."""
    page = page.specific
    if not isinstance(page, AUTHORED) or not (code := page.course_code()):
        return
    if notice := notice_of(code):
        messages.warning(
            request,
            _t("The page is saved. Learners still see the release before it. %(why)s") % {"why": notice.sentence},
        )
