"""A published summary is corrected: a new text with its reason, the one before at a fixed address, no new letters."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from punos.consultations.models import Result
from punos.contributions.tests.factories import last_line, make_actor, text, verbs_since, verdict
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText, Written
from punos.journal.models import Entry
from punos.journal.reactions import reactions_to
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.reports import actions, queries, rules
from punos.reports.models import Summary, SummaryVersion
from punos.reports.tests.summaries import begun, browser, form_of, hosted, officer, summary_at
from punos.search.models import Entry as Findable

pytestmark = pytest.mark.django_db

WHY = text("Luku oli v\u00e4\u00e4rin.", sv="Siffran var fel.", en="The number was wrong.")
REASONS = {f"why_{language}": part.text for language, part in WHY.texts.items()}


def published(**changes: Any) -> tuple[Summary, Actor]:
    """A summary that readers have, and who leads the process."""
    summary, leader = begun(**changes)
    return actions.publish_summary(actor=leader, summary=summary, seen_revision=1), leader


def corrected(summary: Summary, leader: Actor, **changes: Any) -> Summary:
    """The same with another Finnish title."""
    title = {"fi": Written("Kiitos", summary.title.texts["fi"].revision)}
    told: dict[str, Any] = {"title": title, "why": WHY} | changes
    return actions.correct_summary(actor=leader, summary=summary, **told)


def test_correcting_gives_readers_another_text_and_keeps_the_one_before() -> None:
    summary, leader = published()
    before, title = last_line(), summary.title.texts["fi"].text

    now = corrected(summary, leader)
    later = corrected(now, leader, title={"fi": Written("Kiitos kaikille", 2)})

    versions = list(SummaryVersion.objects.order_by("number"))
    assert later.title.texts["fi"].text == "Kiitos kaikille"
    assert [(each.number, each.title.texts["fi"].text) for each in versions] == [(1, title), (2, "Kiitos")]
    assert [(each.body, each.figures, each.why) for each in versions] == [
        (summary.body, summary.figures, WHY)
    ] * 2
    assert (versions[0].given_at, versions[0].replaced_at) == (summary.published_at, versions[1].given_at)
    assert (later.published_at, later.revision) == (summary.published_at, 3)
    assert verbs_since(before) == ["summary.corrected"] * 2


def test_correction_is_public_and_found_and_nobody_gets_a_letter() -> None:
    summary, leader = published()

    corrected(summary, leader)

    assert Entry.objects.latest("pk").is_public
    assert Findable.objects.get(address=summary.address).title.texts["fi"].text == "Kiitos"
    assert len(reactions_to("summary.corrected")) == 0


@pytest.mark.parametrize(
    ("anew", "words"),
    [
        (False, "So many: 8, in groups 0."),
        (True, "So many: 9, in groups 0."),
    ],
)
def test_figures_that_readers_have_stay_unless_they_are_read_anew(anew: bool, words: str) -> None:
    summary, leader = published()
    figures = Result.objects.get().figures
    Result.objects.update(figures={**figures, "total": 9})
    body = {"en": Written("So many: {figure:total}, in groups {figure:groups}.", 1)}

    now = corrected(summary, leader, body=body, anew=anew)

    assert queries.opening(now, "en") == words


def test_figures_alone_may_be_what_is_corrected() -> None:
    summary, leader = published()
    Result.objects.update(figures={**Result.objects.get().figures, "total": 9})

    now = corrected(summary, leader, title={}, anew=True)

    assert (queries.opening(summary, "en")[:35], queries.opening(now, "en")[:35]) == (
        "The number of participants was 8: 8",
        "The number of participants was 9: 8",
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "yes"),
        ({"is_changed": False}, "invalid"),
        ({"why": text("Syy", sv="Orsak")}, "invalid"),
        ({"why": TranslatedText()}, "invalid"),
        ({"why": text("a" * 1001, sv="Orsak", en="Why")}, "invalid"),
        ({"title": text("Otsikko", sv="Rubrik")}, "invalid"),
        ({"body": text("Teksti", en="Text")}, "invalid"),
    ],
)
def test_correction_needs_a_change_a_reason_and_every_language(changes: dict[str, Any], says: str) -> None:
    told: dict[str, Any] = {"title": WHY, "body": WHY, "why": WHY, "is_changed": True} | changes

    def check() -> None:
        rules.check_correction(**told)

    assert verdict(check) == says


def test_correcting_refuses_what_changes_nothing_names_no_figure_or_was_changed_meanwhile() -> None:
    summary, leader = published()
    told: tuple[tuple[dict[str, Any], type[Refused]], ...] = (
        ({"title": {}}, Invalid),
        ({"body": {"fi": Written("{figure:nothing}", 1)}}, Invalid),
        ({"title": {"fi": Written("Kiitos", 9)}}, NotNow),
    )

    for changes, refusal in told:
        with pytest.raises(refusal):
            corrected(summary, leader, **changes)

    assert (SummaryVersion.objects.count(), Summary.objects.get()) == (0, summary)


def test_figure_that_the_results_lost_stays_in_a_correction_and_cannot_be_read_anew() -> None:
    summary, leader = published()
    Result.objects.update(figures={**Result.objects.get().figures, "ranking": {"ranked": [], "scale": ""}})
    name = next(each for each in queries.names_in(queries.words_of(summary.body)) if "idea." in each)

    kept = corrected(summary, leader)

    assert kept.figures["en"][name] == summary.figures["en"][name]
    with translation.override("en"), pytest.raises(Invalid) as refusal:
        corrected(kept, leader, title={}, anew=True)
    assert f"{{figure:{name}}}" in str(refusal.value)


def test_correcting_is_for_who_leads_also_when_the_process_has_been_closed() -> None:
    summary, leader = published()
    draft, _other = begun(unit="liikunta")
    processes.close_process(actor=leader, process=summary.consultation.process)
    summary.refresh_from_db()

    told = [
        verdict(rules.check_correct_summary, actor, each)
        for each in (summary, draft)
        for actor in (leader, SYSTEM, make_actor("Sanna"), Actor())
    ]

    assert told == ["yes", "yes", "refused", "refused", "refused", "not_now", "refused", "refused"]


def test_readers_see_when_and_why_and_read_the_version_before_at_its_address() -> None:
    summary, leader = published()
    title = summary.title.texts["en"].text
    latest = Client().get(summary_at(summary.consultation, "versions/1/"))
    now = corrected(summary, leader, title={"en": Written("Thank you", 1)})

    page = Client().get(summary_at(summary.consultation)).content.decode()
    earlier = Client().get(summary_at(summary.consultation, "versions/1/"))
    addresses = [summary_at(summary.consultation, f"versions/{number}/") for number in (2, 3)]
    present, later = (Client().get(each) for each in addresses)

    link = f'href="{summary_at(summary.consultation, "versions/1/")}"'
    assert (page.count("Corrected on"), page.count("The number was wrong."), page.count(link)) == (1, 1, 1)
    assert (earlier.status_code, earlier.cookies, f">{title}</h1>" in earlier.content.decode()) == (
        200,
        {},
        True,
    )
    assert "The number was wrong." in earlier.content.decode()
    assert [each["Location"] for each in (latest, present)] == [summary_at(now.consultation)] * 2
    assert later.status_code == 404


def test_version_of_what_nobody_may_read_is_not_there() -> None:
    summary, _leader = begun()

    assert Client().get(summary_at(summary.consultation, "versions/1/")).status_code == 404


def test_correction_page_corrects_with_a_reason_in_every_language() -> None:
    summary, leader = published()
    client, address = browser(leader), summary_at(summary.consultation, "correct/")
    sent = form_of(summary, title_sv="Tack")

    shown, refused = client.get(address), client.post(address, sent)
    done = client.post(address, sent | REASONS)

    assert (shown.status_code, refused.status_code, done.status_code) == (200, 422, 302)
    assert "Tack</textarea>" in refused.content.decode()
    assert done["Location"] == summary_at(summary.consultation)
    saved = Summary.objects.get()
    assert (saved.title.texts["sv"].text, saved.title.texts["fi"]) == ("Tack", summary.title.texts["fi"])
    assert SummaryVersion.objects.get().why == WHY


def test_correction_page_shows_how_it_would_read_and_saves_nothing() -> None:
    summary, leader = published()
    Result.objects.update(figures={**Result.objects.get().figures, "total": 9})
    client, address = browser(leader), summary_at(summary.consultation, "correct/")
    sent = form_of(summary, body_en="So many: {figure:total}", preview="1")

    as_it_is, anew = client.post(address, sent), client.post(address, sent | {"anew": "on"})

    link = f'<a href="/en{summary.consultation.address}results/" rel="noopener nofollow">'
    assert (as_it_is.status_code, anew.status_code) == (200, 200)
    assert f"So many: {link}8</a>" in as_it_is.content.decode()
    assert f"So many: {link}9</a>" in anew.content.decode()
    assert SummaryVersion.objects.count() == 0


def test_correction_page_is_not_for_others_nor_for_what_is_not_published() -> None:
    summary, leader = published()
    _consultation, unit = hosted(unit="liikunta")
    draft, writer = begun(unit="nuoriso")
    address, not_yet = (summary_at(each.consultation, "correct/") for each in (summary, draft))

    assert Client().get(address).status_code == 302
    assert browser(officer(unit)).get(address).status_code == 403
    assert browser(writer).get(not_yet).status_code == 409
    page = browser(leader).get(summary_at(summary.consultation, "edit/")).content.decode()
    assert f'href="{address}"' in page


def test_corrected_text_is_what_is_pasted_and_reported() -> None:
    summary, leader = published()
    result = Result.objects.get()
    before = queries.fingerprint(summary.consultation, result, ["summary"])

    now = corrected(summary, leader)

    assert queries.in_words(now, "fi").startswith("Kiitos\n\n")
    assert queries.fingerprint(summary.consultation, result, ["summary"]) != before
    assert timezone.now() > now.changed_at
