"""What the gallery of components shows: one of each, with invented figures, in Finnish."""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from punos.core import text
from punos.core.components import (
    Bar,
    Chip,
    Choice,
    Column,
    Fact,
    Knot,
    Link,
    Part,
    Ranked,
    Scale,
    Step,
    Table,
    Tile,
    Total,
)
from punos.core.differences import differences
from punos.core.gate import GateFields
from punos.core.languages import TranslatedText

WORDS = {
    "title": "Kaupungin ja järjestöjen yhteistyön malli",
    "intro": "Miten kaupunki ja järjestöt tapaavat, sopivat ja päättävät yhdessä, ja miten avustuksia "
    "haetaan kaikilta toimialoilta samalla tavalla.",
    "thread": "Vaiheet",
    "chain": "Yhdestä lauseesta toimenpiteeksi",
    "tabs": "Prosessin osat",
    "ranking": "Mikä yhteistyössä on tärkeintä",
    "measure": "Keskiarvo ja 90 % väli",
    "bars": "Alat",
    "field": "Järjestön ala",
    "share": "Osuus vastaajista",
    "tiles": "Kuka vastasi, alueittain",
    "area": "Alue",
    "voices": "Vastauksia",
    "figure": "Mielipidekartta",
    "empty": "Tapahtumia ei ole vielä",
    "progress": "kohtaan vastattu",
    "rating": "Arvioi muiden ideoita",
    "idea": "Kaupunki ja järjestöt tapaavat säännöllisesti, eivät vain silloin kun palaa.",
    "form": "Vastaa",
    "save": "Tallenna ja jatka",
    "skip": "Ohita",
    "later": "Jatkan myöhemmin",
    "saved": "Vastauksesi on tallennettu.",
    "open": "Avoinna juuri nyt",
    "call": "Neuvottelukunnan tehtävät ja jäsenten valinta",
    "go_on": "Jatka vastausta",
    "follow": "Seuraa prosessia",
    "following": "Kerromme, kun kaupunki vastaa, päättää tai muuttaa tekstiä.",
    "gap": "Yksi osio vain ruotsiksi, käännös viimeistään 9.11.",
}


class Answer(forms.Form):
    """One field of each kind."""

    capacity = forms.ChoiceField(
        label="Vastaan",
        help_text="Tämä näkyy tuloksissa.",
        widget=forms.RadioSelect,
        choices=[
            ("person", "omasta puolestani"),
            ("active", "järjestötoimijana"),
            ("organisation", "järjestön puolesta"),
            ("group", "ryhmänä"),
        ],
    )
    size = forms.IntegerField(label="Kuinka monta teitä on?", min_value=2)
    area = forms.ChoiceField(label="Alue", choices=[("", "Valitse"), ("90", "Helsinki"), ("21", "Lappi")])
    name = forms.CharField(label="Nimi", required=False)
    idea = forms.CharField(label="Oma idea", help_text="Enintään 500 merkkiä.", widget=forms.Textarea)
    public = forms.BooleanField(label="Ymmärrän, että vastaus on julkinen.")


def _tiles() -> list[Tile]:
    """The 22 areas, one of them hidden and one unheard."""
    cells = (
        "1 3 Lappi 11,2 3 P-Poh 24,2 4 Kainu -1,3 1 Pohja 12,3 2 K-Poh 6,3 3 K-Suo 21,3 4 P-Sav 19,"
        "3 5 P-Kar 13,4 1 E-Poh 14,4 2 Pirka 39,4 3 P-Häm 15,4 4 E-Sav 9,4 5 E-Kar 0,"
        "5 1 Satak 16,"
        "5 2 K-Häm 12,5 3 K-Uus 14,5 4 Kymen 11,6 1 V-Suo 37,6 2 L-Uus 28,6 3 Va-Ke 20,6 4 I-Uus 7,7 3 Hki 96"
    )
    tiles = []
    for cell in cells.split(","):
        row, column, short, given = cell.split()
        count = None if given == "-1" else int(given)
        shown = "1–4" if count is None else given
        tiles.append(
            Tile(row=int(row), column=int(column), short=short, name=f"Alue {short}", count=count, text=shown)
        )
    return tiles


def _steps() -> list[Step]:
    """Five steps: done, done, done, now, to come."""
    html = text.markdown
    return [
        Step(
            state="done",
            when="29.4.2022",
            iso="2022-04-29",
            title="Kuuleminen käynnistyy",
            body_html=html("Kaupunki kertoo, mistä järjestöiltä kysytään ja milloin."),
        ),
        Step(
            state="done",
            when="Toukokuu 2022",
            title="Tilaisuudet ja verkkokysely",
            url="#",
            body_html=html("Noin 200 järjestötoimijaa tilaisuuksissa, vähän yli 100 vastausta kyselyyn."),
            links=[Link(label="Tulokset ja teemat", url="#")],
        ),
        Step(
            state="done",
            when="6.6.2022",
            iso="2022-06-06",
            title="Jaosto käsittelee ehdotuksen",
            chips=[Chip(text="Merkittiin tiedoksi", kind="good")],
            body_html=html("Päälinjat jatkovalmisteluun, § 3."),
            links=[Link(label="Päätöstiedote", url="#"), Link(label="Pöytäkirja", url="#")],
        ),
        Step(
            state="now",
            when="7.–18.11.2022",
            title="Kommentoi neuvottelukunnan tehtäviä ja jäsenten valintaa",
            url="#",
            chips=[Chip(text="Avoinna")],
            body_html=html("Luonnos kolmella kielellä, 14 kohtaa. Vastaaminen vie noin 15 minuuttia."),
        ),
        Step(
            state="coming",
            when="vuonna 2023",
            title="Neuvottelukunta aloittaa",
            body_html=html("Paikkojen määrästä päätetään myöhemmin."),
        ),
    ]


def _knots() -> list[Knot]:
    """From a sentence to a measure."""
    said = text.markdown("> ”Tavataan säännöllisesti, ei vain silloin kun palaa.”")
    return [
        Knot(state="done", label="Sanottu 12.5.2022", body_html=said, note="Lähiön lapset ry"),
        Knot(
            state="done",
            label="Teema",
            text="Säännölliset tapaamiset",
            url="#",
            note="61 henkilöä · 34 järjestöä · 2 ryhmää",
        ),
        Knot(
            state="done",
            label="Kaupungin vastaus",
            chips=[Chip(text="Otetaan osittain huomioon", kind="good")],
            note="Kaksi tapaamista vuodessa, ei neljää",
        ),
        Knot(state="done", label="Teksti muuttui", text="Kohta 4: kahdesti vuodessa", url="#"),
        Knot(state="now", label="Päätös", text="13.2.2023, § 12"),
        Knot(
            state="coming",
            label="Toimenpide",
            text="Ensimmäinen tapaaminen",
            chips=[Chip(text="Myöhässä 12 päivää", kind="late")],
        ),
    ]


def _numbers() -> dict[str, Any]:
    """Everything that is counted or measured."""
    ranked = [
        ("1–2", "Ihmisläheiset palvelut", 6.21, 0.27, False),
        ("1–2", "Toimintaedellytysten jatkuvuus", 6.14, 0.3, False),
        ("3", "Aito osallisuus alueen toiminnassa", 5.88, 0.3, True),
        ("4–6", "Selkeät rakenteet ja yhteyshenkilöt", 5.52, 0.39, True),
        ("4–6", "Avoin viestintä", 5.47, 0.36, False),
        ("4–6", "Tilat yhteiseen käyttöön", 5.4, 0.45, False),
    ]
    return {
        "total": Total(
            whole=Part(number="464", label="osallistujaa"),
            parts=[
                Part(number="373", label="henkilöä"),
                Part(number="87", label="järjestöä"),
                Part(number="4", label="ryhmävastausta"),
            ],
            beside=[Part(number="22 / 22", label="aluetta kuultu")],
        ),
        "ranked": [
            Ranked(
                place=place,
                text=words,
                low=mean - half,
                mean=mean,
                high=mean + half,
                mean_text=f"{mean:.2f}".replace(".", ","),
                voices="412",
                new_band=new,
            )
            for place, words, mean, half, new in ranked
        ],
        "bars": [
            Bar(label="Sairaus- ja vammaisjärjestöt", size=0.29, text="29 %"),
            Bar(label="Mielenterveys-, päihde- ja riippuvuusjärjestöt", size=0.15, text="15 %"),
            Bar(label="Muu, mikä?", size=0.12, text="12 %"),
            Bar(label="Monialajärjestöt", size=0.10, text="10 %", quiet=True),
            Bar(label="Pelastus, varautuminen", size=None, text="1–4"),
        ],
        "tiles": _tiles(),
        "table": Table(
            caption="Vastaukset koon mukaan",
            columns=[
                Column(label="Koko"),
                Column(label="Henkilöitä", number=True),
                Column(label="Järjestöjä", number=True),
            ],
            rows=[
                ["vain vapaaehtoisia", "212", "41"],
                ["1–4 työntekijää", "98", "27"],
                ["20 tai enemmän", "1–4", "0"],
            ],
            note="1–4 vastausta näkyy muodossa ”1–4”.",
        ),
        "page": Paginator(list(range(200)), 10).page(4),
    }


def _seven() -> Scale:
    """A scale from 1 to 7 with words at its ends."""
    return Scale(
        legend="Kuinka tärkeä tämä on?",
        choices=[Choice(value=str(n), label=str(n)) for n in range(1, 8)],
        low="ei lainkaan tärkeä",
        high="erittäin tärkeä",
        current="6",
    )


def sample() -> dict[str, Any]:
    """The whole context of core/gallery.html, chrome included."""
    return {
        "words": WORDS,
        "languages": [
            {"code": "fi", "name": "Suomi", "url": "/fi/", "current": True},
            {"code": "sv", "name": "Svenska", "url": "/sv/", "current": False},
            {"code": "en", "name": "English", "url": "/en/", "current": False},
        ],
        "nav": [
            Link(label="Prosessit", url="#", current=True),
            Link(label="Järjestöt", url="#"),
            Link(label="Tapahtumat", url="#"),
            Link(label="Päätökset ja seuranta", url="#"),
        ],
        "crumbs": [
            Link(label="Etusivu", url="/"),
            Link(label="Prosessit", url="#"),
            Link(label="Yhteistyön malli"),
        ],
        "footer": [
            Link(label=label, url="#")
            for label in ("Saavutettavuusseloste", "Tietosuojaseloste", "Tietoa palvelusta", "Avoin data")
        ],
        "sample_material": True,
        "signed_in_as": "Maija",
        "acting_for": "Lähiön lapset ry",
        "desk_url": "/fi/desk/",
        "sign_out_url": "/fi/sign-out/",
        "facts": [
            Fact(label="Asia", value="ESIM 2022-000001"),
            Fact(label="Vetovastuu", value="Kaupunginkanslia"),
            Fact(label="Vaikuttamisen taso", value="Yhteistyö"),
            Fact(label="Sanottu tähän mennessä", value="1 184 näkemystä"),
            Fact(label="Vastattu", value="9 teemaa 11:stä", url="#"),
        ],
        "steps": _steps(),
        "knots": _knots(),
        "text": TranslatedText.of("fi", fi="Yhteistyön malli", sv="Samarbetsmodellen"),
        "foreign": TranslatedText.of("sv", sv="Organisationsdelegationens *uppgifter* och ledamöter."),
        "chips": [
            Chip(text="Avoinna"),
            Chip(text="Otetaan huomioon", kind="good"),
            Chip(text="Myöhässä", kind="late"),
            Chip(text="Odottaa", kind="wait"),
        ],
        "tabs": [
            Link(label="Tulokset", url="#", current=True),
            Link(label="Vastaukset", url="#"),
            Link(label="Aineisto", url="#"),
        ],
        **_numbers(),
        "drawing": '<svg viewBox="0 0 200 60"><circle cx="60" cy="30" r="12" fill="#8fa5bd"/></svg>',
        "action": Link(label="Katso menneet", url="#"),
        "links": [Link(label="Tilaa sähköpostiin", url="#"), Link(label="Syöte", url="#")],
        "agreement": Scale(
            legend="Mitä ajattelet tästä?",
            choices=[
                Choice(value="1", label="Samaa mieltä"),
                Choice(value="-1", label="Eri mieltä"),
                Choice(value="0", label="Ohita"),
            ],
        ),
        "seven": _seven(),
        "gate": GateFields(
            is_asked=True, made="1:x", challenge='{"parameters": {}}', sign_in_url="/fi/sign-in/"
        ),
        "pieces": differences(
            "Neuvottelukunta kokoontuu kerran vuodessa.", "Neuvottelukunta kokoontuu kahdesti vuodessa."
        ),
        "form": Answer({"capacity": "", "idea": "", "area": "90", "size": "1"}),
    }
