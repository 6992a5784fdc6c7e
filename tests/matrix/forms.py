"""What is sent to each address: forms filled in so that who may do it does it, named parts for htmx, queries."""

from tests.matrix import coding, handed, keeping, threads
from tests.matrix.states import States

A_DECISION = {"title_fi": "Uusi", "decided_on": "2022-06-06", "decided": "tabled", "appeal": "none"}
A_MEASURE = {"title_fi": "Uusi", "due": "2027-01-01", "precision": "day", "unit": "@unit.pk"}
SEEN = {"seen_title_fi": "1.x"}
# Without a line here a form is sent empty.
FORMS: dict[str, States] = {
    "home:accessibility": {"filled": {"text": "The map is too small."}},
    "home:follow": {"filled": {"topic": "area:90", "cadence": "daily"}},
    "notices:mark_read": {"filled": {"notice": "all"}},
    "notices:change_following": {"filled": {"topic": "mine:", "cadence": "weekly"}},
    "decisions:edit_response": {"filled": {"outcome": "taken", "reasons_fi": "Sanoja", "seen_revision": "0"}},
    "decisions:step_response": {"filled": {"seen_revision": "1"}},
    "decisions:heard": {"filled": {"voice": "@voice.pk"}},
    "decisions:enter_decision": {"filled": A_DECISION},
    "decisions:correct_decision": {"filled": {**A_DECISION, **SEEN, "why_fi": "Syy", "seen_revision": "0"}},
    "decisions:link_decision": {"filled": {}},
    "decisions:note_paper": {"filled": {"kind": "bulletin", "url": "https://example.org/2.pdf"}},
    "decisions:found": {"filled": {**A_DECISION, **SEEN, "seen_digest": "d"}},
    "decisions:put_aside": {"filled": {"seen_digest": "d"}},
    "decisions:start_measure": {"filled": A_MEASURE},
    "decisions:revise_measure": {"filled": {**A_MEASURE, **SEEN, "seen_revision": "0"}},
    "decisions:note_progress": {"filled": {"text_fi": "Sanoja", "state": "under_way"}},
    "decisions:close_measure": {"filled": {"came_of_fi": "Sanoja", "state": "done"}},
    "people:account": {"filled": {"name": "Another Name", "language": "sv"}},
    "consultations:take_part": {"filled": {"capacity": "resident", "field": "youth"}},
    "consultations:rate": {"filled": {"number": 1, "value": 1}},
    "consultations:say": {"filled": {"text": "A place to meet in the evening"}},
    "consultations:invitations": {"filled": {"name": "@other.name", "email": "", "language": "fi"}},
    "consultations:invite_many": {"filled": {"organisations": "@other.pk"}},
    "consultations:mend_address": {"filled": {"email": "another@example.org"}},
    "consultations:remind": {"filled": {"preview": "1"}},
    "consultations:reply": {"filled": {"reply": "declined"}},
    "consultations:reply_by_link": {"filled": {"reply": "declined"}},
    "consultations:answer": {"filled": {"agree": "yes", "hopes": "Words"}},
    "consultations:save_answer": {"filled": {"agree": "yes", "hopes": "Words"}},
    "consultations:change_annex": {"filled": {}},
    "consultations:organisation_answer": {"filled": {"approval": "none"}},
    "consultations:approve_answer": {"filled": {"seen_revision": "@by_listed.revision"}},
    "consultations:ask_to_sign": {"filled": {"name": "@alone.name"}},
    "consultations:signature": {"filled": {"seen_revision": "@by_listed.revision"}},
    "consultations:typed_in": {
        "filled": {
            "way": "phone", "arrived_on": "@today", "language": "fi", "mark": "n" * 16, "capacity": "resident"
        }
    },
    "consultations:note_event": {
        "filled": {
            "held_on": "@today", "place": "Library", "head_count": 12, "language": "fi", "mark": "e" * 16,
            "note_0": "Words", "note_1": "Words",
        }
    },
    "consultations:answer_imports": {"filled": {"language": "fi"}},
    "consultations:fetch_hearing": {"filled": {"slug": "some-hearing", "language": "fi"}},
    "consultations:answer_import_columns": {"filled": {"column_0": "hopes", "named": "organisation"}},
    "consultations:information_requests": {"filled": {"what": "Words", "asked_on": "@today"}},
    "reports:edit_summary": {"filled": {"title_fi": "Uusi otsikko", "seen_title_fi": "1.x"}},
    "reports:correct_summary": {"filled": {"anew": "on", "why_fi": "Syy", "why_sv": "Orsak", "why_en": "Why"}},
    "reports:draft_summary": {"filled": {}},
    "reports:publish_summary": {"filled": {"seen_revision": "1"}},
    "reports:reports": {"filled": {"parts": "questions", "formats": "docx", "languages": "sv"}},
    "consultations:edit": {"filled": {"kind": "information", "title": "Part"}},
    "consultations:change_process": {"filled": {"influence": "deciding", "case_number": "HEL 2022-1"}},
    "consultations:add_question": {"filled": {"kind": "text", "title": "Why?"}},
    "consultations:edit_time": {"filled": {"closes_at": "2099-01-01T12:00", "reason_fi": "Syy"}},
    "consultations:edit_hosts": {"filled": {"name": "@other.name"}},
    "consultations:offer_template": {"filled": {"template": "1"}},
    "making:new": {
        "filled": {"process": "@asked_process.pk", "title": "Title", "language": "fi", "starter": "survey"}
    },
    "making:clone": {"filled": {"process": "@asked_process.pk", "title": "Title", "language": "fi"}},
    "making:background": {"filled": {"code": "matrix-new", "kind": "number", "title": "Montako?"}},
    "making:answer_host": {"accepted": {"answer": "accept"}},
    "consultations:comment": {"filled": {"seen_version": "1", "stance": "for", "text": "Words", "send": "1"}},
    "consultations:own_comment": {"filled": {"stance": "against", "text": "Words", "send": "1"}},
    "consultations:new_document": {"filled": {"title": "Another", "language": "fi"}},
    "consultations:paste_document": {
        "filled": {"text": "# Tasks", "language": "fi", "seen_revision": "@writing.revision", "save": "1"}
    },
    "consultations:leave_out_clause": {"filled": {"why": "Words"}},
    "contributions:report": {"filled": {"reason": "insult"}},
    "contributions:appeal": {"filled": {"text": "Words"}},
    "home:check_translation": {"filled": {"seen": "1.1"}},
    "home:moderate": {"filled": {"reason": "insult"}},
    "home:publish_shown": {"filled": {"shown": "@said_waiting.pk"}},
    "home:decide_appeal": {"filled": {"accepted": "yes"}},
    "organisations:add_group": {
        "filled": {
            "name": "Uusi malliryhmä", "kind": "group", "field": "youth", "area": "90", "size": "volunteers",
            "none_of_these": "1",
        }
    },
    "organisations:settle_change": {"kept": {"take": "0"}, "taken": {"take": "1"}},
    "organisations:import_columns": {"filled": {"column_0": "name"}},
    "organisations:edit_card": {
        "filled": {"field": "sport", "areas": ["90"], "size": "1_4", "languages": ["fi"]}
    },
    "organisations:note_life": {
        "dissolved": {"kind": "dissolved", "on": "@today"}, "revived": {"kind": "revived", "on": "@today"},
        "merged": {"kind": "merged", "on": "@today", "into": "@other.name"},
    },
    "organisations:change_more": {
        "filled": {
            "language": "fi", "name": "Toinen nimi ry", "on": "@today", "scheme": "association_number",
            "value": "123.456", "number": 1, "listed": "1",
        }
    },
    "organisations:join": {"filled": {"message": "I keep the minutes."}},
    "organisations:invite": {
        "filled": {"email": "new@example.org", "scopes": ["answer"], "language": "fi"}
    },
    "organisations:grant_mandate": {
        "filled": {"email": "@stranger.email", "scopes": ["answer"], "source": "city"}
    },
    "organisations:decide_join": {
        "accepted": {"scopes": ["answer"], "source": "city", "evidence": "minutes"},
        "declined": {"decline": "1", "reason": "Not one of us."},
    },
    "organisations:wear_hat": {
        name: {"organisation": f"@{name}.pk"} for name in ("listed", "unlisted", "ended", "alone", "lonely")
    },
    "organisations:units": {"filled": {"name_fi": "Uusi", "name_sv": "Ny"}},
    "organisations:change_unit": {"filled": {"name_fi": "Kanslia", "name_sv": "Kansliet"}},
    "organisations:grant_role": {
        "filled": {"email": "@stranger.email", "kind": "officer", "reason": "New in the office"}
    },
    "organisations:end_role": {"filled": {"reason": "Left the office"}},
    "organisations:map_group": {"filled": {"name": "punos-admins", "kind": "administrator"}},
    **coding.FORMS,
    **handed.FORMS,
    **threads.FORMS,
    **keeping.FORMS,
}  # fmt: skip

# Pages without a form of their own.
ONLY_READ = {
    "decisions:theme", "decisions:response", "decisions:response_version", "decisions:responses",
    "decisions:decision_list", "decisions:decision", "decisions:measure_list", "decisions:measure",
    "home:process_detail", "home:organisation", "consultations:consultation_detail", "consultations:results",
    "consultations:result_file", "consultations:questions_file", "consultations:document",
    "consultations:document_changes", "consultations:document_version", "consultations:version_changes",
    "consultations:document_clause", "consultations:answers", "consultations:submission",
    "reports:matrix", "reports:matrix_file", "reports:summary", "reports:summary_version", "reports:missing", "reports:report_file",
    "consultations:submission_file", "consultations:organisation_file", "consultations:signature_file",
    "consultations:answer_file", "consultations:receipt",
    "consultations:receipt_file", "consultations:print_form", "consultations:preview",
    "consultations:draft_by_link", "consultations:check_answer", "consultations:typed_in_answer",
    "contributions:rules", "home:document", "home:document_version", "home:contribution", "home:moderation",
    "making:desk", "themes:themes", "themes:codebook_file", *threads.READ, *keeping.READ, *handed.READ,
}  # fmt: skip
# The named part of the template for which htmx asks.
PARTS: dict[str, str] = {
    "consultations:rate": "idea",
    "consultations:answer": "saved",
    "consultations:save_answer": "saved",
    "consultations:comment": "difference",
    "home:moderation": "queue",
    "organisations:directory": "found",
    "consultations:answer_import": "progress",
    "organisations:import_page": "progress",
    "organisations:edit_card": "register",
    "reports:reports": "made",
    "records:handover": "made",
}
# Other renderings of the same address, asked for where its object is in one of these states.
WITH_QUERY = {"", "over", "to host"}
QUERIES: dict[str, tuple[str, ...]] = {
    "organisations:directory": ("view=map", "q=malli"),
    "consultations:results": ("per=organisation",),
    # An organisation's page puts on the hat that its address names; what is typed in is named there, too.
    "consultations:organisation_answer": ("for={listed.pk}",),
    **dict.fromkeys(
        (
            "consultations:check_answer",
            "consultations:print_form",
            "consultations:withdraw_answer",
            "consultations:annexes",
        ),
        ("typed={typed.voice_id}",),
    ),
    "home:find": ("q=malli",),
    "home:follow": ("topic=area:90", "topic=process:matrix-going", "topic=process:matrix-draft"),
    "home:audit": ("verb=person.signed_in",),
}
