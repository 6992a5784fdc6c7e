"""The shape of what is sent to this room's pages."""

from punos.organisations.forms.city import EndForm, GrantForm, GroupForm, UnitForm
from punos.organisations.forms.directory import DirectoryForm
from punos.organisations.forms.hat import HatForm
from punos.organisations.forms.importing import ColumnsForm, ImportForm
from punos.organisations.forms.own_group import OwnGroupForm
from punos.organisations.forms.people import (
    AcceptForm,
    DeclineForm,
    InviteForm,
    JoinForm,
    MandateForm,
    ReasonForm,
    VerifiedAcceptForm,
)
from punos.organisations.forms.registry import (
    CardForm,
    FindInRegistryForm,
    LifeForm,
    ListingForm,
    NameForm,
    NumberForm,
    RemoveNumberForm,
    SettleForm,
)

__all__ = [
    "AcceptForm",
    "CardForm",
    "ColumnsForm",
    "DeclineForm",
    "DirectoryForm",
    "EndForm",
    "FindInRegistryForm",
    "GrantForm",
    "GroupForm",
    "HatForm",
    "ImportForm",
    "InviteForm",
    "JoinForm",
    "LifeForm",
    "ListingForm",
    "MandateForm",
    "NameForm",
    "NumberForm",
    "OwnGroupForm",
    "ReasonForm",
    "RemoveNumberForm",
    "SettleForm",
    "UnitForm",
    "VerifiedAcceptForm",
]
