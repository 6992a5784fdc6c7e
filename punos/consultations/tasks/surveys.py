"""From what was sent to a survey to its open data, its figures and its files. Worker and command line only."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from punos.consultations import queries
from punos.consultations.models import Consultation, PartKind, Question, QuestionKind
from punos.consultations.models import values as valued
from punos.consultations.queries import submitted
from punos.contributions.models import Capacity, ContributionState
from punos.core.languages import LANGUAGES, TranslatedText
from punos_analysis.survey import (
    Kind,
    QuestionInput,
    Signer,
    SurveyData,
    SurveyFigures,
    SurveyVoice,
    TextRow,
    survey_open_data,
    survey_package,
)
from punos_analysis.survey_package import PACKAGE

GONE = {ContributionState.HIDDEN, ContributionState.WITHDRAWN}
LEADING = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE, QuestionKind.NUMBER}
FIGURES: Final = "survey.json"
type Codes = Mapping[str, Sequence[str]]


def survey_data(
    consultation: Consultation,
    codes: Codes,
    registry: Mapping[str, Mapping[str, int]],
    without: Collection[int] = (),
    *,
    is_early: bool = False,
) -> SurveyData:
    """The open data of a survey: what the rows hold, less what may not be published.

    `codes` are the choices of field, area and size, to which those of other background questions and the languages are
    added. The answers of the voices `without` are left out; `is_early` says that more will be told later.
    """
    sent = submitted.sent_rows(consultation)
    asked = queries.questions_of(consultation)
    known = {*codes.keys()}
    every = {**codes, **_more_background(consultation), "language": LANGUAGES}
    words_of = {each.code for each in asked if each.kind == QuestionKind.TEXT}
    values: dict[str, dict[str, Any]] = {str(voice): dict(given) for voice, given in sent.values.items()}
    for said in sent.words:
        if said.question in words_of and said.state not in GONE:
            values.setdefault(str(said.voice), {})[said.question] = True
    public = _public(consultation, asked, sent)
    voices = [
        _voice(row, every, sent, speaks_in_public=row["id"] in public)
        for row in sent.voices
        if row["id"] not in without
    ]
    present = {each.voice for each in voices}
    return survey_open_data(
        questions=[_question(each) for each in asked],
        voices=voices,
        values={voice: given for voice, given in values.items() if voice in present},
        codes={name: each for name, each in every.items() if name not in known or _told(voices, name)},
        registry=registry,
        texts=[
            TextRow(each.question, each.number, each.language, each.state, each.text) for each in sent.words
        ],
        is_early=is_early,
    )


def _told(voices: Sequence[SurveyVoice], dimension: str) -> bool:
    """Whether anybody told this of themselves; a survey that did not ask for it shows nothing of it."""
    return any(dimension in each.background for each in voices)


def _public(consultation: Consultation, asked: Sequence[Question], sent: submitted.Sent) -> set[int]:
    """The voices of which everybody may read something: an answer to a public question, or a comment."""
    codes = {each.code for each in asked if each.is_public}
    closed = {voice for voice, given in sent.values.items() if not codes.isdisjoint(given)}
    said = {each.voice for each in sent.words if each.state == ContributionState.PUBLISHED}
    return closed | said | submitted.commenters(consultation)


def _voice(
    row: Mapping[str, Any], codes: Codes, sent: submitted.Sent, *, speaks_in_public: bool
) -> SurveyVoice:
    """One who answered; an organisation is named only if it spoke under its own name, known to be itself."""
    name = row["organisation__name"] or row["organisation_name"]
    written = row["organisation_name"].casefold().strip()
    organisation = (
        str(row["organisation_id"]) if row["organisation_id"] else f"name:{written}" if written else None
    )
    is_named = (
        row["capacity"] in {Capacity.ORGANISATION, Capacity.BODY} and row["identified"] in submitted.KNOWN
    )
    given, signed = sent.given.get(row["id"]), sent.signed.get(row["id"], [])
    return SurveyVoice(
        voice=str(row["id"]),
        capacity=row["capacity"],
        head_count=row["head_count"] or 1,
        organisation=organisation,
        organisation_name=name if is_named and speaks_in_public else "",
        language=row["language"],
        background={
            code: told for code, told in row["background"].items() if code in codes and told in codes[code]
        },
        sent_at=given.at if given else None,
        number=given.number if given else None,
        signers=tuple(
            Signer(str(each.organisation), each.at, each.name if speaks_in_public else "") for each in signed
        ),
    )


def _more_background(consultation: Consultation) -> dict[str, list[str]]:
    """The choices of the installation's background questions that this survey asks, other than field, area and size."""
    asked = {code for part in consultation.parts.filter(kind=PartKind.BACKGROUND) for code in part.background}
    return {
        each.code: [option.code for option in valued.choices_of(each)]
        for each in queries.background_asked(asked)
        if each.kind == QuestionKind.SINGLE and each.code not in {"field", "area", "size", "language"}
    }


def _question(question: Question) -> QuestionInput:
    """A question as the analysis knows it, with its texts in every language."""
    options, rows = valued.choices_of(question), valued.rows_of(question)
    steps = valued.steps_of(question) if question.kind == QuestionKind.SCALE else None
    return QuestionInput(
        code=question.code,
        kind=Kind(question.kind),
        options=tuple(each.code for each in options),
        rows=tuple(each.code for each in rows),
        lowest=steps[0] if steps else question.lowest,
        highest=steps[-1] if steps else question.highest,
        is_public=question.is_public,
        shown_if=(question.shown_if, tuple(question.shown_if_values)) if question.shown_if else None,
        asks_which=tuple(each.code for each in options if each.asks_which),
        titles=_texts(question.title),
        option_titles={each.code: _texts(each.text) for each in options},
        row_titles={each.code: _texts(each.text) for each in rows},
    )


def _texts(text: TranslatedText) -> dict[str, str]:
    return {language: part.text for language, part in text.texts.items()}


def for_pages(figures: SurveyFigures) -> dict[str, Any]:
    """The figures as the pages read them."""
    plain: dict[str, Any] = json.loads(figures.to_json())
    return plain


def made_files(
    consultation: Consultation, data: SurveyData, figures: SurveyFigures, notes: Sequence[str]
) -> dict[tuple[str, str], bytes]:
    """The package of open data with everything in it, and every figure by itself."""
    package = survey_package(
        data,
        figures,
        name=consultation.slug,
        titles=_main_first(consultation.title),
        source=(
            settings.SITE_NAME,
            f"{settings.PUBLIC_ADDRESS}/{consultation.title.source}{consultation.address}",
        ),
        notes=notes,
        readme={language: _how_to_read(language) for language in LANGUAGES},
    )
    return {(PACKAGE, ""): package, (FIGURES, ""): figures.to_json().encode()}


def _main_first(text: TranslatedText) -> dict[str, str]:
    """The texts by language, that in which it was written first."""
    texts = _texts(text)
    return {text.source: texts[text.source], **texts} if text.source in texts else texts


def _how_to_read(language: str) -> str:
    with translation.override(language):
        return "\n\n".join(
            [
                _(
                    "The tables are comma-separated values in UTF-8. datapackage.json describes every table and column."
                ),
                _(
                    "Counts of 1 to 4 that could point at somebody are shown as a range, and further counts are hidden"
                    " where subtraction would reveal them."
                ),
                _(
                    "To check the figures, install Punos and run punos-analysis verify with the name of this file. It"
                    " compares the checksums, makes every figure anew from the tables, and names each that differs."
                ),
            ]
        )
