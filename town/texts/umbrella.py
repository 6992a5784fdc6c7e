"""The brainstorm of an invented umbrella organisation towards the strategies of the counties, February 2022.

The numbers of participants, fields and areas repeat a real brainstorm of that month; the host, the
ideas and the ratings are invented.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from town.texts.cast import UMBRELLA
from town.texts.names import PLACES
from town.texts.shapes import ConsultationText, PhaseText, ProcessText, Window, Words
from town.texts.umbrella_ideas import IDEAS

CASE_NUMBER = "ESIM 2022-000002"
SLUG = "hyvinvointialueiden-strategiat"
HELSINKI = ZoneInfo("Europe/Helsinki")
WINDOW = Window(
    datetime(2022, 2, 1, 9, tzinfo=HELSINKI),
    datetime(2022, 2, 28, 16, tzinfo=HELSINKI),
)
FIELDS = (
    "patient_disability",
    "mental_addiction",
    "child_family",
    "youth",
    "older",
    "multi",
    "poverty_housing",
    "migrants",
    "employment",
    "other",
)

PROCESS = ProcessText(
    slug=SLUG,
    case_number=CASE_NUMBER,
    title=Words(
        "Järjestöt hyvinvointialueiden strategioissa",
        "Organisationerna i välfärdsområdenas strategier",
        "Organisations in the strategies of the wellbeing services counties",
    ),
    summary=Words(
        "Kattojärjestö kysyi järjestöiltä, millä toimenpiteillä yhteistyö hyvinvointialueiden ja Helsingin "
        "kanssa onnistuu.",
        "Takorganisationen frågade organisationerna med vilka åtgärder samarbetet med välfärdsområdena och "
        "Helsingfors lyckas.",
        "The umbrella organisation asked organisations which measures make co-operation with the counties "
        "and Helsinki succeed.",
    ),
    aims=Words(
        "Tulokset toimitetaan 21 hyvinvointialueelle ja Helsingille strategioiden valmisteluun. Jokaiselta "
        "pyydetään vastaus.",
        "Resultaten ges till de 21 välfärdsområdena och Helsingfors för beredningen av strategierna. Var "
        "och en ombes svara.",
        "The results go to the 21 counties and Helsinki for the preparation of their strategies. Each of "
        "them is asked to answer.",
    ),
    level="consulting",
    phases=(
        PhaseText(
            "brainstorm",
            Words("Verkkoaivoriihi", "Brainstorming på webben", "Web brainstorm"),
            Words(
                "Järjestöt arvioivat toisten ehdottamia toimenpiteitä ja ehdottavat omiaan.",
                "Organisationerna bedömer åtgärder som andra har föreslagit och föreslår egna.",
                "Organisations rate measures that others have proposed and add their own.",
            ),
            date(2022, 2, 1),
            date(2022, 2, 28),
            precision="month",
            consultation="aivoriihi",
        ),
        PhaseText(
            "results",
            Words("Tulokset julkaistaan", "Resultaten publiceras", "Results are published"),
            Words(
                "Tulokset näytetään aloittain, alueittain ja järjestön koon mukaan. Tärkeimmäksi nousivat "
                "ihmisläheiset palvelut.",
                "Resultaten visas enligt verksamhetsområde, område och storlek. Viktigast blev människonära "
                "tjänster.",
                "Results are shown by field, area and size of organisation. Services close to people came "
                "out as most important.",
            ),
            date(2022, 3, 1),
            date(2022, 3, 31),
            precision="month",
        ),
        PhaseText(
            "answers",
            Words("Alueet vastaavat", "Områdena svarar", "Counties answer"),
            Words(
                "Kukin hyvinvointialue ja Helsinki kertoo, mitä se ottaa strategiaansa ja miksi.",
                "Varje välfärdsområde och Helsingfors berättar vad som tas in i strategin och varför.",
                "Each county and Helsinki tells what goes into its strategy, and why.",
            ),
            date(2023, 1, 1),
            date(2023, 12, 31),
            precision="year",
            certainty="planned",
            open_question=Words(
                "Vastausten aikataulu on auki: alueet aloittavat toimintansa vasta vuoden 2023 alussa.",
                "Tidtabellen för svaren är öppen: områdena inleder sin verksamhet först i början av 2023.",
                "The timetable is open: the counties begin their work only at the start of 2023.",
            ),
        ),
    ),
    host_organisation=UMBRELLA,
    addressees=tuple(PLACES),
)

INFORMATION = Words(
    "Sosiaali- ja terveydenhuollon sekä pelastustoimen järjestämisvastuu siirtyy 21 hyvinvointialueelle ja "
    "Helsingille. Alueet kirjoittavat nyt ensimmäisiä strategioitaan. Siksi kysymme, mitä järjestöt niihin "
    "haluavat.\n\n"
    "**Näin aivoriihi toimii**\n\n"
    "1. Kerro, vastaatko järjestötoimijana, järjestön puolesta vai ryhmänä.\n"
    "2. Kerro järjestösi ala, toiminta-alue ja koko. Koko maa on oma vaihtoehtonsa.\n"
    "3. Arvioi toisten ehdotuksia asteikolla 1–7. Voit ohittaa ehdotuksen.\n"
    "4. Lisää oma ehdotuksesi, jos jotain puuttuu.\n\n"
    "Voit keskeyttää ja jatkaa myöhemmin. Tulokset näkyvät kaikille, kun aivoriihi on sulkeutunut.",
    "Ansvaret för att ordna social- och hälsovården samt räddningsväsendet går över till 21 välfärdsområden "
    "och Helsingfors. Områdena skriver nu sina första strategier. Därför frågar vi vad organisationerna "
    "vill ha med i dem.\n\n"
    "**Så här går det till**\n\n"
    "1. Berätta om du svarar som organisationsaktör, på organisationens vägnar eller som grupp.\n"
    "2. Ange organisationens verksamhetsområde, geografiska område och storlek. Hela landet är ett eget "
    "alternativ.\n"
    "3. Bedöm andras förslag på skalan 1–7. Du kan hoppa över ett förslag.\n"
    "4. Lägg till ett eget förslag om något saknas.\n\n"
    "Du kan avbryta och fortsätta senare. Resultaten visas för alla när brainstormingen har stängts.",
    "Responsibility for organising social services, health care and rescue services moves to 21 wellbeing "
    "services counties and Helsinki. The counties are now writing their first strategies, so we ask what "
    "organisations want in them.\n\n"
    "**How it works**\n\n"
    "1. Say whether you answer as someone active in an organisation, on behalf of an organisation, or as a "
    "group.\n"
    "2. Give your organisation's field, area and size. The whole country is a choice of its own.\n"
    "3. Rate other people's measures from 1 to 7. You may pass over a measure.\n"
    "4. Add a measure of your own if something is missing.\n\n"
    "You can stop and continue later. Results are shown to everybody when the brainstorm has closed.",
)

CONSULTATION = ConsultationText(
    slug="aivoriihi",
    process=SLUG,
    title=Words(
        "Aivoriihi: mikä yhteistyössä on tärkeintä?",
        "Brainstorming: vad är viktigast i samarbetet?",
        "Brainstorm: what matters most in co-operation?",
    ),
    summary=Words(
        "Arvioi 32 toimenpidettä, joilla järjestöjen ja hyvinvointialueen yhteistyö onnistuu.",
        "Bedöm 32 åtgärder som får samarbetet mellan organisationerna och välfärdsområdet att lyckas.",
        "Rate 32 measures that make co-operation between organisations and the county succeed.",
    ),
    information=INFORMATION,
    background=Words(
        "Näillä tiedoilla katsomme, keitä kuulimme ja keitä emme. Alle viiden vastauksen ryhmiä ei näytetä "
        "tarkasti.",
        "Med hjälp av uppgifterna ser vi vilka vi hörde och vilka inte. Grupper med färre än fem svar visas "
        "inte exakt.",
        "This tells us whom we heard and whom we did not. Groups with fewer than five answers are not shown "
        "exactly.",
    ),
    question=Words(
        "Kuinka tärkeä tämä toimenpide on järjestöjen ja hyvinvointialueen hyvälle yhteistyölle?",
        "Hur viktig är åtgärden för ett gott samarbete mellan organisationerna och välfärdsområdet?",
        "How important is this measure for good co-operation between organisations and the county?",
    ),
    own_idea=Words(
        "Mikä toimenpide puuttuu? Kirjoita se yhtenä lauseena.",
        "Vilken åtgärd saknas? Skriv den som en mening.",
        "Which measure is missing? Write it as one sentence.",
    ),
    thanks=Words(
        "Kiitos. Vastauksesi on tallennettu. Voit muuttaa arvioitasi, kunnes aivoriihi sulkeutuu.",
        "Tack. Ditt svar har sparats. Du kan ändra dina bedömningar tills brainstormingen stängs.",
        "Thank you. Your answer has been saved. You can change your ratings until the brainstorm closes.",
    ),
    scale="seven",
    low=Words("Ei lainkaan tärkeä", "Inte alls viktig", "Not at all important"),
    high=Words("Erittäin tärkeä", "Mycket viktig", "Very important"),
    fields=FIELDS,
    ideas=IDEAS,
)

SUMMARY_TITLE = Words(
    "Helmikuun 2022 aivoriihen loppuyhteenveto: mikä yhteistyössä on tärkeintä?",
    "Slutsammandrag av brainstormingen i februari 2022: vad är viktigast i samarbetet?",
    "Closing summary of the brainstorm of February 2022: what matters most in co-operation?",
)
WHY_CORRECTED = Words(
    "Otsikosta ei käynyt ilmi, milloin aivoriihi pidettiin.",
    "Av rubriken framgick inte när brainstormingen hölls.",
    "The title did not say when the brainstorm was held.",
)
