"""Two who change the people of an organisation at the same time, each with a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from punos.core.errors import Refused
from punos.organisations import actions, rules
from punos.organisations.actions import mandates as verbs
from punos.organisations.models import JoinRequest, Mandate
from punos.organisations.tests.factories import make_actor, make_organisation
from punos.organisations.tests.test_joining import invited
from punos.organisations.tests.test_mandates import acting, make_mandate
from punos.people.tests.factories import make_person


def two_at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same time, each in a thread with a connection of its own; what each came to."""
    together, outcomes = Barrier(len(acts)), ["" for _ in acts]

    def do(place: int) -> None:
        together.wait(timeout=30)
        try:
            acts[place]()
            outcomes[place] = "done"
        except Refused as refusal:
            outcomes[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [Thread(target=do, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.parametrize("is_locked", [True, False], ids=["with the lock", "without it"])
@pytest.mark.parametrize("way", ["removing each other", "leaving"])
def test_two_managers_at_once_leave_one_behind(
    own_database: str, monkeypatch: pytest.MonkeyPatch, is_locked: bool, way: str
) -> None:
    organisation = make_organisation()
    one, two = make_mandate(organisation), make_mandate(organisation)
    actors = {each.pk: acting(each.person, organisation) for each in (one, two)}
    targets = ((one, two), (two, one)) if way == "removing each other" else ((one, one), (two, two))
    both_have_looked = Barrier(2)
    check = rules.check_end_mandate

    def checked(*args: Any) -> None:
        check(*args)
        both_have_looked.wait(timeout=30)

    if not is_locked:  # what the lock prevents: both look before either has ended anything
        monkeypatch.setattr(verbs, "hold", lambda *, organisation_id: None)
        monkeypatch.setattr(rules, "check_end_mandate", checked)

    def ending(by: Mandate, whose: Mandate) -> Callable[[], None]:
        return lambda: actions.end_mandate(actor=actors[by.pk], mandate=whose)

    outcomes = two_at_once(*(ending(by, whose) for by, whose in targets))

    left = Mandate.objects.current().managing().count()
    assert left == (1 if is_locked else 0)
    refused = "Refused" if way == "removing each other" else "NotNow"
    assert outcomes == ([refused, "done"] if is_locked else ["done", "done"])


def test_two_requests_of_one_person_at_once_are_one(own_database: str) -> None:
    organisation, asker = make_organisation(), make_actor()

    def ask() -> None:
        actions.ask_to_join(actor=asker, organisation=organisation)

    outcomes = two_at_once(ask, ask)

    assert (outcomes, JoinRequest.objects.count()) == (["NotNow", "done"], 1)


def test_invitation_opened_twice_at_once_gives_one_mandate(own_database: str) -> None:
    organisation, newcomer = make_organisation(), make_person()
    token = invited(organisation, newcomer).token
    actor = acting(newcomer)

    def accept() -> None:
        actions.accept_invitation(actor=actor, token=token)

    outcomes = two_at_once(accept, accept)

    assert (outcomes, Mandate.objects.count()) == (["NotNow", "done"], 1)
