"""Every address: pages under a language, and what machines ask for without one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.api import api
from punos.consultations import urls as consultations
from punos.home import views as home
from punos.people import urls as people

urlpatterns = [
    path("healthz", home.healthz, name="healthz"),
    path("readiness", home.readiness, name="readiness"),
    path("api/v1/", api.urls),
    *people.machine_urlpatterns,
    *i18n_patterns(
        path("", include("punos.people.urls")),
        *people.library_urlpatterns,
        path("", include("punos.organisations.urls")),
        path("", include("punos.mail.urls")),
        path("", include("punos.notices.urls")),
        path("", include("punos.contributions.urls")),
        path("processes/<slug:process>/", include("punos.decisions.urls")),
        path("processes/<slug:process>/", include("punos.themes.urls")),
        path("", include("punos.records.urls")),
        path("", include("punos.home.urls")),
        path("processes/<slug:process>/<slug:consultation>/", include("punos.reports.urls")),
        path("processes/<slug:process>/<slug:consultation>/", include("punos.consultations.urls")),
        path("desk/", include((consultations.desk_urlpatterns, "making"))),
    ),
    path("", home.choose_language, name="choose_language"),
]

if settings.GDPR_API:
    urlpatterns.insert(0, path("gdpr-api/", include("helsinki_gdpr.urls")))

# The sign-in library asks for it by this name when somebody tries too often.
handler429 = "punos.people.views.pages.too_many"
