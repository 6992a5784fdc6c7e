"""Every address: pages under a language, and what machines ask for without one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.api import api
from punos.home import views as home

urlpatterns = [
    path("healthz", home.healthz, name="healthz"),
    path("readiness", home.readiness, name="readiness"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", include("punos.people.urls")),
        path("", include("punos.organisations.urls")),
        path("", include("punos.mail.urls")),
        path("processes/<slug:process>/<slug:consultation>/", include("punos.consultations.urls")),
        path("", include("punos.home.urls")),
    ),
    path("", home.choose_language, name="choose_language"),
]
