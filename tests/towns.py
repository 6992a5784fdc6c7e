"""The demo town as its visitors meet it, for the template of which tests get copies."""

from django.core.management import call_command


def build_town() -> None:
    """Build it, with the results that the worker computes."""
    from punos.consultations.models import Consultation
    from punos.consultations.tasks import computing
    from town.summaries import summed_up

    call_command("town", verbosity=0)
    for consultation in Consultation.objects.order_by("pk"):
        computing.compute(consultation.pk)
    summed_up()
