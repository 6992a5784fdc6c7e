"""The cast of the demo town: invented people, and the real units of the city by their official names."""

from town.texts.shapes import CastMember, UnitText, Words

EXECUTIVE_OFFICE = "executive_office"
EDUCATION = "education"
URBAN_ENVIRONMENT = "urban_environment"
CULTURE_AND_LEISURE = "culture_and_leisure"
SOCIAL_HEALTH_AND_RESCUE = "social_health_and_rescue"

SMALL_ASSOCIATION = "Mallilan Pihapiiri ry"
CHOIR = "Mallilan Sekakuoro ry"
LARGE_ORGANISATION = "Mallimaan Hyvän Arjen Liitto ry"
SWEDISH_ASSOCIATION = "Barn och familjer i Exempelby rf"
PARENTS_GROUP = "Lintukodon vanhempien piiri"
UMBRELLA = "Kattojärjestö Esimerkki ry"
UMBRELLA_SV = "Takorganisationen Exempel rf"

UNITS: tuple[UnitText, ...] = (
    UnitText(EXECUTIVE_OFFICE, Words("Kaupunginkanslia", "Stadskansliet", "City Executive Office")),
    UnitText(
        EDUCATION,
        Words(
            "Kasvatuksen ja koulutuksen toimiala", "Sektorn för fostran och utbildning", "Education Division"
        ),
    ),
    UnitText(
        URBAN_ENVIRONMENT,
        Words("Kaupunkiympäristön toimiala", "Stadsmiljösektorn", "Urban Environment Division"),
    ),
    UnitText(
        CULTURE_AND_LEISURE,
        Words(
            "Kulttuurin ja vapaa-ajan toimiala", "Kultur- och fritidssektorn", "Culture and Leisure Division"
        ),
    ),
    UnitText(
        SOCIAL_HEALTH_AND_RESCUE,
        Words(
            "Sosiaali-, terveys- ja pelastustoimiala",
            "Social-, hälsovårds- och räddningssektorn",
            "Social Services, Health Care and Rescue Services Division",
        ),
    ),
)

CAST: tuple[CastMember, ...] = (
    CastMember(
        "resident",
        "Maija Mallikas",
        "maija.mallikas@example.org",
        "fi",
        Words(
            "Asukas, joka vastaa omasta puolestaan ja haluaa tietää, mitä siitä seurasi.",
            "En invånare som svarar för egen del och vill veta vad det ledde till.",
            "A resident who answers for herself and wants to know what came of it.",
        ),
    ),
    CastMember(
        "shy_resident",
        "Hilja Esimerkkilä",
        "hilja.esimerkkila@example.org",
        "fi",
        Words(
            "Asukas, joka lukee tarkkaan mutta ei halua nimeään näkyviin.",
            "En invånare som läser noga men inte vill synas med namn.",
            "A resident who reads with care and does not want her name shown.",
        ),
    ),
    CastMember(
        "secretary",
        "Tuula Mallimäki",
        "tuula.mallimaki@example.org",
        "fi",
        Words(
            "Pienen asukasyhdistyksen vapaaehtoinen sihteeri ja sekakuoron puheenjohtaja. Hoitaa "
            "järjestöasiat iltaisin puhelimella.",
            "Frivillig sekreterare i en liten invånarförening och ordförande för en blandad kör. Sköter "
            "föreningsärendena på kvällarna med telefonen.",
            "Volunteer secretary of a small residents' association, and chair of a choir. Does the "
            "paperwork in the evening, on a phone.",
        ),
        organisations=(SMALL_ASSOCIATION, CHOIR),
    ),
    CastMember(
        "director",
        "Risto Esimerkki",
        "risto.esimerkki@example.org",
        "fi",
        Words(
            "Suuren valtakunnallisen järjestön toiminnanjohtaja, jolla on vastaamiseen oma väki.",
            "Verksamhetsledare för en stor riksomfattande organisation med egen personal för utlåtanden.",
            "Director of a large nationwide organisation with staff of its own to write statements.",
        ),
        organisations=(LARGE_ORGANISATION,),
    ),
    CastMember(
        "swedish_chair",
        "Märta Exempelgren",
        "marta.exempelgren@example.org",
        "sv",
        Words(
            "Ruotsinkielisen yhdistyksen puheenjohtaja, joka odottaa saavansa saman tiedon samana päivänä.",
            "Ordförande för en svenskspråkig förening som väntar sig samma information samma dag.",
            "Chair of a Swedish-speaking association who expects the same information on the same day.",
            source="sv",
        ),
        organisations=(SWEDISH_ASSOCIATION,),
    ),
    CastMember(
        "parent",
        "Samira Satulaakso",
        "samira.satulaakso@example.org",
        "en",
        Words(
            "Kahden lapsen äiti. Hänen vanhempien ryhmällään ei ole rekisterinumeroa eikä pankkitiliä.",
            "Mamma till två barn. Hennes föräldragrupp har varken registernummer eller bankkonto.",
            "Mother of two. Her parents' group has neither a registration number nor a bank account.",
            source="en",
        ),
        organisations=(PARENTS_GROUP,),
    ),
    CastMember(
        "coordinator",
        "Kaisa Kuvitelmala",
        "kaisa.kuvitelmala@example.org",
        "fi",
        Words(
            "Järjestöyhteistyön koordinaattori kaupunginkansliassa.",
            "Koordinator för organisationssamarbetet vid stadskansliet.",
            "Co-ordinator of co-operation with organisations at the City Executive Office.",
        ),
        roles=((EXECUTIVE_OFFICE, "coordinator"),),
    ),
    CastMember(
        "officer",
        "Otto Exempelberg",
        "otto.exempelberg@example.org",
        "sv",
        Words(
            "Asiantuntija sosiaali-, terveys- ja pelastustoimialalla. Vastaa järjestöille toimialansa "
            "osalta.",
            "Sakkunnig vid social-, hälsovårds- och räddningssektorn. Svarar organisationerna för sin "
            "sektor.",
            "Officer of the Social Services, Health Care and Rescue Services Division. Answers "
            "organisations on its behalf.",
            source="sv",
        ),
        roles=((SOCIAL_HEALTH_AND_RESCUE, "officer"),),
    ),
    CastMember(
        "moderator",
        "Leena Lintukoto",
        "leena.lintukoto@example.org",
        "fi",
        Words(
            "Moderaattori, joka huolehtii, että keskustelu pysyy asiassa.",
            "Moderator som ser till att samtalet förblir sakligt.",
            "Moderator who keeps the discussion to the matter.",
        ),
        roles=((EXECUTIVE_OFFICE, "moderator"),),
    ),
    CastMember(
        "assessor",
        "Pekka Esimerkkinen",
        "pekka.esimerkkinen@example.org",
        "fi",
        Words(
            "Avustusvalmistelija kulttuurin ja vapaa-ajan toimialalla. Johti myös työkalulainaamon kuulemista.",
            "Beredare av understöd vid kultur- och fritidssektorn. Ledde också hörandet om verktygslånet.",
            "Grant assessor at the Culture and Leisure Division. Also led the hearing on the tool library.",
        ),
        roles=((CULTURE_AND_LEISURE, "assessor"), (CULTURE_AND_LEISURE, "officer")),
    ),
    CastMember(
        "auditor",
        "Taina Tarumaa",
        "taina.tarumaa@example.org",
        "fi",
        Words(
            "Tarkastaja, joka näkee, kuka on tehnyt mitäkin ja kenen puolesta.",
            "Granskare som ser vem som har gjort vad och på vems vägnar.",
            "Auditor who sees who has done what, and on whose behalf.",
        ),
        roles=((EXECUTIVE_OFFICE, "auditor"),),
    ),
    CastMember(
        "administrator",
        "Ahti Hupsunen",
        "ahti.hupsunen@example.org",
        "fi",
        Words(
            "Ylläpitäjä, joka antaa ja päättää roolit ja pitää palvelun kunnossa.",
            "Administratör som ger och avslutar roller och håller tjänsten i skick.",
            "Administrator who gives and ends roles and keeps the service running.",
        ),
        roles=((EXECUTIVE_OFFICE, "administrator"),),
    ),
    CastMember(
        "journalist",
        "Sofia Sagolund",
        "sofia.sagolund@example.org",
        "sv",
        Words(
            "Toimittaja, joka tarkistaa jokaisen luvun avoimesta datasta.",
            "Journalist som kontrollerar varje siffra i de öppna data.",
            "Journalist who checks every figure against the open data.",
            source="sv",
        ),
    ),
    CastMember(
        "stranger",
        "Veikko Vierasmalli",
        "veikko.vierasmalli@example.org",
        "fi",
        Words(
            "Ulkopuolinen, joka ei kuulu mihinkään. Ei saa nähdä muuta kuin julkisen.",
            "En utomstående som inte hör till något. Får inte se annat än det offentliga.",
            "A stranger who belongs nowhere. Must see nothing but what is public.",
        ),
    ),
)


def cast_member(key: str) -> CastMember:
    """One member of the cast by key. Raises KeyError for a key that nobody has."""
    return {member.key: member for member in CAST}[key]
