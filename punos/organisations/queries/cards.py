"""An organisation's card: everything that the registry holds of it and that everybody may know."""

from punos.organisations.models import Actor, Mandate, Organisation
from punos.organisations.models.organisation import OrganisationQuerySet
from punos.organisations.queries.directory import Wanted, directory, found_by_words


def card(actor: Actor, slug: str) -> Organisation | None:
    """One organisation with its names, numbers, life and what registers say, if this actor may see it."""
    found = _with_facts(Organisation.objects.visible_to(actor)).select_related("merged_into")
    return found.prefetch_related("life_events__other", "register_records").filter(slug=slug).first()


def cards_after(actor: Actor, wanted: Wanted, *, after: str, most: int) -> list[Organisation]:
    """Organisations in alphabetical order that come after the one of this slug."""
    found = _with_facts(directory(actor, wanted)).by_name()
    found = found.filter(pk__in=found_by_words(wanted.words)) if wanted.words else found.active()
    last = Organisation.objects.filter(slug=after).values_list("sort_key", "pk").first() if after else None
    if last:
        found = found.filter(sort_key__gte=last[0]).exclude(sort_key=last[0], pk__lte=last[1])
    return list(found[:most])


def is_claimed(organisation: Organisation) -> bool:
    """Whether anybody acts for this organisation here; who that is remains their own business."""
    return Mandate.objects.current().filter(organisation=organisation, person__is_active=True).exists()


def _with_facts(found: OrganisationQuerySet) -> OrganisationQuerySet:
    return found.prefetch_related("names", "identifiers")
