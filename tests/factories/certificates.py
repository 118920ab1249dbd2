"""Certificates come about as in life: a rule, a completed course, an award."""

from datetime import date
from uuid import uuid4

from certificates.models import Certificate
from certificates.operations import award_certificate, set_rule
from courses.models import Course, Enrolment
from courses.operations import Deed, mark_read
from people.models import User

from .courses import a_course, an_enrolment


def completed(enrolment: Enrolment) -> Enrolment:
    """Read every lesson of the course."""
    for activity in enrolment.course.activities.order_by("pk"):
        deed = Deed(entry_id=uuid4(), language="ru")
        enrolment = mark_read(enrolment_id=enrolment.pk, activity=activity, person=enrolment.person, deed=deed)
    return enrolment


def a_certificate(
    person: User | None = None, course: Course | None = None, *, today: date | None = None, months: int = 36
) -> Certificate:
    course = course or a_course()
    set_rule(course=course, validity_months=months, by_commission=False)
    enrolment = completed(an_enrolment(person, course))
    return award_certificate(enrolment_id=enrolment.pk, today=today)
