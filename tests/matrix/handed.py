"""Rows for packages for the case system and for information requests: their doors, what is sent to them, their rules."""

from datetime import UTC, datetime

from tests.matrix.states import ONCE, PROCESS, Args, Fill, Named, States, numbered, on, then

PROCESSES = on("going_process", "closed_process", "own_process")
MADE: States = numbered("handed", "handed_own")
LOOKED: States = {"another's": {"number": "@looked.pk"}}
TOLD = Named(publicity="public", ground="", controller="", retention=None, kept_so_far=None)
TAKEN_IN, LATER = datetime(2020, 1, 2, 12, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)

DOORS: dict[str, States] = {
    "records:handover": PROCESS, "records:make_handover": PROCESS, "records:handover_file": MADE,
    "records:receive_handover": MADE, "records:information": ONCE, "records:information_found": LOOKED,
    "records:information_package": LOOKED,
}  # fmt: skip
READ = {"records:handover_file", "records:information_found"}
FORMS: dict[str, dict[str, Fill]] = {
    "records:handover": {"filled": {"publicity": "public", "seen_revision": "0"}},
    "records:make_handover": {"filled": {}},
    "records:receive_handover": {"filled": {"received_at": "2020-01-02T12:00", "reference": "ESIM-1"}},
    "records:information": {
        "filled": {"process": "@going_process.slug", "reason": "Somebody asked by letter."}
    },
    "records:information_package": {"filled": {}},
}
RULES: dict[str, dict[str, Args]] = {
    "home.check_answer_requests": {"": ()},
    "records.check_see_handover": PROCESSES,
    "records.check_fetch_handover": PROCESSES,
    "records.check_file_case": then(PROCESSES, TOLD),
    "records.check_ask_for_handover": then(PROCESSES, Named(size_of_files=0)),
    "records.check_receive_handover": then(
        on("handed", "handed_own"), Named(reference="ESIM-1", received_at=TAKEN_IN, now=LATER)
    ),
    "records.check_search_information": {"": (Named(asked=1, reason="Somebody asked by letter."),)},
    "records.check_read_search": then(on("looked"), "@now"),
}
