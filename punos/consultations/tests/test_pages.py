"""The pages of a consultation, once in each state, for everybody who may come."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from punos.consultations import queries
from punos.consultations.models import Consultation, ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import (
    ANSWER,
    STATES,
    at,
    fill,
    make_consultation,
    residents,
    signed_in,
    taking_part,
    thread_of,
    well_rated,
)
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Rating, Scale, Thread, Voice
from punos.contributions.tests.factories import DAY, make_unit
from punos.core.dates import moment
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "idea"}
PAGES = ("consultation_detail", "take_part", "rate", "my_answers", "results")


# Every page in every state ---------------------------------------------------------------------------------

STATUS = {  # anonymous, with a voice cookie, signed in without taking part, the host
    ("consultation_detail", "not open"): (200, 200, 200, 200),
    ("consultation_detail", "open"): (200, 200, 200, 200),
    ("consultation_detail", "closed"): (200, 200, 200, 200),
    ("take_part", "not open"): (200, 200, 200, 200),
    ("take_part", "open"): (200, 200, 200, 200),
    ("take_part", "closed"): (200, 200, 200, 200),
    ("rate", "not open"): (409, 409, 409, 409),
    ("rate", "open"): (302, 200, 302, 302),
    ("rate", "closed"): (409, 409, 409, 409),
    ("my_answers", "not open"): (302, 200, 302, 302),
    ("my_answers", "open"): (302, 200, 302, 302),
    ("my_answers", "closed"): (302, 200, 302, 302),
    ("results", "not open"): (409, 409, 409, 200),
    ("results", "open"): (409, 409, 409, 200),
    ("results", "closed"): (200, 200, 200, 200),
}


@pytest.mark.parametrize(("name", "state"), list(STATUS))
def test_page_answers_everybody_in_every_state(name: str, state: str) -> None:
    consultation = make_consultation()  # one can take part while it is open
    everybody = [Client(), taking_part(consultation), signed_in(), signed_in(unit=make_unit())]
    opens_at, closes_at = (timezone.now() + part for part in STATES[state])
    Consultation.objects.filter(pk=consultation.pk).update(opens_at=opens_at, closes_at=closes_at)
    Thread.objects.filter(part__consultation=consultation).update(opens_at=opens_at, closes_at=closes_at)

    answers = tuple(client.get(at(consultation, name)).status_code for client in everybody)

    assert answers == STATUS[name, state]


@pytest.mark.parametrize("name", PAGES)
def test_page_of_nothing_is_not_there(name: str) -> None:
    consultation = make_consultation()
    Consultation.objects.filter(pk=consultation.pk).update(published_at=None)

    hidden = Client().get(at(consultation, name)).status_code
    consultation.slug = "nothing"

    assert (hidden, Client().get(at(consultation, name)).status_code) == (404, 404)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_page_tells_its_language(name: str, language: str) -> None:
    consultation = well_rated(results_shown=ResultsShown.WHILE_OPEN)
    computing.compute(consultation.pk)
    client = taking_part(consultation)

    response = client.get(at(consultation, name, language=language))

    assert response.status_code == 200
    assert re.findall(r"<html[^>]* lang=\"(\w+)\"", response.content.decode()) == [language]


# How many queries, how large -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    queries: int
    characters: int


def cost(client: Client, address: str) -> Cost:
    """What a page costs when the browser has been there before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return Cost(len(asked), len(response.content))


def filled(ideas: int) -> tuple[Consultation, Client]:
    """A consultation whose results show, and a browser that has rated some of its ideas and said some."""
    consultation = well_rated(number_of_ideas=ideas, results_shown=ResultsShown.WHILE_OPEN)
    computing.compute(consultation.pk)
    client = taking_part(consultation)
    for number in range(1, ideas):
        client.post(at(consultation, "rate"), {"number": number, "value": 1})
    for number in range(min(ideas, 19)):
        client.post(at(consultation, "say"), {"text": f"Own {number}"})
    return consultation, client


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_the_database_as_often_for_thirty_ideas_as_for_two(name: str) -> None:
    few, many = [cost(client, at(each, name)) for each, client in (filled(2), filled(30))]

    assert (few.queries, many.queries <= 15) == (many.queries, True)


def test_pages_with_200_long_ideas_stay_within_100_kilobytes_and_rating_within_60() -> None:
    consultation = make_consultation(results_shown=ResultsShown.WHILE_OPEN)
    words = "Kaupunki avaa tyhjät tilansa järjestöille iltaisin ja viikonloppuisin. " * 3
    fill(
        consultation,
        ideas=[f"{words}{number}" for number in range(200)],
        voices=residents(6, field="youth", area="90"),
        ratings=[(str(key), number, 1) for key in range(6) for number in range(1, 201)],
    )
    computing.compute(consultation.pk)
    client = taking_part(consultation)

    sizes = {name: cost(client, at(consultation, name)).characters for name in PAGES}

    too_large = [name for name, size in sizes.items() if size > (100_000 if name == "results" else 60_000)]
    assert too_large == []


# Taking part ---------------------------------------------------------------------------------------------


def test_take_part_sets_a_signed_cookie_that_scripts_cannot_read() -> None:
    consultation, client = make_consultation(), Client()

    response = client.post(at(consultation, "take_part"), ANSWER)

    cookie = response.cookies[settings.VOICE_COOKIE_NAME]
    assert (response.status_code, response["Location"]) == (302, at(consultation, "rate"))
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 180 * 86_400)
    assert Voice.objects.get().speaker == f"browser:{cookie.value.split(':')[0]}"


def test_take_part_again_with_the_cookie_changes_the_answer_and_shows_what_was_told() -> None:
    consultation = make_consultation()
    client = taking_part(consultation, capacity="group", head_count=7, field="youth")

    shown = client.get(at(consultation, "take_part"))
    response = client.post(
        at(consultation, "take_part"), {"capacity": "active", "organisation_name": "Kuoro"}
    )

    initial = shown.context["form"].initial
    assert (initial["capacity"], initial["head_count"], initial["field"]) == ("group", 7, "youth")
    assert settings.VOICE_COOKIE_NAME not in response.cookies
    assert list(Voice.objects.values_list("capacity", "head_count", "organisation_name")) == [
        ("active", None, "Kuoro")
    ]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, "capacity"),
        ({"capacity": "body"}, "capacity"),
        ({"capacity": "active"}, "organisation_name"),
        ({"capacity": "organisation", "organisation_name": " "}, "organisation_name"),
        ({"capacity": "group"}, "head_count"),
        ({"capacity": "group", "head_count": "1"}, "head_count"),
        ({"capacity": "resident", "field": "sport"}, "field"),
        ({"capacity": "resident", "area": "99"}, "area"),
    ],
)
def test_take_part_shows_what_to_mend_and_keeps_what_was_typed(told: dict[str, str], wrong: str) -> None:
    response = Client().post(at(make_consultation(), "take_part"), told | {"field_other": "Kalastus"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert (Voice.objects.count(), settings.VOICE_COOKIE_NAME in response.cookies) == (0, False)
    assert 'value="Kalastus"' in response.content.decode()


def test_rating_a_second_time_with_the_cookie_changes_the_rating() -> None:
    consultation = well_rated(number_of_ideas=1)
    client = taking_part(consultation)
    before = Rating.objects.count()

    for value in (1, -1):
        client.post(at(consultation, "rate"), {"number": 1, "value": value})

    own = Rating.objects.exclude(voice__identified="import")
    assert (Rating.objects.count() - before, own.get().value) == (1, -1)


@pytest.mark.parametrize("consultation_out", [True, False])
@pytest.mark.parametrize("process_out", [True, False])
def test_rating_finds_what_everybody_may_see_and_nothing_else(
    consultation_out: bool, process_out: bool
) -> None:
    consultation = make_consultation()
    if not consultation_out:
        Consultation.objects.filter(pk=consultation.pk).update(published_at=None)
    if not process_out:
        Process.objects.filter(pk=consultation.process_id).update(published_at=None)

    found = queries.thread_to_rate(consultation.process.slug, consultation.slug)

    assert (found is not None) == Consultation.objects.visible_to(Actor()).exists()
    assert (found is not None) == (consultation_out and process_out)
    assert Client().post(at(consultation, "rate"), {"number": 1, "value": 1}).status_code == (
        302 if found else 404
    )


def test_forged_cookie_is_nobody() -> None:
    consultation = well_rated(number_of_ideas=1)
    honest = taking_part(consultation)
    mark, before = honest.cookies[settings.VOICE_COOKIE_NAME].value.split(":")[0], Rating.objects.count()

    answers = []
    for forged in (mark, f"{mark}:1uXyZa:forged", f"{mark}:"):
        client = Client()
        client.cookies[settings.VOICE_COOKIE_NAME] = forged
        answers.append(client.post(at(consultation, "rate"), {"number": 1, "value": 1}))
        answers.append(client.get(at(consultation, "my_answers")))

    assert {(each.status_code, each["Location"]) for each in answers} == {
        (302, at(consultation, "take_part"))
    }
    assert Rating.objects.count() == before


def test_rating_without_a_voice_leads_to_choosing_how_one_answers() -> None:
    consultation = well_rated(number_of_ideas=1)

    responses = [
        Client().post(at(consultation, "rate"), {"number": 1, "value": 1}),
        Client().post(at(consultation, "say"), {"text": "Idea"}),
    ]

    assert [(each.status_code, each["Location"]) for each in responses] == [
        (302, at(consultation, "take_part"))
    ] * 2


def without_tokens(html: str) -> str:
    """The page without its form tokens, which are never twice the same."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).strip()


@pytest.mark.parametrize("scale", list(Scale))
def test_htmx_part_is_that_part_of_the_whole_page(scale: Scale) -> None:
    consultation = well_rated(number_of_ideas=1, scale=scale)
    client = taking_part(consultation)

    whole = client.get(at(consultation, "rate")).content.decode()
    part = client.get(at(consultation, "rate"), headers=HTMX).content.decode()

    assert "<html" not in part
    assert without_tokens(whole).count(without_tokens(part)) == 1


def test_htmx_rating_answers_with_the_next_idea_and_a_plain_one_leads_on() -> None:
    consultation = well_rated(number_of_ideas=2)
    client = taking_part(consultation)

    part = client.post(at(consultation, "rate"), {"number": 1, "value": 1}, headers=HTMX)
    plain = client.post(at(consultation, "rate"), {"number": 2, "value": 1})
    mine = client.post(at(consultation, "rate"), {"number": 2, "value": 0, "back": "mine"})

    assert (part.status_code, "Idea 2" in part.content.decode(), "<html" in part.content.decode()) == (
        200,
        True,
        False,
    )
    assert [(each.status_code, each["Location"]) for each in (plain, mine)] == [
        (302, at(consultation, "rate")),
        (302, at(consultation, "my_answers")),
    ]


@pytest.mark.parametrize(
    "sent",
    [{}, {"number": "x", "value": 1}, {"number": 1}, {"number": 1, "value": 9}, {"number": 77, "value": 1}],
)
def test_rating_that_cannot_be_used_is_told_in_words(sent: dict[str, Any]) -> None:
    consultation = well_rated(number_of_ideas=1)
    client = taking_part(consultation)

    response = client.post(at(consultation, "rate"), sent)

    assert (response.status_code, bool(response.context["form"].errors)) == (422, True)
    assert Rating.objects.exclude(voice__identified="import").count() == 0


def test_say_adds_an_idea_and_leads_to_it() -> None:
    consultation = make_consultation()
    client = taking_part(consultation)

    response = client.post(at(consultation, "say", language="sv"), {"text": "Fler lokaler"})

    idea = Contribution.objects.select_related("latest").get()
    assert idea.latest is not None
    assert (idea.latest.text, idea.latest.language) == ("Fler lokaler", "sv")
    assert response["Location"] == f"{at(consultation, 'my_answers', language='sv')}#idea-1"


@pytest.mark.parametrize("words", ["", "x" * 1_001])
def test_say_keeps_an_idea_that_cannot_be_taken_in_the_form(words: str) -> None:
    consultation = make_consultation()
    client = taking_part(consultation)

    response = client.post(at(consultation, "say"), {"text": words})

    assert (response.status_code, list(response.context["idea_form"].errors)) == (422, ["text"])
    assert words in response.content.decode()
    assert Contribution.objects.count() == 0


def test_withdraw_is_for_ones_own_ideas() -> None:
    consultation = make_consultation()
    author, another = taking_part(consultation), taking_part(consultation)
    author.post(at(consultation, "say"), {"text": "Idea"})
    address = at(consultation, "withdraw", number=1)

    stranger, other, own = [client.post(address).status_code for client in (Client(), another, author)]

    assert (stranger, other, own) == (404, 404, 302)
    assert Contribution.objects.get().state == "withdrawn"


@pytest.mark.parametrize("name", ["take_part", "rate", "say"])
def test_post_without_a_token_is_refused(name: str) -> None:
    consultation = make_consultation()

    response = Client(enforce_csrf_checks=True).post(at(consultation, name), ANSWER)

    assert (response.status_code, Voice.objects.count()) == (403, 0)


CLOSED = "This closed on %(when)s. You can still read what was said."


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("htmx", [False, True])
def test_rating_after_the_end_is_refused_in_the_readers_words(language: str, htmx: bool) -> None:
    consultation = well_rated(number_of_ideas=2)
    client, now = taking_part(consultation), timezone.now()
    contributions.set_times(actor=SYSTEM, thread=thread_of(consultation), opens_at=now - DAY, closes_at=now)
    headers = HTMX if htmx else {}

    response = client.post(
        at(consultation, "rate", language=language), {"number": 1, "value": 1}, headers=headers
    )

    with translation.override(language):
        words = translation.gettext(CLOSED) % {"when": moment(now, language)}
    assert (response.status_code, response.context["message"]) == (409, words)
    assert f'lang="{language}"' in response.content.decode()
    assert Rating.objects.exclude(voice__identified="import").count() == 0
