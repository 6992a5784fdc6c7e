"""The privacy notice of the demo town."""

from town.texts.shapes import PageText, Words

FI = """\
Rekisterinpitäjä on esittelykaupunki eli se, joka on asentanut tämän palvelun. Kun järjestö pitää oman
aivoriihensä, se on siinä rekisterinpitäjä yhdessä kaupungin kanssa.

## Mitä tallennetaan ja miksi

Tallennamme sen, mitä itse annat: arviosi, ideasi, tiedon siitä, vastaatko omasta puolestasi,
järjestötoimijana, järjestön puolesta vai ryhmänä, sekä taustatiedot, kuten järjestön alan, alueen ja
koon. Tietoja käytetään kuulemisten tekemiseen ja tulosten laskemiseen. Kaupungin kuulemisissa peruste on
yleistä etua koskeva tehtävä (tietosuoja-asetus, 6 artikla 1 kohta e).

Nimeä ei tarvitse antaa. Vastauksiin ei yhdistetä IP-osoitetta. Kävijöitä ei seurata eikä tietoja
luovuteta mainostajille.

## Evästeet

- `punos_session` pitää sinut kirjautuneena, kunnes kirjaudut ulos tai istunto vanhenee.
- `csrftoken` suojaa lomakkeita väärinkäytöltä enintään vuoden.
- `punos_voice` muistaa allekirjoitetulla satunnaistunnuksella 180 päivää, mitä arvioit kirjautumatta.
- `punos_easy` muistaa selaimen sulkemiseen asti, että olet valinnut selkokielen. Siinä ei ole mitään sinusta.

Kieli on osoitteessa, joten sitä varten ei ole evästettä. Sivujen lukeminen ei aseta evästeitä.

## Mitä julkaistaan

Tulokset julkaistaan avoimena datana. Henkilöitä koskevissa erittelyissä alle viiden vastauksen ryhmiä ei
näytetä: nolla näkyy nollana ja 1–4 muodossa ”1–4”, ja niiden päätteleminen muista luvuista on estetty.
Avoimessa datassa vastaajilla on satunnaiset numerot.

Viranomaiselle lähetetty aineisto on julkista, ellei laki tee siitä salassa pidettävää. ”Ei julkaista”
tarkoittaa, ettei tieto näy sivuilla, mutta se voidaan joutua antamaan tietopyynnön perusteella.

## Oikeutesi

Voit pyytää omat tietosi nähtäviksi, korjattaviksi tai poistettaviksi ja vastustaa niiden käyttöä. Kun
tiedot poistetaan, tapahtumaluettelo säilyy ehjänä, koska siinä on vain tunnisteita eikä nimiä. Voit myös
tehdä valituksen tietosuojavaltuutetulle.

## Säilytysaika

Tämä on esittelyasennus. Kaikki tiedot poistuvat, kun asennus aloitetaan alusta.
"""

SV = """\
Personuppgiftsansvarig är exempelstaden, det vill säga den som har installerat tjänsten. När en
organisation ordnar en egen brainstorming är den personuppgiftsansvarig tillsammans med staden.

## Vad som sparas och varför

Vi sparar det som du själv uppger: dina bedömningar och idéer, om du svarar för egen del, som
organisationsaktör, på organisationens vägnar eller som grupp, samt bakgrundsuppgifter såsom
organisationens verksamhetsområde, område och storlek. Uppgifterna används för att ordna höranden och
räkna ut resultat. I stadens höranden är grunden en uppgift av allmänt intresse (dataskyddsförordningen,
artikel 6.1 e).

Du behöver inte uppge ditt namn. Ingen IP-adress kopplas till svaren. Besökare spåras inte och inga
uppgifter lämnas ut till annonsörer.

## Kakor

- `punos_session` håller dig inloggad tills du loggar ut eller sessionen går ut.
- `csrftoken` skyddar formulär mot missbruk i högst ett år.
- `punos_voice` minns i 180 dagar med ett signerat slumptal vad du har bedömt utan att logga in.
- `punos_easy` minns tills webbläsaren stängs att du har valt lätt språk. Den innehåller ingenting om dig.

Språket framgår av adressen, så det behövs ingen kaka för det. Att läsa sidor ger inga kakor.

## Vad som publiceras

Resultaten publiceras som öppna data. I fördelningar som gäller personer visas inte grupper med färre än
fem svar: noll visas som noll och 1–4 som ”1–4”, och de kan inte räknas ut med hjälp av andra siffror. I
de öppna data har deltagarna slumpmässiga nummer.

Material som har skickats till en myndighet är offentligt, om det inte är sekretessbelagt enligt lag.
”Publiceras inte” betyder att uppgiften inte visas på sidorna, men den kan behöva lämnas ut på begäran.

## Dina rättigheter

Du kan be att få se, rätta eller radera dina uppgifter och motsätta dig att de används. När uppgifter
raderas förblir händelseförteckningen hel, eftersom den innehåller bara beteckningar och inga namn. Du kan
också anföra klagomål hos dataombudsmannen.

## Förvaringstid

Det här är en exempelinstallation. Alla uppgifter försvinner när installationen görs om från början.
"""

EN = """\
The controller is the demo town, that is, whoever has installed this service. When an organisation holds a
brainstorm of its own, it is controller together with the city.

## What is stored, and why

We store what you give: your ratings and ideas, whether you answer for yourself, as someone active in an
organisation, on behalf of an organisation or as a group, and background such as the organisation's field,
area and size. The data is used to hold hearings and to compute results. In the city's hearings the ground
is a task in the public interest (General Data Protection Regulation, Article 6(1)(e)).

You need not give your name. No IP address is linked to answers. Visitors are not tracked and nothing is
given to advertisers.

## Cookies

- `punos_session` keeps you signed in until you sign out or the session ends.
- `csrftoken` protects forms from misuse, for a year at most.
- `punos_voice` remembers for 180 days, by a signed random mark, what you rated without signing in.
- `punos_easy` remembers until the browser closes that you chose easy language. It holds nothing about you.

The language is in the address, so it needs no cookie. Reading pages sets none.

## What is published

Results are published as open data. Breakdowns about persons do not show groups of fewer than five
answers: zero shows as zero and 1 to 4 as “1–4”, and they cannot be worked out from other figures. In the
open data those who answered have random numbers.

Material sent to an authority is public unless a law makes it secret. “Not published” means that it does
not show on the pages; it may still have to be disclosed on request.

## Your rights

You can ask to see, correct or erase your data, and object to its use. When data is erased the journal
stays whole, since it holds only ids and no names. You can also lodge a complaint with the Data Protection
Ombudsman.

## How long data is kept

This is a demo installation. All data goes when the installation begins anew.
"""

PRIVACY = PageText(
    "privacy", Words("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice"), Words(FI, SV, EN)
)
