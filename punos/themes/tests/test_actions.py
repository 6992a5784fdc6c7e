"""The verbs of the codebook and of the workbench: what they do, what they refuse, what they write down."""

from typing import Any

import pytest

from punos.contributions import actions as contributions
from punos.contributions.tests.factories import last_line, text, verbs_since
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import Written
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor
from punos.search.queries import find
from punos.themes import actions, queries
from punos.themes.models import Assignment, ChangeKind, Origin, ThemeChange
from punos.themes.tests.factories import (
    answer,
    coder,
    give,
    is_held,
    led_process,
    make_candidate,
    make_theme,
    say,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def found(words: str) -> list[str]:
    """The themes that a search finds."""
    return [each.address for each in find(words) if "/themes/" in each.address]


def test_theme_is_added_at_the_end_and_written_down() -> None:
    process, who = led_process(), coder()
    make_theme(process)
    line = last_line()

    theme = actions.make_theme(actor=who, process=process, title=text("Tilat"), body=text("Kokoontua"))

    assert (theme.number, theme.place, theme.is_chosen, theme.made_by) == (2, 2, True, who.person_id)
    assert theme.address == f"/processes/{process.slug}/themes/2/"
    assert verbs_since(line) == ["theme.made"]
    assert ThemeChange.objects.latest("pk").kind == ChangeKind.MADE
    with pytest.raises(Invalid, match="There is a theme with the title"):
        actions.make_theme(actor=who, process=process, title=text("tilat"))
    with pytest.raises(Refused):
        actions.make_theme(actor=make_actor("Risto"), process=process, title=text("Muu"))


def test_rewording_one_language_leaves_the_others_and_notices_who_wrote_meanwhile() -> None:
    theme, who = make_theme(led_process(), "Tilat", published=True), coder()
    line = last_line()

    worded = actions.reword_theme(actor=who, theme=theme, title={"sv": Written("Lokaler")})

    assert {language: part.text for language, part in worded.title.texts.items()} == {
        "fi": "Tilat",
        "sv": "Lokaler",
    }
    assert (worded.revision, verbs_since(line)) == (1, ["theme.reworded"])
    assert Entry.objects.latest("pk").is_public
    assert found("lokaler") == [theme.address]
    with pytest.raises(NotNow, match="Somebody else changed this text"):
        actions.reword_theme(actor=who, theme=theme, title={"sv": Written("Utrymmen")})
    with pytest.raises(Invalid, match="Give the theme a title"):
        actions.reword_theme(actor=who, theme=make_theme(theme.process), title={"fi": Written("", 1)})


def test_what_a_machine_proposes_is_chosen_or_put_aside() -> None:
    process, who = led_process(), coder()
    wanted, unwanted = make_candidate(process, "Hyvä"), make_candidate(process, "Huono")
    line = last_line()

    assert queries.standing_themes(process) == []
    actions.choose_theme(actor=who, theme=wanted)
    actions.put_aside(actor=who, theme=unwanted)

    assert queries.standing_themes(process) == [wanted]
    assert queries.candidates(process) == []
    assert verbs_since(line) == ["theme.chosen", "theme.put_aside"]
    with pytest.raises(NotNow):
        actions.choose_theme(actor=who, theme=wanted)
    with pytest.raises(NotNow):
        actions.put_aside(actor=who, theme=unwanted)


def test_theme_moves_between_the_others() -> None:
    process, who = led_process(), coder()
    first, second, third = (make_theme(process) for _each in range(3))
    line = last_line()

    actions.move_theme(actor=who, theme=third, place=1)

    assert queries.standing_themes(process) == [third, first, second]
    assert verbs_since(line) == ["theme.moved"]
    with pytest.raises(Invalid):
        actions.move_theme(actor=who, theme=third, place=4)


def test_published_theme_is_found_and_keeps_the_process_open() -> None:
    process, who = led_process(), coder()
    theme = make_theme(process, "Tilat")
    line = last_line()

    actions.publish_themes(actor=who, process=process, themes=[theme.pk])

    theme.refresh_from_db()
    assert (theme.published_at is not None, is_held(theme)) == (True, True)
    assert found("tilat") == [theme.address]
    assert verbs_since(line) == ["hold.raised", "theme.published"]
    with pytest.raises(NotNow):
        actions.publish_themes(actor=who, process=process, themes=[theme.pk])


def test_taking_out_a_theme_asks_whether_its_contributions_are_left_without_it() -> None:
    process, who = led_process(), coder()
    theme = make_theme(process, "Tilat", published=True)
    give(theme, say(process))
    line = last_line()

    with pytest.raises(NotNow, match="This theme holds contributions"):
        actions.end_theme(actor=who, theme=theme)
    actions.end_theme(actor=who, theme=theme, is_sure=True)

    assert (standing(theme), is_held(theme), found("tilat")) == (set(), False, [])
    assert verbs_since(line) == ["hold.lifted", "theme.ended"]


def test_answered_theme_is_not_taken_out() -> None:
    theme = make_theme(led_process(), published=True)
    answer(theme)

    with pytest.raises(NotNow, match="The city has answered this theme"):
        actions.end_theme(actor=coder(), theme=theme, is_sure=True)


# Assigning ------------------------------------------------------------------------------------------------------


def test_giving_many_to_several_themes_is_one_step_and_twice_is_once() -> None:
    process, who = led_process(), coder()
    first, second = make_theme(process), make_theme(process)
    said = [say(process), say(process)]
    line = last_line()
    known: dict[str, Any] = {"actor": who, "process": process, "themes": [first.pk, second.pk]}

    new = actions.assign(**known, contributions=[each.pk for each in said])
    again = actions.assign(**known, contributions=[said[0].pk])

    assert (new, again) == (4, 0)
    assert standing(first) == standing(second) == {(each.pk, None, None) for each in said}
    assert verbs_since(line) == ["theme.assigned", "theme.assigned"]
    assert ThemeChange.objects.filter(kind=ChangeKind.ASSIGNED).count() == 1
    row = first.assignments.first()
    assert row is not None
    assert (row.by, row.version, row.origin) == (who.person_id, said[0].latest, Origin.PERSON)


def test_passage_stands_beside_the_whole() -> None:
    theme = make_theme(led_process())
    said = say(theme.process, "Lisää tiloja ja valoa")

    give(theme, said)
    (_whole, passage) = give(theme, said, starts=6, ends=12)

    assert standing(theme) == {(said.pk, None, None), (said.pk, 6, 12)}
    assert passage.passage == "tiloja"


def test_contributions_of_other_processes_of_the_host_and_withdrawn_ones_are_not_given() -> None:
    process, who = led_process(), coder()
    theme, foreign = make_theme(process), say(led_process())
    of_host, withdrawn = say(process), say(process)
    of_host.voice.__class__.objects.filter(pk=of_host.voice_id).update(is_host=True)
    contributions.withdraw_contribution(actor=Actor(), voice=withdrawn.voice, contribution=withdrawn)

    for each in (foreign, of_host, withdrawn):
        with pytest.raises(NotNow):
            actions.assign(actor=who, process=process, themes=[theme.pk], contributions=[each.pk])
    assert standing(theme) == set()


def test_taking_away_ends_what_stands_once() -> None:
    process, who = led_process(), coder()
    theme = make_theme(process, published=True)
    (given,) = give(theme, say(process))
    line = last_line()

    assert actions.unassign(actor=who, process=process, assignments=[given.pk]) == 1
    assert actions.unassign(actor=who, process=process, assignments=[given.pk]) == 0

    given.refresh_from_db()
    assert (given.ended_by, standing(theme)) == (who.person_id, set())
    assert verbs_since(line) == ["theme.unassigned"]
    with pytest.raises(Invalid):
        actions.unassign(actor=who, process=process, assignments=[])


@pytest.mark.parametrize(
    ("holds", "verb"), [(True, "theme.assignment_confirmed"), (False, "theme.assignment_refused")]
)
def test_what_a_machine_gave_is_confirmed_or_taken_away(holds: bool, verb: str) -> None:
    process, who = led_process(), coder()
    theme, said = make_theme(process), say(process)
    actions.assign(
        actor=SYSTEM, process=process, themes=[theme.pk], contributions=[said.pk], origin=Origin.MACHINE
    )
    line = last_line()

    done = actions.review_assignment(actor=who, assignment=Assignment.objects.get(), holds=holds)

    assert (done.reviewed_by, bool(standing(theme))) == (who.person_id, holds)
    assert verbs_since(line) == [verb]
    with pytest.raises(NotNow):
        actions.review_assignment(actor=who, assignment=done, holds=holds)


# Shaping --------------------------------------------------------------------------------------------------------


def test_split_moves_what_was_chosen_into_a_new_theme() -> None:
    process, who = led_process(), coder()
    theme = make_theme(process, published=True)
    stays, goes = give(theme, say(process), say(process))
    line = last_line()

    new = actions.split_theme(actor=who, theme=theme, title=text("Valo"), assignments=[goes.pk])

    assert (standing(theme), standing(new)) == (
        {(stays.contribution_id, None, None)},
        {(goes.contribution_id, None, None)},
    )
    assert (new.split_from, new.place, new.published_at) == (theme, 2, None)
    assert verbs_since(line) == ["theme.split"]
    with pytest.raises(NotNow, match="Somebody has changed this theme meanwhile"):
        actions.split_theme(actor=who, theme=theme, title=text("Muu"), assignments=[goes.pk])


def test_merge_moves_everything_once_and_leads_on() -> None:
    process, who = led_process(), coder()
    theme, into = make_theme(process, "Valot", published=True), make_theme(process, "Tilat")
    both, only = say(process), say(process)
    give(theme, both, only)
    give(into, both)
    line = last_line()

    actions.merge_theme(actor=who, theme=theme, into=into)

    theme.refresh_from_db()
    into.refresh_from_db()
    assert standing(into) == {(both.pk, None, None), (only.pk, None, None)}
    assert (standing(theme), theme.merged_into, queries.final_theme(theme)) == (set(), into, into)
    assert (is_held(theme), is_held(into), into.published_at is not None) == (False, True, True)
    assert found("valot") == []
    assert verbs_since(line) == ["hold.lifted", "hold.raised", "theme.merged"]
    with pytest.raises(NotNow):
        actions.merge_theme(actor=who, theme=theme, into=into)


def test_theme_merged_after_its_response_leads_to_the_other_and_asks_nothing_more() -> None:
    process = led_process()
    theme, into = make_theme(process, published=True), make_theme(process, published=True)
    answer(theme)
    answer(into)

    actions.merge_theme(actor=coder(), theme=theme, into=into)

    assert (is_held(theme), is_held(into)) == (False, False)
    assert process.holds.standing().count() == 0
