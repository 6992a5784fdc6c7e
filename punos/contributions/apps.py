from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "punos.contributions"
    label = "contributions"
