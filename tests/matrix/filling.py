"""What each address of the site is filled with: its objects in their states.

A value that begins with @ is looked up in the ground: `@listed.slug`. A new address needs a line in `DOORS`
(docs/new-feature.md, step "Matrix"); one whose form does something needs one in `FORMS` (forms.py) as well, so that it
is seen who may do it and not only who may open it.
"""

from typing import Any

from tests.matrix import coding, handed, keeping, threads
from tests.matrix.states import ONCE, PROCESS, Fill, States, asked, each_of, filled, numbered, of, with_each

__all__ = ["API", "DOORS", "Fill", "States", "filled"]

LISTED = {"slug": "@listed.slug"}
ORGANISATION = each_of("slug", "slug", "listed", "unlisted", "ended", "alone", "lonely")
CONSULTATION = asked("open", "coming", "over", "to_host", "hidden", "in_draft", "in_closed", "in_own")
TO_ANSWER = asked("open", "coming", "over", "hidden", "in_draft", "in_closed")
OPEN = CONSULTATION["open"]
UNIT = each_of("unit", "slug", "unit", "empty_unit", "shut_unit")
IMPORT = each_of("number", "pk", "import_read", "import_done", "import_reading")
DECISION = numbered("decision", "decision_own")
MEASURE = numbered("measure", "measure_own", "measure_listed", "measure_closed")
THEME = numbered("theme", "theme_drafted", "theme_answered", "theme_hidden", "theme_own")
FOUND: States = {
    name: {"process": f"@{name}.process.slug", "found": f"@{name}.pk"} for name in ("found", "found_settled")
}
LETTER = each_of("message", "pk", "letter", "letter_sent")
LINKS: States = {
    "without people": {**OPEN, "token": "@link.token"},
    "with people": {**OPEN, "token": "@link_with_people.token"},
    "withdrawn": {**OPEN, "token": "@link_withdrawn.token"},
    "forged": {**OPEN, "token": "1.x"},
}
OFFERS: States = {
    **each_of("token", "token", "offer", "offer_unlisted", "offer_used", "offer_withdrawn", "offer_late"),
    "forged": {"token": "1.x"},
}

SURVEYS = asked("survey", "survey_over")
SURVEY, OVER, DRAFT = SURVEYS["survey"], SURVEYS["survey over"], asked("drafting")["drafting"]
GATHERED: States = {
    state: {**SURVEY, **fill}
    for state, fill in each_of("number", "pk", "answers_read", "answers_done", "answers_reading").items()
}
MADE = asked("drafting", "hearing")
HEARING = {**MADE["hearing"], "slug": "@text.slug"}
# Of a text: the version that readers have and the one that is being written; a text that is only written.
VERSIONS: States = {
    "published": {**HEARING, "number": 1},
    "being written": {**HEARING, "number": 2},
    "a text being written": {**HEARING, "slug": "@unfinished.slug", "number": 1},
}
TEXTS: States = {"published": HEARING, "a text being written": {**HEARING, "slug": "@unfinished.slug"}}
CLAUSE: States = {"": {**HEARING, "key": "tasks"}}
TRANSLATION: States = {
    state: {**fill, "kind": "process", "field": "title", "version": "sv"}
    for state, fill in each_of("number", "pk", "going_process", "closed_process", "own_process").items()
}
SAID = each_of("contribution", "pk", "said_reported", "said_removed", "said_waiting")


def _making(*more: tuple[str, Any]) -> States:
    """A page on which a draft is made: its rule is the same in every state."""
    return {"": {**DRAFT, **dict(more)}}


DOORS: dict[str, States] = {
    # machines
    "healthz": ONCE, "readiness": ONCE, "choose_language": ONCE, "oidc_callback": ONCE,
    "oidc_backchannel_logout": ONCE, "api:openapi-json": ONCE, "api:openapi-view": ONCE,
    # everybody's pages
    "home:front_page": ONCE, "home:process_list": ONCE, "home:process_detail": PROCESS,
    "home:organisation": ORGANISATION, "home:open_data": ONCE, "home:find": ONCE, "home:accessibility": ONCE,
    "home:privacy": ONCE, "home:about": ONCE,
    "home:reading": {how: {"how": how} for how in ("easy", "ordinary", "loud")},
    "organisations:directory": ONCE, "mail:demo_outbox": ONCE,
    # desks
    "home:me": ONCE, "home:my_data": ONCE, "home:erase_me": ONCE, "home:erased": ONCE,
    "home:desk": ONCE, "home:outbox": ONCE, "home:audit": ONCE,
    "home:audit_export": {ending: {"ending": ending} for ending in ("csv", "jsonl", "xlsx")},
    "home:answer_feedback": each_of("feedback", "pk", "feedback", "feedback_answered"),
    "home:send_again": LETTER, "home:give_up": LETTER,
    "home:languages": ONCE, "home:languages_file": ONCE,
    "home:translation": TRANSLATION, "home:check_translation": TRANSLATION,
    # feeds, notices and what is followed
    "home:feed": {ending: {"ending": ending} for ending in ("atom", "rss")},
    "home:process_feed": with_each(PROCESS, "ending", ("atom",)),
    "home:organisation_feed": with_each(ORGANISATION, "ending", ("json",)),
    "home:process_calendar": PROCESS, "home:follow": ONCE,
    "notices:notices": ONCE, "notices:following": ONCE, "notices:mark_read": ONCE, "notices:trust_address": ONCE,
    "notices:open_notice": each_of("notice", "pk", "notice"), "notices:change_following": ONCE,
    "notices:unsubscribe": {"somebody's": {"token": "@subscription.token"}, "forged": {"token": "none"}},
    "notices:resume": {"somebody's": {"token": "@subscription.token"}, "forged": {"token": "none"}},
    # themes with their responses
    "decisions:theme": THEME, "decisions:response": THEME, "decisions:edit_response": THEME,
    "decisions:response_version": {
        "published": {**THEME["theme answered"], "version": 1}, "a draft": {**THEME["theme drafted"], "version": 1},
    },
    "decisions:step_response": {
        **with_each({"drafted": THEME["theme drafted"], "own": THEME["theme own"]}, "what", ("look", "publish", "drop")),
        **with_each(numbered("theme_to_check"), "what", ("check", "send-back")),
        "correct": {**THEME["theme answered"], "what": "correct"},
    },
    "decisions:responses": PROCESS, "decisions:heard": PROCESS,
    # decisions and measures
    "decisions:decision_list": PROCESS, "decisions:decision": DECISION, "decisions:enter_decision": PROCESS,
    "decisions:correct_decision": DECISION, "decisions:link_decision": DECISION, "decisions:note_paper": DECISION,
    "decisions:remove_paper": {"": {**DECISION["decision"], "paper": "@paper.pk"}},
    "decisions:found_list": PROCESS, "decisions:look_for_decisions": PROCESS,
    "decisions:found": FOUND, "decisions:put_aside": FOUND,
    "decisions:measure_list": PROCESS, "decisions:measure": MEASURE, "decisions:start_measure": PROCESS,
    "decisions:revise_measure": MEASURE, "decisions:note_progress": MEASURE, "decisions:close_measure": MEASURE,
    # accounts
    "people:sign_in": ONCE, "people:sign_out": ONCE, "people:account": ONCE, "people:sign_ins": ONCE,
    "people:sign_in_with_provider": ONCE, "people:connect_provider": ONCE, "people:end_other_sign_ins": ONCE,
    "people:sign_in_as": {
        "one of the cast": {"person": "@member.pk"}, "an account": {"person": "@stranger.pk"},
        "a closed account": {"person": "@closed.pk"},
    },
    "people:end_sign_in": {"the resident's": {"sign_in": "@sign_in.pk"}},
    **dict.fromkeys(
        (
            "account_login", "account_signup", "account_inactive", "account_email",
            "account_email_verification_sent", "account_change_password", "account_set_password",
            "account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done",
            "account_reauthenticate", "mfa_login_webauthn", "mfa_authenticate", "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn", "mfa_index", "mfa_list_webauthn", "mfa_activate_totp",
            "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn",
        ),
        ONCE,
    ),
    "account_confirm_email": {"forged": {"key": "none"}},
    "account_reset_password_from_key": {"forged": {"uidb36": "1", "key": "none"}},
    "mfa_remove_webauthn": {"nobody's": {"pk": 1}},
    # consultations
    "consultations:consultation_detail": CONSULTATION, "consultations:results": CONSULTATION,
    "consultations:result_file": with_each(
        {state: {**fill, "stem": "ideas"} for state, fill in CONSULTATION.items()}, "ending", ("csv",)
    ),
    "consultations:take_part": TO_ANSWER, "consultations:rate": TO_ANSWER, "consultations:say": TO_ANSWER,
    "consultations:my_answers": TO_ANSWER, "consultations:confirm": TO_ANSWER,
    "consultations:withdraw": {"of the browser": {**OPEN, "number": "@idea"}},
    "consultations:invitations": CONSULTATION, "consultations:leave_invitation": TO_ANSWER,
    "consultations:withdraw_invitation": {
        "standing": {**OPEN, "number": "@link.pk"}, "withdrawn": {**OPEN, "number": "@link_withdrawn.pk"},
        "of another": {**CONSULTATION["over"], "number": "@link.pk"},
    },
    "consultations:invitation": LINKS, "consultations:use_invitation": LINKS,
    "consultations:invite_many": CONSULTATION, "consultations:remind": CONSULTATION,
    "consultations:invitations_file": CONSULTATION, "consultations:invitations_sheet": CONSULTATION,
    "consultations:mend_address": {
        "standing": {**OPEN, "number": "@link.pk"}, "of another": {**CONSULTATION["over"], "number": "@link.pk"},
    },
    "consultations:reply": TO_ANSWER, "consultations:reply_by_link": LINKS,
    # answering
    "consultations:answer": {**SURVEYS, "in a draft": DRAFT},
    "consultations:save_answer": SURVEYS, "consultations:check_answer": {"": SURVEY},
    "consultations:send_answer": {"": SURVEY}, "consultations:receipt": SURVEYS,
    "consultations:receipt_file": SURVEYS, "consultations:withdraw_answer": {"": SURVEY},
    "consultations:answer_file": {
        "secret": {**SURVEY, "number": "@secret_annex.pk"}, "sent": {**OVER, "number": "@sent_secret_annex.pk"},
    },
    "consultations:remove_file": {"": {**SURVEY, "number": "@annex.pk"}},
    "consultations:print_form": {"": SURVEY, "in a draft": DRAFT},
    "consultations:make_code": {"": SURVEY}, "consultations:use_code": {"": SURVEY},
    "consultations:questions_file": {"": SURVEY, "in a draft": DRAFT},
    "consultations:annexes": {"": SURVEY}, "consultations:change_annex": {"": {**SURVEY, "number": "@secret_annex.pk"}},
    "consultations:remove_annex": {"": {**SURVEY, "number": "@annex.pk"}},
    "consultations:organisation_answer": {"": SURVEY}, "consultations:approve_answer": {"": SURVEY},
    "consultations:ask_to_look": {"": SURVEY}, "consultations:ask_to_sign": {"": SURVEY},
    "consultations:withdraw_signature_request": {"": {**SURVEY, "number": "@signature.pk"}},
    "consultations:organisation_file": {"": {**SURVEY, "file": "@secret_annex.pk"}},
    "consultations:signature": {"": {**SURVEY, "number": "@signature.pk"}},
    "consultations:signature_file": {"": {**SURVEY, "number": "@signature.pk", "file": "@secret_annex.pk"}},
    "consultations:decline_signature": {"": {**SURVEY, "number": "@signature.pk"}},
    "consultations:typed_in": {"": SURVEY, "in own": CONSULTATION["in own"]},
    "consultations:typed_in_answer": {
        "": {**SURVEY, "number": "@typed.pk"}, "not typed in": {**SURVEY, "number": "@by_browser.pk"},
    },
    "consultations:note_event": {"": SURVEY, "in own": CONSULTATION["in own"]},
    # answers gathered elsewhere
    "consultations:answer_imports": {**SURVEYS, "in a draft": DRAFT, "in own": CONSULTATION["in own"]},
    "consultations:fetch_hearing": {"": SURVEY}, "consultations:answer_import": GATHERED,
    "consultations:answer_import_columns": GATHERED, "consultations:faulty_answers": GATHERED,
    "consultations:change_answer_import": with_each(GATHERED, "what", ("bring-in", "drop", "take-back", "go-on")),
    # answers to read
    "consultations:answers": SURVEYS,
    "consultations:submission": {
        "not shown yet": {**SURVEY, "number": "@by_browser.number"}, "a resident's": {**OVER, "number": "@by_resident.number"},
        "an organisation's": {**OVER, "number": "@sent.number"},
    },
    "consultations:submission_file": {
        "public": {**OVER, "number": "@sent.number", "file": "@sent_annex.pk"},
        "secret": {**OVER, "number": "@sent.number", "file": "@sent_secret_annex.pk"},
        "not sent": {**SURVEY, "number": "@by_browser.number", "file": "@annex.pk"},
    },
    "consultations:information_requests": {"": OVER, "in own": CONSULTATION["in own"]},
    # reports
    "reports:matrix": {**SURVEYS, "to host": CONSULTATION["to host"], "in a draft": DRAFT},
    "reports:matrix_file": with_each({**SURVEYS, "to host": CONSULTATION["to host"]}, "ending", ("docx", "xlsx")),
    "reports:missing": {"": OVER, "in own": CONSULTATION["in own"]},
    "reports:reports": {"": OVER, "in own": CONSULTATION["in own"]},
    "reports:summary": {
        "draft": CONSULTATION["to host"], "published": CONSULTATION["in closed"], "not begun": CONSULTATION["over"],
    },
    "reports:edit_summary": {
        "draft": CONSULTATION["to host"], "published": CONSULTATION["in closed"], "in own": CONSULTATION["in own"],
    },
    "reports:correct_summary": {"draft": CONSULTATION["to host"], "published": CONSULTATION["in closed"]},
    "reports:summary_version": {
        "earlier": {**CONSULTATION["in closed"], "number": "1"},
        "as it is now": {**CONSULTATION["in closed"], "number": "2"},
        "of a draft": {**CONSULTATION["to host"], "number": "1"},
    },
    "reports:draft_summary": {"": CONSULTATION["over"], "in own": CONSULTATION["in own"]},
    "reports:publish_summary": {"draft": CONSULTATION["to host"]},
    "reports:report_file": {"made": {**OVER, "language": "fi", "ending": "docx"}},
    "consultations:decide_information_request": {"": {**OVER, "number": "@info_request.pk"}},
    # making
    "consultations:edit": {**MADE, **asked("in_own")},
    "consultations:edit_settings": _making(), "consultations:change_process": _making(),
    "consultations:edit_part": _making(("place", "@asked_part.place")),
    "consultations:add_question": _making(("place", "@asked_part.place")),
    "consultations:shift_part": _making(("place", "@asked_part.place"), ("what", "up")),
    "consultations:edit_question": _making(("code", "@drafted_question.code")),
    "consultations:shift_question": _making(("code", "@drafted_question.code"), ("what", "down")),
    "consultations:edit_languages": _making(), "consultations:edit_opening": _making(),
    "consultations:explain_gap": _making(), "consultations:retract": asked("coming"),
    "consultations:edit_time": asked("coming"), "consultations:set_opening": asked("coming"),
    "consultations:edit_hosts": asked("coming"), "consultations:withdraw_host": _making(),
    "consultations:preview": _making(), "consultations:change_link": _making(),
    "consultations:offer_template": _making(),
    "consultations:draft_by_link": {
        "": {**DRAFT, "token": "@drafting.preview_token"}, "forged": {**DRAFT, "token": "1.x"},
    },
    "making:desk": ONCE, "making:new": ONCE, "making:background": ONCE,
    "making:process_languages": PROCESS,
    "making:background_question": {"": {"code": "@background.code"}},
    "making:clone": each_of("number", "pk", "survey", "drafting", "template"),
    "making:answer_host": each_of("number", "pk", "host_request", "unit_request"),
    # draft texts
    "consultations:document": TEXTS, "consultations:document_changes": TEXTS,
    "consultations:document_version": VERSIONS, "consultations:version_changes": VERSIONS,
    "consultations:document_clause": {state: {**fill, "key": "tasks"} for state, fill in VERSIONS.items()},
    "consultations:comment": CLAUSE,
    "consultations:own_comment": {"": {**HEARING, "number": "@comment.number"}},
    "consultations:withdraw_comment": {"": {**HEARING, "number": "@comment.number"}},
    "consultations:new_document": {"": MADE["hearing"]}, "consultations:edit_document": {"": HEARING},
    "consultations:paste_document": {"": HEARING}, "consultations:publish_document": {"": HEARING},
    "consultations:edit_clause": CLAUSE, "consultations:leave_out_clause": CLAUSE,
    "consultations:move_clause": {"": {**HEARING, "key": "tasks", "what": "down"}},
    "home:document": {
        state: {"process": fill["process"], "slug": fill["slug"]} for state, fill in TEXTS.items()
    },
    "home:document_version": {
        state: {"process": fill["process"], "slug": fill["slug"], "number": fill["number"]}
        for state, fill in VERSIONS.items() if state != "published"
    },
    # moderation
    "contributions:rules": ONCE, "contributions:report": SAID, "contributions:appeal": SAID,
    "home:contribution": {**SAID, **each_of("contribution", "pk", "said_in_words")}, "home:moderation": ONCE,
    "home:moderate": {
        "publish": {"contribution": "@said_waiting.pk", "what": "publish"},
        "keep": {"contribution": "@said_reported.pk", "what": "keep"},
        "remove": {"contribution": "@said_reported.pk", "what": "remove"},
        "put back": {"contribution": "@said_removed.pk", "what": "put-back"},
    },
    "home:publish_shown": ONCE, "home:decide_appeal": {"": {"moderation": "@removal_appealed.pk"}},
    # organisations
    "organisations:add_group": ONCE, "organisations:invitation": OFFERS,
    "organisations:registry": ONCE, "organisations:imports": ONCE,
    "organisations:settle_change": each_of("number", "pk", "change", "change_unlisted", "change_settled"),
    "organisations:import_page": IMPORT, "organisations:import_columns": IMPORT,
    "organisations:import_faulty": IMPORT,
    "organisations:change_import": with_each(IMPORT, "what", ("bring-in", "drop", "take-back", "go-on")),
    "organisations:edit_card": ORGANISATION, "organisations:note_life": ORGANISATION,
    "organisations:change_more": {
        **with_each(ORGANISATION, "what", ("name", "listing")),
        **with_each({"listed": LISTED}, "what", ("number", "remove-number", "look-up", "no-such")),
    },
    "organisations:join": ORGANISATION, "organisations:withdraw_join": ORGANISATION,
    "organisations:people": ORGANISATION, "organisations:invite": ORGANISATION,
    "organisations:grant_mandate": ORGANISATION,
    "organisations:end_mandate": of(
        anothers=("listed", "held"), anothers_unlisted=("unlisted", "held_unlisted"),
        ended=("listed", "over_mandate"), the_managers_own=("listed", "held_by_manager"),
        under_a_wrong_organisation=("other", "held"),
    ),
    "organisations:withdraw_invitation": of(
        waiting=("listed", "offer"), waiting_unlisted=("unlisted", "offer_unlisted"),
        used=("listed", "offer_used"), withdrawn=("listed", "offer_withdrawn"),
        under_a_wrong_organisation=("other", "offer"),
    ),
    "organisations:decide_join": of(
        waiting=("listed", "asked"), waiting_unlisted=("unlisted", "asked_unlisted"),
        waiting_without_managers=("alone", "asked_alone"), decided=("listed", "decided"),
        under_a_wrong_organisation=("other", "asked"),
    ),
    "organisations:suomifi": ONCE, "organisations:suomifi_start": ONCE, "organisations:suomifi_callback": ONCE,
    "organisations:wear_hat": ONCE,
    "organisations:units": ONCE, "organisations:unit": UNIT, "organisations:change_unit": UNIT,
    "organisations:close_unit": UNIT, "organisations:grant_role": UNIT, "organisations:map_group": UNIT,
    "organisations:end_role": {
        "held": {"unit": "@unit.slug", "role": "@role.pk"},
        "ended": {"unit": "@unit.slug", "role": "@ended_role.pk"},
        "of another unit": {"unit": "@other_unit.slug", "role": "@role.pk"},
    },
    "organisations:unmap_group": {"": {"unit": "@unit.slug", "group": "@group.pk"}},
    **coding.DOORS,
    **handed.DOORS,
    **threads.DOORS,
    **keeping.DOORS,
}  # fmt: skip

# By the paths of the OpenAPI description.
API: dict[str, States] = {
    "/api/v1/processes": ONCE,
    "/api/v1/processes/{slug}": each_of(
        "slug", "slug", "going_process", "draft_process", "closed_process", "own_process"
    ),
    "/api/v1/processes/{process}/consultations": PROCESS,
    **{
        f"/api/v1/processes/{{process}}/consultations/{{slug}}{below}": {
            state: {"process": fill["process"], "slug": fill["consultation"]}
            for state, fill in CONSULTATION.items()
        }
        for below in ("", "/ideas", "/results")
    },
    "/api/v1/processes/{process}/decisions": PROCESS,
    "/api/v1/processes/{process}/measures": PROCESS,
    "/api/v1/processes/{process}/responses": PROCESS,
    "/api/v1/processes/{process}/loop": PROCESS,
    "/api/v1/processes/{process}/loop/words.csv": {"": {"process": "@going_process.slug"}},
    "/api/v1/processes/{process}/loop/measures.csv": {"": {"process": "@going_process.slug"}},
    "/api/v1/processes/{process}/documents": {"": {"process": "@asked_process.slug"}},
    "/api/v1/processes/{process}/documents/{document}/versions/{number}": {
        state: {"process": fill["process"], "document": fill["slug"], "number": fill["number"]}
        for state, fill in VERSIONS.items()
    },
    "/api/v1/processes/{process}/consultations/{slug}/questions": {
        state: {"process": fill["process"], "slug": fill["consultation"]}
        for state, fill in {"": SURVEY, "in a draft": DRAFT}.items()
    },
    "/api/v1/processes/{process}/consultations/{slug}/documents/{document}/comments": {
        state: {"process": fill["process"], "slug": fill["consultation"], "document": fill["slug"]}
        for state, fill in TEXTS.items()
    },
    "/api/v1/processes/{process}/consultations/{slug}/answers": {
        state: {"process": fill["process"], "slug": fill["consultation"]} for state, fill in SURVEYS.items()
    },
    "/api/v1/moderation": ONCE,
    "/api/v1/organisations": ONCE,
    "/api/v1/organisations/{slug}": ORGANISATION,
    "/api/v1/journal/head": ONCE,
    **coding.API,
    **threads.API,
}
