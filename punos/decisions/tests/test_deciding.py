"""Decisions: who enters and corrects them, what they must tell, what stays of what stood before."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from punos.contributions.tests.factories import last_line, make_actor, make_unit, text, verbs_since, verdict
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText
from punos.decisions import actions, queries, rules
from punos.decisions.models import Decision, DecisionCorrection, Response
from punos.decisions.tests.factories import facts, make_decision
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.processes.tests.factories import make_phase_facts, make_process
from punos.search import queries as search
from punos.themes.tests.factories import make_theme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
URL = "https://paatokset.example.org/1.pdf"


def officer(name: str = "Olli") -> Actor:
    return make_actor(name, unit=make_unit())


@pytest.mark.parametrize(
    ("role", "can"),
    [
        (RoleKind.COORDINATOR, "yes"),
        (RoleKind.OFFICER, "yes"),
        (RoleKind.DECISION_MAKER, "refused"),
        (RoleKind.MODERATOR, "refused"),
    ],
)
def test_decision_is_entered_by_who_leads_the_process(role: RoleKind, can: str) -> None:
    actor = make_actor("Olli", unit=make_unit(), role=role)

    assert verdict(rules.check_enter_decision, actor, make_process(), facts(), TODAY) == can


@pytest.mark.parametrize(
    ("changes", "can"),
    [
        ({}, "yes"),
        ({"title": TranslatedText()}, "invalid"),
        ({"title": text("x" * 301)}, "invalid"),
        ({"decided_on": date(2026, 11, 23)}, "invalid"),
        ({"takes_effect_on": date(2022, 1, 1)}, "yes"),
        ({"outcome": ""}, "invalid"),
        ({"outcome": "dreamt"}, "invalid"),
        ({"appeal": ""}, "invalid"),
        ({"appeal": "rectification"}, "invalid"),
        ({"appeal": "municipal", "appeal_until": date(2022, 7, 20)}, "yes"),
        ({"appeal": "rectification", "appeal_until": date(2022, 6, 5)}, "invalid"),
    ],
)
def test_decision_tells_what_it_must(changes: dict[str, Any], can: str) -> None:
    told = facts(**changes)

    assert verdict(rules.check_enter_decision, officer(), make_process(), told, TODAY) == can


def test_decision_waits_until_its_process_is_published_and_is_over_when_that_is_closed() -> None:
    hidden, closed = make_process(), make_process()
    hidden.published_at = None
    closed.closed_at = datetime(2026, 1, 1, tzinfo=UTC)

    assert verdict(rules.check_enter_decision, SYSTEM, hidden, facts(), TODAY) == "not_now"
    assert verdict(rules.check_enter_decision, SYSTEM, closed, facts(), TODAY) == "not_now"


def test_neighbours_of_a_decision_are_of_its_process_and_earlier() -> None:
    process, other = make_process(), make_process()
    phase = processes.tell_phase(actor=SYSTEM, process=other, facts=make_phase_facts())
    later = make_decision(process, decided_on=date(2023, 2, 6))

    told = [facts(phase=phase), facts(previous=make_decision(other)), facts(previous=later)]

    assert [verdict(rules.check_enter_decision, SYSTEM, process, each, TODAY) for each in told] == [
        "invalid"
    ] * 3
    assert (
        verdict(rules.check_enter_decision, SYSTEM, process, facts(previous=make_decision(process)), TODAY)
        == "yes"
    )


@pytest.mark.parametrize(
    ("appeal", "on_view", "last"),
    [
        ("rectification", date(2022, 6, 8), date(2022, 6, 29)),
        ("municipal", date(2022, 6, 8), date(2022, 7, 15)),
        ("rectification", date(2022, 12, 5), date(2022, 12, 27)),  # the 26th is a public holiday
        (
            "rectification",
            date(2022, 6, 4),
            date(2022, 6, 27),
        ),  # the 25th is Midsummer Day, the 26th a Sunday
        ("none", date(2022, 6, 8), None),
        ("", date(2022, 6, 8), None),
    ],
)
def test_last_day_of_an_appeal_is_counted_from_the_minutes(
    appeal: str, on_view: date, last: date | None
) -> None:
    assert rules.last_day_to_appeal(appeal, on_view) == last


def test_decisions_are_numbered_and_found_and_told_of_in_the_journal() -> None:
    process, before = make_process(), last_line()

    entered = [make_decision(process), make_decision(process)]

    assert [(each.number, each.address) for each in entered] == [
        (1, f"{process.address}decisions/1/"),
        (2, f"{process.address}decisions/2/"),
    ]
    assert verbs_since(before) == ["decision.entered"] * 2
    assert {each.address for each in search.find("päälinjat")} >= {each.address for each in entered}


def test_correction_keeps_what_stood_before_and_why() -> None:
    decision, actor, before = make_decision(), officer(), last_line()
    told = facts(outcome="tabled", takes_effect_on=date(2022, 7, 1), previous=None)

    corrected = actions.correct_decision(
        actor=actor, decision=decision, facts=told, why=text("Kirjattiin väärin."), seen_revision=0
    )

    kept = queries.corrections_of(corrected)
    assert (corrected.outcome, corrected.revision, verbs_since(before)) == (
        "tabled",
        1,
        ["decision.corrected"],
    )
    assert [str(each.correction.why) for each in kept] == ["Kirjattiin väärin."]
    assert len(kept[0].changes) == 2
    assert kept[0].correction.before["outcome"] == "noted"


def test_two_corrections_stand_one_after_another() -> None:
    decision = make_decision()
    for number, outcome in enumerate(("tabled", "returned")):
        actions.correct_decision(
            actor=SYSTEM,
            decision=decision,
            facts=facts(outcome=outcome),
            why=text("Syy"),
            seen_revision=number,
        )
    decision.refresh_from_db()

    changes = [
        [(piece.kind, piece.text) for _label, pieces in each.changes for piece in pieces]
        for each in queries.corrections_of(decision)
    ]

    assert (decision.revision, DecisionCorrection.objects.count(), len(changes)) == (2, 2, 2)
    assert [kind for kind, _words in changes[0]] == [kind for kind, _words in changes[1]]


@pytest.mark.parametrize(
    ("changes", "why", "seen", "refusal"),
    [
        ({"outcome": "tabled"}, "Syy", 1, NotNow),
        ({"outcome": "tabled"}, "", 0, Invalid),
        ({}, "Syy", 0, Invalid),
        ({"outcome": ""}, "Syy", 0, Invalid),
    ],
)
def test_correction_needs_a_reason_a_change_and_what_stands_now(
    changes: dict[str, Any], why: str, seen: int, refusal: type[Refused]
) -> None:
    decision = make_decision()

    with pytest.raises(refusal):
        actions.correct_decision(
            actor=officer(),
            decision=decision,
            facts=facts(**changes),
            why=text(why) if why else TranslatedText(),
            seen_revision=seen,
        )

    assert not DecisionCorrection.objects.exists()


def test_decision_is_not_its_own_earlier_handling() -> None:
    decision = make_decision()

    with pytest.raises(Invalid):
        actions.correct_decision(
            actor=SYSTEM, decision=decision, facts=facts(previous=decision), why=text("Syy"), seen_revision=0
        )


def test_decision_can_be_corrected_after_its_process_was_closed() -> None:
    decision = make_decision()
    Process.objects.update(closed_at=datetime(2026, 1, 1, tzinfo=UTC))

    told = facts(outcome="tabled")
    corrected = actions.correct_decision(
        actor=officer(), decision=decision, facts=told, why=text("Syy"), seen_revision=0
    )

    assert corrected.outcome == "tabled"


def test_bulletin_and_minutes_are_two_documents_and_each_replaces_its_own() -> None:
    decision, actor, before = make_decision(), officer(), last_line()
    for kind, url in (("minutes", URL), ("bulletin", URL), ("minutes", URL + "?2")):
        actions.note_paper(actor=actor, decision=decision, kind=kind, url=url)
    link = actions.note_paper(actor=actor, decision=decision, kind="link", url=URL, name=text("Uutinen"))

    assert [(each.kind, each.url) for each in queries.papers_of(decision)] == [
        ("bulletin", URL), ("minutes", URL + "?2"), ("link", URL),
    ]  # fmt: skip
    assert [actions.remove_paper(actor=actor, decision=decision, paper=link.pk) for _ in range(2)] == [1, 0]
    assert verbs_since(before) == ["decision.paper_noted"] * 4 + ["decision.paper_removed"]


@pytest.mark.parametrize(
    ("kind", "url", "name", "so_many", "can"),
    [
        ("minutes", URL, "", 0, "yes"),
        ("minutes", "http://paatokset.example.org/", "", 0, "invalid"),
        ("minutes", "javascript:alert(1)", "", 0, "invalid"),
        ("minutes", "https:///nowhere", "", 0, "invalid"),
        ("minutes", "https://me:secret@example.org/", "", 0, "invalid"),
        ("poem", URL, "", 0, "invalid"),
        ("link", URL, "", 0, "invalid"),
        ("link", URL, "Uutinen", 0, "yes"),
        ("link", URL, "Uutinen", 30, "not_now"),
        ("link", URL, "x" * 301, 0, "invalid"),
    ],
)
def test_document_is_public_and_has_a_name(kind: str, url: str, name: str, so_many: int, can: str) -> None:
    called = text(name) if name else TranslatedText()

    assert verdict(rules.check_note_paper, officer(), make_decision(), kind, called, url, so_many) == can


def test_decision_settles_published_themes_of_its_own_process_alone() -> None:
    process = make_process(host_unit=make_unit())
    decision, theme = make_decision(process), make_theme(process, published=True)
    hidden, foreign = make_theme(process), make_theme(make_process(), published=True)
    actor, before = officer(), last_line()

    actions.link_decision(actor=actor, decision=decision, themes=[theme])

    assert queries.themes_settled(Actor(), decision) == [theme]
    assert verbs_since(before) == ["decision.linked"]
    for wrong in (hidden, foreign):
        assert verdict(rules.check_link_decision, SYSTEM, decision, [wrong], []) == "invalid"
    assert verdict(rules.check_link_decision, Actor(), decision, [theme], []) == "refused"
    assert list(queries.themes_to_choose(process, decision)) == [theme]


def test_same_case_is_found_before_and_after() -> None:
    process = make_process()
    first = make_decision(process)
    second = make_decision(process, decided_on=date(2022, 9, 1), outcome="approved")
    third = make_decision(process, decided_on=date(2023, 2, 6), case_number="ESIM 2023-9", previous=second)
    make_decision(make_process(), case_number="")

    found = [queries.other_handlings(SYSTEM, each) for each in (first, second, third)]

    assert found == [[second], [first, third], [second]]


def test_decisions_of_a_hidden_process_are_seen_by_its_host_alone() -> None:
    decision = make_decision()
    Process.objects.update(published_at=None)

    assert [Decision.objects.visible_to(each).count() for each in (Actor(), officer())] == [0, 1]
    assert decision.previous is None


def test_decision_bears_out_published_responses_of_its_own_process_alone() -> None:
    process, now = make_process(host_unit=make_unit()), timezone.now()
    decision, theme = make_decision(process), make_theme(process, published=True)
    told = {"outcome": "taken", "reasons": text("Syyt."), "drafted_at": now}
    published = Response.objects.create(theme=theme, state="published", published_at=now, **told)
    draft = Response.objects.create(theme=theme, number=2, **told)

    actions.link_decision(actor=SYSTEM, decision=decision, responses=[published])

    assert queries.responses_borne_out(Actor(), decision) == [published]
    assert verdict(rules.check_link_decision, SYSTEM, decision, [], [draft]) == "invalid"
