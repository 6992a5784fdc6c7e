"""The moderators' queue: who sees what, each button, the part for htmx; and the fixed address of what was said."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.consultations.models import QuestionKind, ResultsShown
from punos.consultations.tests.factories import make_consultation, thread_of
from punos.consultations.tests.surveys import make_survey, question
from punos.consultations.tests.test_answering import sent
from punos.consultations.tests.texts import make_hearing, next_version, say
from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, ContributionState, Moderation, Thread
from punos.contributions.queries import log
from punos.contributions.tests.factories import (
    make_actor,
    make_idea,
    make_process,
    make_thread,
    make_unit,
    make_visitor,
)
from punos.contributions.tests.test_moderating import HOSTILE, make_moderator, remove
from punos.home.queries.places import IDEAS_A_PAGE
from punos.organisations.models import Actor, RoleKind
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

QUEUE = "/en/desk/moderation/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NONE: dict[str, str] = {}
HTMX: Any = {"HX-Request": "true", "HX-Target": "queue"}


def client_of(actor: Actor) -> Client:
    """The browser of somebody with an account."""
    client = Client()
    assert actor.person is not None
    client.force_login(actor.person)
    return client


def make_waiting(thread: Thread, words: str = "Words") -> Contribution:
    """Something that waits to be published."""
    Thread.objects.filter(pk=thread.pk).update(moderated_before=True)
    thread.refresh_from_db()
    said = make_idea(thread, words=words)
    Thread.objects.filter(pk=thread.pk).update(moderated_before=False)
    thread.refresh_from_db()
    return said


def make_reported(thread: Thread, words: str = "Words", reason: str = "insult") -> Contribution:
    """Something that somebody has reported."""
    said = make_idea(thread, words=words)
    contributions.report(actor=make_visitor(), contribution=said, reason=reason, text=f"{HOSTILE} report")
    return said


def make_appealed(thread: Thread, by: Actor, words: str = "Words") -> Contribution:
    """Something removed, whose author appeals."""
    said = make_idea(thread, words=words)
    removal = remove(said, by)
    contributions.appeal(actor=Actor(), voice=said.voice, moderation=removal, text=f"{HOSTILE} appeal")
    return said


@pytest.mark.parametrize(
    ("role", "status"),
    [(RoleKind.MODERATOR, 200), (RoleKind.COORDINATOR, 200), (RoleKind.OFFICER, 403), (None, 403)],
)
def test_queue_is_for_moderators(role: RoleKind | None, status: int) -> None:
    make_consultation()
    actor = make_actor(unit=make_unit(), role=role) if role else make_actor()

    assert client_of(actor).get(QUEUE).status_code == status
    assert Client().get(QUEUE)["Location"] == f"/en/sign-in/?next={QUEUE}"
    assert ("Moderation" in client_of(actor).get("/en/desk/").content.decode()) == (status == 200)


def test_queue_shows_each_text_with_its_reasons_as_text() -> None:
    thread, first, second = thread_of(make_consultation()), make_moderator(), make_moderator("Mirja")
    make_waiting(thread, f"{HOSTILE} waiting")
    make_reported(thread, f"{HOSTILE} reported")
    make_appealed(thread, first, f"{HOSTILE} removed")
    make_waiting(thread_of(make_consultation()), "Other process")

    page = client_of(second).get(QUEUE, {"process": thread.process.slug}).content.decode()
    own = client_of(first).get(QUEUE).content.decode()

    for words in ("waiting", "reported", "report", "removed", "appeal"):
        assert page.count(f"&lt;script&gt;alert(1)&lt;/script&gt;gnihtyna {words}<") == 1
    assert [each for each in ("<script>alert", "\u202e", "\u200b", "Other process") if each in page] == []
    assert "Everything (3)" in page
    assert ("Put it back" in page, "Put it back" in own) == (True, False)
    assert "Other process" in own


@pytest.mark.parametrize(
    ("kind", "words"),
    [("waiting", ["a"]), ("reported", ["b"]), ("appeals", ["c"]), ("made-up", ["a", "b", "c"])],
)
def test_queue_is_narrowed_to_one_kind(kind: str, words: list[str]) -> None:
    thread, moderator = thread_of(make_consultation()), make_moderator()
    make_waiting(thread, "word-a")
    make_reported(thread, "word-b")
    make_appealed(thread, moderator, "word-c")

    page = client_of(moderator).get(QUEUE, {"show": kind}).content.decode()

    assert [each for each in "abc" if f"word-{each}" in page] == words


def test_text_removed_by_mistake_is_put_back_with_a_note_and_counted() -> None:
    thread, moderator = thread_of(make_consultation()), make_moderator()
    mistaken, client = make_idea(thread, words="word-mistaken"), client_of(moderator)
    remove(mistaken, moderator, note="Oops")
    make_appealed(thread, moderator, "word-appealed")

    listed = client.get(QUEUE, {"show": "removed"}).content.decode()
    answer = client.post(
        f"{QUEUE}{mistaken.pk}/put-back/", {"show": "removed", "page": "2", "note": "Anteeksi."}
    )
    after = client.get(QUEUE, {"show": "removed"}).content.decode()

    mistaken.refresh_from_db()
    assert ("word-mistaken" in listed, "word-appealed" in listed) == (True, False)
    assert (answer.headers["Location"], mistaken.state) == (f"{QUEUE}?show=removed&page=2", "published")
    assert ("Removed (0)" in after, "Nothing is removed" in after) == (True, True)
    assert Moderation.objects.latest("pk").note == "Anteeksi."
    assert [(row.kind, row.number) for row in log()] == [("removed", 2), ("restored", 1)]


def test_queue_goes_on_page_after_page_in_its_order() -> None:
    thread, moderator = thread_of(make_consultation()), make_moderator()
    for number in range(50):
        make_waiting(thread, f"word-{number}-")
    make_reported(thread, "word-reported-")
    client = client_of(moderator)

    pages = [client.get(QUEUE, {"page": number, "show": "all"}).content.decode() for number in (1, 2)]
    part = client.post(f"{QUEUE}publish/", {"page": "2", "show": "all"}, headers=HTMX).content.decode()

    found = [re.findall(r"word-(\w+)-", page) for page in pages]
    assert (found[0][0], found[0][1:], found[1]) == ("reported", [str(each) for each in range(49)], ["49"])
    assert 'href="?show=all&amp;page=1"' in part


@pytest.mark.parametrize(
    ("what", "sent", "state"),
    [("publish", {}, "published"), ("remove", {"reason": "insult"}, "hidden")],
)
def test_button_decides_and_leads_back_to_the_same_queue(what: str, sent: dict[str, str], state: str) -> None:
    thread, client = thread_of(make_consultation()), client_of(make_moderator())
    said = make_waiting(thread)
    kept = {"show": "waiting", "process": thread.process.slug}

    answer = client.post(f"{QUEUE}{said.pk}/{what}/", sent | kept)

    assert answer["Location"] == f"{QUEUE}?show=waiting&process={thread.process.slug}"
    assert Contribution.objects.get().state == state


def test_removing_without_a_reason_keeps_the_note_and_the_queue() -> None:
    thread, client = thread_of(make_consultation()), client_of(make_moderator())
    said = make_reported(thread)

    answer = client.post(f"{QUEUE}{said.pk}/remove/", {"note": "My note"})

    page = answer.content.decode()
    assert (answer.status_code, "My note" in page, "Choose a reason." in page) == (422, True, True)


def test_decision_that_came_too_late_says_so() -> None:
    thread, client = thread_of(make_consultation()), client_of(make_moderator())
    said = make_waiting(thread)
    contributions.pass_on(actor=make_moderator("Mirja"), contribution=said)

    answer = client.post(f"{QUEUE}{said.pk}/publish/")

    assert (answer.status_code, "no longer waits" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("accepted", "state"), [("yes", "published"), ("no", "hidden")])
def test_appeal_is_answered_with_a_note(accepted: str, state: str) -> None:
    thread = thread_of(make_consultation())
    said = make_appealed(thread, make_moderator())
    removal = said.moderations.get()

    answer = client_of(make_moderator("Mirja")).post(
        f"{QUEUE}appeals/{removal.pk}/decide/", {"accepted": accepted, "note": "So"}
    )

    said.refresh_from_db()
    removal.refresh_from_db()
    assert (answer.status_code, said.state, removal.appeal_note) == (302, state, "So")


def test_everything_shown_is_published_at_once_and_nothing_that_came_since() -> None:
    thread, client = thread_of(make_consultation()), client_of(make_moderator())
    shown = [make_waiting(thread) for _each in range(3)]
    page = client.get(QUEUE).content.decode()
    since = make_waiting(thread)
    elsewhere = make_waiting(thread_of(make_consultation(process=_of_another_unit())))

    client.post(f"{QUEUE}publish/", {"shown": [each.pk for each in (*shown, elsewhere)] + ["x"]})

    states = dict(Contribution.objects.values_list("pk", "state"))
    assert [each for each in shown if f'name="shown" value="{each.pk}"' not in page] == []
    assert {pk for pk, state in states.items() if state == ContributionState.WAITING} == {
        since.pk,
        elsewhere.pk,
    }


def _of_another_unit() -> Process:
    return make_process(host_unit=make_unit("muu"))


def test_other_units_texts_and_unknown_buttons_are_not_there() -> None:
    client, said = client_of(make_moderator()), make_waiting(thread_of(make_consultation()))
    elsewhere = make_waiting(thread_of(make_consultation(process=_of_another_unit())))
    appealed = make_appealed(elsewhere.thread, Actor(is_system=True)).moderations.get()
    addresses = (f"{elsewhere.pk}/publish/", f"{said.pk}/burn/", f"appeals/{appealed.pk}/decide/")

    assert [client.post(f"{QUEUE}{each}").status_code for each in addresses] == [404, 404, 404]
    assert client.get(f"{QUEUE}{said.pk}/publish/")["Location"] == QUEUE


def test_htmx_part_is_that_part_of_the_whole_page() -> None:
    thread, client = thread_of(make_consultation()), client_of(make_moderator())
    first, _second = make_waiting(thread, "word-a"), make_waiting(thread, "word-b")

    part, whole = (
        TOKEN.sub("", client.get(QUEUE, headers=headers).content.decode()) for headers in (HTMX, NONE)
    )
    after = client.post(f"{QUEUE}{first.pk}/publish/", headers=HTMX).content.decode()

    assert ("word-a" in part, "<html" in part, part.strip() in whole) == (True, False, True)
    assert ("word-a" in after, "word-b" in after, "<html" in after) == (False, True, False)


def test_queue_takes_as_many_queries_for_one_text_as_for_thirty() -> None:
    thread, moderator = thread_of(make_consultation()), make_moderator()
    client = client_of(make_moderator("Mirja"))
    counts = []
    for number in (1, 29):
        for _each in range(number):
            make_reported(thread)
        make_appealed(thread, moderator)
        make_waiting(thread)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(QUEUE)
        counts.append(len(asked))

    assert counts[0] == counts[1]


# The fixed address --------------------------------------------------------------------------------------------


def test_address_of_an_idea_leads_to_its_page_of_the_list() -> None:
    consultation = make_consultation()
    thread = thread_of(consultation)
    ideas = [make_idea(thread, words=f"word-{number}") for number in range(IDEAS_A_PAGE + 1)]
    remove(ideas[1])
    first, removed, last = ideas[0], ideas[1], ideas[-1]

    places = [Client().get(f"/en{each.address}")["Location"] for each in (first, removed, last)]

    here = f"/en{consultation.address}"
    assert places == [f"{here}#idea-1", f"{here}#idea-2", f"{here}?page=2#idea-{IDEAS_A_PAGE + 1}"]
    page = Client().get(here).content.decode()
    assert ("word-1<" in page, "Removed by a moderator:" in page) == (False, True)


@pytest.mark.parametrize("state", ["waiting", "withdrawn", "not_public"])
def test_address_of_what_nobody_reads_is_not_there(state: str) -> None:
    said = make_idea(thread_of(make_consultation()))
    Contribution.objects.filter(pk=said.pk).update(state=state)

    assert Client().get(f"/en{said.address}").status_code == 404


def test_address_of_what_stands_nowhere_is_not_there() -> None:
    assert Client().get(f"/en{make_idea(make_thread()).address}").status_code == 404


def test_address_of_a_comment_leads_to_its_clause() -> None:
    consultation, document = make_hearing()
    (said,) = say(consultation)
    next_version(document)

    place = Client().get(f"/en{said.address}")["Location"]

    text = f"/en{consultation.address}documents/{document.slug}/versions/1/clauses/tehtavat/"
    assert place == f"{text}#comment-{said.pk}"
    assert f'id="comment-{said.pk}"' in Client().get(text).content.decode()


def test_address_of_an_answer_leads_to_what_was_sent_with_it() -> None:
    consultation = make_survey([question("hopes", QuestionKind.TEXT)], results_shown=ResultsShown.WHILE_OPEN)
    _actor, submission = sent(consultation, {"hopes": "Säännölliset tapaamiset."})
    said = Contribution.objects.get()

    place = Client().get(f"/en{said.address}")["Location"]

    assert place == f"/en{submission.address}#answer-{said.pk}"
    assert f'id="answer-{said.pk}"' in Client().get(f"/en{submission.address}").content.decode()
