"""The web survey of May 2022 on co-operation between the city and organisations.

The facts are public: the hearing was announced on 29 April 2022 and the survey received just over 100
answers. The hours, the questions and every answer are the town's own.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from town.texts.co_operation import PROCESS
from town.texts.hearing_shapes import HearingText
from town.texts.may_questions import QUESTIONS
from town.texts.shapes import Window, Words

HELSINKI = ZoneInfo("Europe/Helsinki")
SLUG = "toukokuun-kysely"
WINDOW = Window(
    datetime(2022, 5, 2, 9, tzinfo=HELSINKI),
    datetime(2022, 5, 25, 16, tzinfo=HELSINKI),
)

INFORMATION = Words(
    "Helsinki valmistelee kaupunkiyhteistä mallia järjestöyhteistyölle ja järjestöavustuksille osana "
    "sosiaali- ja terveydenhuollon sekä pelastustoimen uudistusta. Ennen kuin malli kirjoitetaan, kysymme "
    "järjestöiltä, mikä toimii, mikä ei ja mitä tarvitaan.\n\n"
    "**Kuka voi vastata**\n\n"
    "Voit vastata omasta puolestasi, järjestötoimijana, järjestön puolesta tai ryhmänä. Järjestön puolesta "
    "vastaa se, jolla on järjestön valtuus. Muita vastauksia voi samasta järjestöstä tulla useita.\n\n"
    "**Mitä vastauksille tapahtuu**\n\n"
    "Kansliapäällikön asettama työryhmä lukee vastaukset. Ehdotus etenee kaupunginhallituksen jaostoon, "
    "jonka kokouksesta kerrotaan täällä. Samaan aikaan toukokuussa järjestetään tilaisuuksia, joissa asiasta "
    "voi puhua.\n\n"
    "Kysymyksiä on viisitoista, eikä kaikkiin tarvitse vastata. Voit tallentaa ja jatkaa toisena iltana.",
    "Helsingfors bereder en stadsgemensam modell för organisationssamarbetet och understöden till "
    "organisationer som en del av reformen av social- och hälsovården samt räddningsväsendet. Innan modellen "
    "skrivs frågar vi organisationerna vad som fungerar, vad som inte gör det och vad som behövs.\n\n"
    "**Vem kan svara**\n\n"
    "Du kan svara för egen del, som organisationsaktör, på organisationens vägnar eller som grupp. På "
    "organisationens vägnar svarar den som har organisationens fullmakt. Av andra svar kan det komma flera "
    "från samma organisation.\n\n"
    "**Vad händer med svaren**\n\n"
    "Arbetsgruppen som kanslichefen har tillsatt läser svaren. Förslaget går vidare till stadsstyrelsens "
    "sektion, och om dess möte berättar vi här. Under maj ordnas också evenemang där man kan diskutera "
    "saken.\n\n"
    "Frågorna är femton och du behöver inte svara på alla. Du kan spara och fortsätta en annan kväll.",
    "Helsinki is preparing a city-wide model for co-operation with organisations and for grants to them, as "
    "part of the reform of social services, health care and rescue services. Before the model is written, we "
    "ask organisations what works, what does not, and what is needed.\n\n"
    "**Who can answer**\n\n"
    "You can answer as yourself, as someone active in an organisation, on behalf of an organisation, or as a "
    "group. An answer on behalf of an organisation needs its mandate. Any number of other answers may come "
    "from the same organisation.\n\n"
    "**What happens to the answers**\n\n"
    "The working group set up by the Chief Executive Officer reads them. Its proposal goes to a section of "
    "the City Board, and we tell about the meeting here. In May there are also events for talking about the "
    "matter.\n\n"
    "There are fifteen questions, and you need not answer all of them. You can save and go on another "
    "evening. The survey can be answered in Finnish and Swedish.",
)

PRIVACY = Words(
    "Tehtävä, jäsenmäärä sekä järjestön ala, alue ja koko kysytään, jotta näemme, keitä kuulimme ja keitä "
    "emme. Nimi ja sähköposti kysytään vain siltä, joka vastaa järjestön puolesta tai haluaa tiedon siitä, "
    "mitä vastauksesta seurasi. Rekisterinpitäjä on kaupunginkanslia.",
    "Uppgift, antal medlemmar samt organisationens verksamhetsområde, område och storlek frågar vi för att se "
    "vilka vi hörde och vilka inte. Namn och e-post frågar vi bara av den som svarar på organisationens vägnar "
    "eller vill veta vad svaret ledde till. Personuppgiftsansvarig är stadskansliet.",
    "Role, number of members, and the organisation's field, area and size are asked so that we see whom we "
    "heard and whom we did not. Name and e-mail are asked only of those who answer on behalf of an "
    "organisation, or who want to know what came of their answer. The controller is the City Executive Office.",
)

PUBLICITY = Words(
    "Vastaus on viranomaisen asiakirja ja julkinen, jollei laki määrää sitä salassa pidettäväksi.\n\n"
    "- Järjestön puolesta annettu vastaus julkaistaan järjestön nimellä.\n"
    "- Muut avoimet vastaukset julkaistaan ilman nimeä, valintakysymykset lukumäärinä.\n"
    "- Kysymystä, jonka kohdalla lukee ”ei julkaista”, emme julkaise. Vastaus voidaan silti joutua antamaan "
    "tietopyynnön perusteella.",
    "Svaret är en myndighetshandling och offentligt, om inte lagen föreskriver att det är sekretessbelagt.\n\n"
    "- Ett svar på organisationens vägnar publiceras under organisationens namn.\n"
    "- Andra öppna svar publiceras utan namn, flervalsfrågor som antal.\n"
    "- En fråga märkt ”publiceras inte” publicerar vi inte. Svaret kan ändå behöva lämnas ut med anledning "
    "av en begäran om information.",
    "An answer is an official document and public unless a law makes it secret.\n\n"
    "- An answer on behalf of an organisation is published under the organisation's name.\n"
    "- Other open answers are published without a name, closed questions as counts.\n"
    "- A question marked “not published” is not published by us. The answer may still have to be disclosed "
    "on a request for information.",
)

RETENTION = Words(
    "Nimet ja yhteystiedot poistetaan, kun asian käsittely on päättynyt ja vastaajille on kerrottu tuloksista. "
    "Vastaukset liitetään asiaan ja säilytetään kaupungin tiedonohjaussuunnitelman mukaan.",
    "Namn och kontaktuppgifter raderas när ärendet har slutbehandlats och de som svarade har fått veta "
    "resultatet. Svaren fogas till ärendet och förvaras enligt stadens informationsstyrningsplan.",
    "Names and contact details are erased when the matter has been closed and those who answered have been "
    "told of the results. The answers are filed with the case and kept as the city's records plan says.",
)

HEARING = HearingText(
    slug=SLUG,
    process=PROCESS.slug,
    title=Words(
        "Kysely: miten kaupunki ja järjestöt toimivat yhdessä?",
        "Enkät: hur arbetar staden och organisationerna tillsammans?",
        "Survey: how do the city and organisations work together?",
    ),
    summary=Words(
        "Kerro, mikä yhteistyössä toimii, mitä rakenteita ja viestintää tarvitaan ja mistä kaupungin kannattaa "
        "aloittaa.",
        "Berätta vad som fungerar i samarbetet, vilka strukturer och vilken kommunikation som behövs och var "
        "staden borde börja.",
        "Tell what works in the co-operation, what structures and communication are needed, and where the "
        "city should begin.",
    ),
    information=INFORMATION,
    privacy=PRIVACY,
    publicity=PUBLICITY,
    retention=RETENTION,
    minutes=15,
    window=WINDOW,
    languages=("fi", "sv"),
    background=("field", "field_other", "area", "size"),
    questions=QUESTIONS,
    easy_summary=Words(
        "Kaupunki haluaa tehdä enemmän yhdessä järjestöjen kanssa.\nJärjestö on esimerkiksi yhdistys tai "
        "säätiö.\nKerro, mitä sinä ajattelet.\nKysymyksiä on neljä.",
        "Staden vill göra mer tillsammans med organisationerna.\nEn organisation är till exempel en förening "
        "eller en stiftelse.\nBerätta vad du tycker.\nFrågorna är fyra.",
        "",
    ),
    easy_minutes=5,
)
