"""The draft principles for choosing members of the advisory board, in two versions. The wording is the town's own."""

from dataclasses import replace

from town.texts.hearing_shapes import SectionText
from town.texts.shapes import Words

FIRST: tuple[SectionText, ...] = (
    SectionText(
        "breadth",
        Words("Alojen monipuolisuus", "Mångsidiga verksamhetsområden", "Breadth of fields"),
        Words(
            "Jäsenet edustavat järjestökenttää laajasti: sosiaali- ja terveysalaa, kulttuuria, liikuntaa, "
            "nuorisoa, ympäristöä ja asukastoimintaa.",
            "Ledamöterna företräder organisationsfältet brett: social- och hälsovård, kultur, idrott, unga, "
            "miljö och invånarverksamhet.",
            "Members represent organisations broadly: social and health, culture, sport, young people, the "
            "environment and neighbourhood work.",
        ),
    ),
    SectionText(
        "size",
        Words("Pienet ja suuret järjestöt", "Små och stora organisationer", "Small and large organisations"),
        Words(
            "Neuvottelukunnassa on sekä pienten että suurten järjestöjen edustajia. Pienellä tarkoitetaan "
            "järjestöä, jolla ei ole palkattua työntekijää.",
            "I delegationen finns företrädare för både små och stora organisationer. Med liten avses en "
            "organisation som inte har någon anställd.",
            "The board has representatives of both small and large organisations. Small means an organisation "
            "without paid staff.",
        ),
    ),
    SectionText(
        "languages",
        Words(
            "Suomen- ja ruotsinkieliset järjestöt", "Finsk- och svenskspråkiga organisationer", "Languages"
        ),
        Words(
            "Valinnassa otetaan huomioon suomen- ja ruotsinkielinen järjestökenttä.",
            "Vid valet beaktas det finsk- och svenskspråkiga organisationsfältet.",
            "The choice takes both Finnish-speaking and Swedish-speaking organisations into account.",
        ),
    ),
    SectionText(
        "nomination",
        Words("Ehdottaminen", "Att föreslå kandidater", "Nominations"),
        Words(
            "Ehdokkaita voi esittää jokainen järjestö, jolla on toimintaa Helsingissä. Haku on avoin, ja siitä "
            "tiedotetaan laajasti.",
            "Varje organisation som har verksamhet i Helsingfors kan föreslå kandidater. Ansökan är öppen och "
            "informationen om den sprids brett.",
            "Any organisation active in Helsinki can put forward candidates. The call is open and widely "
            "announced.",
        ),
    ),
    SectionText(
        "registration",
        Words("Rekisteröity tausta", "Registrerad bakgrund", "Registered background"),
        Words(
            "Ehdokkaan taustalla on rekisteröity yhdistys tai säätiö, jolla on Y-tunnus.",
            "Bakom kandidaten står en registrerad förening eller stiftelse som har ett FO-nummer.",
            "Behind each candidate stands a registered association or foundation that has a Business ID.",
        ),
    ),
    SectionText(
        "one_seat",
        Words("Yksi paikka järjestöä kohti", "En plats per organisation", "One seat per organisation"),
        Words(
            "Samasta järjestöstä valitaan enintään yksi jäsen. Kattojärjestö ja sen jäsenjärjestö voivat olla "
            "mukana yhtä aikaa vain erityisestä syystä.",
            "Från samma organisation väljs högst en ledamot. En takorganisation och dess medlemsorganisation "
            "kan vara med samtidigt bara av särskilda skäl.",
            "At most one member is chosen from the same organisation. An umbrella organisation and a member of "
            "it can both take part only for a special reason.",
        ),
    ),
    SectionText(
        "deputies",
        Words("Varajäsenet", "Ersättare", "Deputies"),
        Words(
            "Jokaisella jäsenellä on henkilökohtainen varajäsen, joka tulee eri järjestöstä kuin jäsen.",
            "Varje ledamot har en personlig ersättare, som kommer från en annan organisation än ledamoten.",
            "Each member has a personal deputy, who comes from a different organisation than the member.",
        ),
    ),
    SectionText(
        "term",
        Words("Paikat ja toimikausi", "Platser och mandatperiod", "Seats and term"),
        Words(
            "Paikkojen määrästä ja toimikauden pituudesta päätetään, kun neuvottelukunta asetetaan.",
            "Om antalet platser och mandatperiodens längd beslutas när delegationen tillsätts.",
            "The number of seats and the length of the term are decided when the board is set up.",
        ),
    ),
)

BREADTH, SIZE, LANGUAGES, NOMINATION, REGISTRATION, ONE_SEAT, DEPUTIES, TERM = FIRST

SECOND: tuple[SectionText, ...] = (
    replace(
        BREADTH,
        body=Words(
            "Jäsenet edustavat järjestökenttää laajasti: sosiaali- ja terveysalaa, kulttuuria, liikuntaa, "
            "nuorisoa, ympäristöä, maahanmuuttajia, vähemmistöjä ja asukastoimintaa eri puolilta kaupunkia.",
            "Ledamöterna företräder organisationsfältet brett: social- och hälsovård, kultur, idrott, unga, "
            "miljö, invandrare, minoriteter och invånarverksamhet i olika delar av staden.",
            "Members represent organisations broadly: social and health, culture, sport, young people, the "
            "environment, immigrants, minorities and neighbourhood work in different parts of the city.",
        ),
        change="changed",
        why=Words(
            "Luettelosta puuttuivat maahanmuuttajien ja vähemmistöjen järjestöt sekä kaupungin eri osat.",
            "I listan saknades invandrarnas och minoriteternas organisationer samt stadens olika delar.",
            "The list lacked organisations of immigrants and minorities, and the different parts of the city.",
        ),
    ),
    replace(
        SIZE,
        body=Words(
            "Neuvottelukunnassa on sekä pienten että suurten järjestöjen edustajia. Vähintään kolmasosa "
            "paikoista on järjestöillä, joilla ei ole palkattua työntekijää.",
            "I delegationen finns företrädare för både små och stora organisationer. Minst en tredjedel av "
            "platserna går till organisationer som inte har någon anställd.",
            "The board has representatives of both small and large organisations. At least one third of the "
            "seats go to organisations without paid staff.",
        ),
        change="changed",
        why=Words(
            "Pieni yhdistys pelkäsi, että pienille jää yksi paikka, joten osuus kirjattiin näkyviin.",
            "En liten förening befarade att de små bara får en enda plats, så andelen skrevs in.",
            "A small association feared that one seat would be left for the small, so the share was written down.",
        ),
    ),
    replace(
        LANGUAGES,
        body=Words(
            "Ruotsinkielisillä järjestöillä on neuvottelukunnassa vähintään yksi jäsen ja varajäsen. "
            "Kokouksessa voi puhua suomea tai ruotsia.",
            "De svenskspråkiga organisationerna har minst en ledamot och en ersättare i delegationen. På "
            "mötena kan man tala finska eller svenska.",
            "Swedish-speaking organisations have at least one member and one deputy. Finnish or Swedish can be "
            "spoken at meetings.",
        ),
        change="changed",
        why=Words(
            "”Otetaan huomioon” ei takaa kenellekään paikkaa.",
            "”Beaktas” garanterar ingen plats.",
            "“Takes into account” secures nobody a seat.",
        ),
    ),
    replace(
        NOMINATION,
        change="kept",
        why=Words(
            "Avoin haku sai kannatusta. Toive pidemmästä ehdotusajasta otetaan huomioon, kun haku avataan.",
            "Den öppna ansökan fick stöd. Önskemålet om längre tid beaktas när ansökan öppnas.",
            "The open call was supported. The wish for more time is met when the call opens.",
        ),
    ),
    replace(
        REGISTRATION,
        change="removed",
        why=Words(
            "Kohta olisi sulkenut pois ryhmät, joilla ei ole rekisterinumeroa. Niiden asiaa voi ajaa myös "
            "jäsen, joka tulee ryhmästä.",
            "Punkten hade stängt ute grupper utan registernummer. Också en ledamot som kommer från en grupp kan "
            "föra deras talan.",
            "The clause would have shut out groups without a registration number. A member from such a group "
            "can speak for them as well.",
        ),
    ),
    replace(
        ONE_SEAT,
        change="kept",
        why=Words(
            "Kattojärjestö olisi halunnut väljemmän muotoilun. Paikkoja on niukasti, joten rajaus pidettiin.",
            "Takorganisationen hade önskat en friare formulering. Platserna är få, så begränsningen står kvar.",
            "The umbrella organisation would have liked a looser wording. Seats are few, so the limit stays.",
        ),
    ),
    replace(
        DEPUTIES,
        body=Words(
            "Jokaisella jäsenellä on henkilökohtainen varajäsen, joka voi tulla samasta tai toisesta "
            "järjestöstä. Varajäsen saa samat aineistot kuin jäsen.",
            "Varje ledamot har en personlig ersättare, som kan komma från samma eller en annan organisation. "
            "Ersättaren får samma material som ledamoten.",
            "Each member has a personal deputy, who may come from the same or another organisation. The deputy "
            "gets the same material as the member.",
        ),
        change="changed",
        why=Words(
            "Vapaaehtoisten varassa toimivalle järjestölle oma varajäsen on usein ainoa, joka tuntee asian.",
            "För en organisation som drivs av frivilliga är den egna ersättaren ofta den enda som känner till "
            "saken.",
            "In an organisation run by volunteers, its own deputy is often the only one who knows the matter.",
        ),
    ),
    replace(
        TERM,
        body=Words(
            "Paikkojen määrästä ja toimikauden pituudesta päätetään, kun neuvottelukunta asetetaan. Jäsenet "
            "eivät vaihdu kaikki yhtä aikaa, jotta työ jatkuu katkeamatta.",
            "Om antalet platser och mandatperiodens längd beslutas när delegationen tillsätts. Alla ledamöter "
            "byts inte samtidigt, så att arbetet fortsätter utan avbrott.",
            "The number of seats and the length of the term are decided when the board is set up. Members do "
            "not all change at once, so that the work goes on.",
        ),
        change="changed",
        why=Words(
            "Jatkuvuutta toivottiin. Paikkojen määrä on yhä auki.",
            "Kontinuitet efterlystes. Antalet platser är fortfarande öppet.",
            "Continuity was asked for. The number of seats is still open.",
        ),
    ),
    SectionText(
        "grounds",
        Words("Valinnan perustelut", "Motivering av valet", "Reasons for the choice"),
        Words(
            "Kaupunki julkaisee, mitkä järjestöt olivat ehdolla, miten valinta tehtiin ja millä perusteilla.",
            "Staden publicerar vilka organisationer som var kandidater, hur valet gjordes och på vilka grunder.",
            "The city publishes which organisations were candidates, how the choice was made, and on what "
            "grounds.",
        ),
        "new",
        Words(
            "Avoimuutta pyydettiin juuri siihen vaiheeseen, jossa valitaan.",
            "Öppenhet efterlystes just i det skede där valet görs.",
            "Openness was asked for at the very moment of choosing.",
        ),
    ),
    SectionText(
        "volunteers",
        Words("Aikaa vapaaehtoisille", "Plats för frivilliga", "Room for volunteers"),
        Words(
            "Kokouksiin voi osallistua etänä, ja osa kokouksista pidetään illalla. Tarvittaessa järjestetään "
            "tulkkaus.",
            "Det går att delta i mötena på distans, och en del av mötena hålls på kvällen. Vid behov ordnas "
            "tolkning.",
            "Meetings can be joined remotely, and some are held in the evening. Interpretation is arranged "
            "where needed.",
        ),
        "new",
        Words(
            "Jos kokous on aina virka-aikana, vain palkattu ehtii paikalle.",
            "Om mötet alltid är på kontorstid hinner bara den som är anställd dit.",
            "When meetings are always in office hours, only paid staff can come.",
        ),
    ),
)
