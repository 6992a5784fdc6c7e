"""The town is built through actions, once; building it again changes nothing."""

import re
from collections import Counter

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from punos.consultations.models import Consultation, Submission
from punos.contributions.models import Contribution, Rating, Voice
from punos.core.languages import TranslatedText
from punos.decisions.models import Decision, Measure
from punos.home.models import StandingPage
from punos.journal.models import Entry
from punos.journal.queries import read_stamps
from punos.organisations.models import Organisation, Role
from punos.people.models import Person
from punos.processes.models import Phase, Process
from punos.search.models import Entry as Findable
from town import build, who
from town.generators import open_ratings, open_voices, umbrella_ratings, umbrella_voices
from town.generators.survey import ANSWERS
from town.texts import asked_and_told, co_operation, tool_library_answers
from town.texts.board_comments import draft_comments
from town.texts.bodies import BODIES
from town.texts.cast import CAST
from town.texts.registry import registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def rows() -> dict[str, int]:
    """How many there are of everything."""
    models = (
        Person,
        Role,
        Organisation,
        Process,
        Phase,
        Consultation,
        Voice,
        Contribution,
        Rating,
        Decision,
        Measure,
        StandingPage,
    )
    return {model.__name__: model.objects.count() for model in (*models, Entry, Findable)}


def comments() -> QuerySet[Contribution]:
    """What was said of the clauses of draft texts."""
    return Contribution.objects.filter(section__isnull=False)


def test_town_holds_what_its_texts_and_generators_say() -> None:
    counted = rows()

    answers = len(umbrella_voices()) + len(open_voices())
    assert (counted["Person"], counted["Organisation"]) == (len(CAST), len(registry()) + len(BODIES))
    assert (counted["Process"], counted["Consultation"], counted["StandingPage"]) == (4, 7, 3)
    hosts = 2  # the host of each brainstorm offers its ideas
    marks = Voice.objects.filter(process__slug=co_operation.PROCESS.slug).values_list("speaker", flat=True)
    assert len(set(marks)) == len(marks)
    sent = len(asked_and_told.ANSWERED) + len(asked_and_told.REMINDED) + 9 + 1  # by the file, at the event
    about_tools = len(tool_library_answers.SAID)
    assert counted["Voice"] == answers + hosts + len(marks) + sent + len(asked_and_told.WRITING) + about_tools
    assert (Submission.objects.sent().count(), comments().count()) == (
        ANSWERS + sent + about_tools,
        len(draft_comments()) + 1,
    )  # one was removed
    assert counted["Rating"] == len(umbrella_ratings()) + len(list(open_ratings()))


def test_town_built_a_second_time_changes_nothing() -> None:
    before, stamps = rows(), read_stamps(["all"])

    build.build(timezone.localdate())

    assert (rows(), read_stamps(["all"])) == (before, stamps)


def test_town_tells_of_every_verb_in_the_journal() -> None:
    verbs = Counter(Entry.objects.values_list("verb", flat=True))

    assert (verbs["organisation.registered"], verbs["person.joined"]) == (
        len(registry()) + len(BODIES),
        len(CAST),
    )
    assert (verbs["process.announced"], verbs["consultation.published"], verbs["contributions.imported"]) == (
        4,
        6,
        5,
    )


def test_real_case_numbers_stand_on_the_process_that_really_was_alone() -> None:
    real = re.compile(r"^HEL \d{4}-\d{6}$")
    invented = Process.objects.exclude(slug=co_operation.PROCESS.slug)
    numbers = [*invented.values_list("case_number", flat=True)]
    numbers += Decision.objects.filter(process__in=invented).values_list("case_number", flat=True)

    assert [number for number in numbers if real.match(number)] == []
    assert real.match(Process.objects.get(slug=co_operation.PROCESS.slug).case_number)


def test_real_case_numbers_are_not_written_into_the_texts_of_invented_processes() -> None:
    invented = Process.objects.exclude(slug=co_operation.PROCESS.slug)
    texts: list[TranslatedText] = [
        text
        for row in [*invented, *Phase.objects.filter(process__in=invented)]
        for text in (row.title, row.body)
    ]

    written = [part.text for text in texts for part in text.texts.values()]

    assert [words for words in written if re.search(r"HEL \d{4}-\d{6}", words)] == []


def test_what_is_held_now_is_open_and_what_was_has_closed() -> None:
    now = timezone.now()

    assert {each.slug: each.is_open(now) for each in Consultation.objects.all()} == {
        "aivoriihi": False,
        "iltatilojen-varaaminen": True,
        "lainaamon-kysely": False,
        "neuvottelukunnan-luonnokset": False,
        "tilaideat": True,
        "toukokuun-kysely": False,
        "yhteiset-pelisaannot": False,
    }


def test_cast_can_be_signed_in_as_in_the_order_in_which_the_town_tells_of_them() -> None:
    assert [person.name for person in who.who_can_sign_in()] == [member.name for member in CAST]
