"""Reporting, removing, putting back, and what an author can do against it.

Each decision is a row of its own. The author hears of it with the reason and the way to appeal, and whoever
reported while signed in hears what came of it. Moderators hear of the first report that waits.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.contributions import queries, rules
from punos.contributions.actions.finding import keep_findable
from punos.contributions.models import (
    Contribution,
    ContributionState,
    Moderation,
    ModerationKind,
    Reason,
    Report,
    Voice,
)
from punos.contributions.models.voice import speaker_of
from punos.core.text import clean
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations import queries as organisations
from punos.organisations.models import Actor
from punos.processes.models import Process

if TYPE_CHECKING:
    from punos.people.models import Person


@transaction.atomic
def report(*, actor: Actor, contribution: Contribution, reason: str, text: str = "") -> Report:
    """Tell the moderators that something breaks the rules of discussion; it stays until they have looked."""
    text, said = clean(text), _locked(contribution)
    rules.check_report(actor, said, reason, text)
    made = Report.objects.create(
        contribution=said,
        reason=reason,
        text=text,
        speaker=speaker_of(actor),
        person=actor.person,
        at=timezone.now(),
    )
    _tell_moderators(made)
    journal.record(actor, "contribution.reported", said, process=said.thread.process.slug, reason=reason)
    return made


@transaction.atomic
def remove(*, actor: Actor, contribution: Contribution, reason: str, note: str = "") -> Moderation:
    """Take a text out of publication; its place stays, with the reason."""
    note, said = clean(note), _locked(contribution)
    rules.check_remove(actor, said, reason, note)
    done = _decide(actor, said, ModerationKind.REMOVED, reason=reason, note=note)
    _tell_author(done, "removed")
    _settle(said, done)
    _record(actor, "contribution.removed", said)
    return done


@transaction.atomic
def keep(*, actor: Actor, contribution: Contribution, note: str = "") -> Moderation:
    """Leave a text as it is after reports of it."""
    note, said = clean(note), _locked(contribution)
    rules.check_keep(actor, said, note)
    done = _decide(actor, said, ModerationKind.KEPT, note=note)
    _settle(said, done)
    _record(actor, "contribution.kept", said)
    return done


@transaction.atomic
def pass_on(*, actor: Actor, contribution: Contribution) -> Moderation:
    """Publish what waited for a moderator."""
    said = _locked(contribution)
    rules.check_pass_on(actor, said)
    done = _decide(actor, said, ModerationKind.PASSED)
    _record(actor, "contribution.passed", said)
    return done


@transaction.atomic
def pass_all_on(*, actor: Actor, contributions: Iterable[Contribution]) -> int:
    """Publish all of these that still wait, or none where one of them may not be; how many were published."""
    waiting = [each for each in contributions if each.state == ContributionState.WAITING]
    for each in waiting:
        pass_on(actor=actor, contribution=each)
    return len(waiting)


@transaction.atomic
def put_back(*, actor: Actor, contribution: Contribution, note: str = "") -> Moderation:
    """Publish again what was removed."""
    note, said = clean(note), _locked(contribution)
    rules.check_put_back(actor, said, note)
    done = _decide(actor, said, ModerationKind.RESTORED, note=note)
    _tell_author(done, "restored")
    _record(actor, "contribution.put_back", said)
    return done


@transaction.atomic
def appeal(*, actor: Actor, voice: Voice | None, moderation: Moderation, text: str) -> Moderation:
    """Ask another moderator to look at a removal again."""
    text = clean(text)
    _locked(moderation.contribution)
    locked = _locked_decision(moderation)
    rules.check_appeal(voice, locked, text)
    locked.appeal, locked.appealed_at = text, timezone.now()
    locked.save(update_fields=["appeal", "appealed_at"])
    _record(actor, "contribution.appealed", locked.contribution)
    return locked


@transaction.atomic
def decide_appeal(*, actor: Actor, moderation: Moderation, accepted: bool, note: str = "") -> Moderation:
    """Answer an appeal; where it is accepted, the text stands again, unless its author has withdrawn it."""
    note = clean(note)
    said = _locked(moderation.contribution)
    locked = _locked_decision(moderation)
    others = queries.other_moderators(said.thread.process, locked.by)
    rules.check_decide_appeal(actor, locked, note, others=others)
    locked.appeal_decided_by, locked.appeal_decided_at = actor.person_id, timezone.now()
    locked.appeal_accepted, locked.appeal_note = accepted, note
    locked.save()
    _tell_author(locked, "appeal")
    if accepted and said.state == ContributionState.HIDDEN:
        _decide(actor, said, ModerationKind.RESTORED, note=note)
        _record(actor, "contribution.put_back", said)
    _record(actor, "contribution.appeal_accepted" if accepted else "contribution.appeal_rejected", said)
    return locked


def _locked(contribution: Contribution) -> Contribution:
    """What was said as it stands now, kept so until the verb is done."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("thread__process", "voice__person", "latest").get(pk=contribution.pk)


def _locked_decision(moderation: Moderation) -> Moderation:
    rows = Moderation.objects.select_for_update(of=("self",))
    return rows.select_related("contribution__thread__process", "contribution__voice__person").get(
        pk=moderation.pk
    )


STATES = {
    ModerationKind.REMOVED: ContributionState.HIDDEN,
    ModerationKind.RESTORED: ContributionState.PUBLISHED,
    ModerationKind.KEPT: ContributionState.PUBLISHED,
    ModerationKind.PASSED: ContributionState.PUBLISHED,
}


def _decide(
    actor: Actor, said: Contribution, kind: ModerationKind, *, reason: str = "", note: str = ""
) -> Moderation:
    """The row of a decision, and the state that follows from it."""
    said.state = STATES[kind]
    said.save(update_fields=["state"])
    keep_findable(said=said)
    return Moderation.objects.create(
        contribution=said, kind=kind, reason=reason, note=note, by=actor.person_id, at=timezone.now()
    )


def _record(actor: Actor, verb: str, said: Contribution) -> None:
    """The line of a decision; each changes the public log, whether or not readers had seen the text."""
    journal.record(actor, verb, said, process=said.thread.process.slug, public=True)


# Who is told ----------------------------------------------------------------------------------------------------


def _tell_author(done: Moderation, what: str) -> None:
    """By e-mail, where an address of theirs is known; everybody else reads it where their answers stand."""
    said = done.contribution
    for person in queries.authors_of(said.voice):
        context = {
            "text": said.latest.text if said.latest else "",
            "reason": Reason(done.reason).label if done.reason else "",
            "note": done.appeal_note if what == "appeal" else done.note,
            "accepted": done.appeal_accepted,
            "link": f"/{person.language}{said.address}appeal/",
            "link_label": _("Read the decision"),
        }
        key, process = f"moderation:{done.pk}:{what}:{person.pk}", said.thread.process
        _send(person, key, f"contributions/mail/{what}", process, context)


def _tell_moderators(made: Report) -> None:
    """One letter to each of them when the first report comes in; none for those that come while it waits."""
    process = made.contribution.thread.process
    if queries.waits_already(made):
        return
    for person in queries.moderators_of(process).order_by("pk"):
        context = {
            "reason": Reason(made.reason).label,
            "link": f"/{person.language}/desk/moderation/?show=reported",
            "link_label": _("Look at what was reported"),
        }
        _send(person, f"reported:{made.pk}:{person.pk}", "contributions/mail/reported", process, context)


def _settle(said: Contribution, done: Moderation) -> None:
    """The reports of it have been looked at; whoever reported while signed in hears what came of it."""
    waiting = list(said.reports.waiting().select_related("person"))
    Report.objects.filter(pk__in=[each.pk for each in waiting]).update(settled_at=done.at)
    for each in waiting:
        if each.person is None or not each.person.is_active:
            continue
        context = {
            "removed": done.kind == ModerationKind.REMOVED,
            "reason": Reason(done.reason).label if done.reason else "",
            "link": f"/{each.person.language}/moderation/",
            "link_label": _("Rules of discussion"),
        }
        _send(each.person, f"report:{each.pk}", "contributions/mail/report", said.thread.process, context)


def _send(person: "Person", key: str, template: str, process: Process, context: dict[str, Any]) -> None:
    for address in organisations.addresses_of(person)[:1]:
        mail.queue(
            key=key,
            to=address,
            language=person.language,
            template=template,
            context=context | {"process": process.title.read(person.language).text},
            person_id=person.pk,
        )
