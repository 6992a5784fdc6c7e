"""Asking somebody who has signed in to show once more that it is them, before something that matters."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest


def to_show_again(request: HttpRequest, way_on: str) -> str:
    """Where to show it, to come back to `way_on`; nothing where one just has, or has no password and no factor here.

    The library would keep the request that it interrupts and run it again past our doors, without an actor.
    """
    if did_recently_reauthenticate(request):
        return ""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return f"{ways[0]['url']}?{urlencode({'next': way_on})}"
