from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "punos.people"
    label = "people"
