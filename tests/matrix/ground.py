"""What stands in the town for the matrix: a process, consultations, organisations, requests, each in its states."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from punos.consultations import actions as consultations
from punos.consultations.models import Consultation, Invitation, Result, ResultFile, ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import fill, make_consultation, residents, thread_of
from punos.core.languages import TranslatedText
from punos.core.side_by_side import print_of
from punos.decisions import actions as decisions
from punos.decisions.models import FoundDecision, Tale
from punos.decisions.tests.factories import facts, make_decision, make_measure, measure_facts
from punos.decisions.tests.responses import make_draft, make_response, make_said, make_theme
from punos.home.models import Feedback
from punos.mail.models import Channel, Message, MessageState
from punos.notices.models import Cadence, Notice, NoticeKind, Subscription, TopicKind
from punos.organisations import actions as organisations
from punos.organisations.models import (
    CityUnit,
    ImportRow,
    ImportState,
    JoinRequest,
    MandateInvitation,
    Organisation,
    Register,
    RegisterChange,
    RegistryImport,
    RoleKind,
    RowOutcome,
    Scope,
)
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation
from punos.people.models import Person
from punos.people.tests.factories import make_account, make_person
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.records import actions as records
from punos.records.models import CaseFile, Destruction, Handover, HandoverState, InformationSearch
from punos.records.rules import Standing
from punos.themes import actions as themes
from punos.themes.models import Assignment, Origin, Theme, ThemeChange

HOST, OTHER_UNIT = "executive_office", "social_health_and_rescue"
SECRET_EMAIL, SECRET_PHONE = "hidden-office@example.org", "+358 50 5550199"
SECRET_MESSAGE, SECRET_LETTER = "I keep their books since May", "A letter that only one reader may have"
SECRET_IDEA = "Kokoontumistila iltaisin"
TITLE_OF_CLASS = TranslatedText.of("fi", fi="Luokka")
INVITED = "invited.person@example.org"

# All objects of the matrix by name. Any: each name holds what it says, and rows read what they need of it.
type Ground = SimpleNamespace


def build() -> Ground:
    """Everything, on top of the demo town."""
    ground = SimpleNamespace(unit=CityUnit.objects.get(slug=HOST))
    ground.other_unit = CityUnit.objects.get(slug=OTHER_UNIT)
    for add in (_units, _organisations, _mandates, _processes, _asked, _invitations, _requests, _registry):
        add(ground)
    _letters(ground)
    _told(ground)
    _decided(ground)
    _responded(ground)
    _coded(ground)
    _handed(ground)
    _accounts(ground)
    _kept(ground)
    return ground


def _kept(ground: Ground) -> None:
    """Classes, and a process whose time is up in each state of the decision on it."""
    facts: dict[str, Any] = {"actor": SYSTEM, "title": TITLE_OF_CLASS, "years": 5, "basis": "Suunnitelma"}
    ground.kept_class = records.add_retention_class(code="matrix-kept", **facts)
    ended = records.add_retention_class(code="matrix-ended", **facts)
    ground.ended_class = records.end_retention_class(actor=SYSTEM, retention=ended)
    day, now = date(2020, 1, 1), timezone.now()
    states: dict[str, dict[str, Any]] = {
        "due": {"state": "proposed"},
        "postponed": {"state": "postponed", "postponed_to": date(2099, 1, 1), "reason": "Oikeus on kesken"},
        "confirmed": {"state": "confirmed", "confirmed_at": now},
        "done": {"state": "done", "confirmed_at": now, "done_at": now, "counts": {"answers": 7}},
    }
    for state, more in states.items():
        process = make_process(slug=f"matrix-{state}", host_unit=ground.unit)
        Process.objects.filter(pk=process.pk).update(closed_at=now - timedelta(days=3_660))
        CaseFile.objects.create(process=process, retention=ground.kept_class)
        row = Destruction(process=process, retention=ground.kept_class, due_on=day, proposed_at=now, **more)
        row.save()
        setattr(ground, f"{state}_kept", Destruction.objects.select_related("process").get(pk=row.pk))
    ground.standing = Standing(today=timezone.localdate(), due_on=day, is_received=False, is_packing=False)


def _units(ground: Ground) -> None:
    """A unit that is closed, one that nobody belongs to, a role and a group."""
    for slug in ("empty", "shut"):
        setattr(
            ground, f"{slug}_unit", organisations.set_up_unit(actor=SYSTEM, slug=slug, name=ground.unit.name)
        )
    organisations.close_unit(actor=SYSTEM, unit=ground.shut_unit)
    ground.shut_unit.refresh_from_db()
    ground.group = organisations.map_group(
        actor=SYSTEM, name="punos-officers", unit=ground.unit, kind=RoleKind.OFFICER
    )
    ground.role = _role("Rauha", ground.unit, RoleKind.OFFICER)
    ground.ended_role = _role("Reino", ground.unit, RoleKind.OFFICER)
    organisations.end_role(actor=SYSTEM, role=ground.ended_role)
    ground.ended_role.refresh_from_db()


def _role(name: str, unit: CityUnit, kind: RoleKind) -> Any:
    return organisations.grant_role(actor=SYSTEM, person=make_person(name), unit=unit, kind=kind)


def _organisations(ground: Ground) -> None:
    """Listed, not listed and ended ones, for which the same people act; one without people; another's."""
    told = {"email": SECRET_EMAIL, "phone": SECRET_PHONE}
    ground.listed = make_organisation(name="Verkkomalli ry", business_id="2000000-8", **told)
    ground.unlisted = make_organisation(name="Piilomalli ry", is_listed=False, **told)
    ground.ended = make_organisation(name="Loppumalli ry", **told)
    ground.alone = make_organisation(name="Erakkomalli ry", **told)
    ground.lonely = make_organisation(name="Syrjämalli ry", is_listed=False, **told)
    ground.other = make_organisation(name="Naapurimalli ry", **told)
    ground.open_contact = make_organisation(
        name="Avomalli ry", email="open-office@example.org", contact_is_public=True
    )


def _mandates(ground: Ground) -> None:
    """One more person whose mandate others may end, and one that has ended."""
    ground.member = make_person("Mandaattimatti")
    ground.held = _granted(ground.member, ground.listed)
    ground.held_unlisted = _granted(ground.member, ground.unlisted)
    ground.over_mandate = _granted(make_person("Entinen"), ground.listed)
    organisations.end_mandate(actor=SYSTEM, mandate=ground.over_mandate)
    ground.over_mandate.refresh_from_db()


def _granted(person: Person, organisation: Organisation) -> Any:
    return organisations.grant_mandate(
        actor=SYSTEM, person=person, organisation=organisation, scopes=[Scope.ANSWER]
    )


def end(ground: Ground) -> None:
    """The end of the organisation that has ended, once its people have come to act for it."""
    organisations.dissolve(actor=SYSTEM, organisation=ground.ended, on=timezone.localdate())
    Organisation.objects.update(changed_at=None)  # a form sent without having seen the card is not an old one
    for name in ("listed", "unlisted", "ended", "alone", "lonely", "other"):
        getattr(ground, name).refresh_from_db()


def _processes(ground: Ground) -> None:
    """Under way, a draft, closed; one that an organisation hosts."""
    for name in ("going", "draft", "closed"):
        setattr(ground, f"{name}_process", make_process(slug=f"matrix-{name}", host_unit=ground.unit))
    ground.own_process = make_process(slug="matrix-own", host_organisation=ground.listed)


def _asked(ground: Ground) -> None:
    """Consultations open, not open yet, closed with results for all or for the host; in drafts and closed processes."""
    where = {"process": ground.going_process}
    ground.open = make_consultation(slug="open", results_shown=ResultsShown.WHEN_CLOSED, **where)
    ground.coming = make_consultation(slug="coming", state="not open", **where)
    ground.over = make_consultation(slug="over", state="closed", **where)
    ground.to_host = make_consultation(
        slug="to-host", state="closed", results_shown=ResultsShown.TO_HOST, **where
    )
    ground.hidden = make_consultation(slug="hidden", **where)
    ground.in_draft = make_consultation(ground.draft_process, slug="asked")
    ground.in_closed = make_consultation(ground.closed_process, slug="asked")
    ground.in_own = make_consultation(ground.own_process, slug="asked", state="closed")
    for each in (ground.open, ground.over, ground.to_host, ground.in_own):
        fill(each, ideas=[SECRET_IDEA], voices=residents(2), ratings=[("0", 1, 1)])
    _results(ground.over, ground.open, ground.to_host, ground.in_own)
    # the verbs that make drafts and close processes come with later rooms
    Consultation.objects.filter(pk=ground.hidden.pk).update(published_at=None)
    Process.objects.filter(pk=ground.draft_process.pk).update(published_at=None)
    Process.objects.filter(pk=ground.closed_process.pk).update(closed_at=timezone.now())
    for name in ("hidden", "in_draft", "in_closed"):
        setattr(ground, name, Consultation.objects.select_related("process").get(pk=getattr(ground, name).pk))
    for name in ("going", "draft", "closed", "own"):
        getattr(ground, f"{name}_process").refresh_from_db()
    ground.thread = thread_of(ground.open)
    ground.thread_over = thread_of(ground.over)


def _results(first: Consultation, *others: Consultation) -> None:
    """Results as the worker leaves them; what the first says is said of the others, too."""
    computing.compute(first.pk)
    made = Result.objects.get(consultation=first)
    files = list(ResultFile.objects.filter(result=made))
    for each in others:
        made.pk, made.consultation, made._state.adding = None, each, True
        made.save()
        for file in files:
            file.pk, file.result, file._state.adding = None, made, True
        ResultFile.objects.bulk_create(files)


def _invitations(ground: Ground) -> None:
    """Organisations asked to answer: without people of their own, with them, withdrawn."""
    for name, organisation in (
        ("link", ground.alone), ("link_with_people", ground.listed), ("link_withdrawn", ground.other),
    ):  # fmt: skip
        asked = consultations.invite_to_answer(
            actor=SYSTEM, consultation=ground.open, organisation=organisation, email="", language="fi"
        )
        setattr(ground, name, asked)
    Invitation.objects.filter(pk=ground.link_withdrawn.pk).update(withdrawn_at=timezone.now())
    for name in ("link", "link_with_people", "link_withdrawn"):
        rows = Invitation.objects.select_related("organisation", "consultation__process")
        setattr(ground, name, rows.get(pk=getattr(ground, name).pk))


def _requests(ground: Ground) -> None:
    """Requests to join and invitations to act, waiting and done with."""
    now = timezone.now()
    asker = make_person("Kysyja")
    for name, organisation in (
        ("asked", ground.listed),
        ("asked_unlisted", ground.unlisted),
        ("asked_alone", ground.alone),
    ):
        row = JoinRequest.objects.create(
            organisation=organisation, person=asker, message=SECRET_MESSAGE, at=now
        )
        setattr(ground, name, row)
    ground.decided = JoinRequest.objects.create(
        organisation=ground.listed, person=ground.member, at=now, decided_at=now, outcome="accepted"
    )
    ground.offer = _offer(ground.listed, INVITED)
    ground.offer_unlisted = _offer(ground.unlisted, INVITED)
    ground.offer_used = _offer(ground.listed, "used@example.org", accepted_at=now)
    ground.offer_withdrawn = _offer(ground.listed, "withdrawn@example.org", withdrawn_at=now)
    ground.offer_late = _offer(ground.other, INVITED, expires_at=now - timedelta(hours=1))


def _offer(organisation: Organisation, email: str, **changes: Any) -> MandateInvitation:
    now = timezone.now()
    facts: dict[str, Any] = {
        "scopes": [Scope.ANSWER], "nonce": f"nonce-{organisation.pk}-{email}", "at": now,
        "expires_at": now + timedelta(days=7),
    }  # fmt: skip
    return MandateInvitation.objects.create(organisation=organisation, email=email, **facts | changes)


def _registry(ground: Ground) -> None:
    """Files in three states, and what a register says otherwise."""
    now = timezone.now()
    for state in (ImportState.READ, ImportState.DONE, ImportState.READING):
        ground_name = f"import_{state}"
        row = RegistryImport.objects.create(
            file_name="some.csv", content=b"Nimi\nMalli ry\n", state=state, headings=["Nimi"], columns={"name": 0},
            at=now, moved_at=now - timedelta(hours=1),
        )  # fmt: skip
        done = {"done_at": now} if state == ImportState.DONE else {}
        ImportRow.objects.create(
            registry_import=row, number=2, told={"name": "Malli ry"}, outcome=RowOutcome.NEW, **done
        )
        setattr(ground, ground_name, row)
    for name, organisation in (("change", ground.listed), ("change_unlisted", ground.unlisted)):
        change = RegisterChange.objects.create(
            organisation=organisation, register=Register.PRH, attribute="website", own="", found="https://example.org",
            seen_at=now,
        )  # fmt: skip
        setattr(ground, name, change)
    ground.change_settled = RegisterChange.objects.create(
        organisation=ground.listed, register=Register.PRH, attribute="name", own="-", found="Verkkomallit ry",
        seen_at=now, settled_at=now, outcome="kept",
    )  # fmt: skip


def _letters(ground: Ground) -> None:
    """Mail that waits and mail that has gone; feedback that waits and that has been answered."""
    now = timezone.now()
    told = {
        "language": "fi",
        "template": "-",
        "subject": "Letter",
        "queued_at": now,
        "to": "reader@example.org",
    }
    ground.letter = Message.objects.create(
        key="matrix:1",
        state=MessageState.WAITING,
        next_attempt_at=now,
        body=SECRET_LETTER,
        html="<p></p>",
        **told,
    )
    ground.letter_sent = Message.objects.create(
        key="matrix:2", state=MessageState.SENT, channel=Channel.SMTP, settled_at=now, **told
    )
    ground.feedback = Feedback.objects.create(text="The map is too small", language="en", at=now)
    ground.feedback_answered = Feedback.objects.create(text="Thanks", language="en", at=now, answered_at=now)


def _decided(ground: Ground) -> None:
    """What was decided and is done, of a unit and of an organisation; what was found in the city's decisions."""
    now, going = timezone.now(), ground.going_process
    ground.decision = make_decision(going)
    ground.decision_own = make_decision(ground.own_process)
    ground.paper = decisions.note_paper(
        actor=SYSTEM, decision=ground.decision, kind="minutes", url="https://example.org/1.pdf"
    )
    ground.measure = make_measure(going, unit=ground.other_unit)
    ground.measure_own = make_measure(ground.own_process, unit=ground.unit)
    ground.measure_listed = make_measure(going, organisation=ground.listed)
    closed = make_measure(going, unit=ground.unit)
    ground.measure_closed = decisions.close_measure(
        actor=SYSTEM, measure=closed, state="done", came_of=closed.title
    )
    tale = Tale(
        "{1}", now.isoformat(), "fi", "P\u00e4\u00e4t\u00f6s", "", "", "ESIM 1", "", "2026-01-01", "noted"
    )
    for name, state in (("found", "waiting"), ("found_settled", "put_aside")):
        row = FoundDecision.objects.create(
            external_id=name, process=going, told=tale.as_json(), digest="d", told_at=now, state=state
        )
        setattr(ground, name, row)
    ground.told_of_decision, ground.told_of_measure = facts(), measure_facts(unit=ground.unit)
    ground.told_otherwise = facts(outcome="tabled")


def _responded(ground: Ground) -> None:
    """Themes without a response, with a draft, with a draft to look at, answered; hidden, and of an organisation."""
    for name in ("theme", "theme_drafted", "theme_to_check", "theme_answered"):
        setattr(ground, name, make_theme(ground.going_process))
    ground.theme_hidden = make_theme(ground.going_process, published=False)
    ground.theme_own = make_theme(ground.own_process)
    ground.draft = make_draft(ground.theme_drafted)
    waiting = make_draft(ground.theme_to_check)
    ground.to_check = decisions.ask_second_look(actor=SYSTEM, response=waiting, seen_revision=1)
    ground.response = make_response(ground.theme_answered)
    ground.draft_own = make_draft(ground.theme_own, unit=ground.unit)


def _handed(ground: Ground) -> None:
    """Packages of a closed process and of an organisation's, and a search for an information request."""
    at = datetime(2020, 1, 1, tzinfo=UTC)
    for name, process in (("handed", ground.closed_process), ("handed_own", ground.own_process)):
        row = Handover.objects.create(
            process=process, number=1, state=HandoverState.MADE, content=b"zip", asked_at=at, made_at=at
        )
        setattr(ground, name, row)
    ground.looked = InformationSearch.objects.create(
        kind="process", reason="Asked by letter", at=timezone.now()
    )


def _coded(ground: Ground) -> None:
    """Themes in a closed process, taken out, merged, proposed; what was given by a person and by a machine."""
    process = ground.going_process
    known: dict[str, Any] = {"actor": SYSTEM, "process": process}
    ground.theme_ended, ground.theme_merged = make_theme(process), make_theme(process)
    themes.end_theme(actor=SYSTEM, theme=ground.theme_ended)
    themes.merge_theme(actor=SYSTEM, theme=ground.theme_merged, into=ground.theme_drafted)
    ground.theme_proposed = make_theme(process, published=False, origin=Origin.MACHINE)
    for each in (ground.theme_ended, ground.theme_merged, ground.theme_proposed):
        each.refresh_from_db()
        each.process = process
    ground.theme_closed = make_theme()
    Theme.objects.filter(pk=ground.theme_closed.pk).update(process=ground.closed_process)
    ground.theme_closed.process = ground.closed_process
    ground.said_on_theme = make_said(ground.theme)
    machine = make_said(ground.theme_drafted)
    Assignment.objects.filter(contribution=machine).update(origin=Origin.MACHINE)
    standing = Assignment.objects.select_related("theme__process")
    ground.given = standing.get(contribution=ground.said_on_theme)
    ground.given_by_machine = standing.get(contribution=machine)
    title = ground.theme.title.texts["fi"]
    ground.seen_title = f"{title.revision}.{print_of(title.text)}"
    themes.make_theme(**known, title=TranslatedText.of("fi", fi="Viimeisin"))
    ground.coded = ThemeChange.objects.filter(process=process).latest("pk")


def _told(ground: Ground) -> None:
    """Something that somebody follows, and a notice to them."""
    now, name = timezone.now(), TranslatedText.of("fi", fi="Seurattu")
    topic: dict[str, Any] = {"person": ground.member, "at": now, "title": name}
    ground.subscription = Subscription.objects.create(kind=TopicKind.PROCESS, key="matrix-going", **topic)
    ground.notice = Notice.objects.create(
        event="matrix:1", kind=NoticeKind.RESULTS, topic_kind=TopicKind.MINE, cadence=Cadence.NEVER,
        address="/processes/matrix-going/", **topic,
    )  # fmt: skip


def _accounts(ground: Ground) -> None:
    """An account that is nobody's column, and one that has been closed."""
    ground.stranger, ground.closed = make_account("Vieras"), make_person("Lopettanut")
    Person.objects.filter(pk=ground.closed.pk).update(is_active=False)
    ground.today, ground.number = timezone.localdate().isoformat(), "2000000-8"
