from django.urls import path

from punos.reports import views

app_name = "reports"
urlpatterns = [
    path("matrix/", views.matrix, name="matrix"),
    path("matrix/statements.<slug:ending>", views.matrix_file, name="matrix_file"),
    path("missing/", views.missing, name="missing"),
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:language>.<slug:ending>", views.report_file, name="report_file"),
    path("summary/", views.summary, name="summary"),
    path("summary/edit/", views.edit_summary, name="edit_summary"),
    path("summary/draft/", views.draft_summary, name="draft_summary"),
    path("summary/publish/", views.publish_summary, name="publish_summary"),
    path("summary/correct/", views.correct_summary, name="correct_summary"),
    path("summary/versions/<int:number>/", views.summary_version, name="summary_version"),
]
