"""Closing summaries as they are read: figures in the place of their names, as a page and as text alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import override

from punos.consultations import queries as consultations
from punos.consultations.models import Consultation, Result
from punos.consultations.queries.making import led
from punos.consultations.rules import check_see_results
from punos.core.errors import allowed
from punos.core.languages import TranslatedText, base_of, current_language
from punos.core.reading import source_note
from punos.core.text import markdown
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.reports.models import Summary
from punos.reports.queries.summary_figures import (
    REFERENCE,
    figures_of,
    general_figures,
    names_in,
    sources_of,
)

GONE: Final = "\u2013"  # stands where a draft names a figure that is no longer told
DESK: Final = 50
_HEADING = re.compile(r"^#+\s*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Shown:
    """A summary as a reader meets it; both in `language`, which may be another or the easy version.

    `note` leads to the source where that has changed since.
    """

    title: str
    html: SafeString
    language: str
    note: SafeString = SafeString("")


def summary_of(consultation: Consultation) -> Summary | None:
    """The closing summary of a consultation, be it a draft or published."""
    return Summary.objects.select_related("consultation__process").filter(consultation=consultation).first()


def readable_summary(actor: Actor, consultation: Consultation) -> Summary | None:
    """The summary if this actor may read it: a draft is for those who lead the process."""
    found = Summary.objects.visible_to(actor).select_related("consultation__process")
    return found.filter(consultation=consultation).first()


def unknown_figures(result: Result, texts: Iterable[str]) -> list[str]:
    """What these texts name as a figure and the results do not hold."""
    names = names_in(texts)
    known = figures_of(result, names)
    return [name for name in names if name not in known]


def words_of(text: TranslatedText) -> list[str]:
    """What is written in each language."""
    return [part.text for part in text.texts.values()]


def shown(actor: Actor, summary: Summary, version: str, now: datetime) -> Shown:
    """The page of a summary: each figure leads to its place in the results, if this reader may see them."""
    body, language = summary.body.read(version), base_of(version)

    def html_of(text: str, written_in: str) -> SafeString:
        with override(written_in):
            figures = figures_in(summary, text, written_in)
        return markdown(with_figures(actor, summary.consultation, text, figures, language, now))

    note, source = SafeString(""), summary.body.source
    if body.is_stale:
        note = source_note(summary.body, version, html=html_of(summary.body.texts[source].text, source))
    html = html_of(body.text, base_of(body.language))
    return Shown(summary.title.read(version).text, html, body.language, note)


def read_as(
    actor: Actor,
    summary: Summary,
    text: str,
    language: str,
    now: datetime,
    figures: Mapping[str, str] | None = None,
) -> SafeString:
    """How a text reads that has perhaps not been saved; with the summary's own figures, or with others."""
    with override(language):
        if figures is None:
            figures = figures_in(summary, text, language)
        return markdown(with_figures(actor, summary.consultation, text, figures, language, now))


def with_figures(
    actor: Actor,
    consultation: Consultation,
    text: str,
    figures: Mapping[str, str],
    language: str,
    now: datetime,
) -> str:
    """Markdown in which the words of each figure stand instead of its name, with a link to where it comes from."""
    result = consultations.result_of(consultation)
    if result is None or not allowed(check_see_results, actor, consultation, now):
        return REFERENCE.sub(lambda found: figures.get(found[1], GONE), text)
    place_of = sources_of(result)
    address = f"/{language}{consultation.address}results/"
    return REFERENCE.sub(
        lambda found: (
            f"[{figures[found[1]]}]({address}{place_of(found[1])})" if found[1] in figures else GONE
        ),
        text,
    )


def in_words(summary: Summary, language: str) -> str:
    """The summary as text alone, to be sent and pasted: title, empty line, text without the marks of Markdown."""
    return f"{summary.title.read(language).text}\n\n{plain_body(summary, language)}"


def plain_body(summary: Summary, language: str) -> str:
    """Its text alone."""
    body = summary.body.read(language)
    return plain(summary, body.text, body.language)


def plain(summary: Summary, text: str, language: str) -> str:
    """Some of its text without the marks of Markdown, with the figures in words."""
    with override(language):
        figures = figures_in(summary, text, language)
    words = REFERENCE.sub(lambda found: figures.get(found[1], GONE), text)
    words = _LINK.sub(r"\1 (\2)", _HEADING.sub("", words)).replace("**", "")
    return _ESCAPED.sub(r"\1", words)


def opening(summary: Summary, language: str) -> str:
    """Its first paragraph that is no heading, as text alone."""
    body = summary.body.read(language)
    paragraphs = (each for each in body.text.split("\n\n") if each and not each.startswith("#"))
    return plain(summary, next(paragraphs, ""), body.language)


def openings(summary: Summary) -> TranslatedText:
    """The same in each language in which it is written, by which it is found and told of elsewhere."""
    texts = {language: opening(summary, language) for language in summary.body.plain().texts}
    return TranslatedText.of(summary.body.source, **texts)


def figures_in(summary: Summary, text: str, language: str) -> dict[str, str]:
    """The words of its figures: as they were when it was published, else as they are now in the active language."""
    if summary.published_at:
        kept: dict[str, str] = summary.figures.get(language, {})
        return kept
    result = consultations.result_of(summary.consultation)
    return figures_of(result, names_in([text])) if result else {}


def figures_to_use(summary: Summary, texts: Iterable[str]) -> list[tuple[str, str]]:
    """The names that a draft can use with what they say now: those in these texts first, then the general ones."""
    result = consultations.result_of(summary.consultation)
    if result is None:
        return []
    named = figures_of(result, names_in(texts))
    return list((named | general_figures(result)).items())


def published_summaries(actor: Actor, process: Process) -> list[Summary]:
    """The summaries of a process that everybody may read, the latest first."""
    found = Summary.objects.visible_to(actor).filter(
        consultation__process=process, published_at__isnull=False
    )
    return list(found.select_related("consultation__process").order_by("-published_at"))


def published_openings(actor: Actor, process: Process) -> list[tuple[Summary, str]]:
    """The same with the first paragraph of each, in the language of the page."""
    language = current_language()
    return [(each, opening(each, language)) for each in published_summaries(actor, process)]


def summaries_missing(actor: Actor, now: datetime) -> list[Consultation]:
    """What somebody leads, has closed and has results, and whose closing summary has not been published."""
    led_here = Process.objects.filter(led(actor), closed_at=None)
    closed = Consultation.objects.filter(
        process__in=led_here, published_at__isnull=False, closes_at__lte=now, result__isnull=False
    )
    missing = closed.exclude(closing_summary__published_at__isnull=False)
    found = missing.select_related("process", "result", "closing_summary").defer("result__figures")
    return list(found.order_by(models.F("closes_at").asc())[:DESK])
