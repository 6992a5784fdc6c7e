from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "punos.decisions"
    label = "decisions"
