"""What people said, as kinds of records: the same for a process, an organisation and a person."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punos.consultations.models import Attachment, InformationRequest, Submission
from punos.contributions.models import Contribution
from punos.core.dates import day
from punos.core.languages import current_language
from punos.processes.models import Process
from punos.records.queries.information import BY_SENDER, ON_REQUEST, Found, Kind, kind_of
from punos.records.queries.pages import speaker
from punos.records.queries.publicity import PUBLIC, WITHDRAWN, Shown, shown_in
from punos.records.queries.said import CHUNK, answer, contribution, file

SHORT = 160


class Seen:
    """What everybody sees now of each process, asked once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.known: dict[int, Shown] = {}

    def of(self, process: Process) -> Shown:
        if process.pk not in self.known:
            self.known[process.pk] = shown_in(process, self.now)
        return self.known[process.pk]


def page(address: str) -> str:
    """An address in the language of the page."""
    return f"/{current_language()}{address}" if address else ""


def short(words: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}\u2026"


def contributions(found: models.QuerySet[Contribution], seen: Seen) -> Kind:
    """What was said in words. Counted by state and thread, so that many are counted as quickly as few."""
    rows = found.select_related(
        "thread__process", "latest", "voice__organisation", "section__version__document"
    )
    counts: Counter[str] = Counter()
    processes = Process.objects.in_bulk(
        list(found.order_by().values_list("thread__process", flat=True).distinct())
    )
    grouped = found.order_by().values("state", "thread", "thread__process", "thread__is_public")
    for each in grouped.annotate(number=models.Count("pk", distinct=True)):
        shown = seen.of(processes[each["thread__process"]])
        one = Contribution(state=each["state"], thread_id=each["thread"])
        one.thread.is_public = each["thread__is_public"]
        counts[shown.of_contribution(one)] += each["number"]

    def read() -> Iterator[Found]:
        ordered = rows.order_by("pk").prefetch_related("versions__translations", "moderations")
        for each in ordered.iterator(chunk_size=CHUNK):
            yield _said(each, seen.of(each.thread.process))

    title = gettext_lazy("What was said in words")
    return Kind("contributions", "contributions", title, counts, read, ON_REQUEST)


def _said(said: Contribution, shown: Shown) -> Found:
    publicity = shown.of_contribution(said)
    words = said.latest.text if said.latest and publicity != WITHDRAWN else ""
    url = page(said.address) if publicity == PUBLIC else ""
    line = f"{speaker(said)}: {short(words)}" if words else f"{said.pk}: {said.get_state_display()}"
    return Found(line, publicity, url, plain=contribution(said, shown))


def answers(found: models.QuerySet[Submission], seen: Seen) -> Kind:
    """Answers that were sent."""
    rows = found.select_related("consultation__process", "voice__organisation").defer("draft")
    counts: Counter[str] = Counter()
    for each in rows.order_by("pk").iterator(chunk_size=CHUNK):
        counts[seen.of(each.consultation.process).of_submission(each)] += 1

    def read() -> Iterator[Found]:
        ordered = rows.order_by("pk").prefetch_related(
            "answers__question",
            models.Prefetch("attachments", Attachment.objects.filter(is_sent=True).defer("content")),
            "signatures__organisation",
        )
        for each in ordered.iterator(chunk_size=CHUNK):
            shown = seen.of(each.consultation.process)
            publicity = shown.of_submission(each)
            url = page(each.address) if publicity == PUBLIC else ""
            line = _("Answer %(number)d, %(capacity)s, %(when)s") % {
                "number": each.number or 0,
                "capacity": each.voice.get_capacity_display(),
                "when": day(each.sent_at, current_language()) if each.sent_at else "\u2013",
            }
            yield Found(line, publicity, url, plain=answer(each, shown))

    return Kind("consultations", "answers", gettext_lazy("Answers that were sent"), counts, read, ON_REQUEST)


def files(found: models.QuerySet[Attachment], seen: Seen) -> Kind:
    """Files that came with answers, each with why its sender believes it secret."""
    rows = found.select_related("question", "submission__voice", "submission__consultation__process").defer(
        "content", "submission__draft"
    )
    return kind_of(
        "consultations",
        "files",
        gettext_lazy("Files that came with answers"),
        (_file(each, seen) for each in rows.order_by("pk")),
        BY_SENDER,
    )


def _file(kept: Attachment, seen: Seen) -> Found:
    sent = kept.submission
    shown = seen.of(sent.consultation.process)
    where = [sent.consultation.process.slug, sent.consultation.slug]
    url = reverse("consultations:submission_file", args=[*where, sent.number, kept.pk]) if sent.number else ""
    ground = (kept.ground or _("The sender named no ground.")) if kept.is_secret else ""
    plain = {**file(sent, kept, shown), "address": sent.address}
    return Found(kept.name, shown.of_file(sent, kept), url, ground, plain)


def requests(found: models.QuerySet[InformationRequest]) -> Kind:
    """What was asked for before, and what was decided; answered by those who lead the process."""
    rows = found.select_related("consultation__process").order_by("-asked_on", "-pk")
    return kind_of(
        "consultations",
        "information_requests",
        gettext_lazy("Requests for what is not published"),
        (_request(each) for each in rows),
    )


def _request(asked: InformationRequest) -> Found:
    where = [asked.consultation.process.slug, asked.consultation.slug]
    url = reverse("consultations:information_requests", args=where) + f"#request-{asked.pk}"
    plain = {
        "what": asked.what,
        "asked_on": asked.asked_on.isoformat(),
        "given": asked.given,
        "ground": asked.ground,
    }
    return Found(short(asked.what), "not_published", url, asked.ground, plain)
