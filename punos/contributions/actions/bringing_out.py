"""Taking out again what was brought in from elsewhere by mistake."""

from collections.abc import Collection

from django.db import transaction

from punos.contributions import rules
from punos.contributions.actions.finding import hide_said
from punos.contributions.models import Contribution, ContributionState, Moderation, Report, Voice
from punos.organisations.models import Actor


@transaction.atomic
def take_out_voices(*, actor: Actor, voice_ids: Collection[int]) -> set[int]:
    """Remove speakers that an import brought, with all that they said; the ids of those who stay.

    Where a reader has reported or a moderator has dealt with what somebody said, the record of that stays, and the words
    are withdrawn instead. No line of its own: the caller's verb records one for all.
    """
    rules.check_import(actor)
    said = Contribution.objects.filter(voice__in=voice_ids)
    hide_said(said=said.only("pk"))
    dealt_with = Moderation.objects.filter(contribution__in=said).values_list(
        "contribution__voice", flat=True
    )
    reported = Report.objects.filter(contribution__in=said).values_list("contribution__voice", flat=True)
    staying = set(dealt_with) | set(reported)
    said.filter(voice__in=staying).update(state=ContributionState.WITHDRAWN)
    Voice.objects.filter(pk__in=set(voice_ids) - staying).delete()
    return staying
