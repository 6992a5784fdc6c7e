"""About the service: what it is for, and what of the demo town is real."""

from town.texts.shapes import PageText, Words

FI = """\
Punos punoo kaupungin ja järjestöt yhteen: mitä järjestöt sanovat, mitä kaupunki vastaa, mitä se päättää
ja mitä saadaan aikaan. Jokaisesta sanotusta asiasta pääsee kulkemaan lankaa pitkin päätökseen ja
takaisin.

## Tämä on esittelykaupunki

Vastaukset, järjestöt, ihmiset ja perustelut ovat keksittyjä. Poikkeus on prosessi **Kaupungin ja
järjestöjen yhteistyön malli**: sen päivämäärät, luvut ja diaarinumerot ovat julkisista tiedoista vuosilta
2022 ja 2023. Diaarinumerot, jotka alkavat kirjaimilla ESIM, ovat keksittyjä.

## Näin luet tuloksia

- Henkilöt, järjestöt ja ryhmät näkyvät erikseen. Yhteismäärä ei ole koskaan ilman osiaan.
- Jos järjestystä ei voi erottaa, ideat jakavat sijan.
- Näytämme myös ne alat ja alueet, jotka rekisteri tuntee mutta joista kukaan ei vastannut.
- Jokaisen julkaistun luvun voi laskea uudelleen avoimesta datasta.

## Kielet

Palvelu on suomeksi, ruotsiksi ja englanniksi. Jos tekstistä puuttuu kieliversio, se sanotaan, ja näet
tekstin sillä kielellä, jolla se on.

## Ota käyttöön

Punos on avointa lähdekoodia (MIT-lisenssi). Mikä tahansa kaupunki, hyvinvointialue tai järjestö voi
asentaa sen.
"""

SV = """\
Punos flätar ihop staden och organisationerna: vad organisationerna säger, vad staden svarar, vad den
beslutar och vad som blir gjort. Från varje synpunkt går det att följa tråden till beslutet och tillbaka.

## Det här är en exempelstad

Svaren, organisationerna, personerna och motiveringarna är påhittade. Undantaget är processen **Modell för
samarbetet mellan staden och organisationerna**: dess datum, siffror och diarienummer kommer från
offentliga uppgifter från åren 2022 och 2023. Diarienummer som börjar med ESIM är påhittade.

## Så läser du resultaten

- Personer, organisationer och grupper visas var för sig. En summa visas aldrig utan sina delar.
- Om ordningen inte kan avgöras delar idéerna plats.
- Vi visar också de verksamhetsområden och områden som registret känner till men som ingen svarade från.
- Varje publicerad siffra kan räknas om utifrån öppna data.

## Språk

Tjänsten finns på finska, svenska och engelska. Om en språkversion saknas sägs det ut, och du ser texten
på det språk som den finns på.

## Ta i bruk

Punos har öppen källkod (MIT-licens). Vilken stad, vilket välfärdsområde eller vilken organisation som
helst kan installera tjänsten.
"""

EN = """\
Punos braids a city and its organisations together: what organisations say, what the city answers, what it
decides, and what gets done. From anything said you can follow the thread to the decision and back.

## This is a demo town

Answers, organisations, people and reasons are invented. The exception is the process **Model for
co-operation between the city and organisations**: its dates, numbers and case numbers come from public
information of 2022 and 2023. Case numbers that begin with ESIM are invented.

## How to read results

- Persons, organisations and groups are shown apart. A total never stands without its parts.
- Where the order cannot be told, ideas share a place.
- We also show the fields and areas that the registry knows but nobody answered from.
- Every published figure can be recomputed from the open data.

## Languages

The service is in Finnish, Swedish and English. If a text lacks a language version, that is said, and you
see the text in the language it has.

## Use it

Punos is open source (MIT licence). Any city, wellbeing services county or organisation can install it.
"""

ABOUT = PageText("about", Words("Tietoa palvelusta", "Om tjänsten", "About this service"), Words(FI, SV, EN))
