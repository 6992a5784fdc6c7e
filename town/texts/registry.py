"""The registry of the town: 540 invented organisations over every field of activity and every area."""

from collections.abc import Iterator
from functools import cache
from itertools import cycle
from random import Random

from town.texts import cast
from town.texts.names import COUNTRIES, LOCAL, NATIONAL, PLACES, UNREGISTERED
from town.texts.other_fields import OTHER
from town.texts.shapes import NATIONWIDE, Language, OrganisationRow, Size, Words

# Field, how many organisations in all, how many of them nationwide.
FIELDS: tuple[tuple[str, int, int], ...] = (
    ("patient_disability", 76, 34),
    ("mental_addiction", 46, 17),
    ("child_family", 36, 12),
    ("youth", 24, 8),
    ("older", 36, 10),
    ("multi", 28, 8),
    ("poverty_housing", 18, 7),
    ("migrants", 26, 8),
    ("employment", 16, 6),
    ("residents", 30, 0),
    ("culture", 36, 4),
    ("sport", 38, 4),
    ("leisure", 22, 2),
    ("environment", 16, 3),
    ("rescue", 12, 2),
    ("rights", 14, 5),
    ("faith", 16, 2),
    ("work", 12, 2),
    ("politics", 8, 2),
    ("other", 30, 14),
)
# How often an area comes up among the organisations that work in one or two areas.
AREA_WEIGHTS: dict[str, int] = {
    "01": 6, "02": 9, "03": 14, "04": 12, "05": 20, "06": 10, "07": 9, "08": 22, "09": 10, "10": 8, "11": 6,
    "12": 7, "13": 12, "14": 10, "15": 12, "16": 9, "17": 12, "18": 5, "19": 16, "20": 6, "21": 10, "90": 48,
}  # fmt: skip
NEIGHBOURS: dict[str, str] = {
    "90": "04",
    "04": "02",
    "08": "07",
    "05": "06",
    "13": "14",
    "19": "20",
    "17": "18",
}
LOCAL_SIZES: tuple[tuple[Size, int], ...] = (
    ("volunteers", 64), ("1_4", 19), ("5_19", 9), ("20_plus", 3), ("not_told", 5),
)  # fmt: skip
NATIONWIDE_SIZES: tuple[tuple[Size, int], ...] = (
    ("volunteers", 16), ("1_4", 28), ("5_19", 30), ("20_plus", 23), ("not_told", 3),
)  # fmt: skip

# The organisations of the cast, and the umbrella organisation that holds the brainstorm.
KNOWN: tuple[OrganisationRow, ...] = (
    OrganisationRow(cast.SMALL_ASSOCIATION, "", "residents", ("90",), "volunteers", ("fi",)),
    OrganisationRow(cast.CHOIR, "", "culture", ("90",), "volunteers", ("fi",)),
    OrganisationRow(
        cast.LARGE_ORGANISATION,
        "Modellandets förbund för en god vardag rf",
        "multi",
        (NATIONWIDE,),
        "20_plus",
        ("fi", "sv"),
    ),
    OrganisationRow("", cast.SWEDISH_ASSOCIATION, "child_family", ("90",), "1_4", ("sv",)),
    OrganisationRow(
        cast.PARENTS_GROUP, "", "child_family", ("90",), "volunteers", ("fi", "en"), registered=False
    ),
    OrganisationRow(cast.UMBRELLA, cast.UMBRELLA_SV, "multi", (NATIONWIDE,), "20_plus", ("fi", "sv")),
)


@cache
def registry(seed: int = 2022) -> tuple[OrganisationRow, ...]:
    """All organisations, the same for the same seed: first the known ones, then field by field."""
    return tuple(_Builder(Random(seed)).rows())


class _Builder:
    """Builds the rows one after another and never gives the same name twice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.taken = {name for row in KNOWN for name in (row.name_fi, row.name_sv) if name}
        self.areas = self._areas()
        self.others = cycle(random.sample(OTHER, len(OTHER)))

    def rows(self) -> Iterator[OrganisationRow]:
        yield from KNOWN
        for field, total, nationwide in FIELDS:
            known = [row for row in KNOWN if row.field == field]
            known_nationwide = sum(row.nationwide for row in known)
            groups = [tails for tails in UNREGISTERED if tails[0] == field]
            local = total - nationwide - (len(known) - known_nationwide) - len(groups)
            for _ in range(nationwide - known_nationwide):
                yield self._national(field)
            for _ in range(local):
                yield self._local(field)
            for _, finnish, swedish in groups:
                yield self._group(field, finnish, swedish)

    def _areas(self) -> Iterator[str]:
        """Areas without end, in rounds that keep the weights, so that none is left out."""
        while True:
            round_of_areas = [area for area, weight in AREA_WEIGHTS.items() for _ in range(weight)]
            self.random.shuffle(round_of_areas)
            yield from round_of_areas

    def _national(self, field: str) -> OrganisationRow:
        while True:
            country_fi, country_sv = self.random.choice(COUNTRIES)
            what, (tail_fi, tail_sv) = self._tail(field, national=True)
            name_fi = _registered(f"{country_fi} {tail_fi}", "ry")
            name_sv = _registered(f"{country_sv} {tail_sv}", "rf")
            if self._take(name_fi, name_sv):
                bilingual = self.random.random() < 0.6
                languages: tuple[Language, ...] = ("fi", "sv") if bilingual else ("fi",)
                size = self._size(NATIONWIDE_SIZES)
                name_sv = name_sv if bilingual else ""
                return OrganisationRow(name_fi, name_sv, field, (NATIONWIDE,), size, languages, what=what)

    def _local(self, field: str) -> OrganisationRow:
        while True:
            area = next(self.areas)
            place_fi, place_sv = self.random.choice(PLACES[area])
            what, (tail_fi, tail_sv) = self._tail(field, national=False)
            name_fi = _registered(f"{place_fi} {tail_fi}", "ry")
            name_sv = _registered(f"{place_sv} {tail_sv}", "rf")
            if self._take(name_fi, name_sv if place_sv else ""):
                languages = self._languages(area, bool(place_sv))
                name_fi, name_sv = name_fi if "fi" in languages else "", name_sv if "sv" in languages else ""
                size = self._size(LOCAL_SIZES)
                return OrganisationRow(name_fi, name_sv, field, self._two(area), size, languages, what=what)

    def _group(self, field: str, tail_fi: str, tail_sv: str) -> OrganisationRow:
        while True:
            area = next(self.areas)
            place_fi, place_sv = self.random.choice(PLACES[area])
            name = f"{place_fi} {tail_fi}"
            if self._take(name, ""):
                swedish = bool(place_sv) and self.random.random() < 0.4
                name_sv = f"{place_sv} {tail_sv}" if swedish else ""
                languages: tuple[Language, ...] = ("fi", "sv") if swedish else ("fi",)
                return OrganisationRow(
                    name, name_sv, field, (area,), "volunteers", languages, registered=False
                )

    def _tail(self, field: str, *, national: bool) -> tuple[Words | None, tuple[str, str]]:
        """What the organisation does in words (only for the field "other"), and the end of its name."""
        if field == "other":
            what, local_tail, national_tail = next(self.others)
            return what, national_tail if national else local_tail
        return None, self.random.choice((NATIONAL if national else LOCAL)[field])

    def _take(self, name_fi: str, name_sv: str) -> bool:
        """Whether neither name was there before; both are taken from now on."""
        names = {name for name in (name_fi, name_sv) if name}
        if names & self.taken:
            return False
        self.taken |= names
        return True

    def _languages(self, area: str, has_swedish_name: bool) -> tuple[Language, ...]:
        if not has_swedish_name:
            return ("fi",)
        only_swedish = 0.45 if area == "17" else 0.15
        drawn = self.random.random()
        if drawn < only_swedish:
            return ("sv",)
        return ("fi", "sv") if drawn < only_swedish + 0.35 else ("fi",)

    def _two(self, area: str) -> tuple[str, ...]:
        """Mostly one area; one organisation in eight works in the next county too."""
        neighbour = NEIGHBOURS.get(area)
        if neighbour and self.random.random() < 0.125:
            return tuple(sorted((area, neighbour)))
        return (area,)

    def _size(self, sizes: tuple[tuple[Size, int], ...]) -> Size:
        return self.random.choices([size for size, _ in sizes], [weight for _, weight in sizes])[0]


def _registered(name: str, association: str) -> str:
    """The name with its legal form in short: ry or rf for an association, sr for a foundation."""
    is_foundation = name.lower().endswith(("säätiö", "stiftelse"))
    return f"{name} {'sr' if is_foundation else association}"
