"""Answers gathered elsewhere: read row by row, brought in once, taken out again; effect, refusal, journal line."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, rules
from punos.consultations.actions import importing_answers_moving as moving
from punos.consultations.models import (
    AnswerImport,
    AnswerImportRow,
    Consultation,
    Submission,
    SubmissionState,
)
from punos.consultations.queries.submitted import survey_fingerprint
from punos.consultations.tests.gathered import (
    as_csv,
    brought_in,
    codes,
    led,
    outcomes,
    read,
    work,
)
from punos.contributions.models import Contribution, Reason, Report, Voice
from punos.contributions.tests.factories import last_line, make_actor, verbs_since, verdict
from punos.core.errors import Invalid, Refused
from punos.organisations.models import ImportState

pytestmark = pytest.mark.django_db
SOUND = [("1", "1.5.2022 10.30", "yes", "Tilat."), ("2", "2022-05-02", "no", "")]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_table_shows_what_would_come_in_and_brings_nothing_yet() -> None:
    survey, officer = led()
    before = last_line()
    taken = actions.take_answers(
        actor=officer, consultation=survey, file_name="a.csv", content=as_csv(SOUND), language="fi"
    )

    named = work(taken)
    done = work(actions.name_answer_columns(actor=officer, answer_import=named, columns=named.columns))

    assert (named.state, named.columns) == (
        ImportState.COLUMNS, {"0": "@key", "1": "@time", "2": "agree", "3": "hopes"},
    )  # fmt: skip
    assert (done.state, outcomes(done), Submission.objects.count()) == (ImportState.READ, {"new": 2}, 0)
    assert verbs_since(before) == ["answer_import.taken", "answer_import.columns_named"]


# Once ---------------------------------------------------------------------------------------------------------


def test_same_file_is_not_taken_twice_unless_it_was_put_aside() -> None:
    survey, officer = led()
    first = read(survey, officer, as_csv(SOUND))

    with pytest.raises(Invalid, match="is the same file as"):
        read(survey, officer, as_csv(SOUND))
    actions.drop_answers(actor=officer, answer_import=first)

    assert read(survey, officer, as_csv(SOUND)).state == ImportState.READ
    assert first.rows.count() == 0


def test_nothing_comes_in_twice_and_what_differs_is_told() -> None:
    survey, officer = led()
    brought_in(read(survey, officer, as_csv(SOUND)), officer)

    again = read(survey, officer, as_csv([*SOUND, ("3", "", "yes", "")]))
    other = [("1", "1.5.2022 10.30", "no", "Muuta."), ("4", "", "yes", ""), ("4", "", "no", "")]
    differing = read(survey, officer, as_csv(other))
    of_other_survey = read(survey, officer, as_csv([*other, ("9", "", "yes", "")]), survey="svenska")

    assert outcomes(again) == {"new": 1, "same": 2}
    assert codes(differing) == {2: ["differs"], 4: ["twice"]}
    assert outcomes(of_other_survey) == {"new": 3, "faulty": 1}
    assert Submission.objects.count() == 2


def test_two_who_say_the_same_without_a_number_are_two_and_the_next_file_knows_both() -> None:
    survey, officer = led()
    brought_in(read(survey, officer, as_csv([("yes",), ("yes",), ("no",)], ("agree?",))), officer)

    again = read(survey, officer, as_csv([("yes",), ("yes",), ("no",), ("yes",)], ("agree?",)))

    assert (Submission.objects.count(), outcomes(again)) == (3, {"new": 1, "same": 3})


def test_answers_that_another_import_has_brought_meanwhile_are_left() -> None:
    survey, officer = led()
    first, second = (read(survey, officer, as_csv([*SOUND, (last, "", "yes", "")])) for last in "34")
    brought_in(first, officer)

    done = brought_in(second, officer)

    assert outcomes(done) == {"new": 1, "same": 2}
    assert Submission.objects.count() == 4


# Killed, taken back -------------------------------------------------------------------------------------------


def test_import_killed_half_way_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    survey, officer = led()
    monkeypatch.setattr(moving, "ROWS_AT_ONCE", 2)
    rows = [(str(number), "", "yes", f"Toive {number}") for number in range(5)]
    taken = actions.bring_in_answers(actor=officer, answer_import=read(survey, officer, as_csv(rows)))
    actions.bring_in_some_answers(actor=officer, answer_import=taken)
    half = Submission.objects.count()

    with pytest.raises(Refused, match="being worked on"):
        actions.go_on_with_answers(actor=officer, answer_import=taken)
    AnswerImport.objects.update(moved_at=timezone.now() - timedelta(minutes=3))
    before = last_line()
    done = work(actions.go_on_with_answers(actor=officer, answer_import=taken))

    assert (half, Submission.objects.count(), done.state) == (2, 5, ImportState.DONE)
    assert verbs_since(before)[0] == "answer_import.taken_up"
    assert actions.bring_in_some_answers(actor=officer, answer_import=done) == 0
    assert actions.take_back_some_answers(actor=officer, answer_import=done) == 0


def test_import_stops_where_who_began_it_may_not_go_on_or_the_questions_have_changed() -> None:
    survey, officer = led()
    taken = actions.bring_in_answers(actor=officer, answer_import=read(survey, officer, as_csv(SOUND)))
    AnswerImport.objects.update(brought_in_by=make_actor("Muu").person_id)
    stopped = work(taken)
    AnswerImport.objects.update(brought_in_by=None)
    AnswerImportRow.objects.filter(number=2).update(
        facts={**AnswerImportRow.objects.get(number=2).facts, "values": {"gone": 1}}
    )

    changed = work(actions.bring_in_answers(actor=officer, answer_import=stopped))

    assert [(each.state, each.fault) for each in (stopped, changed)] == [
        (ImportState.READ, "not_allowed"), (ImportState.READ, "changed"),
    ]  # fmt: skip
    assert Submission.objects.count() == 0


def test_taking_back_removes_exactly_what_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    survey, officer = led()
    monkeypatch.setattr(moving, "ROWS_AT_ONCE", 2)
    brought_in(read(survey, officer, as_csv([("0", "", "no", "Jää.")])), officer)
    before, others = survey_fingerprint(survey), last_line()
    done = brought_in(read(survey, officer, as_csv([("0", "", "no", "Jää."), *SOUND])), officer)

    taken = work(actions.take_back_answers(actor=officer, answer_import=done))

    assert (taken.state, survey_fingerprint(survey)) == (ImportState.TAKEN_BACK, before)
    assert list(Contribution.objects.values_list("latest__text", flat=True)) == ["Jää."]
    assert (Voice.objects.count(), Submission.objects.count(), taken.rows.count()) == (1, 1, 0)
    assert verbs_since(others)[-2:] == ["answer_import.recalled", "answer_import.taken_back"]
    assert outcomes(read(survey, officer, as_csv(SOUND))) == {"new": 2}


def test_taking_back_withdraws_what_somebody_has_reported() -> None:
    survey, officer = led()
    done = brought_in(read(survey, officer, as_csv(SOUND)), officer)
    said = Contribution.objects.get()
    Report.objects.create(contribution=said, speaker="x", reason=Reason.values[0], at=timezone.now())

    work(actions.take_back_answers(actor=officer, answer_import=done))

    said.refresh_from_db()
    assert (said.state, Report.objects.count()) == ("withdrawn", 1)
    assert list(Submission.objects.values_list("state", flat=True)) == [SubmissionState.WITHDRAWN]


# Rules --------------------------------------------------------------------------------------------------------


def columns_of(taken: AnswerImport, columns: dict[str, str]) -> Any:
    return lambda actor: rules.check_name_answer_columns(actor, taken, columns, {"@key", "agree", "hopes"})


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"0": "@key", "2": "agree"}, "yes"),
        ({"0": "@key"}, "invalid"),
        ({"2": "agree", "3": "agree"}, "invalid"),
        ({"2": "other"}, "invalid"),
        ({"9": "agree"}, "invalid"),
        ({"2": "agree", "named": "resident"}, "invalid"),
        ({"2": "agree", "survey": "x" * 41}, "invalid"),
    ],
)
def test_columns_are_named_with_what_is_offered_and_once(columns: dict[str, str], says: str) -> None:
    survey, officer = led()
    taken = read(survey, officer, as_csv(SOUND))

    assert verdict(columns_of(taken, columns), officer) == says


STATES = {
    ImportState.READING: "", ImportState.COLUMNS: "name drop", ImportState.READ: "name bring drop",
    ImportState.BRINGING: "", ImportState.DONE: "", ImportState.TAKING_BACK: "", ImportState.TAKEN_BACK: "",
    ImportState.DROPPED: "", ImportState.BROKEN: "",
}  # fmt: skip


@pytest.mark.parametrize(("state", "may"), STATES.items())
def test_verbs_of_an_import_by_its_state(state: ImportState, may: str) -> None:
    survey, officer = led()
    taken = read(survey, officer, as_csv(SOUND))
    taken.state = state
    checks = {
        "name": columns_of(taken, {"2": "agree"}),
        "bring": lambda actor: rules.check_bring_in_answers(actor, taken),
        "drop": lambda actor: rules.check_drop_answers(actor, taken),
        "back": lambda actor: rules.check_take_back_answers(actor, taken),
        "on": lambda actor: rules.check_go_on_with_answers(actor, taken),
    }

    assert {name for name, check in checks.items() if verdict(check, officer) == "yes"} == set(may.split())
    assert {verdict(check, make_actor("Muu")) for check in checks.values()} == {"refused"}


def test_verbs_of_an_import_that_has_brought_something() -> None:
    survey, officer = led()
    done = brought_in(read(survey, officer, as_csv(SOUND)), officer)
    checks = (rules.check_bring_in_answers, rules.check_drop_answers, rules.check_take_back_answers)

    verdicts = []
    for state in (ImportState.DONE, ImportState.READ):
        done.state = state
        verdicts.append([verdict(check, officer, done) for check in checks])

    assert verdicts == [["not_now", "not_now", "yes"], ["not_now", "not_now", "yes"]]


def test_answers_are_brought_in_also_after_closing_but_never_to_a_draft() -> None:
    closed, officer = led(state="closed")
    draft, other = led()
    Consultation.objects.filter(pk=draft.pk).update(published_at=None)
    draft.refresh_from_db()

    done = brought_in(read(closed, officer, as_csv([("1", "", "yes", "")])), officer)

    assert closed.closes_at is not None
    sent = Submission.objects.get()
    assert (done.state, sent.sent_at) == (ImportState.DONE, rules.last_moment(closed.closes_at))
    assert verdict(rules.check_import_answers, other, draft) == "not_now"
