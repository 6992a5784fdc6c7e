"""Information requests: who may look, that the look is noted without words, what is told of each kind."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from punos.consultations.models import InformationRequest
from punos.contributions.models import Contribution
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_unit,
    verbs_since,
    verdict,
)
from punos.core.errors import Invalid
from punos.decisions.tests.factories import make_decision
from punos.home.queries.wording import KINDS as OWN_KINDS
from punos.home.rules import check_answer_requests
from punos.home.tests.marked import make_marked
from punos.journal.models import Entry
from punos.organisations.models import Actor, Organisation, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.records import actions, queries, rules
from punos.records.models import InformationSearch, SoughtKind
from punos.records.queries import Kind
from punos.records.queries.information_person import KINDS
from punos.records.tests.filled import GROUND, NOT_PUBLIC, WITHDRAWN, browser, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REASON = "A resident asked by letter."


def administrator(name: str = "Anni") -> Actor:
    return make_actor(name, unit=make_unit(), role=RoleKind.ADMINISTRATOR)


def look(actor: Actor, **changes: Any) -> InformationSearch:
    told = {"process": "", "organisation": "", "email": "", "reason": REASON}
    return actions.search_information(actor=actor, **told | changes)


def found(search: InformationSearch) -> dict[str, Kind]:
    subject, address = queries.subject_of(search), queries.address_of(search)
    return {each.name: each for each in queries.found_for(subject, timezone.now(), address)}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("administrator", "yes"),
        ("auditor", "yes"),
        ("officer", "refused"),
        ("coordinator", "refused"),
        ("moderator", "refused"),
        ("", "refused"),
    ],
)
def test_requests_are_answered_by_administrators_and_auditors(role: str, expected: str) -> None:
    actor = make_actor("Olli", unit=make_unit(), role=RoleKind(role)) if role else make_actor("Outi")

    assert verdict(check_answer_requests, actor) == expected
    assert verdict(check_answer_requests, SYSTEM) == "refused"


@pytest.mark.parametrize(
    ("asked", "reason", "expected"),
    [
        (1, REASON, "yes"),
        (0, REASON, "invalid"),
        (2, REASON, "invalid"),
        (1, "x" * 9, "invalid"),
        (1, "x" * 10, "yes"),
        (1, "x" * 500, "yes"),
        (1, "x" * 501, "invalid"),
    ],
)
def test_one_thing_is_looked_for_with_a_reason(asked: int, reason: str, expected: str) -> None:
    def check(actor: Actor) -> None:
        rules.check_search_information(actor, asked=asked, reason=reason)

    assert verdict(check, administrator()) == expected


@pytest.mark.parametrize(
    ("own", "hours", "expected"), [(True, 1, "yes"), (True, 25, "not_now"), (False, 1, "refused")]
)
def test_what_was_found_is_read_by_who_looked_and_for_a_day(*, own: bool, hours: int, expected: str) -> None:
    actor, now = administrator(), timezone.now()
    search = InformationSearch(by=actor.person_id if own else 0, at=now - timedelta(hours=hours))

    assert verdict(rules.check_read_search, actor, search, now) == expected


# Whom it means -----------------------------------------------------------------------------------------------------


def test_process_is_found_by_address_and_by_case_number_of_its_own_or_of_a_decision() -> None:
    process = make_process(case_number="ESIM 2022-7")
    make_decision(process, case_number="ESIM 2022-8")
    typed = [process.slug, f"https://example.org/fi/processes/{process.slug}/", "esim 2022-7", "ESIM 2022-8"]

    assert [queries.meant(SoughtKind.PROCESS, words) for words in typed] == [process] * 4


def test_what_means_several_or_nothing_is_refused_and_not_noted() -> None:
    first, second = make_process(case_number="ESIM 1"), make_process(case_number="ESIM 1")
    actor, before = administrator(), last_line()

    with pytest.raises(Invalid, match=f"{first.slug}, {second.slug}"):
        look(actor, process="ESIM 1")
    with pytest.raises(Invalid, match="Nothing here"):
        look(actor, organisation="Nobody knows it")

    assert (InformationSearch.objects.count(), verbs_since(before)) == (0, [])


def test_look_is_noted_by_id_and_its_reason_kept_beside() -> None:
    person, actor = make_marked().person, administrator()

    search = look(actor, email=f" {person.email.upper()} ")

    line = Entry.objects.order_by("-pk")[0]
    assert (line.verb, line.person_id, line.subject_type, line.subject_id) == (
        "information.sought",
        actor.person_id,
        "person",
        person.pk,
    )
    assert line.ids == {"kind": "person", "search": search.pk}
    assert (search.reason, search.subject_id, search.by) == (REASON, person.pk, actor.person_id)


def test_address_that_nobody_has_finds_nobody_and_is_noted_without_it() -> None:
    search = look(administrator(), email="nobody@example.org")

    line = Entry.objects.order_by("-pk")[0]
    assert (line.verb, line.subject_type, line.subject_id, line.address) == (
        "information.sought",
        "nobody",
        0,
        "/desk/information/",
    )
    assert (search.subject_id, found(search)) == (None, {})


# What is found ----------------------------------------------------------------------------------------------------


def test_process_is_told_kind_by_kind_with_what_is_withheld_and_why() -> None:
    there = filled()
    InformationRequest.objects.create(
        consultation=there.survey,
        attachment=there.secret,
        what="The budget",
        asked_on=timezone.localdate(),
        noted_at=timezone.now(),
    )

    kinds = found(look(administrator(), process=there.process.slug))

    said, files, asked = kinds["contributions"], kinds["files"], kinds["information_requests"]
    [secret] = [each for each in files.first if each.publicity == "secret"]
    lines = {str(each.line).rpartition(": ")[2]: each for each in said.first}
    assert (secret.line, secret.ground) == ("budjetti.pdf", GROUND)
    assert f"/files/{there.secret.pk}/" in secret.url
    assert (lines[NOT_PUBLIC].publicity, lines[NOT_PUBLIC].url) == ("not_published", "")
    assert lines["Bussiyhteys"].url.startswith("/en/contributions/")
    assert (said.counts["withdrawn"], said.counts["removed"], WITHDRAWN in str(said.first)) == (1, 1, False)
    assert said.number == Contribution.objects.filter(thread__process=there.process).count()
    assert sum(each.publicity == "public" for each in said.rows()) == said.counts["public"]
    assert asked.first[0].url.endswith(f"information-requests/#request-{InformationRequest.objects.get().pk}")
    assert {each.room for each in kinds.values()} == {
        *(
            "processes",
            "consultations",
            "contributions",
            "themes",
            "decisions",
            "reports",
            "records",
            "journal",
        ),
    }
    empty = {name for name, each in kinds.items() if not each.number}
    assert empty == {"invitations", "heard", "reports", "ratings", "packages"}


def test_organisation_is_told_with_its_answers_and_files() -> None:
    filled()
    organisation = Organisation.objects.get(name="Esimerkkiyhdistys")

    kinds = found(look(administrator(), organisation="esimerkkiYHDISTYS"))

    assert kinds["organisation"].first[0].url == f"/en{organisation.address}"
    assert (kinds["answers"].number, kinds["files"].number, kinds["voices"].number) == (1, 2, 1)
    assert {each.plain["voice"] for each in kinds["contributions"].rows()} == {
        each.plain["voice"] for each in kinds["answers"].rows()
    }


def test_person_is_told_with_every_kind_of_the_package_of_own_data() -> None:
    marked = make_marked()

    kinds = found(look(administrator(), email=marked.person.email))

    assert set(KINDS) == set(OWN_KINDS)
    assert {name.removeprefix("own_") for name in kinds if name.startswith("own_")} == set(KINDS)
    assert kinds["own_sign_ins"].counts == {"secret": 1}
    assert "paragraph 7" in str(kinds["own_sign_ins"].reason)
    assert marked.person.email in str(kinds["own_account"].first[0].line)


def test_package_holds_a_file_a_room_and_a_page() -> None:
    there = filled()
    search = look(administrator(), process=there.process.slug)
    kinds = queries.found_for(there.process, timezone.now())

    made = zipfile.ZipFile(queries.found_package(kinds, {"search": search, "name": "X"}))

    said = json.loads(made.read("data/contributions.json"))["contributions"]
    assert NOT_PUBLIC in made.read("index.html").decode()
    assert {each["publicity"] for each in said} == {"public", "not_published", "removed", "withdrawn"}
    assert [name for name in made.namelist() if WITHDRAWN.encode() in made.read(name)] == []


# The pages -----------------------------------------------------------------------------------------------------------


def test_pages_lead_from_the_reason_to_the_file() -> None:
    process, client = filled().process, browser(RoleKind.ADMINISTRATOR)

    empty = client.get("/en/desk/information/").content.decode()
    sent = client.post("/en/desk/information/", {"process": process.slug, "reason": REASON})
    shown = client.get(sent["Location"]).content.decode()
    before = last_line()
    file = client.post(f"{sent['Location']}package.zip")

    assert "Nothing has been looked for yet" in empty
    assert ("What was said in words" in shown, GROUND in shown) == (True, True)
    assert zipfile.ZipFile(io.BytesIO(b"".join(file.streaming_content))).testzip() is None  # type: ignore[attr-defined]  # a file that streams
    assert verbs_since(before) == ["information.exported"]
    assert InformationSearch.objects.get().exported_at is not None
    assert REASON in client.get("/en/desk/information/").content.decode()


def test_page_keeps_what_was_typed_and_is_calm_about_nobody() -> None:
    client = browser(RoleKind.AUDITOR)

    short = client.post("/en/desk/information/", {"email": "nobody@example.org", "reason": "short"})
    sent = client.post("/en/desk/information/", {"email": "nobody@example.org", "reason": REASON})

    assert (short.status_code, short.context["form"]["email"].value()) == (422, "nobody@example.org")
    assert "Nobody here has this address" in client.get(sent["Location"]).content.decode()


def test_auditor_sees_who_looked_and_an_administrator_their_own() -> None:
    look(administrator("Aku"), email="nobody@example.org")

    seen = [
        browser(role).get("/en/desk/information/").content.decode()
        for role in (RoleKind.AUDITOR, RoleKind.ADMINISTRATOR)
    ]

    assert [REASON in each for each in seen] == [True, False]


def test_pages_are_refused_to_officers_and_to_others_who_looked_for_nothing() -> None:
    search = look(administrator("Aku"), email="nobody@example.org")
    own = f"/en/desk/information/{search.pk}/"

    assert [
        each.get("/en/desk/information/").status_code for each in (Client(), browser(RoleKind.OFFICER))
    ] == [
        302,
        403,
    ]
    other = browser(RoleKind.ADMINISTRATOR)
    assert (other.get(own).status_code, other.post(f"{own}package.zip").status_code) == (403, 403)
    assert browser(RoleKind.OFFICER).get(own).status_code == 403


def test_secret_process_says_so_first() -> None:
    process, client = make_process(), browser(RoleKind.ADMINISTRATOR)
    actions.file_case(
        actor=SYSTEM,
        process=process,
        publicity="secret",
        ground=GROUND,
        controller="",
        retention=None,
        seen_revision=0,
    )

    sent = client.post("/en/desk/information/", {"process": process.slug, "reason": REASON})

    assert f"Secret: {GROUND}" in client.get(sent["Location"]).content.decode()


def test_number_of_queries_stays_with_many_rows(django_assert_max_num_queries: Any) -> None:
    process = filled().process

    with django_assert_max_num_queries(90):
        for each in queries.found_for(Process.objects.get(pk=process.pk), timezone.now()):
            assert each.first is not None
