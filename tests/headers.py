"""The headers that every answer carries, whoever asks and whatever comes of it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase

from tests.doors import LANGUAGES

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
# Pages that a secret opens, and files that somebody sent, are told to keep still more to themselves.
STRICTER = {"referrer-policy": "no-referrer", "content-security-policy": "sandbox; default-src 'none'"}
# The page whose button leads to Suomi.fi, and no other, lets a form go there.
TO_SUOMIFI = {f"/{language}/suomifi/" for language in LANGUAGES}
# What may stand on the page of another site, and holds no form.
FRAMED = tuple(f"/{language}/embed/" for language in LANGUAGES)
TO_FRAME = POLICY.replace(
    "frame-ancestors 'none'; form-action 'self'", "frame-ancestors *; form-action 'none'"
)
SUOMIFI = "{0.scheme}://{0.netloc}".format(urlsplit(settings.SUOMIFI_ADDRESS))


def lacking(answer: HttpResponseBase, path: str = "") -> dict[str, str | None]:
    """Each header that should be there and is not as it should be."""
    allowed = {name: {value, STRICTER.get(name, value)} for name, value in ALWAYS.items()}
    if path in TO_SUOMIFI:
        allowed["content-security-policy"].add(f"{POLICY} {SUOMIFI}")
    if path.startswith(FRAMED):
        allowed["content-security-policy"].add(TO_FRAME)
    return {name: answer.get(name) for name in allowed if answer.get(name) not in allowed[name]}
