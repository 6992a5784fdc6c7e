"""Making a consultation: drafts, parts, questions, texts, clones, templates, links. Effect, refusal, journal line."""

from typing import Any

import pytest

from punos.consultations import actions, queries
from punos.consultations.actions import OptionsTold, OptionTold, PartFacts, Starter
from punos.consultations.models import Consultation, Option, Part, PartKind, Question
from punos.consultations.tests.drafts import make_draft, officer, part_of, published, question_of
from punos.consultations.tests.surveys import FULL, make_survey
from punos.contributions.models import Audience, Scale, Thread
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_organisation,
    make_process,
    make_unit,
    make_voice,
    text,
    verbs_since,
)
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import Written
from punos.organisations.models import Actor, RoleKind
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


@pytest.mark.parametrize("slug", ["documents", "varattu"])
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


# Questions --------------------------------------------------------------------------------------------------


def test_question_gets_a_code_from_its_words_that_nothing_else_has() -> None:
    draft = make_draft()
    part = part_of(draft)
    actions.define_background_question(actor=SYSTEM, code="tilat", kind="single", title=text("Tilat"))

    made = [
        actions.add_question(actor=SYSTEM, part=part, kind="text", title=text(words))
        for words in ("Tilat", "Tilat", "???")
    ]

    assert [question.code for question in made] == ["tilat-2", "tilat-3", "q"]
    assert [question.place for question in made] == [3, 4, 5]
    assert all(question.thread is not None for question in made)


@pytest.mark.parametrize("code", ["support", "taken"])
def test_question_needs_a_code_of_its_own(code: str) -> None:
    actions.define_background_question(actor=SYSTEM, code="taken", kind="single", title=text("Tausta"))

    with pytest.raises(Invalid):
        actions.add_question(
            actor=SYSTEM, part=part_of(make_draft()), kind="text", title=text("Miksi?"), code=code
        )


def test_question_stands_in_a_part_with_questions_and_is_of_a_kind() -> None:
    draft = make_draft()

    with pytest.raises(Invalid):
        actions.add_question(
            actor=SYSTEM, part=part_of(draft, PartKind.INFORMATION), kind="text", title=text("Miksi?")
        )
    with pytest.raises(Invalid):
        actions.add_question(actor=SYSTEM, part=part_of(draft), kind="riddle", title=text("Miksi?"))


def test_scale_begins_with_two_ends() -> None:
    made = actions.add_question(
        actor=SYSTEM, part=part_of(make_draft()), kind="scale", title=text("Toimiiko?")
    )

    assert (made.lowest, made.highest, made.thread) == (1, 5, None)


def test_question_is_changed_with_its_choices_and_what_is_not_told_stays() -> None:
    draft, actor, before = make_draft(), officer(), last_line()
    question = question_of(draft)
    yes, partly, no = question.options.order_by("place")
    told = OptionsTold(
        kept=[
            OptionTold(yes.pk, {"text": {"en": Written("Indeed", 1)}}, place=2),
            OptionTold(no.pk, asks_which=True, place=1),
            OptionTold(partly.pk, is_removed=True),
        ],
        new=["En osaa sanoa", " ", "Yes"],
    )

    changed = actions.change_question(
        actor=actor,
        question=question,
        seen_revision=0,
        values={"required": True, "is_public": False},
        texts={"help": {"fi": Written("Valitse.")}},
        options=told,
    )

    options = list(changed.options.order_by("place"))
    assert [(each.code, each.asks_which) for each in options] == [
        ("no", True),
        ("yes", False),
        ("en-osaa-sanoa", False),
        ("yes-2", False),
    ]
    assert [options[1].text.read(each).text for each in ("fi", "en")] == [yes.text.read("fi").text, "Indeed"]
    assert (changed.required, changed.revision, changed.title) == (True, 1, question.title)
    assert changed.thread is not None
    assert not Thread.objects.get(pk=changed.thread.pk).is_public
    assert verbs_since(before)[-1] == "consultation.changed"


def test_question_that_takes_words_no_longer_lets_go_of_its_thread() -> None:
    question = question_of(make_draft(), "other")

    changed = actions.change_question(
        actor=SYSTEM, question=question, seen_revision=0, values={"kind": "number"}, texts={}
    )

    assert (changed.thread, Thread.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"seen_revision": 4}, NotNow),
        ({"values": {"code": "new"}}, Invalid),
        ({"values": {"kind": "riddle"}}, Invalid),
        ({"options": OptionsTold(kept=[OptionTold(0)])}, Invalid),
        ({"options": OptionsTold(new=[f"c{number}" for number in range(101)])}, Invalid),
    ],
)
def test_question_refuses_what_was_not_seen_and_what_is_none(
    told: dict[str, Any], refusal: type[Refused]
) -> None:
    facts: dict[str, Any] = {"seen_revision": 0, "values": {}, "texts": {}}
    question = question_of(make_draft())

    with pytest.raises(refusal):
        actions.change_question(actor=SYSTEM, question=question, **facts | told)

    assert question.options.count() == 3


def test_question_moves_and_goes() -> None:
    draft, actor = make_draft(), officer()

    actions.move_question(actor=actor, question=question_of(draft, "other"), up=True)
    actions.move_question(actor=actor, question=question_of(draft, "other"), up=True)
    first = [each.code for each in queries.questions_in(draft)]
    actions.move_question(actor=actor, question=question_of(draft, "other"), up=False)
    then = [each.code for each in queries.questions_in(draft)]
    actions.remove_question(actor=actor, question=question_of(draft, "support"))
    actions.remove_question(actor=actor, question=question_of(draft, "other"))

    assert (first, then) == (["other", "support"], ["support", "other"])
    assert (queries.questions_in(draft), Thread.objects.count()) == ([], 0)


def test_nothing_is_removed_once_somebody_has_answered() -> None:
    survey = make_survey()
    Consultation.objects.filter(pk=survey.pk).update(published_at=None)
    thread = question_of(survey, "why").thread
    voice = make_voice(survey.process)
    assert thread is not None
    thread.contributions.create(voice=voice, number=1, at=survey.opens_at)
    survey.submissions.create(
        voice=voice, draft=FULL, language="fi", started_at=survey.opens_at, changed_at=survey.opens_at
    )
    agree = question_of(survey, "agree")
    gone = OptionsTold(kept=[OptionTold(agree.options.get(code="yes").pk, is_removed=True)])

    for verb in (
        lambda: actions.remove_part(actor=SYSTEM, part=part_of(survey)),
        lambda: actions.remove_question(actor=SYSTEM, question=agree),
        lambda: actions.change_question(
            actor=SYSTEM, question=agree, seen_revision=0, values={}, texts={}, options=gone
        ),
    ):
        with pytest.raises(NotNow):
            verb()
    assert Question.objects.filter(part__consultation=survey).count() == 12


def test_what_is_published_is_not_reshaped() -> None:
    survey = make_survey()
    part, question = part_of(survey), question_of(survey, "agree")

    for verb in (
        lambda: actions.change_consultation(
            actor=SYSTEM, consultation=survey, seen_revision=0, values={}, texts={}
        ),
        lambda: actions.add_part(
            actor=SYSTEM, consultation=survey, facts=PartFacts(PartKind.INFORMATION, text("Lisää"))
        ),
        lambda: actions.change_part(actor=SYSTEM, part=part, seen_mark=part.mark, values={}, texts={}),
        lambda: actions.move_part(actor=SYSTEM, part=part, up=True),
        lambda: actions.add_question(actor=SYSTEM, part=part, kind="text", title=text("Miksi?")),
        lambda: actions.move_question(actor=SYSTEM, question=question, up=False),
        lambda: actions.make_preview_link(actor=SYSTEM, consultation=survey),
    ):
        with pytest.raises(NotNow):
            verb()


# Background questions ---------------------------------------------------------------------------------------


def administrator() -> Actor:
    """Somebody who looks after the installation."""
    return make_actor("Admin", unit=make_unit(), role=RoleKind.ADMINISTRATOR)


def test_background_question_is_defined_and_changed_by_administrators() -> None:
    actor, before = administrator(), last_line()

    made = actions.define_background_question(actor=actor, code="role", kind="single", title=text("Rooli"))
    changed = actions.change_background_question(
        actor=actor,
        question=made,
        seen_revision=0,
        values={"kind": "multiple"},
        texts={"title": {"sv": Written("Roll")}},
        options=OptionsTold(new=["Jäsen", "Työntekijä"]),
    )

    assert [option.code for option in changed.options.order_by("place")] == ["jasen", "tyontekija"]
    assert (changed.kind, changed.title.read("sv").text, changed.thread) == ("multiple", "Roll", None)
    assert queries.background_questions() == [changed]
    assert verbs_since(before) == ["background_question.defined", "background_question.changed"]


def test_background_question_that_is_asked_keeps_its_choices() -> None:
    made = actions.define_background_question(actor=SYSTEM, code="role", kind="single", title=text("Rooli"))
    make_survey(parts=[PartFacts(PartKind.BACKGROUND, text("Tausta"), background=("role",))])
    option = made.options.create(code="a", place=1, text=text("A"))
    gone = OptionsTold(kept=[OptionTold(option.pk, is_removed=True)])
    facts: dict[str, Any] = {"actor": SYSTEM, "question": made, "seen_revision": 0, "texts": {}}

    for told in ({"values": {"kind": "text"}}, {"values": {}, "options": gone}):
        with pytest.raises(NotNow):
            actions.change_background_question(**facts | told)
    actions.change_background_question(**facts | {"values": {}, "options": OptionsTold(new=["B"])})

    assert made.options.count() == 2


def test_background_question_refuses_others_and_other_questions() -> None:
    survey, person = make_survey(), officer()
    facts: dict[str, Any] = {"seen_revision": 0, "values": {}, "texts": {}}

    with pytest.raises(Refused):
        actions.define_background_question(actor=person, code="role", kind="single", title=text("Rooli"))
    with pytest.raises(Invalid):
        actions.define_background_question(actor=SYSTEM, code="agree", kind="single", title=text("Rooli"))
    with pytest.raises(Invalid):
        actions.define_background_question(actor=SYSTEM, code="map", kind="place", title=text("Missä"))
    with pytest.raises(Refused):
        actions.change_background_question(actor=SYSTEM, question=question_of(survey, "agree"), **facts)


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


# Clones, templates, links -----------------------------------------------------------------------------------


def test_clone_has_the_questions_and_no_answers() -> None:
    survey, process, before = make_survey(), make_process(), last_line()

    made = actions.clone_consultation(
        actor=officer(), consultation=survey, process=process, slug="toinen", title=text("Toinen")
    )

    asked, copied = queries.questions_in(survey), queries.questions_in(made)
    assert [(each.code, each.kind, each.title, each.shown_if) for each in copied] == [
        (each.code, each.kind, each.title, each.shown_if) for each in asked
    ]
    assert [[option.code for option in each.options.all()] for each in copied] == [
        [option.code for option in each.options.all()] for each in asked
    ]
    assert (made.published_at, made.cloned_from, made.submissions.count()) == (None, survey, 0)
    assert {each.thread_id for each in copied} & {each.thread_id for each in asked} == {None}
    assert verbs_since(before)[-1] == "consultation.cloned"


def test_clone_takes_its_draft_text_along_within_a_process_and_begins_a_new_one_elsewhere() -> None:
    draft = make_draft(starter=Starter.DRAFT_TEXT, slug="tehtavat")
    elsewhere = make_process(host_organisation=make_organisation())
    facts: dict[str, Any] = {"actor": SYSTEM, "consultation": draft, "title": text("Toinen")}

    made = [
        actions.clone_consultation(process=process, slug=slug, **facts)
        for process, slug in ((draft.process, "a"), (elsewhere, "b"), (elsewhere, "c"))
    ]

    documents = [part_of(each, PartKind.DRAFT_TEXT).document for each in (draft, *made)]
    assert [each.process_id for each in documents if each] == [draft.process_id] * 2 + [elsewhere.pk] * 2
    assert len({each.pk for each in documents if each}) == 2
    assert [each.controller for each in made] == ["unit", "organisation", "organisation"]


def test_clone_for_joint_hosts_keeps_the_controller() -> None:
    shared = make_process(host_organisation=make_organisation(), host_unit=make_unit())

    made = actions.clone_consultation(
        actor=SYSTEM, consultation=make_draft(shared), process=shared, slug="toinen", title=text("Toinen")
    )

    assert made.controller == "joint"


def test_draft_of_others_is_cloned_only_as_a_template() -> None:
    draft = make_draft()
    elsewhere = make_process(host_unit=make_unit("toimiala"))
    actor = make_actor("Elsewhere", unit=make_unit("toimiala"))
    facts: dict[str, Any] = {"actor": actor, "consultation": draft, "process": elsewhere, "title": text("T")}

    with pytest.raises(Refused):
        actions.clone_consultation(slug="a", **facts)
    actions.mark_template(actor=officer(), consultation=draft, is_template=True)
    draft.refresh_from_db()
    actions.clone_consultation(slug="a", **facts)

    assert queries.templates() == [draft]


def test_template_is_offered_and_withdrawn_once() -> None:
    draft, before = make_draft(), last_line()

    actions.mark_template(actor=SYSTEM, consultation=draft, is_template=True)
    with pytest.raises(NotNow):
        actions.mark_template(actor=SYSTEM, consultation=draft, is_template=True)
    actions.mark_template(actor=SYSTEM, consultation=draft, is_template=False)

    assert (verbs_since(before), queries.templates()) == (["template.offered", "template.withdrawn"], [])


def test_preview_link_leads_to_the_draft_until_it_is_withdrawn() -> None:
    draft, before = make_draft(), last_line()

    with pytest.raises(NotNow):
        actions.withdraw_preview_link(actor=SYSTEM, consultation=draft)
    first = actions.make_preview_link(actor=SYSTEM, consultation=draft).preview_token
    second = actions.make_preview_link(actor=SYSTEM, consultation=draft).preview_token
    stands = [queries.by_preview_link(token) for token in (first, second, "1.x:y")]
    actions.withdraw_preview_link(actor=SYSTEM, consultation=draft)

    assert (stands, queries.by_preview_link(second)) == ([None, draft, None], None)
    assert verbs_since(before) == ["preview_link.made", "preview_link.made", "preview_link.withdrawn"]
