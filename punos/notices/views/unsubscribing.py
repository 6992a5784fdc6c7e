"""The link of a letter that ends letters of its kind: by one click of a mail program (RFC 8058), or on a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from punos.core.components import Link
from punos.core.pages import page, posted
from punos.notices import actions, queries


@csrf_exempt  # a mail program posts without having seen a page; the link itself is the secret
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """What the link ends, with the button; and having ended it. Opening it changes nothing: mail scanners do that."""
    if request.method == "POST":
        actions.unsubscribe_by_token(token=token)
    return _shown(request, token, has_ended=request.method == "POST")


@posted("notices:unsubscribe", "token")
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """The letters come again."""
    actions.resume_by_token(token=token)
    return _shown(request, token, has_resumed=True)


def _shown(
    request: HttpRequest, token: str, *, has_ended: bool = False, has_resumed: bool = False
) -> HttpResponse:
    found = queries.behind(token)
    if found is None:
        raise Http404
    context = {
        "topic": found[1],
        "token": token,
        "has_ended": has_ended,
        "has_resumed": has_resumed,
        "crumbs": [Link(label=_("E-mail about notices"))],
    }
    return page(request, "notices/unsubscribe.html", context)
