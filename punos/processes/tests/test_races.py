"""Two at once: a process that somebody is just closing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from punos.core.errors import NotNow
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions
from punos.processes.models import Document, Process
from punos.processes.tests.factories import make_phase_facts, make_process, make_section_facts, make_version

pytestmark = pytest.mark.usefixtures("own_database")
VERBS: dict[str, Callable[[Process], object]] = {
    "hold": lambda process: actions.raise_hold(
        actor=SYSTEM, process=process, reason="no_response", subject_type="theme", subject_id=1
    ),
    "phase": lambda process: actions.tell_phase(actor=SYSTEM, process=process, facts=make_phase_facts()),
    "close": lambda process: actions.close_process(actor=SYSTEM, process=process),
}


def said(verb: str, process: Process) -> str:
    """What somebody else hears on a connection of their own."""
    try:
        VERBS[verb](process)
    except NotNow:
        return "not now"
    else:
        return "done"
    finally:
        connection.close()


@pytest.mark.parametrize("verb", VERBS)
def test_verb_waits_for_the_closing_and_is_refused(verb: str) -> None:
    process = make_process()

    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            actions.close_process(actor=SYSTEM, process=process)
            waiting = others.submit(said, verb, process)
        heard = waiting.result(timeout=30)

    assert heard == "not now"


def written(document: Document, words: str) -> str:
    """What somebody hears who saves the next version, having seen that there was none."""
    facts = make_section_facts("tehtavat", words)
    try:
        actions.write_version(actor=SYSTEM, document=document, sections=[facts], seen_revision=0)
    except NotNow:
        return "not now"
    else:
        return "done"
    finally:
        connection.close()


def test_two_who_begin_the_next_version_at_once_are_told_apart() -> None:
    document = make_version().document

    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            facts = make_section_facts("tehtavat", "Ensin.")
            actions.write_version(actor=SYSTEM, document=document, sections=[facts], seen_revision=0)
            waiting = others.submit(written, document, "Toiseksi.")
        heard = waiting.result(timeout=30)

    version = document.versions.get(published_at=None)
    assert (heard, version.sections.get().body.read("fi").text) == ("not now", "Ensin.")
