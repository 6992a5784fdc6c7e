"""The town in which the matrix is asked, with everything and everybody in it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import override_settings
from django.utils import timezone

from conftest import copy_of
from punos.consultations.models import ResultFile
from punos.contributions import queries as contributions
from punos.organisations.models import Mandate
from punos.people.models import SignIn
from tests.matrix import answers, columns, fields, ground, rows, verbs
from tests.matrix.columns import COLUMNS, GROUPS, Visitor
from tests.matrix.ground import Ground

# No outside system is asked: its state would be in the answers.
ALONE = {
    "ALLOWED_HOSTS": ["testserver"],
    "SUOMIFI_ADDRESS": "",
    "PRH_ADDRESS": "",
    "YRTTI_ADDRESS": "",
    "KERROKANTASI_ADDRESS": "",
    "OIDC_ISSUER": "",
    "GATE": False,
}


@dataclass(frozen=True)
class Place:
    """Everything there is to be asked for, and everybody who asks."""

    ground: Ground
    visitors: Mapping[str, Visitor]

    def letters(self, ask: Callable[[Ground, Visitor], str]) -> str:
        """One letter for each column, in its groups."""
        met = ("".join(ask(self.ground, self.visitors[column.key]) for column in group) for group in GROUPS)
        return " ".join(met)


@contextmanager
def standing() -> Iterator[Place]:
    """A copy of the town of its own, filled, with everybody come in."""
    with copy_of("town"), override_settings(**ALONE):
        built = ground.build()
        visitors = columns.arrive(built)
        ground.end(built)
        _look_back(built, visitors)
        answers.build(built, {key: visitors[key].actor for key in answers.WRITERS})
        yield Place(built, visitors)


def _look_back(built: Ground, visitors: Mapping[str, Visitor]) -> None:
    """What those who came in have left: their sign-ins, mandates and voices."""
    built.now, built.day = timezone.now(), timezone.localdate()
    built.tomorrow = built.now + timedelta(days=1)
    built.resident = visitors["resident"].person
    built.sign_in = SignIn.objects.get(person=built.resident)
    built.held_by_manager = Mandate.objects.select_related("organisation").get(
        person=visitors["manager"].person, organisation=built.listed
    )
    voices = {
        name: contributions.voice_of(visitors[column].actor, built.going_process)
        for name, column in (
            ("voice", "browser with a voice"),
            ("voice_by_link", "browser with an invitation to answer"),
        )
    }
    vars(built).update(voices)
    said: Any = voices["voice"]
    idea = said.contributions.select_related("latest").get()
    built.idea, built.idea_text = idea.number, idea.latest.text
    made: Any = ResultFile.objects.get(result__consultation=built.to_host, name="ideas.csv").content
    built.result_mark = bytes(made).decode().splitlines()[0].strip()


type Ask = Callable[[Ground, Visitor], str]


def questions() -> dict[str, dict[str, Ask]]:
    """Every row of every section, by its key: what is asked of each visitor."""
    asked: dict[str, dict[str, Ask]] = {
        "rules": {key: rule.ask for key, rule in verbs.by_key().items()},
        "fields": {key: each.ask for key, each in fields.by_key().items()},
        "doors": {key: door.meet for key, door in rows.by_key().items()},
    }
    return asked


def how_many() -> int:
    """The number of checks."""
    return len(COLUMNS) * sum(len(section) for section in questions().values())
