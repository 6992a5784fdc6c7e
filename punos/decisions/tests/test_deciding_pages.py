"""Pages of decisions: what everybody reads, what those who lead do, and that nothing typed is lost."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.contributions.tests.factories import make_person, make_unit, text
from punos.decisions import actions
from punos.decisions.models import Decision, FeedReading, FoundDecision, FoundState, Tale
from punos.decisions.tests.factories import facts, make_decision, make_measure
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.themes.tests.factories import make_theme

if TYPE_CHECKING:
    from django.conf import LazySettings

pytestmark = pytest.mark.django_db
URL = "https://paatokset.example.org/1.pdf"
TALE = Tale(
    external_id="{1}",
    issued="2026-01-02T00:00:00+02:00",
    language="fi",
    title="Tilojen vaihe",
    summary="Lautakunta merkitsi tiedoksi.",
    body="Esimerkkilautakunta",
    case_number="ESIM 2022-1",
    section_mark="§ 12",
    decided_on="2026-01-02",
    outcome="noted",
)


def led() -> tuple[Process, Client]:
    """A process with a case number, and the browser of somebody who leads it."""
    process = make_process(host_unit=make_unit(), case_number="ESIM 2022-1")
    client = Client()
    client.force_login(make_person("Olli", unit=make_unit()))
    return process, client


def at(process: Process, rest: str = "", language: str = "en") -> str:
    return f"/{language}{process.address}decisions/{rest}"


def sent(**changes: Any) -> dict[str, Any]:
    """What the form of a decision sends."""
    return {
        "title_fi": "Päälinjat", "summary_fi": "Merkittiin.", "decided_on": "2022-06-06", "decided": "noted",
        "appeal": "none", "case_number": "ESIM 2022-1", **changes,
    }  # fmt: skip


def found_in(process: Process) -> FoundDecision:
    """What the feed told of a case of this process."""
    return FoundDecision.objects.create(
        external_id=TALE.external_id,
        process=process,
        told=TALE.as_json(),
        digest="d1",
        told_at=timezone.now(),
    )


def test_lists_teach_while_they_are_empty_and_tell_those_who_lead_what_to_do() -> None:
    process, client = led()

    public, leading = Client().get(at(process)), client.get(at(process))

    assert (public.status_code, public.context["decisions"], public.context["leads"]) == (200, [], False)
    assert b"Nothing has been decided here yet" in public.content
    assert (leading.context["leads"], leading.context["waiting"]) == (True, 0)


def test_public_page_tells_everything_of_a_decision() -> None:
    process, _client = led()
    until = date(2022, 6, 29)
    decision = make_decision(
        process, appeal="rectification", appeal_until=until, takes_effect_on=date(2022, 1, 1)
    )
    theme = make_theme(process, "Tilat", published=True)
    actions.note_paper(actor=SYSTEM, decision=decision, kind="bulletin", url=URL)
    actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])
    make_measure(process, decisions=[decision])
    later = make_decision(process, decided_on=date(2023, 2, 6), previous=decision)
    actions.correct_decision(
        actor=SYSTEM, decision=decision, facts=facts(outcome="tabled"), why=text("Väärin."), seen_revision=0
    )

    response = Client().get(at(process, "1/"))

    context, page = response.context, response.content.decode()
    assert [len(context[name]) for name in ("papers", "themes", "measures", "corrections")] == [1, 1, 1, 1]
    assert (context["handlings"], context["leads"], "Set-Cookie" in response) == ([later], False, False)
    assert [words for words in ("Väärin.", URL, "Overdue", "Noted for information", "<form") if words in page] == [
        "Väärin.", URL, "Overdue", "Noted for information",
    ]  # fmt: skip
    assert Client().get(at(process, "9/")).status_code == 404


@pytest.mark.parametrize("rest", ["", "1/"])
def test_number_of_queries_stays_with_many_rows(rest: str) -> None:
    process, _client = led()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(at(process, rest))
        return len(queries)

    make_decision(process)
    Client().get(at(process, rest))
    few = asked()
    for _each in range(10):
        decision = make_decision(process)
        actions.note_paper(actor=SYSTEM, decision=decision, kind="minutes", url=URL)

    assert asked() == few


def test_decision_is_entered_with_the_last_day_of_its_appeal_worked_out() -> None:
    process, client = led()
    begun = client.get(at(process, "new/"))

    faulty = client.post(at(process, "new/"), sent(title_fi="", title_sv="Riktlinjer", decided=""))
    entered = client.post(at(process, "new/"), sent(appeal="municipal", minutes_on="2022-06-08"))

    decision = Decision.objects.get()
    assert (begun.context["form"]["case_number"].value(), faulty.status_code) == ("ESIM 2022-1", 422)
    assert b"Riktlinjer" in faulty.content
    assert (entered["Location"], decision.appeal_until) == (at(process, "1/edit/"), date(2022, 7, 15))
    assert (decision.title.read("fi").text, decision.title.texts["fi"].checked_by) == (
        "Päälinjat",
        decision.made_by,
    )


def test_decision_is_corrected_and_a_clash_loses_nothing() -> None:
    process, client = led()
    decision = make_decision(process)
    seen = client.get(at(process, "1/edit/"))
    told = sent(title_fi="Mallin päälinjat", decided="tabled", why_fi="Kirjattiin väärin.", seen_revision="0")
    cell = {each.seen_name: each.seen for _label, cells in seen.context["form"].rows for each in cells}

    first = client.post(at(process, "1/edit/"), {**cell, **told})
    second = client.post(
        at(process, "1/edit/"), {**cell, **told, "decided": "returned", "why_fi": "Toinen syy."}
    )
    again = client.post(at(process, "1/edit/"), {
        **cell, **told, "decided": "returned", "why_fi": "Toinen syy.", "seen_revision": "1", "summary_fi": "Uusi.",
        **{each.seen_name: each.seen for _label, cells in second.context["form"].rows for each in cells},
    })  # fmt: skip

    decision.refresh_from_db()
    assert (first["Location"], second.status_code, again.status_code) == (at(process, "1/"), 422, 302)
    assert b"Toinen syy." in second.content
    assert b'name="seen_revision" value="1"' in second.content
    assert (decision.outcome, decision.revision, decision.summary.read("fi").text) == ("returned", 2, "Uusi.")


def test_documents_and_links_are_tended_on_the_same_page() -> None:
    process, client = led()
    decision, theme = make_decision(process), make_theme(process, "Tilat", published=True)

    plain = client.post(
        at(process, "1/edit/papers/"), {"kind": "link", "url": "http://x.example.org/", "name_fi": "Sivu"}
    )
    noted = client.post(at(process, "1/edit/papers/"), {"kind": "link", "url": URL, "name_fi": "Sivu"})
    linked = client.post(at(process, "1/edit/links/"), {"themes": [theme.pk]})
    foreign = client.post(
        at(process, "1/edit/links/"), {"themes": [make_theme(make_process(), published=True).pk]}
    )
    paper = decision.papers.get()
    removed = client.post(at(process, f"1/edit/papers/{paper.pk}/remove/"))

    assert [each.status_code for each in (plain, noted, linked, foreign, removed)] == [
        422,
        302,
        302,
        422,
        302,
    ]
    assert b"Sivu" in plain.content
    assert (list(decision.themes.all()), decision.papers.count()) == ([theme], 0)


@pytest.mark.parametrize(
    "rest",
    [
        "new/",
        "1/edit/",
        "1/edit/papers/",
        "1/edit/links/",
        "1/edit/papers/1/remove/",
        "found/",
        "found/look/",
    ],
)
def test_work_on_decisions_is_for_those_who_lead(rest: str) -> None:
    process, _client = led()
    make_decision(process)
    stranger = Client()
    stranger.force_login(make_person("Ere"))

    assert stranger.post(at(process, rest)).status_code == 403
    assert Client().get(at(process, rest)).status_code == 302
    assert Decision.objects.get().revision == 0


def test_what_was_found_is_taken_in_and_a_correction_of_it_accepted() -> None:
    process, client = led()
    found = found_in(process)
    one = at(process, f"found/{found.pk}/")
    listed, shown = client.get(at(process, "found/")), client.get(one)
    cell = {each.seen_name: each.seen for _label, cells in shown.context["form"].rows for each in cells}
    told = sent(
        title_fi=TALE.title, summary_fi=TALE.summary, body_name_fi=TALE.body, seen_digest="d1", **cell
    )

    stale = client.post(one, {**told, "seen_digest": "d0"})
    taken = client.post(one, told)
    FoundDecision.objects.update(
        state=FoundState.WAITING, digest="d2", told={**TALE.as_json(), "outcome": "tabled"}
    )
    anew = client.get(one)
    cell = {each.seen_name: each.seen for _label, cells in anew.context["form"].rows for each in cells}
    told |= {
        **cell,
        "seen_digest": "d2",
        "seen_revision": "0",
        "decided": "tabled",
        "why_fi": "Kerrottiin toisin.",
    }
    corrected = client.post(one, told)

    decision = Decision.objects.get()
    assert [each.tale.title for each in listed.context["found"]] == [TALE.title]
    assert shown.context["form"]["decided"].value() == "noted"
    assert [each.status_code for each in (stale, taken, corrected)] == [422, 302, 302]
    assert anew.context["form"]["decided"].value() == "tabled"
    assert (decision.source, decision.outcome, decision.revision) == ("feed", "tabled", 1)
    assert client.get(one).context["row"].state == FoundState.TAKEN
    assert client.get(at(process, "found/0/")).status_code == 404


def test_what_was_found_is_put_aside() -> None:
    process, client = led()
    found = found_in(process)
    aside = at(process, f"found/{found.pk}/put-aside/")

    refused = client.post(aside, {"seen_digest": "older"})
    done = client.post(aside, {"seen_digest": "d1"})

    found.refresh_from_db()
    assert (refused.status_code, done.status_code, found.state) == (422, 302, FoundState.PUT_ASIDE)


def test_looking_now_tells_how_far_it_is_and_what_went_wrong(settings: "LazySettings") -> None:
    process, client = led()
    settings.DECISIONS_ADDRESS = "https://ahjo.example.org"
    never = client.get(at(process, "found/"))

    asked = client.post(at(process, "found/look/"))
    under_way = client.get(at(process, "found/"))
    actions.end_reading(reading=FeedReading.objects.get(), fault="slow")
    slow = client.get(at(process, "found/"))
    settings.DECISIONS_ADDRESS = ""
    refused = client.post(at(process, "found/look/"))

    assert (never.context["reading"], asked.status_code, under_way.context["is_under_way"]) == (
        None,
        302,
        True,
    )
    assert "did not answer in time" in str(slow.context["fault"])
    assert (refused.status_code, b"by hand" in refused.content) == (422, True)
