"""A page from memory, a page with three queries, and one INSERT: each as bare as Django allows."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_page
from django.views.decorators.http import conditional_page

from bench.floor.models import Comment, Hearing, Mark

COMMENTS_A_PAGE = 20


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive."""
    return HttpResponse("ok", content_type="text/plain")


@cache
def _bytes(size: int) -> bytes:
    """So many bytes of HTML."""
    return (b"<p>The same words again and again.</p>\n" * (size // 39 + 1))[:size]


@conditional_page
@cache_page(3_600)
def cached(request: HttpRequest, size: int) -> HttpResponse:
    """A page of so many bytes under Django's own cache, with an ETag."""
    return HttpResponse(_bytes(size))


def hearing_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One hearing, the number of its comments, and its newest ones with their authors: three queries."""
    hearing = Hearing.objects.get(slug=slug)
    comments = Comment.objects.filter(hearing=hearing)
    newest = comments.select_related("author").order_by("-id")[:COMMENTS_A_PAGE]
    return render(
        request, "floor/hearing.html", {"hearing": hearing, "total": comments.count(), "comments": newest}
    )


def mark(request: HttpRequest) -> JsonResponse:
    """One row is written: a comment, who marks it, and how."""
    sent = request.POST
    made = Mark.objects.create(comment_id=sent["comment"], author_id=sent["author"], value=sent["value"])
    return JsonResponse({"id": made.pk})
