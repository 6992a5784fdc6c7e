"""Questions of a draft, their choices, and background questions. Effect, refusal, journal line."""

from typing import Any

import pytest

from punos.consultations import actions, queries
from punos.consultations.actions import OptionsTold, OptionTold, PartFacts
from punos.consultations.models import Consultation, PartKind, Question, QuestionKind
from punos.consultations.tests.drafts import make_draft, officer, part_of, question_of
from punos.consultations.tests.surveys import FULL, make_survey, question
from punos.contributions.models import Thread
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
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


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("code", ["field", "area", "size", "capacity", "Language", "head_count"])
def test_code_of_what_everybody_is_asked_is_refused_for_any_question(code: str) -> None:
    draft = make_draft()
    part, words = part_of(draft), text("Miksi?")

    for verb in (
        lambda: actions.add_question(actor=SYSTEM, part=part, code=code, kind="text", title=words),
        lambda: actions.define_background_question(actor=SYSTEM, code=code, kind="text", title=words),
        lambda: make_survey([question(code, QuestionKind.TEXT)]),
    ):
        with pytest.raises(Invalid, match="already means something"):
            verb()
    made = actions.add_question(actor=SYSTEM, part=part, kind="text", title=text(code))

    assert made.code in {f"{code.lower()}-2", "head_count-2"}


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
