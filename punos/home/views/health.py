"""What a probe asks: am I alive, am I ready."""

import shutil
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from punos.home import queries

LEAST_DISK = 200_000_000  # bytes; below this the database may stop taking writes
WORKER_SILENT_AFTER = timedelta(minutes=2)


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive, whatever else may be wrong."""
    return HttpResponse("ok", content_type="text/plain")


def readiness(request: HttpRequest) -> HttpResponse:
    """Whether this installation can do its work: version, database, worker, disk."""
    checks = {"database": _database(), "worker": _worker(), "disk": _disk()}
    ready = all(check["ok"] for check in checks.values())
    report = {"version": settings.BUILD, "status": "ok" if ready else "not ready", "checks": checks}
    return JsonResponse(report, status=200 if ready else 503)


def _database() -> dict[str, Any]:
    try:
        return {"ok": True, "version": queries.database_version()}
    except Error:
        return {"ok": False, "detail": "The database does not answer."}


def _worker() -> dict[str, Any]:
    try:
        seen = queries.worker_seen_at()
    except Error:
        return {"ok": False, "detail": "The database does not answer."}
    alive = seen is not None and timezone.now() - seen < WORKER_SILENT_AFTER
    return {"ok": alive, "seen_at": seen.isoformat() if seen else None}


def _disk() -> dict[str, Any]:
    free = shutil.disk_usage(settings.BASE_DIR).free
    return {"ok": free > LEAST_DISK, "free_bytes": free}
