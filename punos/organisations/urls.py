from django.urls import path

from punos.organisations import views

app_name = "organisations"
urlpatterns = [
    path("hat/", views.wear_hat, name="wear_hat"),
]
