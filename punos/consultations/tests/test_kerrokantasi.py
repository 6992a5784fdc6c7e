"""A hearing of Kerro kantasi, fetched from a server that speaks its shapes: what comes in, and every kind of trouble."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from punos.consultations import actions, queries
from punos.consultations.actions import PartFacts
from punos.consultations.adapters import kerrokantasi
from punos.consultations.models import AnswerImport, PartKind, QuestionKind, Submission
from punos.consultations.tests.factories import at
from punos.consultations.tests.gathered import brought_in, led, outcomes, work
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.models import Capacity, Contribution, Voice
from punos.contributions.tests.factories import make_actor, make_process, make_unit, text
from punos.organisations.models import Actor, ImportState
from punos.processes.tests.factories import make_document, make_section_facts, make_version

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

pytestmark = pytest.mark.django_db
SLUG = "mallilan-puisto"


def fetched(consultation: Any, officer: Actor, slug: str = SLUG) -> AnswerImport:
    return work(actions.take_hearing(actor=officer, consultation=consultation, slug=slug, language="fi"))


def test_comments_are_read_page_by_page(neighbours: "Running", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kerrokantasi, "COMMENTS_AT_ONCE", 2)

    sections, comments = kerrokantasi.fetch(SLUG)

    assert [each.title for each in sections] == ["Mallilan puisto", "Toiveet", "Muuta"]
    assert [(each.id, each.section, each.author, each.language) for each in comments] == [
        ("1", "main0001", "Puistonystävä", "fi"), ("3", "part0001", "", "sv"), ("4", "part0001", "", "fi"),
        ("6", "part0002", "", "fi"),
    ]  # fmt: skip


def test_comments_come_in_where_their_sections_lead(neighbours: "Running") -> None:
    survey, officer = led()
    taken = fetched(survey, officer)
    named = actions.name_answer_columns(
        actor=officer, answer_import=taken, columns={"0": "hopes", "1": "hopes"}
    )

    done = brought_in(work(named), officer)

    said = Contribution.objects.order_by("number").values_list(
        "latest__text", "latest__language", "voice__pseudonym", "voice__capacity", "voice__organisation_name"
    )
    assert (taken.state, taken.headings, outcomes(done)) == (
        ImportState.COLUMNS, ["Mallilan puisto", "Toiveet", "Muuta"], {"new": 3},
    )  # fmt: skip
    assert list(said) == [
        ("Puistoon lisää penkkejä.", "fi", "Puistonystävä", Capacity.RESIDENT, ""),
        ("Mera ljus på vintern.", "sv", "", Capacity.RESIDENT, ""),
        ("Kiitos, valot ovat suunnitelmassa.", "fi", "", Capacity.BODY, "Mallilan kaupunki"),
    ]
    sent = Submission.objects.order_by("number").values_list("sent_at", flat=True)
    assert [str(each)[:16] for each in sent] == ["2022-04-01 09:30", "2022-04-03 09:30", "2022-04-04 09:30"]


def test_hearing_fetched_again_brings_only_what_is_new(neighbours: "Running") -> None:
    survey, officer = led()
    for columns in ({"0": "hopes"}, {"0": "hopes", "2": "hopes"}):
        taken = fetched(survey, officer)
        named = work(actions.name_answer_columns(actor=officer, answer_import=taken, columns=columns))
        brought_in(named, officer)

    assert outcomes(AnswerImport.objects.latest("pk")) == {"new": 1, "same": 1}
    assert Submission.objects.count() == 2


def test_comments_come_in_at_the_clauses_of_a_draft_text(neighbours: "Running") -> None:
    unit = make_unit()
    process = make_process(host_unit=unit)
    document = make_document(process)
    make_version(document, make_section_facts("name"), make_section_facts("tasks"))
    parts = [PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=document)]
    survey, officer = make_survey(process=process, parts=parts), make_actor("Olli", unit=unit)
    target = next(target for target, _label in queries.targets_in_words(survey) if target.endswith(":tasks"))
    taken = fetched(survey, officer)

    done = brought_in(
        work(actions.name_answer_columns(actor=officer, answer_import=taken, columns={"1": target})), officer
    )
    told = list(Contribution.objects.order_by("number").values_list("section__key", "latest__text"))
    work(actions.take_back_answers(actor=officer, answer_import=done))

    assert told == [("tasks", "Mera ljus på vintern."), ("tasks", "Kiitos, valot ovat suunnitelmassa.")]
    assert (Contribution.objects.count(), Voice.objects.count(), Submission.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("mood", "slug", "fault"),
    [
        ("well", "no-such-hearing", "gone"),
        ("failing", SLUG, "down"),
        ("busy", SLUG, "busy"),
        ("strange", SLUG, "garbage"),
        ("html", SLUG, "garbage"),
        ("refusing", SLUG, "refused"),
        ("slow", SLUG, "slow"),
    ],
)
def test_trouble_is_told_in_a_sentence_and_nothing_comes_in(
    neighbours: "Running", settings: "LazySettings", mood: str, slug: str, fault: str
) -> None:
    settings.OUTSIDE_READ_SECONDS = 0.3
    survey, officer = led()
    neighbours.set_mood("kerrokantasi", mood)

    taken = fetched(survey, officer, slug)

    assert (taken.state, taken.fault, taken.rows.count()) == (ImportState.BROKEN, fault, 0)


def test_hearing_is_fetched_from_the_page_and_only_where_there_is_an_address(
    neighbours: "Running", settings: "LazySettings"
) -> None:
    survey, officer = led()
    client = Client()
    assert officer.person is not None
    client.force_login(officer.person)
    page, address = at(survey, "answer_imports"), at(survey, "fetch_hearing")

    slip = client.post(address, {"slug": "", "language": "fi"})
    sent = client.post(address, {"slug": SLUG, "language": "fi"})
    work(AnswerImport.objects.get())
    shown = client.get(sent["Location"])
    settings.KERROKANTASI_ADDRESS = ""

    assert (slip.status_code, sent.status_code, shown.status_code) == (422, 302, 200)
    assert [name for name in shown.context["form"].fields if name.startswith("column_")] == [
        "column_0", "column_1", "column_2",
    ]  # fmt: skip
    assert (client.get(page).context["hearing_form"], client.post(address, {"slug": SLUG}).status_code) == (
        None,
        404,
    )


def test_hearing_of_a_survey_without_words_has_nowhere_to_go(neighbours: "Running") -> None:
    unit = make_unit()
    survey = make_survey([question("one", QuestionKind.NUMBER)], process=make_process(host_unit=unit))

    assert queries.targets_in_words(survey) == []
