"""The accessibility statement that the Act on the Provision of Digital Services (306/2019) asks for."""

from town.texts.shapes import PageText, Words

FI = """\
Tämä seloste koskee Punos-palvelun esittelykaupunkia. Palvelua koskee laki digitaalisten palvelujen
tarjoamisesta (306/2019).

## Miten saavutettava palvelu on

Laki edellyttää WCAG 2.1 -ohjeiston A- ja AA-tason kriteerejä. Tavoitteemme on WCAG 2.2 AA. Palvelu
täyttää vaatimukset **osittain**: tiedossa olevat puutteet luetellaan alla. Ulkopuolinen asiantuntija ei
ole vielä arvioinut palvelua.

- Palvelu toimii näppäimistöllä, ruudunlukijalla ja puhelimella sekä ilman JavaScriptiä.
- Jokaisella kuviolla ja kartalla on taulukko, jossa on samat tiedot.
- Tieto ei ole koskaan pelkän värin varassa.
- Sivu kertoo, mitä kieltä sen osat ovat.

## Puutteet, jotka tiedämme

- Yksi esittelyaineiston teksti on tahallaan ruotsiksi vanhempi kuin suomeksi, jotta vanhentuneen
  käännöksen merkintä näkyy.
- Osallistujien omat ideat näkyvät sillä kielellä, jolla ne on kirjoitettu. Selkokieltä ei ole kaikilla
  sivuilla.

## Miten arvioimme palvelun

Sivut tarkastetaan automaattisesti selaimessa ohjelman jokaisen muutoksen yhteydessä. Arvion on tehnyt
palvelun kehittäjä itse.

## Anna palautetta

Kerro puutteesta tämän sivun lomakkeella. Vastaamme 14 päivän kuluessa. Voit myös pyytää tiedon muussa
muodossa.

## Saavutettavuuden valvonta

Jos et saa vastausta 14 päivässä tai et ole siihen tyytyväinen, voit tehdä kantelun tai pyytää selvitystä
valvontaviranomaiselta. Valvontaviranomainen on Liikenne- ja viestintävirasto Traficom. Ohjeet ovat
sivustolla [saavutettavuusvaatimukset.fi](https://www.saavutettavuusvaatimukset.fi).
"""

SV = """\
Det här utlåtandet gäller exempelstaden i tjänsten Punos. På tjänsten tillämpas lagen om tillhandahållande
av digitala tjänster (306/2019).

## Hur tillgänglig tjänsten är

Lagen förutsätter kriterierna på nivå A och AA i anvisningarna WCAG 2.1. Vårt mål är WCAG 2.2 AA. Tjänsten
uppfyller kraven **delvis**: kända brister räknas upp nedan. Ingen utomstående expert har bedömt tjänsten
ännu.

- Tjänsten fungerar med tangentbord, skärmläsare och telefon och utan JavaScript.
- Varje diagram och karta har en tabell med samma uppgifter.
- Informationen bygger aldrig enbart på färg.
- Sidan anger på vilket språk dess delar är.

## Brister som vi känner till

- En text i exempelmaterialet är avsiktligt äldre på svenska än på finska, så att märkningen av en
  föråldrad översättning syns.
- Deltagarnas egna idéer visas på det språk de skrevs på. Lätt språk finns inte på alla sidor.

## Hur vi har bedömt tjänsten

Sidorna kontrolleras automatiskt i en webbläsare vid varje ändring av programmet. Bedömningen har gjorts
av tjänstens utvecklare.

## Ge respons

Berätta om en brist med formuläret på den här sidan. Vi svarar inom 14 dagar. Du kan också be att få
informationen i en annan form.

## Tillsyn över tillgängligheten

Om du inte får svar inom 14 dagar eller inte är nöjd med svaret kan du anföra klagomål eller begära
utredning hos tillsynsmyndigheten. Tillsynsmyndighet är Transport- och kommunikationsverket Traficom.
Anvisningar finns på webbplatsen [saavutettavuusvaatimukset.fi](https://www.saavutettavuusvaatimukset.fi).
"""

EN = """\
This statement is about the demo town of the Punos service. The Act on the Provision of Digital Services
(306/2019) applies to the service.

## How accessible the service is

The Act requires levels A and AA of WCAG 2.1. We aim at WCAG 2.2 AA. The service meets the requirements
**in part**: known shortcomings are listed below. No outside expert has assessed the service yet.

- The service works with a keyboard, a screen reader and a phone, and without JavaScript.
- Every chart and map has a table with the same information.
- Nothing is told by colour alone.
- A page says which language its parts are in.

## Shortcomings that we know of

- One text of the sample material is behind its Finnish source in Swedish on purpose, to show how an
  outdated translation is marked.
- Participants' own ideas are shown in the language they were written in. Not every page has an
  easy-language version.

## How we assessed the service

Pages are checked automatically in a browser with every change of the program. The assessment was made by
the developer of the service.

## Give feedback

Tell us about a shortcoming with the form on this page. We answer within 14 days. You can also ask for
information in another form.

## Supervision of accessibility

If you get no answer within 14 days, or are not satisfied with it, you can file a complaint or ask the
supervisory authority for clarification. The supervisory authority is the Finnish Transport and
Communications Agency Traficom. Instructions are at
[saavutettavuusvaatimukset.fi](https://www.saavutettavuusvaatimukset.fi).
"""

ACCESSIBILITY = PageText(
    "accessibility",
    Words("Saavutettavuusseloste", "Tillgänglighetsutlåtande", "Accessibility statement"),
    Words(FI, SV, EN),
)
