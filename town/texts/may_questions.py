"""The questions of the web survey of May 2022: what organisations hope for, in the town's own words."""

from town.texts.hearing_shapes import OptionText, QuestionText
from town.texts.shapes import Words

OTHER = Words("Muu, mikä?", "Annat, vad?", "Other, which?")
IN_AN_ORGANISATION = ("chair", "board", "employee", "volunteer", "other")

ROLE = QuestionText(
    "role",
    "single",
    Words(
        "Mikä on tehtäväsi järjestössä?",
        "Vilken är din uppgift i organisationen?",
        "What is your role in the organisation?",
    ),
    help=Words(
        "Jos tehtäviä on monta, valitse se, jossa olet useimmin yhteydessä kaupunkiin.",
        "Om du har flera uppgifter, välj den där du oftast har kontakt med staden.",
        "If you have several, choose the one in which you deal with the city most often.",
    ),
    options=(
        OptionText("chair", Words("Puheenjohtaja", "Ordförande", "Chair")),
        OptionText(
            "board",
            Words(
                "Hallituksen jäsen tai sihteeri",
                "Styrelsemedlem eller sekreterare",
                "Board member or secretary",
            ),
        ),
        OptionText("employee", Words("Työntekijä", "Anställd", "Employee")),
        OptionText(
            "volunteer", Words("Vapaaehtoinen tai jäsen", "Frivillig eller medlem", "Volunteer or member")
        ),
        OptionText(
            "none",
            Words(
                "En toimi järjestössä", "Jag är inte aktiv i någon organisation", "I am in no organisation"
            ),
        ),
        OptionText("other", OTHER, asks_which=True),
    ),
)

MEMBERS = QuestionText(
    "members",
    "number",
    Words(
        "Kuinka monta jäsentä järjestössäsi on?",
        "Hur många medlemmar har organisationen?",
        "How many members does your organisation have?",
    ),
    help=Words(
        "Arvio riittää. Kattojärjestö laskee vain suorat jäsenensä.",
        "En uppskattning räcker. En takorganisation räknar bara sina direkta medlemmar.",
        "A rough figure will do. An umbrella organisation counts its direct members only.",
    ),
    lowest=0,
    highest=200_000,
    shown_if=("role", IN_AN_ORGANISATION),
)

WORKS_NOW = QuestionText(
    "works_now",
    "scale",
    Words(
        "Miten hyvin järjestöjen ja kaupungin yhteistyö toimii nyt?",
        "Hur väl fungerar samarbetet mellan organisationerna och staden i dag?",
        "How well does co-operation between organisations and the city work today?",
    ),
    required=True,
    lowest=1,
    highest=5,
    low=Words("Erittäin huonosti", "Mycket dåligt", "Very badly"),
    high=Words("Erittäin hyvin", "Mycket väl", "Very well"),
    easy=Words(
        "Miten hyvin kaupunki ja järjestöt toimivat yhdessä?",
        "Hur bra arbetar staden och organisationerna tillsammans?",
        "",
    ),
)

WHAT_WORKS = QuestionText(
    "what_works",
    "text",
    Words(
        "Mikä yhteistyössä toimii jo hyvin?",
        "Vad fungerar redan bra i samarbetet?",
        "What already works well in the co-operation?",
    ),
    limit=1000,
    easy=Words("Mikä toimii hyvin?", "Vad fungerar bra?", ""),
)

IMPORTANCE = QuestionText(
    "importance",
    "matrix",
    Words(
        "Kuinka tärkeitä nämä asiat ovat hyvälle yhteistyölle?",
        "Hur viktiga är de här sakerna för ett gott samarbete?",
        "How important are these for good co-operation?",
    ),
    options=(
        OptionText("not", Words("Ei tärkeä", "Inte viktigt", "Not important")),
        OptionText("somewhat", Words("Melko tärkeä", "Ganska viktigt", "Fairly important")),
        OptionText("important", Words("Tärkeä", "Viktigt", "Important")),
        OptionText("very", Words("Erittäin tärkeä", "Mycket viktigt", "Very important")),
        OptionText("cannot_say", Words("En osaa sanoa", "Jag kan inte säga", "I cannot say")),
    ),
    rows=(
        OptionText(
            "structures",
            Words("Selkeät rakenteet", "Tydliga strukturer", "Clear structures"),
        ),
        OptionText(
            "communication",
            Words("Avoimempi viestintä", "Öppnare kommunikation", "More open communication"),
        ),
        OptionText("co_development", Words("Yhteiskehittäminen", "Samutveckling", "Co-development")),
        OptionText(
            "across_sectors",
            Words(
                "Yhteistyö yli sektorirajojen",
                "Samarbete över sektorsgränserna",
                "Work across the borders of sectors",
            ),
        ),
        OptionText(
            "meetings",
            Words("Säännölliset tapaamiset", "Regelbundna möten", "Regular meetings"),
        ),
        OptionText(
            "spaces",
            Words(
                "Asukastilat eri puolilla kaupunkia",
                "Invånarlokaler i olika delar av staden",
                "Resident spaces around the city",
            ),
        ),
        OptionText("permanence", Words("Pysyvyys ja jatkuvuus", "Varaktighet och kontinuitet", "Permanence")),
        OptionText(
            "quickness",
            Words("Nopea reagointi ja ketteryys", "Snabba reaktioner och smidighet", "Quick response"),
        ),
        OptionText(
            "grant_guidance",
            Words(
                "Tuki ja ohjaus avustusten hakemiseen",
                "Stöd och handledning i att ansöka om understöd",
                "Help and guidance in applying for grants",
            ),
        ),
    ),
)

ORDER = QuestionText(
    "order",
    "ranking",
    Words(
        "Mitä kaupungin pitäisi parantaa ensimmäiseksi? Laita asiat järjestykseen.",
        "Vad borde staden förbättra först? Sätt sakerna i ordning.",
        "What should the city improve first? Put these in order.",
    ),
    help=Words(
        "Tärkein ensin. Voit jättää pois ne, joista et osaa sanoa.",
        "Det viktigaste först. Du kan lämna bort det som du inte kan bedöma.",
        "Most important first. Leave out those that you cannot judge.",
    ),
    options=(
        OptionText("grants", Words("Avustukset", "Understöd", "Grants")),
        OptionText("premises", Words("Tilat", "Lokaler", "Premises")),
        OptionText("communication", Words("Viestintä", "Kommunikation", "Communication")),
        OptionText(
            "equal_treatment",
            Words(
                "Pienten ja suurten järjestöjen yhdenvertainen kohtelu",
                "Likabehandling av små och stora organisationer",
                "Equal treatment of small and large organisations",
            ),
        ),
        OptionText(
            "regular_meetings", Words("Säännölliset tapaamiset", "Regelbundna möten", "Regular meetings")
        ),
    ),
)

STRUCTURES = QuestionText(
    "structures",
    "text",
    Words(
        "Millaisia rakenteita toivot yhteistyölle?",
        "Vilka strukturer önskar du för samarbetet?",
        "What structures do you hope for in the co-operation?",
    ),
    help=Words(
        "Esimerkiksi kuka kutsuu koolle, kuinka usein tavataan ja mistä puhutaan.",
        "Till exempel vem som sammankallar, hur ofta man möts och vad man talar om.",
        "For instance who calls people together, how often, and to talk about what.",
    ),
    limit=2000,
)

COMMUNICATION = QuestionText(
    "communication",
    "text",
    Words(
        "Mitä toivot kaupungin viestinnältä järjestöille?",
        "Vad önskar du av stadens kommunikation till organisationerna?",
        "What do you hope for in the city's communication with organisations?",
    ),
    limit=2000,
)

MEETING_TIME = QuestionText(
    "meeting_time",
    "multiple",
    Words(
        "Milloin pääset tapaamisiin parhaiten?",
        "När passar det dig bäst att delta i möten?",
        "When can you best come to meetings?",
    ),
    help=Words("Valitse enintään kolme.", "Välj högst tre.", "Choose three at most."),
    options=(
        OptionText(
            "morning",
            Words("Arkiaamuisin", "Vardagsmorgnar", "Weekday mornings"),
            easy=Words("Arkena aamulla", "På vardag, på morgonen", ""),
        ),
        OptionText(
            "afternoon",
            Words("Arkisin iltapäivällä", "Vardagseftermiddagar", "Weekday afternoons"),
            easy=Words("Arkena päivällä", "På vardag, på dagen", ""),
        ),
        OptionText(
            "evening",
            Words("Arki-iltaisin", "Vardagskvällar", "Weekday evenings"),
            easy=Words("Arkena illalla", "På vardag, på kvällen", ""),
        ),
        OptionText(
            "weekend",
            Words("Viikonloppuisin", "Veckoslut", "Weekends"),
            easy=Words("Lauantaina tai sunnuntaina", "På lördag eller söndag", ""),
        ),
        OptionText(
            "online",
            Words("Vain etäyhteydellä", "Bara på distans", "Online only"),
            easy=Words("Vain tietokoneella tai puhelimella", "Bara på datorn eller telefonen", ""),
        ),
    ),
    limit=3,
    easy=Words("Milloin voit tulla tapaamiseen?", "När kan du komma på ett möte?", ""),
)

MEETING_DAY = QuestionText(
    "meeting_day",
    "date",
    Words(
        "Mikä päivä syksyllä 2022 sopisi ensimmäiseen yhteiseen tapaamiseen?",
        "Vilken dag hösten 2022 skulle passa för det första gemensamma mötet?",
        "Which day in autumn 2022 would suit a first meeting together?",
    ),
    help=Words(
        "Voit jättää tyhjäksi. Katsomme vastauksista, mikä viikko sopii useimmille.",
        "Du kan lämna tomt. Vi ser av svaren vilken vecka som passar de flesta.",
        "You may leave this empty. The answers show us which week suits most.",
    ),
)

APPLIED = QuestionText(
    "applied",
    "single",
    Words(
        "Onko järjestösi hakenut kaupungin avustusta kolmen viime vuoden aikana?",
        "Har organisationen sökt understöd av staden under de tre senaste åren?",
        "Has your organisation applied for a grant from the city in the last three years?",
    ),
    options=(
        OptionText("yes", Words("Kyllä", "Ja", "Yes")),
        OptionText(
            "gave_up",
            Words("Aloitimme, mutta jätimme kesken", "Vi började men gav upp", "We started but gave up"),
        ),
        OptionText("no", Words("Ei", "Nej", "No")),
        OptionText("unknown", Words("En tiedä", "Jag vet inte", "I do not know")),
    ),
    shown_if=("role", IN_AN_ORGANISATION),
)

GRANT_HELP = QuestionText(
    "grant_help",
    "multiple",
    Words(
        "Missä kohdassa apua olisi tarvittu?",
        "I vilket skede hade hjälp behövts?",
        "Where would help have been needed?",
    ),
    options=(
        OptionText(
            "finding", Words("Sopivan avustuksen löytäminen", "Att hitta rätt understöd", "Finding a grant")
        ),
        OptionText(
            "form", Words("Hakulomake ja liitteet", "Blanketten och bilagorna", "The form and attachments")
        ),
        OptionText(
            "criteria", Words("Myöntämisen perusteet", "Grunderna för beviljande", "The grounds for granting")
        ),
        OptionText(
            "budget",
            Words("Talousarvio ja omarahoitus", "Budget och självfinansiering", "Budget and own share"),
        ),
        OptionText("report", Words("Selvitys käytöstä", "Utredningen om användningen", "The report on use")),
        OptionText(
            "language",
            Words("Ohjeet omalla kielellä", "Anvisningar på eget språk", "Guidance in own language"),
        ),
        OptionText("other", OTHER, asks_which=True),
    ),
    shown_if=("applied", ("yes", "gave_up")),
)

SPACE_PLACE = QuestionText(
    "space_place",
    "place",
    Words(
        "Missä päin kaupunkia tarvittaisiin uusi asukastila?",
        "Var i staden skulle en ny invånarlokal behövas?",
        "Where in the city would a new resident space be needed?",
    ),
    help=Words(
        "Merkitse kartalle tai kirjoita paikan nimi. Älä merkitse kotiasi.",
        "Märk ut på kartan eller skriv namnet på platsen. Märk inte ut ditt hem.",
        "Mark the map or write the name of the place. Do not mark your home.",
    ),
)

FIRST = QuestionText(
    "first",
    "text",
    Words(
        "Mitä kaupungin pitäisi tehdä ensin?",
        "Vad borde staden göra först?",
        "What should the city do first?",
    ),
    limit=2000,
    easy=Words("Mitä kaupungin pitää tehdä ensin?", "Vad ska staden göra först?", ""),
)

FOR_PREPARERS = QuestionText(
    "for_preparers",
    "text",
    Words(
        "Onko jotain, minkä haluat kertoa vain valmistelijoille?",
        "Finns det något som du vill berätta bara för dem som bereder ärendet?",
        "Is there something that you want to tell only those who prepare the matter?",
    ),
    help=Words(
        "Tätä vastausta ei julkaista. Se on silti viranomaisen asiakirja ja voidaan joutua antamaan "
        "pyynnöstä. Älä kirjoita toisten henkilöiden asioita.",
        "Det här svaret publiceras inte. Det är ändå en myndighetshandling och kan behöva lämnas ut på "
        "begäran. Skriv inte om andra personers angelägenheter.",
        "This answer is not published. It is still an official document and may have to be disclosed on "
        "request. Do not write about other people's affairs.",
    ),
    is_public=False,
    limit=2000,
)

QUESTIONS: tuple[QuestionText, ...] = (
    ROLE,
    MEMBERS,
    WORKS_NOW,
    WHAT_WORKS,
    IMPORTANCE,
    ORDER,
    STRUCTURES,
    COMMUNICATION,
    MEETING_TIME,
    MEETING_DAY,
    APPLIED,
    GRANT_HELP,
    SPACE_PLACE,
    FIRST,
    FOR_PREPARERS,
)
