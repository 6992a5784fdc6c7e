"""The pages of a closing summary, each state once, and where it is told of."""

import pytest
from django.test import Client

from punos.consultations.models import ResultsShown
from punos.consultations.tests.factories import at as asked_at
from punos.core.languages import Written
from punos.organisations.models.actor import SYSTEM
from punos.reports import actions
from punos.reports.models import Summary
from punos.reports.tests.summaries import begun, browser, form_of, hosted, officer
from punos.reports.tests.summaries import summary_at as at

pytestmark = pytest.mark.django_db


def test_edit_page_offers_a_first_draft_and_button_writes_it() -> None:
    consultation, unit = hosted()
    client = browser(officer(unit))

    page = client.get(at(consultation, "edit/"))
    answer = client.post(at(consultation, "draft/"))

    assert "Write a first draft" in page.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, at(consultation, "edit/"))
    assert Summary.objects.get().consultation == consultation
    again = client.post(at(consultation, "draft/"))
    assert (again.status_code, "This summary has been begun already." in again.content.decode()) == (
        422,
        True,
    )


def test_edit_page_without_results_says_that_there_is_nothing_yet() -> None:
    consultation, unit = hosted(computed=False)
    client = browser(officer(unit))

    page, answer = client.get(at(consultation, "edit/")), client.post(at(consultation, "draft/"))

    assert "There is nothing to sum up yet" in page.content.decode()
    assert (answer.status_code, Summary.objects.count()) == (422, 0)


def test_edit_page_saves_what_was_touched_in_one_language() -> None:
    summary, leader = begun()

    answer = browser(leader).post(at(summary.consultation, "edit/"), form_of(summary, title_sv="Tack"))

    saved = Summary.objects.get()
    assert answer.status_code == 302
    assert (saved.title.texts["sv"].text, saved.title.texts["sv"].revision) == ("Tack", 2)
    assert (saved.body, saved.title.texts["fi"]) == (summary.body, summary.title.texts["fi"])


def test_edit_page_keeps_what_was_typed_beside_what_somebody_else_wrote() -> None:
    summary, leader = begun()
    client, typed = browser(leader), form_of(summary, title_sv="Tack")
    client.post(at(summary.consultation, "edit/"), form_of(summary, title_sv="Tack alla"))

    refused = client.post(at(summary.consultation, "edit/"), typed)

    html = refused.content.decode()
    assert (refused.status_code, "Tack</textarea>" in html, "</strong> Tack alla</p>" in html) == (
        422,
        True,
        True,
    )
    seen = html.partition('name="seen_title_sv" value="')[2].partition('"')[0]
    again = client.post(at(summary.consultation, "edit/"), typed | {"seen_title_sv": seen})
    assert (again.status_code, Summary.objects.get().title.texts["sv"].text) == (302, "Tack")


def test_edit_page_names_a_figure_that_is_not_there_and_keeps_the_text() -> None:
    summary, leader = begun()

    sent = form_of(summary, body_en="So many: {figure:all}")
    refused = browser(leader).post(at(summary.consultation, "edit/"), sent)

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "The results have no figure of this name: {figure:all}." in html
    assert "So many: {figure:all}</textarea>" in html


def test_preview_shows_what_was_typed_and_saves_nothing() -> None:
    summary, leader = begun()

    sent = form_of(summary, body_en="So many: {figure:total}", preview="1")
    page = browser(leader).post(at(summary.consultation, "edit/"), sent)

    link = f"/en{summary.consultation.address}results/"
    assert page.status_code == 200
    assert f'So many: <a href="{link}" rel="noopener nofollow">8</a>' in page.content.decode()
    assert Summary.objects.get().revision == 1


def test_publishing_by_the_button_needs_what_was_seen() -> None:
    summary, leader = begun()
    client = browser(leader)

    stale = client.post(at(summary.consultation, "publish/"), {"seen_revision": "7"})
    done = client.post(at(summary.consultation, "publish/"), {"seen_revision": "1"})
    page = client.get(at(summary.consultation, "edit/"))

    assert (stale.status_code, done.status_code) == (422, 302)
    assert page.content.decode().count(" readonly>") == 3


def test_summary_page_shows_a_published_one_to_everybody_and_a_draft_to_the_host() -> None:
    summary, leader = begun()
    address = at(summary.consultation)

    before = Client().get(address).status_code, browser(leader).get(address).status_code
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)
    page = Client().get(address)

    html = page.content.decode()
    assert (before, page.status_code, page.cookies) == ((404, 200), 200, {})
    assert f'<a href="/en{summary.consultation.address}results/" rel="noopener nofollow">8</a>' in html
    assert "figure:" not in html


def test_summary_page_has_no_links_to_results_that_nobody_may_see() -> None:
    summary, leader = begun(results_shown=ResultsShown.TO_HOST)
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)

    html = Client().get(at(summary.consultation)).content.decode()

    assert "The number of participants was 8:" in html
    assert "/results/" not in html


def test_pages_of_the_work_are_not_for_others() -> None:
    summary, _leader = begun()
    consultation, (other, unit) = summary.consultation, hosted(unit="liikunta")

    stranger = browser(officer(unit))

    assert Client().get(at(consultation, "edit/")).status_code == 302
    assert [
        stranger.get(at(consultation, "edit/")).status_code,
        stranger.post(at(consultation, "draft/")).status_code,
        stranger.post(at(consultation, "publish/"), {"seen_revision": "1"}).status_code,
    ] == [403, 403, 403]
    assert other != consultation


def test_summary_is_told_of_on_the_process_the_consultation_and_the_desk_until_it_is_there() -> None:
    summary, leader = begun()
    consultation = summary.consultation
    process, desk = f"/en{consultation.process.address}", "/en/desk/"
    link = f'href="{at(consultation)}"'

    asked_for = at(consultation, "edit/") in browser(leader).get(desk).content.decode()
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)
    pages = [Client().get(each).content.decode() for each in (process, asked_at(consultation))]

    assert asked_for
    assert "The closing summary is missing" not in browser(leader).get(desk).content.decode()
    assert [html.count(link) for html in pages] == [2, 1]


def test_easy_version_of_a_summary_tells_its_figures_and_that_it_is_behind() -> None:
    summary, leader = begun()
    told = {"fi-simple": Written("Vastaajia oli {figure:total}.")}
    actions.write_summary(actor=SYSTEM, summary=summary, body=told)
    moved = Written("Uusi teksti: {figure:total}.", summary.body.texts["fi"].revision)
    fresh = actions.write_summary(actor=SYSTEM, summary=summary, body={"fi": moved})
    address = f"/fi{fresh.address}?easy=1"

    html = browser(leader).get(address).content.decode()

    prose = html.partition('<div class="prose" lang="fi-simple">')[2]
    assert ("Vastaajia oli" in prose, "{figure" in html, "source-note" in html) == (True, False, True)
    assert "Uusi teksti" in html.partition("source-note")[2].partition("</details>")[0]
