"""The pages of this room."""

from punos.organisations.views.city import (
    change_unit,
    close_unit,
    end_role,
    grant_role,
    map_group,
    unit,
    units,
    unmap_group,
)
from punos.organisations.views.directory import directory
from punos.organisations.views.hat import wear_hat
from punos.organisations.views.importing import (
    change_import,
    import_columns,
    import_faulty,
    import_page,
    imports,
)
from punos.organisations.views.joining import add_group, decide_join, invitation, join, withdraw_join
from punos.organisations.views.people import end_mandate, grant_mandate, invite, people, withdraw_invitation
from punos.organisations.views.registry import change_more, edit_card, note_life, registry, settle_change
from punos.organisations.views.suomifi import suomifi, suomifi_callback, suomifi_start

__all__ = [
    "add_group",
    "change_import",
    "change_more",
    "change_unit",
    "close_unit",
    "decide_join",
    "directory",
    "edit_card",
    "end_mandate",
    "end_role",
    "grant_mandate",
    "grant_role",
    "import_columns",
    "import_faulty",
    "import_page",
    "imports",
    "invitation",
    "invite",
    "join",
    "map_group",
    "note_life",
    "people",
    "registry",
    "settle_change",
    "suomifi",
    "suomifi_callback",
    "suomifi_start",
    "unit",
    "units",
    "unmap_group",
    "wear_hat",
    "withdraw_invitation",
    "withdraw_join",
]
