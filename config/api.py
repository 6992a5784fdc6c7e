"""The JSON door: mounts every room's router under /api/v1/."""

from django.conf import settings
from ninja import NinjaAPI

from punos.consultations.api import router as consultations
from punos.contributions.api import router as moderation
from punos.decisions.api import router as decisions
from punos.home.api import router as thread
from punos.journal.api import router as journal
from punos.organisations.api import router as organisations
from punos.processes.api import router as processes
from punos.themes.api import router as themes

api = NinjaAPI(
    title="Punos",
    version="1",
    description="Public data of a city and its organisations. Texts carry their language; times are ISO 8601.",
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "MIT"}}},
)
if settings.DEMO:
    api.description += " Sample material: the answers, organisations and reasons are invented."
api.add_router("/processes", processes)
api.add_router("/processes", consultations)
api.add_router("/processes", themes)
api.add_router("/processes", decisions)
api.add_router("", thread)
api.add_router("/organisations", organisations)
api.add_router("/journal", journal)
api.add_router("/moderation", moderation)
