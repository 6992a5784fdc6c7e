"""The rows of fields: what is somebody's own, and the pages on which it might show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.matrix import answers
from tests.matrix.columns import Visitor
from tests.matrix.filling import CONSULTATION, DRAFT, HEARING, OPEN, OVER, SAID, SURVEY, VERSIONS, filled
from tests.matrix.ground import INVITED, SECRET_EMAIL, SECRET_LETTER, SECRET_MESSAGE, SECRET_PHONE, Ground
from tests.matrix.rows import Door

LISTED, UNLISTED = {"slug": "@listed.slug"}, {"slug": "@unlisted.slug"}


def _page(name: str, fill: Mapping[str, str] | None = None, query: str = "") -> Door:
    return Door(name, "GET", "", fill or {}, query=query)


CARD = (
    _page("home:organisation", LISTED),
    _page("organisations:directory", query="q=verkkomalli"),
    _page("organisations:edit_card", LISTED),
    _page("organisations:people", LISTED),
    _page("organisations:registry", query="q=verkkomalli"),
    _page("home:find", query="q=verkkomalli"),
    _page("/api/v1/organisations"),
    _page("/api/v1/organisations/{slug}", LISTED),
)
PEOPLE = (
    _page("home:organisation", LISTED),
    _page("organisations:people", LISTED),
    _page("organisations:join", LISTED),
    _page("/api/v1/organisations/{slug}", LISTED),
    _page("home:audit"),
    _page("home:desk"),
)
HIDDEN = (
    _page("home:organisation", UNLISTED),
    _page("organisations:directory", query="q=piilomalli"),
    _page("home:find", query="q=piilomalli"),
    _page("/api/v1/organisations", query="q=piilomalli"),
    _page("/api/v1/organisations/{slug}", UNLISTED),
    _page("organisations:join", UNLISTED),
    _page("home:desk"),
)
LISTS = (
    _page("home:front_page"),
    _page("home:process_list"),
    _page("home:find", query="q=matrix"),
    _page("home:open_data"),
    _page("/api/v1/processes"),
    _page("home:desk"),
)
ASKED = (
    _page("consultations:consultation_detail", OPEN),
    _page("consultations:invitations", OPEN),
    _page("consultations:my_answers", OPEN),
    _page(
        "/api/v1/processes/{process}/consultations/{slug}",
        {"process": "@open.process.slug", "slug": "@open.slug"},
    ),
)
MAIL = (_page("home:outbox"), _page("home:audit"), _page("home:desk"))

TYPED = "typed={typed.voice_id}"
BY_API = "/api/v1/processes/{process}/consultations/{slug}"


def _in_api(below: str, fill: Mapping[str, str]) -> Door:
    """What the API tells of a consultation."""
    return _page(f"{BY_API}{below}", {"process": fill["process"], "slug": fill["consultation"]})


def _answer(name: str, number: str) -> Door:
    """A page of one answer to the survey that has closed."""
    return _page(f"consultations:{name}", {**OVER, "number": number})


# Where what is being answered to the open survey might show: on the pages of writing, and on those of the host.
WRITING = tuple(
    _page(f"consultations:{name}", SURVEY)
    for name in (
        "answer",
        "check_answer",
        "print_form",
        "organisation_answer",
        "answers",
        "results",
        "typed_in",
    )
)
MADE = (
    *(_page(name) for name in ("home:front_page", "home:desk", "making:desk")),
    _page("home:find", query="q=luonnoskysely"),
    _page("home:process_detail", {"process": "@asked_process.slug"}),
    _page("/api/v1/processes/{process}/consultations", {"process": "@asked_process.slug"}),
    _page("making:clone", {"number": "@drafting.pk"}),
)
TEXT = (
    *(_page(f"consultations:{name}", HEARING) for name in ("document", "edit_document")),
    _page("consultations:document_version", VERSIONS["being written"]),
    _page("consultations:version_changes", VERSIONS["being written"]),
    _page("consultations:edit_clause", {**HEARING, "key": "tasks"}),
    _page("home:find", query="q=kirjoitettava"),
)
SAYING = (
    _page("consultations:consultation_detail", OPEN),
    _page("consultations:my_answers", OPEN),
    _in_api("/ideas", OPEN),
    _page("home:find", query="q=ajatus"),
    _page("home:moderation"),
)
READING = (
    _answer("submission", "@sent.number"),
    _page("consultations:answers", OVER),
    _page("consultations:receipt", OVER),
    _page("consultations:results", OVER),
    _in_api("/answers", OVER),
)

# What it is; how it reads; where it might show.
SECRETS: tuple[tuple[str, str, tuple[Door, ...]], ...] = (
    ("e-mail address of an organisation that does not show it", SECRET_EMAIL, CARD),
    ("telephone of an organisation that does not show it", SECRET_PHONE, CARD),
    (
        "e-mail address of an organisation that shows it",
        "open-office@example.org",
        (
            _page("home:organisation", {"slug": "@open_contact.slug"}),
            _page("/api/v1/organisations/{slug}", {"slug": "@open_contact.slug"}),
        ),
    ),
    ("e-mail address of one who acts for it", "@member.email", PEOPLE),
    ("name of one who acts for it", "@member.name", PEOPLE),
    ("e-mail address of one who was invited to act for it", INVITED, PEOPLE),
    ("link of an invitation to act for it", "@offer.token", PEOPLE),
    ("message of one who asks to join it", SECRET_MESSAGE, (*PEOPLE, _page("organisations:decide_join", {**LISTED, "number": "@asked.pk"}))),
    ("name of an organisation that is not listed", "Piilomalli ry", HIDDEN),
    ("title of a draft", "matrix-draft", LISTS),
    ("link of an invitation to answer", "@link.token", ASKED),
    ("idea as the browser's own", "@idea_text", (_page("consultations:my_answers", OPEN),)),
    ("results for the host only", "@result_mark", (
        _page("consultations:result_file", {**CONSULTATION["to host"], "stem": "ideas", "ending": "csv"}),
    )),
    ("title of a consultation that is being made", answers.DRAFT_TITLE, MADE),
    ("secret link of a draft", "@drafting.preview_token", (_page("consultations:edit", DRAFT), _page("making:desk"))),
    ("words of an organisation's answer that is not sent", answers.UNSENT_WORDS, (
        *WRITING, _page("consultations:signature", {**SURVEY, "number": "@signature.pk"}),
        _page("consultations:organisation_answer", SURVEY, query="for={listed.pk}"),
    )),
    ("words that an officer types in", answers.TYPED_WORDS, tuple(
        _page(f"consultations:{name}", SURVEY, query=TYPED)
        for name in ("answer", "check_answer", "print_form", "annexes", "withdraw_answer")
    )),
    ("words of an answer before the results are shown", answers.SENT_WORDS, (
        _page("consultations:answers", SURVEY), _page("consultations:answer", SURVEY), _in_api("/answers", SURVEY),
        _page("consultations:submission", {**SURVEY, "number": "@by_browser.number"}),
        _page("home:find", query="q=l%C3%A4hetetty"),
    )),
    ("answer that is not published", answers.KEPT_WORDS, READING),
    ("name of an annex believed secret", answers.SECRET_FILE, (
        *READING, _page("consultations:annexes", SURVEY), _page("consultations:information_requests", OVER),
        _page("consultations:signature", {**SURVEY, "number": "@signature.pk"}),
        _page("consultations:organisation_answer", SURVEY, query="for={listed.pk}"),
    )),
    ("clause that is being written", answers.WRITTEN_CLAUSE, TEXT),
    ("words that a moderator removed", answers.REMOVED_WORDS, (
        *SAYING, _page("home:moderation", query="show=removed"), _page("contributions:appeal", SAID["said removed"]),
    )),
    ("words that wait for a moderator", answers.WAITING_WORDS, SAYING),
    ("what a report says", answers.REPORT_WORDS, (
        _page("home:moderation"), _page("contributions:appeal", SAID["said reported"]), _page("home:audit"),
    )),
    ("what was asked for", answers.ASKED_WORDS, (_page("consultations:information_requests", OVER), _page("home:audit"))),
    ("text of a letter", SECRET_LETTER, MAIL),
    ("address on a letter", "reader@example.org", MAIL),
    ("feedback", "The map is too small", (_page("home:desk"), _page("home:accessibility"))),
    ("e-mail address of one with a role", "@role.person.email", (
        _page("organisations:units"), _page("organisations:unit", {"unit": "@unit.slug"}),
    )),
)  # fmt: skip


def _text(door: Door, ground: Ground, visitor: Visitor) -> str:
    """A page as this visitor is shown it; asked for once, since many things might show on it."""
    shown: dict[tuple[str, int], str] = vars(ground).setdefault("shown", {})
    key = (f"{door.path(ground)}", id(visitor))
    if key not in shown:
        _letter, answer = door.ask(ground, visitor)
        shown[key] = getattr(answer, "content", b"").decode(errors="replace")
    return shown[key]


@dataclass(frozen=True)
class Field:
    """One thing on one page."""

    what: str
    reads: str
    door: Door

    @property
    def key(self) -> str:
        """How the reviewed file names the row."""
        query = f"?{self.door.query}" if self.door.query else ""
        return f"{self.what} at {self.door.name}{query}"

    def ask(self, ground: Ground, visitor: Visitor) -> str:
        """Whether this visitor gets to see it there."""
        return "s" if filled({"it": self.reads}, ground)["it"] in _text(self.door, ground, visitor) else "-"


def fields() -> Iterator[Field]:
    """All rows."""
    for what, reads, pages in SECRETS:
        for page in pages:
            yield Field(what, reads, page)


def by_key() -> Mapping[str, Field]:
    """The rows by the names that the reviewed file gives them."""
    return {each.key: each for each in fields()}
