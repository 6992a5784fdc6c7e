"""The sign-in as this floor sees it: groups of the city's service become roles."""

from punos.organisations import actions
from punos.organisations.models import SYSTEM
from punos.people.adapters import SignInAdapter
from punos.people.models import Person


class GroupsAdapter(SignInAdapter):
    """The accounts' own adapter, which also gives the roles that groups stand for."""

    def groups_arrived(self, person: Person, groups: frozenset[str]) -> None:
        """Each sign-in through the service tells all groups: roles of those that are missing now end."""
        actions.apply_groups(actor=SYSTEM, person=person, groups=groups)
