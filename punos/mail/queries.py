"""What a letter says, and the outbox as its list shows it: never the text of a message."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.template import Context, Engine
from django.template.loader import select_template
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from punos.core.languages import LANGUAGES
from punos.core.text import clean
from punos.mail.models import Message, MessageQuerySet, MessageState, Reason, ReturnedAddress

# Stands for a line break of a value while a template is rendered, so that none can end the line of the subject.
BREAK = "\ue000"


@dataclass(frozen=True)
class Composed:
    """A letter in its reader's language: one line of subject, the text, and the same as HTML."""

    subject: str
    body: str
    html: str


def compose(template: str, language: str, context: Mapping[str, Any]) -> Composed:
    """Render `<template>.txt` (first line the subject, then a blank line), and HTML of the same words.

    The HTML is `<template>.html` where a room has one, else the house's own letter. `link` and `link_label` in the
    context are the one thing that the reader is asked to do: a button where the text has the link on a line of
    its own, else at the end.
    """
    with override(language):
        known = _known(language, context)
        subject, said = _said(template, known)
        if known["link"] and known["link"] not in said:
            said = f"{said}\n\n{known['link_label']}:\n{known['link']}"
        paragraphs = [(each, each == known["link"]) for each in _paragraphs(said, known)]
        body = _text("mail/letter.txt", known | {"body": said})
        html = select_template([f"{template}.html", "mail/letter.html"]).render(
            known | {"subject": subject, "paragraphs": paragraphs}
        )
    return Composed(subject=subject, body=body.strip() + "\n", html=str(html))


def _known(language: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """What every letter knows beside what its verb tells; the link is absolute and in the reader's language."""
    given = {key: clean(value) if isinstance(value, str) else value for key, value in context.items()}
    link = str(given.get("link", ""))
    if link[:1] == "/" and link[1:].partition("/")[0] in LANGUAGES:
        link = f"/{language}{link[3:]}"  # a verb is done on a page in its doer's language
    return given | {
        "link": settings.PUBLIC_ADDRESS + link if link.startswith("/") else link,
        "link_label": str(given.get("link_label", "")),
        "language": language,
        "site_name": settings.SITE_NAME,
        "public_address": settings.PUBLIC_ADDRESS,
    }


def _text(template: str, context: Mapping[str, Any]) -> str:
    """Plain text, in which nothing is escaped as in HTML."""
    return str(Engine.get_default().get_template(template).render(Context(dict(context), autoescape=False)))


def _said(template: str, known: Mapping[str, Any]) -> tuple[str, str]:
    """The subject and the text of a template; a break in a value of the subject stays one, to be refused."""
    marked = {
        key: value.replace("\n", BREAK) if isinstance(value, str) else value for key, value in known.items()
    }
    first, _, rest = _text(f"{template}.txt", marked).partition("\n")
    if rest.partition("\n")[0].strip():
        raise ValueError(f"{template}.txt has to begin with one line of subject and a blank line.")
    return first.replace(BREAK, "\n").strip(), rest.replace(BREAK, "\n").strip()


def _paragraphs(said: str, known: Mapping[str, Any]) -> list[str]:
    """What blank lines keep apart; the link that was added at the end is the button alone."""
    label = f"{known['link_label']}:\n{known['link']}"
    parts = [part.strip() for part in said.split("\n\n")]
    return [known["link"] if part == label else part for part in parts if part]


def outbox(state: str = "") -> MessageQuerySet:
    """Messages in one state, or in any, the newest first."""
    return Message.objects.in_state(state).defer("body", "html").order_by("-queued_at", "-id")


def counts() -> dict[str, int]:
    """How many messages are in each state, the empty ones too."""
    found = dict(Message.objects.order_by().values_list("state").annotate(models.Count("id")))
    return {state: found.get(state, 0) for state in MessageState.values}


def oldest_waiting() -> datetime | None:
    """When the message that has waited longest was written, or None where nothing waits."""
    found: datetime | None = Message.objects.in_state(MessageState.WAITING).aggregate(
        first=models.Min("queued_at")
    )["first"]
    return found


def to_show() -> MessageQuerySet:
    """The mail of the demo town, texts and all, the newest first."""
    return Message.objects.filter(has_text=True).order_by("-queued_at", "-id")


def returned(to: str) -> ReturnedAddress | None:
    """What is known of an address from which mail came back; None where none did."""
    return ReturnedAddress.objects.filter(to=to.lower()).first()


def returned_among(addresses: Collection[str]) -> set[str]:
    """Those of these addresses, in small letters, from which mail came back."""
    small = {each.lower() for each in addresses}
    return set(ReturnedAddress.objects.filter(to__in=small).values_list("to", flat=True))


def about(person_id: int, addresses: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The messages that were written to a person: never their text, whose links are secrets."""
    theirs, returned_from = Message.objects.of_person(person_id), ReturnedAddress.objects.none()
    for address in addresses:
        theirs |= Message.objects.of_person(person_id, address)
        returned_from |= ReturnedAddress.objects.filter(to__iexact=address)
    columns = ("queued_at", "to", "language", "state", "channel", "answer", "settled_at")
    rows = theirs.order_by("pk").values(*columns, title=models.F("subject"))
    came_back = returned_from.order_by("pk").values("to", "answer", "at")
    return {"messages": list(rows), "returned_addresses": [{**row} for row in came_back]}


def kept_back(key: str) -> int | None:
    """How many letters about this were kept back because something in them no longer held; None if one was not."""
    reasons = list(Message.objects.about([key]).values_list("reason", flat=True))
    return len(reasons) if all(each == Reason.NOT_WANTED for each in reasons) else None


def is_behind(now: datetime) -> bool:
    """Whether jobs that send are due and have not been begun: letters then wait for the worker, and are not lost."""
    due = ProcrastinateJob.objects.filter(task_name="punos.mail.tasks.send", status="todo")
    return due.filter(scheduled_at__lte=now).exists()
