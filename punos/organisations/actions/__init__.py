"""Verbs about the city's units and roles, the registry, and mandates."""

from punos.organisations.actions.city import (
    apply_groups,
    close_unit,
    end_role,
    grant_role,
    map_group,
    set_up_district,
    set_up_unit,
    unmap_group,
)
from punos.organisations.actions.joining import (
    accept_invitation,
    ask_to_join,
    decide_join,
    invite,
    withdraw_invitation,
    withdraw_join,
)
from punos.organisations.actions.lives import dissolve, merge, rename, revive
from punos.organisations.actions.mandates import (
    end_mandate,
    end_mandates_of,
    grant_mandate,
    take_suomifi,
    wear_hat,
)
from punos.organisations.actions.registers import keep_register_answer, settle_change
from punos.organisations.actions.registry import (
    CardFacts,
    Registration,
    add_own_group,
    change_card,
    list_organisation,
    register_organisations,
)

__all__ = [
    "CardFacts",
    "Registration",
    "accept_invitation",
    "add_own_group",
    "apply_groups",
    "ask_to_join",
    "change_card",
    "close_unit",
    "decide_join",
    "dissolve",
    "end_mandate",
    "end_mandates_of",
    "end_role",
    "grant_mandate",
    "grant_role",
    "invite",
    "keep_register_answer",
    "list_organisation",
    "map_group",
    "merge",
    "register_organisations",
    "rename",
    "revive",
    "set_up_district",
    "set_up_unit",
    "settle_change",
    "take_suomifi",
    "unmap_group",
    "wear_hat",
    "withdraw_invitation",
    "withdraw_join",
]
