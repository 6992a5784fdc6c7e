"""Rows of the room themes: its doors with themes in each state, what is sent to them, its rules."""

from punos.core.languages import TranslatedText
from tests.matrix.states import PROCESS, Args, Fill, Named, States, numbered, on, then, with_each

TITLE, NOTHING = TranslatedText.of("fi", fi="Teema"), TranslatedText()
CODED = numbered(
    "theme", "theme_hidden", "theme_own", "theme_closed", "theme_ended", "theme_merged", "theme_proposed"
)
PROCESSES = on("going_process", "closed_process", "own_process")
THEMES = on("theme", "theme_own", "theme_closed", "theme_ended", "theme_proposed")

DOORS: dict[str, States] = {
    "themes:themes": PROCESS, "themes:codebook_file": with_each(PROCESS, "ending", ("csv",)),
    "themes:make": PROCESS, "themes:publish": PROCESS, "themes:undo": PROCESS, "themes:work": PROCESS,
    "themes:edit": CODED, "themes:merge": CODED, "themes:split": CODED, "themes:end": CODED,
    "themes:change": {
        **with_each(CODED, "what", ("up",)), **with_each(numbered("theme_proposed"), "what", ("choose", "put-aside")),
    },
}  # fmt: skip
API: dict[str, States] = {
    "/api/v1/processes/{process}/themes": PROCESS,
    "/api/v1/processes/{process}/themes/{number}/contributions": numbered(
        "theme", "theme_hidden", "theme_own"
    ),
}
FORMS: dict[str, dict[str, Fill]] = {
    "themes:make": {"filled": {"title": "Uusi teema"}},
    "themes:publish": {"filled": {"themes": "@theme_hidden.pk"}},
    "themes:undo": {"filled": {"seen": "@coded.pk"}},
    "themes:work": {
        "giving": {"chosen": "@said_on_theme.pk", "themes": "@theme_drafted.pk", "do": "give"},
        "taking": {"drop": "@given.pk"}, "confirming": {"confirm": "@given_by_machine.pk"},
    },
    "themes:edit": {"filled": {"title_fi": "Toinen nimi", "seen_title_fi": "@seen_title"}},
    "themes:merge": {"filled": {"into": "@theme_answered.pk"}},
    "themes:split": {"filled": {"title": "Lohkottu", "assignments": "@given.pk"}},
    "themes:end": {"filled": {"is_sure": "1"}},
    "themes:change": {"filled": {}},
}  # fmt: skip
RULES: dict[str, dict[str, Args]] = {
    "themes.check_see_workbench": PROCESSES,
    "themes.check_assign": then(PROCESSES, Named(themes=["theme"], asked_themes=1, said=["said"], asked=1)),
    "themes.check_unassign": then(PROCESSES, 1),
    "themes.check_review": on("given_by_machine", "given"),
    "themes.check_undo": then(PROCESSES, "@coded", "@coded.pk", Named(is_answered=False)),
    "themes.check_make_theme": then(PROCESSES, TITLE, NOTHING, (), Named(number=1)),
    "themes.check_standing": THEMES,
    "themes.check_reword_theme": then(THEMES, TITLE, NOTHING, ()),
    "themes.check_proposed": THEMES,
    "themes.check_choose_theme": THEMES,
    "themes.check_put_aside": THEMES,
    "themes.check_move_theme": then(THEMES, 1, 2),
    "themes.check_split_theme": then(THEMES, TITLE, (), Named(chosen=1, found=1)),
    "themes.check_merge_themes": then(THEMES, "@theme_answered"),
    "themes.check_end_theme": then(THEMES, Named(standing=0, is_sure=True, is_answered=False)),
    "themes.check_publish_themes": then(PROCESSES, ["theme"], 1),
}
