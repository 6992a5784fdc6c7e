"""A small process that has been closed: tools to borrow in a resident space. All of it is invented."""

from datetime import date, datetime

from town.texts.answered_shapes import ThemeText
from town.texts.board_draft import HELSINKI
from town.texts.cast import CULTURE_AND_LEISURE
from town.texts.hearing_shapes import HearingText, OptionText, QuestionText
from town.texts.open_survey import PRIVACY, PUBLICITY, RETENTION
from town.texts.shapes import (
    DecisionText,
    MeasureText,
    NoteText,
    PhaseText,
    ProcessText,
    Window,
    Words,
)

SLUG, CASE_NUMBER = "tyokalulainaamo", "ESIM 2024-000004"
SURVEY = "lainaamon-kysely"
WINDOW = Window(
    datetime(2024, 2, 5, 9, tzinfo=HELSINKI),
    datetime(2024, 2, 26, 16, tzinfo=HELSINKI),
)
ANSWERED = datetime(2024, 3, 20, 10, tzinfo=HELSINKI)
CLOSED = datetime(2024, 6, 28, 12, tzinfo=HELSINKI)
HEARD_FROM = datetime(2024, 7, 1, 18, tzinfo=HELSINKI)

PROCESS = ProcessText(
    slug=SLUG,
    case_number=CASE_NUMBER,
    title=Words("Mallilan työkalulainaamo", "Verktygslånet i Mallila", "The tool library of Mallila"),
    summary=Words(
        "Asukastilasta sai kokeeksi lainata työkaluja. Kysyimme, mitä siitä pitäisi tulla. Esittelyaineistoa.",
        "I invånarlokalen fick man på försök låna verktyg. Vi frågade vad det borde bli av det. Exempelmaterial.",
        "For a trial, tools could be borrowed in the resident space. We asked what should become of it. Sample "
        "material.",
    ),
    aims=Words(
        "Kokeilusta päätetään vastausten perusteella, ja jokaiseen teemaan vastataan.",
        "Om försöket beslutas utifrån svaren, och varje tema får ett svar.",
        "The trial is decided on by the answers, and each theme gets a response.",
    ),
    level="consulting",
    phases=(
        PhaseText(
            "survey",
            Words("Kysely", "Enkät", "Survey"),
            Words(
                "Kyselyyn sai vastata kolme viikkoa.",
                "Enkäten var öppen i tre veckor.",
                "The survey was open for three weeks.",
            ),
            date(2024, 2, 5),
            date(2024, 2, 26),
            consultation=SURVEY,
        ),
        PhaseText(
            "decided",
            Words("Kokeilusta päätetään", "Beslut om försöket", "The trial is decided on"),
            Words(
                "Keksitty jaosto päätti, että lainaamo jatkuu.",
                "En påhittad sektion beslutade att verktygslånet fortsätter.",
                "An invented section decided that the tool library goes on.",
            ),
            date(2024, 4, 9),
        ),
    ),
    host_unit=CULTURE_AND_LEISURE,
)

HEARING = HearingText(
    slug=SURVEY,
    process=SLUG,
    title=Words(
        "Kysely: mitä työkalulainaamosta pitäisi tulla?",
        "Enkät: vad borde det bli av verktygslånet?",
        "Survey: what should become of the tool library?",
    ),
    summary=Words(
        "Kerro, mitä lainasit, mitä puuttui ja milloin ovien pitäisi olla auki.",
        "Berätta vad du lånade, vad som saknades och när dörren borde vara öppen.",
        "Tell what you borrowed, what was missing, and when the door should be open.",
    ),
    information=Words(
        "Kokeilu päättyy huhtikuussa. Vastaukset luetaan ennen kuin jatkosta päätetään. Esittelyaineistoa.",
        "Försöket slutar i april. Svaren läses innan det beslutas om en fortsättning. Exempelmaterial.",
        "The trial ends in April. The answers are read before it is decided how it goes on. Sample material.",
    ),
    privacy=PRIVACY,
    publicity=PUBLICITY,
    retention=RETENTION,
    minutes=3,
    window=WINDOW,
    languages=("fi", "sv", "en"),
    background=("field", "field_other", "area", "size"),
    questions=(
        QuestionText(
            "borrowed",
            "single",
            Words(
                "Lainasitko kokeilun aikana jotain?",
                "Lånade du något under försöket?",
                "Did you borrow anything during the trial?",
            ),
            options=(
                OptionText("often", Words("Usein", "Ofta", "Often")),
                OptionText("once", Words("Kerran tai pari", "En eller ett par gånger", "Once or twice")),
                OptionText("never", Words("En kertaakaan", "Inte en enda gång", "Never")),
            ),
        ),
        QuestionText(
            "hopes",
            "text",
            Words(
                "Mitä lainaamosta pitäisi tulla?",
                "Vad borde det bli av verktygslånet?",
                "What should become of the tool library?",
            ),
            limit=2_000,
        ),
    ),
)

OPENING = ThemeText(
    "opening",
    Words("Ovet auki iltaisin", "Öppet på kvällarna", "Open in the evenings"),
    Words(
        "Työssäkäyvät eivät ehdi lainaamoon arkipäivisin.",
        "De som arbetar hinner inte till verktygslånet på vardagarna.",
        "People who work can't come to the tool library on weekdays.",
    ),
    words=r"ilta|illalla|auki|lauantai|kväll|lördag|öppet",
    outcome="taken",
    reasons=Words(
        "Lainaamo on vastedes auki tiistaisin ja torstaisin kello kahdeksaan asti.",
        "Verktygslånet har framöver öppet till klockan åtta på tisdagar och torsdagar.",
        "From now on the tool library is open until eight on Tuesdays and Thursdays.",
    ),
    at=ANSWERED,
    decision="§ 12",
)
TOOLS = ThemeText(
    "tools",
    Words("Mitä lainataan", "Vad man får låna", "What can be borrowed"),
    Words(
        "Toivotaan painepesuria, ompelukonetta ja kärryä.",
        "Man önskar högtryckstvätt, symaskin och kärra.",
        "A pressure washer, a sewing machine and a cart are hoped for.",
    ),
    words=r"pora|pesur|ompelu|kärry|saha|työkalu|tikkaat|verktyg|borr|symaskin|kärra",
    outcome="partly",
    reasons=Words(
        "Ompelukone ja kärry hankitaan. Painepesuria ei hankita, koska sille ei ole paikkaa.",
        "En symaskin och en kärra skaffas. Någon högtryckstvätt skaffas inte, eftersom det inte finns plats.",
        "A sewing machine and a cart are bought. No pressure washer, because there is no room for it.",
    ),
    at=ANSWERED,
    decision="§ 12",
)
THEMES = (OPENING, TOOLS)

DECISIONS = (
    DecisionText(
        "decided",
        Words("Työkalulainaamo jatkuu", "Verktygslånet fortsätter", "The tool library goes on"),
        Words(
            "Keksitty esimerkki: lainaamo jatkuu, ja sen aukioloa pidennetään.",
            "Påhittat exempel: verktygslånet fortsätter, och det har öppet längre.",
            "Invented example: the tool library goes on, and is open for longer.",
        ),
        date(2024, 4, 9),
        outcome="approved",
        case_number=CASE_NUMBER,
        body=Words("Esimerkkijaosto", "Exempelsektionen", "Example Section"),
        section_mark="§ 12",
        appeal="none",
    ),
)
MEASURES = (
    MeasureText(
        "evenings",
        Words("Lainaamo auki kahtena iltana", "Öppet två kvällar i veckan", "Open two evenings a week"),
        Words(
            "Asukastilan väki päivystää tiistaisin ja torstaisin.",
            "Invånarlokalens personal har jour på tisdagar och torsdagar.",
            "The people of the resident space keep it open on Tuesdays and Thursdays.",
        ),
        CULTURE_AND_LEISURE,
        date(2024, 6, 30),
        "day",
        ("decided",),
        came_of=NoteText(
            date(2024, 6, 11),
            Words(
                "Keksitty esimerkki: ensimmäisenä iltana lainattiin neljätoista työkalua.",
                "Påhittat exempel: den första kvällen lånades fjorton verktyg ut.",
                "Invented example: on the first evening fourteen tools were borrowed.",
            ),
        ),
    ),
)
