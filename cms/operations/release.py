"""From the live pages of a course to its next release."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.operations import store_questions
from certificates.operations import set_validity
from core.errors import Refused
from courses.models import Course, Release
from courses.operations import release_course
from people.models import User

from ..models import CourseNotice
from ..queries import course_trees, state_of_course
from .compile import compile_course

TRIES = 3


def release_from_pages(*, course_page: Any, actor: User | None) -> tuple[Release, bool]:
    """Compile the live pages of a course, in all its languages, and release them.

    Returns the release and whether it is new. Pictures are drawn and texts cleaned outside the transaction;
    if somebody publishes in the meantime, it starts again. Queries do not grow with the course.
    Refused: nothing is live, a question cannot be asked, or languages disagree about what is right.
    """
    return release_code(code=course_page.key, actor=actor)


def release_code(*, code: str, actor: User | None) -> tuple[Release, bool]:
    """The same, by the code of the course."""
    for _attempt in range(TRIES):
        state = state_of_course(code)
        compiled = compile_course(course_trees(code))
        with transaction.atomic():
            Course.objects.get_or_create(code=code)
            course = Course.objects.select_for_update().get(code=code)
            if state_of_course(code) != state:
                continue
            versions = store_questions(drafts=compiled.questions)
            release = release_course(code=code, draft=compiled.draft(versions), actor=actor)
            set_validity(course=course, validity_months=compiled.validity_months)
            CourseNotice.objects.filter(code=code).delete()
            return release
    raise Refused(_("Somebody else is publishing this course now. Publish again in a minute."))


def publish_course(*, code: str, actor: User | None) -> CourseNotice | None:
    """Release a course after a page of it was published; a refusal is kept as a notice for its authors."""
    if not course_trees(code):
        return None  # the whole course went: learners keep its last release
    try:
        release_code(code=code, actor=actor)
    except Refused as no:
        notice, _new = CourseNotice.objects.update_or_create(code=code, defaults={"sentence": no.message})
        return notice
    return None
