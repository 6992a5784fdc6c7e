from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "punos.people"
    label = "people"

    def ready(self) -> None:
        from punos.core.checking import ask_for_names
        from punos.people.adapters.listening import listen
        from punos.people.queries import names_of

        listen()
        ask_for_names(names_of)
