"""A change that commits late, on a connection of its own, shows at the next request."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from config.page_cache import PageCache
from config.tests.asking import ask
from punos.core.languages import TranslatedText
from punos.core.pages import STAMPS_HEADER, public_page
from punos.journal.queries import read_stamps
from punos.organisations.tests.factories import make_unit
from punos.processes.models import Process
from punos.processes.tests.factories import make_process

pytestmark = pytest.mark.usefixtures("own_database")


class Late:
    """Somebody who announces a process on a connection of their own, and commits when told."""

    def __init__(self) -> None:
        self.written, self.told = Event(), Event()
        self.unit = make_unit()
        self.thread = Thread(target=self.announce, daemon=True)
        self.thread.start()
        assert self.written.wait(timeout=30)

    def announce(self) -> None:
        try:
            with transaction.atomic():
                make_process(title=TranslatedText.of("fi", fi="Myohempi asia"), host_unit=self.unit)
                self.written.set()
                self.told.wait(timeout=30)
        finally:
            connection.close()

    def commit(self) -> None:
        """Commit, and wait until it is done."""
        self.told.set()
        self.thread.join()


def test_late_commit_shows_at_the_next_request() -> None:
    front, late = PageCache(get_wsgi_application()), Late()

    early = [ask(front, "/fi/processes/", HTTP_HOST="localhost") for _ in range(2)]
    kept = len(front.pages)
    late.commit()
    after = ask(front, "/fi/processes/", HTTP_HOST="localhost")

    front.stamps.local.connection.close()
    assert [b"Myohempi asia" in answer.body for answer in (*early, after)] == [False, False, True]
    assert kept == 1


type View = Callable[..., HttpResponse]


def as_written(view: View) -> View:
    """The door as it is: stamps first, then the content."""
    return public_page(read_stamps, "all")(view)


def stamps_last(view: View) -> View:
    """Its twin, which reads the stamps after the content."""

    def late(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response[STAMPS_HEADER] = f"all={read_stamps(('all',))['all']}"
        return response

    return late


@pytest.mark.parametrize(("door", "titles"), [(as_written, ["", "Myohempi asia"]), (stamps_last, ["", ""])])
def test_commit_while_a_page_is_made_shows_because_stamps_are_read_first(
    door: Callable[[View], View], titles: list[str]
) -> None:
    late = Late()

    def view(_request: HttpRequest) -> HttpResponse:
        content = ",".join(str(process.title) for process in Process.objects.all())
        late.commit()
        return HttpResponse(content)

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        response = door(view)(WSGIRequest(environ))
        start_response("200 OK", list(response.items()))
        return [response.content]

    front = PageCache(application)
    seen = [ask(front).body.decode() for _ in range(2)]

    front.stamps.local.connection.close()
    assert seen == titles
