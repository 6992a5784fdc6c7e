"""The rules of discussion in words: one sentence for each reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from punos.contributions.models import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

RULES: Mapping[Reason, "Text"] = {
    Reason.INSULT: _(
        "A text that calls somebody names, mocks them or threatens them. What somebody did in an office may be"
        " criticised, who they are may not."
    ),
    Reason.HATRED: _(
        "A text that threatens or degrades people because of their origin, religion, disability, sexual orientation"
        " or the like."
    ),
    Reason.PRIVACY: _(
        "A text that tells what is nobody else's business: health, family, address, telephone number, of oneself or"
        " of others."
    ),
    Reason.UNLAWFUL: _(
        "A text that the law forbids for another reason, such as a text copied without permission."
    ),
    Reason.ADVERTISING: _(
        "A text that sells something. An organisation may tell what it does, where that belongs to the matter."
    ),
    Reason.REPEATED: _("The same text sent many times over. Once counts as much as ten times."),
    Reason.OFF_TOPIC: _("A text about another matter than the one that is asked about."),
}
