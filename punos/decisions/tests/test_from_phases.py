"""What phases told of decisions becomes decisions, and goes back if the step is taken back."""

from datetime import date

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from punos.contributions.tests.factories import text
from punos.decisions.models import Decision
from punos.processes.tests.factories import make_process

BEFORE = [("decisions", "0002_initial"), ("processes", "0002_host_requests_and_documents")]
AFTER = [("decisions", "0003_from_phases"), ("processes", "0003_decisions_move_out")]


def test_phases_that_told_a_decision_become_decisions_and_back(own_database: str) -> None:
    process = make_process()
    old = MigrationExecutor(connection).migrate(BEFORE).apps
    phases = old.get_model("processes", "Phase")
    day = {"starts_on": date(2022, 6, 6), "ends_on": date(2022, 6, 6), "process_id": process.pk}
    told = {
        "outcome": "noted",
        "section_mark": "\u00a7 27",
        "case_number": "ESIM 1",
        "body_name": text("Jaosto"),
    }
    phases.objects.create(key="section", place=2, title=text("Jaosto"), body=text("Tiedoksi."), **told, **day)
    phases.objects.create(key="set-up", place=3, title=text("Asetetaan"), section_mark="\u00a7 88", **day)
    phases.objects.create(key="announced", place=1, title=text("Alkaa"), **day)

    MigrationExecutor(connection).migrate(AFTER)
    decisions = list(Decision.objects.order_by("number"))
    back = MigrationExecutor(connection).migrate(BEFORE).apps.get_model("processes", "Phase")
    kept = list(back.objects.order_by("place").values_list("outcome", "section_mark", "case_number"))
    MigrationExecutor(connection).migrate(AFTER)

    assert [(each.number, each.outcome, each.section_mark, each.case_number) for each in decisions] == [
        (1, "noted", "\u00a7 27", "ESIM 1"), (2, "", "\u00a7 88", ""),
    ]  # fmt: skip
    assert (str(decisions[0].title), str(decisions[0].body_name), decisions[0].decided_on) == (
        "Jaosto", "Jaosto", date(2022, 6, 6),
    )  # fmt: skip
    assert kept == [("", "", ""), ("noted", "\u00a7 27", "ESIM 1"), ("", "\u00a7 88", "")]
