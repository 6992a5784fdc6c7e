"""A process that was closed with what those who took part felt; what the cast follow and have been told."""

import pytest
from django.utils import timezone

from punos.decisions.models import Heard, LoopFigures
from punos.decisions.queries import heard_counts, loop_now
from punos.mail.models import Message
from punos.notices.models import Notice, NoticeKind, Subscription
from punos.people.models import Person
from punos.processes.models import Process
from town import ended, told
from town.texts import tool_library
from town.texts.cast import cast_member
from town.texts.following import FOLLOWED
from town.texts.tool_library_answers import SAID

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def closed(town: str, db: None) -> Process:
    """The process that has been closed."""
    return Process.objects.get(slug=tool_library.SLUG)


def test_closed_process_tells_who_felt_heard_and_hides_what_is_small(closed: Process) -> None:
    counted = heard_counts(closed)
    cells = {kind: {cell.code: cell.count for cell in each.cells} for kind, each in counted.told.items()}

    assert closed.closed_at == tool_library.CLOSED
    assert counted.asked == {"persons": 19, "organisations": 7, "groups": 1}
    assert cells["persons"] == {"yes": 8, "partly": 6, "no": 5}
    assert cells["organisations"]["partly"] is None
    assert Heard.objects.filter(process=closed).count() == sum(bool(each.heard) for each in SAID)
    assert Heard.objects.filter(process=closed, text="Kiitos illoista.").count() == 1


def test_loop_of_the_closed_process_is_complete(closed: Process) -> None:
    figures = loop_now(closed, timezone.now()).figures

    assert 0.7 < figures.responded.with_it / figures.responded.of < 1
    assert (figures.measures.of, figures.measures.in_time) == (1, 1)
    assert figures.days_to_decision.median is not None


def test_figures_of_the_loop_are_kept_for_processes_units_and_the_city() -> None:
    scopes = list(LoopFigures.objects.values_list("scope", flat=True).order_by("scope"))

    assert scopes == ["city", *["process"] * 4, "unit", "unit"]


def test_cast_follow_what_the_town_says() -> None:
    kept = Subscription.objects.followed().order_by("pk")

    assert [(each.person.email, each.kind, each.cadence) for each in kept] == [
        (cast_member(who).email, kind, cadence) for who, kind, _what, cadence in FOLLOWED
    ]
    assert all(each.leads_to and each.title for each in kept)


def test_volunteer_has_been_told_of_answer_decision_deed_and_end_without_a_letter() -> None:
    person = Person.objects.get(email=cast_member("secretary").email)
    mine = Notice.objects.filter(person=person).mine()

    assert {each.kind for each in mine} == {
        NoticeKind.WORDS_ANSWERED,
        NoticeKind.WORDS_DECIDED,
        NoticeKind.WORDS_DONE,
        NoticeKind.WORDS_FULFILLED,
        NoticeKind.WERE_YOU_HEARD,
    }
    assert Message.objects.filter(template__startswith="notices/").count() == 0


def test_telling_again_adds_nothing() -> None:
    def rows() -> list[int]:
        return [each.objects.count() for each in (Notice, Subscription, Heard, LoopFigures)]

    before = rows()
    ended.ended(timezone.localdate())
    told.followed()
    told.told_of()
    told.looped()

    assert rows() == before
