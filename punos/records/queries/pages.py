"""What the documents of a package tell, block after block, in Finnish as in any language: what everybody may read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from punos.contributions.models import Capacity, Contribution
from punos.core.dates import day, moment, rough
from punos.core.languages import TranslatedText, current_language
from punos.decisions.models import Decision, Measure, ProgressNote, Response
from punos.processes.models import Process
from punos.processes.queries import phases_of
from punos.records.queries.publicity import NOT_PUBLISHED, PUBLIC, REMOVED, Shown, shown_in
from punos.records.queries.said import CHUNK
from punos.reports.models import Summary
from punos.reports.queries import plain_body
from punos.themes.models import Theme
from punos.themes.queries import Counts, counts

type Block = dict[str, Any]


def heading(text: str) -> Block:
    """A heading of the second level; the first is the title of the document."""
    return {"kind": "section", "text": text}


def _below(text: str) -> Block:
    return {"kind": "heading", "text": text}


def _remark(text: str) -> Block:
    return {"kind": "remark", "text": text}


def _words(text: TranslatedText) -> Iterator[Block]:
    """A text in the reader's language, else in its own; nothing where nothing is written."""
    read = text.read(current_language())
    if read.text:
        yield {"kind": "words", "text": read.text, "language": read.language}


def _in(text: TranslatedText) -> str:
    return str(text.read(current_language()).text)


def process_pages(process: Process) -> Iterator[Block]:
    """What was told of the process, and its phases."""
    language = current_language()
    yield heading(_in(process.title))
    yield from _words(process.summary)
    yield from _words(process.body)
    if process.closed_at:
        yield _remark(_("Closed on %(when)s") % {"when": day(process.closed_at, language)})
    phases = phases_of(process)
    if phases:
        yield heading(_("Phases"))
    for each in phases:
        yield _below(_in(each.title))
        yield _remark(rough(each.starts_on, each.ends_on, each.precision, language))
        yield from _words(each.body)


def contributions(process: Process, now: datetime) -> Iterator[Block]:
    """Everything said in words that is published, by what was asked; of the rest that it is there."""
    shown = shown_in(process, now)
    found = Contribution.objects.filter(thread__process=process).select_related(
        "thread", "latest", "voice__organisation"
    )
    order = {thread_id: place for place, thread_id in enumerate(shown.sources)}
    threads = process.threads.values_list("pk", flat=True).order_by("pk")
    for thread in sorted(threads, key=lambda each: (order.get(each, len(order)), each)):
        rows = found.filter(thread=thread).order_by("number")
        yield from _thread(rows, thread, shown)


def _thread(rows: models.QuerySet[Contribution], thread: int, shown: Shown) -> Iterator[Block]:
    source, is_first, left = shown.sources.get(thread), True, {NOT_PUBLISHED: 0, REMOVED: 0}
    for each in rows.iterator(chunk_size=CHUNK):
        if is_first:
            titles = [_in(source.within), _in(source.title)] if source else [_("What was said")]
            yield heading(": ".join(filter(None, titles)))
            is_first = False
        publicity = shown.of_contribution(each)
        if publicity == PUBLIC and each.latest is not None:
            who = f"{each.number}. {speaker(each)}, {moment(each.at, current_language())}"
            yield _remark(who)
            yield {"kind": "quote", "text": each.latest.text or "\u2013", "language": each.latest.language}
        elif publicity in left:
            left[publicity] += 1
    if left[NOT_PUBLISHED]:
        yield _remark(
            _("Not published: %(number)d. They are in json/contributions.json.")
            % {"number": left[NOT_PUBLISHED]}
        )
    if left[REMOVED]:
        yield _remark(
            _("Removed by a moderator: %(number)d. They are in json/contributions.json.")
            % {"number": left[REMOVED]}
        )


def speaker(said: Contribution) -> str:
    """Who said it as readers know it: an organisation by its name, a person by a pseudonym or as a person."""
    voice = said.voice
    if voice.capacity in {Capacity.ORGANISATION, Capacity.BODY}:
        named = voice.organisation.name_in(current_language()) if voice.organisation else ""
        return named or voice.organisation_name or str(voice.get_capacity_display())
    if voice.capacity == Capacity.GROUP:
        return _("Group of %(number)d") % {"number": voice.head_count}
    return voice.pseudonym or _("Person")


def themes(process: Process) -> Iterator[Block]:
    """The published themes with how many hold each, and the response that stands."""
    standing = {each.theme_id: each for each in Response.objects.current().filter(theme__process=process)}
    held = counts(process)
    found = Theme.objects.filter(process=process, published_at__isnull=False).standing()
    for each in found.order_by("place", "number"):
        yield heading(f"{each.number}. {_in(each.title)}")
        yield from _words(each.body)
        yield _remark(counted(held.get(each.pk, Counts())))
        response = standing.get(each.pk)
        if response is None:
            yield _remark(_("No response"))
            continue
        yield _below(_("Response: %(outcome)s") % {"outcome": response.get_outcome_display()})
        yield from _words(response.reasons)


def counted(held: Counts) -> str:
    """How many hold a theme, each kind of speaker apart."""
    return _(
        "Persons %(persons)d, organisations %(organisations)d, public bodies %(bodies)d, groups %(groups)d"
    ) % {
        "persons": held.persons,
        "organisations": held.organisations,
        "bodies": held.bodies,
        "groups": held.groups,
    }


def decisions(process: Process) -> Iterator[Block]:
    """Decisions with their documents, then measures with how they went on."""
    language = current_language()
    for each in (
        Decision.objects.filter(process=process).order_by("decided_on", "number").prefetch_related("papers")
    ):
        yield heading(_in(each.title))
        facts = [day(each.decided_on, language), _in(each.body_name), each.case_number, each.section_mark]
        yield _remark(", ".join(filter(None, [*facts, each.get_outcome_display()])))
        yield from _words(each.summary)
        for paper in each.papers.all():
            yield _remark(f"{_in(paper.name) or paper.get_kind_display()}: {paper.url}")
    notes = models.Prefetch("notes", ProgressNote.objects.order_by("at", "pk"))
    found = Measure.objects.filter(process=process).select_related("unit", "organisation").order_by("number")
    for one in found.prefetch_related(notes):
        yield heading(_in(one.title))
        when = rough(one.due_from, one.due_on, one.precision, language)
        yield _remark(", ".join([one.answers(language), when, str(one.get_state_display())]))
        yield from _words(one.body)
        for note in one.notes.all():
            yield _remark(f"{day(note.at, language)}: {_in(note.text)}")
        yield from _words(one.came_of)


def summaries(process: Process) -> Iterator[Block]:
    """The closing summaries that readers have, with the figures in words."""
    language = current_language()
    found = Summary.objects.filter(consultation__process=process, published_at__isnull=False)
    for each in found.select_related("consultation__process").order_by("pk"):
        yield heading(_in(each.title))
        read = each.body.read(language)
        for paragraph in plain_body(each, language).split("\n\n"):
            if paragraph.strip():
                yield {"kind": "words", "text": paragraph.strip(), "language": read.language}
