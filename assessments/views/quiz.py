"""A counted quiz: lobby, one question a page, check, result. No page of it carries a key."""

from __future__ import annotations

import uuid6
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import Refused
from courses.choices import ActivityKind, EnrolmentStatus
from courses.queries import way_on

from ..forms import QuestionForm, summary
from ..models import Attempt, QuestionVersion
from ..operations import answer_question, start_attempt, submit_attempt
from ..queries import answers_in, lessons_beside, module_title, my_attempt, paper_of, standing_of, text_of
from ..rules import Quiz, Unclear
from .parts import deed_in, mine


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def quiz(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """The rules in plain words, and the way in."""
    enrolment, text = mine(request, code, key, ActivityKind.QUIZ)
    if request.method == "POST":
        activity = text.item.activity
        try:
            attempt = start_attempt(
                enrolment_id=enrolment.pk, activity=activity, person=request.user, deed=deed_in(request)
            )
        except Refused as no:
            messages.warning(request, no.message)
            return redirect("assessments:quiz", code, key)
        return redirect("assessments:question", attempt.pk, _first_open(attempt))
    rules = Quiz.read(text.item.spec)
    context = {
        "code": code,
        "text": text,
        "module": module_title(text.item.release_id, key, request.LANGUAGE_CODE),
        "rules": rules,
        "total": len(rules.questions),
        "standing": standing_of(enrolment.pk, text.item.activity_id, rules),
        "entry_id": uuid6.uuid7(),
    }
    return render(request, "assessments/quiz.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def question(request: HttpRequest, attempt_id: int, number: int) -> HttpResponse:
    """One question. Its answer is in the journal before the next page appears."""
    if request.method != "POST":
        return _show(request, attempt_id, number)
    try:
        kept = answer_question(
            attempt_id=attempt_id, number=number, form=request.POST, person=request.user, deed=deed_in(request)
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    except Unclear as unclear:
        return _show(request, attempt_id, number, unclear)
    except Refused as no:
        messages.error(request, no.message)
        return redirect("assessments:question", attempt_id, number)
    if kept is None:
        messages.info(request, _("This quiz is closed. Your answer is kept, and it does not count."))
        return redirect("assessments:result", attempt_id)
    following = request.POST.get("to", "")
    if following.isascii() and following.isdecimal() and len(following) < 4:
        return redirect("assessments:question", attempt_id, int(following))
    return redirect("assessments:check", attempt_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def check(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """All answers before they are handed in, the unanswered first; a POST hands them in."""
    attempt = _mine(request, attempt_id)
    if request.method == "POST":
        try:
            submit_attempt(attempt_id=attempt.pk, person=request.user, deed=deed_in(request))
        except Refused as no:
            messages.error(request, no.message)
            return redirect("assessments:check", attempt_id)
        return redirect("assessments:result", attempt_id)
    if attempt.submitted_at:
        return redirect("assessments:result", attempt_id)
    answers = answers_in(attempt)
    rows = [_row(each, number, answers, request) for number, each in enumerate(paper_of(attempt), start=1)]
    context = {
        "attempt": attempt,
        "rows": sorted(rows, key=lambda row: row["answered"]),
        "left": sum(not row["answered"] for row in rows),
        "entry_id": uuid6.uuid7(),
    }
    return render(request, "assessments/check.html", context)


@require_safe
@login_required
@never_cache
def result(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Passed, or not yet: in words, with what to read again and when to try again."""
    attempt = _mine(request, attempt_id)
    if attempt.submitted_at is None:
        return redirect("assessments:check", attempt_id)
    key, enrolment, language = attempt.activity.key, attempt.enrolment, request.LANGUAGE_CODE
    text = text_of(attempt.release_id, key, ActivityKind.QUIZ, language)
    standing = standing_of(enrolment.pk, attempt.activity_id, Quiz.read(text.item.spec))
    context = {
        "attempt": attempt,
        "code": enrolment.course.code,
        "text": text,
        "module": module_title(attempt.release_id, key, language),
        "standing": standing,
        "rules": Quiz.read(text.item.spec),
        "lessons": [] if attempt.passed else lessons_beside(attempt.release_id, key, language),
        "completed": enrolment.status == EnrolmentStatus.COMPLETED,
        "on": way_on(code=enrolment.course.code, release_id=attempt.release_id, key=key) if attempt.passed else "",
    }
    return render(request, "assessments/result.html", context)


def _mine(request: HttpRequest, attempt_id: int) -> Attempt:
    attempt = my_attempt(request.user, attempt_id)
    if attempt is None:
        raise Http404
    return attempt


def _first_open(attempt: Attempt) -> int:
    """The number of the first question without an answer; the first of all when every one has one."""
    answers = answers_in(attempt)
    return next((number for number, pk in enumerate(attempt.paper, start=1) if pk not in answers), 1)


def _show(request: HttpRequest, attempt_id: int, number: int, unclear: Unclear | None = None) -> HttpResponse:
    attempt = _mine(request, attempt_id)
    if not 1 <= number <= len(attempt.paper):
        raise Http404
    if attempt.submitted_at:
        return redirect("assessments:result", attempt_id)
    version = QuestionVersion.objects.get(pk=attempt.paper[number - 1])
    answers = answers_in(attempt)
    later = (place for place in range(number + 1, len(attempt.paper) + 1) if attempt.paper[place - 1] not in answers)
    context = {
        "attempt": attempt,
        "number": number,
        "before": number - 1,
        "total": len(attempt.paper),
        "saved": version.pk in answers,
        "answered": len(answers),
        "to": next(later, "check"),
        "entry_id": uuid6.uuid7(),
        "form": QuestionForm.of(
            version,
            request.LANGUAGE_CODE,
            answers.get(version.pk, {}),
            sent=request.POST if unclear else None,
            unclear=unclear,
        ),
    }
    return render(request, "assessments/question.html", context, status=422 if unclear else 200)


def _row(version: QuestionVersion, number: int, answers: dict, request: HttpRequest) -> dict:
    answer = answers.get(version.pk, {})
    ask, said = summary(version, request.LANGUAGE_CODE, answer)
    return {"number": number, "ask": ask, "said": said, "answered": bool(answer)}
