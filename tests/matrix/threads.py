"""Rows for the thread from word to deed, and for closing a process."""

from tests.matrix.states import ONCE, PROCESS, Fill, States

OF: dict[str, str] = {
    "theme": "theme_answered", "decision": "decision", "measure": "measure", "contribution": "said_in_words",
}  # fmt: skip
THREADS: States = {
    **{f"of a {kind}": {"kind": kind, "number": f"@{name}.pk"} for kind, name in OF.items()},
    "of an unpublished theme": {"kind": "theme", "number": "@theme_hidden.pk"},
    "of what is withdrawn": {"kind": "theme", "number": "@theme_ended.pk"},
}
DOORS: dict[str, States] = {
    "home:thread": THREADS, "home:process_thread": PROCESS, "home:embedded_thread": PROCESS, "home:loop": ONCE,
    "home:my_thread": ONCE, "home:close_process": PROCESS,
}  # fmt: skip
API: dict[str, States] = {
    "/api/v1/processes/{process}/thread": PROCESS,
    "/api/v1/thread/{kind}/{number}": THREADS,
}
READ = {"home:thread", "home:process_thread", "home:embedded_thread", "home:loop", "home:my_thread"}
FORMS: dict[str, dict[str, Fill]] = {"home:close_process": {"filled": {}}}
