"""Surveys with questions of every kind, for the tests of this room and of those above."""

from itertools import count
from typing import Any

from punos.consultations.actions import OptionFacts, PartFacts, QuestionFacts
from punos.consultations.models import Consultation, PartKind, QuestionKind
from punos.consultations.tests.factories import make_consultation
from punos.contributions.tests.factories import text

NUMBERS = count(1)


def option(code: str, *, asks_which: bool = False) -> OptionFacts:
    """Something to choose, called by its code in each language."""
    words = text(f"{code} fi", sv=f"{code} sv", en=f"{code} en")
    return OptionFacts(code, words, asks_which=asks_which, easy_text=text(f"{code} helppo"))


def question(code: str, kind: QuestionKind, **more: Any) -> QuestionFacts:
    """A question called by its code in each language."""
    return QuestionFacts(code, kind, text(f"{code}?", sv=f"{code}? sv", en=f"{code}? en"), **more)


def every_kind() -> list[QuestionFacts]:
    """One question of each kind; `why` is asked of those who chose "no", `secret` is not published."""
    choices = [option("yes"), option("no"), option("other", asks_which=True)]
    three = [option("grants"), option("spaces"), option("news")]
    kinds = QuestionKind
    return [
        question(
            "agree", kinds.SINGLE, options=choices, required=True, in_easy=True, easy_title=text("Kyllä?")
        ),
        question("why", kinds.TEXT, shown_if="agree", shown_if_values=["no"], limit=2_000),
        question("needs", kinds.MULTIPLE, options=[*three, option("other", asks_which=True)], limit=3),
        question("hopes", kinds.TEXT, in_easy=True, easy_title=text("Toive?")),
        question("members", kinds.NUMBER, lowest=0, highest=100_000, unit=text("henkilöä", en="people")),
        question("works", kinds.SCALE, lowest=1, highest=5, low=text("Ei"), high=text("Kyllä")),
        question("parts", kinds.MATRIX, options=[option("bad"), option("good")], rows=three),
        question("order", kinds.RANKING, options=three),
        question("founded", kinds.DATE),
        question("where", kinds.PLACE),
        question("plan", kinds.FILE, limit=2),
        question("secret", kinds.TEXT, is_public=False),
    ]


def make_survey(questions: list[QuestionFacts] | None = None, **changes: Any) -> Consultation:
    """An open survey with information, background and these questions; every kind of question if none are named."""
    parts = [
        PartFacts(PartKind.INFORMATION, text("Mistä on kyse"), text("Tietoa.")),
        PartFacts(PartKind.BACKGROUND, text("Tausta")),
        PartFacts(
            PartKind.QUESTIONS,
            text("Kysymykset", sv="Frågor", en="Questions"),
            questions=every_kind() if questions is None else questions,
        ),
    ]
    return make_consultation(**{"parts": parts, "slug": f"kysely-{next(NUMBERS)}", **changes})


# A full answer to `every_kind`, as a draft holds it.
FULL: dict[str, Any] = {
    "agree": "no",
    "why": "Koska tilat puuttuvat.",
    "needs": ["grants", "other"],
    "needs:other": "Bussiyhteys",
    "hopes": "Säännölliset tapaamiset.",
    "members": 120,
    "works": 4,
    "parts": {"grants": "good", "spaces": "bad"},
    "order": ["spaces", "grants", "news"],
    "founded": "1998-05-20",
    "where": {"lat": 60.19, "lon": 24.94, "name": "Kallio"},
    "secret": "Ei julki.",
}
