"""Beginning from another consultation, templates, secret links; who may do what in making. Effect, refusal, journal line."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.actions import Starter
from punos.consultations.models import Consultation, PartKind
from punos.consultations.tests.drafts import make_draft, officer, part_of, published
from punos.consultations.tests.surveys import make_survey
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    make_process,
    make_unit,
    text,
    verbs_since,
    verdict,
)
from punos.core.errors import NotNow, Refused
from punos.organisations import queries as organisations
from punos.organisations.models import Actor, Mandate, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.test_mandates import make_mandate

pytestmark = pytest.mark.django_db


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


# Who may ----------------------------------------------------------------------------------------------------

RULES: dict[str, Callable[[Actor, Consultation, Consultation], None]] = {
    "make": lambda actor, draft, _made: rules.check_make(actor, draft),
    "make in": lambda actor, draft, _made: rules.check_make_in(actor, draft.process, "vapaa"),
    "change a draft": lambda actor, draft, _made: rules.check_change_draft(actor, draft),
    "mark": lambda actor, draft, _made: rules.check_mark_template(actor, draft, is_template=True),
    "clone": lambda actor, draft, made: rules.check_clone(actor, made, draft.process, "vapaa"),
    "translate": lambda actor, _draft, made: rules.check_translate(actor, made, "Ny"),
    "remove": lambda actor, draft, _made: rules.check_remove(actor, draft),
    "retract": lambda actor, _draft, made: rules.check_retract(actor, made, timezone.now()),
    "set opening": lambda actor, _draft, made: rules.check_set_opening(
        actor, made, timezone.now() + DAY, timezone.now()
    ),
    "explain a gap": lambda actor, draft, _made: rules.check_explain_gap(
        actor, draft, None, date(2022, 1, 1)
    ),
    "make a link": lambda actor, draft, _made: rules.check_preview_link(actor, draft, makes=True),
    "publish": lambda actor, draft, _made: rules.check_publish_draft(
        actor, queries.draft_of(draft), timezone.now()
    ),
}
UNIT_ROLES = (None, RoleKind.OFFICER, RoleKind.COORDINATOR, RoleKind.MODERATOR, RoleKind.ADMINISTRATOR)


@pytest.mark.parametrize("name", RULES)
def test_verb_is_for_those_who_lead_the_process(name: str) -> None:
    draft, made = make_draft(), published(make_draft(), at_once=False)
    cast = [
        make_actor(unit=make_unit() if role else None, role=role or RoleKind.OFFICER) for role in UNIT_ROLES
    ]
    cast += [make_actor("Elsewhere", unit=make_unit("toimiala")), Actor(), SYSTEM]

    said = [verdict(RULES[name], actor, draft, made) for actor in cast]

    assert said == ["refused", "yes", "yes", "refused", "refused", "refused", "refused", "yes"]


def test_something_is_made_by_those_who_could_lead_it() -> None:
    cast = [
        make_actor(unit=make_unit() if role else None, role=role or RoleKind.OFFICER) for role in UNIT_ROLES
    ]
    mandates = [holder(make_mandate(make_organisation(), scope)) for scope in ("represent", "answer")]

    said = [verdict(rules.check_make_something, actor) for actor in [*cast, SYSTEM, *mandates]]

    assert said == ["refused", "yes", "yes", "refused", "refused", "yes", "yes", "refused"]


def holder(mandate: Mandate) -> Actor:
    """Somebody with this mandate."""
    return organisations.actor_for(mandate.person)
