from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "punos.notices"
    label = "notices"
