from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "punos.reports"
    label = "reports"
