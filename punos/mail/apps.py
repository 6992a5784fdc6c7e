from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "punos.mail"
    label = "mail"
