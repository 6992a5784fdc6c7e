"""The process of the city and its organisations, 2022 to 2023: real facts in the town's own words.

Only dates, numbers, case numbers and what was told in public stand here. As in the city's own news, one Swedish
text lacks the numbers of participants that the Finnish has: here it is marked as older than its source, so that a
reader sees how this looks. The day on which the numbers were added is invented.
"""

from datetime import date

from town.texts import easy
from town.texts.cast import EXECUTIVE_OFFICE
from town.texts.shapes import PassageText, PhaseText, ProcessText, Words

CASE_NUMBER = "HEL 2022-006733"
PHASES: tuple[PhaseText, ...] = (
    PhaseText(
        "announced",
        Words(
            "Järjestöjen kuuleminen alkaa",
            "Hörandet av organisationerna inleds",
            "Hearing of organisations begins",
        ),
        Words(
            "Kaupunki kertoi, että järjestöjä kuullaan, kun järjestöyhteistyötä valmistellaan sosiaali- ja "
            "terveydenhuollon sekä pelastustoimen uudistuksessa.",
            "Staden meddelade att organisationerna hörs när organisationssamarbetet bereds inom reformen av "
            "social- och hälsovården samt räddningsväsendet.",
            "The city announced that organisations would be heard while co-operation with them is prepared "
            "as part of the reform of social services, health care and rescue services.",
        ),
        date(2022, 4, 29),
    ),
    PhaseText(
        "events_and_survey",
        Words("Tilaisuudet ja verkkokysely", "Evenemang och webbenkät", "Events and a web survey"),
        Words(
            "Toukokuun tilaisuuksiin osallistui noin 200 järjestötoimijaa. Verkkokyselyyn saatiin hieman "
            "yli 100 vastausta.",
            "I maj ordnades evenemang för organisationerna. De kunde också svara på en webbenkät.",
            "About 200 people active in organisations took part in the events in May. The web survey "
            "received just over 100 answers.",
            stale=("sv",),
            changed=date(2022, 6, 3),
        ),
        date(2022, 5, 1),
        date(2022, 5, 31),
        precision="month",
    ),
    PhaseText(
        "proposal",
        Words(
            "Työryhmän ehdotus jaostoon",
            "Arbetsgruppens förslag till sektionen",
            "The working group's proposal goes to the section",
        ),
        Words(
            "Kansliapäällikön asettama työryhmä valmisteli ehdotuksen kaupunkiyhteisestä järjestöyhteistyön "
            "ja avustusten jakamisen mallista sekä avustustoiminnan organisoinnista.",
            "En arbetsgrupp som kanslichefen hade tillsatt beredde ett förslag till en stadsgemensam modell "
            "för organisationssamarbetet, fördelningen av understöd och organiseringen av "
            "understödsverksamheten.",
            "A working group set up by the Chief Executive Officer prepared a proposal on a city-wide model "
            "for co-operation with organisations, sharing out grants, and organising grant work.",
        ),
        date(2022, 5, 30),
    ),
    PhaseText(
        "section",
        Words("Jaosto käsittelee asian", "Sektionen behandlar ärendet", "The section deals with the matter"),
        Words(
            "Jaosto merkitsi asian tiedoksi. Kokouksessa käsiteltiin päälinjat jatkovalmistelulle: "
            "kaupunkitasoinen järjestöneuvottelukunta ja verkostomainen malli, jota kaupunginkanslia "
            "koordinoi.",
            "Sektionen antecknade ärendet för kännedom. Vid mötet behandlades riktlinjerna för den "
            "fortsatta beredningen: en organisationsdelegation på stadsnivå och en nätverksbaserad modell som "
            "samordnas av stadskansliet.",
            "The section noted the matter for information. The meeting dealt with the main lines for "
            "further planning: a city-level NGO advisory board and a network-based model co-ordinated by "
            "the City Executive Office.",
        ),
        date(2022, 6, 6),
    ),
    PhaseText(
        "planning_starts",
        Words(
            "Uuden mallin suunnittelu käynnistyy",
            "Planeringen av den nya modellen inleds",
            "Planning of the new model begins",
        ),
        Words(
            "Kaupunki kertoi, että uuden mallin suunnittelu alkaa. Tavoitteena on jatkuva ja säännöllinen "
            "rakenne kaupungin ja järjestöjen vuorovaikutukselle. Päätöstiedote julkaistiin ensin, "
            "pöytäkirja valmistui myöhemmin.",
            "Staden meddelade att planeringen av den nya modellen börjar. Målet är en kontinuerlig och "
            "regelbunden struktur för dialogen mellan staden och organisationerna. Beslutsmeddelandet kom "
            "först, protokollet blev klart senare.",
            "The city announced that planning of the new model begins. The aim is a lasting and regular "
            "structure for exchange between the city and organisations. The decision bulletin came first, "
            "the minutes later.",
        ),
        date(2022, 6, 9),
    ),
    PhaseText(
        "preparing_the_board",
        Words(
            "Neuvottelukunnan asettamista valmistellaan",
            "Tillsättandet av delegationen bereds",
            "The advisory board is prepared",
        ),
        Words(
            "Kaupunki valmistelee järjestöneuvottelukunnan asettamista. Tarvittaessa perustetaan myös "
            "toimialatasoisia neuvottelukuntia.",
            "Staden bereder tillsättandet av organisationsdelegationen. Vid behov inrättas också "
            "delegationer på sektornivå.",
            "The city prepares the setting up of the NGO advisory board. Division-level boards are set up "
            "as well where they are needed.",
        ),
        date(2022, 9, 1),
        date(2022, 11, 30),
        precision="season",
    ),
    PhaseText(
        "workshop",
        Words(
            "Työpaja 60 järjestötoimijalle",
            "Verkstad för 60 organisationsaktörer",
            "Workshop for 60 people from organisations",
        ),
        Words(
            "Työpaja alkoi avauksella ja alustuksella neuvottelukunnan tehtävistä ja jäsenten valinnan "
            "periaatteista. Pienryhmissä puhuttiin neuvottelukunnasta, yhteistyön hyvistä käytännöistä sekä "
            "järjestöjen roolista hyvinvoinnin ja terveyden edistämisessä. Esiin nousivat avustukset, "
            "tilat, viestintä sekä pienten ja suurten järjestöjen yhdenvertainen kohtelu.",
            "Verkstaden började med en öppning och ett föredrag om delegationens uppgifter och principerna "
            "för valet av ledamöter. Smågrupperna talade om delegationen, god praxis i samarbetet och "
            "organisationernas roll i främjandet av välfärd och hälsa. Understöd, lokaler, kommunikation "
            "och likabehandling av små och stora organisationer lyftes fram.",
            "The workshop began with an opening and a talk on the board's tasks and the principles for "
            "choosing its members. Small groups discussed the board, good practices in co-operation, and "
            "the role of organisations in promoting health and wellbeing. Grants, premises, communication, "
            "and equal treatment of small and large organisations came up most.",
        ),
        date(2022, 11, 1),
    ),
    PhaseText(
        "comments",
        Words(
            "Kommentoi neuvottelukunnan tehtäviä ja jäsenten valintaa",
            "Kommentera delegationens uppgifter och valet av ledamöter",
            "Comment on the board's tasks and the choice of members",
        ),
        Words(
            "Luonnos neuvottelukunnan tehtäviksi ja periaatteet jäsenten nimeämiseksi olivat "
            "kommentoitavina. Vastata sai suomeksi, ruotsiksi tai englanniksi.",
            "Utkastet till delegationens uppgifter och principerna för att utse ledamöter kunde "
            "kommenteras. Det gick att svara på finska, svenska eller engelska.",
            "The draft tasks of the board and the principles for naming its members were open for comment. "
            "Answers could be given in Finnish, Swedish or English.",
        ),
        date(2022, 11, 7),
        date(2022, 11, 18),
    ),
    PhaseText(
        "possible_grants",
        Words(
            "Toimialan mahdolliset avustukset haettaviksi",
            "Sektorns eventuella understöd kan sökas",
            "Possible grants of the division open for applications",
        ),
        Words(
            "Kesäkuussa 2022 tiedettiin, että sosiaali-, terveys- ja pelastustoimialan mahdolliset "
            "avustukset tulevat haettaviksi vuoden lopussa.",
            "I juni 2022 var det känt att eventuella understöd från social-, hälsovårds- och "
            "räddningssektorn kan sökas i slutet av året.",
            "As known in June 2022, possible grants of the Social Services, Health Care and Rescue Services "
            "Division can be applied for at the end of the year.",
        ),
        date(2022, 12, 1),
        date(2022, 12, 31),
        precision="end_of_year",
        certainty="planned",
    ),
    PhaseText(
        "board_set_up",
        Words("Neuvottelukunta asetetaan", "Delegationen tillsätts", "The advisory board is set up"),
        Words(
            "Kaupunkitasoinen järjestöneuvottelukunta asetettiin.",
            "Organisationsdelegationen på stadsnivå tillsattes.",
            "The city-level NGO advisory board was set up.",
        ),
        date(2023, 2, 6),
    ),
    PhaseText(
        "board_begins",
        Words(
            "Neuvottelukunta aloittaa",
            "Delegationen inleder sitt arbete",
            "The advisory board begins its work",
        ),
        Words(
            "Kesäkuussa 2022 kerrottiin, että uusi järjestöneuvottelukunta aloittaa toimintansa vuonna 2023.",
            "I juni 2022 meddelade staden att den nya organisationsdelegationen inleder sin verksamhet år "
            "2023.",
            "In June 2022 the city announced that the new NGO advisory board would begin its work in 2023.",
        ),
        date(2023, 1, 1),
        date(2023, 12, 31),
        precision="year",
        certainty="planned",
        open_question=Words(
            "Järjestöjen edustuksen laajuudesta kerrottiin päätettävän myöhemmin.",
            "Staden meddelade att beslut om hur brett organisationerna ska vara företrädda fattas senare.",
            "How many seats organisations would hold was left to be decided later.",
        ),
    ),
)

HOPES = Words(
    "- Yhteistyölle selkeät rakenteet ja avoimempaa viestintää.\n"
    "- Enemmän yhteiskehittämistä ja yhteistyötä yli sektorirajojen.\n"
    "- Säännölliset tapaamiset: kuulumisten vaihtoa, vaikuttamista ja verkostoitumista.\n"
    "- Lisää asukastiloja eri puolille kaupunkia ja tilaverkko, jota kehitetään aktiivisesti.\n"
    "- Pysyvyyttä ja jatkuvuutta, mutta myös nopeaa reagointia.\n"
    "- Tukea ja ohjausta avustusten hakemiseen.",
    "- Tydliga strukturer för samarbetet och öppnare kommunikation.\n"
    "- Mer samutveckling och samarbete över sektorsgränserna.\n"
    "- Regelbundna möten: för nyheter, för inflytande och för nätverk.\n"
    "- Fler invånarlokaler i olika delar av staden och ett lokalnätverk som utvecklas aktivt.\n"
    "- Varaktighet och kontinuitet, men också snabba reaktioner.\n"
    "- Stöd och handledning i att ansöka om understöd.",
    "- Clear structures for co-operation, and more open communication.\n"
    "- More co-development, and work across the borders of sectors.\n"
    "- Regular meetings: for news, for influence and for networks.\n"
    "- More resident spaces around the city, in a network that is developed actively.\n"
    "- Permanence and continuity, yet quick response too.\n"
    "- Help and guidance in applying for grants.",
)

GRANT_PRACTICE = Words(
    "Avustustoiminta saa yhdenmukaisemmat käytännöt: haku, hakijoiden neuvonta, viestintä, käytön valvonta "
    "ja raportointi. Jakamisessa painotetaan yleishyödyllisyyttä, toiminnan vaikuttavuutta ja järjestön "
    "omavaraisuutta. Kulttuurin ja vapaa-ajan, kasvatuksen ja koulutuksen sekä kaupunkiympäristön toimialan "
    "jakamien avustusten hallinto säilyy ennallaan.",
    "Understödsverksamheten får enhetligare praxis: ansökan, rådgivning till sökande, kommunikation, "
    "tillsyn över användningen och rapportering. I fördelningen betonas allmännytta, genomslag och "
    "organisationens självförsörjning. Administrationen av de understöd som kultur- och fritidssektorn, "
    "sektorn för fostran och utbildning samt stadsmiljösektorn delar ut förblir som förut.",
    "Grant work gets more uniform practices: applying, guidance for applicants, communication, control of "
    "use and reporting. Public benefit, effectiveness and self-sufficiency weigh more when grants are "
    "shared out. Grants of the Culture and Leisure Division, the Education Division and the Urban "
    "Environment Division keep their administration as it is.",
)

PROCESS = ProcessText(
    slug="jarjestoyhteistyo",
    case_number=CASE_NUMBER,
    title=Words(
        "Kaupungin ja järjestöjen yhteistyön malli",
        "Modell för samarbetet mellan staden och organisationerna",
        "Model for co-operation between the city and organisations",
    ),
    summary=Words(
        "Miten kaupunki ja järjestöt tapaavat, sopivat ja kehittävät yhdessä, ja miten avustuksia haetaan, "
        "jaetaan ja seurataan yhtenäisellä tavalla.",
        "Hur staden och organisationerna möts, kommer överens och utvecklar tillsammans, och hur understöd "
        "söks, delas ut och följs upp på ett enhetligt sätt.",
        "How the city and organisations meet, agree and develop things together, and how grants are applied "
        "for, shared out and followed in one uniform way.",
    ),
    aims=Words(
        "Yhteistyölle luodaan jatkuva ja säännöllinen rakenne: kaupunkitasoinen järjestöneuvottelukunta, "
        "tarvittaessa toimialatasoisia neuvottelukuntia ja lakisääteinen neuvottelumalli hyvinvoinnin ja "
        "terveyden edistämiseen.",
        "Samarbetet får en kontinuerlig och regelbunden struktur: en organisationsdelegation på stadsnivå, "
        "vid behov delegationer på sektornivå och en lagstadgad förhandlingsmodell för främjandet av "
        "välfärd och hälsa.",
        "Co-operation gets a lasting and regular structure: a city-level NGO advisory board, division-level "
        "boards where needed, and a statutory negotiation on promoting health and wellbeing.",
    ),
    level="working_together",
    addressees=("90",),
    phases=PHASES,
    passages=(
        PassageText(
            "hopes",
            Words(
                "Mitä järjestöt toivoivat", "Vad organisationerna hoppades på", "What organisations hoped for"
            ),
            HOPES,
        ),
        PassageText(
            "grants",
            Words(
                "Mikä avustuksissa muuttuu", "Vad som ändras i fråga om understöd", "What changes in grants"
            ),
            GRANT_PRACTICE,
        ),
    ),
    host_unit=EXECUTIVE_OFFICE,
    easy_summary=easy.SUMMARY,
    easy_body=easy.BODY,
)
