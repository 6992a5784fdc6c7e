"""What I follow, and how often I hear of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.core.errors import Refused
from punos.core.pages import page, posted
from punos.notices import actions, queries
from punos.notices.forms import CadenceForm
from punos.notices.models import Cadence, TopicKind
from punos.notices.views.notices import crumbs
from punos.organisations.models import ActingRequest
from punos.organisations.models.areas import AreaCode

STOP = "stop"


@login_required
def following(request: ActingRequest) -> HttpResponse:
    """Everything I hear of, each with how often letters come."""
    return _shown(request)


def _shown(request: ActingRequest, fault: str = "", status: int = 200) -> HttpResponse:
    followed = queries.followed(request.actor)
    context = {
        "mine": followed[0],
        "followed": followed[1:],
        "cadences": Cadence.choices,
        "areas": [(f"{TopicKind.AREA}:{code}", name) for code, name in AreaCode.choices],
        "fault": fault,
        "crumbs": crumbs(_("What I follow")),
    }
    return page(request, "notices/following.html", context, status=status)


@posted("notices:following")
@login_required
def change_following(request: ActingRequest) -> HttpResponse:
    """How often letters about one topic come; or no longer following it."""
    kind, _colon, key = request.POST.get("topic", "").partition(":")
    form = CadenceForm(request.POST)
    try:
        if STOP in request.POST:
            actions.unfollow(actor=request.actor, kind=kind, key=key)
        elif not form.run(actions.set_cadence, actor=request.actor, kind=kind, key=key):
            return _shown(
                request, " ".join(str(each) for errors in form.errors.values() for each in errors), 422
            )
    except Refused as refusal:
        return _shown(request, str(refusal), refusal.status)
    return redirect("notices:following")
