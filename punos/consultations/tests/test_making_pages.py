"""The pages on which consultations are made: each in its states, and what is typed on them."""

import re
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from punos.consultations import actions, queries
from punos.consultations.actions import Starter
from punos.consultations.models import Consultation, Part, PartKind, Question
from punos.consultations.tests.drafts import make_draft, part_of, published, question_of
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.surveys import make_survey
from punos.consultations.tests.typed import as_typed, as_typed_from, desk, officer
from punos.contributions.models import Thread
from punos.contributions.tests.factories import make_unit, text
from punos.core.languages import Written
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script> \u202eabc\u200b"
EDITING = (
    *("edit", "edit_settings", "edit_languages", "edit_opening"),
    *("edit_time", "edit_hosts", "preview"),
)


# Who may come -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EDITING)
def test_page_is_for_those_who_lead(name: str) -> None:
    draft, shown = make_draft(), make_consultation()
    clients = [Client(), signed_in(), officer()]

    found = [[client.get(at(each, name)).status_code for client in clients] for each in (draft, shown)]

    assert found == [[302, 404, 200], [302, 403, 200]]


@pytest.mark.parametrize("name", ["desk", "new"])
def test_desk_is_for_those_who_could_lead_something(name: str) -> None:
    assert [client.get(desk(name)).status_code for client in (Client(), signed_in(), officer())] == [
        302,
        403,
        200,
    ]


def test_desk_lists_what_i_lead_by_state_and_templates() -> None:
    listed = [make_draft(), published(make_draft()), published(make_draft(), at_once=False)]
    listed.append(make_consultation(state="closed"))
    actions.mark_template(actor=SYSTEM, consultation=listed[0], is_template=True)

    html = officer().get(desk()).content.decode()

    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html)[:5] == [
        "Drafts",
        "Open",
        "Scheduled",
        "Closed",
        "Templates",
    ]
    assert [html.count(at(each, "edit")) for each in listed] == [1, 1, 1, 1]


def test_pages_ask_the_database_no_oftener_for_many_questions(django_assert_max_num_queries: Any) -> None:
    survey, client = make_survey(), officer()
    for name in EDITING:
        client.get(at(survey, name))
        with django_assert_max_num_queries(45):
            assert client.get(at(survey, name)).status_code == 200


# Beginning --------------------------------------------------------------------------------------------------


def test_consultation_is_begun_in_a_process_and_in_a_new_one() -> None:
    client, process = officer(), make_draft().process
    unit = make_unit()
    told = {"title": "Tilat yhteiseen käyttöön", "language": "fi", "starter": "brainstorm"}

    first = client.post(desk("new"), {**told, "process": str(process.pk)})
    again = client.post(desk("new"), {**told, "process": str(process.pk)})
    new = client.post(
        desk("new"), {**told, "process": "new", "process_title": "Uusi asia", "host": f"unit-{unit.pk}"}
    )

    made = Consultation.objects.get(process__slug="uusi-asia")
    assert [answer.status_code for answer in (first, again, new)] == [302, 302, 302]
    assert sorted(process.consultations.values_list("slug", flat=True))[1:] == [
        "tilat-yhteiseen-kayttoon",
        "tilat-yhteiseen-kayttoon-2",
    ]
    assert (made.process.published_at, made.process.host_unit, made.title.source) == (None, unit, "fi")
    assert new["Location"] == at(made, "edit")


def test_new_process_needs_a_title_and_a_host() -> None:
    answer = officer().post(
        desk("new"), {"title": "T", "language": "fi", "starter": "survey", "process": "new"}
    )

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["host", "process_title"]
    assert Process.objects.count() == 0


def test_consultation_is_begun_from_another() -> None:
    survey, client = make_survey(), officer()
    page = client.get(desk("clone", survey.pk))
    hidden = make_draft(processes.announce_process(actor=SYSTEM, facts=facts_elsewhere()))

    client.post(
        desk("clone", survey.pk), {"title": "Toinen", "language": "fi", "process": str(survey.process_id)}
    )

    made = Consultation.objects.get(slug="toinen")
    assert (page.status_code, made.cloned_from, len(queries.questions_in(made))) == (200, survey, 12)
    assert client.get(desk("clone", hidden.pk)).status_code == 404


def facts_elsewhere() -> Any:
    from punos.processes.tests.factories import make_facts

    return make_facts(host_unit=make_unit("toimiala"))


# Settings, parts, questions ---------------------------------------------------------------------------------


def told_in(model: type[Model], number: int) -> dict[str, Any]:
    """What is told in a row; the count of saves, and seconds that no form shows, left out."""
    row: dict[str, Any] = dict(model._default_manager.values().get(pk=number))
    return {name: value for name, value in row.items() if name not in {"revision", "opens_at", "closes_at"}}


def test_form_that_nobody_touched_changes_nothing() -> None:
    survey, client = make_draft(), officer()
    question, part = question_of(survey), part_of(survey)
    addresses = (
        at(survey, "edit_settings"),
        at(survey, "edit_part", place=part.place),
        at(survey, "edit_question", code="support"),
        at(survey, "edit_languages"),
    )
    before = [told_in(Consultation, survey.pk), told_in(Part, part.pk)]
    options = list(question.options.order_by("pk").values())

    answers = [client.post(address, as_typed(client, address)) for address in addresses]

    after = [told_in(Consultation, survey.pk), told_in(Part, part.pk)]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert (after, list(question.options.order_by("pk").values())) == (before, options)


def test_settings_are_saved_and_what_is_wrong_is_told_with_nothing_lost() -> None:
    draft, client = make_draft(), officer()
    address = at(draft, "edit_settings")
    typed = as_typed(client, address) | {"minutes": "25", f"consultation-{draft.pk}-title-en": HOSTILE}

    wrong = client.post(address, typed | {"closes_at": "tomorrow", "seen_revision": "1"})
    right = client.post(address, typed)

    draft.refresh_from_db()
    html = wrong.content.decode()
    assert (wrong.status_code, right.status_code, draft.minutes) == (422, 302, 25)
    assert ("&lt;script&gt;alert(1)" in html, "<script>alert" in html, "tomorrow" in html) == (
        True,
        False,
        True,
    )
    assert draft.title.read("en").text == "<script>alert(1)</script> abc"


def test_two_who_write_settings_at_once_see_what_the_other_saved() -> None:
    draft, client = make_draft(), officer()
    address, key = at(draft, "edit_settings"), f"consultation-{draft.pk}-title-fi"
    mine = as_typed(client, address) | {"minutes": "25", key: "Minun"}
    theirs = {"title": {"fi": Written("Heidän", 1)}}
    actions.change_consultation(
        actor=SYSTEM, consultation=draft, seen_revision=1, values={"minutes": 40}, texts=theirs
    )

    clash = client.post(address, mine)
    html = clash.content.decode()
    seen = as_typed_from(html)
    solved = client.post(address, mine | {name: seen[name] for name in seen if name.startswith("seen")})

    draft.refresh_from_db()
    assert (clash.status_code, solved.status_code) == (422, 302)
    assert ("Minun" in html, "Heidän" in html, "<dd>40</dd>" in html) == (True, True, True)
    assert (draft.minutes, draft.title.read("fi").text) == (25, "Minun")


def test_process_around_it_is_changed_on_the_settings_page() -> None:
    draft, client = make_draft(), officer()
    address = at(draft, "change_process")

    wrong = client.post(address, {"influence": "ruling"})
    right = client.post(
        address, {"influence": "deciding", "case_number": "HEL 2022-1", "contact": "Aino, 09 1"}
    )

    draft.process.refresh_from_db()
    assert (wrong.status_code, right.status_code, client.get(address).status_code) == (422, 302, 302)
    assert (draft.process.influence, draft.process.case_number) == ("deciding", "HEL 2022-1")


def test_part_is_added_changed_moved_and_removed_on_its_pages() -> None:
    draft, client = make_draft(starter=Starter.BRAINSTORM), officer()

    added = client.post(at(draft, "edit"), {"kind": "questions", "title": "Lopuksi"})
    wrong = client.post(at(draft, "edit"), {"kind": "draft_text", "title": "Teksti"})
    ideas = as_typed(client, at(draft, "edit_part", place=3)) | {"scale": "2", "audience": "organisations"}
    client.post(at(draft, "edit_part", place=3), ideas)
    client.post(at(draft, "shift_part", place=4, what="up"))
    moved = [part.kind for part in draft.parts.order_by("place")]
    client.post(at(draft, "shift_part", place=3, what="remove"))

    assert (added["Location"], wrong.status_code) == (at(draft, "edit_part", place=4), 422)
    assert moved == ["information", "background", "questions", "ideas"]
    assert [part.kind for part in draft.parts.order_by("place")] == ["information", "background", "ideas"]
    assert [(each.scale, each.audience, each.takes_contributions) for each in Thread.objects.all()] == [
        (2, "organisations", True)
    ]
    assert client.post(at(draft, "shift_part", place=1, what="fly")).status_code == 404
    assert client.get(at(draft, "shift_part", place=1, what="up")).status_code == 302


def test_part_that_somebody_else_changed_shows_both() -> None:
    draft, client = make_draft(), officer()
    part = part_of(draft)
    address = at(draft, "edit_part", place=part.place)
    mine = as_typed(client, address) | {"audience": "signed_in"}
    actions.change_part(
        actor=SYSTEM, part=part, seen_mark=part.mark, values={"audience": "invited"}, texts={}
    )

    clash = client.post(address, mine)

    assert clash.status_code == 422
    assert clash.context["clashes"] == [("Who may answer this part", "Invited organisations")]


def test_question_is_added_and_changed_on_its_page() -> None:
    draft, client = make_draft(), officer()
    place = part_of(draft).place
    actions.define_background_question(actor=SYSTEM, code="role", kind="single", title=text("Rooli"))

    added = client.post(at(draft, "add_question", place=place), {"kind": "single", "title": "Mikä ala?"})
    wrong = client.post(at(draft, "add_question", place=place), {"kind": "single", "title": ""})
    address = at(draft, "edit_question", code="mika-ala")
    told = {
        "new": "Nuoriso\nLiikunta\n",
        "shown_if": "support",
        "shown_if_values": ["yes", "partly"],
        "required": "on",
    }
    offered = dict(client.get(address).context["form"].fields["shown_if"].choices)
    client.post(address, as_typed(client, address) | told)
    nuoriso = question_of(draft, "mika-ala").options.get(code="nuoriso")
    gone = {f"option-{nuoriso.pk}-gone": "on", "seen_revision": "1"}
    client.post(address, as_typed(client, address) | gone | {"shown_if_values": ["yes"]})
    client.post(at(draft, "shift_question", code="mika-ala", what="up"))

    made = question_of(draft, "mika-ala")
    assert (added["Location"], wrong.status_code) == (address, 422)
    assert set(offered) == {"", "support"}
    assert (made.required, made.shown_if, made.shown_if_values, made.place) == (True, "support", ["yes"], 2)
    assert [option.code for option in made.options.all()] == ["liikunta"]
    client.post(at(draft, "shift_question", code="mika-ala", what="remove"))
    assert client.get(address).status_code == 404
    assert client.post(at(draft, "shift_question", code="support", what="fly")).status_code == 404


def test_question_that_somebody_else_changed_shows_both() -> None:
    draft, client = make_draft(), officer()
    address = at(draft, "edit_question", code="support")
    mine = as_typed(client, address)
    actions.change_question(
        actor=SYSTEM, question=question_of(draft), seen_revision=0, values={"required": True}, texts={}
    )

    clash = client.post(address, mine)

    assert (clash.status_code, clash.context["clashes"]) == (422, [("Has to be answered", "yes")])


@pytest.mark.parametrize(
    "code",
    ["agree", "why", "needs", "members", "works", "parts", "order", "founded", "where", "plan", "secret"],
)
def test_question_of_every_kind_has_a_page_that_saves_as_it_came(code: str) -> None:
    survey, client = make_survey(), officer()
    Consultation.objects.filter(pk=survey.pk).update(published_at=None)
    address = at(survey, "edit_question", code=code)
    before = Question.objects.values().get(part__consultation=survey, code=code)

    answer = client.post(address, as_typed(client, address) | {"shown_if_values": before["shown_if_values"]})

    after = Question.objects.values().get(part__consultation=survey, code=code)
    assert (answer.status_code, after | {"revision": 0}) == (302, before)


def test_what_is_published_shows_no_forms_that_reshape_it() -> None:
    survey, client = make_survey(), officer()
    addresses = [at(survey, "edit_part", place=3), at(survey, "edit_question", code="agree")]

    pages = [client.get(address).content.decode() for address in [*addresses, at(survey, "edit_settings")]]

    assert [page.count("seen") for page in pages] == [0, 0, 0]


# What readers see -------------------------------------------------------------------------------------------


def test_public_page_tells_what_is_asked_of_whom_and_what_becomes_of_it() -> None:
    made = published(make_draft(starter=Starter.SURVEY))
    actions.translate(
        actor=SYSTEM, consultation=made, subject=made, field="title", language="en", text="", seen_revision=1
    )

    html = Client().get(at(made)).content.decode()
    swedish = Client().get(at(made, language="sv")).content.decode()

    assert ("What is asked, and of whom" in html, "Controller of the personal data" in html) == (True, True)
    gap = '<p class="gap">'
    assert (html.count(gap), swedish.count(gap)) == (1, 0)


# Background questions ---------------------------------------------------------------------------------------


def test_background_questions_are_made_by_administrators_on_their_page() -> None:
    admin = signed_in(unit=make_unit(), role=RoleKind.ADMINISTRATOR)
    address = desk("background_question", "role")

    refused = officer().get(desk("background")).status_code
    wrong = admin.post(desk("background"), {"title": "Rooli", "code": "a b", "kind": "single"})
    added = admin.post(desk("background"), {"title": "Rooli", "code": "role", "kind": "single"})
    question = Question.objects.get(code="role")
    saved = admin.post(
        address, as_typed(admin, address) | {"new": "Jäsen", f"question-{question.pk}-title-sv": "Roll"}
    )
    stale = admin.post(address, as_typed(admin, address) | {"seen_revision": "0", "required": "on"})

    question.refresh_from_db()
    assert [refused, wrong.status_code, saved.status_code, stale.status_code] == [403, 422, 302, 422]
    assert (added["Location"], question.title.read("sv").text) == (address, "Roll")
    assert [option.code for option in question.options.all()] == ["jasen"]
    assert admin.get(desk("background")).status_code == 200


def test_background_question_is_chosen_for_a_part() -> None:
    actions.define_background_question(actor=SYSTEM, code="role", kind="single", title=text("Rooli"))
    draft, client = make_draft(), officer()
    address = at(draft, "edit_part", place=2)

    client.post(address, as_typed(client, address) | {"background": ["role"], "fields_offered": ["youth"]})

    part = part_of(draft, PartKind.BACKGROUND)
    assert (part.background, part.fields) == (["role"], ["youth"])
