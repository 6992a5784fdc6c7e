"""What the answers of May 2022 are drawn from: shapes of the closed answers, and sentences for the open ones.

The shapes are guesses, not measurements. They differ by who answers: "small" are associations with no
or few paid staff, "large" those with five or more, "resident" people outside organisations. What is
known of the real answers is only what was hoped for in general.
"""

from town.texts.may_sentences_fi import CLOSINGS_FI, LINES_FI, PRIVATE_FI
from town.texts.may_sentences_fi_first import FIRST_FI
from town.texts.may_sentences_sv import CLOSINGS_SV, LINES_SV

# A sentence and its tag, which says who may write it: "" anybody, "own" whoever is in an organisation,
# "small", "large", "resident", "group", "body", "easy", or a field of activity. Typing errors stand as people make them.
type Line = tuple[str, str]
type Weights = dict[str, float]

LINES: dict[str, dict[str, tuple[Line, ...]]] = {
    "fi": {**LINES_FI, "first": FIRST_FI, "for_preparers": PRIVATE_FI},
    "sv": LINES_SV,
}
# Short additions after the thing itself.
CLOSINGS: dict[str, tuple[Line, ...]] = {"fi": CLOSINGS_FI, "sv": CLOSINGS_SV}
EASY_LINES: dict[str, dict[str, tuple[Line, ...]]] = {
    "fi": {
        "what_works": (
            ("easy", "Kerho on kiva."),
            ("easy", "Ohjaaja auttaa minua."),
            ("easy", "Saan tulla sinne ilmaiseksi."),
        ),
        "first": (
            ("easy", "Pitää kerho auki kesälläkin."),
            ("easy", "Kysyä meiltä."),
            ("easy", "Tehdä helpot ohjeet."),
        ),
    },
    "sv": {
        "what_works": (("easy", "Gruppen på onsdag."), ("easy", "De är snälla där.")),
        "first": (("easy", "Skriva så att jag förstår."), ("easy", "Ha öppet på kvällen.")),
    },
}

# How likely each open question is answered at all.
ANSWERED: Weights = {
    "what_works": 0.58,
    "structures": 0.6,
    "communication": 0.55,
    "first": 0.74,
    "for_preparers": 0.13,
}

ROLES: dict[str, Weights] = {
    "small": {"chair": 36, "board": 29, "volunteer": 27, "employee": 4, "other": 4},
    "large": {"employee": 64, "chair": 9, "board": 12, "volunteer": 8, "other": 7},
    "resident": {"none": 88, "volunteer": 12},
}
ROLE_OF_PERSON: dict[str, str] = {
    "secretary": "board",
    "director": "employee",
    "swedish_chair": "chair",
    "parent": "volunteer",
    "resident": "none",
    "shy_resident": "none",
}
OTHER_ROLES: dict[str, tuple[str, ...]] = {
    "fi": (
        "kerhon ohjaaja",
        "rahastonhoitaja",
        "kokemusasiantuntija",
        "toiminnantarkastaja",
        "varapuheenjohtaja",
    ),
    "sv": ("kassör", "verksamhetsgranskare", "ledare för en kamratstödsgrupp"),
}

# Members: the middle of the distribution by size band (people).
MEMBERS: dict[str, int] = {"volunteers": 55, "1_4": 160, "5_19": 420, "20_plus": 1500, "not_told": 70}

# Mean and what small, large and residents add to it, before rounding: 1 not important, 4 very important.
IMPORTANCE: dict[str, dict[str, float]] = {
    "structures": {"mean": 3.3, "small": -0.35, "large": 0.5, "resident": -0.4},
    "communication": {"mean": 3.5, "small": 0.0, "large": 0.0, "resident": 0.1},
    "co_development": {"mean": 3.0, "small": -0.4, "large": 0.75, "resident": -0.2},
    "across_sectors": {"mean": 2.9, "small": -0.25, "large": 0.6, "resident": 0.0},
    "meetings": {"mean": 3.1, "small": 0.0, "large": 0.15, "resident": -0.4},
    "spaces": {"mean": 3.1, "small": 0.5, "large": -0.55, "resident": 0.4},
    "permanence": {"mean": 3.4, "small": 0.05, "large": 0.25, "resident": 0.0},
    "quickness": {"mean": 2.8, "small": 0.0, "large": 0.0, "resident": 0.2},
    "grant_guidance": {"mean": 2.9, "small": 0.55, "large": -0.5, "resident": -0.5},
}
LEVELS = ("not", "somewhat", "important", "very")
FIELD_LEANS: dict[str, dict[str, float]] = {
    "culture": {"spaces": 0.4},
    "sport": {"spaces": 0.4},
    "residents": {"spaces": 0.5},
    "migrants": {"communication": 0.3, "grant_guidance": 0.3},
    "patient_disability": {"permanence": 0.3, "co_development": 0.2},
    "mental_addiction": {"co_development": 0.3},
}

# How strongly each draws to the top of the order.
ORDER: dict[str, Weights] = {
    "small": {
        "grants": 5.0,
        "premises": 5.5,
        "communication": 2.5,
        "equal_treatment": 3.2,
        "regular_meetings": 1.2,
    },
    "large": {
        "grants": 4.0,
        "premises": 1.0,
        "communication": 3.0,
        "equal_treatment": 1.3,
        "regular_meetings": 4.2,
    },
    "resident": {
        "grants": 1.0,
        "premises": 4.0,
        "communication": 4.0,
        "equal_treatment": 2.5,
        "regular_meetings": 1.0,
    },
}

# The chance that a time is ticked.
MEETING_TIMES: dict[str, Weights] = {
    "small": {"morning": 0.08, "afternoon": 0.15, "evening": 0.82, "weekend": 0.24, "online": 0.2},
    "large": {"morning": 0.7, "afternoon": 0.74, "evening": 0.1, "weekend": 0.02, "online": 0.16},
    "resident": {"morning": 0.2, "afternoon": 0.25, "evening": 0.62, "weekend": 0.38, "online": 0.12},
}
APPLIED: dict[str, Weights] = {
    "small": {"yes": 40, "gave_up": 21, "no": 31, "unknown": 8},
    "large": {"yes": 80, "gave_up": 2, "no": 11, "unknown": 7},
    "resident": {"no": 60, "unknown": 40},
}
GRANT_HELP: dict[str, Weights] = {
    "small": {
        "finding": 0.4,
        "form": 0.6,
        "criteria": 0.35,
        "budget": 0.3,
        "report": 0.46,
        "language": 0.1,
        "other": 0.13,
    },
    "large": {
        "finding": 0.15,
        "form": 0.2,
        "criteria": 0.62,
        "budget": 0.12,
        "report": 0.5,
        "language": 0.04,
        "other": 0.16,
    },
}
GRANT_HELP["resident"] = GRANT_HELP["small"]
OTHER_HELP: dict[str, tuple[str, ...]] = {
    "fi": (
        "kenelle soitetaan kun lomake jumittuu",
        "tieto siitä, milloin päätös tulee",
        "miksi summa puolittui",
        "pankkitilin avaaminen",
        "oikaisuvaatimuksen tekeminen",
        "kahden toimialan avustusten yhdistäminen",
    ),
    "sv": ("svar på svenska per telefon", "när beslutet kommer", "varför summan halverades"),
}
WORKS_NOW: dict[str, float] = {"small": 2.75, "large": 3.2, "resident": 3.0}

# Parts of the city by their real names, roughly in their middle (degrees).
PLACES: tuple[tuple[str, str, float, float], ...] = (
    ("Kallio", "Berghäll", 60.184, 24.950),
    ("Itäkeskus", "Östra centrum", 60.212, 25.083),
    ("Malmi", "Malm", 60.251, 25.011),
    ("Kannelmäki", "Gamlas", 60.241, 24.886),
    ("Kontula", "Gårdsbacka", 60.236, 25.083),
    ("Herttoniemi", "Hertonäs", 60.195, 25.030),
    ("Maunula", "Månsas", 60.230, 24.930),
    ("Pitäjänmäki", "Sockenbacka", 60.222, 24.860),
    ("Lauttasaari", "Drumsö", 60.159, 24.875),
    ("Töölö", "Tölö", 60.178, 24.920),
    ("Vuosaari", "Nordsjö", 60.208, 25.144),
    ("Pasila", "Böle", 60.199, 24.933),
    ("Oulunkylä", "Åggelby", 60.229, 24.967),
    ("Jakomäki", "Jakobacka", 60.262, 25.081),
    ("Laajasalo", "Degerö", 60.170, 25.055),
    ("Myllypuro", "Kvarnbäcken", 60.224, 25.066),
    ("Haaga", "Haga", 60.220, 24.897),
    ("Viikki", "Vik", 60.226, 25.017),
)
