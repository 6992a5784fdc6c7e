from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "punos.home"
    label = "home"
