"""The 32 measures of the umbrella organisation's brainstorm, as different people would write them."""

from town.texts.shapes import IdeaText, Words

IDEAS: tuple[IdeaText, ...] = (
    IdeaText(
        "people_first",
        Words(
            "Ihmisläheiset palvelut, jotka lähtevät ihmisen omasta arjesta.",
            "Människonära tjänster som utgår från människans egen vardag.",
            "Services close to people, starting from a person's own everyday life.",
        ),
        6.28,
        0.95,
    ),
    IdeaText(
        "continuity",
        Words(
            "Järjestöjen toimintaedellytysten jatkuvuus turvataan, kun vastuu siirtyy hyvinvointialueelle.",
            "Kontinuiteten i organisationernas verksamhetsförutsättningar tryggas när ansvaret går över "
            "till välfärdsområdet.",
            "The continuity of organisations' operating conditions is secured when responsibility moves to "
            "the county.",
        ),
        6.22,
        1.0,
        (("5_19", 0.1), ("20_plus", 0.1)),
    ),
    IdeaText(
        "real_participation",
        Words(
            "Järjestöjen aito osallisuus osana hyvinvointialueen toimintaa, jo silloin kun asioita "
            "valmistellaan.",
            "Organisationerna deltar genuint som en del av välfärdsområdets verksamhet, redan när ärendena "
            "bereds.",
            "Real participation of organisations as part of the county's work, already while matters are "
            "prepared.",
            source="sv",
        ),
        5.98,
        1.05,
    ),
    IdeaText(
        "one_contact",
        Words(
            "Jokaisella hyvinvointialueella on nimetty yhteyshenkilö, joka vastaa järjestöjen viesteihin.",
            "Varje välfärdsområde har en namngiven kontaktperson som svarar på organisationernas "
            "meddelanden.",
            "Every county names a contact person who answers messages from organisations.",
        ),
        5.62,
        1.2,
        (("volunteers", 0.25),),
    ),
    IdeaText(
        "clear_structures",
        Words(
            "Yhteistyölle sovitaan selkeät rakenteet, jotka eivät riipu yksittäisistä ihmisistä.",
            "Man kommer överens om tydliga strukturer för samarbetet, så att det inte hänger på enskilda "
            "personer.",
            "Clear structures for co-operation that do not depend on single persons.",
        ),
        5.56,
        1.15,
    ),
    IdeaText(
        "open_information",
        Words(
            "Alue kertoo avoimesti ja ajoissa, mitä on valmisteilla ja milloin siihen voi vaikuttaa.",
            "Området berättar öppet och i god tid vad som är på gång och när man kan påverka.",
            "The county tells openly and in time what is being prepared and when it can be influenced.",
            source="sv",
        ),
        5.55,
        1.1,
    ),
    IdeaText(
        "equal_size",
        Words(
            "Pieniä ja suuria järjestöjä kohdellaan yhdenvertaisesti, myös silloin kun rahaa jaetaan.",
            "Små och stora organisationer behandlas lika, också när pengar delas ut.",
            "Small and large organisations are treated equally, also when money is shared out.",
        ),
        5.5,
        1.35,
        (("volunteers", 0.45), ("20_plus", -0.7)),
    ),
    IdeaText(
        "long_grants",
        Words(
            "Avustukset myönnetään kolmeksi vuodeksi kerrallaan, ei aina vain vuodeksi.",
            "Understöd beviljas för tre år i taget, inte alltid för bara ett.",
            "Grants are given for three years at a time, not always for just one.",
        ),
        5.47,
        1.3,
        (("1_4", 0.3), ("5_19", 0.3)),
    ),
    IdeaText(
        "regular_meetings",
        Words(
            "Tavataan säännöllisesti, ei vasta silloin kun on kiire tai kriisi.",
            "Vi träffas regelbundet, inte först när det är bråttom eller kris.",
            "Meet regularly, not only when there is a hurry or a crisis.",
        ),
        5.42,
        1.15,
    ),
    IdeaText(
        "service_in_swedish",
        Words(
            "Ruotsinkieliset yhdistykset saavat saman tiedon samaan aikaan omalla kielellään.",
            "Svenskspråkiga föreningar får samma information samtidigt och på sitt eget språk.",
            "Swedish-speaking associations get the same information at the same time in their own language.",
            source="sv",
        ),
        5.3,
        1.55,
    ),
    IdeaText(
        "guidance_to_organisations",
        Words(
            "Sosiaali- ja terveyskeskukset ohjaavat asiakkaita järjestöjen toimintaan osana hoitopolkua.",
            "Social- och hälsostationerna hänvisar klienter till organisationernas verksamhet som en del av "
            "vårdkedjan.",
            "Health and social services centres guide people to organisations' activities as part of their "
            "care.",
        ),
        5.38,
        1.2,
        (("patient_disability", 0.4),),
    ),
    IdeaText(
        "lived_experience",
        Words(
            "Kokemusasiantuntijat otetaan mukaan suunnitteluun ja heille maksetaan palkkio.",
            "Erfarenhetsexperter tas med i planeringen och får arvode för sitt arbete.",
            "Experts by experience join the planning and are paid for it.",
        ),
        5.35,
        1.35,
        (("mental_addiction", 0.55),),
    ),
    IdeaText(
        "co_development",
        Words(
            "Palveluja kehitetään yhdessä alusta asti eikä pyydetä kommentteja valmiisiin papereihin.",
            "Tjänsterna utvecklas tillsammans från början i stället för att vi kommenterar färdiga papper.",
            "Develop services together from the start, instead of asking for comments on finished papers.",
            source="en",
        ),
        5.33,
        1.15,
    ),
    IdeaText(
        "free_premises",
        Words(
            "Järjestöt saavat käyttää alueen tiloja iltaisin ja viikonloppuisin maksutta.",
            "Föreningarna får använda områdets lokaler gratis på kvällar och veckoslut.",
            "Organisations may use the county's premises free of charge in evenings and at weekends.",
        ),
        5.25,
        1.4,
        (("volunteers", 0.4), ("20_plus", -0.5)),
    ),
    IdeaText(
        "advisory_board",
        Words(
            "Alueelle perustetaan järjestöneuvottelukunta, jonka aloitteisiin on pakko vastata.",
            "I området inrättas en organisationsdelegation vars initiativ måste besvaras.",
            "The county sets up an NGO advisory board whose initiatives must be answered.",
        ),
        5.18,
        1.3,
    ),
    IdeaText(
        "help_with_applying",
        Words(
            "Avustusten hakemiseen saa neuvontaa ihmiseltä, joka vastaa puhelimeen.",
            "Det går att få råd om understöd av en människa som svarar i telefon.",
            "Help with grant applications comes from a person who picks up the phone.",
        ),
        5.16,
        1.4,
        (("volunteers", 0.5), ("20_plus", -0.6)),
    ),
    IdeaText(
        "prevention_money",
        Words(
            "Ennaltaehkäisevään työhön varataan oma raha, jota ei käytetä korjaaviin palveluihin.",
            "För förebyggande arbete reserveras egna pengar som inte används till korrigerande tjänster.",
            "Money is set aside for prevention and not spent on repairing services.",
        ),
        5.2,
        1.25,
    ),
    IdeaText(
        "across_sectors",
        Words(
            "Sote, liikunta, kulttuuri ja koulu saman pöydän ääreen, sillä ihmisen elämä ei jakaudu "
            "sektoreihin.",
            "Vården, idrotten, kulturen och skolan runt samma bord, för människans liv delas inte in i "
            "sektorer.",
            "Care, sport, culture and schools around one table, since a life is not divided into sectors.",
        ),
        5.12,
        1.2,
    ),
    IdeaText(
        "quick_answers",
        Words(
            "Järjestö saa vastauksen kysymykseensä kahdessa viikossa, vaikka vastaus olisi keskeneräinen.",
            "En organisation får svar på sin fråga inom två veckor, även om svaret inte är färdigt.",
            "An organisation gets an answer within two weeks, even if the answer is not complete.",
        ),
        5.05,
        1.3,
    ),
    IdeaText(
        "strategy_names_us",
        Words(
            "Järjestöt mainitaan strategiassa kumppanina, ja kumppanuudelle asetetaan mitattava tavoite.",
            "Organisationerna nämns i strategin som partner och för partnerskapet ställs ett mätbart mål.",
            "The strategy names organisations as partners and sets a target that can be measured.",
            source="en",
        ),
        5.1,
        1.3,
    ),
    IdeaText(
        "peer_support",
        Words(
            "Vertaistuki tunnustetaan osaksi hoitoa ja kuntoutusta.",
            "Kamratstödet erkänns som en del av vården och rehabiliteringen.",
            "Peer support is recognised as part of care and rehabilitation.",
            source="sv",
        ),
        5.4,
        1.25,
        (("patient_disability", 0.35), ("mental_addiction", 0.45)),
    ),
    IdeaText(
        "lighter_reports",
        Words(
            "Raportointi kevenee: pieni avustus, lyhyt selvitys.",
            "Rapporteringen blir lättare: ett litet understöd, en kort utredning.",
            "Reporting gets lighter: a small grant, a short report.",
        ),
        5.08,
        1.4,
        (("volunteers", 0.4),),
    ),
    IdeaText(
        "remote_places",
        Words(
            "Palvelut viedään myös syrjäkylille ja saaristoon vaikka bussilla, ei pelkästään verkkoon.",
            "Tjänsterna förs också ut till glesbygden och skärgården, med buss om så krävs, inte bara på "
            "nätet.",
            "Bring services to remote villages and islands too, by bus if need be, not only online.",
            source="sv",
        ),
        4.95,
        1.5,
        (("older", 0.5), ("youth", -0.4)),
    ),
    IdeaText(
        "plain_language",
        Words(
            "Alueen tiedotteet kirjoitetaan selkeästi ja tärkeimmät myös selkokielellä.",
            "Områdets meddelanden skrivs på klarspråk, och de viktigaste också på lätt språk.",
            "The county writes its notices clearly, and the most important ones in easy language too.",
        ),
        4.98,
        1.25,
    ),
    IdeaText(
        "directory",
        Words(
            "Yksi ajantasainen luettelo järjestöjen toiminnasta sekä asukkaille että ammattilaisille.",
            "En aktuell förteckning över organisationernas verksamhet, både för invånare och för yrkesfolk.",
            "One up-to-date directory of what organisations do, for residents and professionals alike.",
            source="sv",
        ),
        4.85,
        1.35,
    ),
    IdeaText(
        "interpreters",
        Words(
            "Kuulemisiin järjestetään tulkkaus, jotta maahanmuuttajien yhdistykset pääsevät mukaan.",
            "Det ordnas tolkning vid höranden så att invandrarföreningarna kan delta.",
            "Provide interpreters at hearings so that immigrant associations can take part.",
            source="en",
        ),
        4.82,
        1.5,
        (("migrants", 0.9),),
    ),
    IdeaText(
        "volunteer_training",
        Words(
            "Alue kouluttaa vapaaehtoisia yhdessä järjestöjen kanssa ja maksaa kurssin kulut.",
            "Området utbildar frivilliga tillsammans med organisationerna och betalar kursernas kostnader.",
            "The county trains volunteers together with organisations and pays the cost of the courses.",
        ),
        4.7,
        1.4,
    ),
    IdeaText(
        "evening_meetings",
        Words(
            "Kokoukset pidetään iltaisin, koska vapaaehtoiset ovat päivällä töissä.",
            "Mötena hålls på kvällar, för de frivilliga arbetar på dagarna.",
            "Hold meetings in the evening, because volunteers are at work during the day.",
            source="sv",
        ),
        4.1,
        1.9,
        (("volunteers", 1.3), ("5_19", -1.1), ("20_plus", -1.5)),
    ),
    IdeaText(
        "shared_data",
        Words(
            "Järjestöt saavat tietoa alueen asukkaiden hyvinvoinnista ja antavat omaansa vastavuoroisesti.",
            "Organisationerna får uppgifter om invånarnas välfärd och ger sina egna i gengäld.",
            "Organisations receive data on residents' wellbeing and give their own in return.",
            source="en",
        ),
        4.55,
        1.45,
    ),
    IdeaText(
        "tendering",
        Words(
            "Järjestöjen palvelut kilpailutetaan samoin ehdoin kuin yritysten.",
            "Organisationernas tjänster konkurrensutsätts på samma villkor som företagens.",
            "Services of organisations are put out to tender on the same terms as those of companies.",
        ),
        3.55,
        2.3,
        (("20_plus", 1.8), ("5_19", 0.8), ("volunteers", -0.8)),
    ),
    IdeaText(
        "large_speak_for_all",
        Words(
            "Muutama iso järjestö voisi edustaa kaikkia, niin kokoukset pysyisivät lyhyinä.",
            "Några stora organisationer kunde representera alla, så blir mötena korta.",
            "A few large organisations could speak for everybody, so that meetings stay short.",
            source="sv",
        ),
        2.9,
        2.0,
        (("20_plus", 2.0), ("volunteers", -0.6)),
    ),
    IdeaText(
        "merge_small",
        Words(
            "Pienten yhdistysten kannattaisi yhdistyä ennen kuin avustuksia jaetaan.",
            "De små föreningarna borde gå samman innan understöd delas ut.",
            "Small associations should merge before grants are shared out.",
        ),
        2.6,
        1.8,
        (("20_plus", 1.1),),
    ),
)
