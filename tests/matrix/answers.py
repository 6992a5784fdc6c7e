"""What stands in the town for the matrix once everybody has come: answers, drafts, texts, decisions of moderators.

All in a process of its own, so that those who come have said there how they answer only where a row needs it; what
moderators decide about stands where the browser with a voice has spoken.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from punos.consultations import actions as consultations
from punos.consultations import queries
from punos.consultations.models import (
    AnswerImport,
    AnswerImportRow,
    AnswerRowOutcome,
    Approval,
    Attachment,
    Consultation,
    Part,
    PartKind,
    Submission,
    Way,
)
from punos.consultations.tests.drafts import make_draft
from punos.consultations.tests.factories import make_consultation
from punos.consultations.tests.surveys import FULL, make_survey
from punos.contributions import actions as contributions
from punos.contributions.actions import TypedSpeaker
from punos.contributions.actions.finding import keep_findable
from punos.contributions.models import Audience, Capacity, Contribution, ContributionState, Reason, Thread
from punos.contributions.tests.factories import make_voice, text
from punos.core.languages import TranslatedText
from punos.core.uploads import SafeFile
from punos.organisations.models import Actor, ImportState
from punos.organisations.models.actor import SYSTEM
from punos.organisations.queries import actor_for
from punos.processes import actions as processes
from punos.processes.models import DraftVersion
from punos.processes.tests.factories import make_document, make_process, make_section_facts, make_version
from punos.reports.models import ReportFile, Summary, SummaryVersion
from tests.matrix.ground import Ground

DAY = timedelta(days=1)
FOR_IT = {"capacity": Capacity.ORGANISATION}
WRITERS = ("browser with a voice", "resident")  # the columns that have something of their own here
# How things read that only some may see.
DRAFT_TITLE = "Salainen luonnoskysely"
UNSENT_WORDS = "Vasta luonnosteltu vastaus"
TYPED_WORDS = "Puhelimessa sanottua"
SENT_WORDS = "Lähetetty vastaus"
KEPT_WORDS = "Ei julkaistava vastaus"
SECRET_FILE = "palkat.txt"
WRITTEN_CLAUSE = "Vasta kirjoitettava kohta"
REMOVED_WORDS, WAITING_WORDS = "Poistettu sopimaton ajatus", "Vielä katsottava ajatus"
REPORT_WORDS = "Tämä loukkaa naapuriani"
ASKED_WORDS = "Pyydettiin palkkaliitettä"

type Actors = Mapping[str, Actor]


def build(ground: Ground, come: Actors) -> None:
    """Everything; `come` are the actors of the columns named above."""
    ground.asked_process = make_process(slug="matrix-asked", host_unit=ground.unit)
    for_listed = actor_for(ground.member, hat=ground.listed.pk)
    _surveys(ground)
    _answers(ground, come["browser with a voice"], for_listed)
    _sent(ground, for_listed, come["resident"])
    _typed_in(ground)
    _imports(ground)
    _drafts(ground)
    _texts(ground, for_listed)
    _moderated(ground, come["browser with a voice"])
    _requests(ground)
    _summaries(ground)
    _audiences(ground)


def _surveys(ground: Ground) -> None:
    """Open, and closed with its results for all."""
    ground.survey = make_survey(process=ground.asked_process, slug="survey")
    ground.survey_over = make_survey(process=ground.asked_process, slug="survey-over", state="closed")
    questions = {each.code: each for each in queries.questions_of(ground.survey)}
    ground.file_question = questions["plan"]
    ground.questions_part = questions["plan"].part


def _draft(actor: Actor, consultation: Consultation, voice: Any, hopes: str, at: datetime) -> Submission:
    """An answer that has been written, and not been sent."""
    known: dict[str, Any] = {"actor": actor, "received_at": at}
    begun = consultations.begin(consultation=consultation, voice=voice, language="fi", **known)
    values = FULL | {"hopes": hopes, "secret": KEPT_WORDS}
    return consultations.save_draft(submission=begun, values=values, seen_revision=0, **known).submission


def _annexes(actor: Actor, submission: Submission, at: datetime) -> list[Attachment]:
    """One that everybody may read once it is sent, and one that its sender believes secret."""
    known: dict[str, Any] = {"actor": actor, "submission": submission, "received_at": at}
    public = SafeFile(name="liite.txt", media_type="text/plain", content=b"Liite", sha256="1" * 64)
    secret = SafeFile(name=SECRET_FILE, media_type="text/plain", content=b"Palkat", sha256="2" * 64)
    return [
        consultations.attach_annex(file=public, **known),
        consultations.attach_annex(file=secret, is_secret=True, ground="24 \u00a7", **known),
    ]


def _answers(ground: Ground, browser: Actor, for_listed: Actor) -> None:
    """To the open survey: sent by a browser; an organisation's draft, to be approved, and another asked to sign."""
    now, process = timezone.now(), ground.asked_process
    ground.by_browser = _draft(browser, ground.survey, make_voice(process, browser), SENT_WORDS, now)
    ground.by_browser = consultations.send(actor=browser, submission=ground.by_browser)
    voice = make_voice(process, for_listed, **FOR_IT)
    ground.by_listed = _draft(for_listed, ground.survey, voice, UNSENT_WORDS, now)
    ground.annex, ground.secret_annex = _annexes(for_listed, ground.by_listed, now)
    known: dict[str, Any] = {"actor": for_listed, "submission": ground.by_listed}
    consultations.choose_approval(approval=Approval.IN_SYSTEM, **known)
    ground.signature = consultations.ask_to_sign(organisation=ground.other, **known).signature
    rows = Submission.objects.select_related("consultation__process", "voice__organisation")
    ground.by_listed = rows.get(pk=ground.by_listed.pk)


def _sent(ground: Ground, for_listed: Actor, resident: Actor) -> None:
    """To the survey that has closed: a resident's, and an organisation's with its annexes."""
    then, process = timezone.now() - 1.5 * DAY, ground.asked_process
    voice = make_voice(process, resident)
    by_resident = _draft(resident, ground.survey_over, voice, SENT_WORDS, then)
    ground.by_resident = consultations.send(actor=resident, submission=by_resident, received_at=then)
    voice = make_voice(process, for_listed, **FOR_IT)
    sent = _draft(for_listed, ground.survey_over, voice, SENT_WORDS, then)
    ground.sent_annex, ground.sent_secret_annex = _annexes(for_listed, sent, then)
    ground.sent = consultations.send(actor=for_listed, submission=sent, received_at=then)
    for each in (ground.sent_annex, ground.sent_secret_annex):
        each.refresh_from_db()
    said = Contribution.objects.filter(voice=voice, latest__text=SENT_WORDS)
    ground.said_in_words = said.select_related("thread__process").get()


def _typed_in(ground: Ground) -> None:
    """What an officer types for somebody who phoned, and what was begun after closing for a letter that came in time."""
    known: dict[str, Any] = {"actor": SYSTEM, "speaker": TypedSpeaker(Capacity.RESIDENT, "fi")}
    today, in_time = timezone.localdate(), timezone.localdate(ground.survey_over.closes_at)
    begun = consultations.begin_typed_in(
        consultation=ground.survey, way=Way.PHONE, arrived_on=today, mark="m" * 16, **known
    )
    ground.typed_late = consultations.begin_typed_in(
        consultation=ground.survey_over, way=Way.PAPER, arrived_on=in_time, mark="l" * 16, **known
    )
    ground.typed = consultations.save_draft(
        actor=SYSTEM, submission=begun, values=FULL | {"hopes": TYPED_WORDS}, seen_revision=0
    ).submission


def _imports(ground: Ground) -> None:
    """Answers gathered elsewhere in three states; at one a job should be but has not got on for an hour."""
    now = timezone.now()
    for state in (ImportState.READ, ImportState.DONE, ImportState.READING):
        taken = AnswerImport.objects.create(
            consultation=ground.survey, file_name="answers.csv", content=b"hopes?\nWords\n", sha256=str(state),
            state=state, headings=["hopes?"], columns={"0": "hopes"}, at=now, moved_at=now - timedelta(hours=1),
        )  # fmt: skip
        facts = {
            "values": {"hopes": "Words"}, "comments": {}, "capacity": "resident", "organisation_name": "",
            "head_count": None, "background": {}, "language": "fi", "at": None,
        }  # fmt: skip
        AnswerImportRow.objects.create(
            answer_import=taken, number=2, key=str(state), told=["Words"], facts=facts, outcome=AnswerRowOutcome.NEW,
            done_at=now if state == ImportState.DONE else None,
        )  # fmt: skip
        setattr(ground, f"answers_{state}", taken)


def _drafts(ground: Ground) -> None:
    """Consultations that are being made: a draft with a secret link, a template, one of another unit."""
    title = text(DRAFT_TITLE, sv="Utkast", en=DRAFT_TITLE)
    known: dict[str, Any] = {"actor": SYSTEM}
    made = make_draft(ground.asked_process, slug="drafting", title=title)
    made = consultations.make_preview_link(consultation=made, **known)
    ground.drafting = Consultation.objects.select_related("process").get(pk=made.pk)
    template = make_draft(ground.asked_process, slug="template")
    ground.template = consultations.mark_template(consultation=template, is_template=True, **known)
    elsewhere = make_process(slug="matrix-elsewhere", host_unit=ground.other_unit)
    ground.elsewhere = make_draft(elsewhere, slug="drafting")
    ground.draft_read = queries.draft_of(ground.drafting)
    ground.drafted_question = ground.draft_read.questions[0]
    ground.asked_part = ground.drafted_question.part
    ground.background = consultations.define_background_question(
        code="matrix-background", kind="number", title=text("Montako?"), **known
    )
    ground.host_request = processes.ask_to_host(
        process=ground.asked_process, organisation=ground.listed, **known
    )
    ground.unit_request = processes.ask_to_host(process=ground.own_process, unit=ground.other_unit, **known)


def _texts(ground: Ground, for_listed: Actor) -> None:
    """A draft text with a version for readers and one that is being written, commented on; and one only written."""
    clauses = make_section_facts("tasks", "Kokoontuu neljä kertaa."), make_section_facts("seats")
    ground.text = make_document(ground.asked_process, slug="text")
    ground.published = make_version(ground.text, *clauses)
    part = consultations.PartFacts(PartKind.DRAFT_TEXT, text("Luonnos"), document=ground.text)
    ground.hearing = make_consultation(ground.asked_process, slug="hearing", parts=[part])
    asked = Part.objects.select_related("thread__process", "consultation__process", "document")
    ground.text_part = asked.get(consultation=ground.hearing)
    ground.text_thread = ground.text_part.thread
    ground.comment = consultations.comment_on_clause(
        actor=for_listed,
        voice=ground.by_listed.voice,
        part=ground.text_part,
        key="tasks",
        seen_version=1,
        remark=contributions.Remark(text="Hyvä näin.", stance="for"),
        language="fi",
    )
    ground.section = ground.published.sections.get(key="tasks")
    ground.section.version = ground.published
    ground.writing = make_version(
        ground.text, make_section_facts("tasks", WRITTEN_CLAUSE), clauses[1], published=False
    )
    processes.remove_section(actor=SYSTEM, version=ground.writing, key="seats", why=text("Turha."))
    ground.writing = DraftVersion.objects.select_related("document__process").get(pk=ground.writing.pk)
    rows = {each.key: each for each in ground.writing.sections.all()}
    ground.written, ground.left_out = rows["tasks"], rows["seats"]
    ground.unfinished = make_document(ground.asked_process, slug="unfinished")
    make_version(ground.unfinished, make_section_facts("only", WRITTEN_CLAUSE), published=False)


def _moderated(ground: Ground, browser: Actor) -> None:
    """Ideas of one browser: reported, removed, removed and appealed against, waiting to be published."""
    said = {}
    for name, words in (
        ("reported", "Ilmoitettu ajatus"),
        ("removed", REMOVED_WORDS),
        ("appealed", "Valitettu ajatus"),
        ("waiting", WAITING_WORDS),
    ):
        said[name] = contributions.say(
            actor=browser, voice=ground.voice, thread=ground.thread, text=words, language="fi"
        )
    reader = Actor(browser="matrix-reader")
    contributions.report(actor=reader, contribution=said["reported"], reason=Reason.INSULT, text=REPORT_WORDS)
    for name in ("removed", "appealed"):
        removal = contributions.remove(actor=SYSTEM, contribution=said[name], reason=Reason.INSULT)
        setattr(ground, f"removal_{name}", removal)
    ground.removal_appealed = contributions.appeal(
        actor=browser, voice=ground.voice, moderation=ground.removal_appealed, text="Väärin ymmärretty."
    )
    Contribution.objects.filter(pk=said["waiting"].pk).update(state=ContributionState.WAITING)
    rows = Contribution.objects.select_related("thread__process", "voice")
    for name, each in said.items():
        setattr(ground, f"said_{name}", rows.get(pk=each.pk))
    keep_findable(said=ground.said_waiting)
    for name in ("removed", "appealed"):
        removal = getattr(ground, f"removal_{name}")
        removal.contribution = getattr(ground, f"said_{name}")


def _requests(ground: Ground) -> None:
    """Requests for what is not published: waiting, and decided."""
    known: dict[str, Any] = {"actor": SYSTEM, "consultation": ground.survey_over}
    today = timezone.localdate()
    for name in ("info_request", "info_decided"):
        noted = consultations.note_information_request(
            what=ASKED_WORDS, asked_on=today, attachment=ground.sent_secret_annex, **known
        )
        setattr(ground, name, noted)
    ground.info_decided = consultations.decide_information_request(
        actor=SYSTEM, request=ground.info_decided, given=False, ground="24 \u00a7"
    )
    ReportFile.objects.create(
        consultation=ground.survey_over,
        format="docx",
        language="fi",
        state="made",
        content=b"report",
        asked_at=ground.now,
        made_at=ground.now,
    )


def _summaries(ground: Ground) -> None:
    """Closing summaries: a draft, and a published one."""
    now, words = ground.now, TranslatedText.of("fi", fi="Koottua", sv="Sammandraget", en="Summed up")
    known: dict[str, Any] = {"title": words, "body": words, "begun_at": now, "changed_at": now, "revision": 1}
    ground.summary = Summary.objects.create(consultation=ground.to_host, **known)
    ground.summary_out = Summary.objects.create(consultation=ground.in_closed, published_at=now, **known)
    then: dict[str, Any] = {"title": words, "body": words, "given_at": now, "replaced_at": now, "why": words}
    SummaryVersion.objects.create(summary=ground.summary_out, number=1, **then)


def _audiences(ground: Ground) -> None:
    """Places to speak that ask only some."""
    for audience in (Audience.SIGNED_IN, Audience.ORGANISATIONS, Audience.INVITED):
        setattr(ground, f"for_{audience}", Thread(audience=audience))
