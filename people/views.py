"""The ways in: a paper slip, and the choice of a language."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import Refused

from .models import Slip, User
from .operations import choose_language, use_slip
from .queries import find_slip, institution_of
from .rules import read_slip_code, show_slip_code

GUESSES, PER_SECONDS = 10, 15 * 60
A_YEAR = 60 * 60 * 24 * 365


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and go back to the page where it was asked for."""
    person = request.user if request.user.is_authenticated else None
    try:
        chosen = choose_language(person=person, language=request.POST.get("language", ""))
    except Refused as no:
        return render(request, "people/refused.html", {"message": no.message}, status=400)
    return _speak(redirect(_safe(request, request.POST.get("next", ""))), chosen)


@require_safe
def slip_form(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip whose QR cannot be read."""
    code = read_slip_code(request.GET.get("code", ""))[:20]
    if code:
        return redirect("people:slip", show_slip_code(code))
    return render(request, "people/slip_form.html", {"empty": "code" in request.GET})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """ "Is this you?": a GET shows whose slip it is and spends nothing, a POST answers."""
    if _guesses_too_much(request):
        return _say(request, "slow", status=429)
    found = find_slip(code)
    if found is None:
        _count_guess(request)
        return _say(request, "unknown", status=404)
    with translation.override(_language(request, found.person)):
        if problem := _problem(found):
            return _say(request, problem, slip=found, status=410)
        if request.method != "POST":
            context = {
                "slip": found,
                "code": show_slip_code(read_slip_code(code)),
                "home": institution_of(found.person),
            }
            return render(request, "people/slip.html", context)
        if request.POST.get("answer") != "yes":
            return _say(request, "not_me")
        return _let_in(request, code)


def _let_in(request: HttpRequest, code: str) -> HttpResponse:
    try:
        person = use_slip(code=code)
    except Refused:  # somebody was quicker, between the look and the touch
        return _say(request, "used", slip=find_slip(code), status=410)
    language = choose_language(person=person, language=translation.get_language())
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return _speak(redirect("courses:home"), language)


def _problem(found: Slip) -> str:
    """Why this slip lets nobody in; "" if it does."""
    if found.used_at:
        return "used"
    if found.withdrawn_at or found.expires_at <= timezone.now() or not found.person.is_active:
        return "expired"
    return ""


def _say(request: HttpRequest, what: str, *, slip: Slip | None = None, status: int = 200) -> HttpResponse:
    return render(request, "people/slip_says.html", {"what": what, "slip": slip}, status=status)


def _language(request: HttpRequest, person: User) -> str:
    """The one asked for on this page, else the person's own: the phone's may be somebody else's."""
    asked = request.POST.get("language") or request.GET.get("language")
    return asked if asked in dict(settings.LANGUAGES) else person.language


def _guess_key(request: HttpRequest) -> str:
    return f"slip-guesses:{get_adapter(request).get_client_ip(request)}"


def _guesses_too_much(request: HttpRequest) -> bool:
    return cache.get(_guess_key(request), 0) >= GUESSES


def _count_guess(request: HttpRequest) -> None:
    cache.add(_guess_key(request), 0, PER_SECONDS)
    cache.incr(_guess_key(request))


def _safe(request: HttpRequest, address: str) -> str:
    """The address if it is a page of this site, else the home page."""
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if here else "/"


def _speak(response: HttpResponse, chosen: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
