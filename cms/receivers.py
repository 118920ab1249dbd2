"""What this app does when something happens elsewhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import connection, transaction
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished, post_page_move

from people.models import User

from .choices import TextQuality
from .models import AUTHORED
from .operations import publish_course, sync_authoring


@receiver(page_published)
@receiver(page_unpublished)
def release_its_course(*, instance: Page, **_: Any) -> None:
    """Deleting a live page unpublishes it first, so that this sees it too."""
    if isinstance(instance, AUTHORED):
        release_after_commit(instance.course_code())


@receiver(post_page_move)
def release_both_courses(*, instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    for page in (instance, parent_page_before, parent_page_after):
        if isinstance(page.specific, AUTHORED):
            release_after_commit(page.specific.course_code())


@receiver(copy_for_translation_done)
def doubt_the_copy(*, target_obj: Any, **_: Any) -> None:
    """A translation starts as a copy in the wrong language: nobody has read it yet."""
    if isinstance(target_obj, AUTHORED):
        type(target_obj).objects.filter(pk=target_obj.pk).update(text_quality=TextQuality.MACHINE)
        target_obj.text_quality = TextQuality.MACHINE


@receiver(user_logged_in)
def check_who_may_write(*, user: User, **_: Any) -> None:
    sync_authoring(person=user)


def release_after_commit(code: str) -> None:
    """Compile a course once, however many of its pages one transaction publishes."""
    if not code or any(_course_of(each[1]) == code for each in connection.run_on_commit):
        return
    transaction.on_commit(partial(_release, code=code, actor=get_active_log_context().user))


def _course_of(callback: Any) -> str:
    found = isinstance(callback, partial) and callback.func is _release
    return str(callback.keywords["code"]) if found else ""


def _release(*, code: str, actor: User | None) -> None:
    publish_course(code=code, actor=actor)
