"""Following and no longer following, how often letters come, and ending them by the link of a letter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import NotNow
from punos.core.languages import TranslatedText
from punos.journal import actions as journal
from punos.notices import queries, rules
from punos.notices.models import Cadence, Subscription, TopicKind
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM

NAMELESS = TranslatedText()


@transaction.atomic
def follow(
    *,
    actor: Actor,
    kind: TopicKind | str,
    key: str,
    title: TranslatedText = NAMELESS,
    leads_to: str = "",
    cadence: str = Cadence.DAILY,
) -> Subscription:
    """Hear of a topic from now on; following it again only changes how often letters come."""
    mine = Subscription.objects.filter(person=actor.person_id)
    rules.check_follow(actor, kind, cadence, mine.exclude(kind=kind, key=key).count())
    told = {"cadence": cadence, "title": title, "leads_to": leads_to}
    kept, is_new = Subscription.objects.update_or_create(
        person=actor.person, kind=kind, key=key, defaults=told, create_defaults={**told, "at": timezone.now()}
    )
    journal.record(actor, "subscription.made" if is_new else "subscription.changed", kept)
    return kept


@transaction.atomic
def unfollow(*, actor: Actor, kind: TopicKind | str, key: str) -> None:
    """Hear of a topic no longer; what was told stays on one's page."""
    kept = _own(actor, kind, key)
    rules.check_change_topic(actor, kept.cadence)
    if kind == TopicKind.MINE:
        raise NotNow(
            _("What concerns you directly stays on your page. You can choose to get no e-mail about it.")
        )
    Subscription.objects.filter(pk=kept.pk).delete()
    journal.record(actor, "subscription.ended", kept)


@transaction.atomic
def set_cadence(*, actor: Actor, kind: TopicKind | str, key: str, cadence: str) -> Subscription:
    """Choose how often letters about a topic come; one's page has everything in any case."""
    rules.check_change_topic(actor, cadence)
    if kind == TopicKind.MINE:
        Subscription.objects.get_or_create(
            person=actor.person, kind=TopicKind.MINE, key="",
            defaults={"cadence": Cadence.INSTANT, "at": timezone.now()},
        )  # fmt: skip
    return _changed(actor, _own(actor, kind, key), cadence)


def _own(actor: Actor, kind: TopicKind | str, key: str) -> Subscription:
    """One's own line, held until the verb is done."""
    found = Subscription.objects.select_for_update().to(kind, key).filter(person=actor.person_id).first()
    if found is None:
        raise NotNow(_("You do not follow this any more."))
    return found


def _changed(actor: Actor, kept: Subscription, cadence: str) -> Subscription:
    """The same line with another cadence; choosing the same again writes nothing."""
    if kept.cadence != cadence:
        kept.cadence = cadence
        kept.save(update_fields=["cadence"])
        journal.record(actor, "subscription.changed", kept)
    return kept


@transaction.atomic
def unsubscribe_by_token(*, token: str) -> bool:
    """End the letters that a link stands for: of one topic, or all that come gathered; False for no link of ours.

    Whoever has the letter may: it needs no signing in. Nothing is lost but letters, and doing it again changes nothing.
    """
    found = queries.behind(token)
    if found is None:
        return False
    person, topic = found
    mine = Subscription.objects.select_for_update().filter(person=person)
    gathered = mine.filter(cadence__in=[Cadence.DAILY, Cadence.WEEKLY])
    for each in mine.filter(pk=topic.pk) if topic else gathered:
        _changed(SYSTEM, each, Cadence.NEVER)
    return True


@transaction.atomic
def resume_by_token(*, token: str) -> bool:
    """Take back the click that ended letters about one topic; False for any other link."""
    found = queries.behind(token)
    if found is None or found[1] is None:
        return False
    kept = Subscription.objects.select_for_update().get(pk=found[1].pk)
    _changed(SYSTEM, kept, Cadence.INSTANT if kept.kind == TopicKind.MINE else Cadence.DAILY)
    return True
