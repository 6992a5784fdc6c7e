from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "punos.records"
    label = "records"
