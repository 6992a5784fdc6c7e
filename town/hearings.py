"""The two hearings of 2022: the survey of May, and the draft texts of November with what was said of them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from punos.consultations import actions as consultations
from punos.consultations.actions import (
    ImportedComment,
    ImportedSubmission,
    OptionFacts,
    PartFacts,
    QuestionFacts,
    Told,
)
from punos.consultations.models import Consultation, Part, PartKind, QuestionKind, ResultsShown
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity, Contribution, Identified, Reason
from punos.core.languages import TranslatedText
from punos.organisations.models import Organisation
from punos.organisations.models.actor import SYSTEM
from punos.people.models import Person
from punos.processes import actions as processes
from punos.processes.actions import SectionFacts
from punos.processes.models import Document, Process
from town.generators import survey_answers
from town.texts import board_draft, may_survey, open_survey
from town.texts.board_comments import draft_comments
from town.texts.cast import CAST
from town.texts.hearing_shapes import (
    AnswerRow,
    CommentRow,
    DocumentText,
    HearingText,
    OptionText,
    QuestionText,
    VersionText,
)
from town.texts.registry import registry
from town.texts.shapes import Words
from town.who import text

ABOUT = Words("Mistä on kyse", "Vad det handlar om", "What this is about")
BACKGROUND = Words("Taustatiedot", "Bakgrundsuppgifter", "Background")
QUESTIONS = Words("Kysymykset", "Frågor", "Questions")


ADVERTISEMENT = "Tarjoamme kokoustarjoilut edullisesti kaikille yhdistyksille, kysy tarjous!"
NEXT = "Tilojen yhteiset pelisäännöt"
NEXT_SLUG = "yhteiset-pelisaannot"


def held() -> None:
    """Both hearings with everything that was said in them; what is there already stays as it is."""
    process = Process.objects.get(slug=may_survey.HEARING.process)
    survey = asked(process, may_survey.HEARING, [])
    rows = (submission(row, voice_of) for voice_of in [speakers("may")] for row in survey_answers())
    consultations.bring_in_submissions(
        actor=SYSTEM, consultation=survey, rows=rows, source=f"town:{survey.slug}"
    )
    documents = {told.slug: drafted(process, told) for told in board_draft.DOCUMENTS}
    hearing = asked(
        process,
        board_draft.HEARING,
        [
            PartFacts(PartKind.DRAFT_TEXT, document.title, document=document)
            for document in documents.values()
        ],
    )
    commented(hearing, documents)
    moderated(hearing)
    for told in board_draft.DOCUMENTS:
        rewritten(documents[told.slug], told)


def under_way(today: date) -> None:
    """The survey that is open, and the draft of the next one, which has no Swedish title yet."""
    told = open_survey.hearing(today)
    process = Process.objects.get(slug=told.process)
    asked(process, told, [])
    title = TranslatedText.of("fi", fi=NEXT)
    if not Consultation.objects.filter(process=process, slug=NEXT_SLUG).exists():
        consultations.draft_consultation(
            actor=SYSTEM, process=process, title=title, slug=NEXT_SLUG, starter=consultations.Starter.SURVEY
        )


def asked(process: Process, told: HearingText, texts: Iterable[PartFacts]) -> Consultation:
    """A hearing with its parts; draft texts come before the questions."""
    known = Consultation.objects.select_related("process").filter(process=process, slug=told.slug).first()
    if known:
        return known
    return consultations.publish_consultation(
        actor=SYSTEM,
        process=process,
        slug=told.slug,
        title=text(told.title),
        summary=text(told.summary),
        opens_at=told.window.opens,
        closes_at=told.window.closes,
        parts=[
            PartFacts(PartKind.INFORMATION, text(ABOUT), text(told.information)),
            PartFacts(PartKind.BACKGROUND, text(BACKGROUND)),
            *texts,
            PartFacts(
                PartKind.QUESTIONS, text(QUESTIONS), questions=[question(each) for each in told.questions]
            ),
        ],
        results_shown=ResultsShown.WHEN_CLOSED,
        told=Told(
            source=f"town:{told.slug}",
            minutes=told.minutes,
            privacy=text(told.privacy),
            publicity=text(told.publicity),
            retention=text(told.retention),
            is_easy=bool(told.easy_questions),
            easy_summary=easy(told.easy_summary),
        ),
    )


def easy(words: Words | None) -> TranslatedText:
    """Words in Easy Finnish and Easy Swedish; there is no Easy English."""
    return TranslatedText.of("fi", fi=words.fi, sv=words.sv) if words else TranslatedText()


def question(told: QuestionText) -> QuestionFacts:
    """A question as the action takes it."""
    shown_if, values = told.shown_if or ("", ())
    return QuestionFacts(
        code=told.code,
        kind=QuestionKind(told.kind),
        title=text(told.title),
        help=text(told.help),
        required=told.required,
        is_public=told.is_public,
        options=[option(each) for each in told.options],
        rows=[option(each) for each in told.rows],
        lowest=told.lowest,
        highest=told.highest,
        low=text(told.low),
        high=text(told.high),
        limit=told.limit,
        shown_if=shown_if,
        shown_if_values=values,
        in_easy=told.easy is not None,
        easy_title=easy(told.easy),
    )


def option(told: OptionText) -> OptionFacts:
    """Something to choose, as the action takes it."""
    return OptionFacts(told.code, text(told.text), asks_which=told.asks_which, easy_text=easy(told.easy))


type VoiceOf = Callable[[AnswerRow | CommentRow], ImportedVoice]


def speakers(source: str) -> VoiceOf:
    """From a row to who speaks in it: one of the cast, an organisation of the registry, or one who told no name.

    An organisation that answers under a mandate is the same speaker in both hearings.
    """
    ids = dict(Organisation.objects.values_list("name", "pk"))
    names = [row.name for row in registry()]
    emails = {member.key: member.email for member in CAST}
    people = dict(Person.objects.values_list("email", "pk"))

    def voice_of(row: AnswerRow | CommentRow) -> ImportedVoice:
        name = row.body or (names[row.organisation] if row.organisation is not None else "")
        organisation = ids[name] if name else None
        capacity, person = Capacity(row.capacity), people.get(emails.get(row.person, ""))
        marks = {
            Capacity.ORGANISATION: (f"organisation:{organisation}", Identified.MANDATE),
            Capacity.BODY: (f"organisation:{organisation}", Identified.MANDATE),
        }
        own = (f"person:{person}", Identified.ACCOUNT) if person else ("", Identified.BROWSER)
        speaker, identified = marks.get(capacity, own)
        return ImportedVoice(
            key=speaker or f"{source}:{row.key}",
            capacity=capacity,
            at=row.sent,
            background=row.background if isinstance(row, AnswerRow) else {},
            organisation_id=organisation,
            head_count=row.head_count if capacity is Capacity.GROUP else None,
            language=row.language,
            person_id=person,
            speaker=speaker,
            identified=identified,
        )

    return voice_of


def submission(row: AnswerRow, voice_of: VoiceOf) -> ImportedSubmission:
    """An answer to the survey as the action takes it."""
    return ImportedSubmission(
        voice=voice_of(row),
        values=row.values,
        sent_at=row.sent,
        language=row.language,
        is_easy=row.is_easy,
    )


def drafted(process: Process, told: DocumentText) -> Document:
    """A draft text in its first version."""
    known = Document.objects.filter(process=process, slug=told.slug).first()
    if known:
        return known
    document = processes.draft_document(actor=SYSTEM, process=process, title=text(told.title), slug=told.slug)
    published(document, told.versions[0])
    return document


def rewritten(document: Document, told: DocumentText) -> None:
    """Its second version, which says clause by clause what changed and why."""
    if document.versions.count() < len(told.versions):
        published(document, told.versions[-1])


def published(document: Document, told: VersionText) -> None:
    """One version with its clauses and the reasons for what changed, on the day on which it was published."""
    version = processes.write_version(
        actor=SYSTEM,
        document=document,
        sections=[
            SectionFacts(each.key, text(each.heading), text(each.body), text(each.why))
            for each in told.sections
            if each.change != "removed"
        ],
        seen_revision=0,
        note=text(told.note),
    )
    for each in told.sections:
        if each.change == "removed":
            processes.remove_section(actor=SYSTEM, version=version, key=each.key, why=text(each.why))
    processes.publish_version(actor=SYSTEM, version=version, at=told.published)


def commented(hearing: Consultation, documents: dict[str, Document]) -> None:
    """What was said of the clauses of the first versions."""
    voice_of = speakers("november")
    for part in Part.objects.filter(consultation=hearing, document__in=documents.values()).select_related(
        "document", "thread", "consultation__process"
    ):
        assert part.document is not None  # the query asks for parts with one
        rows = [row for row in draft_comments() if row.document == part.document.slug]
        consultations.bring_in_comments(
            actor=SYSTEM,
            part=part,
            rows=[
                ImportedComment(
                    voice=voice_of(row),
                    clause=row.section,
                    text=row.text,
                    language=row.language,
                    at=row.sent,
                    stance=row.stance,
                    quote=row.quote,
                    rewording=row.rewording,
                )
                for row in rows
            ],
            source=f"town:{hearing.slug}",
        )


def moderated(hearing: Consultation) -> None:
    """A comment that sells something, removed by a moderator, so that its place shows why."""
    part = Part.objects.select_related("thread", "consultation__process").get(
        consultation=hearing, document__slug=board_draft.TASKS.slug
    )
    at = hearing.opens_at + timedelta(days=3)
    sold = ImportedComment(
        voice=ImportedVoice("november:advert", Capacity.RESIDENT, at),
        clause=board_draft.TASKS.versions[0].sections[0].key,
        text=ADVERTISEMENT,
        language="fi",
        at=at,
    )
    source = f"town:{hearing.slug}"
    if consultations.bring_in_comments(actor=SYSTEM, part=part, rows=[sold], source=source):
        said = Contribution.objects.get(thread=part.thread, latest__text=ADVERTISEMENT)
        contributions.remove(actor=SYSTEM, contribution=said, reason=Reason.ADVERTISING)
