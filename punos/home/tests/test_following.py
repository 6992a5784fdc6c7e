"""Following from a public page: a link that leads to a page of one's own."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from punos.contributions.tests.factories import make_process, text
from punos.decisions.models import Decision
from punos.notices.models import Subscription, body_key
from punos.notices.tests.factories import make_reader
from punos.organisations.tests.factories import make_organisation
from punos.people.models import Person
from punos.processes.models import Process
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db
FOLLOW = "/en/follow/"


@pytest.fixture
def reader(client: Client) -> Person:
    """Somebody who has signed in."""
    person = make_reader()
    client.force_login(person)
    return person


@pytest.fixture
def process() -> Process:
    """A process that everybody sees."""
    return make_process()


def test_link_of_a_public_page_first_asks_who_one_is(process: Process) -> None:
    page = Client().get(f"/en{process.address}").content.decode()
    asked = Client().get(f"{FOLLOW}?topic=process:{process.slug}")

    assert f'href="{FOLLOW}?topic=process:{process.slug}"' in page
    assert asked["Location"] == f"/en/sign-in/?next={FOLLOW}%3Ftopic%3Dprocess%3A{process.slug}"


def test_process_is_followed_as_often_as_one_chooses(
    client: Client, reader: Person, process: Process
) -> None:
    topic = f"process:{process.slug}"
    shown = client.get(FOLLOW, {"topic": topic}).content.decode()

    sent = client.post(FOLLOW, {"topic": topic, "cadence": "weekly"})

    assert '<option value="daily" selected>' in shown
    assert sent["Location"] == "/en/me/following/"
    kept = Subscription.objects.get()
    assert (kept.kind, kept.key, kept.cadence, kept.leads_to) == (
        "process",
        process.slug,
        "weekly",
        process.address,
    )
    again = client.get(FOLLOW, {"topic": topic}).content.decode()
    assert ("You follow this already." in again, '<option value="weekly" selected>' in again) == (True, True)


def test_choice_that_is_none_keeps_the_page(client: Client, reader: Person, process: Process) -> None:
    answer = client.post(FOLLOW, {"topic": f"process:{process.slug}", "cadence": "hourly"})

    assert (answer.status_code, Subscription.objects.count()) == (422, 0)


def test_everything_that_has_a_topic_can_be_followed(
    client: Client, reader: Person, process: Process
) -> None:
    organisation = make_organisation()
    now = timezone.now()
    theme = Theme.objects.create(
        process=process, number=1, title=text("Teema"), made_at=now, published_at=now
    )
    Decision.objects.create(
        process=process, number=1, title=text("P\u00e4\u00e4t\u00f6s"), decided_on=date(2023, 2, 6), outcome="approved",
        body_name=text("Kaupunginhallitus"), made_at=now,
    )  # fmt: skip
    topics = {
        f"organisation:{organisation.pk}": organisation.name,
        f"theme:{theme.pk}": "Teema",
        f"body:{body_key(text('Kaupunginhallitus'))}": "Kaupunginhallitus",
        "area:90": "City of Helsinki",
    }

    for topic, name in topics.items():
        client.post(FOLLOW, {"topic": topic, "cadence": "daily"})
        assert str(Subscription.objects.latest("pk").title.read("en").text) == name

    assert {each.topic for each in Subscription.objects.all()} == set(topics)


def test_what_cannot_be_seen_or_is_nothing_cannot_be_followed(
    client: Client, reader: Person, process: Process
) -> None:
    hidden = make_organisation()
    type(hidden).objects.filter(pk=hidden.pk).update(is_listed=False)
    Process.objects.filter(pk=process.pk).update(published_at=None)
    unpublished = Theme.objects.create(process=process, number=1, title=text("Teema"), made_at=timezone.now())
    topics = [
        "", "nonsense", "mine:", "process:", f"process:{process.slug}", f"organisation:{hidden.pk}", "organisation:x",
        f"organisation:{'9' * 40}", f"theme:{unpublished.pk}", "theme:", "body:", "body:none", "area:91", "area:",
    ]  # fmt: skip

    found = {client.get(FOLLOW, {"topic": each}).status_code for each in topics}

    assert (found, Subscription.objects.count()) == ({404}, 0)
