"""What was answered about the tool library, and whether those who answered felt heard afterwards. All of it is invented."""

from dataclasses import dataclass

from town.texts.cast import SMALL_ASSOCIATION
from town.texts.shapes import Capacity, Language


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: who, in which language, how often they borrowed, their words; and what they told when it was over.

    `person` is a key of the cast, `organisation` a name in the registry, "next" for any other one. `heard` is empty for
    those who told nothing; the line beside it is for the host alone.
    """

    capacity: Capacity
    language: Language
    borrowed: str
    words: str
    heard: str = ""
    line: str = ""
    person: str = ""
    organisation: str = ""
    heads: int = 1


SAID: tuple[Said, ...] = (
    Said("resident", "fi", "often", "Auki illalla, päivällä olen töissä.", "yes", person="resident"),
    Said("resident", "fi", "once", "Porakone oli aina lainassa, hankkikaa toinen.", "yes"),
    Said("resident", "fi", "never", "En tiennyt koko lainaamosta. Kertokaa rapussa.", "no"),
    Said("resident", "fi", "often", "Lauantai olisi paras päivä remontoida.", "yes", "Kiitos illoista."),
    Said("resident", "sv", "once", "Öppet på kvällen, tack.", "yes"),
    Said("resident", "fi", "never", "Painepesuri parvekkeita varten.", "no", "Pesuria ei tullut."),
    Said("resident", "fi", "once", "Ompelukone ja joku joka neuvoo.", "yes"),
    Said("resident", "fi", "often", "Kärry, jolla tavarat saa kotiin.", "yes"),
    Said("resident", "sv", "never", "En symaskin vore bra.", "partly"),
    Said("resident", "fi", "once", "Iltavuoro vaikka kerran viikossa riittää.", "partly"),
    Said("resident", "fi", "never", "Tikkaat pitäisi voida varata etukäteen.", "no"),
    Said("resident", "fi", "once", "Ilta-aikoja lisää, muuten hyvä.", "partly"),
    Said("active", "fi", "often", "Talkooviikolla auki myös illalla.", "yes", organisation="next"),
    Said("active", "fi", "once", "Sahat ja sakset talkoisiin.", "partly", organisation="next"),
    Said("active", "sv", "once", "Verktyg för talko, till exempel en kärra.", "partly", organisation="next"),
    Said(
        "active", "fi", "never", "Opastusta, kaikki eivät uskalla koskea poraan.", "no", organisation="next"
    ),
    Said("active", "fi", "often", "Jatkakaa, ovet auki iltaisin.", "yes", organisation="next"),
    Said("active", "fi", "once", "Työkalut huoltoon kerran vuodessa.", "no", organisation="next"),
    Said("active", "fi", "never", "Kelloon kahdeksaan asti auki, kiitos.", "partly", organisation="next"),
    Said(
        "organisation",
        "fi",
        "often",
        "Yhdistys lainaa mielellään työkaluja talkoisiin, jos lainaamo on auki illalla.",
        "yes",
        "Meitä kuultiin.",
        "secretary",
        SMALL_ASSOCIATION,
    ),
    Said("organisation", "fi", "once", "Ompelukone iltakerhoille.", "yes", organisation="next"),
    Said("organisation", "fi", "once", "Sama avain kuin asukastilaan.", organisation="next"),
    Said("organisation", "fi", "often", "Kärry ja tikkaat järjestöille.", "yes", organisation="next"),
    Said("organisation", "fi", "never", "Lauantaina auki kerran kuussa.", "partly", organisation="next"),
    Said(
        "organisation", "fi", "once", "Iltapäivystys onnistuu meiltä vuorotellen.", "yes", organisation="next"
    ),
    Said("organisation", "fi", "never", "Sahalle ja poralle turvaohjeet.", "yes", organisation="next"),
    Said(
        "group",
        "fi",
        "often",
        "Ryhmämme tarvitsee pihdit ja kärryn.",
        "yes",
        organisation="Mallikallion roskatalkoolaiset",
        heads=6,
    ),
)
