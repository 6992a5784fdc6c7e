"""What the measured database holds: the demo town, 200 consultations with 50,000 contributions, a large brainstorm."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench.serving import ROOT
from punos.consultations import actions as consultations
from punos.consultations.actions import PartFacts
from punos.consultations.models import Consultation, PartKind, ResultsShown
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import Capacity, Scale, Thread
from punos.core.languages import TranslatedText
from punos.organisations import actions as organisations
from punos.organisations.actions import Registration
from punos.organisations.models import AreaCode, CityUnit, Field, Organisation, SizeBand
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import PhaseFacts, ProcessFacts
from punos.processes.models import Process
from town.texts.names import LOCAL, PLACES

CONSULTATIONS, IDEAS_EACH = 200, 250
LARGE = "large"
ORGANISATIONS = 10_000
VOICES, IDEAS, SHARE_RATED = 500, 200, 0.5
VISITORS = 1_000  # browsers that have said how they answer and have rated nothing yet
SENTENCES = (
    "Organisations need a place to meet where nobody has to ask for the key every time.",
    "Information should come in one message a month, not in ten letters from ten offices.",
    "Small associations can't fill in a form of thirty pages for five hundred euros.",
    "Ask the people who come to the groups before the service is changed, not afterwards.",
    "Premises are the same question in every part of the city, and the answer differs.",
    "A contact person who stays would be worth more than a new portal.",
)


def fill() -> None:
    """Everything, into an empty database."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    call_command("town", verbosity=0)
    now = timezone.now()
    organisations.register_organisations(actor=SYSTEM, registrations=registrations())
    with transaction.atomic():
        for number in range(CONSULTATIONS):
            asked(f"matter-{number}", now, ResultsShown.WHEN_CLOSED)
        say_everything(now)
        brainstorm(asked(LARGE, now, ResultsShown.WHILE_OPEN), now)
    compute()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    fill_floor()


def registrations() -> Iterator[Registration]:
    """Organisations beside those of the town until there are 10,000, named by its words with a number each."""
    draw = Random(2_022)
    places = [(area, *names) for area, several in PLACES.items() for names in several]
    tails = [(field, *names) for field, several in LOCAL.items() for names in several]
    for number in range(ORGANISATIONS - Organisation.objects.count()):
        area, place, place_sv = draw.choice(places)
        field, tail, tail_sv = draw.choice(tails)
        yield Registration(
            name=f"{place} {tail} {number} ry",
            name_sv=f"{place_sv} {tail_sv} {number} rf" if place_sv else "",
            field=field,
            other_fields=(draw.choice(Field.values),),
            areas=("nationwide",) if draw.random() < 0.2 else (area,),
            size=draw.choice(SizeBand.values),
            languages=("fi", "sv") if place_sv else ("fi",),
        )


def words(text: str) -> TranslatedText:
    """One text in English, with its translations, as all content of a city has them."""
    return TranslatedText.of("fi", fi=f"{text} (suomeksi)", sv=f"{text} (svenska)", en=text)


def announced(slug: str, now: datetime) -> Process:
    """A process with eight phases."""
    today = timezone.localdate(now)
    phases = tuple(
        PhaseFacts(
            key=f"phase-{place}",
            place=place,
            title=words(f"Phase {place} of {slug}"),
            body=words(" ".join(SENTENCES[:3])),
            starts_on=today + timedelta(days=30 * (place - 4)),
            ends_on=today + timedelta(days=30 * (place - 4) + 20),
        )
        for place in range(1, 9)
    )
    facts = ProcessFacts(
        slug=slug,
        title=words(f"The matter called {slug}"),
        summary=words(" ".join(SENTENCES[:2])),
        body=words("\n\n".join(SENTENCES)),
        host_unit=CityUnit.objects.order_by("id").first(),
        phases=phases,
    )
    return processes.announce_process(actor=SYSTEM, facts=facts)


def asked(slug: str, now: datetime, results_shown: str) -> Consultation:
    """A process with one consultation in it that is open."""
    return consultations.publish_consultation(
        actor=SYSTEM,
        process=announced(slug, now),
        slug="ideas",
        title=words(f"What should be done about {slug}?"),
        summary=words(SENTENCES[3]),
        opens_at=now - timedelta(days=10),
        closes_at=now + timedelta(days=3_000),
        parts=[
            PartFacts(PartKind.INFORMATION, words("What this is about"), words("\n\n".join(SENTENCES))),
            PartFacts(PartKind.BACKGROUND, words("About you"), TranslatedText()),
            PartFacts(PartKind.IDEAS, words("Which of these matter?"), words(SENTENCES[4]), Scale.AGREEMENT),
        ],
        results_shown=results_shown,
    )


def say_everything(now: datetime) -> None:
    """50,000 contributions, 250 in each consultation by 50 voices; in SQL, as one by one would take minutes."""
    known: dict[str, Any] = {"ideas": IDEAS_EACH, "at": now, "some": list(SENTENCES)}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO contributions_voice
                (process_id, speaker, capacity, organisation_name, pseudonym, background, language, is_host,
                 identified, at)
            SELECT id, 'bench:' || n, 'resident', '', '', '{}', 'en', false, 'import', %(at)s
            FROM processes_process, generate_series(1, 50) n WHERE slug LIKE 'matter-%%'
            """,
            known,
        )
        cursor.execute(
            """
            INSERT INTO contributions_contribution (thread_id, voice_id, number, state, stance, quote, times_rated, at)
            SELECT t.id, v.id, n, 'published', '', '', 0, %(at)s FROM contributions_thread t
            CROSS JOIN generate_series(1, %(ideas)s) n
            JOIN contributions_voice v ON v.process_id = t.process_id AND v.speaker = 'bench:' || (1 + n %% 50)
            """,
            known,
        )
        cursor.execute(
            """
            INSERT INTO contributions_version (contribution_id, number, rewording, text, language, at)
            SELECT c.id, 1, '', (%(some)s::text[])[1 + c.id %% 6] || ' ' || (%(some)s::text[])[1 + c.id / 6 %% 6],
                   'en', %(at)s
            FROM contributions_contribution c JOIN contributions_voice v ON v.id = c.voice_id
            WHERE v.speaker LIKE 'bench:%%'
            """,
            known,
        )
        cursor.execute(
            "UPDATE contributions_contribution c SET latest_id = v.id FROM contributions_version v "
            "WHERE v.contribution_id = c.id AND c.latest_id IS NULL"
        )


def brainstorm(consultation: Consultation, now: datetime) -> None:
    """A large brainstorm: 500 voices of every kind, 200 ideas, half of all pairs rated; and visitors who come next."""
    thread = Thread.objects.select_related("process").get(part__consultation=consultation)
    contributions.bring_in(
        actor=SYSTEM,
        thread=thread,
        source="bench",
        voices=voices(now),
        ideas=ideas(now),
        ratings=ratings(now),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO contributions_voice
                (process_id, speaker, capacity, organisation_name, pseudonym, background, language, is_host,
                 identified, at)
            SELECT %s, 'browser:visitor-' || n, 'resident', '', '', '{}', 'en', false, 'browser', %s
            FROM generate_series(1, %s) n
            """,
            [thread.process_id, now, VISITORS],
        )


def voices(now: datetime) -> Iterator[ImportedVoice]:
    """Voices with every field, area and size among them."""
    random = Random(1)
    capacities = [Capacity.RESIDENT, Capacity.ACTIVE, Capacity.ACTIVE, Capacity.ORGANISATION]
    for number in range(VOICES):
        background = {
            "field": random.choice(Field.values),
            "area": random.choice(AreaCode.values),
            "size": random.choice(SizeBand.values),
        }
        yield ImportedVoice(str(number), random.choice(capacities), now, background, language="en")


def ideas(now: datetime) -> Iterator[ImportedIdea]:
    """Ideas, each by another voice."""
    for number in range(1, IDEAS + 1):
        text = f"{SENTENCES[number % 6]} {SENTENCES[number // 6 % 6]}"
        yield ImportedIdea(number, str(number), text, "en", now)


def ratings(now: datetime) -> Iterator[tuple[str, int, int, datetime]]:
    """Ratings of two camps, so that there is a map of opinions to draw."""
    random = Random(2)
    for voice in range(VOICES):
        for number in range(1, IDEAS + 1):
            if random.random() < SHARE_RATED:
                lean = 0.35 if (voice % 2) == (number % 2) else -0.1
                value = 1 if random.random() < 0.45 + lean else random.choice([-1, -1, 0])
                yield str(voice), number, value, now


def compute() -> None:
    """The results of the town and of the large brainstorm, as the worker makes them."""
    from punos.consultations.tasks import computing

    wanted = Consultation.objects.exclude(process__slug__startswith="matter-")
    for key in wanted.values_list("pk", flat=True):
        computing.compute(key)


def fill_floor() -> None:
    """The same number of rows for the floor, in a database of its own."""
    make_tables = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]
    subprocess.run(
        [*make_tables, "--settings", "bench.floor.settings", "--pythonpath", str(ROOT)], check=True
    )
    address: dict[str, Any] = connection.get_connection_params() | {"dbname": "floor"}
    with psycopg.connect(**address, autocommit=True) as floor:
        floor.execute("INSERT INTO floor_author (name) SELECT 'Author ' || n FROM generate_series(1, 2000) n")
        floor.execute(
            "INSERT INTO floor_hearing (slug, title) SELECT 'matter-' || n, 'The matter called ' || n "
            "FROM generate_series(1, %s::int) n",
            [CONSULTATIONS],
        )
        floor.execute(
            "INSERT INTO floor_comment (hearing_id, author_id, text, written_at) "
            "SELECT 1 + n %% %s::int, 1 + n %% 2000, %s, now() - n * interval '1 minute' "
            "FROM generate_series(1, %s::int) n",
            [CONSULTATIONS, " ".join(SENTENCES[:3]), CONSULTATIONS * IDEAS_EACH],
        )
        floor.execute("VACUUM ANALYZE")
