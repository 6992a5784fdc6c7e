"""What became of the survey that is open now: who was asked, what they did, and what came from elsewhere.

All of it is invented, and nothing is put into the mouth of a real council.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from town.texts.cast import LARGE_ORGANISATION
from town.texts.hearing_shapes import Value
from town.texts.shapes import Words

# Whom the co-ordinator asks: registered organisations of the city in these fields, the public bodies, one nationwide.
FIELDS = ("residents", "culture", "leisure", "youth")
AREA = "90"
NATIONWIDE = LARGE_ORGANISATION

OPENED = ("Lintukodon Shakkikerho ry", "Modellberg hembygdsförening rf", "Mallikallion Partiolaiset ry")
NO_COMMENT = ("Lintukodon Mieskuoro ry", "Mallimaan hyvinvointialue")
DECLINED = ("Esimerkkilän Naiskuoro ry",)
# Their mail servers say that nobody is there.
BOUNCED = ("Esimerkkilän Kirjallisuuspiiri ry", "Drömstrand invånarförening rf")


@dataclass(frozen=True, slots=True)
class Said:
    """What an organisation that was asked has written so far, by question code."""

    organisation: str
    values: Mapping[str, Value]


WRITING = (
    Said("Satulaakson Työväenopiston Ystävät ry", {"booked": "often", "hard": ["keys"]}),
    Said("Drömstrand schackklubb rf", {"booked": "once", "better": "En gemensam kalender."}),
)
ANSWERED = (
    Said(
        LARGE_ORGANISATION,
        {
            "booked": "often",
            "hard": ["free", "price"],
            "ease": 3,
            "order": ["free", "price", "access", "keys"],
            "better": "Valtakunnallisen järjestön vertaisryhmät varaavat tilan kerran, eikä joka viikko uudestaan.",
            "people": 20,
        },
    ),
    Said(
        "Mallilan Kaupunginosayhdistys ry",
        {
            "booked": "often",
            "hard": ["free", "keys"],
            "ease": 2,
            "spaces": {"kitchen": "much", "hall": "some", "office": "not"},
            "order": ["keys", "free", "price", "access"],
            "better": "Avaimen voisi hakea lähikirjastosta silloin, kun se on auki.",
            "people": 35,
        },
    ),
    Said(
        "Esimerkkilän Nuorten Talo ry",
        {
            "booked": "once",
            "hard": ["free"],
            "ease": 3,
            "spaces": {"kitchen": "some", "hall": "much", "office": "some"},
            "better": "Puhelimella pitäisi näkyä heti, mikä sali on vapaa tänä iltana.",
            "people": 18,
        },
    ),
)
# These answered only when they had been reminded.
REMINDED = (
    Said(
        "Modellberg hembygdsförening rf",
        {
            "booked": "once",
            "hard": ["free", "keys"],
            "ease": 2,
            "order": ["free", "keys", "access", "price"],
            "better": "Anvisningar på svenska, och någon som svarar i telefon.",
            "people": 12,
        },
    ),
    Said(
        "Mallikallion Mieskuoro ry",
        {
            "booked": "never",
            "why_not": "Emme ole löytäneet tilaa, jossa saa laulaa kovaa.",
            "hard": ["price"],
            "better": "Tieto siitä, missä on piano.",
            "people": 40,
        },
    ),
)

NOTE = Words(
    "Vastaamiseen menee noin kahdeksan minuuttia, ja ehdotuksenne auttavat meitä ohjeen teossa.",
    "Det tar ungefär åtta minuter att svara, och era förslag hjälper oss med anvisningen.",
    "Answering takes about eight minutes, and your suggestions help us with the instructions.",
)


# From a spreadsheet ---------------------------------------------------------------------------------------------

FILE_NAME = "asukastalojen-kysely.csv"
NO_TIME, NO_CHOICE, NO_HEADS = "ensi viikolla", "Välillä", "kaksi"  # what makes three rows faulty
HEADINGS = (
    "Vastaajan numero",
    "Vastausaika",
    "Kieli",
    "Järjestö",
    "Ryhmän koko",
    "Onko järjestösi tai ryhmäsi varannut kaupungin tilaa illaksi?",
    "Mikä varaamisessa on hankalaa?",
    "Kuinka helppoa varaaminen on ollut?",
    "Mikä tekisi varaamisesta helpompaa?",
    "Sähköposti",
)
# The time in days since the survey opened, with the hour; the address of the last column is left out.
ROWS: tuple[tuple[str, int | str, str, str, str, str, str, str, str], ...] = (
    ("1", 1, "suomi", "", "", "Usein", "Avainten nouto", "3", "Sama avain kaikkiin talon oviin."),
    ("2", 1, "suomi", "Satulaakson Asukasyhdistys ry", "", "Usein", "Hinta", "2", "Maksuton tila kerran kuussa."),
    ("3", 1, "suomi", "", "12", "Kerran tai pari", "Vapaan ajan löytäminen; Hinta", "2", "Yksi kalenteri."),
    ("4", 1, "ruotsi", "", "", "Kerran tai pari", "Esteettömyys", "4", "Berätta om trösklarna på förhand."),
    ("5", 2, "suomi", "", "", NO_CHOICE, "Hinta", "3", "Halvempi hinta arkisin."),
    ("6", 2, "suomi", "", "", "Ei kertaakaan", "Vapaan ajan löytäminen", "", ""),
    ("7", NO_TIME, "suomi", "", "", "Usein", "Avainten nouto", "4", "Koodi puhelimeen avaimen sijasta."),
    ("8", 2, "suomi", "Mallikallion Asukastalon Ystävät ry", "", "Usein", "Vapaan ajan löytäminen", "4", ""),
    ("9", 2, "suomi", "", NO_HEADS, "Usein", "Avainten nouto", "3", "Naapuri avaisi oven."),
    ("10", 3, "ruotsi", "", "7", "Usein", "Avainten nouto", "3", "Nyckeln kunde finnas i kiosken."),
    ("11", 3, "suomi", "", "", "Kerran tai pari", "Lämmitys", "2", "Lämpö päälle ennen kuin tullaan."),
    ("12", 3, "suomi", "", "", "Ei kertaakaan", "", "1", "En tiennyt, että tilan voi varata."),
)  # fmt: skip


# Notes of an evening together -----------------------------------------------------------------------------------

MARK = "iltatilojen-keskusteluilta"
PLACE = "Mallikallion asukastalo"
HEADS = 14
DAYS_AGO = 2
NOTES: Mapping[str, str] = {
    "better": "Kaikki kaipasivat yhtä kalenteria, josta näkee koulujen, kirjastojen ja asukastalojen vapaat illat. "
    "Avaimen noutoaika ei sovi työssä käyville. Kaksi toivoi, että tilan voisi perua samana päivänä.",
    "for_preparers": "Yksi ryhmä kertoi maksaneensa tilasta kahdesti, ja asia selvitetään heidän kanssaan erikseen.",
}
