"""Jobs of this room, and what it puts on the desk."""

from django.utils.translation import gettext_lazy as _

from punos.home.queries.desk import offers_tool, tells_waiting
from punos.records import queries, rules
from punos.records.tasks.destruction import destroy, propose_destructions

__all__ = ["destroy", "propose_destructions"]

offers_tool(_("Retention and destruction"), "records:retention", rules.check_see_retention)
tells_waiting(queries.waiting_link)
