"""The 24 ideas of the open brainstorm on shared spaces, with two planted groups of opinion.

The first group wants spaces with staff, booking and rules; the second wants open doors and trust.
On eight ideas both agree, on one neither does.
"""

from town.texts.shapes import IdeaText, Words

IDEAS: tuple[IdeaText, ...] = (
    # Both groups agree.
    IdeaText(
        "one_list",
        Words(
            "Kaikki kaupungin tilat löytyvät yhdestä paikasta, oli omistaja mikä toimiala tahansa.",
            "Alla stadens lokaler finns på ett ställe, oberoende av vilken sektor som äger dem.",
            "All of the city's spaces are found in one place, whichever division owns them.",
        ),
        first=0.93,
        second=0.9,
    ),
    IdeaText(
        "every_district",
        Words(
            "Jokaisessa kaupunginosassa on ainakin yksi tila, jossa asukkaat voivat tavata.",
            "I varje stadsdel finns åtminstone en lokal där invånarna kan träffas.",
            "Every district has at least one space where residents can meet.",
        ),
        first=0.9,
        second=0.93,
    ),
    IdeaText(
        "accessible",
        Words(
            "Tilaan pääsee pyörätuolilla, ja esteettömyydestä kerrotaan ennen varaamista.",
            "Man kommer in med rullstol, och tillgängligheten anges före bokningen.",
            "You can get in with a wheelchair, and access is described before booking.",
        ),
        first=0.92,
        second=0.9,
    ),
    IdeaText(
        "school_evenings",
        Words(
            "Koulujen salit ja luokat auki yhdistyksille iltaisin, kun ne ovat muuten tyhjinä.",
            "Skolornas salar och klasser öppna för föreningar på kvällarna, när de annars står tomma.",
            "School halls and classrooms open to associations in the evening, when they stand empty.",
        ),
        first=0.84,
        second=0.88,
    ),
    IdeaText(
        "storage",
        Words(
            "Yhdistys tarvitsee lukollisen kaapin, ei pelkkää tuntia huoneessa.",
            "En förening behöver ett låsbart skåp, inte bara en timme i ett rum.",
            "An association needs a locked cupboard, not just an hour in a room.",
            source="sv",
        ),
        first=0.8,
        second=0.82,
    ),
    IdeaText(
        "three_languages",
        Words(
            "Ohjeet ja varaussivu ovat suomeksi, ruotsiksi ja englanniksi.",
            "Anvisningarna och bokningssidan finns på finska, svenska och engelska.",
            "Instructions and the booking page are in Finnish, Swedish and English.",
            source="en",
        ),
        first=0.85,
        second=0.83,
    ),
    IdeaText(
        "residents_develop",
        Words(
            "Tilan käyttäjät kokoontuvat kaksi kertaa vuodessa päättämään, mitä siellä kehitetään.",
            "De som använder lokalen samlas två gånger om året och beslutar vad som ska utvecklas.",
            "Those who use a space meet twice a year to decide what is developed there.",
        ),
        first=0.76,
        second=0.84,
    ),
    IdeaText(
        "kitchen",
        Words(
            "Tilassa on keittiö, koska yhteinen ruoka tuo ihmiset paikalle.",
            "I lokalen finns ett kök, för gemensam mat lockar människor.",
            "There is a kitchen, because shared food brings people in.",
            source="en",
        ),
        first=0.78,
        second=0.86,
    ),
    # Neither group agrees.
    IdeaText(
        "business_first",
        Words(
            "Yritykset saavat varata iltavuorot ensin, koska ne maksavat enemmän.",
            "Företag får boka kvällstiderna först, eftersom de betalar mer.",
            "Companies may book the evenings first, since they pay more.",
        ),
        first=0.08,
        second=0.05,
    ),
    # The first group agrees: staff, booking, rules.
    IdeaText(
        "staff_present",
        Words(
            "Tilassa on aina palkattu työntekijä, kun ovet ovat auki.",
            "Det finns alltid en anställd på plats när dörrarna är öppna.",
            "A paid member of staff is always there when the doors are open.",
        ),
        first=0.88,
        second=0.14,
    ),
    IdeaText(
        "booking_only",
        Words(
            "Tilaan tullaan vain varauksella, jotta jokainen tietää, kenen vuoro on.",
            "Man kommer bara med bokning, så att alla vet vems tur det är.",
            "Entry by booking only, so that everyone knows whose turn it is.",
        ),
        first=0.85,
        second=0.1,
    ),
    IdeaText(
        "registered_only",
        Words(
            "Vakiovuoroja annetaan vain rekisteröidyille yhdistyksille.",
            "Fasta tider ges bara till registrerade föreningar.",
            "Regular slots are given to registered associations only.",
        ),
        first=0.78,
        second=0.08,
    ),
    IdeaText(
        "deposit",
        Words(
            "Varauksesta maksetaan pantti, jonka saa takaisin siivouksen jälkeen.",
            "Vid bokning betalas en pant som fås tillbaka efter städningen.",
            "A booking takes a deposit that is returned after cleaning.",
        ),
        first=0.82,
        second=0.16,
    ),
    IdeaText(
        "small_rent",
        Words(
            "Pieni vuokra pitää turhat varaukset poissa.",
            "En liten hyra håller onödiga bokningar borta.",
            "A small rent keeps needless bookings away.",
            source="sv",
        ),
        first=0.75,
        second=0.1,
    ),
    IdeaText(
        "cameras",
        Words(
            "Eteisessä on valvontakamera, niin paikat pysyvät kunnossa.",
            "I hallen finns en övervakningskamera, så hålls ställena i skick.",
            "A camera in the hall keeps things in order.",
        ),
        first=0.74,
        second=0.12,
    ),
    IdeaText(
        "quiet_at_nine",
        Words(
            "Ovet suljetaan yhdeksältä, jotta naapurit saavat nukkua.",
            "Dörrarna stängs klockan nio så att grannarna får sova.",
            "Doors close at nine so that neighbours can sleep.",
        ),
        first=0.8,
        second=0.2,
    ),
    # The second group agrees: open doors, trust.
    IdeaText(
        "keys_to_groups",
        Words(
            "Luotetaan ihmisiin: avain annetaan ryhmälle, joka on käyttänyt tilaa pari kertaa.",
            "Lita på människor: ge nyckeln till en grupp som har använt lokalen ett par gånger.",
            "Trust people: give a key to a group that has used the space a few times.",
        ),
        first=0.12,
        second=0.9,
    ),
    IdeaText(
        "drop_in",
        Words(
            "Saisi vain kävellä sisään ja istua, ilman varausta ja ilman syytä.",
            "Man skulle få stiga in och sitta, utan bokning och utan orsak.",
            "You could just walk in and sit down, with no booking and no reason.",
            source="en",
        ),
        first=0.18,
        second=0.88,
    ),
    IdeaText(
        "free_for_all",
        Words(
            "Tilat ovat kaikille maksuttomia, myös ryhmille, joilla ei ole Y-tunnusta.",
            "Lokalerna är gratis för alla, också för grupper utan FO-nummer.",
            "Spaces are free for everybody, also for groups without a Business ID.",
        ),
        first=0.2,
        second=0.92,
    ),
    IdeaText(
        "open_all_night",
        Words(
            "Tila on auki läpi yön, koska vuorotyöläisetkin haluavat tavata.",
            "Lokalen är öppen hela natten, för också skiftarbetare vill träffas.",
            "The space is open all night, because shift workers want to meet too.",
        ),
        first=0.08,
        second=0.74,
    ),
    IdeaText(
        "residents_run_it",
        Words(
            "Asukkaat hoitavat tilaa itse talkoilla ilman kaupungin henkilökuntaa.",
            "Invånarna sköter lokalen själva med talko, utan stadens personal.",
            "Residents run the space themselves, without city staff.",
        ),
        first=0.1,
        second=0.8,
    ),
    IdeaText(
        "empty_shops",
        Words(
            "Tyhjät liiketilat annetaan asukkaiden käyttöön saman tien, paperit hoidetaan perästä.",
            "Tomma affärslokaler ges genast till invånarna, papperen sköts efteråt.",
            "Hand empty shops to residents at once and do the papers afterwards.",
            source="sv",
        ),
        first=0.16,
        second=0.84,
    ),
    IdeaText(
        "no_rules_on_the_wall",
        Words(
            "Seinälle riittää yksi ohje: jätä paikka paremmaksi kuin se oli.",
            "På väggen räcker det med en anvisning: lämna stället bättre än det var.",
            "One rule on the wall is enough: leave the place better than it was.",
        ),
        first=0.22,
        second=0.86,
    ),
    IdeaText(
        "paint_it",
        Words(
            "Ryhmät saavat maalata ja kalustaa tilan mieleisekseen ilman lupaa.",
            "Grupperna får måla och inreda lokalen som de vill utan tillstånd.",
            "Groups may paint and furnish the space as they like without permission.",
            source="sv",
        ),
        first=0.06,
        second=0.72,
    ),
)
