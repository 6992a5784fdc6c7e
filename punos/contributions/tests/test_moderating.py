"""Reports, decisions of moderators and appeals: each effect, each refusal, each line, and who is told."""

from collections.abc import Callable
from typing import Any

import pytest

from punos.contributions import actions, queries, rules
from punos.contributions.models import Capacity, Contribution, ContributionState, Moderation, Report
from punos.contributions.tests.factories import (
    last_line,
    make_actor,
    make_idea,
    make_organisation,
    make_process,
    make_thread,
    make_unit,
    make_visitor,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_audiences import under_a_hat
from punos.core.errors import Refused
from punos.journal.models import Entry, Stamp
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import Actor, RoleKind, Scope
from punos.organisations.models.actor import SYSTEM
from punos.people.tests.factories import make_account
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

PUBLISHED, WAITING = ContributionState.PUBLISHED, ContributionState.WAITING
HIDDEN, WITHDRAWN = ContributionState.HIDDEN, ContributionState.WITHDRAWN
NOT_PUBLIC = ContributionState.NOT_PUBLIC
HOSTILE = "<script>alert(1)</script>\u202egnihtyna\u200b"


def make_moderator(name: str = "Moona") -> Actor:
    """A moderator of the unit that hosts the processes of these tests."""
    return make_actor(name, unit=make_unit(), role=RoleKind.MODERATOR)


def in_state(state: str, **more: Any) -> Contribution:
    """An idea in one of the states."""
    said = make_idea(make_thread(), **more)
    Contribution.objects.filter(pk=said.pk).update(state=state)
    said.refresh_from_db()
    return said


def remove(said: Contribution, by: Actor = SYSTEM, **more: Any) -> Moderation:
    """A moderator removes something as an insult."""
    return actions.remove(actor=by, contribution=said, reason="insult", **more)


# Rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [(kind, "yes" if kind in {RoleKind.MODERATOR, RoleKind.COORDINATOR} else "refused") for kind in RoleKind],
)
def test_moderators_and_coordinators_of_the_host_unit_moderate(kind: RoleKind, said: str) -> None:
    process = make_process()
    elsewhere = make_process(host_unit=make_unit("muu"))
    actor = make_actor(unit=make_unit(), role=kind)

    assert verdict(rules.check_moderate, actor, process) == said
    assert verdict(rules.check_moderate, actor, elsewhere) == "refused"
    assert verdict(rules.check_moderate_something, actor) == said
    assert set(queries.moderated_by(actor)) == ({process} if said == "yes" else set())


@pytest.mark.parametrize(("scope", "said"), [(Scope.REPRESENT, "yes"), (Scope.ANSWER, "refused")])
def test_who_represents_the_host_organisation_moderates(scope: Scope, said: str) -> None:
    host = make_organisation()
    process, actor = make_process(host_organisation=host), under_a_hat(host, scope)

    assert verdict(rules.check_moderate, actor, process) == said
    assert verdict(rules.check_moderate_something, actor) == said
    assert verdict(rules.check_moderate, make_actor(), process) == "refused"
    assert set(queries.moderated_by(actor)) == ({process} if said == "yes" else set())
    assert [each.pk for each in queries.moderators_of(process)] == (
        [actor.person_id] if said == "yes" else []
    )
    assert set(queries.moderated_by(SYSTEM)) == set(Process.objects.all())
    assert verdict(rules.check_moderate_something, SYSTEM) == "yes"
    assert verdict(rules.check_moderate_something, under_a_hat(make_organisation(), scope)) == "refused"


def test_visitor_moderates_nothing() -> None:
    make_process()

    assert list(queries.moderated_by(make_visitor())) == []


STATES = {  # what a moderator may do with something in each state: remove, publish, keep (reported), put back
    PUBLISHED: "yes not_now yes not_now",
    WAITING: "yes yes not_now not_now",
    HIDDEN: "not_now not_now not_now yes",
    WITHDRAWN: "not_now not_now not_now not_now",
    NOT_PUBLIC: "not_now not_now not_now not_now",
}


@pytest.mark.parametrize("state", list(STATES))
def test_decision_fits_the_state(state: ContributionState) -> None:
    said = in_state(PUBLISHED)
    actions.report(actor=make_visitor(), contribution=said, reason="insult")
    Contribution.objects.filter(pk=said.pk).update(state=state)
    said.refresh_from_db()

    def words(actor: Actor) -> str:
        checks: list[tuple[Callable[..., None], tuple[str, ...]]] = [
            (rules.check_remove, ("insult", "")),
            (rules.check_pass_on, ()),
            (rules.check_keep, ("",)),
            (rules.check_put_back, ("",)),
        ]
        return " ".join(verdict(check, actor, said, *more) for check, more in checks)

    assert words(make_moderator()) == STATES[state]
    assert words(make_actor()) == "refused refused refused refused"


@pytest.mark.parametrize(
    ("check", "more"),
    [
        (rules.check_remove, ("", "")),
        (rules.check_remove, ("made-up", "")),
        (rules.check_remove, ("insult", "x" * 2001)),
        (rules.check_report, ("", "")),
        (rules.check_report, ("insult", "x" * 2001)),
    ],
)
def test_reason_is_one_of_the_rules_and_words_have_an_end(
    check: Callable[..., None], more: tuple[str, str]
) -> None:
    actor = make_moderator()

    assert verdict(check, actor, in_state(PUBLISHED), *more) == "invalid"


def test_nothing_is_kept_that_nobody_reported() -> None:
    assert verdict(rules.check_keep, SYSTEM, in_state(PUBLISHED), "") == "not_now"


# Reports ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["a visitor", "a person"])
def test_anybody_reports_once_and_the_text_stays(who: str) -> None:
    said, actor = in_state(PUBLISHED), make_visitor() if who == "a visitor" else make_actor()
    line, stamp = last_line(), Stamp.objects.get(scope="all").value

    made = actions.report(actor=actor, contribution=said, reason="privacy", text=HOSTILE)

    said.refresh_from_db()
    assert (made.text, made.person, said.state) == (
        "<script>alert(1)</script>gnihtyna", actor.person, PUBLISHED,
    )  # fmt: skip
    assert verbs_since(line) == ["contribution.reported"]
    assert (Entry.objects.latest("pk").is_public, Stamp.objects.get(scope="all").value) == (False, stamp)
    assert verdict(rules.check_report, actor, said, "insult", "") == "not_now"
    assert verdict(rules.check_report, make_visitor(), said, "insult", "") == "yes"


def test_report_needs_a_mark_and_something_published() -> None:
    assert verdict(rules.check_report, Actor(), in_state(PUBLISHED), "insult", "") == "refused"
    assert verdict(rules.check_report, make_visitor(), in_state(HIDDEN), "insult", "") == "not_now"


# Decisions ----------------------------------------------------------------------------------------------------


def test_removing_hides_settles_and_tells_the_author_and_who_reported() -> None:
    author, reporter = make_account("Kirsi", language="sv"), make_account("Raimo", language="en")
    said = in_state(PUBLISHED)
    Contribution.objects.filter(pk=said.pk).update(
        voice=make_voice(said.thread.process, Actor(person=author))
    )
    actions.report(actor=Actor(person=reporter), contribution=said, reason="insult", text="Rude")
    actions.report(actor=make_visitor(), contribution=said, reason="hatred")
    moderator, line = make_moderator(), last_line()
    stamp = Stamp.objects.get(scope=f"process:{said.thread.process.slug}").value

    done = remove(said, moderator, note=HOSTILE)

    said.refresh_from_db()
    assert (said.state, done.by, done.note) == (
        HIDDEN,
        moderator.person_id,
        "<script>alert(1)</script>gnihtyna",
    )
    assert Report.objects.filter(settled_at=done.at).count() == 2
    assert [verb for verb in verbs_since(line) if verb != "message.queued"] == ["contribution.removed"]
    assert Stamp.objects.get(scope=f"process:{said.thread.process.slug}").value == stamp + 1
    letters = {each.to: each for each in Message.objects.all()}
    assert set(letters) == {author.email, reporter.email}
    assert f"/sv/contributions/{said.pk}/appeal/" in letters[author.email].body
    assert "<script>" not in letters[author.email].html
    assert (letters[reporter.email].language, "removed it" in letters[reporter.email].body) == ("en", True)
    assert "Rude" not in letters[author.email].body


def test_keeping_settles_the_reports_and_says_so() -> None:
    reporter, said = make_account("Raimo", language="en"), in_state(PUBLISHED)
    actions.report(actor=Actor(person=reporter), contribution=said, reason="insult")
    line = last_line()

    actions.keep(actor=make_moderator(), contribution=said)

    said.refresh_from_db()
    assert (said.state, said.reports.waiting().count()) == (PUBLISHED, 0)
    assert "it stays" in Message.objects.get().body
    assert "contribution.kept" in verbs_since(line)


def test_moderators_get_one_letter_for_what_waits_and_another_once_it_has_been_looked_at() -> None:
    moderator, coordinator = make_account("Moona", language="en"), make_account("Ville", language="sv")
    for person, kind in ((moderator, RoleKind.MODERATOR), (coordinator, RoleKind.COORDINATOR)):
        organisations.grant_role(
            actor=SYSTEM, person=person, unit=make_unit(), kind=kind, reason="New in the office"
        )
    first, second, elsewhere = in_state(PUBLISHED), in_state(PUBLISHED), in_state(PUBLISHED)
    elsewhere.thread.process.host_organisation = make_organisation()
    elsewhere.thread.process.host_unit = None
    elsewhere.thread.process.save()
    Message.objects.all().delete()

    for said in (first, second, elsewhere):
        actions.report(actor=make_visitor(), contribution=said, reason="insult", text="Hän valehtelee.")
    letters = list(Message.objects.order_by("pk"))
    for said in (first, second):
        actions.keep(actor=SYSTEM, contribution=said)
    actions.report(actor=make_visitor(), contribution=first, reason="hatred")

    assert [(each.to, each.language) for each in letters] == [
        (moderator.email, "en"),
        (coordinator.email, "sv"),
    ]
    assert ("/en/desk/moderation/?show=reported" in letters[0].body, "valehtelee" in letters[0].body) == (
        True,
        False,
    )
    assert Message.objects.count() == 4


def test_reporter_who_has_left_is_told_nothing() -> None:
    reporter, said = make_account("Raimo"), in_state(PUBLISHED)
    actions.report(actor=Actor(person=reporter), contribution=said, reason="insult")
    reporter.is_active = False
    reporter.save()

    remove(said)

    assert Message.objects.count() == 0


def test_waiting_texts_are_published_one_by_one_or_together() -> None:
    first, *rest = [in_state(WAITING) for _each in range(3)]
    elsewhere, line = in_state(PUBLISHED), last_line()

    actions.pass_on(actor=SYSTEM, contribution=first)
    published = actions.pass_all_on(actor=SYSTEM, contributions=[*rest, elsewhere])

    assert published == 2
    assert set(Contribution.objects.values_list("state", flat=True)) == {PUBLISHED}
    assert verbs_since(line) == ["contribution.passed"] * 3


def test_put_back_is_published_again_and_the_author_hears_it() -> None:
    author = make_account("Kirsi", language="en")
    thread = make_thread()
    said = make_idea(thread, make_voice(thread.process, Actor(person=author)))
    remove(said)

    actions.put_back(actor=SYSTEM, contribution=said, note="Sorry")

    said.refresh_from_db()
    assert said.state == PUBLISHED
    told = Message.objects.latest("pk")
    assert (told.subject.startswith("What you wrote is published again"), "Sorry" in told.body) == (
        True,
        True,
    )
    assert list(Moderation.objects.order_by("pk").values_list("kind", flat=True)) == ["removed", "restored"]


def test_organisation_s_people_are_told_and_the_visitor_reads_it_with_their_answers() -> None:
    organisation = make_organisation()
    hat, _outsider = under_a_hat(organisation), under_a_hat(organisation, Scope.BOOK)
    thread = make_thread()
    official = make_voice(thread.process, hat, capacity=Capacity.ORGANISATION)
    visitor = make_voice(thread.process)

    remove(make_idea(thread, official))
    removed = remove(make_idea(thread, visitor))

    assert [each.person_id for each in Message.objects.all()] == [hat.person_id]
    assert queries.own_removals(visitor) == [removed]


# What readers and the log see ---------------------------------------------------------------------------------


def test_lists_show_published_texts_and_places_of_removed_ones() -> None:
    thread = make_thread()
    kept, removed, withdrawn, imported = (make_idea(thread, words=each) for each in "abcd")
    remove(removed)
    actions.withdraw_contribution(actor=Actor(), voice=withdrawn.voice, contribution=withdrawn)
    Contribution.objects.filter(pk=imported.pk).update(state=HIDDEN)

    page = queries.page_of_ideas(thread, "fi", number=None, size=10)
    removed.refresh_from_db()

    assert [(each.number, each.text, each.removed_for) for each in page] == [
        (1, "a", None),
        (2, "", "insult"),
    ]
    assert queries.reasons_of([kept, removed]) == {removed.pk: "insult"}
    assert [each.address for each in page] == [kept.address, removed.address]


def test_log_counts_by_month_kind_and_reason() -> None:
    first, second, kept = (in_state(PUBLISHED) for _each in range(3))
    remove(first)
    removal = remove(second)
    actions.appeal(actor=Actor(), voice=second.voice, moderation=removal, text="Why?")
    actions.decide_appeal(actor=SYSTEM, moderation=removal, accepted=True)
    actions.report(actor=make_visitor(), contribution=kept, reason="hatred")
    actions.keep(actor=SYSTEM, contribution=kept)

    rows = [(row.kind, row.reason, row.number, row.appealed, row.accepted) for row in queries.log()]

    assert rows == [
        ("kept", None, 1, 0, 0),
        ("removed", "insult", 2, 1, 1),
        ("restored", None, 1, 0, 0),
    ]


def test_ratings_of_a_removed_idea_can_not_be_given() -> None:
    thread = make_thread()
    idea, voice = make_idea(thread), make_voice(thread.process)
    remove(idea)

    with pytest.raises(Refused):
        actions.rate(voice=voice, thread=thread, number=idea.number, value=1)


def test_forgetting_cuts_reports_and_pseudonym_from_the_person() -> None:
    person, thread = make_account("Raimo"), make_thread()
    actor = Actor(person=person)
    voice = make_voice(thread.process, actor, pseudonym="Rane")
    waiting = make_idea(thread, voice)
    Contribution.objects.filter(pk=waiting.pk).update(state=WAITING)
    report = actions.report(actor=actor, contribution=in_state(PUBLISHED), reason="insult", text="Rude")
    for_other = actions.report(
        actor=make_visitor(), contribution=in_state(PUBLISHED), reason="insult", text="x"
    )

    actions.forget_person(actor=actor, person=person, withdraw=True)

    for each in (report, voice, waiting, for_other):
        each.refresh_from_db()
    assert (report.person, report.text, report.speaker[:7]) == (None, "", "erased:")
    assert (voice.pseudonym, waiting.state, for_other.text) == ("", WITHDRAWN, "x")
