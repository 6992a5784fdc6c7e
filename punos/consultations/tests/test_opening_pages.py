"""Languages side by side, checks and opening, times, hosts, previews: what is typed on these pages."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from punos.consultations import actions
from punos.consultations.models import Consultation, Part, TimeChange
from punos.consultations.tests.drafts import make_draft, published, question_of
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.consultations.tests.surveys import make_survey
from punos.consultations.tests.texts import make_hearing
from punos.consultations.tests.typed import as_typed, as_typed_from, desk, officer
from punos.contributions.tests.factories import DAY, make_organisation, make_person, make_process, text
from punos.core.errors import Invalid
from punos.organisations import actions as organisations
from punos.organisations.models import Organisation
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import HostRequest, Section
from punos.processes.models.document import words_in

pytestmark = pytest.mark.django_db


# Languages --------------------------------------------------------------------------------------------------


def test_languages_stand_side_by_side_and_only_what_was_touched_is_written() -> None:
    draft, client = make_draft(title=text("Kysely", sv="Enkät")), officer()
    address, key = at(draft, "edit_languages"), f"consultation-{draft.pk}-title"
    typed = as_typed(client, address)
    actions.translate(
        actor=SYSTEM,
        consultation=draft,
        subject=draft,
        field="title",
        language="sv",
        text="Ny",
        seen_revision=1,
    )

    answer = client.post(address, typed | {f"{key}-en": "Survey"})

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert [draft.title.read(each).text for each in ("fi", "sv", "en")] == ["Kysely", "Ny", "Survey"]


def test_languages_that_clash_stay_on_the_page_and_the_rest_is_saved() -> None:
    draft, client = make_draft(), officer()
    address, key = at(draft, "edit_languages"), f"consultation-{draft.pk}-"
    typed = as_typed(client, address) | {f"{key}title-sv": "Min", f"{key}summary-sv": "Ny"}
    actions.translate(
        actor=SYSTEM,
        consultation=draft,
        subject=draft,
        field="title",
        language="sv",
        text="Din",
        seen_revision=1,
    )

    clash = client.post(address, typed)
    html = clash.content.decode()
    seen = as_typed_from(html)
    solved = client.post(address, typed | {name: seen[name] for name in seen if name.startswith("seen")})

    draft.refresh_from_db()
    assert (clash.status_code, list(clash.context["form"].errors)) == (422, [f"{key}title-sv"])
    assert (">Din</" in html or "Din</p>" in html, solved.status_code) == (True, 302)
    assert [draft.title.read("sv").text, draft.summary.read("sv").text] == ["Min", "Ny"]


def test_gaps_and_stale_translations_are_listed_and_one_is_confirmed() -> None:
    draft, client = make_draft(title=text("Kysely", sv="Enkät")), officer()
    facts: dict[str, Any] = {"actor": SYSTEM, "consultation": draft, "subject": draft, "field": "title"}
    actions.translate(language="fi", text="Uusi", seen_revision=1, **facts)
    address, key = f"{at(draft, 'edit_languages')}?show=gaps", f"consultation-{draft.pk}-title"

    page = client.get(address)
    client.post(address, as_typed(client, address) | {f"{key}-sv-right": "on", f"{key}-en": "New"})

    draft.refresh_from_db()
    rows = {
        row.at.key: [(cell.is_missing, cell.is_stale) for cell in row.cells]
        for row in page.context["form"].rows
    }
    assert rows[key] == [(False, False), (False, True), (True, False)]
    assert (draft.title.is_stale("sv"), draft.title.missing()) == (False, ())


def test_correction_is_written_on_the_languages_page_of_what_is_published() -> None:
    survey, client = make_survey(), officer()
    option = question_of(survey, "agree").options.get(code="yes")
    address = at(survey, "edit_languages")

    client.post(address, as_typed(client, address) | {f"option-{option.pk}-text-sv": "Ja"})

    option.refresh_from_db()
    assert option.text.read("sv").text == "Ja"


def test_gaps_of_a_draft_text_are_filled_on_the_page_of_its_consultation_and_of_its_process() -> None:
    found, document = make_hearing()
    document.versions.update(note=text("Ensimmäinen."))
    client, version = officer(), document.versions.get()
    seats = version.sections.get(key="jasenet")
    heading, body = f"section-{seats.pk}-heading", f"section-{seats.pk}-body"
    with translation.override("en"):
        around = reverse("making:process_languages", args=[found.process.slug])
    address = at(found, "edit_languages")

    page = client.get(address)
    typed = as_typed(client, address)
    filled = client.post(address, typed | {f"{body}-sv": "Medlemmarna är 12."})
    late = client.post(address, typed | {f"{body}-sv": "Tolv."})
    process_key = f"process-{found.process_id}-body"
    of_text = {f"document-{document.pk}-title-en": "Tasks", f"draftversion-{version.pk}-note-en": "First."}
    there = client.post(
        around,
        as_typed(client, around) | {f"{heading}-en": "Seats", f"{process_key}-fi": "Tausta.", **of_text},
    )

    seats.refresh_from_db()
    found.process.refresh_from_db()
    document.refresh_from_db()
    version.refresh_from_db()
    rows = {row.at.key: [bool(cell.stands) for cell in row.cells] for row in page.context["form"].rows}
    assert (rows[body], f"{body}-fi" in typed) == ([True, False, False], False)
    assert [each.status_code for each in (filled, late, there)] == [302, 422, 302]
    assert "Medlemmarna är 12.</p>" in late.content.decode()
    assert [words_in(seats.body, "sv"), words_in(seats.heading, "en")] == ["Medlemmarna är 12.", "Seats"]
    assert found.process.body.read("fi").text == "Tausta."
    assert [words_in(document.title, "en"), words_in(version.note, "en")] == ["Tasks", "First."]


def test_languages_of_a_process_are_for_who_leads_it() -> None:
    process = make_consultation().process
    with translation.override("en"):
        address = reverse("making:process_languages", args=[process.slug])
        nowhere = reverse("making:process_languages", args=["nowhere"])

    answers = [signed_in().get(address), officer().get(address), officer().get(nowhere)]

    assert [each.status_code for each in answers] == [403, 200, 404]


def test_text_of_another_process_is_not_translated_here() -> None:
    draft, (_hearing, document) = make_draft(), make_hearing()
    other = make_process(slug="toinen")
    type(document).objects.update(process=other)
    section = Section.objects.select_related("version__document").filter(place=1).get()

    for subject in (document.versions.get(), section, type(document).objects.get(), other):
        with pytest.raises(Invalid):
            actions.translate(
                actor=SYSTEM,
                consultation=draft,
                subject=subject,
                field="body",
                language="sv",
                text="Text",
                seen_revision=0,
            )


# Opening, time, hosts ---------------------------------------------------------------------------------------


def test_opening_page_tells_faults_and_advice_and_publishes() -> None:
    draft, client = make_draft(title=text("Vain suomeksi")), officer()
    address = at(draft, "edit_opening")

    refused = client.post(address, {"seen_revision": "1"})
    gap = client.post(at(draft, "explain_gap"), {"until": ""})
    key = f"consultation-{draft.pk}-gap_reason"
    day = f"{timezone.localdate() + DAY:%Y-%m-%d}"
    no_reason = client.post(at(draft, "explain_gap"), {"until": day})
    explained = client.post(
        at(draft, "explain_gap"), {"until": day, f"{key}-fi": "Käännös viipyy.", f"seen-{key}": ""}
    )
    opened = client.post(address, {"seen_revision": "1", "at_once": "on"})

    draft.refresh_from_db()
    statuses = [answer.status_code for answer in (refused, gap, no_reason, explained, opened)]
    assert statuses == [422, 302, 422, 302, 302]
    assert [fault.page for fault, _url in refused.context["faults"]] == ["languages"]
    assert draft.is_open(timezone.now())
    assert client.get(address).status_code == 200


def test_published_draft_is_taken_back_and_its_opening_moved() -> None:
    made, client = published(make_draft(), at_once=False), officer()
    sooner = timezone.localtime(timezone.now() + DAY).replace(second=0, microsecond=0)

    pages = [client.get(at(made, name)).status_code for name in ("edit_opening", "edit_time", "edit")]
    wrong = client.post(at(made, "set_opening"), {"opens_at": "2001-01-01T09:00"})
    moved = client.post(at(made, "set_opening"), {"opens_at": f"{sooner:%Y-%m-%dT%H:%M}"})
    made.refresh_from_db()
    back = client.post(at(made, "retract"))

    assert (pages, made.opens_at) == ([200, 200, 200], sooner)
    assert [answer.status_code for answer in (wrong, moved, back)] == [422, 302, 302]
    assert Consultation.objects.get(pk=made.pk).published_at is None


def test_closing_needs_a_reason_that_readers_then_see() -> None:
    made, client = make_consultation(), officer()
    later = timezone.localtime(timezone.now() + 9 * DAY)
    told = {"closes_at": f"{later:%Y-%m-%dT%H:%M}"}

    answers = [client.post(at(made, "edit_time"), sent).status_code for sent in ({"closes_at": ""}, told)]
    client.post(at(made, "edit_time"), told | {"reason_sv": "Många frågor."})
    seen = Client().get(at(made, language="sv")).content.decode()
    client.post(at(made, "edit_time"), {"now": "on", "reason_fi": "Asia raukesi."})

    made.refresh_from_db()
    assert (answers, TimeChange.objects.count(), made.is_closed(timezone.now())) == ([422, 422], 2, True)
    assert "Många frågor." in seen
    assert client.get(at(made, "edit_time")).status_code == 200


def representative(organisation: Organisation) -> Client:
    """The browser of somebody who represents an organisation."""
    person = make_person("Representative")
    organisations.grant_mandate(actor=SYSTEM, person=person, organisation=organisation, scopes=["represent"])
    client = Client()
    client.force_login(person)
    return client


def test_hosts_are_asked_and_answer_on_their_desk() -> None:
    organisation = make_organisation(name="Kuoro ry")
    draft, client, choir = make_draft(), officer(), representative(organisation)
    address = at(draft, "edit_hosts")

    unknown = client.post(address, {"name": "Nobody ry"})
    asked = client.post(address, {"name": "Kuoro ry"})
    waiting = client.get(address).content.decode()
    client.post(at(draft, "withdraw_host"))
    client.post(at(draft, "withdraw_host"))
    client.post(address, {"name": "Kuoro ry"})
    request = HostRequest.objects.get(answered_at=None)
    listed = choir.get(desk()).content.decode()
    stranger = signed_in().post(desk("answer_host", request.pk), {"answer": "accept"})
    choir.post(desk("answer_host", request.pk), {"answer": "accept"})

    draft.process.refresh_from_db()
    assert [unknown.status_code, asked.status_code, stranger.status_code] == [422, 302, 403]
    assert ("Kuoro ry" in waiting, f"request-{request.pk}" in listed) == (True, True)
    assert draft.process.host_organisation == organisation
    assert choir.get(at(draft, "edit")).status_code == 200
    assert client.get(address).status_code == 200


# Preview ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("anyone", 0),
        ("signed-in", 0),
        ("organisation", 12),
        ("invited", 12),
    ],
)
def test_preview_shows_each_role_what_it_is_asked_and_lets_nothing_be_filled_in(
    role: str, titles: int
) -> None:
    survey, client = make_survey(), officer()
    Part.objects.filter(consultation=survey, kind="questions").update(audience="organisations")

    html = client.get(f"{at(survey, 'preview')}?as={role}").content.decode()
    inputs = re.findall(
        r"<(?:input|select|textarea)[^>]*>", re.findall(r"<main.*</main>", html, re.DOTALL)[0]
    )

    assert html.count('class="question') == titles
    assert [
        each
        for each in inputs
        if "disabled" not in each and 'type="hidden"' not in each and "file" not in each
    ] == []


def test_preview_shows_the_easy_version_and_no_other_role() -> None:
    told = actions.Told(is_easy=True, easy_summary=text("Helppo kysely."))
    survey, client = make_survey(told=told), officer()

    html = client.get(f"{at(survey, 'preview', language='fi')}?as=easy").content.decode()

    assert ("Helppo kysely." in html, html.count('class="question')) == (True, 2)
    assert client.get(f"{at(survey, 'preview')}?as=nobody").status_code == 404


def test_secret_link_shows_the_draft_to_outsiders_until_it_ends() -> None:
    draft, client = make_draft(), officer()
    client.post(at(draft, "change_link"), {"link": "make"})
    draft.refresh_from_db()
    token = draft.preview_token
    address = at(draft, "draft_by_link", token=token)

    page = Client().get(address)
    elsewhere = Client().get(at(make_draft(), "draft_by_link", token=token))
    offered = client.get(at(draft, "edit")).content.decode()
    client.post(at(draft, "change_link"), {"link": "withdraw"})
    dead = Client().get(address)

    assert [page.status_code, elsewhere.status_code, dead.status_code] == [200, 404, 403]
    assert (page["X-Robots-Tag"], page.cookies, address in offered) == ("noindex, nofollow", {}, True)
    assert "This is a draft." in page.content.decode()


def test_secret_link_leads_to_the_public_page_once_published() -> None:
    draft = actions.make_preview_link(actor=SYSTEM, consultation=make_draft())
    published(draft)

    answer = Client().get(at(draft, "draft_by_link", token=draft.preview_token))

    assert (answer.status_code, answer["Location"]) == (302, at(draft))


def test_template_is_offered_on_the_overview() -> None:
    draft, client = make_draft(), officer()

    client.post(at(draft, "offer_template"), {"template": "1"})
    shown = client.get(at(draft, "edit")).content.decode()
    client.post(at(draft, "offer_template"), {"template": "0"})

    draft.refresh_from_db()
    assert ("Others can begin from this consultation." in shown, draft.is_template) == (True, False)
