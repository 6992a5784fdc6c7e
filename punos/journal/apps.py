from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "punos.journal"
    label = "journal"
