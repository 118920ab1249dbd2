"""The register that anybody may ask, and a person's own papers."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from courses.queries import studies_of

from .models import Certificate
from .queries import find_certificate, papers_of, public_facts
from .rules import read_code


@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the register says of a code: to anybody, without a cookie, in the language that is asked for."""
    found = find_certificate(code)
    context = {"facts": public_facts(found, _language(request)) if found else None, "typed": code[:20]}
    return _public(request, "certificates/verify.html", context, status=200 if found else 404)


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Type the code of a paper whose QR cannot be read."""
    typed = request.GET.get("code", "")
    if read_code(typed):
        address = redirect("certificates:verify", read_code(typed)[:20])
        if request.GET.get("language"):
            address["Location"] += f"?language={_language(request)}"
        return address
    return _public(request, "certificates/verify_form.html", {"empty": "code" in request.GET})


@require_safe
@login_required
def documents(request: HttpRequest) -> HttpResponse:
    """A person's own certificates, and how far the next one is."""
    studies, completed = studies_of(request.user, request.LANGUAGE_CODE)
    papers, pending = papers_of(request.user, completed, request.LANGUAGE_CODE)
    return render(request, "certificates/documents.html", {"papers": papers, "pending": pending, "studies": studies})


@require_safe
@login_required
def document(request: HttpRequest, number: str) -> HttpResponse:
    """The paper itself. 404 for everybody who may not see its holder by name."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), number=number)
    if not certificate.rendered_at:
        return render(request, "certificates/being_prepared.html", {"certificate": certificate}, status=202)
    return FileResponse(
        certificate.document.open("rb"),
        as_attachment=True,
        filename=f"{certificate.number}.pdf",
        content_type="application/pdf",
    )


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language")
    return asked if asked in dict(settings.LANGUAGES) else request.LANGUAGE_CODE


def _public(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page without forms that need a cookie: the template never sees the request."""
    language = _language(request)
    with translation.override(language):
        page = render_to_string(template, {**context, "path": request.path, "help_phone": settings.HELP_PHONE})
    headers = {"Content-Language": language, "X-Robots-Tag": "noindex", "Cache-Control": "no-cache"}
    return HttpResponse(page, status=status, headers=headers)
