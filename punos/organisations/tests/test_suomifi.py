"""Acting for organisations through Suomi.fi, against a server that plays it: the way there and back, and all trouble."""

import logging
import re
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import time_machine
from django.utils import timezone

from punos.core.outside import OutsideTroubleError
from punos.organisations.adapters import suomifi
from punos.organisations.adapters.suomifi import Acting, Errand, ErrandError
from punos.organisations.models import Scope

if TYPE_CHECKING:
    from django.conf import LazySettings

    from town.neighbours.running import Running

SECRETARY = "010172-9024"  # of two associations; codes of this kind are kept for tests
STRANGER = "010199-999R"
BACK = "https://punos.example.org/fi/suomifi/back/"


def go(code: str = SECRETARY, language: str = "fi") -> tuple[Errand, str]:
    """Leave for Suomi.fi."""
    return suomifi.begin(personal_identity_code=code, return_address=BACK, language=language)


def visit(address: str, **form: Any) -> tuple[int, str, str]:
    """Open the page at an address, or send its form back: status, text, and where one is sent on."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=10)
    if form:
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        path = parts.path.replace("authorize", "choose")
        connection.request("POST", path, urlencode({**asked, **form}, doseq=True))
    else:
        connection.request("GET", f"{parts.path}?{parts.query}")
    answer = connection.getresponse()
    told = answer.status, answer.read().decode(), answer.headers.get("Location", "")
    connection.close()
    return told


def choose(address: str, *chosen: str) -> tuple[str, str]:
    """Tick organisations at Suomi.fi; the code and the state with which one is sent back."""
    _status, _text, back = visit(address, go="on", chosen=list(chosen))
    query = parse_qs(urlsplit(back).query)
    return query["code"][0], query["state"][0]


def numbers_at(address: str) -> list[str]:
    """The organisations that the page offers."""
    return re.findall(r'value="(\d{7}-\d)"', visit(address)[1])


def test_person_acts_for_all_that_they_chose(neighbours: "Running") -> None:
    errand, address = go()
    first, second, *_ = numbers_at(address)
    code, _state = choose(address, first, second)

    found = suomifi.finish(errand, code=code)

    assert found == [
        Acting(first, "Mallilan Pihapiiri ry", ("J",)),
        Acting(second, "Mallilan Sekakuoro ry", ("PJ", "NIMKO")),
    ]


def test_person_may_choose_one_of_several_or_none(neighbours: "Running") -> None:
    errand, address = go()
    offered = numbers_at(address)
    one = suomifi.finish(errand, code=choose(address, offered[1])[0])
    errand, address = go()
    none = suomifi.finish(errand, code=choose(address)[0])

    assert ([each.identifier for each in one], none) == ([offered[1]], [])


def test_person_of_whom_nobody_knows_may_say_in_the_simulator_who_they_are(neighbours: "Running") -> None:
    errand, address = go(STRANGER)
    people = visit(address)[1]
    page = visit(address, go="on", member="swedish_chair")[1]
    (first, *_others) = re.findall(r'value="(\d{7}-\d)"', page)

    found = suomifi.finish(errand, code=choose(address, first)[0])

    assert ("Exempelgren" in people, [each.name for each in found]) == (
        True,
        ["Barn och familjer i Exempelby rf"],
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [("fi", "Simulaattori"), ("sv", "Simulator: Suomi.fi-fullmakter"), ("xx", "Simulator")],
)
def test_simulator_says_what_it_is(neighbours: "Running", language: str, title: str) -> None:
    assert title in visit(go(language=language)[1])[1]


def test_who_breaks_off_comes_back_without_a_code(neighbours: "Running") -> None:
    errand, address = go()

    _status, _text, back = visit(address, go="back")

    assert back == f"{BACK}?error=access_denied&state={errand.state}"


# Scopes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "scopes"),
    [
        (("PJ",), set(Scope)),
        (("NIMKO",), set(Scope)),
        (("J",), {Scope.ANSWER, Scope.REPRESENT, Scope.APPLY, Scope.REPORT, Scope.BOOK}),
        (("avustushakemuksen_tekeminen",), {Scope.APPLY, Scope.REPORT}),
        (("TIL", "IS", "J "), set()),  # auditor, property manager, and a code that only looks like one
        (("pj",), set()),
        ((), set()),
        (("TIL", "avustushakemuksen_tekeminen", "J"), {Scope.ANSWER, Scope.REPRESENT, Scope.APPLY, Scope.REPORT, Scope.BOOK}),
    ],
)  # fmt: skip
def test_codes_give_what_the_list_allows_and_nothing_else(roles: tuple[str, ...], scopes: set[str]) -> None:
    assert Acting("9000000-3", "Mallila ry", roles).scopes() == scopes


def test_another_list_may_be_given() -> None:
    assert Acting("9000000-3", "Mallila ry", ("PJ", "X")).scopes({"X": [Scope.BOOK]}) == {"book"}


# The errand -------------------------------------------------------------------------------------------------


def test_errand_is_taken_once(neighbours: "Running") -> None:
    errand, _address = go()
    session: dict[str, Any] = {}
    suomifi.keep(session, errand)

    taken = suomifi.take(session, state=errand.state)

    with pytest.raises(ErrandError, match="unasked"):
        suomifi.take(session, state=errand.state)
    assert (taken, session) == (errand, {})


@pytest.mark.parametrize("state", ["", "another", "\u00e4\udc80"])
def test_answer_to_somebody_else_is_refused_and_ends_the_errand(neighbours: "Running", state: str) -> None:
    session: dict[str, Any] = {}
    suomifi.keep(session, go()[0])

    with pytest.raises(ErrandError) as caught:
        suomifi.take(session, state=state)

    assert (caught.value.code, session) == ("unasked", {})


def test_answer_that_nobody_asked_for_is_refused() -> None:
    with pytest.raises(ErrandError, match="unasked"):
        suomifi.take({}, state="anything")


def test_errand_ends_after_half_an_hour(neighbours: "Running") -> None:
    errand, _address = go()
    session: dict[str, Any] = {}
    suomifi.keep(session, errand)

    with (
        time_machine.travel(timezone.now() + timedelta(minutes=31)),
        pytest.raises(ErrandError, match="late"),
    ):
        suomifi.take(session, state=errand.state)


def test_code_counts_once(neighbours: "Running") -> None:
    errand, address = go()
    code, _state = choose(address, *numbers_at(address))
    suomifi.finish(errand, code=code)

    with pytest.raises(ErrandError, match="declined"):
        suomifi.finish(errand, code=code)


def test_code_of_somebody_else_is_of_no_use(neighbours: "Running") -> None:
    own, _address = go()
    _other, address = go(STRANGER)
    visit(address, go="on", member="secretary")
    code, _state = choose(address, *numbers_at(address))

    with pytest.raises(
        ErrandError, match="declined"
    ):  # the token does not fit the session that was announced
        suomifi.finish(own, code=code)


# Signatures -------------------------------------------------------------------------------------------------


def test_checksum_is_reckoned_over_path_and_time() -> None:
    # Reckoned with: printf PATH TIME, openssl dgst -sha256 -hmac key -binary, base64.
    header = suomifi.checksum(
        "/service?requestId=1", client="abcd1234", key="key", at="2017-02-09T10:51:42+02:00"
    )

    assert header == "abcd1234 2017-02-09T10:51:42+02:00 gJU0JH6YPtufmjZDOpBN27EQywljtU4P37xd/MPuQtQ="


@pytest.mark.parametrize("changed", ["SUOMIFI_KEY", "SUOMIFI_CLIENT"])
def test_wrong_credentials_are_refused(neighbours: "Running", settings: "LazySettings", changed: str) -> None:
    setattr(settings, changed, "another")

    with pytest.raises(OutsideTroubleError) as caught:
        go()

    assert str(caught.value.kind) == "refused"


def test_wrong_password_is_refused(neighbours: "Running", settings: "LazySettings") -> None:
    errand, address = go()
    code, _state = choose(address, *numbers_at(address))
    settings.SUOMIFI_OAUTH_PASSWORD = "another"

    with pytest.raises(ErrandError, match="declined"):
        suomifi.finish(errand, code=code)


def test_clock_that_is_wrong_is_refused(neighbours: "Running") -> None:
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=6)),
        pytest.raises(OutsideTroubleError) as caught,
    ):
        go()

    assert (str(caught.value.kind), caught.value.status) == ("refused", 401)


# Trouble ----------------------------------------------------------------------------------------------------

MOODS = [
    ("failing", "down"),
    ("busy", "busy"),
    ("garbage", "garbage"),
    ("html", "garbage"),
    ("huge", "garbage"),
    ("half", "garbage"),
    ("strange", "garbage"),
    ("elsewhere", "garbage"),
    ("slow", "slow"),
]


@pytest.mark.parametrize(("mood", "kind"), MOODS)
def test_trouble_on_the_way_there_is_told(
    neighbours: "Running", settings: "LazySettings", mood: str, kind: str
) -> None:
    settings.OUTSIDE_READ_SECONDS = 0.2
    neighbours.set_mood("suomifi", mood)

    with pytest.raises(OutsideTroubleError) as caught:
        go()

    assert str(caught.value.kind) == kind


@pytest.mark.parametrize(("mood", "kind"), MOODS)
def test_trouble_on_the_way_back_is_told(
    neighbours: "Running", settings: "LazySettings", mood: str, kind: str
) -> None:
    settings.OUTSIDE_READ_SECONDS = 0.2
    errand, address = go()
    code, _state = choose(address, *numbers_at(address))
    neighbours.set_mood("suomifi", mood)

    with pytest.raises(OutsideTroubleError) as caught:
        suomifi.finish(errand, code=code)

    assert str(caught.value.kind) == kind


@pytest.mark.parametrize(
    "told",
    [
        {},
        None,
        ["Mallila ry"],
        [{"identifier": "9000000-3", "name": "", "roles": []}],
        [{"identifier": "9000000-3", "name": "Mallila ry"}],
        [{"identifier": "9000000-3", "name": "Mallila ry", "roles": "PJ"}],
        [{"identifier": "9000000-3", "name": "Mallila ry", "roles": [1]}],
        [{"identifier": "9000000-3", "name": "Mallila ry", "roles": []}, {}],
    ],
)
def test_list_out_of_shape_is_not_half_believed(told: Any) -> None:
    with pytest.raises(OutsideTroubleError) as caught:
        suomifi.read(told)

    assert str(caught.value.kind) == "garbage"


def test_incomplete_answer_is_marked() -> None:
    told = [{"identifier": "9000000-3", "name": "Mallila ry", "roles": ["J"], "complete": False}]

    assert suomifi.read(told) == [Acting("9000000-3", "Mallila ry", ("J",), is_complete=False)]


def test_suomifi_in_trouble_is_left_alone(neighbours: "Running") -> None:
    neighbours.set_mood("suomifi", "failing")

    for _ in range(3):
        with pytest.raises(OutsideTroubleError):
            go()

    assert (suomifi.is_configured(), suomifi.is_resting()) == (True, True)


def test_site_without_an_agreement_is_not_configured(settings: "LazySettings") -> None:
    settings.SUOMIFI_ADDRESS = ""

    assert (suomifi.is_configured(), suomifi.is_resting()) == (False, False)


# The identity code ------------------------------------------------------------------------------------------


class Everything(logging.Handler):
    """Keeps every line that any logger writes."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.exc_info}")


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """What all loggers say at their most talkative."""
    everything, root = Everything(), logging.getLogger()
    loggers = [root, *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(everything)
    yield everything.lines
    root.removeHandler(everything)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_identity_code_is_in_nothing_that_is_kept_or_shown(neighbours: "Running", heard: list[str]) -> None:
    errand, address = go()
    session: dict[str, Any] = {}
    suomifi.keep(session, errand)
    found = suomifi.finish(errand, code=choose(address, *numbers_at(address))[0])

    kept = [repr(errand), address, repr(session), repr(found), *heard]

    assert [each for each in kept if SECRETARY in each] == []


@pytest.mark.parametrize("mood", ["failing", "garbage", "slow", "half", "elsewhere", "refusing", "stopped"])
def test_identity_code_is_in_no_trouble(
    neighbours: "Running", settings: "LazySettings", heard: list[str], mood: str
) -> None:
    settings.OUTSIDE_READ_SECONDS = 0.2
    if mood == "stopped":
        settings.SUOMIFI_ADDRESS = "http://127.0.0.1:9"  # nobody listens there
    else:
        neighbours.set_mood("suomifi", mood)

    told = trouble_told(go)

    assert ([each for each in [*told, *heard] if SECRETARY in each], bool(told)) == ([], True)


def trouble_told(ask: Callable[[], object]) -> list[str]:
    """All that an error page, a log or a crash reporter could tell of the trouble that a question ends in."""
    try:
        ask()
    except OutsideTroubleError as error:
        behind = [repr(error.__cause__), repr(error.__context__)]
        return [
            str(error),
            repr(error),
            repr(vars(error)),
            "".join(traceback.format_exception(error)),
            *behind,
        ]
    return []
