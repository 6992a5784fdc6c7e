"""Standing pages and feedback: the effect of each verb, its refusal, its journal line."""

from typing import Any

import pytest

from punos.contributions.tests.factories import last_line, make_actor, make_unit, text, verbs_since
from punos.core.errors import Invalid, NotNow, Refused
from punos.home import actions
from punos.home.models import Feedback, StandingKind, StandingPage
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models import Actor, RoleKind
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_standing_page_is_written_and_rewritten_in_public() -> None:
    before, stamp = last_line(), read_stamps(["all"])["all"]

    for words in ("First", "Second"):
        page = actions.write_standing_page(
            actor=SYSTEM, kind=StandingKind.ABOUT, title=text("About"), body=text(words)
        )

    assert [(each.kind, str(each.body)) for each in StandingPage.objects.all()] == [("about", "Second")]
    assert page.address == "/about/"
    assert verbs_since(before) == ["standing_page.written"] * 2
    assert read_stamps(["all"])["all"] == stamp + 2


def test_standing_page_with_the_same_words_again_changes_nothing() -> None:
    known: dict[str, Any] = {
        "actor": SYSTEM,
        "kind": StandingKind.PRIVACY,
        "title": text("Privacy"),
        "body": text("Words"),
    }
    first = actions.write_standing_page(**known)
    before = last_line()

    second = actions.write_standing_page(**known)

    assert (second, verbs_since(before)) == (first, [])


def test_standing_page_is_refused_to_those_who_do_not_keep_the_site() -> None:
    with pytest.raises(Refused):
        actions.write_standing_page(
            actor=make_actor("Officer", unit=make_unit()), kind="about", title=text("X"), body=text("X")
        )

    assert StandingPage.objects.count() == 0


def give(words: str = "The map is silent") -> Feedback:
    return actions.give_feedback(actor=Actor(), text=words, contact="a@example.org", language="sv")


def test_feedback_is_kept_with_a_private_line() -> None:
    before = last_line()

    given = give(" The map\u200b is silent\r\n")

    kept = Feedback.objects.get()
    assert (kept.text, kept.contact, kept.language, kept.answered_at) == (
        "The map is silent",
        "a@example.org",
        "sv",
        None,
    )
    line = Entry.objects.get(pk__gt=before)
    assert (line.verb, line.subject_id, line.is_public, line.address) == (
        "feedback.given",
        given.pk,
        False,
        "/desk/",
    )


def test_feedback_without_words_is_refused() -> None:
    before = last_line()

    with pytest.raises(Invalid):
        give(" \u200b ")

    assert (Feedback.objects.count(), verbs_since(before)) == (0, [])


def test_feedback_is_answered_once() -> None:
    keeper, given = make_actor("Keeper", unit=make_unit(), role=RoleKind.COORDINATOR), give()
    before = last_line()

    answered = actions.answer_feedback(actor=keeper, feedback=given)
    with pytest.raises(NotNow):
        actions.answer_feedback(actor=keeper, feedback=given)

    assert Feedback.objects.get().answered_at == answered.answered_at
    assert verbs_since(before) == ["feedback.answered"]


def test_feedback_is_answered_by_nobody_else() -> None:
    given = give()

    with pytest.raises(Refused):
        actions.answer_feedback(actor=Actor(), feedback=given)

    assert Feedback.objects.get().answered_at is None
