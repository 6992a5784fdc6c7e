"""Making a consultation: drafts, parts, texts, clones, templates, links. Effect, refusal, journal line."""

from typing import Any

import pytest

from punos.consultations import actions, queries
from punos.consultations.actions import PartFacts, Starter
from punos.consultations.models import Consultation, Option, Part, PartKind
from punos.consultations.tests.drafts import make_draft, officer, part_of, published, question_of
from punos.consultations.tests.surveys import make_survey
from punos.contributions.models import Audience, Scale, Thread
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_process,
    make_unit,
    text,
    verbs_since,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import Written
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db


# Beginning --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starter", "kinds"),
    [
        (Starter.SURVEY, ["information", "background", "questions"]),
        (Starter.DRAFT_TEXT, ["information", "background", "draft_text"]),
        (Starter.BRAINSTORM, ["information", "background", "ideas"]),
        (Starter.EMPTY, []),
    ],
)
def test_draft_begins_with_the_parts_of_its_starter_in_three_languages(
    starter: str, kinds: list[str]
) -> None:
    process, before = make_process(), last_line()

    draft = actions.draft_consultation(
        actor=officer(), process=process, title=text("Kysely"), slug="kysely", starter=starter
    )

    assert [part.kind for part in queries.parts_with_questions(draft)] == kinds
    assert all(part.title.missing() == () for part in draft.parts.all())
    assert (draft.published_at, draft.privacy.missing(), draft.controller) == (None, (), "unit")
    assert verbs_since(before)[-1] == "consultation.drafted"


def test_draft_of_an_organisation_names_it_as_controller() -> None:
    organisation = make_organisation()
    own = make_process(host_organisation=organisation)
    shared = make_process(host_organisation=organisation, host_unit=make_unit())

    assert [make_draft(process).controller for process in (own, shared)] == ["organisation", "joint"]


def test_second_text_with_the_same_address_gets_one_of_its_own() -> None:
    process = make_process()
    first = make_draft(process, starter=Starter.DRAFT_TEXT, slug="tehtavat")
    Consultation.objects.filter(pk=first.pk).update(slug="muu")

    second = make_draft(process, starter=Starter.DRAFT_TEXT, slug="tehtavat")

    documents = [part_of(each, PartKind.DRAFT_TEXT).document for each in (first, second)]
    assert [each.slug for each in documents if each] == ["tehtavat", "tehtavat-2"]


@pytest.mark.parametrize("slug", ["documents", "themes", "varattu"])
def test_draft_needs_an_address_of_its_own(slug: str) -> None:
    process = make_process()
    make_draft(process, slug="varattu")

    with pytest.raises(Invalid):
        make_draft(process, slug=slug)


def test_draft_is_refused_to_those_who_do_not_lead() -> None:
    with pytest.raises(Refused):
        actions.draft_consultation(
            actor=make_actor("Resident"), process=make_process(), title=text("Kysely"), slug="kysely"
        )


# Settings ---------------------------------------------------------------------------------------------------


def test_settings_that_are_not_told_stay() -> None:
    draft, before = make_draft(), last_line()

    actions.change_consultation(
        actor=officer(),
        consultation=draft,
        seen_revision=1,
        values={"minutes": 25},
        texts={"title": {"sv": Written("Ny enkät", 1)}},
    )

    kept = Consultation.objects.get(pk=draft.pk)
    assert (kept.minutes, kept.opens_at, kept.revision) == (25, draft.opens_at, 2)
    assert [kept.title.read(each).text for each in ("fi", "sv", "en")] == ["Kysely", "Ny enkät", "Survey"]
    assert verbs_since(before)[-1] == "consultation.changed"


@pytest.mark.parametrize(
    ("revision", "values", "texts", "refusal"),
    [
        (0, {"minutes": 25}, {}, NotNow),
        (1, {"slug": "uusi"}, {}, Invalid),
        (1, {}, {"gap_reason": {"fi": Written("Ei")}}, Invalid),
        (1, {}, {"title": {"fi": Written("Toinen", 7)}}, NotNow),
    ],
)
def test_settings_refuse_what_was_not_seen_and_what_is_none(
    revision: int, values: dict[str, Any], texts: dict[str, Any], refusal: type[Refused]
) -> None:
    draft = make_draft()

    with pytest.raises(refusal):
        actions.change_consultation(
            actor=SYSTEM, consultation=draft, seen_revision=revision, values=values, texts=texts
        )

    kept = Consultation.objects.get(pk=draft.pk)
    assert (kept.minutes, kept.slug, str(kept.title.read("fi").text)) == (10, draft.slug, "Kysely")


def test_settings_refuse_a_closing_before_the_opening() -> None:
    draft = make_draft()

    with pytest.raises(Invalid):
        actions.change_consultation(
            actor=SYSTEM, consultation=draft, seen_revision=1, values={"closes_at": draft.opens_at}, texts={}
        )


def test_moderation_before_publication_is_passed_down_to_every_thread() -> None:
    draft = make_draft()

    actions.change_consultation(
        actor=SYSTEM, consultation=draft, seen_revision=1, values={"moderated_before": True}, texts={}
    )

    assert [thread.moderated_before for thread in queries.threads_in(draft)] == [True]


# Parts ------------------------------------------------------------------------------------------------------


def places(consultation: Consultation) -> list[str]:
    """The kinds of its parts in their order."""
    return [part.kind for part in consultation.parts.order_by("place")]


def test_part_is_added_moved_and_removed() -> None:
    draft, actor, before = make_draft(), officer(), last_line()
    facts = PartFacts(PartKind.IDEAS, text("Ideat"), scale=Scale.SEVEN)

    added = actions.add_part(actor=actor, consultation=draft, facts=facts)
    actions.move_part(actor=actor, part=added, up=True)
    moved = places(draft)
    actions.move_part(actor=actor, part=part_of(draft, PartKind.INFORMATION), up=True)
    actions.move_part(actor=actor, part=part_of(draft, PartKind.INFORMATION), up=False)
    shifted = places(draft)
    actions.remove_part(actor=actor, part=part_of(draft, PartKind.IDEAS))
    actions.remove_part(actor=actor, part=part_of(draft))

    assert moved == ["information", "background", "ideas", "questions"]
    assert shifted == ["background", "information", "ideas", "questions"]
    assert places(draft) == ["background", "information"]
    assert Thread.objects.count() == 0
    assert verbs_since(before)[-5:] == ["consultation.changed"] * 5


def test_part_keeps_what_is_not_told_and_passes_its_audience_down() -> None:
    draft = make_draft()
    part = part_of(draft)

    actions.change_part(
        actor=officer(),
        part=part,
        seen_mark=part.mark,
        values={"audience": Audience.ORGANISATIONS},
        texts={"body": {"fi": Written("Vastatkaa.")}},
    )

    kept = Part.objects.get(pk=part.pk)
    assert (kept.audience, str(kept.body.read("fi").text), kept.title) == (
        "organisations",
        "Vastatkaa.",
        part.title,
    )
    assert [thread.audience for thread in queries.threads_in(draft)] == ["organisations"]


def test_part_with_ideas_gets_another_scale_with_another_thread() -> None:
    draft = make_draft(starter=Starter.BRAINSTORM)
    part = part_of(draft, PartKind.IDEAS)
    told = {"scale": Scale.SEVEN, "takes_contributions": False}

    for _once_more in range(2):
        part = actions.change_part(actor=SYSTEM, part=part, seen_mark=part.mark, values=told, texts={})

    threads = [(each.scale, each.takes_contributions) for each in Thread.objects.all()]
    assert threads == [(Scale.SEVEN, False)]


@pytest.mark.parametrize(("mark", "values", "refusal"), [("old", {}, NotNow), (None, {"place": 1}, Invalid)])
def test_part_refuses_what_was_not_seen_and_what_is_none(
    mark: str | None, values: dict[str, Any], refusal: type[Refused]
) -> None:
    part = part_of(make_draft())

    with pytest.raises(refusal):
        actions.change_part(actor=SYSTEM, part=part, seen_mark=mark or part.mark, values=values, texts={})


def test_draft_text_needs_its_document() -> None:
    with pytest.raises(Invalid):
        actions.add_part(
            actor=SYSTEM, consultation=make_draft(), facts=PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"))
        )


# Texts ------------------------------------------------------------------------------------------------------


def test_every_text_can_be_translated_and_each_is_in_the_list() -> None:
    survey = make_survey(told=actions.Told(is_easy=True, easy_summary=text("Lyhyt"), privacy=text("Tieto")))
    draft = queries.draft_of(survey)

    for each in draft.texts:
        actions.translate(
            actor=SYSTEM,
            consultation=survey,
            subject=each.subject,
            field=each.field,
            language="sv",
            text="Svenska",
            seen_revision=each.text.texts["sv"].revision if "sv" in each.text.texts else 0,
        )

    kinds = {type(each.subject).__name__ for each in draft.texts}
    after = queries.draft_of(Consultation.objects.get(pk=survey.pk)).texts
    assert kinds == {"Consultation", "Part", "Question", "Option"}
    assert {each.text.read("sv").text for each in after} == {"Svenska"}


def test_correction_is_public_and_translation_of_a_draft_is_not() -> None:
    draft = make_draft()
    facts: dict[str, Any] = {"actor": officer(), "field": "title", "language": "sv"}
    before = last_line()

    actions.translate(consultation=draft, subject=draft, text="Ett", seen_revision=1, **facts)
    published(draft)
    actions.translate(consultation=draft, subject=draft, text="Två", seen_revision=2, **facts)

    assert [verb for verb in verbs_since(before) if "ed" in verb] == [
        "consultation.translated",
        "consultation.published",
        "consultation.corrected",
    ]
    assert Consultation.objects.get(pk=draft.pk).title.read("sv").text == "Två"


def test_stale_translation_is_confirmed_without_rewriting() -> None:
    draft = make_draft()
    facts: dict[str, Any] = {"actor": SYSTEM, "consultation": draft, "subject": draft, "field": "title"}

    actions.translate(language="fi", text="Uusi kysely", seen_revision=1, **facts)
    stale = Consultation.objects.get(pk=draft.pk).title
    actions.translate(language="sv", text="Enkät", seen_revision=1, is_right=True, **facts)
    kept = Consultation.objects.get(pk=draft.pk).title

    assert [each for each in ("sv", "en") if stale.is_stale(each)] == ["sv", "en"]
    assert ([each for each in ("sv", "en") if kept.is_stale(each)], kept.read("sv").text) == (["en"], "Enkät")


def test_text_of_the_process_is_translated_with_the_consultation() -> None:
    draft = make_draft()

    actions.translate(
        actor=SYSTEM,
        consultation=draft,
        subject=draft.process,
        field="summary",
        language="sv",
        text="Vi söker",
        seen_revision=0,
    )

    assert type(draft.process).objects.get(pk=draft.process_id).summary.read("sv").text == "Vi söker"


@pytest.mark.parametrize(
    "whose", ["consultation", "part", "question", "option", "process", "field", "length"]
)
def test_text_of_something_else_is_refused(whose: str) -> None:
    draft, other = make_draft(), make_draft()
    question = question_of(other)
    subjects: dict[str, Any] = {
        "consultation": other,
        "part": part_of(other),
        "question": question,
        "option": Option.objects.filter(question=question).first(),
        "process": other.process,
    }
    fields = {"option": "text", "field": "slug"}

    with pytest.raises(Invalid):
        actions.translate(
            actor=SYSTEM,
            consultation=draft,
            subject=subjects.get(whose, draft),
            field=fields.get(whose, "title"),
            language="sv",
            text="x" * (50_001 if whose == "length" else 5),
            seen_revision=1,
        )
