"""punos town"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import override

from town import build, who


class Command(BaseCommand):
    """Build the demo town, if it is not there yet; tell who can sign in."""

    help = "Builds the demo town from its texts and generators; what is there already stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--who", action="store_true", help="only tell who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["who"]:
            build.build(timezone.localdate())
            return
        with override("en"):
            for person in who.who_can_sign_in():
                self.stdout.write(f"  {person.name}: {person.introduction}")
