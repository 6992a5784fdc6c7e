from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "punos.core"
    label = "core"
