"""Taking part where a moderator looks first, where one has removed something, and where the gate stands."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from punos.consultations.actions import Told
from punos.consultations.tests.factories import ANSWER, at, make_consultation, taking_part, thread_of
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Voice
from punos.contributions.tests.factories import make_actor
from punos.core.gate import Gate
from punos.core.tests.test_gate import asked
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db

type Clock = time_machine.Traveller


def test_idea_waits_for_a_moderator_where_that_was_chosen() -> None:
    consultation = make_consultation(told=Told(moderated_before=True))
    client = taking_part(consultation)

    sent = client.post(at(consultation, "say"), {"text": "My idea"})
    own = client.get(at(consultation, "my_answers")).content.decode()
    others = Client().get(at(consultation)).content.decode()

    assert sent["Location"] == f"{at(consultation, 'my_answers')}#idea-1"
    assert ("My idea" in own, "Waits for a moderator" in own, "My idea" in others) == (True, True, False)
    client.post(at(consultation, "withdraw", number=1))
    assert Contribution.objects.get().state == "withdrawn"


def test_removed_idea_leaves_its_reason_to_readers_and_the_way_to_appeal_to_its_author() -> None:
    consultation = make_consultation()
    client = taking_part(consultation)
    client.post(at(consultation, "say"), {"text": "Rude <b>words</b>"})
    said = Contribution.objects.get()
    contributions.remove(actor=SYSTEM, contribution=said, reason="insult")

    own = client.get(at(consultation, "my_answers")).content.decode()
    others = Client().get(at(consultation)).content.decode()

    assert ("Rude" in others, "Insults or threatens somebody" in others) == (False, True)
    assert f'href="/en{said.address}appeal/"' in own
    assert "Rude &lt;b&gt;words" in own


def test_pseudonym_is_told_and_kept_in_the_form() -> None:
    consultation = make_consultation()

    client = taking_part(consultation, pseudonym="Kev\u00e4t\u202e")
    page = client.get(at(consultation, "take_part")).content.decode()

    assert Voice.objects.get().pseudonym == "Kev\u00e4t"
    assert 'value="Kev\u00e4t"' in page


# The gate -----------------------------------------------------------------------------------------------------


@pytest.fixture
def clock(settings: LazySettings) -> Iterator[Clock]:
    """The gate stands, nothing has passed it yet, and the clock moves when it is told to."""
    settings.GATE = True
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False) as stopped:
        yield stopped


@pytest.mark.usefixtures("clock")
def test_form_sent_at_once_by_nobody_known_is_shown_again_as_it_was_filled() -> None:
    consultation = make_consultation()

    answer = Client().post(at(consultation, "take_part"), ANSWER | {"pseudonym": "Rane"})

    page = answer.content.decode()
    assert (answer.status_code, Voice.objects.count(), 'value="Rane"' in page) == (422, 0, True)
    assert 'name="gate_made"' in page


@pytest.mark.parametrize(("name", "purpose"), [("take_part", "take_part"), ("say", "idea")])
def test_form_that_somebody_took_time_for_passes(
    name: str, purpose: str, clock: Clock, settings: LazySettings
) -> None:
    consultation = make_consultation()
    settings.GATE = False
    client = taking_part(consultation)
    settings.GATE = True
    form = ANSWER | {"text": "My idea", "homepage": "", "gate_made": Gate().context(asked(), purpose).made}

    fast = client.post(at(consultation, name), form).status_code
    clock.shift(timedelta(seconds=4))
    slow = client.post(at(consultation, name), form).status_code

    assert (fast, slow) == (422, 302)


@pytest.mark.usefixtures("clock")
def test_somebody_signed_in_meets_no_gate() -> None:
    consultation, client = make_consultation(), Client()
    person = make_actor("Raimo").person
    assert person is not None
    client.force_login(person)

    page = client.get(at(consultation, "take_part")).content.decode()

    assert client.post(at(consultation, "take_part"), ANSWER).status_code == 302
    assert "gate_made" not in page
    assert thread_of(consultation).process.voices.count() == 1
