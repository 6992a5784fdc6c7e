"""punos appoint EMAIL"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from punos.core.errors import Refused
from punos.core.languages import TranslatedText
from punos.organisations import actions
from punos.organisations.models import SYSTEM, CityUnit, RoleKind
from punos.people import queries as people
from punos.people.models import Person


class Command(BaseCommand):
    """Give an account a role in a city unit: how a new site gets its first administrator."""

    help = "Gives somebody who has an account a role; the first administrator gives the others on the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the account, which has to be verified")
        parser.add_argument("--unit", required=True, metavar="SLUG", help="the city unit")
        parser.add_argument(
            "--role", default=RoleKind.ADMINISTRATOR, choices=RoleKind.values, help="administrator by default"
        )
        parser.add_argument("--unit-name-fi", default="", help="the unit's Finnish name, if it is a new one")
        parser.add_argument("--unit-name-sv", default="", help="its Swedish name")

    def handle(self, *args: Any, **options: Any) -> None:
        person = self._person(options["email"])
        try:
            unit = self._unit(options["unit"], options["unit_name_fi"], options["unit_name_sv"])
            actions.grant_role(
                actor=SYSTEM, person=person, unit=unit, kind=RoleKind(options["role"]), reason="punos appoint"
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.email}: {options['role']} in {unit.slug}")
        if settings.STAFF_SECOND_FACTOR and not people.has_second_factor(person):
            self.stdout.write(
                "The role rests while its holder signs in with a password alone: a second factor is added "
                "on the page My account."
            )

    def _person(self, email: str) -> Person:
        """Whose account has this address, and has shown that it is theirs."""
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody has an account with {email}. Make it on the site first.")
        if not people.is_verified(person):
            raise CommandError(f"{email} has not been verified: follow the link in the letter first.")
        return person

    def _unit(self, slug: str, fi: str, sv: str) -> CityUnit:
        """The unit of this slug, made where it is missing and has been named."""
        known = CityUnit.objects.filter(slug=slug).first()
        if known:
            return known
        if not (fi and sv):
            raise CommandError(
                f"There is no unit {slug}. --unit-name-fi and --unit-name-sv name one that is to be made."
            )
        return actions.set_up_unit(actor=SYSTEM, slug=slug, name=TranslatedText.of("fi", fi=fi, sv=sv))
