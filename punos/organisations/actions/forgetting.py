"""Erasing what this room knows of a person. What was done in office or for an organisation stays, under an id."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations import queries, rules
from punos.organisations.actions.mandates import end_mandates_of, hold
from punos.organisations.models import Actor, JoinRequest, Mandate, MandateInvitation, Organisation
from punos.people.models import Person
from punos.people.queries import of_addresses, verified_addresses


@transaction.atomic
def forget_person(*, actor: Actor, person: Person) -> list[Organisation]:
    """End every mandate of a person and remove their requests and invitations; organisations left without a manager.

    The city's co-ordinators are told of those. Dates, scopes and grounds of mandates stay as the organisations'
    history; the reasons that somebody gave for an end do not.
    """
    rules.check_forget_person(actor, person)
    held = Mandate.objects.filter(person=person, ended_at__isnull=True)
    for number in sorted(set(held.values_list("organisation_id", flat=True))):
        hold(organisation_id=number)
    left = _left_alone(person)
    end_mandates_of(actor=actor, person=person)
    Mandate.objects.filter(person=person).update(end_reason="")
    _forget_asking(person)
    for organisation in left:
        _tell_keepers(organisation)
    journal.record(actor, "data.forgotten", person, room="organisations")
    return left


def _left_alone(person: Person) -> list[Organisation]:
    """The organisations whose people nobody else manages."""
    managed = Mandate.objects.current().managing().filter(person=person, organisation__ended_on__isnull=True)
    found = Organisation.objects.filter(pk__in=managed.values("organisation")).order_by("pk")
    return [each for each in found if not queries.other_managers(each, person.pk)]


def _forget_asking(person: Person) -> None:
    """Requests go with the letters that name the asker; of an accepted invitation its address goes."""
    now = timezone.now()
    requests = JoinRequest.objects.filter(person=person)
    sent = MandateInvitation.objects.filter(invited_by=person.pk).exclude(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    )
    about = [f"join-request:{number}" for number in requests.values_list("pk", flat=True)]
    mail.forget_about(
        keys=about + [f"mandate-invitation:{number}" for number in sent.values_list("pk", flat=True)]
    )
    requests.delete()
    mine = MandateInvitation.objects.filter(
        of_addresses("email", verified_addresses(person)) | Q(accepted_by=person.pk)
    )
    mine.filter(accepted_at__isnull=True).delete()
    mine.update(email="")


def _tell_keepers(organisation: Organisation) -> None:
    """Let who keeps the registry know that an organisation has lost its last manager; the person is not named."""
    for keeper in queries.keepers():
        mail.queue(
            key=f"left-alone:{organisation.pk}:{timezone.now():%Y%m%d%H%M%S%f}:{keeper.pk}",
            to=keeper.email,
            language=keeper.language,
            template="organisations/mail/left_alone",
            context={
                "organisation": organisation.name_in(keeper.language),
                "link": f"/{keeper.language}{organisation.address}people/",
                "link_label": _("Look at the people of the organisation"),
            },
            person_id=keeper.pk,
            organisation_id=organisation.pk,
        )
