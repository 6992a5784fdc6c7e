"""Following something: public pages are kept for everybody and hold no form, so that their link leads here."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from punos.core.components import Link
from punos.core.pages import page
from punos.home import queries
from punos.notices import actions as notices
from punos.notices import queries as followed
from punos.notices.forms import CadenceForm
from punos.notices.models import Cadence
from punos.organisations.models import ActingRequest


@login_required
def follow(request: ActingRequest) -> HttpResponse:
    """What would be followed, and how often one would hear of it; and following it."""
    is_sent = request.method == "POST"
    asked = (request.POST if is_sent else request.GET).get("topic", "")
    topic = queries.topic_of(request.actor, asked)
    if topic is None:
        raise Http404
    known = followed.is_followed(request.actor, topic.kind, topic.key)
    form = CadenceForm(
        request.POST if is_sent else None, initial={"cadence": known.cadence if known else Cadence.DAILY}
    )
    if is_sent and form.run(notices.follow, actor=request.actor, **vars(topic)):
        return redirect("notices:following")
    context = {
        "topic": topic,
        "asked": asked,
        "known": known,
        "form": form,
        "crumbs": [Link(label=_("Follow"))],
    }
    return page(request, "home/follow.html", context, status=422 if form.errors else 200)
