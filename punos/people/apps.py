from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "punos.people"
    label = "people"

    def ready(self) -> None:
        from punos.people.adapters.listening import listen

        listen()
