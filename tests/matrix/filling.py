"""What each address of the site is filled with: its objects in their states, its forms, its parts for htmx.

A value that begins with @ is looked up in the ground: `@listed.slug`. A new address needs a line in `DOORS`
(docs/new-feature.md, step "Matrix"); one whose form does something needs one in `FORMS` as well, so that it is seen
who may do it and not only who may open it.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from tests.matrix.ground import Ground

type Fill = Mapping[str, Any]
type States = Mapping[str, Fill]


def filled(fill: Fill, ground: Ground) -> dict[str, Any]:
    """The values themselves."""
    return {
        name: attrgetter(value[1:])(ground) if isinstance(value, str) and value.startswith("@") else value
        for name, value in fill.items()
    }


def _each(part: str, attribute: str, *names: str) -> States:
    """One state for each object of the ground, of which the address holds this attribute."""
    return {name.replace("_", " "): {part: f"@{name}.{attribute}"} for name in names}


def _asked(*names: str) -> States:
    """Consultations under their processes."""
    return {
        name.replace("_", " "): {"process": f"@{name}.process.slug", "consultation": f"@{name}.slug"}
        for name in names
    }


def _of(**states: tuple[str, str]) -> States:
    """Something of an organisation by its number: state to organisation and row."""
    return {
        state.replace("_", " "): {"slug": f"@{whose}.slug", "number": f"@{row}.pk"}
        for state, (whose, row) in states.items()
    }


def _and(states: States, part: str, values: Iterable[str]) -> States:
    """The same states, each with each value of one more part of the address."""
    return {f"{state}, {value}": {**fill, part: value} for state, fill in states.items() for value in values}


ONCE: States = {"": {}}
LISTED = {"slug": "@listed.slug"}
ORGANISATION = _each("slug", "slug", "listed", "unlisted", "ended", "alone", "lonely")
PROCESS = _each("process", "slug", "going_process", "draft_process", "closed_process", "own_process")
CONSULTATION = _asked("open", "coming", "over", "to_host", "hidden", "in_draft", "in_closed", "in_own")
TO_ANSWER = _asked("open", "coming", "over", "hidden", "in_draft", "in_closed")
OPEN = CONSULTATION["open"]
UNIT = _each("unit", "slug", "unit", "empty_unit", "shut_unit")
IMPORT = _each("number", "pk", "import_read", "import_done", "import_reading")
LETTER = _each("message", "pk", "letter", "letter_sent")
LINKS: States = {
    "without people": {**OPEN, "token": "@link.token"},
    "with people": {**OPEN, "token": "@link_with_people.token"},
    "withdrawn": {**OPEN, "token": "@link_withdrawn.token"},
    "forged": {**OPEN, "token": "1.x"},
}
OFFERS: States = {
    **_each("token", "token", "offer", "offer_unlisted", "offer_used", "offer_withdrawn", "offer_late"),
    "forged": {"token": "1.x"},
}

DOORS: dict[str, States] = {
    # machines
    "healthz": ONCE, "readiness": ONCE, "choose_language": ONCE, "oidc_callback": ONCE,
    "oidc_backchannel_logout": ONCE, "api:openapi-json": ONCE, "api:openapi-view": ONCE,
    # everybody's pages
    "home:front_page": ONCE, "home:process_list": ONCE, "home:process_detail": PROCESS,
    "home:organisation": ORGANISATION, "home:open_data": ONCE, "home:find": ONCE, "home:accessibility": ONCE,
    "home:privacy": ONCE, "home:about": ONCE,
    "organisations:directory": ONCE, "mail:demo_outbox": ONCE,
    # desks
    "home:me": ONCE, "home:my_data": ONCE, "home:erase_me": ONCE, "home:erased": ONCE,
    "home:desk": ONCE, "home:outbox": ONCE, "home:audit": ONCE,
    "home:audit_export": {ending: {"ending": ending} for ending in ("csv", "jsonl", "xlsx")},
    "home:answer_feedback": _each("feedback", "pk", "feedback", "feedback_answered"),
    "home:send_again": LETTER, "home:give_up": LETTER,
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
    "consultations:result_file": _and(
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
    # organisations
    "organisations:add_group": ONCE, "organisations:invitation": OFFERS,
    "organisations:registry": ONCE, "organisations:imports": ONCE,
    "organisations:settle_change": _each("number", "pk", "change", "change_unlisted", "change_settled"),
    "organisations:import_page": IMPORT, "organisations:import_columns": IMPORT,
    "organisations:import_faulty": IMPORT,
    "organisations:change_import": _and(IMPORT, "what", ("bring-in", "drop", "take-back", "go-on")),
    "organisations:edit_card": ORGANISATION, "organisations:note_life": ORGANISATION,
    "organisations:change_more": {
        **_and(ORGANISATION, "what", ("name", "listing")),
        **_and({"listed": LISTED}, "what", ("number", "remove-number", "look-up", "no-such")),
    },
    "organisations:join": ORGANISATION, "organisations:withdraw_join": ORGANISATION,
    "organisations:people": ORGANISATION, "organisations:invite": ORGANISATION,
    "organisations:grant_mandate": ORGANISATION,
    "organisations:end_mandate": _of(
        anothers=("listed", "held"), anothers_unlisted=("unlisted", "held_unlisted"),
        ended=("listed", "over_mandate"), the_managers_own=("listed", "held_by_manager"),
        under_a_wrong_organisation=("other", "held"),
    ),
    "organisations:withdraw_invitation": _of(
        waiting=("listed", "offer"), waiting_unlisted=("unlisted", "offer_unlisted"),
        used=("listed", "offer_used"), withdrawn=("listed", "offer_withdrawn"),
        under_a_wrong_organisation=("other", "offer"),
    ),
    "organisations:decide_join": _of(
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
}  # fmt: skip

# By the paths of the OpenAPI description.
API: dict[str, States] = {
    "/api/v1/processes": ONCE,
    "/api/v1/processes/{slug}": _each(
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
    "/api/v1/organisations": ONCE,
    "/api/v1/organisations/{slug}": ORGANISATION,
    "/api/v1/journal/head": ONCE,
}

# Forms filled in so that who may do it does it; without a line here a form is sent empty only.
FORMS: dict[str, States] = {
    "home:accessibility": {"filled": {"text": "The map is too small."}},
    "people:account": {"filled": {"name": "Another Name", "language": "sv"}},
    "consultations:take_part": {"filled": {"capacity": "resident", "field": "youth"}},
    "consultations:rate": {"filled": {"number": 1, "value": 1}},
    "consultations:say": {"filled": {"text": "A place to meet in the evening"}},
    "consultations:invitations": {"filled": {"name": "@other.name", "email": "", "language": "fi"}},
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
}  # fmt: skip

# Pages without a form of their own.
ONLY_READ = {
    "home:process_detail", "home:organisation", "consultations:consultation_detail", "consultations:results",
    "consultations:result_file",
}  # fmt: skip
# The named part of the template for which htmx asks.
PARTS: dict[str, str] = {
    "consultations:rate": "idea",
    "organisations:directory": "found",
    "organisations:import_page": "progress",
    "organisations:edit_card": "register",
}
# Other renderings of the same address, asked for where its object is in one of these states.
WITH_QUERY = {"", "over", "to host"}
QUERIES: dict[str, tuple[str, ...]] = {
    "organisations:directory": ("view=map", "q=malli"),
    "consultations:results": ("per=organisation",),
    "home:find": ("q=malli",),
    "home:audit": ("verb=person.signed_in",),
}
