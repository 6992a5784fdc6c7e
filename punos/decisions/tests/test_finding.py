"""The city's feed of decisions, read from a server that speaks its shapes: what is found, and every kind of trouble."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from punos.contributions.tests.factories import last_line, make_actor, make_unit, text, verbs_since
from punos.core.errors import NotNow, Refused
from punos.decisions import actions, queries, rules, tasks
from punos.decisions.adapters import feed
from punos.decisions.models import Decision, DecisionSource, FeedReading, FoundDecision, FoundState, Outcome
from punos.decisions.rules import DecisionFacts
from punos.decisions.tasks import finding
from punos.decisions.tests.factories import facts, make_decision
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

pytestmark = pytest.mark.django_db
CASE_NUMBER = "ESIM 2026-000003"  # which the stand-in knows


def sent(content: str = "Merkittiin.", **changes: Any) -> dict[str, Any]:
    """A decision as the feed sends it."""
    document = {
        "Title": "Asiakirja",
        "Issued": "2026-01-01T13:00:00.000",
        "FileURI": "https://x.example.org/1.pdf",
    }
    return {
        "NativeId": "{1}",
        "Title": "Tilojen vaihe",
        "CaseIDLabel": CASE_NUMBER,
        "Section": "12",
        "Content": f"<p>{content}</p>",
        "Organization": {"Name": "Esimerkkilautakunta"},
        "Meeting": {"DateMeeting": "2026-01-01T13:00:00.000"},
        "DateDecision": "2026-01-01T13:00:00.000",
        "PDF": {**document, "Language": "fi"},
        "MinutesPDF": document,
        "Attachments": [{**document, "PublicityClass": "Julkinen"}],
        **changes,
    }


def case(**changes: Any) -> Process:
    """A process whose case the stand-in knows."""
    return make_process(host_unit=make_unit(), case_number=CASE_NUMBER, **changes)


def officer() -> Actor:
    return make_actor("Olli", unit=make_unit())


def read() -> FeedReading:
    return finding.read(actions.begin_reading())


def complete(found: FoundDecision, **changes: Any) -> DecisionFacts:
    """What the feed told, with what a person adds to it."""
    return facts(**{**vars(queries.facts_of(found.tale)), "appeal": "none", **changes})


def taken(found: FoundDecision, **changes: Any) -> Decision:
    """The decision that is made of it, or corrected by it."""
    found.refresh_from_db()
    revision = found.decision.revision if found.decision else 0
    return actions.take_in(
        actor=officer(),
        found=found,
        facts=complete(found, **changes),
        seen_digest=found.digest,
        why=text("Syöte kertoi toisin."),
        seen_revision=revision,
    )


def test_decisions_of_known_cases_wait_and_others_are_nobody_s_business(neighbours: "Running") -> None:
    process = case()

    reading = read()

    found = FoundDecision.objects.get()
    tale = found.tale
    assert (reading.fault, reading.found, found.process, found.state) == ("", 1, process, FoundState.WAITING)
    assert (tale.title, tale.body, tale.section_mark, tale.outcome) == (
        "Yhteisten tilojen suunnittelun vaihe", "Esimerkkilautakunta", "§\u00a012", Outcome.NOTED,
    )  # fmt: skip
    assert [(each.kind, each.name) for each in tale.papers] == [
        ("link", "Yhteisten tilojen suunnittelun vaihe"), ("minutes", "Pöytäkirja"), ("attachment", "Tilojen luettelo"),
    ]  # fmt: skip
    assert [(each.pk, each.found) for each in queries.found_waiting(officer())] == [(process.pk, 1)]  # type: ignore[attr-defined]  # a field of rows, by any name


def test_case_of_a_decision_made_here_is_looked_for_too(neighbours: "Running") -> None:
    process = make_process()
    make_decision(process, case_number=CASE_NUMBER)

    read()

    assert FoundDecision.objects.get().process == process


def test_case_of_a_closed_process_is_not_looked_for(neighbours: "Running") -> None:
    case()
    Process.objects.update(closed_at=timezone.now())

    assert read().found == 0


def test_feed_that_sends_twice_is_heard_once(neighbours: "Running") -> None:
    case()
    neighbours.set_mood("decisions", "twice")

    counts = [read().found, read().found]

    assert (counts, FoundDecision.objects.count()) == ([1, 0], 1)


def test_correction_waits_again_and_changes_nothing_until_somebody_accepts_it(neighbours: "Running") -> None:
    case()
    read()
    found = FoundDecision.objects.get()
    decision = taken(found)
    neighbours.set_mood("decisions", "corrected")

    read()
    found.refresh_from_db()
    decision.refresh_from_db()
    before = (found.state, decision.outcome)
    corrected = taken(found)

    assert before == (FoundState.WAITING, Outcome.NOTED)
    assert (corrected.pk, corrected.outcome, corrected.revision) == (decision.pk, Outcome.TABLED, 1)
    assert [str(each.correction.why) for each in queries.corrections_of(corrected)] == [
        "Syöte kertoi toisin."
    ]
    assert corrected.papers.count() == 3


def test_telling_that_comes_late_is_older_than_what_is_known(neighbours: "Running") -> None:
    case()
    neighbours.set_mood("decisions", "late")

    found = [read().found, read().found]

    assert (found, FoundDecision.objects.get().tale.outcome) == ([1, 0], Outcome.TABLED)


def test_decision_that_is_told_again_with_the_same_facts_gets_its_documents_alone(
    neighbours: "Running",
) -> None:
    case()
    read()
    found = FoundDecision.objects.get()
    decision = taken(found)
    neighbours.set_mood("decisions", "corrected")
    read()

    again = taken(found, outcome="noted", summary=decision.summary)

    assert (again.revision, again.corrections.count()) == (0, 0)


def test_outcome_that_is_told_in_no_usual_word_is_left_to_a_person(neighbours: "Running") -> None:
    case()
    neighbours.set_mood("decisions", "unknown")

    read()
    found = FoundDecision.objects.get()

    assert found.tale.outcome == ""
    assert found.tale.summary.startswith("Päätös Esimerkkilautakunta keskusteli asiasta & kiitti")
    with pytest.raises(Refused):
        taken(found)


def test_what_can_not_be_read_is_passed_over_and_told(neighbours: "Running") -> None:
    case()
    neighbours.set_mood("decisions", "faulty")

    reading = read()

    assert (reading.fault, reading.found, str(queries.fault_in_words(reading)) != "") == (
        "unreadable",
        1,
        True,
    )
    assert rules.is_under_way(reading, timezone.now()) is False


@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        ("failing", "down"),
        ("busy", "busy"),
        ("strange", "garbage"),
        ("garbage", "garbage"),
        ("html", "garbage"),
        ("refusing", "refused"),
        ("slow", "slow"),
    ],
)
def test_trouble_is_told_in_a_sentence_and_nothing_is_found(
    neighbours: "Running", settings: "LazySettings", mood: str, fault: str
) -> None:
    settings.OUTSIDE_READ_SECONDS = 0.3
    case()
    neighbours.set_mood("decisions", mood)

    reading = read()

    assert (reading.fault, FoundDecision.objects.count(), reading.cursor) == (fault, 0, "")
    assert str(queries.fault_in_words(reading)) != ""


def test_next_reading_begins_a_while_before_the_last_one_that_worked_ended() -> None:
    now, then = timezone.now(), datetime(2026, 11, 20, 10, tzinfo=UTC)
    first = finding.begins_at(now)
    actions.end_reading(reading=actions.begin_reading(), until=then)
    actions.end_reading(reading=actions.begin_reading(), fault="slow")

    assert (first, finding.begins_at(now)) == (now - finding.FIRST_READING, then - finding.LATE)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Lautakunta merkitsi tiedoksi asian.", "noted"),
        ("Nämnden antecknade saken för kännedom.", "noted"),
        ("Kaupunginhallitus päätti panna asian pöydälle. Asia hyväksyttäneen.", "tabled"),
        ("Lautakunta palautti asian valmisteltavaksi.", "returned"),
        ("Lautakunta esittää kaupunginhallitukselle.", "referred"),
        ("Nämnden avslog förslaget.", "rejected"),
        ("Lautakunta hyväksyi esityksen.", "approved"),
        ("Keskusteltiin.", ""),
    ],
)
def test_outcome_is_read_from_the_first_sentence_with_a_usual_word(words: str, outcome: str) -> None:
    tale = feed.read(sent(words))

    assert tale is not None
    assert tale.outcome == outcome


@pytest.mark.parametrize(
    "change",
    [
        {"NativeId": ""},
        {"NativeId": "x" * 121},
        {"CaseIDLabel": ""},
        {"Title": "<b></b>"},
        {"Organization": None},
        {"Meeting": {"DateMeeting": "tomorrow"}},
        {"PDF": {"Issued": 7}},
        {"Attachments": ["?"]},
    ],
)
def test_decision_that_lacks_what_it_must_have_is_none(change: dict[str, Any]) -> None:
    assert feed.read(sent(**change)) is None


def test_decision_of_somebody_in_office_has_its_own_day_and_no_mark() -> None:
    plain = {"FileURI": "http://plain.example.org/", "Issued": "2026-01-01T12:00:00+02:00"}

    tale = feed.read(sent(Meeting=None, Section=None, MinutesPDF=None, PDF=plain))

    assert tale is not None
    assert (tale.decided_on, tale.section_mark, [each.kind for each in tale.papers]) == (
        "2026-01-01", "", ["attachment"],
    )  # fmt: skip


def test_taking_in_makes_a_decision_with_its_documents_once(neighbours: "Running") -> None:
    process = case()
    read()
    found, before = FoundDecision.objects.get(), last_line()
    decision = taken(found)
    verbs = [each for each in verbs_since(before) if each.split(".")[0] in {"decision", "found_decision"}]

    with pytest.raises(NotNow):
        taken(found)

    assert (decision.process, decision.source, decision.external_id) == (
        process, DecisionSource.FEED, found.external_id,
    )  # fmt: skip
    assert verbs == ["decision.entered", *["decision.paper_noted"] * 3, "found_decision.taken_in"]
    assert (queries.waiting(process), queries.found_waiting(officer())) == (0, [])


def test_only_what_was_seen_can_be_settled_and_only_by_who_leads(neighbours: "Running") -> None:
    case()
    read()
    found = FoundDecision.objects.get()

    with pytest.raises(NotNow):
        actions.put_aside(actor=officer(), found=found, seen_digest="older")
    with pytest.raises(Refused):
        actions.put_aside(actor=make_actor("Ere"), found=found, seen_digest=found.digest)
    aside = actions.put_aside(actor=officer(), found=found, seen_digest=found.digest)

    assert (aside.state, Decision.objects.count()) == (FoundState.PUT_ASIDE, 0)
    assert [each.state for each in queries.found_in(found.process)] == [FoundState.PUT_ASIDE]


def test_same_decision_entered_by_hand_is_pointed_out(neighbours: "Running") -> None:
    process = case()
    by_hand = make_decision(process, case_number=CASE_NUMBER, section_mark="§ 12")
    read()

    assert queries.alike(FoundDecision.objects.get()) == by_hand


def test_looking_now_queues_one_reading_for_all_who_ask() -> None:
    process, actor = case(), officer()
    before = last_line()

    first = actions.look_for_decisions(actor=actor, process=process, is_configured=True)
    again = actions.look_for_decisions(actor=actor, process=process, is_configured=True)
    FeedReading.objects.update(began_at=timezone.now() - timedelta(minutes=11))
    later = actions.look_for_decisions(actor=actor, process=process, is_configured=True)

    assert (first == again, later == first) == (True, False)
    assert verbs_since(before) == ["decisions.looked_for"] * 2
    with pytest.raises(NotNow):
        actions.look_for_decisions(actor=SYSTEM, process=process, is_configured=False)


def test_reading_ends_those_that_waited_for_the_same(neighbours: "Running") -> None:
    case()
    waiting = FeedReading.objects.create(began_at=timezone.now() - timedelta(minutes=1))

    tasks.read_decisions(reading_id=actions.begin_reading().pk)

    waiting.refresh_from_db()
    assert waiting.ended_at is not None


def test_clock_reads_only_where_there_is_a_feed(neighbours: "Running", settings: "LazySettings") -> None:
    tasks.read_decisions_every_hour(timestamp=0)
    settings.DECISIONS_ADDRESS = ""
    tasks.read_decisions_every_hour(timestamp=0)

    assert FeedReading.objects.count() == 1
