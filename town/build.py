"""The demo town, put into the database through actions. What is there already is left as it is."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from punos.consultations import actions as consultations
from punos.consultations.actions import PartFacts, Told
from punos.consultations.models import Consultation, PartKind
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import Capacity, Scale, Thread
from punos.core.languages import LANGUAGES, TranslatedText
from punos.home import actions as home
from punos.organisations.models import CityUnit, Organisation
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import PhaseFacts, ProcessFacts
from punos.processes.models import Process
from town.answered import responded_to
from town.asking import gathered, invited
from town.deeds import done
from town.ended import ended
from town.generators import open_ratings, open_voices, umbrella_ratings, umbrella_voices
from town.hearings import held, under_way
from town.texts import co_operation, open_brainstorm, tool_library, umbrella
from town.texts.pages import PAGES
from town.texts.registry import registry
from town.texts.shapes import ConsultationText, PhaseText, ProcessText, VoiceRow, Window, Words
from town.told import followed, looped, told_of
from town.who import bodies, mandates, people_and_units, register, text, with_easy

SCALES = {"agreement": Scale.AGREEMENT, "seven": Scale.SEVEN}
ABOUT = Words("Mistä on kyse", "Vad det handlar om", "What this is about")
SHOWN = {"always": "while_open", "when_closed": "when_closed"}


@transaction.atomic
def build(today: date) -> None:
    """The whole town: people, registry, four processes, standing pages."""
    people_and_units()
    register()
    bodies()
    mandates()
    announced(co_operation.PROCESS)
    done()
    held()
    responded_to(today)
    brainstorm(
        umbrella.PROCESS, umbrella.CONSULTATION, umbrella.WINDOW, umbrella_voices(), umbrella_ratings()
    )
    window = open_brainstorm.window(today)
    brainstorm(
        open_brainstorm.process(today), open_brainstorm.CONSULTATION, window, open_voices(), open_ratings()
    )
    under_way(today)
    invited()
    gathered(today)
    announced(tool_library.PROCESS)
    ended(today)
    followed()
    told_of()
    looped()
    for page in PAGES:
        home.write_standing_page(actor=SYSTEM, kind=page.slug, title=text(page.title), body=text(page.body))


def announced(told: ProcessText) -> Process:
    """A process with its phases; one that is there already stays as it is."""
    known = Process.objects.filter(slug=told.slug).first()
    if known:
        return known
    facts = ProcessFacts(
        slug=told.slug,
        title=text(told.title),
        summary=with_easy(text(told.summary), told.easy_summary),
        body=with_easy(passages(told), told.easy_body),
        case_number=told.case_number,
        host_unit=CityUnit.objects.get(slug=told.host_unit) if told.host_unit else None,
        host_organisation=Organisation.objects.get(name=told.host_organisation)
        if told.host_organisation
        else None,
        addressees=told.addressees,
        influence=told.level,
        phases=tuple(
            phase_facts(told.slug, place, phase) for place, phase in enumerate(told.phases, start=1)
        ),
    )
    return processes.announce_process(actor=SYSTEM, facts=facts)


def passages(told: ProcessText) -> TranslatedText:
    """The aims and the passages of a process as one text with headings; only languages that have all of them."""
    texts = {}
    for language in LANGUAGES:
        pieces = [told.aims.in_language(language)]
        for passage in told.passages:
            pieces += [f"### {passage.title.in_language(language)}", passage.body.in_language(language)]
        if all(pieces):
            texts[language] = "\n\n".join(pieces)
    return TranslatedText.of("fi", **texts)


def phase_facts(slug: str, place: int, phase: PhaseText) -> PhaseFacts:
    """A phase as the action takes it."""
    return PhaseFacts(
        key=phase.key.replace("_", "-"),
        place=place,
        title=text(phase.title),
        body=text(phase.body),
        open_question=text(phase.open_question),
        starts_on=phase.starts,
        ends_on=phase.ends or phase.starts,
        precision=phase.precision,
        certainty=phase.certainty,
        leads_to=f"/processes/{slug}/{phase.consultation}/" if phase.consultation else "",
    )


def brainstorm(
    told: ProcessText,
    asked: ConsultationText,
    window: Window,
    voices: tuple[VoiceRow, ...],
    ratings: Iterable[tuple[int, int, int]],
) -> None:
    """A process with its brainstorm and everything said in it; the host offers the ideas."""
    process = announced(told)
    if Consultation.objects.filter(process=process, slug=asked.slug).exists():
        return
    consultation = consultations.publish_consultation(
        actor=SYSTEM,
        process=process,
        slug=asked.slug,
        title=text(asked.title),
        summary=text(asked.summary),
        opens_at=window.opens,
        closes_at=window.closes,
        parts=parts(asked),
        results_shown=SHOWN[asked.results],
        told=Told(source=f"town:{asked.slug}"),
    )
    contributions.bring_in(
        actor=SYSTEM,
        thread=Thread.objects.select_related("process").get(part__consultation=consultation),
        source=consultation.source,
        voices=imported_voices(voices, window.opens),
        ideas=imported_ideas(asked, window.opens),
        ratings=((str(voice), idea + 1, value, window.opens) for voice, idea, value in ratings),
    )


def parts(asked: ConsultationText) -> list[PartFacts]:
    """Information, background questions, ideas to rate."""
    return [
        PartFacts(PartKind.INFORMATION, text(ABOUT), text(asked.information)),
        PartFacts(PartKind.BACKGROUND, text(asked.background), fields=asked.fields),
        PartFacts(
            PartKind.IDEAS,
            text(asked.question),
            text(asked.own_idea),
            scale=SCALES[asked.scale],
            low=text(asked.low),
            high=text(asked.high),
        ),
    ]


def imported_voices(voices: tuple[VoiceRow, ...], at: datetime) -> Iterable[ImportedVoice]:
    """The host, and everybody who took part, each with the organisation they belong to."""
    yield ImportedVoice("host", Capacity.BODY, at, is_host=True)
    names = [row.name for row in registry()]
    ids = dict(Organisation.objects.values_list("name", "pk"))
    for place, voice in enumerate(voices):
        background = {"field": voice.field, "area": voice.area, "size": voice.size}
        if voice.field_other:
            background["field_other"] = voice.field_other
        yield ImportedVoice(
            key=str(place),
            capacity=voice.capacity,
            at=at,
            background={name: value for name, value in background.items() if value},
            organisation_id=ids[names[voice.organisation]] if voice.organisation is not None else None,
            head_count=voice.head_count if Capacity(voice.capacity) is Capacity.GROUP else None,
            language=voice.language,
        )


def imported_ideas(asked: ConsultationText, at: datetime) -> Iterable[ImportedIdea]:
    """The ideas in the language they were written in, with their translations."""
    for number, idea in enumerate(asked.ideas, start=1):
        words = idea.words
        yield ImportedIdea(
            number=number,
            author="host",
            text=words.original,
            language=words.source,
            at=at,
            translations={
                each: words.in_language(each)
                for each in LANGUAGES
                if each != words.source and words.in_language(each)
            },
        )
