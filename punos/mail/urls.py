from django.urls import path

from punos.mail import views

app_name = "mail"
urlpatterns = [
    path("mail/", views.demo_outbox, name="demo_outbox"),
]
