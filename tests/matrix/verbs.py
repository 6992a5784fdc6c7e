"""The rows of rules: every `check_*` of every room that asks who somebody is, with its objects in their states."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module, util
from pkgutil import iter_modules
from typing import Any

import punos
from punos.contributions import queries as contributions
from punos.core.languages import TranslatedText
from punos.organisations import queries as organisations
from punos.organisations.models import Actor, Scope
from punos.processes.models import Change
from tests.matrix import coding, handed, keeping, outcomes
from tests.matrix.columns import Visitor
from tests.matrix.ground import Ground
from tests.matrix.states import Args, Named, filled, on, then

WHO = ("actor", "person", "voice")  # by the name of its first argument a rule asks who somebody is


@cache
def discovered() -> dict[str, Callable[..., Any]]:
    """Every rule, as `room.check_verb`, wherever in the room's rules it stands."""
    found = {}
    for room in iter_modules(punos.__path__, "punos."):
        if util.find_spec(f"{room.name}.rules") is None:
            continue
        rules = import_module(f"{room.name}.rules")
        below = iter_modules(getattr(rules, "__path__", []), f"{rules.__name__}.")
        for module in (rules, *(import_module(each.name) for each in below)):
            for name, rule in vars(module).items():
                if name.startswith("check_") and rule.__module__ == module.__name__:
                    found[f"{room.name.removeprefix('punos.')}.{name}"] = rule
    return found


def asks_who(rule: Callable[..., Any]) -> bool:
    """Whether a rule depends on who asks; others judge what was sent, the same from everybody."""
    return next(iter(inspect.signature(rule).parameters)) in WHO


def _addresses(_ground: Ground, actor: Actor) -> Any:
    return organisations.addresses_of(actor.person)


def _written(ground: Ground, _actor: Actor) -> Any:
    return [ground.written]


def _changes(ground: Ground, _actor: Actor) -> Any:
    return {ground.written.key: Change.CHANGED}


ORGANISATIONS = on("listed", "unlisted", "ended", "alone")
GATHERED = on("answers_read", "answers_done", "answers_reading")
PROCESSES = on("going_process", "closed_process", "own_process")
ASKED = on("open", "coming", "over", "in_closed", "in_own")
IMPORTS = on("import_read", "import_done", "import_reading")
MEASURES = on("measure", "measure_own", "measure_listed", "measure_closed")
NOBODY: dict[str, Args] = {"": ()}
REASON = "New in the office"
LATER = date(2026, 1, 1)
TITLE = TranslatedText.of("fi", fi="Teksti")
WORDS = Named(text="Words", stance="", rewording="")
OPEN_TO_ALL = Named(is_secret=False, ground="")

RULES: dict[str, Mapping[str, Args]] = {
    "consultations.check_publish_consultation": then(PROCESSES, "@now", "@tomorrow"),
    "consultations.check_set_closing": then(ASKED, "@tomorrow", "@now"),
    "consultations.check_see_results": then(ASKED | on("to_host"), "@now"),
    "consultations.check_invite_to_answer": {
        **then(ASKED, "@other", "@now"), "an ended one": ("@open", "@ended", "@now"),
    },
    "consultations.check_withdraw_invitation_to_answer": on("link", "link_withdrawn"),
    "consultations.check_invite_any": then(ASKED, "@now"),
    "consultations.check_remind": then(ASKED, None, "@now"),
    "consultations.check_reply_to_invitation": then(
        on("link", "link_with_people", "link_withdrawn"), "declined", "@now"
    ),
    "contributions.check_take_part": {
        **then(PROCESSES, "resident", None),
        "as an organisation": ("@going_process", "organisation", None),
        "as a public body": ("@going_process", "body", None),
    },
    "contributions.check_confirm_voice": {"of an organisation": ("@voice_by_link",), "of a resident": ("@voice",)},
    "contributions.check_rate": {"open": ("@thread", 1), "closed": ("@thread_over", 1)},
    "contributions.check_say": {"open": ("@thread", "Words"), "closed": ("@thread_over", "Words")},
    "contributions.check_import": NOBODY,
    "contributions.check_forget_person": {"another": ("@stranger",), "the resident": ("@resident",)},
    "home.check_run_site": NOBODY,
    "home.check_see_outbox": NOBODY,
    "home.check_audit": NOBODY,
    "home.check_check_translation": PROCESSES,
    "home.check_export_me": NOBODY,
    "home.check_erase_me": NOBODY,
    "home.check_meant": {"another's address": ("@stranger.email",), "the resident's": ("@resident.email",)},
    "home.check_answer_feedback": on("feedback", "feedback_answered"),
    "notices.check_follow": {"a process": ("process", "daily", 0)},
    "notices.check_change_topic": {"once a day": ("daily",)},
    "people.check_sign_in_as": NOBODY,
    "people.check_sign_in": NOBODY,
    "people.check_erase": NOBODY,
    "people.check_end_sign_in": {"the resident's": ("@sign_in",)},
    "processes.check_lead": {
        "unit": ("@unit.pk",), "another unit": ("@other_unit.pk",), "organisation": (None, "@listed.pk"),
    },
    "processes.check_announce": {
        "unit": ("@unit", None), "organisation": (None, "@listed"), "unit and organisation": ("@unit", "@listed"),
        "another unit": ("@other_unit", None),
    },
    "processes.check_lead_process": PROCESSES,
    "processes.check_close_process": PROCESSES,
    # responses
    "decisions.check_see_drafts": PROCESSES,
    "decisions.check_read_lines": PROCESSES,
    "decisions.check_draft_response": {
        **then(on("theme", "theme_hidden", "theme_own"), None, None), "published": ("@theme_answered", None, "@response"),
    },
    "decisions.check_drop_draft": on("draft", "draft_own", "response"),
    "decisions.check_correct_response": then(on("response"), Named(is_current=True, has_draft=False)),
    "decisions.check_ask_second_look": then(on("draft", "draft_own", "to_check"), LATER),
    "decisions.check_check_response": on("draft", "to_check"),
    "decisions.check_send_back": on("draft", "to_check"),
    "decisions.check_publish_response": then(on("draft", "draft_own", "response"), LATER),
    "decisions.check_answer_heard": {"going on": ("@voice", "yes", "", "@now")},
    # decisions and measures
    "decisions.check_see_decision_work": PROCESSES,
    "decisions.check_enter_decision": then(PROCESSES, "@told_of_decision", LATER),
    "decisions.check_correct_decision": then(
        on("decision", "decision_own"), "@told_otherwise", TITLE, 0, LATER
    ),
    "decisions.check_link_decision": then(on("decision", "decision_own"), [], []),
    "decisions.check_note_paper": then(
        on("decision", "decision_own"), "minutes", TITLE, "https://example.org/", 0
    ),
    "decisions.check_remove_paper": on("decision", "decision_own"),
    "decisions.check_look_for_decisions": then(PROCESSES, Named(is_configured=True)),
    "decisions.check_settle_found": then(on("found", "found_settled"), "d"),
    "decisions.check_start_measure": then(PROCESSES, "@told_of_measure", [], []),
    "decisions.check_revise_measure": then(MEASURES, "@told_of_measure", [], [], 0),
    "decisions.check_note_progress": then(MEASURES, TITLE, "under_way"),
    "decisions.check_close_measure": then(MEASURES, "done", TITLE),
    "decisions.check_tell_of_measure": MEASURES,
    # making what is asked
    "consultations.check_make_something": NOBODY,
    "consultations.check_make": on("drafting", "coming", "elsewhere", "in_closed", "in_own"),
    "consultations.check_make_in": {
        "free": ("@asked_process", "another"), "taken": ("@asked_process", "survey"),
    },
    "consultations.check_change_draft": on("drafting", "coming"),
    "consultations.check_mark_template": {"": ("@drafting", Named(is_template=True))},
    "consultations.check_clone": {
        "public": ("@survey", "@asked_process", "another"), "own draft": ("@drafting", "@asked_process", "another"),
        "draft of another unit": ("@elsewhere", "@asked_process", "another"),
        "draft of a unit for an organisation": ("@drafting", "@own_process", "another"),
        "template of a unit for an organisation": ("@template", "@own_process", "another"),
    },
    "consultations.check_translate": then(on("drafting", "survey_over"), "Words"),
    "consultations.check_remove": on("drafting"),
    "consultations.check_retract": then(on("drafting", "coming", "open"), "@now"),
    "consultations.check_set_opening": then(on("coming", "open"), "@tomorrow", "@now"),
    "consultations.check_reason_for_time": {"none": (TranslatedText(),)},
    "consultations.check_explain_gap": {"": ("@drafting", None, "@day")},
    "consultations.check_preview_link": {
        "made": ("@drafting", Named(makes=True)), "withdrawn": ("@drafting", Named(makes=False)),
        "made for what is public": ("@survey", Named(makes=True)),
    },
    "consultations.check_publish_draft": {"unfinished": ("@draft_read", "@now")},
    "consultations.check_define_background": {"": ("another",)},
    "consultations.check_change_background": {"": ("@background",), "of a part": ("@drafted_question",)},
    "consultations.check_reshape_background": on("background"),
    # answering
    "consultations.check_own_answer": {
        "a browser's": ("@by_browser.voice",), "an organisation's": ("@by_listed.voice",),
        "typed in": ("@typed.voice",), "of another process": ("@voice",), "nobody's": (None,),
    },
    "consultations.check_begin": {
        "open": ("@survey", "@by_listed.voice", "@now"), "over": ("@survey_over", "@by_listed.voice", "@now"),
    },
    "consultations.check_asked": {"": ("@by_listed.voice", "@questions_part", Named(is_invited=False))},
    "consultations.check_save": then(on("by_browser", "by_listed", "typed", "typed_late", "sent"), "@now"),
    "consultations.check_send": then(on("by_browser", "by_listed", "typed"), "@now"),
    "consultations.check_withdraw": then(on("by_browser", "by_listed", "sent"), "@now"),
    "consultations.check_attach": {"": ("@by_browser", "@file_question", "@now")},
    "consultations.check_attach_annex": {"": ("@by_listed", 1, "@now", OPEN_TO_ALL)},
    "consultations.check_change_attachment": {"": ("@secret_annex", "@now", OPEN_TO_ALL)},
    "consultations.check_read_attachment": on("secret_annex", "sent_secret_annex"),
    "consultations.check_open_file": {
        "of its own people": ("@secret_annex",), "to be signed": ("@secret_annex", "@signature"),
    },
    "consultations.check_begin_typed_in": {
        **then(on("survey"), "phone", "@day", "@now"),
        "survey over, in time": ("@survey_over", "phone", "@typed_late.arrived_on", "@now"),
        "survey over, too late": ("@survey_over", "phone", "@day", "@now"),
    },
    "consultations.check_import_answers": on("survey", "survey_over", "drafting", "in_own"),
    "consultations.check_take_answers": then(on("survey", "survey_over"), "0" * 64),
    "consultations.check_name_answer_columns": then(GATHERED, {"0": "hopes"}, {"hopes"}),
    "consultations.check_bring_in_answers": GATHERED,
    "consultations.check_drop_answers": GATHERED,
    "consultations.check_take_back_answers": GATHERED,
    "consultations.check_go_on_with_answers": GATHERED,
    "consultations.check_see_organisation_answer": on("by_listed", "by_browser"),
    "consultations.check_choose_approval": {
        "dropped": ("@by_listed", "none", "@now"), "kept": ("@by_listed", "in_system", "@now"),
    },
    "consultations.check_approve": {
        "": ("@by_listed", 1, "@now", Named(last_by=None, has_others=True)),
        "other words": ("@by_listed", 9, "@now", Named(last_by=None, has_others=True)),
    },
    "consultations.check_ask_to_look": then(on("by_listed"), "@now"),
    "consultations.check_ask_to_sign": {"": ("@by_listed", "@alone", "@now")},
    "consultations.check_see_signature": on("signature"),
    "consultations.check_confirm_signature": {"": ("@signature", 1, "@now")},
    "consultations.check_decline_signature": {"": ("@signature", "@now")},
    "consultations.check_withdraw_signature_request": {"": ("@signature", "@now")},
    "consultations.check_see_information_requests": on("survey_over", "in_closed", "in_own"),
    "reports.check_see_reports": on("survey_over", "in_closed", "in_own"),
    "reports.check_see_summary_draft": on("over", "in_closed", "in_own"),
    "reports.check_draft_summary": then(on("over", "in_own"), Named(has_results=True, is_begun=False)),
    "reports.check_write_summary": on("summary", "summary_out"),
    "reports.check_correct_summary": on("summary", "summary_out"),
    "reports.check_publish_summary": then(on("summary"), 1, "@now"),
    "reports.check_ask_for_reports": then(
        on("survey_over", "in_own"),
        Named(parts=["ideas"], formats=["pdf"], languages=["sv"], has_results=True),
    ),
    "consultations.check_note_information_request": {"": ("@survey_over", "Words", "@day", None, "@day")},
    "consultations.check_decide_information_request": then(
        on("info_request", "info_decided"), Named(given=True, ground="")
    ),
    # speaking and moderating
    "contributions.check_put": {"open": ("@thread", "Words"), "closed": ("@thread_over", "Words")},
    "contributions.check_comment": {"": ("@text_thread", "@section", Named(WORDS | {"quote": ""}))},
    "contributions.check_revise": {"": ("@said_reported", WORDS)},
    "contributions.check_speak": {
        "signed in": ("@for_signed_in", None),
        "organisations": ("@for_organisations", "@by_listed.voice"),
        "invited": ("@for_invited", "@by_listed.voice"),
    },
    "contributions.check_type_in": {
        "": ("@asked_process", "m" * 16, "resident", None, None, ""),
    },
    "contributions.check_report": then(on("said_reported", "said_removed"), "insult", "Words"),
    "contributions.check_moderate_something": NOBODY,
    "contributions.check_moderate": on("going_process", "closed_process", "own_process"),
    "contributions.check_pass_on": on("said_waiting", "said_reported"),
    "contributions.check_keep": {"": ("@said_reported", "")},
    "contributions.check_remove": then(on("said_reported", "said_removed"), "insult", ""),
    "contributions.check_put_back": then(on("said_removed", "said_appealed"), ""),
    "contributions.check_appeal": then(on("removal_removed", "removal_appealed"), "Words"),
    "contributions.check_decide_appeal": then(on("removal_appealed", "removal_removed"), "", Named(others=1)),
    # hosting and writing texts
    "processes.check_draft_process": {
        "unit": ("@unit", None, "matrix-another"), "organisation": (None, "@listed", "matrix-another"),
        "taken": ("@unit", None, "matrix-going"),
    },
    "processes.check_publish_process": on("draft_process", "going_process"),
    "processes.check_ask_to_host": {
        "organisation": ("@going_process", None, "@other"), "asked already": ("@asked_process", None, "@other"),
    },
    "processes.check_answer_host_request": {
        "organisation": ("@host_request", Named(accepted=True)), "unit": ("@unit_request", Named(accepted=True)),
    },
    "processes.check_withdraw_host_request": on("host_request", "unit_request"),
    "processes.check_draft_document": {"": ("@asked_process", "another", TITLE)},
    "processes.check_write_draft": on("writing", "published"),
    "processes.check_translate_version": {
        "being written": ("@writing", TITLE, "fi"), "published": ("@published", TITLE, "fi"),
        "missing": ("@published", TITLE, "en"),
    },
    "processes.check_write_version": {"": ("@asked_process", "@writing", "@writing.revision")},
    "processes.check_move_section": {"": ("@writing", 1, ["@written"])},
    "processes.check_remove_section": {"": ("@writing", "@written")},
    "processes.check_put_back_section": {"": ("@writing", "@left_out")},
    "processes.check_publish_version": {"without its reasons": ("@writing", _written, _changes)},
    # the city
    "organisations.check_run_installation": NOBODY,
    "organisations.check_set_up_unit": {"new": (None, "@unit"), "below itself": ("@unit", "@unit")},
    "organisations.check_close_unit": on("unit", "empty_unit"),
    "organisations.check_grant_role": then(on("unit", "shut_unit"), REASON),
    "organisations.check_end_role": then(on("role", "ended_role"), REASON),
    # files
    "organisations.check_name_columns": then(IMPORTS, {"name": 0}),
    "organisations.check_bring_in": IMPORTS,
    "organisations.check_drop": IMPORTS,
    "organisations.check_take_back": IMPORTS,
    "organisations.check_go_on": IMPORTS,
    # acting for an organisation
    "organisations.check_act_for": {
        f"{name}, {scope}": (f"@{name}", scope) for name in ("listed", "unlisted", "ended") for scope in Scope
    },
    "organisations.check_wear_hat": {**ORGANISATIONS, "none": (None,)},
    "organisations.check_manage_people": ORGANISATIONS,
    "organisations.check_see_people": ORGANISATIONS,
    "organisations.check_grant_mandate": ORGANISATIONS,
    "organisations.check_invite": then(ORGANISATIONS, ["answer"], None),
    "organisations.check_source": {"city": ("city",), "suomifi": ("suomifi",)},
    "organisations.check_withdraw_invitation": on("offer", "offer_unlisted", "offer_used", "offer_withdrawn"),
    "organisations.check_accept_invitation": then(
        on("offer", "offer_unlisted", "offer_used", "offer_withdrawn", "offer_late"), _addresses
    ),
    "organisations.check_end_mandate": {
        "another's": ("@held", 2), "the manager's own": ("@held_by_manager", 2),
        "the last manager's": ("@held_by_manager", 0), "ended": ("@over_mandate", 2),
    },
    "organisations.check_end_mandates_of": {"another's": ("@stranger",), "the resident's": ("@resident",)},
    "organisations.check_forget_person": {"another": ("@stranger",), "the resident": ("@resident",)},
    "organisations.check_ask_to_join": ORGANISATIONS,
    "organisations.check_decide_join": on("asked", "asked_unlisted", "asked_alone", "decided"),
    "organisations.check_withdraw_join": on("asked", "decided"),
    "organisations.check_take_suomifi": NOBODY,
    # the registry
    "organisations.check_keep_registry": NOBODY,
    "organisations.check_add_own_group": {"first": (0,), "sixth": (5,)},
    "organisations.check_change_card": ORGANISATIONS,
    "organisations.check_see_edit": ORGANISATIONS,
    "organisations.check_note_life_event": then(ORGANISATIONS, "@day"),
    "organisations.check_settle_change": on("change", "change_unlisted", "change_settled"),
    "organisations.check_rename": then(ORGANISATIONS, "Toinen nimi ry", "@day"),
    "organisations.check_ask_register": then(ORGANISATIONS, "@number"),
    "organisations.check_merge": then(ORGANISATIONS, "@other", "@day"),
    "organisations.check_revive": ORGANISATIONS,
    **coding.RULES,
    **keeping.RULES,
    **handed.RULES,
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One rule with its object in one state."""

    name: str
    state: str
    args: Args

    @property
    def key(self) -> str:
        """How the reviewed file names the row."""
        return f"{self.name} [{self.state}]" if self.state else self.name

    def ask(self, ground: Ground, visitor: Visitor) -> str:
        """What the rule says to this visitor."""
        with outcomes.undone():
            rule, actor = discovered()[self.name], visitor.actor
            first = next(iter(inspect.signature(rule).parameters))
            who: Any = actor
            if first == "person":
                who = actor.person
            elif first == "voice":
                who = contributions.voice_of(actor, ground.going_process)
            if first == "person" and who is None:
                return "."
            places = [arg for arg in self.args if not isinstance(arg, Named)]
            named = next((arg for arg in self.args if isinstance(arg, Named)), Named())
            found = filled({str(place): arg for place, arg in enumerate(places)}, ground).values()
            args = [arg(ground, actor) if callable(arg) else arg for arg in found]
            return outcomes.of_rule(rule, who, *args, **named)


def rules() -> Iterator[Rule]:
    """All rows."""
    for name, states in RULES.items():
        for state, args in states.items():
            yield Rule(name, state, args)


def by_key() -> Mapping[str, Rule]:
    """The rows by the names that the reviewed file gives them."""
    return {rule.key: rule for rule in rules()}
