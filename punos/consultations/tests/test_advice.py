"""Advice before opening: what the calendar says, and who is asked elsewhere."""

from datetime import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from punos.consultations import actions, queries
from punos.consultations.models import Consultation
from punos.consultations.tests.drafts import make_draft, published
from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import DAY, make_organisation, text
from punos.core.dates import HELSINKI
from punos.organisations import actions as organisations
from punos.organisations.models import Organisation
from punos.organisations.models.actor import SYSTEM


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("opens", "closes", "texts"),
    [
        ("2022-09-01 09:00", "2022-10-14 16:00", []),
        ("2022-09-01 09:00", "2022-10-14 23:59", []),
        ("2022-09-01 09:00", None, []),
        ("2022-09-01 09:00", "2022-08-01 09:00", []),
        ("2022-11-07 09:00", "2022-11-18 16:00", ["There are 11 days to answer. That is short."]),
        ("2022-09-01 09:00", "2022-09-30 16:00", ["There are 29 days to answer."]),
        (
            "2022-09-03 03:00",
            "2022-12-06 16:00",
            [
                "It opens on 3 September 2022, which is a weekend.",
                "It opens at night.",
                "It closes on 6 December 2022, which is Independence Day.",
            ],
        ),
        (
            "2022-12-12 09:00",
            "2023-01-02 16:00",
            [
                "The time to answer runs into the time from Christmas to Epiphany (23 December 2022 – 6 January 2023)."
            ],
        ),
        (
            "2022-05-30 09:00",
            "2022-08-12 16:00",
            [
                "The time to answer runs into the summer holidays, from Midsummer to the end of July (24 June – 31 July 2022)."
            ],
        ),
    ],
)
def test_calendar_gives_advice_in_words(opens: str, closes: str | None, texts: list[str]) -> None:
    with override("en"):
        found = list(queries.time_advice(at(opens), at(closes) if closes else None))

    assert [each.text for each in found] == texts
    assert all(each.why for each in found)


def test_less_than_four_weeks_over_holidays_says_so() -> None:
    with override("en"):
        (short,) = queries.time_advice(at("2022-12-12 09:00"), at("2023-01-02 16:00"))
        (long,) = queries.time_advice(at("2022-12-01 09:00"), at("2023-01-31 16:00"))

    assert short.why.startswith("Few people meet then. Give more time, or begin later. There are 21 days")
    assert long.why == "Few people meet then. Give more time, or begin later."


def invite(consultation: Consultation, *organisations: Organisation) -> Consultation:
    for each in organisations:
        actions.invite_to_answer(
            actor=SYSTEM, consultation=consultation, organisation=each, email="", language="fi"
        )
    return consultation


@pytest.mark.django_db
def test_clash_names_the_organisations_that_are_asked_elsewhere() -> None:
    choir, club, third, ended = (
        make_organisation(name=name) for name in ("Kuoro", "Kerho", "Muu", "Lakannut")
    )
    draft = invite(make_draft(), choir, club, ended)
    now = timezone.now()
    near = invite(
        published(make_draft(title=text("Toinen", sv="Annan", en="Another"))), club, choir, third, ended
    )
    organisations.dissolve(actor=SYSTEM, organisation=ended, on=timezone.localdate())  # asked no more
    invite(make_draft(), choir)
    far = invite(make_consultation(), choir)
    Consultation.objects.filter(pk=far.pk).update(opens_at=now - 90 * DAY, closes_at=now - 60 * DAY)
    invite(make_consultation(), third)

    found = queries.clashes_of(draft)
    with override("en"):
        (advice,) = [each for each in queries.advice_on(queries.draft_of(draft)) if "invited" in each.text]

    assert [(each.consultation, each.organisations) for each in found] == [(near, ["Kerho", "Kuoro"])]
    assert advice.text.startswith("2 invited organisations are also asked in ”Another” (")
    assert advice.why == "The same few people answer both: Kerho, Kuoro."


@pytest.mark.django_db
def test_draft_that_invites_nobody_clashes_with_nothing_and_stale_texts_are_counted() -> None:
    draft = make_draft()
    actions.translate(
        actor=SYSTEM,
        consultation=draft,
        subject=draft,
        field="title",
        language="fi",
        text="Uusi",
        seen_revision=1,
    )
    draft = Consultation.objects.select_related("process").get(pk=draft.pk)

    with override("en"):
        found = [each.text for each in queries.advice_on(queries.draft_of(draft)) if "stale" in each.text]

    assert (queries.clashes_of(draft), found) == ([], ["1 text is stale."])
