from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "punos.themes"
    label = "themes"
