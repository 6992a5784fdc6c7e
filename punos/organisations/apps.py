from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "punos.organisations"
    label = "organisations"
