"""Themes of the process on co-operation with organisations, and what was answered to each.

What was said is invented, and so is every response: the days of decisions and of the draft texts alone are public.
"""

from town.texts.answered_hopes import HOPES
from town.texts.answered_shapes import AFTER_COMMENTS, AFTER_SURVEY, ThemeText
from town.texts.shapes import Words

INVENTED = Words(
    "*Tämä vastaus on keksitty esittelykaupunkia varten.*",
    "*Det här svaret har hittats på för exempelstaden.*",
    "*This response was invented for the demo town.*",
)

THEMES: tuple[ThemeText, ...] = (
    ThemeText(
        "structures",
        Words(
            "Pysyvä paikka valmistelussa",
            "En fast plats i beredningen",
            "A lasting place in preparation",
        ),
        Words(
            "Järjestöt haluavat tietää, missä ja milloin ne pääsevät mukaan, ja että rakenne pysyy.",
            "Organisationerna vill veta var och när de kan komma med, och att strukturen är bestående.",
            "Organisations want to know where and when they can take part, and that the structure lasts.",
        ),
        words=r"neuvottelukun|rakente|rakenne|valmistel|tapaami|delegation|bered|strukturer|träff",
        clauses=(("tehtavat", "preparation"), ("tehtavat", "follow_up")),
        outcome="taken",
        reasons=Words(
            "Kaupunkitasoinen järjestöneuvottelukunta asetetaan. Sen tehtäviin kirjataan, että asiat tuodaan "
            "neuvottelukuntaan vähintään neljä viikkoa ennen päätöstä ja että aloitteista kerrotaan, mitä "
            "niistä seurasi.",
            "En organisationsdelegation på stadsnivå tillsätts. I dess uppgifter skrivs in att ärendena tas "
            "till delegationen minst fyra veckor före beslutet och att det berättas vad initiativen ledde till.",
            "A city-level advisory board of organisations is set up. Its tasks say that matters come to it at "
            "least four weeks before they are decided, and that it is told what came of proposals.",
        ),
        at=AFTER_COMMENTS,
        changed=(("tehtavat", "preparation"), ("tehtavat", "follow_up")),
        decision="§ 88",
    ),
    ThemeText(
        "grants",
        Words("Avustusten yhteiset ehdot", "Gemensamma villkor för understöd", "One practice for grants"),
        Words(
            "Hakeminen, ehdot ja raportointi ovat joka toimialalla erilaiset, ja pieni summa teettää saman työn "
            "kuin suuri.",
            "Ansökan, villkor och rapportering är olika i varje sektor, och en liten summa kräver lika mycket "
            "arbete som en stor.",
            "Applying, conditions and reporting differ from division to division, and a small sum is as much "
            "work as a large one.",
        ),
        words=r"avustu|hakemu|hakemi|raport|understöd|ansök",
        clauses=(("tehtavat", "grants"),),
        outcome="partly",
        reasons=Words(
            "Avustusten ehdot ja aikataulut yhtenäistetään toimialojen kesken. Pienille avustuksille ei "
            "tehdä vielä omaa kevyttä raporttia, koska raportoinnin uudistus on kesken.",
            "Villkoren och tidtabellerna för understöd görs enhetliga mellan sektorerna. Någon egen lätt "
            "rapport för små understöd införs ännu inte, eftersom rapporteringen håller på att förnyas.",
            "The conditions and timetables of grants are made the same in all divisions. Small grants get no "
            "light report of their own yet, because reporting is being renewed.",
        ),
        at=AFTER_SURVEY,
        changed=(("tehtavat", "grants"),),
        decision="§ 27",
    ),
    ThemeText(
        "rooms",
        Words("Tiloja iltaisin", "Lokaler på kvällarna", "Rooms in the evenings"),
        Words(
            "Kohtuuhintaisia ja esteettömiä tiloja tarvitaan iltaisin ja viikonloppuisin.",
            "Det behövs tillgängliga lokaler till skäligt pris på kvällar och veckoslut.",
            "Affordable and accessible rooms are needed in the evenings and at weekends.",
        ),
        words=r"tiloj|tilat|tilaa|tila jossa|iltavuor|asukastal|varasto|avaimen|huone|lokal|koulut iltaisin|skolorna på kv",
        clauses=(("tehtavat", "premises"),),
        outcome="outside",
        reasons=Words(
            "Tämä malli ei päätä tiloista. Toiveet on välitetty toimialoille, jotka suunnittelevat tilojen "
            "käytön, ja niistä järjestetään oma verkkoaivoriihi.",
            "Den här modellen avgör inte lokalfrågor. Önskemålen har förmedlats till sektorerna, som planerar "
            "hur lokalerna används, och en egen brainstorming ordnas om dem.",
            "This model does not decide on rooms. The wishes were passed on to the divisions that plan how "
            "rooms are used, and a brainstorm of its own is arranged on them.",
        ),
        at=AFTER_SURVEY,
    ),
    ThemeText(
        "equal",
        Words("Pienet ja suuret", "Små och stora", "Small and large"),
        Words(
            "Pienten ja ruotsinkielisten järjestöjen pitää päästä mukaan samoin ehdoin kuin suurten.",
            "Små och svenskspråkiga organisationer ska komma med på samma villkor som stora.",
            "Small organisations and Swedish-speaking ones have to get in on the same terms as large ones.",
        ),
        words=r"pien(et|ten|iä|illä|elle)|yhdenvert|vapaaehtois|små |svensk|frivillig",
        clauses=(
            ("jasenten-valinta", "size"),
            ("jasenten-valinta", "languages"),
            ("jasenten-valinta", "one_seat"),
        ),
        outcome="partly",
        reasons=Words(
            "Pienten ja ruotsinkielisten järjestöjen osuus kirjataan periaatteisiin, ja kokouksia pidetään myös "
            "virka-ajan jälkeen. Kattojärjestöille ei varata toista paikkaa, koska paikkoja on niukasti.",
            "Andelen små och svenskspråkiga organisationer skrivs in i principerna, och möten hålls också efter "
            "tjänstetid. Takorganisationer får ingen andra plats, eftersom platserna är få.",
            "The share of small and of Swedish-speaking organisations is written into the principles, and "
            "meetings are held after office hours too. Umbrella organisations get no second seat, because "
            "seats are few.",
        ),
        at=AFTER_COMMENTS,
        changed=(
            ("jasenten-valinta", "size"),
            ("jasenten-valinta", "languages"),
            ("jasenten-valinta", "volunteers"),
        ),
        decision="§ 88",
    ),
    ThemeText(
        "money",
        Words(
            "Rahoitus ajoissa ja vuosiksi",
            "Finansiering i tid och för flera år",
            "Money in time and for years",
        ),
        Words(
            "Palkat maksetaan tammikuussa, avustus tulee keväällä. Toivotaan monivuotisia avustuksia.",
            "Lönerna betalas i januari, understödet kommer på våren. Man önskar fleråriga understöd.",
            "Wages are paid in January, the grant comes in spring. Grants for several years are hoped for.",
        ),
        words=r"maksat|jatkuvu|vuodeksi|monivuot|pysyvä|utbetal|flera år|kontinuitet",
        outcome="preparing",
        reasons=Words(
            "Maksuaikataulua ja monivuotisia avustuksia selvitetään yhdessä toimialojen kanssa.",
            "Utbetalningarnas tidtabell och fleråriga understöd utreds tillsammans med sektorerna.",
            "The timetable of payments and grants for several years are being looked into with the divisions.",
        ),
        at=AFTER_SURVEY,
    ),
    *HOPES,
)
