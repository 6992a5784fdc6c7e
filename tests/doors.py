"""Every address of the site with the town's objects filled in, and how a page is fetched and taken apart."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

LANGUAGES = ("fi", "sv", "en")
OPEN: dict[str, Any] = {"process": "yhteiset-tilat", "consultation": "tilaideat"}
SURVEY: dict[str, Any] = {"process": OPEN["process"], "consultation": "iltatilojen-varaaminen"}
MAY: dict[str, Any] = {"process": "jarjestoyhteistyo", "consultation": "toukokuun-kysely"}
TEXT: dict[str, Any] = {**OPEN, "slug": "luonnos"}
HEARING: dict[str, Any] = {"process": "jarjestoyhteistyo", "consultation": "neuvottelukunnan-luonnokset"}
TASKS: dict[str, Any] = {**HEARING, "slug": "tehtavat"}
OF_TASKS: dict[str, Any] = {"process": HEARING["process"], "slug": TASKS["slug"]}
PIHAPIIRI: dict[str, Any] = {"slug": "mallilan-pihapiiri-ry"}
CLOSED: dict[str, Any] = {"process": "hyvinvointialueiden-strategiat", "consultation": "aivoriihi"}
PROCESSES: tuple[dict[str, Any], ...] = (
    {"process": "jarjestoyhteistyo"},
    {"process": OPEN["process"]},
    {"process": CLOSED["process"]},
)

type Filled = Mapping[str, tuple[dict[str, Any], ...]]

# The same for everybody, so kept by the page cache.
KEPT: Filled = {
    "home:front_page": ({},),
    "organisations:directory": ({},),
    "home:organisation": ({"slug": "mallilan-pihapiiri-ry"}, {"slug": "kattojarjesto-esimerkki-ry"}),
    "home:process_list": ({},),
    "home:process_detail": PROCESSES,
    "home:open_data": ({},),
    "home:privacy": ({},),
    "contributions:rules": ({},),
    "home:about": ({},),
    "consultations:consultation_detail": (OPEN, CLOSED),
    "consultations:results": (CLOSED, MAY),
    "consultations:answers": (MAY,),
    "consultations:submission": ({**MAY, "number": 1},),
    "consultations:document": (TASKS,),
    "consultations:document_version": ({**TASKS, "number": 1},),
    "consultations:document_changes": (TASKS,),
    "consultations:version_changes": ({**TASKS, "number": 1},),
    "consultations:document_clause": ({**TASKS, "number": 2, "key": "purpose"},),
    "reports:matrix": (HEARING, MAY),
    "reports:summary": (CLOSED,),
    "reports:summary_version": ({**CLOSED, "number": 1},),
}
FILES: Filled = {
    "consultations:result_file": tuple(
        {**CLOSED, "stem": stem, "ending": ending}
        for stem, ending in (
            *(("results", "xlsx"), ("figures", "json"), ("field", "svg"), ("area", "svg"), ("size", "svg")),
            *((stem, "csv") for stem in ("ideas", "ratings", "participation", "background", "registry")),
        )
    )
    + tuple({**MAY, "stem": "survey", "ending": ending} for ending in ("zip", "json")),
    "consultations:questions_file": (SURVEY,),
    "reports:matrix_file": ({**HEARING, "ending": "docx"}, {**MAY, "ending": "xlsx"}),
}
# Everybody may open them, but they hold a form or somebody's words.
PERSONAL: Filled = {
    "home:find": ({},),
    "home:accessibility": ({},),
    "home:erased": ({},),
    "mail:demo_outbox": ({},),
    "organisations:invitation": ({"token": "1.nonce:signature"},),
    "people:sign_in": ({},),
    "account_signup": ({},),
    "account_inactive": ({},),
    "account_email_verification_sent": ({},),
    "account_confirm_email": ({"key": "none"},),
    "account_reset_password": ({},),
    "account_reset_password_done": ({},),
    "account_reset_password_from_key": ({"uidb36": "1", "key": "none"},),
    "account_reset_password_from_key_done": ({},),
    "consultations:take_part": (OPEN,),
    "consultations:use_code": (SURVEY,),
    "consultations:print_form": (SURVEY,),
    "contributions:report": ({"contribution": 1},),
}
# Fixed addresses: they lead on to where something stands by now.
LEADING_ON: Filled = {
    "home:contribution": ({"contribution": 1},),
    "home:document": (OF_TASKS,),
    "home:document_version": ({**OF_TASKS, "number": 1},),
}
# As long as there is time; afterwards there is a refusal in words.
WHILE_OPEN: Filled = {
    "consultations:comment": ({**TASKS, "key": "purpose"},),
    "consultations:own_comment": ({**TASKS, "number": 1},),
}
# Of the one who wrote something alone; for everybody else it is not there.
OWN_WORDS: Filled = {
    "consultations:receipt_file": (SURVEY,),
    "consultations:answer_file": ({**SURVEY, "number": 1},),
    "consultations:submission_file": ({**MAY, "number": 1, "file": 1},),
    "contributions:appeal": ({"contribution": 1},),
}
# Only with a secret link; without one there is a refusal in words.
BY_LINK: Filled = {
    "consultations:invitation": ({**OPEN, "token": "1.nonce:signature"},),
    "consultations:draft_by_link": ({**OPEN, "token": "1.nonce:signature"},),
}
# Only after one has told how one answers.
WITH_A_VOICE: Filled = {
    "consultations:answer": (SURVEY,),
    "consultations:check_answer": (SURVEY,),
    "consultations:receipt": (SURVEY,),
    "consultations:withdraw_answer": (SURVEY,),
    "consultations:rate": (OPEN,),
    "consultations:my_answers": (OPEN,),
    "consultations:annexes": (SURVEY,),
}
# One's own account; the library's pages have its names.
ACCOUNT: Filled = {
    "people:account": ({},),
    "people:sign_ins": ({},),
    "account_email": ({},),
    "account_change_password": ({},),
    "account_set_password": ({},),
    "account_reauthenticate": ({},),
    "mfa_reauthenticate": ({},),
    "mfa_reauthenticate_webauthn": ({},),
    "mfa_index": ({},),
    "mfa_activate_totp": ({},),
    "mfa_deactivate_totp": ({},),
    "mfa_view_recovery_codes": ({},),
    "mfa_generate_recovery_codes": ({},),
    "mfa_add_webauthn": ({},),
    "mfa_remove_webauthn": ({"pk": 1},),
}
SIGNED_IN: Filled = {
    **ACCOUNT,
    "home:me": ({},),
    "home:my_data": ({},),
    "home:erase_me": ({},),
    "home:desk": ({},),
    "home:outbox": ({},),
    "home:moderation": ({},),
    "home:audit": ({},),
    "organisations:units": ({},),
    "organisations:registry": ({},),
    "organisations:imports": ({},),
    "organisations:import_page": ({"number": 1},),
    "organisations:import_faulty": ({"number": 1},),
    "organisations:edit_card": (PIHAPIIRI,),
    "organisations:people": (PIHAPIIRI,),
    "organisations:invite": (PIHAPIIRI,),
    "organisations:grant_mandate": (PIHAPIIRI,),
    "organisations:end_mandate": ({**PIHAPIIRI, "number": 1},),
    "organisations:decide_join": ({**PIHAPIIRI, "number": 1},),
    "organisations:join": (PIHAPIIRI,),
    "organisations:add_group": ({},),
    "organisations:suomifi": ({},),
    "organisations:suomifi_callback": ({},),
    "organisations:unit": ({"unit": "executive_office"},),
    "consultations:invitations": (OPEN,),
    "consultations:invite_many": (OPEN,),
    "consultations:invitations_file": (OPEN,),
    "consultations:invitations_sheet": (OPEN,),
    "consultations:remind": (OPEN,),
    "consultations:information_requests": (MAY,),
    "reports:missing": (MAY,),
    "reports:edit_summary": (MAY,),
    "reports:correct_summary": (CLOSED,),
    "reports:reports": (MAY,),
    "reports:report_file": ({**MAY, "language": "fi", "ending": "docx"},),
    "consultations:organisation_answer": (OPEN,),
    "consultations:signature": ({**OPEN, "number": 1},),
    "consultations:signature_file": ({**OPEN, "number": 1, "file": 1},),
    "consultations:organisation_file": ({**OPEN, "file": 1},),
    "consultations:typed_in": (OPEN,),
    "consultations:typed_in_answer": ({**OPEN, "number": 1},),
    "consultations:note_event": (OPEN,),
    "consultations:answer_imports": (OPEN,),
    "consultations:answer_import": ({**OPEN, "number": 1},),
    "consultations:faulty_answers": ({**OPEN, "number": 1},),
    "consultations:edit": (OPEN,),
    "consultations:edit_settings": (OPEN,),
    "consultations:edit_part": ({**OPEN, "place": 1},),
    "consultations:edit_question": ({**OPEN, "code": "none"},),
    "consultations:edit_languages": (OPEN,),
    "consultations:edit_opening": (OPEN,),
    "consultations:edit_time": (OPEN,),
    "consultations:edit_hosts": (OPEN,),
    "consultations:preview": (OPEN,),
    "making:desk": ({},),
    "making:new": ({},),
    "making:process_languages": ({"process": OPEN["process"]},),
    "making:clone": ({"number": 1},),
    "making:background": ({},),
    "making:background_question": ({"code": "none"},),
    "consultations:new_document": (OPEN,),
    "consultations:edit_document": (TEXT,),
    "consultations:paste_document": (TEXT,),
    "consultations:edit_clause": ({**TEXT, "key": "1"},),
    "consultations:leave_out_clause": ({**TEXT, "key": "1"},),
}
# Where forms are sent; a link followed there leads back to the form.
POSTED: Filled = {
    "consultations:say": (OPEN,),
    "consultations:withdraw": ({**OPEN, "number": 1},),
    "people:sign_in_as": ({"person": 1},),
    "people:sign_out": ({},),
    "people:sign_in_with_provider": ({},),
    "people:connect_provider": ({},),
    "people:end_sign_in": ({"sign_in": 1},),
    "people:end_other_sign_ins": ({},),
    "mfa_login_webauthn": ({},),
    "mfa_authenticate": ({},),  # reached between the password and the second factor only
    "organisations:wear_hat": ({},),
    "organisations:settle_change": ({"number": 1},),
    "organisations:import_columns": ({"number": 1},),
    "organisations:change_import": ({"number": 1, "what": "bring-in"},),
    "organisations:change_more": ({**PIHAPIIRI, "what": "name"},),
    "organisations:note_life": (PIHAPIIRI,),
    "organisations:withdraw_invitation": ({**PIHAPIIRI, "number": 1},),
    "organisations:withdraw_join": (PIHAPIIRI,),
    "organisations:suomifi_start": ({},),
    "organisations:change_unit": ({"unit": "executive_office"},),
    "organisations:close_unit": ({"unit": "executive_office"},),
    "organisations:grant_role": ({"unit": "executive_office"},),
    "organisations:end_role": ({"unit": "executive_office", "role": 1},),
    "organisations:map_group": ({"unit": "executive_office"},),
    "organisations:unmap_group": ({"unit": "executive_office", "group": 1},),
    "consultations:confirm": (OPEN,),
    "consultations:decide_information_request": ({**MAY, "number": 1},),
    "reports:draft_summary": (MAY,),
    "reports:publish_summary": (MAY,),
    "consultations:change_annex": ({**OPEN, "number": 1},),
    "consultations:remove_annex": ({**OPEN, "number": 1},),
    "consultations:approve_answer": (OPEN,),
    "consultations:ask_to_look": (OPEN,),
    "consultations:ask_to_sign": (OPEN,),
    "consultations:withdraw_signature_request": ({**OPEN, "number": 1},),
    "consultations:decline_signature": ({**OPEN, "number": 1},),
    "consultations:change_process": (OPEN,),
    "consultations:add_question": ({**OPEN, "place": 1},),
    "consultations:shift_part": ({**OPEN, "place": 1, "what": "up"},),
    "consultations:shift_question": ({**OPEN, "code": "none", "what": "up"},),
    "consultations:explain_gap": (OPEN,),
    "consultations:retract": (OPEN,),
    "consultations:set_opening": (OPEN,),
    "consultations:withdraw_host": (OPEN,),
    "consultations:change_link": (OPEN,),
    "consultations:offer_template": (OPEN,),
    "making:answer_host": ({"number": 1},),
    "consultations:withdraw_comment": ({**TEXT, "number": 1},),
    "consultations:move_clause": ({**TEXT, "key": "1", "what": "up"},),
    "consultations:publish_document": (TEXT,),
    "consultations:fetch_hearing": (OPEN,),
    "consultations:answer_import_columns": ({**OPEN, "number": 1},),
    "consultations:change_answer_import": ({**OPEN, "number": 1, "what": "bring-in"},),
    "consultations:save_answer": (OPEN,),
    "consultations:send_answer": (OPEN,),
    "consultations:make_code": (OPEN,),
    "consultations:remove_file": ({**OPEN, "number": 1},),
    "consultations:use_invitation": ({**OPEN, "token": "1.x"},),
    "consultations:withdraw_invitation": ({**OPEN, "number": 1},),
    "consultations:mend_address": ({**OPEN, "number": 1},),
    "consultations:reply": (OPEN,),
    "consultations:reply_by_link": ({**OPEN, "token": "1.x"},),
    "consultations:leave_invitation": (OPEN,),
    "home:answer_feedback": ({"feedback": 1},),
    "home:audit_export": ({"ending": "csv"},),
    "home:send_again": ({"message": 1},),
    "home:give_up": ({"message": 1},),
    "home:moderate": ({"contribution": 1, "what": "keep"},),
    "home:publish_shown": ({},),
    "home:decide_appeal": ({"moderation": 1},),
}
MACHINES = {"healthz", "readiness", "choose_language", "oidc_callback", "oidc_backchannel_logout"}
# The library finds a page of ours by its own name.
MACHINES |= {"account_login", "mfa_list_webauthn"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"alt", "title", "aria-label", "placeholder", "content", "data-label"}


def addresses(filled: Filled, language: str) -> list[str]:
    """The addresses of these pages in one language."""
    with override(language):
        return [reverse(name, kwargs=dict(kwargs)) for name, each in filled.items() for kwargs in each]


def names(patterns: list[URLPattern | URLResolver] | None = None, space: str = "") -> Iterator[str]:
    """The name of every address but those of the API, which has tests of its own."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace != "api":
            yield from names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)


@dataclass(frozen=True)
class Answer:
    """What the site answered; header names are in small letters."""

    status: int
    headers: dict[str, str]
    body: str


def fetch(address: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path without a browser and without following redirects; `_` in a header's name stands for `-`."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        known = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, known, answer.read().decode(errors="replace"))
    finally:
        connection.close()


class Seen(HTMLParser):
    """A page taken apart: what stands in it, and what is read in which language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.language = html, ""
        self.counts: Counter[str] = Counter()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.read: list[tuple[str, str]] = []  # language, text
        self.open: list[tuple[str, str]] = []  # tag, language
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.counts[tag] += 1
        self.counts["posting form"] += tag == "form" and given.get("method", "").lower() == "post"
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        self.language = self.language or language
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        spoken = SPOKEN - {"content"} if given.get("name") != "description" else SPOKEN
        self.read += [(language, value) for name, value in given.items() if name in spoken]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.read.append((self.open[-1][1] if self.open else "", " ".join(data.split())))

    def words_in(self, tag: str) -> list[str]:
        """The text inside each element of this kind."""
        inside = Inside(tag)
        inside.feed(self.html)
        return inside.found


class Inside(HTMLParser):
    """The text inside each element of one kind."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.depth = tag, 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == self.tag:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == self.tag

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] = " ".join(f"{self.found[-1]} {data}".split())
