"""Four learners and a district manager, signed in, each with a lesson to read and a quiz open."""

from __future__ import annotations

from urllib.parse import urlencode

import django
import uuid6

django.setup()

from django.conf import settings  # noqa: E402 -- after setup
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 -- after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 -- after setup
from django.db import connection  # noqa: E402 -- after setup
from django.urls import reverse  # noqa: E402 -- after setup

from assessments.models import Attempt, QuestionVersion  # noqa: E402 -- after setup
from assessments.operations import start_attempt  # noqa: E402 -- after setup
from courses.models import Activity, Enrolment  # noqa: E402 -- after setup
from courses.operations import Deed  # noqa: E402 -- after setup
from people.models import User  # noqa: E402 -- after setup

from .load import Ask  # noqa: E402 -- after setup

LEARNERS = 4
TOKEN = "b" * 32  # the cookie and the form carry the same


def asks() -> dict[str, tuple[list[Ask], list[Ask]]]:
    """Page -> what is asked of us, what is asked of the bare view."""
    active = Enrolment.objects.active().filter(course__code="C", progress__isnull=False).select_related("person")
    learners = list(active.distinct().order_by("pk")[:LEARNERS])
    manager = _cookies(User.objects.get(username="demo-district"))
    cookies = [_cookies(each.person) for each in learners]
    lesson = reverse("courses:lesson_screen", args=["C", "C7-L1", 1])
    found = {
        "lesson": ([Ask(lesson, each) for each in cookies], [Ask("/write/", each) for each in cookies]),
        "answer": (
            [_answer(enrolment, each) for enrolment, each in zip(learners, cookies, strict=True)],
            [Ask("/write/", each, lambda: "a=o1") for each in cookies],
        ),
        "overview": ([Ask(reverse("reports:overview"), manager)] * LEARNERS, [Ask("/read/", manager)] * LEARNERS),
    }
    connection.close()
    return found


def _cookies(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _answer(enrolment: Enrolment, cookies: str) -> Ask:
    """The same question answered again and again; every answer is kept."""
    activity = Activity.objects.get(course__code="C", key="C7-Q")
    deed = Deed(entry_id=uuid6.uuid7(), language="ru")
    attempt = start_attempt(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=deed)
    number, version = _single(attempt)

    def body() -> str:
        fields = {"entry_id": str(uuid6.uuid7()), "a": version.spec["options"][0], "csrfmiddlewaretoken": TOKEN}
        return urlencode(fields)

    return Ask(reverse("assessments:question", args=[attempt.pk, number]), cookies, body, expect=302)


def _single(attempt: Attempt) -> tuple[int, QuestionVersion]:
    versions = QuestionVersion.objects.in_bulk(attempt.paper)
    return next((place, versions[pk]) for place, pk in enumerate(attempt.paper, 1) if versions[pk].kind == "single")
