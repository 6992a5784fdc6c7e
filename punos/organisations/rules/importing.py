"""When a file of organisations may be read, brought in and taken back. Who may is asked of the registry's rule."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow
from punos.organisations.models import Actor, Column, ImportState, RegistryImport
from punos.organisations.rules.registry import check_keep_registry

STUCK_AFTER = timedelta(minutes=2)


def check_name_columns(actor: Actor, registry_import: RegistryImport, columns: Mapping[str, int]) -> None:
    """A keeper, before anything is brought in; each column of the file once, and one of them a name."""
    check_keep_registry(actor)
    if registry_import.state not in {ImportState.COLUMNS, ImportState.READ}:
        raise NotNow(_("The columns of this file can't be named any more."))
    if not registry_import.content:
        raise NotNow(_("The file itself is no longer kept. Send it again."))
    places = list(columns.values())
    is_known = set(columns) <= set(Column.values) and set(places) <= set(range(len(registry_import.headings)))
    if not is_known or len(set(places)) < len(places):
        raise Invalid(_("Choose something else for each column."))
    if not {Column.NAME, Column.NAME_SV} & set(columns):
        raise Invalid(_("Choose which column holds the name."))


def check_bring_in(actor: Actor, registry_import: RegistryImport) -> None:
    """A keeper, a file that has been read."""
    check_keep_registry(actor)
    if registry_import.state != ImportState.READ:
        raise NotNow(_("This file can't be brought in now."))
    if not registry_import.rows.waiting().exists():
        raise NotNow(_("There is nothing in this file to bring in."))


def check_drop(actor: Actor, registry_import: RegistryImport) -> None:
    """A keeper, a file of which nothing has been brought in."""
    check_keep_registry(actor)
    if registry_import.state not in {ImportState.COLUMNS, ImportState.READ}:
        raise NotNow(_("This file can't be put aside now."))


def check_take_back(actor: Actor, registry_import: RegistryImport) -> None:
    """A keeper, a file that has been brought in."""
    check_keep_registry(actor)
    if registry_import.state != ImportState.DONE:
        raise NotNow(_("Only a file that has been brought in can be taken back."))


def check_go_on(actor: Actor, registry_import: RegistryImport, now: datetime | None = None) -> None:
    """A keeper, a file at which a job should be but has not got on for a while."""
    check_keep_registry(actor)
    if not is_stuck(registry_import, now or timezone.now()):
        raise NotNow(_("The file is being worked on. Wait a moment."))


def is_stuck(registry_import: RegistryImport, now: datetime) -> bool:
    """Whether a job should be at this file but has not got on for a while."""
    return registry_import.is_moving and registry_import.moved_at < now - STUCK_AFTER
