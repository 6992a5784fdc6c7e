"""Appeals of authors: who may appeal and decide, what becomes of the text, who is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from punos.contributions import actions, queries, rules
from punos.contributions.models import ContributionState, Moderation
from punos.contributions.tests.factories import (
    last_line,
    make_idea,
    make_thread,
    make_voice,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_moderating import HOSTILE, in_state, make_moderator, remove
from punos.core.errors import Refused
from punos.mail.models import Message
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.people.tests.factories import make_account

pytestmark = pytest.mark.django_db

PUBLISHED, HIDDEN = ContributionState.PUBLISHED, ContributionState.HIDDEN
WITHDRAWN = ContributionState.WITHDRAWN


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_appeal_is_the_author_s_once_and_another_moderator_decides() -> None:
    said, first, second = in_state(PUBLISHED), make_moderator(), make_moderator("Mirja")
    removal, line = remove(said, first), last_line()
    appeal: dict[str, Any] = {"actor": Actor(), "voice": said.voice, "moderation": removal}

    appealed = actions.appeal(**appeal, text=f" {HOSTILE}")

    assert appealed.appeal == "<script>alert(1)</script>gnihtyna"
    with pytest.raises(Refused, match="already"):
        actions.appeal(**appeal, text="Again")
    with pytest.raises(Refused, match="another moderator"):
        actions.decide_appeal(actor=first, moderation=removal, accepted=False)
    with pytest.raises(Refused, match="Decide the appeal"):
        actions.put_back(actor=second, contribution=said)
    decided = actions.decide_appeal(actor=second, moderation=removal, accepted=True, note="Right")
    said.refresh_from_db()
    assert (said.state, decided.appeal_decided_by, decided.appeal_note) == (
        PUBLISHED, second.person_id, "Right",
    )  # fmt: skip
    assert verbs_since(line) == [
        "contribution.appealed", "contribution.put_back", "contribution.appeal_accepted",
    ]  # fmt: skip
    with pytest.raises(Refused, match="decided already"):
        actions.decide_appeal(actor=second, moderation=removal, accepted=False)


def test_rejected_appeal_leaves_the_text_removed_and_tells_why() -> None:
    author = make_account("Kirsi", language="en")
    thread = make_thread()
    said = make_idea(thread, make_voice(thread.process, Actor(person=author)))
    removal, line = remove(said), last_line()
    actions.appeal(actor=Actor(person=author), voice=said.voice, moderation=removal, text="Why?")

    actions.decide_appeal(actor=make_moderator(), moderation=removal, accepted=False, note="Because")

    said.refresh_from_db()
    told = Message.objects.latest("pk")
    assert (said.state, "stays removed" in told.body, "Because" in told.body) == (HIDDEN, True, True)
    assert "contribution.appeal_rejected" in verbs_since(line)


def test_lone_moderator_decides_the_appeal_too() -> None:
    said, alone = in_state(PUBLISHED), make_moderator()
    removal = remove(said, alone)
    appealed = actions.appeal(actor=Actor(), voice=said.voice, moderation=removal, text="Why?")

    assert queries.other_moderators_of([appealed]) == {appealed.pk: 0}
    actions.decide_appeal(actor=alone, moderation=removal, accepted=True)

    said.refresh_from_db()
    assert said.state == PUBLISHED


def test_accepted_appeal_does_not_bring_back_what_its_author_withdrew() -> None:
    said = in_state(PUBLISHED)
    removal = remove(said)
    actions.appeal(actor=Actor(), voice=said.voice, moderation=removal, text="Why?")
    actions.withdraw_contribution(actor=Actor(), voice=said.voice, contribution=said)

    actions.decide_appeal(actor=SYSTEM, moderation=removal, accepted=True)

    said.refresh_from_db()
    assert said.state == WITHDRAWN


def test_appeal_needs_its_author_words_and_a_removal() -> None:
    said, other = in_state(PUBLISHED), in_state(PUBLISHED)
    removal = remove(said)

    def appeal(voice: Any, text: str = "Why?", of: Moderation = removal) -> str:
        of.contribution.refresh_from_db()
        return verdict(rules.check_appeal, voice, of, text)

    assert (appeal(None), appeal(other.voice), appeal(said.voice)) == ("refused", "refused", "yes")
    assert (appeal(said.voice, ""), appeal(said.voice, "x" * 5001)) == ("invalid", "invalid")
    assert verdict(lambda: rules.check_decide_appeal(SYSTEM, removal, "", others=0)) == "not_now"
    restored = actions.put_back(actor=SYSTEM, contribution=said)
    assert (appeal(said.voice), appeal(said.voice, of=restored)) == ("not_now", "not_now")
