"""From the rows of a consultation to its figures, tables and pictures. Worker and command line only."""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from punos.consultations import actions, queries, rules
from punos.consultations.models import Consultation, Result
from punos.consultations.queries import steps, submitted
from punos.consultations.tasks import pictures, spreadsheet, survey_sheets, surveys
from punos.contributions import actions as contributions
from punos.contributions.models import Scale as RatingScale
from punos.contributions.models import Thread
from punos.core.errors import allowed
from punos.core.languages import LANGUAGES
from punos.organisations import queries as organisations
from punos.organisations.models import Actor, AreaCode, Field, SizeBand
from punos.organisations.models.actor import SYSTEM
from punos_analysis import files
from punos_analysis.brainstorm import Figures, IdeaInput, OpenData, VoiceInput, analyse, open_data
from punos_analysis.breakdowns import Breakdown
from punos_analysis.opinions import NoMap, OpinionMap
from punos_analysis.ratings import Scale
from punos_analysis.steps import left_out, may_follow
from punos_analysis.survey import SurveyData, analyse_survey

SCALES = {RatingScale.AGREEMENT: Scale.AGREEMENT, RatingScale.SEVEN: Scale.SEVEN}
CODES = {"field": Field.values, "area": AreaCode.values, "size": SizeBand.values}
SAMPLE_NOTE = "Sample material: the answers, organisations and reasons are invented."


@dataclass(frozen=True)
class Made:
    """What one computation comes to: figures for the pages, files by name and language."""

    figures: dict[str, Any]
    files: dict[tuple[str, str], bytes]


def compute(consultation_id: int) -> bool:
    """Compute and publish the results of one consultation; False if nothing had changed since the last time."""
    consultation = Consultation.objects.select_related("process").get(pk=consultation_id)
    thread, has_survey = queries.thread_of(consultation), submitted.is_survey(consultation)
    if (thread is None and not has_survey) or consultation.process.words_destroyed_at is not None:
        return False
    read_at, began = timezone.now(), time.monotonic()
    with transaction.atomic():
        is_public = allowed(rules.check_see_results, Actor(), consultation, read_at)
        is_early = is_public and not consultation.is_closed(read_at)
        mark = _mark(consultation, thread, has_survey=has_survey, is_early=is_early)
        last, last_voice = queries.result_of(consultation), steps.last_voice(consultation)
        is_made = last is not None and (last.fingerprint, last.build) == (mark, settings.BUILD)
        if last and is_made and (last.published_at or not is_public):
            return False
        if last and last.published_at and not _may_follow(consultation, last, read_at):
            return False
        without = left_out(steps.last_spoken(consultation)) if is_early else set()
        ideas = published_data(consultation, thread, without) if thread else None
        survey = published_survey(consultation, without, is_early=is_early) if has_survey else None
        stances = submitted.stances(consultation) if has_survey else []
    made = _made(consultation, ideas, survey, stances)
    _note_exposure(thread)
    actions.publish_results(
        actor=SYSTEM,
        consultation=consultation,
        fingerprint=mark,
        read_at=read_at,
        took=time.monotonic() - began,
        figures={**made.figures, steps.READ_TO: last_voice},
        files=made.files,
    )
    return True


def _note_exposure(thread: Thread | None) -> None:
    """Ideas that few have rated are drawn more often from now on."""
    if thread is not None:
        contributions.note_exposure(thread=thread, times_rated=queries.times_rated(thread))


def _may_follow(consultation: Consultation, last: Result, now: datetime) -> bool:
    """Whether the difference from what everybody saw last would tell nobody's answers; else more have to come."""
    new, changed = steps.persons_since(last)
    ends = steps.ends_of(consultation)
    return may_follow(new=new, changed=changed, last=last.read_at, now=now, ends=ends)


def _mark(consultation: Consultation, thread: Thread | None, *, has_survey: bool, is_early: bool) -> str:
    """A hash that differs whenever the results may differ; early ones leave out who spoke last."""
    ideas = queries.fingerprint(thread) if thread else ""
    survey = submitted.survey_fingerprint(consultation) if has_survey else ""
    parts = [each for each in (ideas, survey, "early" if is_early else "") if each]
    return parts[0] if len(parts) == 1 else hashlib.sha256("".join(parts).encode()).hexdigest()


def _made(
    consultation: Consultation,
    ideas: OpenData | None,
    survey: SurveyData | None,
    stances: Sequence[Mapping[str, Any]],
) -> Made:
    """Figures and files of the ideas, of the survey, or of both; the breakdowns are those of the survey then."""
    notes = [SAMPLE_NOTE] if settings.DEMO else []
    figures: dict[str, Any] = {}
    made: dict[tuple[str, str], bytes] = {}
    shown: Mapping[str, Breakdown] = {}
    opinions: OpinionMap | NoMap | None = None
    sheets: list[Callable[[], Iterable[spreadsheet.Sheet]]] = []
    if ideas is not None:
        found = analyse(ideas)
        figures |= for_pages(found)
        made |= _files_of_ideas(ideas, found, notes)
        shown, opinions = found.breakdowns, found.opinions
        sheets.append(partial(spreadsheet.sheets_of_ideas, ideas, found))
    if survey is not None:
        counted = analyse_survey(survey)
        figures |= {"survey": surveys.for_pages(counted), "draft_texts": stances}
        made |= surveys.made_files(consultation, survey, counted, notes)
        shown = counted.breakdowns
        sheets.append(partial(survey_sheets.sheets_of_survey, consultation, survey, counted))
    for language in LANGUAGES:
        made[("results.xlsx", language)] = spreadsheet.workbook(consultation, sheets, language)
        for name, svg in pictures.drawn(shown, opinions, language).items():
            made[(name, language)] = svg.encode()
        made[("breakdowns.html", language)] = pictures.breakdowns_drawn(
            consultation, figures.get("survey", figures), language
        ).encode()
    return Made(figures, made)


def _files_of_ideas(data: OpenData, figures: Figures, notes: Sequence[str]) -> dict[tuple[str, str], bytes]:
    """The open data of the ideas, in no language."""
    made = {(name, ""): text.encode() for name, text in files.write(data, notes=notes).items()}
    return {**made, (files.FIGURES, ""): files.write_figures(figures, notes=notes).encode()}


def published_survey(
    consultation: Consultation, without: Collection[int], *, is_early: bool = False
) -> SurveyData:
    """The open data of a survey: what the rows hold, less some voices and what may not be published."""
    codes, registry = choices(consultation)
    return surveys.survey_data(consultation, codes, registry, without, is_early=is_early)


def published_data(consultation: Consultation, thread: Thread, without: Collection[int]) -> OpenData:
    """The open data of a consultation: what the rows hold, less some voices and what may not be published."""
    assert thread.scale is not None  # a part with ideas has chosen one
    taken = queries.raw_answers(thread)
    voices = [
        VoiceInput(
            voice=str(row["id"]),
            capacity=row["capacity"],
            head_count=row["head_count"] or 1,
            organisation=_organisation(row),
            background={name: row["background"][name] for name in CODES if row["background"].get(name)},
        )
        for row in taken.voices
        if row["id"] not in without
    ]
    present = {each.voice for each in voices}
    told_any = any(each.background for each in voices)
    codes, registry = choices(consultation) if told_any else ({}, {})
    return open_data(
        scale=SCALES[RatingScale(thread.scale)],
        voices=voices,
        ideas=[
            IdeaInput(str(row["number"]), row["state"], row["latest__language"], row["latest__text"])
            for row in taken.ideas
        ],
        ratings=(
            (str(number), str(voice), value)
            for number, voice, value in taken.ratings
            if str(voice) in present
        ),
        codes=codes,
        registry=registry,
        secret=salted_hmac("punos.open_data", str(consultation.pk), algorithm="sha256").hexdigest(),
    )


def choices(
    consultation: Consultation,
) -> tuple[dict[str, Sequence[str]], dict[str, Mapping[str, int]]]:
    """The choices of each dimension, and how many organisations the registry knows of each.

    Where the process is addressed to some areas, only these count as heard or unheard.
    """
    addressed = consultation.process.addressees or AreaCode.values
    areas = [code for code in AreaCode.values if code in addressed or code == AreaCode.NATIONWIDE]
    known = dict(organisations.registry_counts())
    known["area"] = {code: number for code, number in known["area"].items() if code in areas}
    return {**CODES, "area": areas}, known


def _organisation(row: Mapping[str, Any]) -> str | None:
    """The organisation that a voice belongs to, found in the registry or known by the name that was written."""
    if row["organisation_id"]:
        return str(row["organisation_id"])
    written: str = row["organisation_name"].casefold().strip()
    return f"name:{written}" if written else None


def for_pages(figures: Figures) -> dict[str, Any]:
    """The figures without the place of each voice on the map, which the page shows as a picture only."""
    plain: dict[str, Any] = json.loads(figures.to_json())
    plain["opinions"].pop("voices", None) if "ideas" in plain["opinions"] else None
    return plain
