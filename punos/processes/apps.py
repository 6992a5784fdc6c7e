from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "punos.processes"
    label = "processes"
