from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from .queries import INSPECTOR, code_to_inspect, find_persona

HOME = {"trainer": "/admin/", "director": "reports:overview", "district": "reports:overview"}
HOME["ministry"] = HOME["district"]


@require_safe
def sign_in(request: HttpRequest, persona: str) -> HttpResponse:
    """A link that signs in as an invented person. The demo alone has it, and the demo refuses public hosts."""
    if not settings.DEMO:
        raise Http404
    if persona == INSPECTOR:
        logout(request)
        code = code_to_inspect()
        return redirect("certificates:verify", code) if code else redirect("certificates:verify_form")
    person = find_persona(persona)
    if person is None:
        raise Http404
    logout(request)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    response = redirect(HOME.get(persona, "courses:home"))
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # each persona speaks their own language
    return response
