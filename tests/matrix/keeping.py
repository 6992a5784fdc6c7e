"""Rows for what is kept and for how long: classes, decisions on destroying, records."""

from datetime import date

from tests.matrix.states import ONCE, Args, Fill, Named, States, each_of, on, then

DECISIONS = each_of("number", "pk", "due_kept", "postponed_kept", "confirmed_kept", "done_kept")
ROWS = on("due_kept", "postponed_kept", "confirmed_kept", "done_kept")
CLASSES = each_of("code", "code", "kept_class", "ended_class")
DOORS: dict[str, States] = {
    "records:retention": ONCE, "records:records_file": ONCE, "records:classes": ONCE,
    "records:add_usual_classes": ONCE, "records:edit_class": CLASSES, "records:end_class": CLASSES,
    "records:destruction": DECISIONS, "records:postpone": DECISIONS, "records:confirm": DECISIONS,
}  # fmt: skip
READ = {"records:retention", "records:records_file", "records:destruction"}
FORMS: dict[str, dict[str, Fill]] = {
    "records:classes": {"filled": {"code": "matrix-new", "title_fi": "Luokka", "basis": "Suunnitelma"}},
    "records:add_usual_classes": {"filled": {}},
    "records:edit_class": {"filled": {"basis": "Suunnitelma", "years": "9"}},
    "records:end_class": {"filled": {}},
    "records:postpone": {"filled": {"to": "2099-01-01", "reason": "Oikeus on kesken"}},
    "records:confirm": {"filled": {"typed": "matrix-due", "otherwise": "Siirretty paperilla"}},
}
STANDING = "@standing"
RULES: dict[str, dict[str, Args]] = {
    "records.check_see_retention": {"": ()},
    "records.check_add_class": {"": ("code", "@kept_class.title", 5, "Suunnitelma", Named(is_taken=False))},
    "records.check_change_class": then(
        on("kept_class"), "@kept_class.title", 9, "Suunnitelma", Named(carried_by=1)
    ),
    "records.check_end_class": on("kept_class", "ended_class"),
    "records.check_propose_destructions": {"": ()},
    "records.check_postpone_destruction": then(ROWS, date(2099, 1, 1), "Oikeus on kesken", date(2026, 1, 1)),
    "records.check_confirm_destruction": then(
        ROWS, STANDING, Named(typed="matrix-due", otherwise="Siirretty paperilla")
    ),
    "records.check_destroy": ROWS,
    "processes.check_end_words": on("going_process", "closed_process"),
    "processes.check_destroy_words": on("going_process", "closed_process"),
    "notices.check_destroy_words": {"": ()},
}
