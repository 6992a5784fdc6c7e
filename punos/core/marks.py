"""The random mark by which a browser without an account is one and the same speaker."""

import secrets

from django.conf import settings
from django.http import HttpResponse


def new_mark() -> str:
    """A mark that nobody can guess, for a browser that says something for the first time."""
    return secrets.token_urlsafe(18)


def remember(response: HttpResponse, mark: str) -> HttpResponse:
    """Set the signed cookie that keeps an anonymous visitor's answers together; nothing without a mark."""
    if mark:
        response.set_signed_cookie(
            settings.VOICE_COOKIE_NAME,
            mark,
            max_age=settings.VOICE_COOKIE_DAYS * 86_400,
            httponly=True,
            samesite="Lax",
            secure=settings.VOICE_COOKIE_SECURE,
        )
    return response
