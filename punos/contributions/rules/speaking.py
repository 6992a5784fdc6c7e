"""Who may speak and rate, and when."""

import unicodedata
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.contributions.models import Audience, Capacity, Identified, Scale, Thread, Voice
from punos.contributions.models.voice import speaker_of
from punos.core.dates import moment
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import current_language
from punos.organisations.models import Actor, Organisation, Scope
from punos.organisations.rules import check_act_for
from punos.people.models import Person
from punos.processes.models import Process

LONGEST_IDEA = 1_000
LONGEST_ANSWER = 100_000
LONGEST_PSEUDONYM = 60
MOST_IDEAS = 20
LARGEST_GROUP = 10_000


def check_open(thread: Thread, at: datetime | None = None) -> None:
    """Nothing can be said or rated before a thread opens or after it closes; `at` is when it reached the server."""
    now = at or timezone.now()
    if thread.is_open(now):
        return
    if thread.closes_at and thread.closes_at <= now:
        when = moment(thread.closes_at, current_language())
        raise NotNow(_("This closed on %(when)s. You can still read what was said.") % {"when": when})
    raise NotNow(_("This has not opened yet."))


def check_speak(
    actor: Actor | None, thread: Thread, voice: Voice | None, *, is_invited: bool = False
) -> None:
    """Who belongs to those who are asked here; whether an organisation was invited is told by the room above.

    What an officer typed in for an organisation counts as the organisation's own.
    """
    if thread.audience == Audience.EVERYONE:
        return
    if thread.audience == Audience.SIGNED_IN:
        if actor is None or actor.person is None:
            raise Refused(_("Only those who have signed in are asked here. Sign in first."))
        return
    if voice is None or not _speaks_for_organisation(actor, voice):
        raise Refused(
            _("Only organisations are asked here. Sign in and choose the organisation that you act for.")
        )
    if thread.audience == Audience.INVITED and not is_invited:
        raise Refused(_("Only the organisations that were invited are asked here."))


def _speaks_for_organisation(actor: Actor | None, voice: Voice) -> bool:
    """Under a mandate, by the link of an invitation, or typed in by an officer; not merely by saying so."""
    if voice.capacity not in {Capacity.ORGANISATION, Capacity.BODY}:
        return False
    if voice.identified == Identified.STAFF:
        return True
    return actor is not None and actor.speaks_for_organisation and speaker_of(actor) == voice.speaker


def check_pseudonym(capacity: str, pseudonym: str) -> None:
    """A person may be met under another name, though not under that of an organisation of the registry."""
    if not pseudonym:
        return
    if capacity not in {Capacity.RESIDENT, Capacity.ACTIVE}:
        raise Invalid(_("Only a person can answer under a pseudonym."))
    if len(pseudonym) > LONGEST_PSEUDONYM:
        raise Invalid(_("A pseudonym has at most %(most)d characters.") % {"most": LONGEST_PSEUDONYM})
    same = unicodedata.normalize("NFKC", pseudonym)
    if Organisation.objects.filter(Q(name__iexact=same) | Q(name_sv__iexact=same), is_listed=True).exists():
        raise Invalid(_("This is the name of an organisation. Choose another pseudonym."))


def check_take_part(
    actor: Actor,
    process: Process,
    capacity: str,
    head_count: int | None,
    named: Organisation | None = None,
) -> None:
    """Anybody may take part once they have a mark of their own; a group says how many it is.

    Under the hat of an organisation one answers for it, as a public body if it is one. Without a hat one can still
    say that one answers for an organisation (`named`), unverified, as long as it has no people of its own here.
    """
    if actor.organisation is not None:
        _check_for_organisation(actor, actor.organisation, process, capacity)
    elif capacity == Capacity.BODY:
        raise Refused(_("Only somebody who acts for a public body can answer for it."))
    elif capacity == Capacity.ORGANISATION and named and named.mandates.current().exists():
        raise Refused(
            _(
                "This organisation has people of its own here, so its answer is given by one of them. Sign in and choose"
                " that you act for it, or answer as someone active in it."
            )
        )
    if not speaker_of(actor):
        raise Refused(
            _(
                "Your browser did not accept the cookie that keeps your answers together. Allow it and try again."
            )
        )
    if process.closed_at:
        raise NotNow(_("This process has been closed."))
    if capacity == Capacity.GROUP and not (head_count and 2 <= head_count <= LARGEST_GROUP):
        raise Invalid(_("Tell how many people the group has: at least 2."))


def _check_for_organisation(
    actor: Actor, organisation: Organisation, process: Process, capacity: str
) -> None:
    """Under a mandate to answer, or invited to just this process."""
    if actor.invited_to is None:
        check_act_for(actor, organisation, Scope.ANSWER)
    elif actor.invited_to != process.pk:
        raise Refused(_("Your invitation is to another process."))
    if capacity != (Capacity.BODY if organisation.is_public_body else Capacity.ORGANISATION):
        raise Invalid(
            _(
                "You act for an organisation, so the answer is its own. Change whom you act for to answer otherwise."
            )
        )


def check_confirm_voice(actor: Actor, voice: Voice) -> None:
    """The organisation's own people, for what was answered by the link of an invitation."""
    if voice.organisation is None or voice.capacity not in {Capacity.ORGANISATION, Capacity.BODY}:
        raise Refused(_("Only an answer of an organisation can be confirmed."))
    check_act_for(actor, voice.organisation, Scope.ANSWER)
    if not voice.organisation.is_listed:
        raise NotNow(_("The city has not looked at this organisation yet."))
    if voice.is_verified:
        raise NotNow(_("This has been confirmed already."))


def check_rate(voice: Voice | None, thread: Thread, value: int) -> None:
    """Who has told how they answer may rate what others said, on the scale that the organiser chose."""
    check_open(thread)
    if voice is None:
        raise Refused(_("First choose how you answer."))
    if thread.scale is None or value not in Scale(thread.scale).values:
        raise Invalid(_("Choose one of the values that are offered."))


def check_say(voice: Voice | None, thread: Thread, text: str) -> None:
    """Who has told how they answer may add a few ideas of their own."""
    check_open(thread)
    if voice is None:
        raise Refused(_("First choose how you answer."))
    if not thread.takes_contributions:
        raise Refused(_("New ideas are not collected here."))
    if not text:
        raise Invalid(_("Write your idea first."))
    if len(text) > LONGEST_IDEA:
        raise Invalid(
            _("Your idea has %(length)d characters; at most %(most)d fit.")
            % {"length": len(text), "most": LONGEST_IDEA}
        )
    if voice.contributions.filter(thread=thread).count() >= MOST_IDEAS:
        raise Refused(
            _("You have added %(most)d ideas, which is as many as one answer can have.")
            % {"most": MOST_IDEAS}
        )


def check_put(voice: Voice | None, thread: Thread, text: str, at: datetime | None = None) -> None:
    """Who has told how they answer may answer in words while it is open, at length if need be."""
    check_open(thread, at)
    if voice is None:
        raise Refused(_("First choose how you answer."))
    if not text:
        raise Invalid(_("Write your answer first."))
    if len(text) > LONGEST_ANSWER:
        raise Invalid(
            _("Your answer has %(length)d characters; at most %(most)d fit.")
            % {"length": len(text), "most": LONGEST_ANSWER}
        )


def check_import(actor: Actor) -> None:
    """Only the command line imports, until there is a page for it."""
    if not actor.is_system:
        raise Refused(_("Only an administrator may do this."))


def check_forget_person(actor: Actor, person: Person) -> None:
    """Only one's own voice can be cut from one's name."""
    if actor.person_id is None or actor.person_id != person.pk:
        raise Refused(_("Only you can erase your own data."))
