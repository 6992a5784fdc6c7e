from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "punos.search"
    label = "search"
