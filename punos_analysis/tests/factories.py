"""A small brainstorm for tests: invented voices with fields, areas, sizes and organisations."""

import random

from punos_analysis.brainstorm import IdeaInput, OpenData, VoiceInput, open_data
from punos_analysis.ratings import Scale

CODES = {"field": ("youth", "older", "culture"), "area": ("01", "90", "91"), "size": ("volunteers", "paid")}
REGISTRY = {"field": {"youth": 4, "culture": 7}, "area": {"91": 2, "90": 5}}


def voices() -> list[VoiceInput]:
    """Ninety voices: 40 residents, 30 active in ten organisations, 12 organisations, 5 groups, 3 bodies."""
    made = [VoiceInput(f"resident{at}", "resident", background={"area": "90"}) for at in range(40)]
    made += [
        VoiceInput(
            f"active{at}", "active", organisation=f"o{at % 10}", background={"field": "youth", "area": "01"}
        )
        for at in range(30)
    ]
    made += [
        VoiceInput(
            f"organisation{at}",
            "organisation",
            organisation=f"o{at}",
            background={"field": "older" if at < 9 else "youth", "area": "90", "size": "paid"},
        )
        for at in range(12)
    ]
    made += [VoiceInput(f"group{at}", "group", 4) for at in range(5)]
    return made + [VoiceInput(f"body{at}", "body", background={"field": "older"}) for at in range(3)]


def ideas(number: int = 9) -> list[IdeaInput]:
    """Ideas, of which the second last is not published and the last is rated by three alone."""
    made = [IdeaInput(str(at), "published", "fi", f"=Idea {at}, \u00e4\n#more") for at in range(number - 2)]
    return [*made, IdeaInput("away", "rejected", "sv", "Rude"), IdeaInput("few", "published", "en", "Quiet")]


def ratings(scale: Scale, number: int = 9) -> list[tuple[str, str, int]]:
    """Two camps, who answer the even ideas alike and the odd ones differently."""
    chance = random.Random(2)
    rows = []
    for place, voice in enumerate(voices()):
        for at in range(number - 2):
            warm = at % 2 == 0 or place % 3 == 0
            value = scale.highest if warm == (chance.random() < 0.9) else scale.lowest
            rows.append((str(at), voice.voice, value))
        rows.append(("away", voice.voice, scale.highest))
    return rows + [("few", f"resident{at}", scale.lowest) for at in range(3)]


def town(scale: Scale = Scale.AGREEMENT, *, number: int = 12, secret: str = "known to nobody") -> OpenData:
    """The open data of the whole."""
    return open_data(
        scale=scale,
        voices=voices(),
        ideas=ideas(number),
        ratings=ratings(scale, number),
        codes=CODES,
        registry=REGISTRY,
        secret=secret,
    )
