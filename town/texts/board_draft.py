"""The hearing of November 2022 on the advisory board: its draft tasks, and principles for choosing its members.

The days and the three languages are public facts. The clauses, what changed in them, and the day of
the second version are the town's own, written from what was told in public.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from town.texts import board_members, board_tasks
from town.texts.co_operation import PROCESS
from town.texts.hearing_shapes import DocumentText, HearingText, QuestionText, VersionText
from town.texts.shapes import Window, Words

HELSINKI = ZoneInfo("Europe/Helsinki")
SLUG = "neuvottelukunnan-luonnokset"
WINDOW = Window(
    datetime(2022, 11, 7, 9, tzinfo=HELSINKI),
    datetime(2022, 11, 18, 16, tzinfo=HELSINKI),
)
SECOND_PUBLISHED = datetime(2022, 12, 14, 10, tzinfo=HELSINKI)

FIRST_NOTE = Words(
    "Ensimmäinen luonnos. Kohdat on kirjoitettu tätä esittelyä varten julkisten tietojen pohjalta.",
    "Första utkastet. Punkterna har skrivits för den här demonstrationen utifrån offentliga uppgifter.",
    "First draft. The clauses were written for this demonstration from public information.",
)
SECOND_NOTE = Words(
    "Toinen luonnos kommenttien jälkeen. Jokaisen kohdan perässä kerrotaan, mikä muuttui ja miksi.",
    "Andra utkastet efter kommentarerna. Efter varje punkt står vad som ändrades och varför.",
    "Second draft, after the comments. Each clause tells what changed and why.",
)

TASKS = DocumentText(
    "tehtavat",
    Words(
        "Järjestöneuvottelukunnan tehtävät, luonnos",
        "Organisationsdelegationens uppgifter, utkast",
        "Tasks of the NGO advisory board, draft",
    ),
    (
        VersionText(1, WINDOW.opens, FIRST_NOTE, board_tasks.FIRST),
        VersionText(2, SECOND_PUBLISHED, SECOND_NOTE, board_tasks.SECOND),
    ),
)
MEMBERS = DocumentText(
    "jasenten-valinta",
    Words(
        "Periaatteet jäsenten nimeämiseksi, luonnos",
        "Principer för att utse ledamöter, utkast",
        "Principles for choosing members, draft",
    ),
    (
        VersionText(1, WINDOW.opens, FIRST_NOTE, board_members.FIRST),
        VersionText(2, SECOND_PUBLISHED, SECOND_NOTE, board_members.SECOND),
    ),
)
DOCUMENTS: tuple[DocumentText, ...] = (TASKS, MEMBERS)

QUESTIONS: tuple[QuestionText, ...] = (
    QuestionText(
        "overall",
        "scale",
        Words(
            "Mitä mieltä olet luonnoksista kokonaisuutena?",
            "Vad anser du om utkasten som helhet?",
            "What do you think of the drafts as a whole?",
        ),
        lowest=1,
        highest=5,
        low=Words("En kannata lainkaan", "Stöder inte alls", "Do not support at all"),
        high=Words("Kannatan täysin", "Stöder helt", "Fully support"),
    ),
    QuestionText(
        "missing",
        "text",
        Words("Mitä luonnoksista puuttuu?", "Vad saknas i utkasten?", "What is missing from the drafts?"),
        limit=2000,
    ),
    QuestionText(
        "also_hear",
        "text",
        Words(
            "Keitä pitäisi vielä kuulla, ennen kuin neuvottelukunta asetetaan?",
            "Vilka borde ännu höras innan delegationen tillsätts?",
            "Who else should be heard before the board is set up?",
        ),
        help=Words(
            "Kirjoita järjestö, ryhmä tai ala, ei yksittäisen ihmisen nimeä.",
            "Skriv en organisation, en grupp eller ett område, inte en enskild persons namn.",
            "Write an organisation, a group or a field, not the name of a single person.",
        ),
        limit=1000,
    ),
)

INFORMATION = Words(
    "Kaupunkitasoista järjestöneuvottelukuntaa valmistellaan yhdessä järjestöjen kanssa. Marraskuun "
    "työpajassa 60 järjestötoimijaa keskusteli neuvottelukunnan tehtävistä ja jäsenten valinnasta. Nyt "
    "luonnokset ovat kaikkien kommentoitavina.\n\n"
    "Voit kommentoida yhtä kohtaa tai kaikkia, puolesta tai vastaan, ja ehdottaa uutta sanamuotoa. Kommentit "
    "näkyvät muillekin. Kirjoita suomeksi, ruotsiksi tai englanniksi.\n\n"
    "Kommenttien jälkeen luonnoksista tehdään toinen versio, jossa kerrotaan kohta kohdalta, mikä muuttui ja "
    "miksi.",
    "En organisationsdelegation på stadsnivå bereds tillsammans med organisationerna. I verkstaden i november "
    "diskuterade 60 organisationsaktörer delegationens uppgifter och valet av ledamöter. Nu kan alla "
    "kommentera utkasten.\n\n"
    "Du kan kommentera en punkt eller alla, för eller emot, och föreslå en ny formulering. Kommentarerna visas "
    "också för andra. Skriv på finska, svenska eller engelska.\n\n"
    "Efter kommentarerna görs en andra version av utkasten som punkt för punkt berättar vad som ändrades och "
    "varför.",
    "A city-level NGO advisory board is being prepared together with organisations. At the workshop in "
    "November, 60 people from organisations discussed its tasks and the choice of its members. Now the drafts "
    "are open for everybody's comments.\n\n"
    "You can comment on one clause or on all, for or against, and propose a new wording. Comments are shown to "
    "others. Write in Finnish, Swedish or English.\n\n"
    "After the comments a second version is made, which tells clause by clause what changed and why.",
)

HEARING = HearingText(
    slug=SLUG,
    process=PROCESS.slug,
    title=Words(
        "Kommentoi: neuvottelukunnan tehtävät ja jäsenten valinta",
        "Kommentera: delegationens uppgifter och valet av ledamöter",
        "Comment: the board's tasks and the choice of its members",
    ),
    summary=Words(
        "Kaksi luonnosta, viisitoista kohtaa. Sano, mikä on hyvää, mikä puuttuu ja miten sen kirjoittaisit.",
        "Två utkast, femton punkter. Säg vad som är bra, vad som saknas och hur du skulle formulera det.",
        "Two drafts, fifteen clauses. Say what is good, what is missing, and how you would put it.",
    ),
    information=INFORMATION,
    privacy=Words(
        "Kysymme, puhutko omasta puolestasi vai järjestön puolesta, jotta lukija tietää, kuka on mitäkin mieltä. "
        "Sähköpostia tarvitaan vain, jos haluat tiedon siitä, mitä kommentista seurasi. Rekisterinpitäjä on "
        "kaupunginkanslia.",
        "Vi frågar om du talar för egen del eller på en organisations vägnar, så att läsaren vet vem som tycker "
        "vad. E-post behövs bara om du vill veta vad kommentaren ledde till. Personuppgiftsansvarig är "
        "stadskansliet.",
        "We ask whether you speak for yourself or for an organisation, so that a reader knows who thinks what. "
        "E-mail is needed only if you want to know what came of your comment. The controller is the City "
        "Executive Office.",
    ),
    publicity=Words(
        "Kommentit julkaistaan heti. Järjestön puolesta kirjoitettu kommentti näkyy järjestön nimellä, muut ilman "
        "nimeä. Kommentit ovat viranomaisen asiakirjoja ja julkisia, jollei laki toisin määrää.",
        "Kommentarerna publiceras genast. En kommentar på en organisations vägnar visas under organisationens "
        "namn, andra utan namn. Kommentarerna är myndighetshandlingar och offentliga, om inte lagen föreskriver "
        "något annat.",
        "Comments are published at once. A comment on behalf of an organisation is shown under its name, others "
        "without a name. Comments are official documents and public unless a law says otherwise.",
    ),
    retention=Words(
        "Yhteystiedot poistetaan, kun kommentoijille on kerrottu lopputuloksesta. Kommentit liitetään asiaan ja "
        "säilytetään kaupungin tiedonohjaussuunnitelman mukaan.",
        "Kontaktuppgifterna raderas när de som kommenterat har fått veta slutresultatet. Kommentarerna fogas till "
        "ärendet och förvaras enligt stadens informationsstyrningsplan.",
        "Contact details are erased once those who commented have been told of the outcome. Comments are filed "
        "with the case and kept as the city's records plan says.",
    ),
    minutes=20,
    window=WINDOW,
    languages=("fi", "sv", "en"),
    background=("field", "field_other", "area", "size"),
    questions=QUESTIONS,
)


def document(slug: str) -> DocumentText:
    """One of the two documents. Raises KeyError for a slug that neither has."""
    return {text.slug: text for text in DOCUMENTS}[slug]
