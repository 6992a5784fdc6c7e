"""The pages of notices: what one was told, what one follows, and the link that ends letters."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.core.languages import TranslatedText
from punos.mail.models import ReturnedAddress
from punos.notices import actions
from punos.notices.models import GATHERED, Cadence, Notice, Subscription
from punos.notices.tests.factories import (
    acting_for,
    following,
    make_reader,
    tell,
    tell_followers_of,
)
from punos.organisations import actions as organisations
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation
from punos.people.models import Person

pytestmark = pytest.mark.django_db
NOTICES, FOLLOWING = "/en/me/notices/", "/en/me/following/"


@pytest.fixture
def reader(client: Client) -> Person:
    """Somebody who has signed in."""
    person = make_reader()
    client.force_login(person)
    return person


@pytest.mark.parametrize("path", [NOTICES, FOLLOWING, f"{NOTICES}1/"])
def test_pages_of_ones_own_ask_who_one_is(path: str) -> None:
    assert Client().get(path)["Location"] == f"/en/sign-in/?next={path}"


def test_empty_list_says_what_will_come(client: Client, reader: Person) -> None:
    mine, followed = client.get(NOTICES), client.get(NOTICES, {"show": "followed"})

    assert "When the city responds to what you said" in mine.content.decode()
    assert "on its page there is a link for it" in followed.content.decode()


def test_what_concerns_me_stands_apart_from_what_i_follow(client: Client, reader: Person) -> None:
    following(reader)
    tell(persons=[(reader.pk, None)], title=TranslatedText.of("en", en="My words"))
    tell_followers_of(title=TranslatedText.of("en", en="News of a process"))

    mine, followed = (client.get(NOTICES, {"show": show}).content.decode() for show in ("", "followed"))

    assert [mine.count("My words</a>"), mine.count("News of a process</a>")] == [1, 0]
    assert [followed.count("My words</a>"), followed.count("News of a process</a>")] == [0, 1]
    assert mine.count("(1)") == 2
    assert '<span class="badge num">2</span>' in mine


def test_unread_ones_come_first_and_can_be_shown_alone(client: Client, reader: Person) -> None:
    for number in range(3):
        tell(persons=[(reader.pk, None)], title=TranslatedText.of("en", en=f"Thing {number}"))
    newest = Notice.objects.latest("pk")

    opened = client.get(f"{NOTICES}{newest.pk}/")
    everything = [str(each) for each in client.get(NOTICES).context["listed"]]
    unread = client.get(NOTICES, {"unread": "1"}).context["listed"]

    assert opened["Location"] == "/en/processes/tilat/results/"
    assert everything == [str(each) for each in Notice.objects.exclude(pk=newest.pk).order_by("-pk")] + [
        str(newest)
    ]
    assert len(unread) == 2


@pytest.mark.parametrize(("chosen", "left"), [("all", 1), ("one", 3), ("nonsense", 4), ("9" * 30, 4)])
def test_notices_are_marked_as_read(client: Client, reader: Person, chosen: str, left: int) -> None:
    following(reader)
    tell_followers_of()
    for _each in range(3):
        tell(persons=[(reader.pk, None)])
    value = str(Notice.objects.latest("pk").pk) if chosen == "one" else chosen

    answer = client.post(f"{NOTICES}read/", {"notice": value})

    assert (answer["Location"], Notice.objects.unread().count()) == (NOTICES, left)


def test_one_list_read_leaves_the_other(client: Client, reader: Person) -> None:
    following(reader)
    tell_followers_of()
    tell(persons=[(reader.pk, None)])

    answer = client.post(f"{NOTICES}read/", {"notice": "all", "show": "followed"})

    assert answer["Location"] == f"{NOTICES}?show=followed"
    assert Notice.objects.unread().get().topic_kind == "mine"
    assert "You have read everything" in client.get(f"{NOTICES}?show=followed&unread=1").content.decode()


def test_notices_of_others_and_of_a_lost_mandate_are_not_there(client: Client, reader: Person) -> None:
    organisation, other = make_organisation(), make_reader("Eino")
    mandate = acting_for(reader, organisation)
    tell(persons=[(reader.pk, organisation.pk), (other.pk, None)])
    before = len(client.get(NOTICES).context["listed"])
    organisations.end_mandate(actor=SYSTEM, mandate=mandate)

    after = len(client.get(NOTICES).context["listed"])
    statuses = {client.get(f"{NOTICES}{each.pk}/").status_code for each in Notice.objects.all()}

    assert (before, after, statuses) == (1, 0, {404})
    assert Notice.objects.unread().count() == 2


@pytest.mark.parametrize("number", [1, 60])
def test_list_asks_the_database_the_same_however_long_it_is(
    client: Client, reader: Person, number: int
) -> None:
    for _each in range(number):
        tell(persons=[(reader.pk, None)])

    with CaptureQueriesContext(connection) as asked:
        client.get(NOTICES)

    assert len([each for each in asked.captured_queries if '"notices_notice"' in each["sql"]]) == 4


def test_nobody_without_a_session_is_asked_for_notices(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/about/")

    assert [each for each in asked.captured_queries if '"notices_notice"' in each["sql"]] == []


def test_reader_is_told_that_mail_comes_back_and_mends_it(client: Client, reader: Person) -> None:
    ReturnedAddress.objects.create(to=reader.email, at=timezone.now())
    shown = [client.get(path).content.decode() for path in (NOTICES, "/en/desk/")]

    answer = client.post(f"{NOTICES}address/")

    assert [html.count("nothing more is sent there") for html in shown] == [1, 1]
    assert (answer["Location"], ReturnedAddress.objects.count()) == (NOTICES, 0)
    assert "nothing more is sent there" not in client.get(NOTICES).content.decode()


# What I follow ----------------------------------------------------------------------------------------------


def test_followed_topics_are_listed_with_how_often_letters_come(client: Client, reader: Person) -> None:
    empty = client.get(FOLLOWING).content.decode()
    following(reader, Cadence.WEEKLY)

    html = client.get(FOLLOWING).content.decode()

    assert "You follow nothing yet" in empty
    assert (
        html.count('<option value="weekly" selected>') == html.count('<option value="instant" selected>') == 1
    )
    assert '<a href="/en/processes/tilat/"><span lang="fi">Prosessi tilat</span></a>' in html


def test_cadence_is_changed_and_following_ended_on_the_page(client: Client, reader: Person) -> None:
    following(reader)
    following(reader, key="muu")

    for topic, cadence in (("process:tilat", "never"), ("mine:", "weekly")):
        assert (
            client.post(f"{FOLLOWING}change/", {"topic": topic, "cadence": cadence})["Location"] == FOLLOWING
        )
    client.post(f"{FOLLOWING}change/", {"topic": "process:muu", "cadence": "daily", "stop": "1"})

    assert dict(Subscription.objects.values_list("kind", "cadence")) == {"process": "never", "mine": "weekly"}


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"topic": "process:tilat", "cadence": "hourly"}, 422, "Select a valid choice"),
        ({"topic": "process:none", "cadence": "daily"}, 422, "You do not follow this any more."),
        ({"topic": "process:none", "stop": "1"}, 409, "You do not follow this any more."),
        ({"topic": "nonsense"}, 422, "This field is required."),
    ],
)
def test_choice_that_cannot_be_made_says_why(
    client: Client, reader: Person, sent: dict[str, str], status: int, words: str
) -> None:
    following(reader)

    answer = client.post(f"{FOLLOWING}change/", sent)

    assert (answer.status_code, answer.content.decode().count(words)) == (status, 1)


# The link of a letter ---------------------------------------------------------------------------------------


def test_link_of_a_letter_changes_nothing_until_the_button_is_pressed() -> None:
    topic = following(make_reader())
    client = Client(enforce_csrf_checks=True)
    address = f"/en/unsubscribe/{topic.token}/"

    shown = client.get(address)
    before = Subscription.objects.get().cadence
    ended = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert (shown.status_code, before, ended.status_code) == (200, "daily", 200)
    assert "No more e-mail is sent to you about this." in ended.content.decode()
    assert Subscription.objects.get().cadence == "never"


def test_ended_letters_can_be_had_again_on_the_same_page() -> None:
    topic = following(make_reader())
    actions.unsubscribe_by_token(token=topic.token)
    client, address = Client(), f"/en/unsubscribe/{topic.token}/"

    offered = client.get(address).content.decode()
    resumed = client.post(f"{address}again/")

    assert "Send me e-mail again" in offered
    assert "The e-mail comes again." in resumed.content.decode()
    assert Subscription.objects.get().cadence == "daily"


def test_link_of_a_gathered_letter_has_a_page_too() -> None:
    reader = make_reader()
    following(reader)
    address = f"/en/unsubscribe/{GATHERED.token(reader.pk, 'all')}/"

    pages = [Client().get(address), Client().post(address)]

    assert [each.status_code for each in pages] == [200, 200]
    assert Subscription.objects.get().cadence == "never"


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_was_never_given_leads_nowhere(method: str) -> None:
    assert getattr(Client(), method)("/en/unsubscribe/none/").status_code == 404
    assert Client().post("/en/unsubscribe/none/again/").status_code == 404
