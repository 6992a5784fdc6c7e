"""The rows of doors: every address of the resolver and of the OpenAPI description, by every method, in every state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from traceback import print_exception
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from tests.doors import POSTED
from tests.matrix import filling, forms, outcomes
from tests.matrix.columns import Visitor
from tests.matrix.filling import Fill, filled
from tests.matrix.ground import Ground


@dataclass(frozen=True)
class Door:
    """One way of asking for one address: `name` is that of the resolver, or a path of the API."""

    name: str
    method: str
    state: str
    fill: Fill
    form: Fill = field(default_factory=dict)
    query: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        """How the reviewed file names the row."""
        return " ".join(filter(None, (self.name, self.method, self.state and f"[{self.state}]")))

    def path(self, ground: Ground) -> str:
        """The address with everything filled in."""
        parts = filled(self.fill, ground)
        if self.name.startswith("/"):
            return self.name.format(**parts)
        with override("en"):
            return reverse(self.name, kwargs=parts) + (
                self.query and f"?{self.query.format_map(vars(ground))}"
            )

    def ask(self, ground: Ground, visitor: Visitor) -> tuple[str, HttpResponseBase]:
        """What this visitor meets; nothing of it is left behind."""
        headers: dict[str, str] = {"HX-Request": "true", "HX-Target": self.part} if self.part else {}
        with outcomes.undone() as written:
            client, path = visitor.browser(), self.path(ground)
            if self.method == "POST":
                answer: Any = client.post(path, filled(self.form, ground), headers=headers)
            else:
                answer = client.get(path, headers=headers)
            if answer.streaming:
                b"".join(answer.streaming_content)
        if answer.exc_info:
            print_exception(answer.exc_info[1])
        letter = outcomes.of_answer(answer)
        return letter.upper() if written else letter, answer

    def meet(self, ground: Ground, visitor: Visitor) -> str:
        """The letter alone."""
        return self.ask(ground, visitor)[0]


def doors() -> Iterator[Door]:
    """All rows."""
    for name, states in {**filling.DOORS, **filling.API}.items():
        for place, (state, fill) in enumerate(states.items()):
            yield from _ways(name, state, fill, is_first=not place)


def _ways(name: str, state: str, fill: Fill, *, is_first: bool) -> Iterator[Door]:
    """The ways of asking for one address in one state.

    What cannot depend on who asks is not asked here: a link to where a form is sent leads back to the form whoever
    follows it (tests/test_doors.py), and the API answers to what its description names. A form sent to where there is
    none, and a part of a page, are asked in the first state only. A form that is filled in is not sent empty as well.
    """
    sent, filled_in = name in POSTED, forms.FORMS.get(name, {})
    if not sent:
        yield Door(name, "GET", state, fill)
    if not (filled_in or name in filling.API) and (is_first or name not in forms.ONLY_READ):
        yield Door(name, "POST", state, fill)
    for label, form in filled_in.items():
        part = forms.PARTS.get(name, "") if sent else ""
        yield Door(name, "POST", _joined(state, label), fill, form=form, part=part)
    for query in forms.QUERIES.get(name, ()) if state in forms.WITH_QUERY else ():
        yield Door(name, "GET", _joined(state, f"?{query}"), fill, query=query)
    if name in forms.PARTS and is_first and not sent:
        yield Door(name, "GET", _joined(state, "part"), fill, part=forms.PARTS[name])


def _joined(*words: str) -> str:
    return "; ".join(filter(None, words))


def by_key() -> Mapping[str, Door]:
    """The rows by the names that the reviewed file gives them."""
    return {door.key: door for door in doors()}
