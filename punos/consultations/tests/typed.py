"""The pages of making a consultation, and what their forms would send if nobody touched them."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from punos.consultations.tests.factories import signed_in
from punos.contributions.tests.factories import make_unit


def desk(name: str = "desk", *args: Any) -> str:
    """A page of the desk in English."""
    with translation.override("en"):
        return reverse(f"making:{name}", args=args)


def officer() -> Client:
    """The browser of somebody who leads."""
    return signed_in(unit=make_unit())


def as_typed(client: Client, address: str) -> dict[str, str]:
    """What the form of a page would send if nobody touched it; of several on a page, the first that holds texts."""
    html = client.get(address).content.decode()
    forms = re.findall(r"<form method=\"post\"(?![^>]*action=)[^>]*>.*?</form>", html, re.DOTALL)
    return fields_in(forms[0])


def fields_in(form: str) -> dict[str, Any]:
    """The names and values of the fields of a form."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", tag))
        is_box = attributes.get("type") in {"checkbox", "radio"}
        if "name" in attributes and (not is_box or " checked" in tag):
            value = attributes.get("value", "on" if is_box else "")
            known = found.setdefault(attributes["name"], [])
            known.append(unescape(value))
    for name, words in re.findall(
        r"<textarea[^>]*name=\"([^\"]*)\"[^>]*>\n?(.*?)</textarea>", form, re.DOTALL
    ):
        found |= {name: unescape(words)}
    for name, inner in re.findall(r"<select[^>]*name=\"([^\"]*)\"[^>]*>(.*?)</select>", form, re.DOTALL):
        chosen = re.search(r"value=\"([^\"]*)\" selected", inner)
        found[name] = chosen[1] if chosen else re.findall(r"value=\"([^\"]*)\"", inner)[0]
    return found


def as_typed_from(html: str) -> dict[str, Any]:
    """The fields of the first form of a page that has come already."""
    return fields_in(re.findall(r"<form method=\"post\"(?![^>]*action=)[^>]*>.*?</form>", html, re.DOTALL)[0])
