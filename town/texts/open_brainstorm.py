"""The brainstorm that is open now: resident spaces and shared premises. All of it is invented."""

from datetime import date, datetime, time, timedelta

from town.texts.cast import EXECUTIVE_OFFICE
from town.texts.registry import FIELDS
from town.texts.shapes import ConsultationText, PhaseText, ProcessText, Window, Words
from town.texts.shared_spaces_ideas import IDEAS
from town.texts.umbrella import HELSINKI

CASE_NUMBER = "ESIM 2026-000003"
SLUG = "yhteiset-tilat"
OPENED_DAYS_AGO = 5
CLOSES_IN_DAYS = 16


def window(today: date) -> Window:
    """Open since five days, closing in sixteen days at 16.00."""
    return Window(
        datetime.combine(today - timedelta(days=OPENED_DAYS_AGO), time(9), HELSINKI),
        datetime.combine(today + timedelta(days=CLOSES_IN_DAYS), time(16), HELSINKI),
    )


def process(today: date) -> ProcessText:
    """The process as it stands on the day when the town is set up."""
    opened, closes = today - timedelta(days=OPENED_DAYS_AGO), today + timedelta(days=CLOSES_IN_DAYS)
    month = _next_month(closes)
    return ProcessText(
        slug=SLUG,
        case_number=CASE_NUMBER,
        title=TITLE,
        summary=SUMMARY,
        aims=AIMS,
        level="working_together",
        phases=(
            PhaseText("brainstorm", BRAINSTORM, BRAINSTORM_BODY, opened, closes, consultation="tilaideat"),
            PhaseText(
                "summary",
                ANSWER,
                ANSWER_BODY,
                month,
                _next_month(month) - timedelta(days=1),
                precision="month",
                certainty="planned",
            ),
            PhaseText(
                "draft",
                DRAFT,
                DRAFT_BODY,
                date(month.year + 1, 1, 1),
                date(month.year + 1, 12, 31),
                precision="year",
                certainty="open",
                open_question=DRAFT_QUESTION,
            ),
        ),
        host_unit=EXECUTIVE_OFFICE,
        addressees=("90",),
    )


def _next_month(day: date) -> date:
    """The first day of the month after this one."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


TITLE = Words(
    "Asukastilat ja yhteiset tilat",
    "Invånarlokaler och gemensamma lokaler",
    "Resident spaces and shared premises",
)
SUMMARY = Words(
    "Missä asukkaat ja järjestöt tapaavat, kuka tiloja hoitaa ja millä ehdoilla ovet ovat auki. "
    "Esittelyaineistoa.",
    "Var invånare och organisationer möts, vem som sköter lokalerna och på vilka villkor dörrarna är öppna. "
    "Exempelmaterial.",
    "Where residents and organisations meet, who looks after the spaces, and on what terms the doors are "
    "open. Sample material.",
)
AIMS = Words(
    "Ideoista kootaan yhteiset pelisäännöt tilaverkolle, jota asukkaat, järjestöt ja toimialat kehittävät "
    "yhdessä.",
    "Av idéerna sammanställs gemensamma spelregler för ett lokalnätverk som invånare, organisationer och "
    "sektorer utvecklar tillsammans.",
    "The ideas are gathered into common rules for a network of spaces that residents, organisations and "
    "divisions develop together.",
)
BRAINSTORM = Words(
    "Verkkoaivoriihi on avoinna", "Brainstormingen på webben är öppen", "The web brainstorm is open"
)
BRAINSTORM_BODY = Words(
    "Arvioi toisten ideoita ja lisää omasi. Osallistua voi ilman kirjautumista.",
    "Bedöm andras idéer och lägg till din egen. Du kan delta utan att logga in.",
    "Rate other people's ideas and add your own. You can take part without signing in.",
)
ANSWER = Words("Yhteenveto ja vastaus", "Sammandrag och svar", "Summary and answer")
ANSWER_BODY = Words(
    "Ideat kootaan teemoiksi ja jokaiseen teemaan vastataan.",
    "Idéerna samlas i teman och varje tema får ett svar.",
    "Ideas are gathered into themes, and each theme gets an answer.",
)
DRAFT = Words(
    "Luonnos yhteisiksi pelisäännöiksi", "Utkast till gemensamma spelregler", "Draft of common rules"
)
DRAFT_BODY = Words(
    "Luonnosta voi kommentoida kohta kohdalta.",
    "Utkastet kan kommenteras punkt för punkt.",
    "The draft can be commented on clause by clause.",
)
DRAFT_QUESTION = Words(
    "Aikataulu tarkentuu, kun ideat on koottu.",
    "Tidtabellen preciseras när idéerna har sammanställts.",
    "The timetable will be known once the ideas have been gathered.",
)

CONSULTATION = ConsultationText(
    slug="tilaideat",
    process=SLUG,
    title=Words(
        "Aivoriihi: millainen on hyvä yhteinen tila?",
        "Brainstorming: hurdan är en bra gemensam lokal?",
        "Brainstorm: what makes a good shared space?",
    ),
    summary=Words(
        "Kerro, mitä mieltä olet muiden ideoista. Vie noin viisi minuuttia.",
        "Säg vad du tycker om andras idéer. Tar ungefär fem minuter.",
        "Say what you think of other people's ideas. Takes about five minutes.",
    ),
    information=Words(
        "Järjestöt toivovat lisää asukastiloja ja tilaverkkoa, jota kehitetään yhdessä. Moni tila on silti "
        "tyhjillään silloin, kun sille olisi käyttöä. Kysymme, millaisia yhteisten tilojen pitäisi olla.\n\n"
        "- Näet yhden idean kerrallaan: olet samaa mieltä, eri mieltä tai ohitat.\n"
        "- Voit lisätä oman ideasi. Kaikki voivat lukea ja arvioida sen.\n"
        "- Voit muuttaa mielesi niin kauan kuin aivoriihi on avoinna.\n\n"
        "Tulokset näkyvät kaikille, kun aivoriihi sulkeutuu. Aihe, ideat ja arviot ovat esittelyaineistoa.",
        "Organisationerna hoppas på fler invånarlokaler och på ett lokalnätverk som utvecklas tillsammans. "
        "Ändå står många lokaler tomma när de skulle behövas. Vi frågar hurdana de gemensamma lokalerna "
        "borde vara.\n\n"
        "- Du ser en idé i taget: du är av samma åsikt, av annan åsikt eller hoppar över.\n"
        "- Du kan lägga till en egen idé. Alla kan läsa och bedöma den.\n"
        "- Du kan ändra dig så länge brainstormingen är öppen.\n\n"
        "Resultaten visas för alla när brainstormingen stängs. Ämnet, idéerna och bedömningarna är "
        "exempelmaterial.",
        "Organisations hope for more resident spaces, and for a network of spaces that is developed "
        "together. Yet many spaces stand empty just when they would be needed. We ask what shared spaces "
        "should be like.\n\n"
        "- You see one idea at a time: you agree, disagree or pass.\n"
        "- You can add an idea of your own. Everybody can read and rate it.\n"
        "- You can change your mind as long as the brainstorm is open.\n\n"
        "Results are shown to everybody when the brainstorm closes. The topic, ideas and ratings are sample "
        "material.",
    ),
    background=Words(
        "Näillä tiedoilla katsomme, keitä kuulimme ja keitä emme. Voit jättää kohdat tyhjiksi.",
        "Med hjälp av uppgifterna ser vi vilka vi hörde och vilka inte. Du kan lämna punkterna tomma.",
        "This tells us whom we heard and whom we did not. You may leave these empty.",
    ),
    question=Words(
        "Mitä mieltä olet tästä ideasta?", "Vad tycker du om den här idén?", "What do you think of this idea?"
    ),
    own_idea=Words(
        "Millainen on hyvä yhteinen tila? Kirjoita yksi idea yhtenä lauseena.",
        "Hurdan är en bra gemensam lokal? Skriv en idé som en mening.",
        "What makes a good shared space? Write one idea as one sentence.",
    ),
    thanks=Words(
        "Kiitos. Arviosi on tallennettu. Voit palata ja muuttaa niitä, kunnes aivoriihi sulkeutuu.",
        "Tack. Dina bedömningar har sparats. Du kan komma tillbaka och ändra dem tills brainstormingen "
        "stängs.",
        "Thank you. Your ratings have been saved. You can come back and change them until the brainstorm "
        "closes.",
    ),
    scale="agreement",
    low=Words("Eri mieltä", "Av annan åsikt", "Disagree"),
    high=Words("Samaa mieltä", "Av samma åsikt", "Agree"),
    fields=tuple(code for code, _, _ in FIELDS),
    ideas=IDEAS,
)
