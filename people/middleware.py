from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Reply = Callable[[HttpRequest], HttpResponse]


class SpeakTheirLanguage:
    """The language of the cookie, else of the person who signed in, else of the browser."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in dict(settings.LANGUAGES):
            language = getattr(request.user, "language", None) or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.reply(request)
        response.headers.setdefault("Content-Language", language)
        return response


class AdminPolicy:
    """Wagtail's admin and its previews get the admin's content security policy, and no other page does."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.reply(request)
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_POLICY
        return response
