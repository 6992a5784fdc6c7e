"""The draft tasks of the advisory board, in two versions. The wording is the town's own."""

from dataclasses import replace

from town.texts.hearing_shapes import SectionText
from town.texts.shapes import Words

FIRST: tuple[SectionText, ...] = (
    SectionText(
        "purpose",
        Words("Tarkoitus", "Syfte", "Purpose"),
        Words(
            "Neuvottelukunta on kaupungin ja järjestöjen jatkuvan ja säännöllisen vuoropuhelun paikka. Se "
            "kokoaa eri toimialojen asiat yhteen ja vahvistaa järjestöjen osallisuutta kaupungin "
            "kehittämisessä.",
            "Delegationen är platsen för en kontinuerlig och regelbunden dialog mellan staden och "
            "organisationerna. Den samlar frågor från alla sektorer och stärker organisationernas delaktighet "
            "i utvecklingen av staden.",
            "The advisory board is the place for a lasting and regular exchange between the city and "
            "organisations. It brings matters of all divisions together and strengthens the part that "
            "organisations take in developing the city.",
        ),
    ),
    SectionText(
        "preparation",
        Words(
            "Vaikuttaminen valmisteluun", "Inflytande i beredningen", "Influence while matters are prepared"
        ),
        Words(
            "Neuvottelukunta käsittelee järjestöille merkittäviä asioita jo valmisteluvaiheessa. Se antaa "
            "lausuntoja ja tekee aloitteita. Asiat tuodaan sille hyvissä ajoin ennen päätöksentekoa.",
            "Delegationen behandlar ärenden som är viktiga för organisationerna redan i beredningsskedet. Den "
            "ger utlåtanden och tar initiativ. Ärendena läggs fram för den i god tid före beslutsfattandet.",
            "The board deals with matters that are important to organisations while they are still being "
            "prepared. It gives statements and takes initiatives. Matters are brought to it in good time "
            "before a decision.",
        ),
    ),
    SectionText(
        "communication",
        Words("Avoin viestintä", "Öppen kommunikation", "Open communication"),
        Words(
            "Esityslistat ja muistiot julkaistaan kaupungin verkkosivuilla. Neuvottelukunta kertoo työstään "
            "järjestöille suomeksi ja ruotsiksi.",
            "Föredragningslistorna och promemoriorna publiceras på stadens webbplats. Delegationen berättar om "
            "sitt arbete för organisationerna på finska och svenska.",
            "Agendas and memos are published on the city's website. The board tells organisations about its "
            "work in Finnish and Swedish.",
        ),
    ),
    SectionText(
        "grants",
        Words(
            "Avustusten yhteiset käytännöt", "Gemensam praxis för understöd", "Common practices for grants"
        ),
        Words(
            "Neuvottelukunta seuraa, miten kaupungin avustusten yhdenmukaiset käytännöt toteutuvat haussa, "
            "hakijoiden neuvonnassa, viestinnässä, käytön valvonnassa ja raportoinnissa. Se voi esittää "
            "niihin parannuksia.",
            "Delegationen följer hur enhetlig praxis för stadens understöd förverkligas i ansökan, "
            "rådgivningen till sökande, kommunikationen, tillsynen över användningen och rapporteringen. Den "
            "kan föreslå förbättringar.",
            "The board follows how the uniform practices for the city's grants come true in applying, guidance "
            "for applicants, communication, control of use and reporting. It can propose improvements.",
        ),
    ),
    SectionText(
        "premises",
        Words("Asukastilat", "Invånarlokaler", "Resident spaces"),
        Words(
            "Neuvottelukunta edistää asukastilojen verkon kehittämistä eri puolilla Helsinkiä ja tilojen "
            "yhteiskäyttöä eri toimijoiden kesken.",
            "Delegationen främjar utvecklingen av nätverket av invånarlokaler i olika delar av Helsingfors och "
            "att olika aktörer använder lokalerna tillsammans.",
            "The board promotes the development of the network of resident spaces around Helsinki, and the "
            "shared use of spaces by different actors.",
        ),
    ),
    SectionText(
        "wellbeing",
        Words(
            "Hyvinvoinnin ja terveyden edistäminen",
            "Främjande av välfärd och hälsa",
            "Promoting health and wellbeing",
        ),
        Words(
            "Neuvottelukunta valmistelee järjestöjen kanssa vuosittaista neuvottelua hyvinvoinnin ja "
            "terveyden edistämisestä ja seuraa, mitä siinä on sovittu.",
            "Delegationen bereder tillsammans med organisationerna den årliga förhandlingen om främjande av "
            "välfärd och hälsa och följer upp vad man har kommit överens om.",
            "Together with organisations the board prepares the yearly negotiation on promoting health and "
            "wellbeing, and follows up what was agreed there.",
        ),
    ),
    SectionText(
        "divisions",
        Words("Toimialojen neuvottelukunnat", "Delegationer på sektornivå", "Division-level boards"),
        Words(
            "Tarvittaessa asetetaan toimialatasoisia järjestöneuvottelukuntia. Kaupunkitasoinen "
            "neuvottelukunta sovittaa niiden työtä yhteen sektorirajojen yli.",
            "Vid behov tillsätts organisationsdelegationer på sektornivå. Delegationen på stadsnivå samordnar "
            "deras arbete över sektorsgränserna.",
            "Division-level advisory boards are set up where they are needed. The city-level board "
            "co-ordinates their work across the borders of divisions.",
        ),
    ),
)

PURPOSE, PREPARATION, COMMUNICATION, GRANTS, PREMISES, WELLBEING, DIVISIONS = FIRST

SECOND: tuple[SectionText, ...] = (
    replace(
        PURPOSE,
        change="kept",
        why=Words(
            "Kommenteissa kohtaa pidettiin hyvänä.",
            "Punkten fick stöd i kommentarerna.",
            "The comments supported this clause.",
        ),
    ),
    replace(
        PREPARATION,
        body=Words(
            "Neuvottelukunta käsittelee järjestöille merkittäviä asioita jo valmisteluvaiheessa. Se antaa "
            "lausuntoja ja tekee aloitteita. Asiat tuodaan sille vähintään neljä viikkoa ennen "
            "päätöksentekoa, ja jokainen järjestö voi ehdottaa asiaa käsiteltäväksi.",
            "Delegationen behandlar ärenden som är viktiga för organisationerna redan i beredningsskedet. Den "
            "ger utlåtanden och tar initiativ. Ärendena läggs fram för den minst fyra veckor före "
            "beslutsfattandet, och varje organisation kan föreslå ärenden.",
            "The board deals with matters that are important to organisations while they are still being "
            "prepared. It gives statements and takes initiatives. Matters are brought to it at least four "
            "weeks before a decision, and any organisation can propose a matter.",
        ),
        change="changed",
        why=Words(
            "”Hyvissä ajoin” koettiin epämääräiseksi: hallitus, joka kokoontuu kerran kuussa, ei ehdi mukaan. "
            "Samalla järjestöille avattiin tie esityslistalle.",
            "”I god tid” upplevdes som vagt: en styrelse som möts en gång i månaden hinner inte med. "
            "Samtidigt öppnades en väg för organisationerna till föredragningslistan.",
            "“In good time” was found vague: a board of trustees that meets once a month cannot keep up. "
            "Organisations were also given a way to the agenda.",
        ),
    ),
    replace(
        COMMUNICATION,
        body=Words(
            "Esityslistat ja muistiot julkaistaan kaupungin verkkosivuilla. Suomen- ja ruotsinkieliset versiot "
            "julkaistaan samana päivänä. Muistiosta tehdään tiivistelmä selkokielellä.",
            "Föredragningslistorna och promemoriorna publiceras på stadens webbplats. De finska och svenska "
            "versionerna publiceras samma dag. Av promemorian görs ett lättläst sammandrag.",
            "Agendas and memos are published on the city's website. The Finnish and Swedish versions are "
            "published on the same day. A summary of each memo is made in easy language.",
        ),
        change="changed",
        why=Words(
            "Ruotsinkielinen järjestö kertoi saavansa tiedon viikon myöhässä. Vammaisjärjestö toivoi "
            "selkokielistä tiivistelmää.",
            "En svenskspråkig organisation berättade att informationen kommer en vecka efter. En "
            "funktionshinderorganisation önskade ett lättläst sammandrag.",
            "A Swedish-speaking organisation said that information comes a week late. A disability "
            "organisation asked for a summary in easy language.",
        ),
    ),
    replace(
        GRANTS,
        body=Words(
            "Neuvottelukunta seuraa, miten kaupungin avustusten yhdenmukaiset käytännöt toteutuvat haussa, "
            "hakijoiden neuvonnassa, viestinnässä, käytön valvonnassa ja raportoinnissa. Se voi esittää "
            "niihin parannuksia. Yksittäisiä avustuksia se ei käsittele.",
            "Delegationen följer hur enhetlig praxis för stadens understöd förverkligas i ansökan, "
            "rådgivningen till sökande, kommunikationen, tillsynen över användningen och rapporteringen. Den "
            "kan föreslå förbättringar. Enskilda understöd behandlar den inte.",
            "The board follows how the uniform practices for the city's grants come true in applying, guidance "
            "for applicants, communication, control of use and reporting. It can propose improvements. It does "
            "not deal with single grants.",
        ),
        change="changed",
        why=Words(
            "Luonnoksesta ei selvinnyt, jakavatko jäsenet rahaa omille järjestöilleen. Eivät jaa, ja nyt se "
            "sanotaan.",
            "Av utkastet framgick inte om ledamöterna delar ut pengar till sina egna organisationer. Det gör "
            "de inte, och nu sägs det.",
            "The draft did not say whether members share out money to their own organisations. They do not, "
            "and now the text says so.",
        ),
    ),
    replace(
        PREMISES,
        change="kept",
        why=Words(
            "Toiveet varauksista, avaimista ja keittiöistä ovat tärkeitä, mutta kuuluvat tilojen "
            "suunnitteluun, eivät tehtävien luetteloon. Ne välitettiin eteenpäin.",
            "Önskemålen om bokning, nycklar och kök är viktiga men hör till planeringen av lokalerna, inte till "
            "listan över uppgifter. De har förmedlats vidare.",
            "Wishes about booking, keys and kitchens matter, but belong to the planning of the spaces, not to "
            "a list of tasks. They have been passed on.",
        ),
    ),
    replace(
        WELLBEING,
        body=Words(
            "Neuvottelukunta valmistelee järjestöjen kanssa vuosittaista neuvottelua hyvinvoinnin ja "
            "terveyden edistämisestä ja seuraa, mitä siinä on sovittu. Neuvotteluun kutsutaan järjestöjä "
            "kaikilta aloilta, myös kulttuurista, liikunnasta ja asukastoiminnasta.",
            "Delegationen bereder tillsammans med organisationerna den årliga förhandlingen om främjande av "
            "välfärd och hälsa och följer upp vad man har kommit överens om. Till förhandlingen inbjuds "
            "organisationer från alla områden, också från kultur, idrott och invånarverksamhet.",
            "Together with organisations the board prepares the yearly negotiation on promoting health and "
            "wellbeing, and follows up what was agreed there. Organisations of all fields are invited, also "
            "from culture, sport and neighbourhood work.",
        ),
        change="changed",
        why=Words(
            "Kuoro ja suunnistusseura muistuttivat, että hyvinvointi syntyy muuallakin kuin palveluissa.",
            "En kör och en orienteringsklubb påminde om att välfärd uppstår också utanför servicen.",
            "A choir and an orienteering club pointed out that wellbeing grows outside services too.",
        ),
    ),
    replace(
        DIVISIONS,
        change="kept",
        why=Words(
            "Kommentit menivät ristiin: osa halusi neuvottelukunnan joka toimialalle, osa ei yhtäkään. "
            "Harkinta jätetään tarpeen mukaan.",
            "Kommentarerna gick isär: en del ville ha en delegation i varje sektor, andra ingen alls. Det "
            "bedöms fortfarande enligt behov.",
            "Comments pulled both ways: some wanted a board in every division, some none at all. It stays a "
            "matter of need.",
        ),
    ),
    SectionText(
        "equal_treatment",
        Words(
            "Pienten ja suurten yhdenvertaisuus",
            "Likabehandling av små och stora",
            "Equal treatment of all sizes",
        ),
        Words(
            "Neuvottelukunta arvioi kerran vuodessa, miten pienten ja suurten järjestöjen yhdenvertainen "
            "kohtelu toteutuu avustuksissa, tiloissa ja viestinnässä.",
            "Delegationen bedömer en gång om året hur likabehandlingen av små och stora organisationer "
            "förverkligas i understöden, lokalerna och kommunikationen.",
            "Once a year the board assesses how equal treatment of small and large organisations comes true in "
            "grants, premises and communication.",
        ),
        "new",
        Words(
            "Yhdenvertaisuus nousi esiin jo työpajassa, mutta puuttui luonnoksesta.",
            "Likabehandlingen lyftes fram redan i verkstaden men saknades i utkastet.",
            "Equal treatment came up in the workshop already, but was missing from the draft.",
        ),
    ),
    SectionText(
        "follow_up",
        Words("Mitä aloitteista seurasi", "Vad initiativen ledde till", "What came of it"),
        Words(
            "Kaupunki vastaa jokaiseen neuvottelukunnan lausuntoon ja aloitteeseen ja perustelee vastauksensa. "
            "Vastaukset julkaistaan.",
            "Staden svarar på delegationens alla utlåtanden och initiativ och motiverar sina svar. Svaren "
            "publiceras.",
            "The city answers every statement and initiative of the board and gives its reasons. The answers "
            "are published.",
        ),
        "new",
        Words(
            "Kaksi järjestöä kysyi, mistä tietää, onko kuultu.",
            "Två organisationer frågade hur man vet att man har blivit hörd.",
            "Two organisations asked how one knows that one has been heard.",
        ),
    ),
)
