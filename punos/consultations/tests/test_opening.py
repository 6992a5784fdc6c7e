"""Publishing a draft, what keeps it from being published, and its times."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from punos.consultations import actions, queries, rules
from punos.consultations.actions import PartFacts, Starter
from punos.consultations.actions.parts import lay_question
from punos.consultations.models import Consultation, Part, PartKind, Question, QuestionKind, TimeChange
from punos.consultations.tests.drafts import make_draft, officer, part_of, published, question_of
from punos.consultations.tests.factories import make_consultation, thread_of
from punos.consultations.tests.surveys import option, question
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    text,
    verbs_since,
)
from punos.core.dates import HELSINKI
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import TranslatedText, Written
from punos.mail.models import Message
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Document, Section
from punos.processes.tests.factories import make_facts, make_section_facts, make_version
from punos.search.queries import find

pytestmark = pytest.mark.django_db

WHY = text("Kysymyksiä tuli lisää.", sv="Flera frågor kom.")


# Publishing -------------------------------------------------------------------------------------------------


def test_draft_is_scheduled_and_shown_with_its_process() -> None:
    process = processes.draft_process(actor=SYSTEM, facts=make_facts())
    draft, before = (
        make_draft(process, starter=Starter.BRAINSTORM, title=text("Ideariihi", sv="Idéer")),
        last_line(),
    )
    hidden = find("ideariihi")

    made = actions.publish_draft(actor=officer(), consultation=draft, seen_revision=1)

    thread = thread_of(made)
    assert (made.opens_at, made.is_open(timezone.now())) == (draft.opens_at, False)
    assert (thread.opens_at, thread.closes_at) == (draft.opens_at, draft.closes_at)
    assert (list(hidden), [each.address for each in find("ideariihi")]) == ([], [made.address])
    assert verbs_since(before)[-2:] == ["process.announced", "consultation.published"]
    process.refresh_from_db()
    assert process.published_at is not None


def test_draft_opens_at_once_and_its_invitations_are_sent_then() -> None:
    draft = make_draft()
    for name, email in (("a", "yhdistys@example.org"), ("b", "")):
        actions.invite_to_answer(
            actor=SYSTEM,
            consultation=draft,
            organisation=make_organisation(name=name),
            email=email,
            language="fi",
        )
    waiting = Message.objects.count()

    made = published(draft)

    assert (made.is_open(timezone.now()), waiting, Message.objects.count()) == (True, 0, 1)


def test_draft_is_published_once_by_who_leads_and_as_it_was_seen() -> None:
    draft = make_draft()

    with pytest.raises(Refused):
        actions.publish_draft(actor=make_actor("Resident"), consultation=draft, seen_revision=1)
    with pytest.raises(NotNow):
        actions.publish_draft(actor=SYSTEM, consultation=draft, seen_revision=0)
    published(draft)
    with pytest.raises(NotNow):
        published(draft)


Change = Callable[[Consultation], Any]


def on(**values: Any) -> Change:
    return lambda draft: Consultation.objects.filter(pk=draft.pk).update(**values)


def asked(**values: Any) -> Change:
    return lambda draft: Question.objects.filter(part__consultation=draft, code="support").update(**values)


def also(kind: QuestionKind, **more: Any) -> Change:
    facts = question("more", kind, **more)
    return lambda draft: lay_question(
        actor=SYSTEM, part=part_of(draft), place=9, told=facts
    )  # as it would stand after many changes


def on_a_background(draft: Consultation) -> None:
    """What somebody tells of themselves is not published, and neither may be what only they were asked."""
    facts = question("role", QuestionKind.SINGLE, options=[option("volunteer"), option("staff")])
    lay_question(actor=SYSTEM, part=None, place=1, told=facts)
    also(QuestionKind.DATE, shown_if="role", shown_if_values=["staff"])(draft)


PAST = datetime(2022, 5, 2, tzinfo=HELSINKI)
FAULTS: list[tuple[str, Change, list[str]]] = [
    ("nothing", on(), []),
    ("title", on(title=TranslatedText()), ["settings"]),
    (
        "told",
        on(summary=TranslatedText(), privacy=TranslatedText(), publicity=TranslatedText()),
        ["settings"] * 3,
    ),
    ("retention", on(retention=TranslatedText()), ["settings"]),
    ("controller", on(controller="organisation"), ["settings"]),
    ("both controllers", on(controller="joint"), ["settings"]),
    ("passed", on(opens_at=PAST), ["settings"]),
    ("no end", on(closes_at=None), ["settings"]),
    ("over", on(opens_at=PAST, closes_at=PAST + DAY), ["settings"] * 2),
    ("easy", on(is_easy=True), ["settings"]),
    ("language", on(title=text("Vain suomeksi")), ["languages"]),
    ("no words", asked(title=TranslatedText()), ["question"]),
    ("heading", lambda draft: Part.objects.filter(kind="questions").update(title=TranslatedText()), ["part"]),
    (
        "background",
        lambda draft: Part.objects.filter(kind="background").update(background=["gone"]),
        ["part"],
    ),
    ("choices", lambda draft: question_of(draft).options.filter(code="yes").delete(), []),
    ("one choice", lambda draft: question_of(draft).options.exclude(code="yes").delete(), ["question"]),
    ("rows", also(QuestionKind.MATRIX, options=[option("a"), option("b")]), ["question"]),
    ("ends", also(QuestionKind.SCALE, lowest=1), ["question"]),
    ("long scale", also(QuestionKind.SCALE, lowest=1, highest=100), ["question"]),
    ("scale", also(QuestionKind.SCALE, lowest=1, highest=5), []),
    ("bounds", also(QuestionKind.NUMBER, lowest=9, highest=1), ["question"]),
    ("number", also(QuestionKind.NUMBER, lowest=1), []),
    ("condition", also(QuestionKind.DATE, shown_if="support", shown_if_values=["yes"]), []),
    ("of a background", on_a_background, ["question"]),
    ("later", asked(shown_if="other", shown_if_values=["yes"]), ["question"]),
    ("no such choice", also(QuestionKind.DATE, shown_if="support", shown_if_values=["maybe"]), ["question"]),
    ("no choice", also(QuestionKind.DATE, shown_if="support"), ["question"]),
]


@pytest.mark.parametrize(("change", "pages"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_draft_tells_all_that_is_missing_and_where(change: Change, pages: list[str]) -> None:
    draft = make_draft()
    change(draft)
    draft = Consultation.objects.select_related("process").get(pk=draft.pk)

    faults = rules.faults_of(queries.draft_of(draft), timezone.now())

    assert [fault.page for fault in faults] == pages
    if faults:
        with pytest.raises(Invalid, match=r".+"):
            actions.publish_draft(actor=SYSTEM, consultation=draft, seen_revision=1)


def test_draft_with_nothing_asked_and_one_with_an_unwritten_text_are_not_published() -> None:
    empty, unwritten, no_questions = (
        make_draft(starter=Starter.EMPTY),
        make_draft(starter=Starter.DRAFT_TEXT),
        make_draft(starter=Starter.BRAINSTORM),
    )
    actions.add_part(
        actor=SYSTEM,
        consultation=no_questions,
        facts=PartFacts(PartKind.QUESTIONS, text("K", sv="F", en="Q")),
    )

    found = [
        [(fault.page, fault.at) for fault in rules.faults_of(queries.draft_of(each), timezone.now())]
        for each in (empty, unwritten, no_questions)
    ]

    slug = text_of(unwritten).slug
    assert found == [[("overview", "")], [("document", slug)], [("part", "4")]]


def text_of(draft: Consultation) -> Document:
    """The text that a draft asks about."""
    return Document.objects.get(process=draft.process_id)


def test_first_version_of_a_draft_text_is_published_with_its_consultation() -> None:
    draft = make_draft(starter=Starter.DRAFT_TEXT)
    document = text_of(draft)
    make_version(document, make_section_facts("tehtavat", ""), published=False)
    Section.objects.update(heading=TranslatedText())

    faulty = rules.faults_of(queries.draft_of(draft), timezone.now())
    make_version(document, make_section_facts("tehtavat", "Teksti."), published=False)
    gap = rules.faults_of(queries.draft_of(draft, with_documents=True), timezone.now())
    Section.objects.update(heading=TranslatedText(), body=text("Teksti.", sv="Text."))
    before = last_line()
    published(draft)
    again = rules.first_versions(queries.draft_of(draft))

    version = document.versions.get()
    assert [(fault.page, fault.at) for fault in faulty] == [("document", document.slug)]
    assert [fault.page for fault in gap] == ["languages"]
    assert (version.published_at is not None, again) == (True, [])
    assert verbs_since(before) == ["version.published", "consultation.published"]


def test_version_that_is_being_written_stays_one_where_readers_have_another() -> None:
    draft = make_draft(starter=Starter.DRAFT_TEXT)
    document = text_of(draft)
    make_version(document, make_section_facts("tehtavat", "Teksti.", sv="Text.", heading=""))
    make_version(document, make_section_facts("tehtavat", "Uusi."), published=False)

    published(draft)

    assert [each.published_at is None for each in document.versions.order_by("number")] == [False, True]


def test_code_of_a_background_question_is_taken() -> None:
    draft = make_draft()
    facts = question("role", QuestionKind.SINGLE, options=[option("member"), option("staff")])
    lay_question(actor=SYSTEM, part=None, place=1, told=facts)
    part = part_of(draft, PartKind.BACKGROUND)
    actions.change_part(
        actor=SYSTEM, part=part, seen_mark=part.mark, values={"background": ["role"]}, texts={}
    )

    fine = rules.faults_of(queries.draft_of(draft), timezone.now())
    Question.objects.filter(part__consultation=draft, code="other").update(code="role")
    double = rules.faults_of(queries.draft_of(draft), timezone.now())

    assert (fine, [(fault.page, fault.at) for fault in double]) == ([], [("question", "role")])


def test_easy_set_needs_words_in_both_easy_languages() -> None:
    draft = make_draft()
    on(is_easy=True)(draft)
    asked(in_easy=True, easy_title=text("Onko hyvä?"))(draft)
    draft = Consultation.objects.select_related("process").get(pk=draft.pk)

    missing = rules.missing_by_language(queries.draft_of(draft).texts)

    assert {language: [text.field for text in texts] for language, texts in missing.items()} == {
        "sv": ["easy_title"]
    }


def test_language_that_is_not_required_may_be_missing(settings: LazySettings) -> None:
    settings.REQUIRED_LANGUAGES = ["fi"]
    draft = make_draft(title=text("Vain suomeksi"))

    assert published(draft).published_at is not None


def test_missing_language_is_explained_until_a_day() -> None:
    draft, today, before = make_draft(title=text("Vain suomeksi")), timezone.localdate(), last_line()
    facts: dict[str, Any] = {"actor": officer(), "consultation": draft}
    why = {"fi": Written("Käännös on tekeillä."), "sv": Written("Översätts.")}

    for reason, until in (({}, today), (why, today - DAY)):
        with pytest.raises(Invalid):
            actions.explain_gap(reason=reason, until=until, **facts)
    explained = actions.explain_gap(reason=why, until=today + DAY, **facts)
    made = published(explained)
    taken_back = actions.explain_gap(reason={}, until=None, **facts)

    assert (made.gap_until, rules.is_gap_explained(made, today)) == (today + DAY, True)
    assert [rules.is_gap_explained(made, today + 2 * DAY), rules.is_gap_explained(taken_back, today)] == [
        False
    ] * 2
    assert [verb for verb in verbs_since(before) if "gap" in verb] == ["consultation.gap_explained"] * 2


# Times ------------------------------------------------------------------------------------------------------


def test_published_one_is_taken_back_until_it_opens() -> None:
    made = published(
        make_draft(starter=Starter.BRAINSTORM, title=text("Ideariihi", sv="Idéer")), at_once=False
    )
    before = last_line()

    draft = actions.retract_consultation(actor=officer(), consultation=made)

    assert (draft.published_at, thread_of(draft).opens_at, list(find("ideariihi"))) == (None, None, [])
    assert verbs_since(before)[-1] == "consultation.retracted"
    with pytest.raises(NotNow):
        actions.retract_consultation(actor=SYSTEM, consultation=draft)
    opened = published(draft)
    with pytest.raises(NotNow):
        actions.retract_consultation(actor=SYSTEM, consultation=opened)


def test_opening_is_moved_until_it_comes() -> None:
    made = published(make_draft(starter=Starter.BRAINSTORM), at_once=False)
    sooner, before = timezone.now() + DAY, last_line()

    moved = actions.set_opening(actor=officer(), consultation=made, opens_at=sooner)

    assert (moved.opens_at, thread_of(moved).opens_at) == (sooner, sooner)
    assert verbs_since(before)[-1] == "consultation.rescheduled"


@pytest.mark.parametrize(
    ("state", "opens", "refusal"),
    [
        ("draft", DAY, NotNow),
        ("open", DAY, NotNow),
        ("scheduled", -DAY, Invalid),
        ("scheduled", 99 * DAY, Invalid),
    ],
)
def test_opening_is_moved_to_a_moment_before_the_closing(
    state: str, opens: timedelta, refusal: type[Refused]
) -> None:
    draft = make_draft()
    made = draft if state == "draft" else published(draft, at_once=state == "open")

    with pytest.raises(refusal):
        actions.set_opening(actor=SYSTEM, consultation=made, opens_at=timezone.now() + opens)


def test_closing_is_changed_by_a_person_with_a_reason_that_is_kept() -> None:
    made, actor, before = make_consultation(), officer(), last_line()
    old, later = made.closes_at, timezone.now() + 9 * DAY

    with pytest.raises(Invalid):
        actions.set_closing(actor=actor, consultation=made, closes_at=later)
    actions.set_closing(actor=actor, consultation=made, closes_at=later, reason=WHY)
    closed = actions.set_closing(actor=actor, consultation=made, closes_at=None, reason=WHY)

    changes = list(TimeChange.objects.order_by("at").values_list("closed_before", "closes_at", "by"))
    assert changes == [(old, later, actor.person_id), (later, closed.closes_at, actor.person_id)]
    assert closed.is_closed(timezone.now())
    assert verbs_since(before)[-2:] == ["consultation.extended", "consultation.cut_short"]
