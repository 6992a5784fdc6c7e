from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "punos.consultations"
    label = "consultations"
