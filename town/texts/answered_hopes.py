"""More themes over what the survey of May 2022 asked how important it is: every text is the town's own."""

from town.texts.answered_shapes import AFTER_COMMENTS, AFTER_SURVEY, ThemeText
from town.texts.shapes import Words

HOPES: tuple[ThemeText, ...] = (
    ThemeText(
        "communication",
        Words("Viestintä molempiin suuntiin", "Kommunikation åt båda hållen", "Communication both ways"),
        Words(
            "Tieto tulee myöhässä, monesta paikasta ja väärälle ihmiselle. Toivotaan yhtä kirjettä, selkeää "
            "kieltä ja vastausta siihen, mitä mielipiteistä seurasi.",
            "Informationen kommer sent, från många håll och till fel person. Man önskar ett enda brev, klart "
            "språk och svar på vad åsikterna ledde till.",
            "Word comes late, from many places and to the wrong person. One letter, plain language and an "
            "answer to what opinions led to are hoped for.",
        ),
        words=r"viest|uutiskirj|tiedon|tietoa|tieto järj|kertokaa|kerrotte|selkeää kieltä|netti|lyhent|ilmoitustaulu"
        r"|kalenteri|kalender|sähköpost|nyhetsbrev|e-post|kommunik|kanslispråk|berätta också|berätta för"
        r"|informationen|läsa svaren|lukea nämä",
        clauses=(("tehtavat", "communication"),),
        outcome="taken",
        reasons=Words(
            "Neuvottelukunnan esityslistat ja muistiot julkaistaan samaan aikaan molemmilla kielillä, ja "
            "aloitteista kerrotaan, mitä niistä seurasi.",
            "Delegationens föredragningslistor och promemorior publiceras samtidigt på båda språken, och det "
            "berättas vad initiativen ledde till.",
            "The board's agendas and memos are published in both languages at the same time, and it is told "
            "what came of proposals.",
        ),
        at=AFTER_COMMENTS,
        changed=(("tehtavat", "communication"), ("tehtavat", "follow_up")),
        decision="§ 88",
    ),
    ThemeText(
        "co_development",
        Words("Mukaan alusta asti", "Med från början", "In from the start"),
        Words(
            "Järjestöt haluavat kehittää palveluja yhdessä eikä kommentoida valmista paperia. Työ maksaa myös "
            "järjestöille.",
            "Organisationerna vill utveckla tjänster tillsammans och inte kommentera ett färdigt papper. "
            "Arbetet kostar också organisationerna.",
            "Organisations want to develop services together and not to comment on a finished paper. The work "
            "costs organisations as well.",
        ),
        words=r"yhteiskehit|kommentointiin|kokemusasiantunt|kokemustiet|kysyä (meiltä|nuorilta)|yhteiset tavoitteet"
        r"|vasta valmistel|samutveckl|vara med när|erfarenhetsexpert",
        outcome="partly",
        reasons=Words(
            "Asiat tuodaan neuvottelukuntaan valmistelun alussa. Järjestöjen työajasta ei voida maksaa "
            "tässä mallissa.",
            "Ärendena tas till delegationen i början av beredningen. Organisationernas arbetstid kan inte "
            "ersättas inom den här modellen.",
            "Matters come to the board at the start of their preparation. This model cannot pay for the "
            "working time of organisations.",
        ),
        at=AFTER_COMMENTS,
        changed=(("tehtavat", "preparation"),),
        decision="§ 88",
    ),
    ThemeText(
        "across_sectors",
        Words("Yli sektorirajojen", "Över sektorsgränserna", "Across divisions"),
        Words(
            "Sama asia selitetään nyt monelle toimialalle. Liikunta, kulttuuri ja ympäristö kuuluvat "
            "samaan keskusteluun kuin sosiaali- ja terveyspalvelut.",
            "Samma sak förklaras nu för många sektorer. Idrott, kultur och miljö hör till samma samtal som "
            "social- och hälsovården.",
            "The same thing is now explained to many divisions. Sport, culture and the environment belong to "
            "the same discussion as social and health services.",
        ),
        words=r"sektorirajo|toimialojen|toimialakoh|yli toimialo|eri pöydissä|mille toimiala|mihin toimiala"
        r"|samaan pöytään|kulttuuri mukaan|liikuntaseurat|ympäristöjärj|mellan sektorer|per sektor|sektorerna talar",
        clauses=(("tehtavat", "divisions"),),
        outcome="taken",
        reasons=Words(
            "Malli on verkosto, jota kaupunginkanslia koordinoi, ja kaikki toimialat ovat siinä mukana.",
            "Modellen är ett nätverk som stadskansliet samordnar, och alla sektorer är med i det.",
            "The model is a network that the City Executive Office co-ordinates, and all divisions take part "
            "in it.",
        ),
        at=AFTER_SURVEY,
        decision="§ 27",
    ),
    ThemeText(
        "meetings",
        Words("Säännölliset tapaamiset", "Regelbundna träffar", "Regular meetings"),
        Words(
            "Toivotaan tapaamisia, jotka tiedetään ajoissa, joissa päätetään jotain ja joihin pääsee töiden "
            "jälkeen.",
            "Man önskar träffar som man vet om i tid, där något blir beslutat och dit man hinner efter jobbet.",
            "Meetings are hoped for that are known in time, that settle something, and that one can come to "
            "after work.",
        ),
        words=r"säännöllis|kokouks|kokoontu|tapaaminen|tapaamis|vuosikello|kertaa vuodessa|kerran vuodessa"
        r"|keskustelui|möte|träffar om|årsklock|öppna kvällar",
        outcome="taken",
        reasons=Words(
            "Neuvottelukunnan kokousajat julkaistaan vuodeksi kerrallaan, ja osa kokouksista pidetään illalla "
            "tai etänä.",
            "Delegationens mötestider publiceras för ett år i sänder, och en del av mötena hålls på kvällen "
            "eller på distans.",
            "The times of the board's meetings are published a year ahead, and some are held in the evening "
            "or online.",
        ),
        at=AFTER_COMMENTS,
        changed=(("jasenten-valinta", "volunteers"),),
        decision="§ 88",
    ),
    ThemeText(
        "permanence",
        Words("Pysyvää projektien sijaan", "Bestående i stället för projekt", "Lasting work, not projects"),
        Words(
            "Hyvä yhteistyö katkeaa, kun projekti loppuu tai yhteyshenkilö vaihtaa työpaikkaa.",
            "Gott samarbete bryts när ett projekt tar slut eller kontaktpersonen byter jobb.",
            "Good co-operation breaks off when a project ends or a contact person changes jobs.",
        ),
        words=r"projekti|projekt|pysyvä|vaihtaa työpaikkaa|turvata toiminnan|katkea|hiipuvat|sama yhteyshenkilö"
        r"|består|trygga",
        clauses=(("jasenten-valinta", "term"),),
        outcome="partly",
        reasons=Words(
            "Neuvottelukunta asetetaan toimikaudeksi kerrallaan, ja kansliassa on nimetty yhteyshenkilö ja hänelle "
            "sijainen. Hankkeiden jatkosta päättävät toimialat erikseen.",
            "Delegationen tillsätts för en mandatperiod i sänder, och vid kansliet finns en namngiven kontaktperson "
            "och en ersättare. Sektorerna beslutar särskilt om hur projekt fortsätter.",
            "The board is set up for a term at a time, and the office has a named contact person and a stand-in. "
            "Divisions decide separately on how projects go on.",
        ),
        at=AFTER_COMMENTS,
        changed=(("jasenten-valinta", "term"),),
        decision="§ 88",
    ),
    ThemeText(
        "quickness",
        Words("Nopeampia vastauksia", "Snabbare svar", "Quicker answers"),
        Words(
            "Kysymyksiin ja aloitteisiin odotetaan vastausta viikoissa eikä puolessa vuodessa.",
            "På frågor och initiativ väntar man sig svar inom veckor och inte inom ett halvår.",
            "Questions and proposals should be answered within weeks and not half a year.",
        ),
        words=r"nopeu|puoli vuotta|vastataan|samana päivänä|ei vastaa|svara på|svarar på|samma dag|kuukautta ennen",
        outcome="not_taken",
        reasons=Words(
            "Tähän malliin ei kirjata vastausaikaa, koska asiat ovat erikokoisia eikä kaikkiin ehditä vastata "
            "samassa ajassa. Saapuneesta aloitteesta ilmoitetaan silti heti.",
            "Någon svarstid skrivs inte in i modellen, eftersom ärendena är olika stora och alla inte hinner "
            "besvaras lika fort. Att ett initiativ har kommit in meddelas ändå genast.",
            "No time for answers is written into this model, because matters differ in size and not all can be "
            "answered equally fast. It is told at once, though, that a proposal has arrived.",
        ),
        at=AFTER_SURVEY,
    ),
    ThemeText(
        "grant_guidance",
        Words("Apua avustusten hakemiseen", "Hjälp med att söka understöd", "Help with grant applications"),
        Words(
            "Toivotaan ihmistä, jolta voi kysyä ennen hakuaikaa, ja ohjetta, jonka ymmärtää.",
            "Man önskar någon som man kan fråga före ansökningstiden, och en anvisning som går att förstå.",
            "Somebody to ask before the time for applying, and instructions that one understands, are hoped for.",
        ),
        words=r"avustushakemu|neuvonta|lomake|tietoa avustuksista|yksi ovi|nimettyä yhteys|helpot ohjeet"
        r"|hjälpa med ans|ge råd inna|rätt person|namn och ett",
        outcome="already",
        reasons=Words(
            "Hakijoita neuvotaan jo ennen hakuaikaa. Hakuohjeet kirjoitetaan uudelleen selkeästi, kun "
            "käytännöt yhtenäistetään.",
            "Sökande får råd redan före ansökningstiden. Anvisningarna skrivs om på klart språk när praxis görs "
            "enhetlig.",
            "Applicants get advice before the time for applying already. The guidance is rewritten in plain "
            "language when practices are made uniform.",
        ),
        at=AFTER_SURVEY,
        decision="§ 27",
    ),
)
