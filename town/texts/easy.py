"""What is told of the real process, in Easy Finnish and Easy Swedish: short sentences, one thing in each.

There is no Easy English, so the third language is left out on purpose.
"""

from town.texts.shapes import Words

SUMMARY = Words(
    "Kaupunki ja järjestöt tekevät yhteistyötä. Tällä sivulla kerrotaan, miten yhteistyö muuttuu. "
    "Samalla muuttuu se, miten järjestöt hakevat rahaa kaupungilta.",
    "Staden och organisationerna samarbetar. På den här sidan berättar vi hur samarbetet ändras. "
    "Samtidigt ändras det hur organisationerna söker pengar av staden.",
    "",
)

BODY = Words(
    """\
### Mistä on kyse

Kaupunki haluaa tehdä enemmän yhteistyötä järjestöjen kanssa.

Kaupunki perustaa ryhmän. Ryhmän nimi on järjestöneuvottelukunta. Ryhmässä kaupunki ja järjestöt puhuvat
yhteisistä asioista. Ryhmä tapaa säännöllisesti.

### Mitä järjestöt toivoivat

Kaupunki kysyi, mitä järjestöt toivovat. Järjestöt toivoivat näitä asioita:

- Kaupunki kertoo asioista avoimesti.
- Kaupunki ja järjestöt suunnittelevat asioita yhdessä.
- Kaupunki ja järjestöt tapaavat säännöllisesti.
- Asukkailla on enemmän yhteisiä tiloja eri puolilla kaupunkia.
- Järjestö saa apua, kun se hakee rahaa kaupungilta.

### Mikä muuttuu

Kaupunki antaa järjestöille avustuksia. Avustus on rahaa, jolla järjestö järjestää toimintaa.

Avustusten hakeminen muuttuu selkeämmäksi. Kaupunki neuvoo niitä, jotka hakevat avustusta. Kaupunki myös
seuraa, mihin raha käytetään.

Kaikki ei muutu. Esimerkiksi kulttuurin avustukset hoidetaan kuten ennen.""",
    """\
### Vad det handlar om

Staden vill samarbeta mer med organisationerna.

Staden inrättar en grupp. Gruppen heter organisationsdelegationen. I gruppen talar staden och
organisationerna om gemensamma saker. Gruppen träffas regelbundet.

### Vad organisationerna önskade

Staden frågade vad organisationerna önskar. Organisationerna önskade det här:

- Staden berättar öppet om saker.
- Staden och organisationerna planerar saker tillsammans.
- Staden och organisationerna träffas regelbundet.
- Invånarna får fler gemensamma lokaler i olika delar av staden.
- Organisationen får hjälp när den söker pengar av staden.

### Vad som ändras

Staden ger understöd till organisationer. Understöd är pengar som organisationen använder för sin
verksamhet.

Det blir tydligare hur man söker understöd. Staden ger råd till dem som söker understöd. Staden följer
också upp vad pengarna används till.

Allt ändras inte. Till exempel understöden för kultur sköts som förut.""",
    "",
)
