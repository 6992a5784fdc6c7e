"""A browser that answers a survey, for the tests of its pages."""

import re
from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from punos.consultations import queries
from punos.consultations.models import Consultation, Submission
from punos.consultations.models import values as valued
from punos.consultations.tests.factories import at


def fields(consultation: Consultation, values: dict[str, Any]) -> dict[str, list[str]]:
    """The fields of the form as somebody fills them to give these values."""
    filled: dict[str, list[str]] = {}
    for each in queries.questions_of(consultation):
        filled |= valued.typed(each, values)
    return filled


def hidden(response: Any) -> dict[str, list[str]]:
    """What the page says about itself, to be sent back with the form."""
    html = response.content.decode()
    found = re.findall(r'<input type="hidden" name="(:[a-z]+)" value="([^"]*)"', html)
    names = {name for name, _value in found}
    return {name: [v.replace("&quot;", '"') for n, v in found if n == name] for name in names}


def fill_in(client: Client, consultation: Consultation, values: dict[str, Any], **more: Any) -> Any:
    """Open the form, fill it, press a button."""
    page = client.get(at(consultation, "answer"))
    assert page.status_code == 200
    given = hidden(page) | fields(consultation, values) | more
    return client.post(at(consultation, "answer"), given)


def values_of(consultation: Consultation) -> dict[str, Any]:
    return queries.values_of(Submission.objects.get(consultation=consultation))


def later(seconds: int) -> Any:
    """A clock that stands still, some seconds from now: the gate takes whoever is quicker than 3 for a machine."""
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def send(client: Client, consultation: Consultation, **more: Any) -> Any:
    """From the summary, by its button, like a person."""
    check = client.get(at(consultation, "check_answer"))
    made = re.findall(r'name="gate_made" value="([^"]*)"', check.content.decode())
    with later(10):
        return client.post(at(consultation, "send_answer"), hidden(check) | {"gate_made": made} | more)
