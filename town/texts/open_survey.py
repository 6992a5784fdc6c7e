"""The survey that is open now: how spaces in the evening are booked. All of it is invented."""

from datetime import date

from town.texts import open_brainstorm
from town.texts.hearing_shapes import HearingText, OptionText, QuestionText
from town.texts.shapes import Words

SLUG = "iltatilojen-varaaminen"

FREE = OptionText("free", Words("Vapaan ajan löytäminen", "Att hitta en ledig tid", "Finding a free time"))
KEYS = OptionText("keys", Words("Avainten nouto", "Att hämta nycklarna", "Fetching the keys"))
PRICE = OptionText("price", Words("Hinta", "Priset", "The price"))
ACCESS = OptionText("access", Words("Esteettömyys", "Tillgängligheten", "Accessibility"))
OTHER = OptionText("other", Words("Muu, mikä?", "Annat, vad?", "Other, which?"), asks_which=True)

QUESTIONS = (
    QuestionText(
        "booked",
        "single",
        Words(
            "Onko järjestösi tai ryhmäsi varannut kaupungin tilaa illaksi?",
            "Har din organisation eller grupp bokat en av stadens lokaler för en kväll?",
            "Has your organisation or group booked a space of the city for an evening?",
        ),
        required=True,
        options=(
            OptionText("often", Words("Usein", "Ofta", "Often")),
            OptionText("once", Words("Kerran tai pari", "En eller ett par gånger", "Once or twice")),
            OptionText("never", Words("Ei kertaakaan", "Inte en enda gång", "Never")),
        ),
        easy=Words(
            "Oletko varannut kaupungin tilan illaksi?",
            "Har du bokat stadens lokal för en kväll?",
            "",
        ),
    ),
    QuestionText(
        "why_not",
        "text",
        Words("Mikä on estänyt?", "Vad har hindrat er?", "What has kept you from it?"),
        limit=2_000,
        shown_if=("booked", ("never",)),
    ),
    QuestionText(
        "hard",
        "multiple",
        Words(
            "Mikä varaamisessa on hankalaa?", "Vad är besvärligt med att boka?", "What is hard about booking?"
        ),
        help=Words("Valitse enintään kolme.", "Välj högst tre.", "Choose three at most."),
        options=(FREE, KEYS, PRICE, ACCESS, OTHER),
        limit=3,
        easy=Words("Mikä on vaikeaa?", "Vad är svårt?", ""),
    ),
    QuestionText(
        "ease",
        "scale",
        Words(
            "Kuinka helppoa varaaminen on ollut?",
            "Hur lätt har det varit att boka?",
            "How easy has booking been?",
        ),
        lowest=1,
        highest=5,
        low=Words("Hyvin vaikeaa", "Mycket svårt", "Very hard"),
        high=Words("Hyvin helppoa", "Mycket lätt", "Very easy"),
    ),
    QuestionText(
        "spaces",
        "matrix",
        Words(
            "Kuinka tarpeellisia nämä tilat ovat teille?",
            "Hur nödvändiga är de här lokalerna för er?",
            "How much do you need these spaces?",
        ),
        options=(
            OptionText("not", Words("Ei tarvetta", "Behövs inte", "Not needed")),
            OptionText("some", Words("Joskus", "Ibland", "Sometimes")),
            OptionText("much", Words("Usein", "Ofta", "Often")),
        ),
        rows=(
            OptionText("kitchen", Words("Keittiö", "Kök", "A kitchen")),
            OptionText("hall", Words("Sali", "Sal", "A hall")),
            OptionText("office", Words("Työhuone", "Arbetsrum", "An office")),
        ),
    ),
    QuestionText(
        "order",
        "ranking",
        Words(
            "Mikä pitäisi korjata ensin?",
            "Vad borde rättas till först?",
            "What should be mended first?",
        ),
        options=(FREE, KEYS, PRICE, ACCESS),
    ),
    QuestionText(
        "better",
        "text",
        Words(
            "Mikä tekisi varaamisesta helpompaa?",
            "Vad skulle göra det lättare att boka?",
            "What would make booking easier?",
        ),
        limit=2_000,
    ),
    QuestionText(
        "people",
        "number",
        Words(
            "Kuinka monta henkeä teitä tavallisesti on koolla?",
            "Hur många brukar ni vara?",
            "How many of you usually meet?",
        ),
        lowest=1,
        highest=1_000,
    ),
    QuestionText(
        "next_time",
        "date",
        Words(
            "Milloin tarvitsette tilaa seuraavan kerran?",
            "När behöver ni en lokal nästa gång?",
            "When do you next need a space?",
        ),
    ),
    QuestionText(
        "where",
        "place",
        Words("Mistä päin kaupunkia?", "I vilken del av staden?", "In which part of the city?"),
    ),
    QuestionText(
        "plan",
        "file",
        Words(
            "Liitä halutessasi kuva tai pohjapiirros tilasta, jota kaipaatte.",
            "Bifoga om du vill en bild eller planritning av den lokal ni saknar.",
            "If you like, attach a picture or a floor plan of the space you miss.",
        ),
        limit=2,
    ),
    QuestionText(
        "for_preparers",
        "text",
        Words(
            "Onko jotain, mitä haluat kertoa vain valmistelijoille?",
            "Finns det något som du vill berätta bara för beredarna?",
            "Is there something that you would tell the officers only?",
        ),
        is_public=False,
    ),
)


TITLE = Words("Iltatilojen varaaminen", "Att boka lokaler för kvällen", "Booking spaces for the evening")
SUMMARY = Words(
    "Miten tilan saa illaksi, mikä siinä hiertää ja mitä pitäisi korjata ensin.",
    "Hur man får en lokal för kvällen, var det skaver och vad som borde rättas till först.",
    "How one gets a space for the evening, where it rubs, and what should be mended first.",
)
INFORMATION = Words(
    "Kokoamme iltatilojen varaamisesta yhden ohjeen. Ennen sitä haluamme tietää, mikä siinä on hankalaa. "
    "Esittelyaineistoa.",
    "Vi gör en enda anvisning för hur lokaler bokas för kvällen. Före det vill vi veta vad som är "
    "besvärligt. Exempelmaterial.",
    "We are making one set of instructions for booking spaces in the evening. Before that we want to know "
    "what is hard. Sample material.",
)
PRIVACY = Words(
    "Vastausta varten ei tarvita nimeä. Sähköpostiosoitetta tarvitaan vain, jos haluat vahvistuksen.",
    "För svaret behövs inget namn. E-postadressen behövs bara om du vill ha en bekräftelse.",
    "No name is needed. An e-mail address is needed only if you want a receipt.",
)
PUBLICITY = Words(
    "Vastaukset julkaistaan, kun vastausaika on päättynyt: järjestön vastaus sen nimellä, muut ilman nimeä.",
    "Svaren publiceras när svarstiden har gått ut: en organisations svar under dess namn, övriga utan namn.",
    "Answers are published when the time to answer is over: an organisation's under its name, others "
    "without a name.",
)
RETENTION = Words(
    "Vastaukset säilytetään viisi vuotta ja poistetaan sitten.",
    "Svaren förvaras i fem år och raderas sedan.",
    "Answers are kept for five years and then erased.",
)
EASY_SUMMARY = Words(
    "Kerro, onko tilan varaaminen helppoa. Kysymyksiä on kaksi.",
    "Berätta om det är lätt att boka en lokal. Det finns två frågor.",
    "",
)


def hearing(today: date) -> HearingText:
    """The survey as it stands on the day when the town is set up."""
    return HearingText(
        slug=SLUG,
        process=open_brainstorm.SLUG,
        title=TITLE,
        summary=SUMMARY,
        information=INFORMATION,
        privacy=PRIVACY,
        publicity=PUBLICITY,
        retention=RETENTION,
        minutes=8,
        window=open_brainstorm.window(today),
        languages=("fi", "sv", "en"),
        background=("field", "field_other", "area", "size"),
        questions=QUESTIONS,
        easy_summary=EASY_SUMMARY,
        easy_minutes=2,
    )
