"""What organisations do whose field was not among the choices, and what such organisations are called."""

from town.texts.shapes import Words

# What it is in words, then the local and the national name.
OTHER: tuple[tuple[Words, tuple[str, str], tuple[str, str]], ...] = (
    (
        Words("omaishoito", "närståendevård", "family carers"),
        ("Omaishoitajat", "närståendevårdare"),
        ("Omaishoitoliitto", "närståendevårdsförbund"),
    ),
    (
        Words("rikoksen uhrien tukeminen", "stöd till brottsoffer", "support for victims of crime"),
        ("Uhrien Tuki", "brottsofferstöd"),
        ("Rikosuhriliitto", "brottsofferförbund"),
    ),
    (
        Words(
            "vangit, vapautuneet ja heidän läheisensä",
            "fångar, frigivna och deras närstående",
            "people in and after prison, and their families",
        ),
        ("Kriminaalityön Tuki", "stödförening inom kriminalvård"),
        ("Kriminaalityön Liitto", "kriminalvårdsförbund"),
    ),
    (
        Words(
            "lähisuhdeväkivallan vastainen työ",
            "arbete mot våld i nära relationer",
            "work against domestic violence",
        ),
        ("Turvakoti", "skyddshem"),
        ("Turvakotiliitto", "skyddshemsförbund"),
    ),
    (
        Words(
            "seksuaali- ja sukupuolivähemmistöt",
            "sexuella minoriteter och könsminoriteter",
            "sexual and gender minorities",
        ),
        ("Sateenkaariväki", "regnbågsförening"),
        ("Sateenkaariliitto", "regnbågsförbund"),
    ),
    (
        Words(
            "läheisensä menettäneiden vertaistuki", "kamratstöd för sörjande", "peer support in bereavement"
        ),
        ("Sururyhmät", "sorgegrupper"),
        ("Surevien Liitto", "förbund för sörjande"),
    ),
    (
        Words(
            "vapaaehtoistoiminnan kehittäminen", "utveckling av frivilligarbete", "developing volunteering"
        ),
        ("Vapaaehtoiskeskus", "frivilligcentral"),
        ("Vapaaehtoistyön Liitto", "frivilligförbund"),
    ),
    (
        Words(
            "potilaan oikeudet ja neuvonta",
            "patientens rättigheter och rådgivning",
            "patients' rights and advice",
        ),
        ("Potilasneuvonta", "patientrådgivning"),
        ("Potilasoikeusliitto", "patienträttsförbund"),
    ),
    (
        Words("seksuaaliterveyden edistäminen", "främjande av sexuell hälsa", "sexual health"),
        ("Seksuaaliterveysyhdistys", "förening för sexuell hälsa"),
        ("Seksuaaliterveysliitto", "förbund för sexuell hälsa"),
    ),
    (
        Words(
            "saattohoito ja vapaaehtoinen tukihenkilötyö",
            "vård i livets slutskede",
            "hospice care and volunteers",
        ),
        ("Saattohoidon Tuki", "hospicevänner"),
        ("Saattohoitoliitto", "hospiceförbund"),
    ),
    (
        Words("digituki ja digiosallisuus", "digitalt stöd och digital delaktighet", "digital support"),
        ("Digitalkkarit", "digitalko"),
        ("Digituen Liitto", "digistödsförbund"),
    ),
    (
        Words("eläinavusteinen toiminta", "verksamhet med djur som stöd", "animal-assisted activities"),
        ("Kaverikoirat", "vårdhundar"),
        ("Kaverikoiraliitto", "vårdhundsförbund"),
    ),
    (
        Words("sotaveteraanien perinnetyö ja tuki", "stöd till krigsveteraner", "war veterans"),
        ("Veteraaniperinne", "veterantradition"),
        ("Veteraanityön Liitto", "veteranarbetsförbund"),
    ),
    (
        Words(
            "tapaturmien ehkäisy ja ensiapu",
            "förebyggande av olycksfall, första hjälpen",
            "accident prevention, first aid",
        ),
        ("Ensiapuyhdistys", "första hjälpen-förening"),
        ("Ensiapuliitto", "första hjälpen-förbund"),
    ),
    (
        Words("yksinäisyyden lievittäminen", "lindrande av ensamhet", "easing loneliness"),
        ("Kohtaamispaikka", "mötesplats"),
        ("Kohtaamisten Liitto", "mötesplatsförbund"),
    ),
    (
        Words("viittomakieliset", "teckenspråkiga", "sign language users"),
        ("Viittomakieliset", "teckenspråkiga"),
        ("Viittomakielisten Liitto", "teckenspråksförbund"),
    ),
    (
        Words("romanien osallisuus", "romers delaktighet", "inclusion of Roma people"),
        ("Romaniyhdistys", "romska förening"),
        ("Romanifoorumi", "romska forum"),
    ),
    (
        Words("suun terveys", "munhälsa", "oral health"),
        ("Suunterveysyhdistys", "munhälsoförening"),
        ("Suunterveysliitto", "munhälsoförbund"),
    ),
    (
        Words(
            "järjestöjen yhteinen toimitila",
            "gemensamma lokaler för föreningar",
            "shared premises for associations",
        ),
        ("Järjestötalo", "föreningshus"),
        ("Järjestötalojen Liitto", "föreningshusförbund"),
    ),
    (
        Words(
            "adoptio ja tahaton lapsettomuus",
            "adoption och ofrivillig barnlöshet",
            "adoption and infertility",
        ),
        ("Adoptioperheet", "adoptivfamiljer"),
        ("Lapsettomien Liitto", "förbund för barnlösa"),
    ),
)
