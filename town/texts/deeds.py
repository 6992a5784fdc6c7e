"""What was decided on the co-operation of the city and its organisations, and what is done because of it.

The decisions are real: their days, case numbers, marks and what was told of them in public. The notes on how measures
went on are invented, and say so.
"""

from datetime import date

from town.texts.cast import EXECUTIVE_OFFICE, SOCIAL_HEALTH_AND_RESCUE
from town.texts.co_operation import CASE_NUMBER
from town.texts.shapes import DecisionText, MeasureText, NoteText, Words

BOARD_CASE_NUMBER = "HEL 2022-015237"

WORKING_GROUP = Words(
    "Kansliapäällikön asettama työryhmä",
    "Arbetsgruppen som kanslichefen tillsatte",
    "Working group set up by the Chief Executive Officer",
)
SECTION = Words(
    "Kaupunginhallituksen sosiaali- ja terveydenhuollon sekä pelastustoimen uudistusjaosto",
    "Stadsstyrelsens sektion för reform av social- och hälsovården samt räddningsväsendet",
    "City Board's section for the reform of social services, health care and rescue services",
)

DECISIONS: tuple[DecisionText, ...] = (
    DecisionText(
        "proposal",
        Words(
            "Työryhmän ehdotus järjestöyhteistyön ja avustusten malliksi",
            "Arbetsgruppens förslag till modell för organisationssamarbete och understöd",
            "The working group's proposal for a model of co-operation and grants",
        ),
        Words(
            "Työryhmän ehdotus kaupunkiyhteisestä järjestöyhteistyön ja avustusten jakamisen mallista sekä "
            "avustustoiminnan organisoinnista eteni jaoston käsittelyyn.",
            "Arbetsgruppens förslag till en stadsgemensam modell för organisationssamarbetet, fördelningen av "
            "understöd och organiseringen av understödsverksamheten gick vidare till sektionen.",
            "The working group's proposal on a city-wide model for co-operation with organisations, sharing out "
            "grants, and organising grant work went on to the section.",
        ),
        date(2022, 5, 30),
        outcome="referred",
        case_number=CASE_NUMBER,
        body=WORKING_GROUP,
    ),
    DecisionText(
        "section",
        Words(
            "Järjestöyhteistyön ja avustustoiminnan mallin päälinjat",
            "Riktlinjerna för modellen för organisationssamarbete och understödsverksamhet",
            "Main lines of the model for co-operation and grant work",
        ),
        Words(
            "Jaosto merkitsi asian tiedoksi. Päälinjat jatkovalmistelulle ovat kaupunkitasoinen "
            "järjestöneuvottelukunta ja verkostomainen malli, jota kaupunginkanslia koordinoi.",
            "Sektionen antecknade ärendet för kännedom. Riktlinjerna för den fortsatta beredningen är en "
            "organisationsdelegation på stadsnivå och en nätverksbaserad modell som samordnas av stadskansliet.",
            "The section noted the matter for information. The main lines for further planning are a city-level "
            "NGO advisory board and a network-based model co-ordinated by the City Executive Office.",
        ),
        date(2022, 6, 6),
        outcome="noted",
        case_number=CASE_NUMBER,
        body=SECTION,
        section_mark="§ 27",
        appeal="none",
    ),
    DecisionText(
        "board_set_up",
        Words(
            "Järjestöneuvottelukunnan asettaminen",
            "Tillsättande av organisationsdelegationen",
            "Setting up of the NGO advisory board",
        ),
        Words(
            "Kaupunkitasoinen järjestöneuvottelukunta asetettiin.",
            "Organisationsdelegationen på stadsnivå tillsattes.",
            "The city-level NGO advisory board was set up.",
        ),
        date(2023, 2, 6),
        outcome="approved",
        case_number=BOARD_CASE_NUMBER,
        section_mark="§ 88",
    ),
)

MEASURES: tuple[MeasureText, ...] = (
    MeasureText(
        "board",
        Words(
            "Kaupunkitasoinen järjestöneuvottelukunta aloittaa toimintansa",
            "Organisationsdelegationen på stadsnivå inleder sin verksamhet",
            "The city-level NGO advisory board begins its work",
        ),
        Words(
            "Kesäkuussa 2022 kaupunki kertoi, että neuvottelukunta aloittaa toimintansa vuonna 2023.",
            "I juni 2022 meddelade staden att delegationen inleder sin verksamhet år 2023.",
            "In June 2022 the city announced that the board would begin its work in 2023.",
        ),
        EXECUTIVE_OFFICE,
        date(2023, 12, 31),
        "year",
        ("section", "board_set_up"),
        indicator=Words(
            "Neuvottelukunta on kokoontunut.", "Delegationen har sammanträtt.", "The board has met."
        ),
        notes=(
            NoteText(
                date(2023, 3, 15),
                Words(
                    "Keksitty esimerkki: neuvottelukunnan ensimmäisen kokouksen päivää sovittiin.",
                    "Påhittat exempel: dagen för delegationens första möte kom man överens om.",
                    "Invented example: the day of the board's first meeting was agreed on.",
                ),
            ),
        ),
        came_of=NoteText(
            date(2023, 5, 10),
            Words(
                "Keksitty esimerkki: neuvottelukunta kokoontui ja sopi, mistä se puhuu ensin.",
                "Påhittat exempel: delegationen sammanträdde och kom överens om vad den talar om först.",
                "Invented example: the board met and agreed what it talks about first.",
            ),
        ),
    ),
    MeasureText(
        "division_boards",
        Words(
            "Toimialatasoisia järjestöneuvottelukuntia perustetaan tarvittaessa",
            "Organisationsdelegationer på sektornivå inrättas vid behov",
            "Division-level NGO boards are set up where they are needed",
        ),
        Words(
            "Kaupunkitasoisen neuvottelukunnan rinnalle perustetaan toimialatasoisia neuvottelukuntia, jos "
            "niitä tarvitaan.",
            "Vid sidan av delegationen på stadsnivå inrättas delegationer på sektornivå, om de behövs.",
            "Beside the city-level board, division-level boards are set up if they are needed.",
        ),
        SOCIAL_HEALTH_AND_RESCUE,
        date(2027, 12, 31),
        "year",
        ("section",),
        notes=(
            NoteText(
                date(2024, 9, 2),
                Words(
                    "Keksitty esimerkki: toimialalta kysyttiin, tarvitaanko omaa neuvottelukuntaa.",
                    "Påhittat exempel: sektorn tillfrågades om den behöver en egen delegation.",
                    "Invented example: the division was asked whether it needs a board of its own.",
                ),
            ),
        ),
    ),
    MeasureText(
        "grant_practice",
        Words(
            "Avustustoiminta saa yhdenmukaisemmat käytännöt",
            "Understödsverksamheten får enhetligare praxis",
            "Grant work gets more uniform practices",
        ),
        Words(
            "Yhdenmukaiset käytännöt hakuun, hakijoiden neuvontaan, viestintään, käytön valvontaan ja "
            "raportointiin.",
            "Enhetlig praxis för ansökan, rådgivning till sökande, kommunikation, tillsyn över användningen och "
            "rapportering.",
            "Uniform practices for applying, guidance for applicants, communication, control of use and "
            "reporting.",
        ),
        EXECUTIVE_OFFICE,
        date(2025, 12, 31),
        "end_of_year",
        ("section",),
        indicator=Words(
            "Kaikilla toimialoilla on samat hakuohjeet.",
            "Alla sektorer har samma anvisningar för ansökan.",
            "All divisions have the same guidance for applicants.",
        ),
        notes=(
            NoteText(
                date(2024, 2, 12),
                Words(
                    "Keksitty esimerkki: hakuohjeiden ensimmäinen yhteinen luonnos on kirjoitettu.",
                    "Påhittat exempel: det första gemensamma utkastet till anvisningar har skrivits.",
                    "Invented example: the first common draft of the guidance has been written.",
                ),
            ),
            NoteText(
                date(2025, 10, 6),
                Words(
                    "Keksitty esimerkki: työ on myöhässä, koska luonnoksesta saatiin paljon kommentteja.",
                    "Påhittat exempel: arbetet är försenat eftersom utkastet fick många kommentarer.",
                    "Invented example: the work is late, because the draft got many comments.",
                ),
            ),
        ),
    ),
    MeasureText(
        "negotiation",
        Words(
            "Lakisääteinen neuvottelumalli hyvinvoinnin ja terveyden edistämiseen",
            "En lagstadgad förhandlingsmodell för främjandet av välfärd och hälsa",
            "A statutory negotiation on promoting health and wellbeing",
        ),
        Words(
            "Kaupunki ja järjestöt neuvottelevat säännöllisesti hyvinvoinnin ja terveyden edistämisestä.",
            "Staden och organisationerna förhandlar regelbundet om främjandet av välfärd och hälsa.",
            "The city and organisations negotiate regularly on promoting health and wellbeing.",
        ),
        SOCIAL_HEALTH_AND_RESCUE,
        date(2027, 12, 31),
        "end_of_year",
        ("section",),
        notes=(
            NoteText(
                date(2025, 11, 3),
                Words(
                    "Keksitty esimerkki: neuvottelun aiheista kysyttiin järjestöiltä.",
                    "Påhittat exempel: organisationerna tillfrågades om ämnena för förhandlingen.",
                    "Invented example: organisations were asked what the negotiation should be about.",
                ),
            ),
        ),
    ),
)
